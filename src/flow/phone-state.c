#include "config.h"
#include "kontor/calendar-engine.h"
#include "kontor/calendar-sync.h"

static KtPhoneState
state_of (KtContext *context, const KtOutbox *row)
{
  gboolean left;
  if (row->state == KT_OUTBOX_REFUSED)
    return KT_PHONE_REFUSED;
  if (row->state == KT_OUTBOX_ASKED || row->state == KT_OUTBOX_CONFLICT)
    return KT_PHONE_NO;
  if (row->state != KT_OUTBOX_AGREED)
    return KT_PHONE_WAITS;
  g_autoptr (KtWish) wish = kt_wish_get (context, row->kind, row->record, &left, NULL);
  if (wish == NULL)
    return left ? KT_PHONE_YES : KT_PHONE_WAITS;
  return g_str_equal (wish->props, row->mine) ? KT_PHONE_YES : KT_PHONE_WAITS;
}

/* What is over or cancelled and was never there goes nowhere. */
static gboolean
is_wanted (KtContext *context, KtOutboxKind kind, KtId record)
{
  gboolean left;
  g_autoptr (KtWish) wish = kt_wish_get (context, kind, record, &left, NULL);
  return wish != NULL;
}

KtPhoneState
kt_phone_state (KtContext *context, KtOutboxKind kind, KtId record, char **ret_calendar)
{
  const char *name = NULL;
  const KtCalendarSource *source
      = context->settings != NULL ? kt_settings_phone_calendar (context->settings, &name) : NULL;
  if (ret_calendar != NULL)
    *ret_calendar = source != NULL ? g_strdup (name != NULL ? name : source->name) : NULL;
  if (source == NULL)
    return KT_PHONE_NOWHERE;
  g_autoptr (GPtrArray) rows = kt_outbox_of (context->store, kind, record, NULL);
  if (rows == NULL)
    return KT_PHONE_WAITS;
  if (rows->len == 0)
    return is_wanted (context, kind, record) ? KT_PHONE_WAITS : KT_PHONE_NOWHERE;
  return state_of (context, g_ptr_array_index (rows, rows->len - 1));
}

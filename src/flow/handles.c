#include "config.h"
#include "kontor/handle.h"
#include "kontor/error.h"
#include "kontor/handle-file.h"
#include "kontor/local-time.h"
#include "kontor/record-state.h"
#include <glib/gi18n.h>
#include <string.h>

#define KEPT_SECONDS (12 * 3600)
#define NUMBER_DIGITS 5
#define ALL_KINDS                                                                                  \
  (KT_RECORD_CONTACT | KT_RECORD_LETTER | KT_RECORD_REMINDER | KT_RECORD_NOTE | KT_RECORD_JOURNAL  \
   | KT_RECORD_EVENT | KT_RECORD_OUTBOX | KT_RECORD_APPOINTMENT | KT_RECORD_SERVICE                \
   | KT_RECORD_RESOURCE | KT_RECORD_CLOSURE | KT_RECORD_WAITING | KT_RECORD_FORMULA                \
   | KT_RECORD_DEAL | KT_RECORD_INVOICE)

static const struct
{
  KtRecordKind kind;
  const char *name;
} nouns[] = {
  { KT_RECORD_CONTACT, N_ ("a contact") },
  { KT_RECORD_LETTER, N_ ("a letter") },
  { KT_RECORD_REMINDER, N_ ("a reminder") },
  { KT_RECORD_NOTE, N_ ("a note") },
  { KT_RECORD_ADDRESS, N_ ("an address") },
  { KT_RECORD_JOURNAL, N_ ("an entry of the log") },
  { KT_RECORD_FOLLOW_UP, N_ ("a follow-up") },
  { KT_RECORD_EVENT, N_ ("an event") },
  { KT_RECORD_OUTBOX, N_ ("a conflict of a calendar") },
  { KT_RECORD_APPOINTMENT, N_ ("a visit") },
  { KT_RECORD_SERVICE, N_ ("a service") },
  { KT_RECORD_RESOURCE, N_ ("a hand or a place") },
  { KT_RECORD_CLOSURE, N_ ("a closure") },
  { KT_RECORD_WAITING, N_ ("a wish for a visit") },
  { KT_RECORD_FORMULA, N_ ("a formula") },
  { KT_RECORD_SLOT, N_ ("a free time") },
  { KT_RECORD_PAIR, N_ ("two contacts who look alike") },
  { KT_RECORD_DEAL, N_ ("a deal") },
  { KT_RECORD_INVOICE, N_ ("an invoice") },
};

gboolean
kt_handles_save (KtContext *context, const GArray *handles, GError **error)
{
  /* what found nothing shows no number: those on the screen above still hold */
  if (handles->len == 0)
    return TRUE;
  /* a list is worth printing even where its numbers cannot be kept */
  if (!kt_handle_file_write (context, handles))
    g_debug ("numbers not kept in %s", context->paths.state);
  return TRUE;
}

static char *
clock_time (const KtContext *context, gint64 utc)
{
  KtLocal local = kt_local_from_utc (utc, context->clock.zone);
  return g_strdup_printf ("%02d:%02d", local.hour, local.minute);
}

static char *
name_kinds (guint kinds)
{
  GString *names = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (nouns); i++)
    if (kinds & nouns[i].kind)
      g_string_append_printf (names, "%s%s", names->len > 0 ? _ (" or ") : "", _ (nouns[i].name));
  return g_string_free (names, FALSE);
}

static void
hint_list (const KtHandleList *list, GError **error)
{
  /* those that print their list without any words and change nothing */
  static const char *const again[]
      = { "calendar", "contact", "day",     "deal", "due",     "fill", "invoice",
          "mail",     "review",  "service", "wait", "waiting", NULL };
  if (g_strv_contains (again, list->command))
    kt_error_hint (error, _ ("list again: kontor %s"), list->command);
  else
    kt_error_hint (error, _ ("list again: kontor"));
}

/* Makes the handle one of the kinds asked for. */
static gboolean
accept (KtHandle *handle, guint kinds)
{
  if (handle->kind & kinds)
    return TRUE;
  if (handle->kind == KT_RECORD_FOLLOW_UP && (kinds & KT_RECORD_LETTER))
    {
      handle->kind = KT_RECORD_LETTER;
      handle->stamp = 0; /* to read it is right whatever came after it */
      return TRUE;
    }
  if (!(kinds & KT_RECORD_CONTACT) || handle->contact == 0)
    return FALSE;
  handle->kind = KT_RECORD_CONTACT;
  handle->key = handle->contact;
  handle->stamp = 0;
  return TRUE;
}

static gboolean
find_records (KtStore *store, KtIdRange range, guint kinds, guint limit, GArray *found,
              GError **error)
{
  if (!kt_record_find_book (store, range, kinds, limit, found, error))
    return FALSE;
  if ((kinds & KT_RECORD_EVENT) && !kt_record_find_events (store, range, limit, found, error))
    return FALSE;
  return !(kinds & (KT_RECORD_LETTER | KT_RECORD_FOLLOW_UP))
         || kt_record_find_letters (store, range, limit, found, error);
}

/* Refuses a number whose record is gone or has changed since it was printed. */
static gboolean
check_fresh (KtContext *context, const KtHandleList *list, const KtHandle *handle, GError **error)
{
  if (handle->kind & (KT_RECORD_ADDRESS | KT_RECORD_SLOT | KT_RECORD_PAIR))
    return TRUE; /* no records: nothing can have happened to them */
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (KtRecordState));
  if (!find_records (context->store, (KtIdRange){ handle->key, handle->key }, handle->kind, 1,
                     found, error))
    return FALSE;
  const KtRecordState *state = found->len > 0 ? &g_array_index (found, KtRecordState, 0) : NULL;
  if (state != NULL && (handle->stamp == 0 || handle->stamp == state->updated))
    return TRUE;

  g_autofree char *listed = clock_time (context, list->at);
  if (state == NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                 _ ("number %d is from the list of %s, and that is gone since"), handle->number,
                 listed);
  else
    {
      g_autofree char *changed = clock_time (context, state->updated);
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                   state->done ? _ ("number %d is from the list of %s, and that was done at %s")
                               : _ ("number %d is from the list of %s, and that was changed at %s"),
                   handle->number, listed, changed);
    }
  hint_list (list, error);
  return FALSE;
}

gboolean
kt_handle_recheck (KtContext *context, const KtHandle *handle, GError **error)
{
  g_autoptr (KtHandleList) list = handle->number != 0 ? kt_handle_file_read (context) : NULL;
  return list == NULL || check_fresh (context, list, handle, error);
}

static const KtHandle *
find_number (const KtHandleList *list, int number)
{
  for (guint i = 0; i < list->handles->len; i++)
    {
      const KtHandle *handle = &g_array_index (list->handles, KtHandle, i);
      if (handle->number == number && handle->kind != 0)
        return handle;
    }
  return NULL;
}

static gboolean
resolve_number (KtContext *context, int number, guint kinds, KtHandle *ret, GError **error)
{
  g_autoptr (KtHandleList) list = kt_handle_file_read (context);
  if (list == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
                   _ ("no list was printed in this terminal that number %d could be from"), number);
      kt_error_hint (error, _ ("print one first, for example: kontor"));
      return FALSE;
    }
  g_autofree char *listed = clock_time (context, list->at);
  const KtHandle *handle = find_number (list, number);
  if (handle == NULL || context->clock.now - list->at > KEPT_SECONDS)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
                   handle == NULL ? _ ("the list of %2$s has no number %1$d")
                                  : _ ("number %d is from the list of %s, which is too old"),
                   number, listed);
      hint_list (list, error);
      return FALSE;
    }
  *ret = *handle;
  if (!accept (ret, kinds))
    {
      g_autofree char *is = name_kinds (handle->kind), *wanted = name_kinds (kinds);
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                   _ ("number %d of the list of %s is %s, not %s"), number, listed, is, wanted);
      return FALSE;
    }
  return check_fresh (context, list, ret, error);
}

static gboolean
resolve_ref (KtContext *context, const char *ref, guint kinds, KtHandle *ret, GError **error)
{
  KtIdRange ranges[KT_REF_RANGES];
  guint n = kt_ref_ranges (ref, ranges);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (KtRecordState));

  for (guint i = 0; i < n; i++)
    if (!find_records (context->store, ranges[i], ALL_KINDS, 2, found, error))
      return FALSE;
  if (found->len == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("nothing has the ref «%s»"), ref);
      return FALSE;
    }
  if (found->len > 1)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                   _ ("ref «%s» is too short, it names several"), ref);
      kt_error_hint (error, _ ("write more of it"));
      return FALSE;
    }
  const KtRecordState *state = &g_array_index (found, KtRecordState, 0);
  *ret = (KtHandle){ .kind = state->kind, .key = state->key, .contact = state->contact };
  if (state->kind == KT_RECORD_LETTER && !(kinds & KT_RECORD_LETTER)
      && (kinds & KT_RECORD_FOLLOW_UP))
    ret->kind = KT_RECORD_FOLLOW_UP;
  if (accept (ret, kinds))
    return TRUE;
  g_autofree char *is = name_kinds (state->kind), *wanted = name_kinds (kinds);
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is %s, not %s"), ref, is, wanted);
  return FALSE;
}

static gboolean
is_number (const char *text, int *number)
{
  gsize n = strspn (text, "0123456789");
  if (n == 0 || n > NUMBER_DIGITS || text[n] != '\0')
    return FALSE;
  *number = atoi (text);
  return TRUE;
}

KtRecordKind
kt_handle_listed (KtContext *context, const char *argument)
{
  int number;
  g_autoptr (KtHandleList) list
      = is_number (argument, &number) ? kt_handle_file_read (context) : NULL;
  const KtHandle *handle = list != NULL ? find_number (list, number) : NULL;
  return handle != NULL ? handle->kind : 0;
}

gboolean
kt_handle_resolve (KtContext *context, const char *argument, guint kinds, KtHandle *ret,
                   GError **error)
{
  int number;
  if (is_number (argument, &number))
    return resolve_number (context, number, kinds, ret, error);
  if (kt_ref_has_form (argument))
    return resolve_ref (context, argument, kinds, ret, error);
  g_autofree char *wanted = name_kinds (kinds);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
               _ ("«%s» is neither a number of a list nor a ref of %s"), argument, wanted);
  return FALSE;
}

static gboolean
is_unique (KtStore *store, const char *ref)
{
  KtIdRange ranges[KT_REF_RANGES];
  guint n = kt_ref_ranges (ref, ranges);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (KtRecordState));
  for (guint i = 0; i < n; i++)
    if (!find_records (store, ranges[i], ALL_KINDS, 2, found, NULL))
      return FALSE;
  return found->len <= 1;
}

char *
kt_ref_short (KtContext *context, KtId id)
{
  char ref[KT_REF_LENGTH + 1];
  kt_ref_full (id, ref);
  for (guint length = KT_REF_MIN; context->store != NULL && length < KT_REF_LENGTH; length++)
    {
      g_autofree char *prefix = g_strndup (ref, length);
      if (is_unique (context->store, prefix))
        return g_strndup (ref, length + 1);
    }
  return g_strdup (ref);
}

#include "config.h"
#include "kontor/checkup.h"
#include "kontor/local-time.h"
#include "kontor/source-state.h"

#include <glib/gi18n.h>

#define DAYS_OLD 3 /* a weekend may pass */
#define DAY G_GINT64_CONSTANT (86400)
#define ITEMS_SHOWN 20 /* of a quarantine */

static char *
say_time (const KtContext *context, gint64 utc)
{
  char text[KT_LOCAL_TEXT];
  kt_local_format (kt_local_from_utc (utc, context->clock.zone), text);
  g_strdelimit (text, "T", ' ');
  return g_strdup (text);
}

static void
report_run (KtContext *context, const KtSourceState *state, GPtrArray *checks)
{
  const char *id = kt_source_state_is_mail (state)        ? "source"
                   : g_str_equal (state->kind, "carddav") ? "addressbook"
                                                          : "calendar";
  g_autofree char *when = state->synced_at != 0 ? say_time (context, state->synced_at) : NULL;
  if (state->error != NULL)
    kt_check_add (checks, id, KT_CHECK_FAILED, state->name, "%s", state->error);
  else if (when == NULL)
    kt_check_add (checks, id, KT_CHECK_WARNING, state->name,
                  _ ("was never read to its end: kontor sync %s"), state->name);
  else if (context->clock.now - state->synced_at > DAYS_OLD * DAY)
    {
      int days = (int)((context->clock.now - state->synced_at) / DAY);
      kt_check_add (checks, id, KT_CHECK_WARNING, state->name,
                    ngettext ("last read %s, %d day ago; kontor sync --watch reads by itself",
                              "last read %s, %d days ago; kontor sync --watch reads by itself",
                              days),
                    when, days);
    }
  else
    kt_check_add (checks, id, KT_CHECK_OK, state->name, _ ("last read %s"), when);
  if (!state->has_sent && kt_source_state_is_mail (state))
    kt_check_add (checks, "sent", KT_CHECK_WARNING, state->name,
                  _ ("no folder of sent letters is known, so nobody waits for you there; sent = "
                     "in the config names one"));
}

static void
report_quarantine (KtContext *context, KtStore *store, const char *source, GPtrArray *checks)
{
  g_autoptr (GPtrArray) items = kt_quarantine_list (store, source, NULL);
  guint aside = 0;
  for (guint i = 0; items != NULL && i < items->len; i++)
    aside += !kt_quarantined_comes_again (items->pdata[i]);
  for (guint i = 0; items != NULL && i < MIN (items->len, ITEMS_SHOWN); i++)
    {
      const KtQuarantined *item = items->pdata[i];
      g_autofree char *when = say_time (context, item->at);
      kt_check_add (checks, "quarantine", KT_CHECK_WARNING, source,
                    ngettext ("%s %" G_GUINT64_FORMAT ": %s (%s, tried once)",
                              "%s %" G_GUINT64_FORMAT ": %s (%s, tried %d times)", item->attempts),
                    item->folder_name, item->uid, item->reason, when, item->attempts);
    }
  if (items != NULL && items->len > ITEMS_SHOWN)
    kt_check_add (checks, "quarantine", KT_CHECK_WARNING, source, _ ("and %u more"),
                  items->len - ITEMS_SHOWN);
  if (aside > 0)
    kt_check_add (checks, "quarantine", KT_CHECK_WARNING, source,
                  _ ("once more: kontor sync --retry %s"), source);
}

void
kt_checkup_sources (KtContext *context, KtStore *store, GPtrArray *checks)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) states = kt_source_state_list (store, &error);
  if (states == NULL)
    kt_check_add (checks, "source", KT_CHECK_FAILED, "", "%s", error->message);
  for (guint i = 0; states != NULL && i < states->len; i++)
    {
      const KtSourceState *state = states->pdata[i];
      if (state->retired_at == 0)
        report_run (context, state, checks);
      report_quarantine (context, store, state->name, checks);
    }
}

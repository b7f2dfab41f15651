#include "config.h"
#include "account-parts.h"
#include "kontor/error.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

gboolean
kt_account_settings (KtContext *context, GError **error)
{
  if (context->settings == NULL)
    context->settings = kt_settings_read (context->paths.config, error);
  return context->settings != NULL;
}

/* The word at the left of a line. */
static const char *
title_of (const char *id)
{
  static const struct
  {
    const char *id, *title;
  } titles[] = { { "tried", N_ ("looked at") },         { "settings", N_ ("settings") },
                 { "connected", N_ ("connected") },     { "encrypted", N_ ("encrypted") },
                 { "certificate", N_ ("certificate") }, { "logged-in", N_ ("logged in") },
                 { "folders", N_ ("folders") },         { "sent", N_ ("sent") },
                 { "calendars", N_ ("calendars") },     { "addressbooks", N_ ("address books") } };
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (id, titles[i].id))
      return _ (titles[i].title);
  return id;
}

void
kt_account_say (const KtAccountSteps *steps, const char *id, const char *detail)
{
  if (steps->json != NULL)
    {
      kt_json_begin_object (steps->json);
      kt_json_member (steps->json, "step");
      kt_json_text (steps->json, id);
      kt_json_member (steps->json, "detail");
      kt_json_text (steps->json, detail);
      kt_json_end_object (steps->json);
    }
  else if (!steps->context->quiet && !steps->context->dry_run)
    {
      kt_out (steps->context, "%-14s %s\n", title_of (id), detail);
      kt_out_flush (steps->context, NULL);
    }
}

static void
on_step (gpointer data, KtStep step, const char *detail)
{
  static const char *const ids[] = { "connected", "encrypted", "certificate", "logged-in" };
  if (step < G_N_ELEMENTS (ids))
    kt_account_say (data, ids[step], detail);
}

/* "Sent (4 letters), INBOX (5 letters)" */
static char *
say_folders (const KtAccountInside *inside)
{
  GString *out = g_string_new (NULL);
  for (guint i = 0; i < inside->folders->len; i++)
    {
      const KtAccountFolder *folder = inside->folders->pdata[i];
      guint n = folder->letters;
      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", folder->name);
      g_autofree char *letters = g_strdup_printf (ngettext ("%u letter", "%u letters", n), n);
      g_string_append_printf (out, " (%s)", letters);
    }
  return g_string_free (out, FALSE);
}

static void
say_inside (const KtAccountSteps *steps, const KtAccountInside *inside)
{
  g_autofree char *detail = say_folders (inside);
  kt_account_say (steps, "folders", detail);
  kt_account_say (steps, "sent",
                  inside->sent != NULL
                      ? inside->sent
                      : _ ("no folder of sent letters is known: sent = in the config names one"));
}

void
kt_account_say_doubts (KtContext *context, const KtSettings *settings)
{
  g_autoptr (GPtrArray) doubts = kt_settings_doubts (settings);
  for (guint i = 0; i < doubts->len; i++)
    kt_out (context, "{y:%s}\n", (const char *)doubts->pdata[i]);
}

gboolean
kt_account_say_check (const KtAccountSteps *steps, const KtMailSource *config, gboolean no_input,
                      GError **error)
{
  g_auto (KtAccountInside) inside = { 0 };
  const KtCourierWatch watch = { on_step, (gpointer)steps };
  if (!kt_account_check (config, &watch, no_input, &inside, error))
    return FALSE;
  say_inside (steps, &inside);
  return TRUE;
}

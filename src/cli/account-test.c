#include "config.h"
#include "account-parts.h"
#include "kontor/calendar-courier.h"
#include "kontor/error.h"
#include "kontor/nearest.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  KtContext *context;
  KtAccountSteps steps;
  guint tested, failed;
  GError *error; /* of the first that failed */
} Testing;

/* --- calendars and address books --- */

static gboolean
see_collection (gpointer data, const KtCollection *collection, GError **error)
{
  GPtrArray *names = data;
  g_ptr_array_add (names,
                   g_strdup (*collection->name != '\0' ? collection->name : collection->href));
  return TRUE;
}

static gboolean
check_calendar (const Testing *testing, const KtCalendarSource *source, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const KtCollectionSink sink = { .collection = see_collection, .data = names };
  g_autoptr (KtCalendarCourier) courier
      = kt_calendar_courier_open (source, testing->context->no_input, error);
  if (courier == NULL || !kt_calendar_courier_collections (courier, &sink, error))
    return FALSE;
  const char *greeting = kt_calendar_courier_greeting (courier);
  g_autofree char *server = g_strndup (greeting, strcspn (greeting, ";"));
  kt_account_say (&testing->steps, "connected", server);
  g_ptr_array_add (names, NULL);
  g_autofree char *all = g_strjoinv (", ", (char **)names->pdata);
  kt_account_say (&testing->steps, kt_source_is_cards (source->kind) ? "addressbooks" : "calendars",
                  names->len > 1 ? all : _ ("none"));
  return TRUE;
}

/* --- one after another --- */

static void
begin (Testing *testing, const char *name, const char *kind)
{
  KtJson *json = testing->steps.json;
  if (json == NULL)
    {
      if (!testing->context->quiet)
        kt_out (testing->context, testing->tested > 0 ? "\n{b:%s}\n" : "{b:%s}\n", name);
    }
  else
    {
      kt_json_begin_object (json);
      kt_json_member (json, "name");
      kt_json_text (json, name);
      kt_json_member (json, "kind");
      kt_json_text (json, kind);
      kt_json_member (json, "steps");
      kt_json_begin_array (json);
    }
  testing->tested++;
}

static void
say_failed (const Testing *testing, const char *message)
{
  g_auto (GStrv) lines = g_strsplit (message, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    kt_out (testing->context, i == 0 ? "{r:--}             %s\n" : "               %s\n",
            g_strchug (lines[i]));
}

/* Takes failed; NULL: it works. */
static void
end (Testing *testing, GError *failed)
{
  KtJson *json = testing->steps.json;
  if (json != NULL)
    {
      kt_json_end_array (json);
      kt_json_member (json, "error");
      kt_json_text (json, failed != NULL ? failed->message : NULL);
      kt_json_end_object (json);
    }
  if (failed == NULL)
    return;
  testing->failed++;
  if (json == NULL)
    say_failed (testing, failed->message);
  if (testing->error == NULL)
    testing->error = failed;
  else
    g_error_free (failed);
}

static void
test_mail (Testing *testing, const KtMailSource *source)
{
  GError *failed = NULL;
  begin (testing, source->name, "mail");
  kt_account_say_check (&testing->steps, source, testing->context->no_input, &failed);
  end (testing, failed);
}

static void
test_calendar (Testing *testing, const KtCalendarSource *source)
{
  GError *failed = NULL;
  begin (testing, source->name, kt_source_is_cards (source->kind) ? "addressbook" : "calendar");
  check_calendar (testing, source, &failed);
  end (testing, failed);
}

static gboolean
is_wanted (char **names, const char *name)
{
  return *names == NULL || g_strv_contains ((const char *const *)names, name);
}

static void
test_all (Testing *testing, char **names)
{
  const KtSettings *settings = testing->context->settings;
  for (guint i = 0; i < settings->mail->len; i++)
    if (is_wanted (names, ((const KtMailSource *)settings->mail->pdata[i])->name))
      test_mail (testing, settings->mail->pdata[i]);
  for (guint i = 0; i < settings->calendars->len; i++)
    if (is_wanted (names, ((const KtCalendarSource *)settings->calendars->pdata[i])->name))
      test_calendar (testing, settings->calendars->pdata[i]);
  for (guint i = 0; i < settings->books->len; i++)
    if (is_wanted (names, ((const KtCalendarSource *)settings->books->pdata[i])->name))
      test_calendar (testing, settings->books->pdata[i]);
}

/* The same three words as sync. */
static gboolean
check_names (const KtSettings *settings, char **names, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  for (guint i = 0; i < settings->mail->len; i++)
    g_ptr_array_add (all, ((KtMailSource *)settings->mail->pdata[i])->name);
  for (guint i = 0; i < settings->calendars->len; i++)
    g_ptr_array_add (all, ((KtCalendarSource *)settings->calendars->pdata[i])->name);
  for (guint i = 0; i < settings->books->len; i++)
    g_ptr_array_add (all, ((KtCalendarSource *)settings->books->pdata[i])->name);
  g_ptr_array_add (all, NULL);
  const char *const *known = (const char *const *)all->pdata;
  for (; *names != NULL; names++)
    if (!g_strv_contains (known, *names))
      {
        const char *near = kt_nearest (*names, known);
        g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no source «%s» in the config"),
                     *names);
        if (near != NULL)
          kt_error_hint (error, _ ("did you mean «%s»?"), near);
        return FALSE;
      }
  return TRUE;
}

/* Each that failed was told with its lines already. */
static gboolean
conclude (Testing *testing, GError **error)
{
  if (testing->failed == 0)
    {
      if (testing->steps.json == NULL && !testing->context->quiet)
        kt_out (testing->context, "\n{g:%s}\n",
                testing->tested > 0 ? _ ("all of it works") : _ ("there is nothing to test"));
      return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK,
               ngettext ("%u account does not work", "%u accounts do not work", testing->failed),
               testing->failed);
  g_clear_error (&testing->error);
  return FALSE;
}

gboolean
kt_account_cmd_test (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean json = context->output == KT_OUTPUT_JSON;
  Testing testing = { .context = context, .steps = { context, NULL } };
  if (!kt_account_settings (context, error) || !kt_command_parse (command, NULL, &args, error)
      || !check_names (context->settings, args, error))
    return FALSE;
  if (json)
    {
      testing.steps.json = kt_json_begin ();
      kt_json_member (testing.steps.json, "accounts");
      kt_json_begin_array (testing.steps.json);
    }
  test_all (&testing, args);
  if (!json)
    kt_account_say_doubts (context, context->settings);
  if (json)
    {
      kt_json_end_array (testing.steps.json);
      kt_json_end (context, testing.steps.json);
    }
  return conclude (&testing, error);
}

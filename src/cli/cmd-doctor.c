#include "config.h"
#include "kontor/build-id.h"
#include "kontor/checkup.h"
#include "kontor/command.h"
#include "kontor/error.h"
#include "kontor/store-check.h"
#include "kontor/table.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const state_ids[] = { "ok", "warning", "failed" };

static guint
count (const GPtrArray *checks, KtCheckState state)
{
  guint n = 0;
  for (guint i = 0; i < checks->len; i++)
    n += ((KtCheck *)checks->pdata[i])->state == state;
  return n;
}

static void
add_member (KtJson *builder, const char *name, const char *text)
{
  kt_json_member (builder, name);
  kt_json_text (builder, text);
}

static void
print_json (KtContext *context, const GPtrArray *checks)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "ok");
  kt_json_boolean (builder, count (checks, KT_CHECK_FAILED) == 0);
  add_member (builder, "version", PACKAGE_VERSION);
  add_member (builder, "build", KT_BUILD_ID);
  add_member (builder, "sqlite", kt_store_engine ());
  kt_json_member (builder, "checks");
  kt_json_begin_array (builder);
  for (guint i = 0; i < checks->len; i++)
    {
      const KtCheck *check = checks->pdata[i];
      kt_json_begin_object (builder);
      add_member (builder, "id", check->id);
      add_member (builder, "state", state_ids[check->state]);
      add_member (builder, "subject", *check->subject != '\0' ? check->subject : NULL);
      add_member (builder, "text", check->text);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  kt_json_end (context, builder);
}

/* What a line is about, in the user's language. */
static const char *
say_id (const char *id)
{
  static const struct
  {
    const char *id, *name;
  } names[] = { { "config", N_ ("config") },
                { "directory", N_ ("directory") },
                { "book", N_ ("book") },
                { "mirror", N_ ("mirror") },
                { "references", N_ ("references") },
                { "index", N_ ("index") },
                { "reminders", N_ ("reminders") },
                { "source", N_ ("mailbox") },
                { "sent", N_ ("mailbox") },
                { "calendar", N_ ("calendar") },
                { "addressbook", N_ ("addresses") },
                { "conflict", N_ ("calendar") },
                { "refused", N_ ("calendar") },
                { "question", N_ ("calendar") },
                { "phone", N_ ("phone") },
                { "quarantine", N_ ("set aside") },
                { "build", N_ ("program") },
                { "courier", N_ ("helper") },
                { "reader", N_ ("helper") } };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].id, id) == 0)
      return _ (names[i].name);
  return id;
}

static void
print_check (KtContext *context, const KtCheck *check)
{
  const char *gap = *check->subject != '\0' ? "  " : "";
  if (check->state == KT_CHECK_OK)
    kt_out (context, "{g:ok}  %-10s  %s%s%s\n", say_id (check->id), check->subject, gap,
            check->text);
  else if (check->state == KT_CHECK_WARNING)
    kt_out (context, "{y:!}   %-10s  %s%s%s\n", say_id (check->id), check->subject, gap,
            check->text);
  else
    kt_out (context, "{r:NO}  %-10s  %s%s%s\n", say_id (check->id), check->subject, gap,
            check->text);
}

static gboolean
run_doctor (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (GPtrArray) checks = kt_checkup (context);
  if (context->output == KT_OUTPUT_JSON)
    print_json (context, checks);
  else
    {
      kt_out (context, "kontor %s, SQLite %s\n", PACKAGE_VERSION, kt_store_engine ());
      for (guint i = 0; i < checks->len; i++)
        print_check (context, checks->pdata[i]);
    }
  guint wrong = count (checks, KT_CHECK_FAILED);
  if (wrong == 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED,
               ngettext ("%u thing is wrong", "%u things are wrong", wrong), wrong);
  return FALSE;
}

const KtCommand kt_cmd_doctor = {
  .name = "doctor",
  .summary = N_ ("look whether all is well"),
  .usage = "doctor",
  .help
  = N_ ("Looks at the config, both databases and their indexes, the mailboxes and what was set "
        "aside of them, and the helpers. Ends with 1 if something is wrong.\n"
        "Examples:\n"
        "  kontor doctor\n"
        "  kontor doctor --json"),
  .run = run_doctor,
  .group = KT_GROUP_UPKEEP,
};

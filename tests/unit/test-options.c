#include "config.h"
#include "kontor/error.h"
#include "kontor/globals.h"

static const GOptionEntry own[] = { { "email", 'e', 0, G_OPTION_ARG_STRING_ARRAY, NULL, "", "X" },
                                    { "days", 0, 0, G_OPTION_ARG_INT, NULL, "", "X" },
                                    { "shared", 0, 0, G_OPTION_ARG_NONE, NULL, "", NULL },
                                    { NULL } };
static const KtCommand command = { .name = "contact", .usage = "contact", .options = own };

typedef struct
{
  char **emails;
  int days;
  gboolean shared;
} Parsed;

static char **
parse (const char *line, Parsed *parsed, GError **error)
{
  const GOptionEntry entries[] = {
    { "email", 'e', 0, G_OPTION_ARG_STRING_ARRAY, &parsed->emails, NULL, NULL },
    { "days", 0, 0, G_OPTION_ARG_INT, &parsed->days, NULL, NULL },
    { "shared", 0, 0, G_OPTION_ARG_NONE, &parsed->shared, NULL, NULL },
    { NULL },
  };
  char **args = g_strsplit (line, " ", -1);
  if (kt_command_parse (&command, entries, &args, error))
    return args;
  g_strfreev (args);
  return NULL;
}

static void
test_own (void)
{
  Parsed parsed = { 0 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rest
      = parse ("Anna --email a@x -e b@x --days=-3 - -5 --shared -- --email", &parsed, &error);
  g_assert_no_error (error);
  g_autofree char *joined = g_strjoinv (" ", rest);
  g_autofree char *emails = g_strjoinv (" ", parsed.emails);
  g_assert_cmpstr (joined, ==, "Anna - -5 --email");
  g_assert_cmpstr (emails, ==, "a@x b@x");
  g_assert_cmpint (parsed.days, ==, -3);
  g_assert_true (parsed.shared);
  g_strfreev (parsed.emails);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *line, *message;
  } cases[] = {
    { "--emial x", "unknown option «--emial»\nhint: did you mean --email?" },
    { "--shared=yes", "--shared takes no value" },
    { "--days many", "--days wants a number, not «many»" },
    { "--days 99999999999", "--days wants a number, not «99999999999»" },
    { "--email", "--email wants a value" },
    { "-x", "unknown option «-x»\nhint: see its options: kontor contact --help" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Parsed parsed = { 0 };
      g_autoptr (GError) error = NULL;
      g_assert_null (parse (cases[i].line, &parsed, &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_strfreev (parsed.emails);
    }
}

static char *
take (const char *line, KtGlobals *globals, const KtCommand **ret, GError **error)
{
  g_auto (GStrv) args = g_strsplit (line, " ", -1);
  return kt_globals_take (globals, &args, ret, error) ? g_strjoinv (" ", args) : NULL;
}

/* Global options may stand anywhere, but not inside an own option's value. */
static void
test_globals (void)
{
  KtGlobals globals = { 0 };
  const KtCommand *found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *rest
      = take ("-q --data /d init --name --json --no-input x -- --yes", &globals, &found, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rest, ==, "--name --json x -- --yes");
  g_assert_cmpstr (found->name, ==, "init");
  g_assert_cmpstr (globals.data, ==, "/d");
  g_assert_true (globals.quiet && globals.no_input);
  g_assert_false (globals.json || globals.yes);
  kt_globals_clear (&globals);
}

static gboolean
run_named (KtContext *context, const KtCommand *row, char **args, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "ran with %s", args[0]);
  return FALSE;
}

static void
test_dispatch (void)
{
  static const KtSubcommand subcommands[]
      = { { "list", run_named }, { "add", run_named }, { NULL } };
  static const struct
  {
    const char *line, *message;
  } cases[] = {
    { "add x", "ran with x" },
    { "", "ran with (null)" },
    { "lsit", "unknown word «lsit» after «contact»\nhint: did you mean kontor contact list?\n"
              "hint: one of: list, add" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) args = g_strsplit (cases[i].line, " ", -1);
      g_assert_false (kt_command_dispatch (NULL, &command, subcommands, args, &error));
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* What help, completion and the manual page rely on. */
static void
test_rows (void)
{
  for (guint i = 0; kt_commands[i] != NULL; i++)
    {
      const KtCommand *row = kt_commands[i];
      g_assert_true (i == 0 || strcmp (kt_commands[i - 1]->name, row->name) < 0);
      g_assert_true (g_str_has_prefix (row->usage, row->name));
      g_assert_nonnull (row->run);
      g_assert_nonnull (strstr (row->help, "\nExamples:\n  kontor"));
      for (const GOptionEntry *entry = row->options; entry != NULL && entry->long_name; entry++)
        {
          g_autofree char *whole = g_strconcat ("--", entry->long_name, NULL);
          /* one that takes a value is another one */
          g_assert_true (kt_option_find (kt_global_options, whole) == NULL
                         || entry->arg != G_OPTION_ARG_NONE);
          g_assert_nonnull (entry->description);
          g_assert_true (entry->arg == G_OPTION_ARG_NONE || entry->arg_description != NULL);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/options/own", test_own);
  g_test_add_func ("/options/refused", test_refused);
  g_test_add_func ("/options/globals", test_globals);
  g_test_add_func ("/options/dispatch", test_dispatch);
  g_test_add_func ("/options/rows", test_rows);
  return g_test_run ();
}

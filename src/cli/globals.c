#include "config.h"
#include "kontor/globals.h"
#include "kontor/error.h"
#include "kontor/nearest.h"
#include <glib/gi18n.h>

const GOptionEntry kt_global_options[]
    = { { "all", 'a', 0, G_OPTION_ARG_NONE, NULL, N_ ("leave nothing out"), NULL },
        { "color", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("auto, always or never"), N_ ("WHEN") },
        { "config", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("use this config file"), N_ ("FILE") },
        { "csv", 0, G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_STRING, NULL,
          N_ ("print lists as CSV; --csv=excel as a spreadsheet opens it"), "excel" },
        { "data", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("keep the databases in DIR"), N_ ("DIR") },
        { "dry-run", 'n', 0, G_OPTION_ARG_NONE, NULL, N_ ("say what would be done, change nothing"),
          NULL },
        { "help", 'h', 0, G_OPTION_ARG_NONE, NULL, N_ ("explain the command, with examples"),
          NULL },
        { "json", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("print JSON"), NULL },
        { "no-input", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("never ask; fail instead"), NULL },
        { "quiet", 'q', 0, G_OPTION_ARG_NONE, NULL, N_ ("print no progress and no hints"), NULL },
        { "refs", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("show refs in tables"), NULL },
        { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("print the version"), NULL },
        { "yes", 'y', 0, G_OPTION_ARG_NONE, NULL, N_ ("answer yes to every question"), NULL },
        { NULL } };

/* The table above bound to one set of variables. */
static void
bind_globals (KtGlobals *globals, GOptionEntry entries[G_N_ELEMENTS (kt_global_options)])
{
  const struct
  {
    const char *name;
    void *data;
  } places[] = {
    { "all", &globals->all },     { "color", &globals->color }, { "config", &globals->config },
    { "csv", &globals->csv },     { "data", &globals->data },   { "dry-run", &globals->dry_run },
    { "help", &globals->help },   { "json", &globals->json },   { "no-input", &globals->no_input },
    { "quiet", &globals->quiet }, { "refs", &globals->refs },   { "version", &globals->version },
    { "yes", &globals->yes },
  };
  G_STATIC_ASSERT (G_N_ELEMENTS (places) + 1 == G_N_ELEMENTS (kt_global_options));

  for (guint i = 0; i < G_N_ELEMENTS (kt_global_options); i++)
    {
      entries[i] = kt_global_options[i];
      if (i < G_N_ELEMENTS (places))
        {
          g_assert (g_str_equal (entries[i].long_name, places[i].name));
          entries[i].arg_data = places[i].data;
        }
    }
}

/* What other programs call it. */
static const char *
other_word (const char *name)
{
  static const struct
  {
    const char *word, *command;
  } words[] = {
    { "add", "contact add" },   { "new", "contact add" },
    { "list", "contact list" }, { "ls", "contact list" },
    { "contacts", "contact" },  { "search", "find" },
    { "today", "agenda" },      { "tomorrow", "agenda tomorrow" },
    { "week", "agenda week" },  { "delete", "contact delete" },
    { "edit", "contact edit" }, { "rm", "contact delete" },
    { "inbox", "mail list" },   { "fetch", "sync" },
    { "status", "doctor" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (name, words[i].word) == 0)
      return words[i].command;
  return NULL;
}

static gboolean
unknown_command (const char *name, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; kt_commands[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer)kt_commands[i]->name);
  g_ptr_array_add (names, NULL);
  const char *near = other_word (name);
  if (near == NULL)
    near = kt_nearest (name, (const char *const *)names->pdata);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("unknown command «%s»"), name);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean kontor %s?"), near);
  else
    kt_error_hint (error, _ ("list the commands: kontor help"));
  return FALSE;
}

static gboolean
check_globals (const KtGlobals *globals, GError **error)
{
  static const char *const words[] = { "auto", "always", "never", NULL };
  if (globals->json && globals->csv)
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_USAGE,
                           _ ("--json and --csv cannot be used together"));
      return FALSE;
    }
  if (globals->csv != NULL && *globals->csv != '\0' && !g_str_equal (globals->csv, "excel"))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("unknown value «%s» for --csv"),
                   globals->csv);
      kt_error_hint (error, _ ("one of: %s"), "--csv, --csv=excel");
      return FALSE;
    }
  if (globals->color == NULL || g_strv_contains (words, globals->color))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("unknown value «%s» for --color"),
               globals->color);
  kt_error_hint (error, _ ("one of: auto, always, never"));
  return FALSE;
}

/* What stands at args[*at] goes to the globals, to the command or is kept for it. */
static gboolean
take_one (const GOptionEntry *entries, char **args, guint *at, GPtrArray *rest,
          const KtCommand **command, GError **error)
{
  const char *argument = args[*at];
  if (!kt_option_has_form (argument))
    {
      if (*command != NULL)
        g_ptr_array_add (rest, g_strdup (argument));
      else if ((*command = kt_command_find (argument)) == NULL)
        return unknown_command (argument, error);
      return TRUE;
    }

  const GOptionEntry *entry = kt_option_find (entries, argument);
  const GOptionEntry *own
      = *command != NULL ? kt_option_find ((*command)->options, argument) : NULL;
  /* a command's own that takes a value is another one: export vcf --version 4.0 */
  if (entry != NULL && (own == NULL || own->arg == G_OPTION_ARG_NONE))
    return kt_option_store (entry, args, at, error);
  if (*command == NULL)
    return kt_option_unknown (NULL, argument, error);

  g_ptr_array_add (rest, g_strdup (argument));
  entry = own;
  if (entry != NULL && entry->arg != G_OPTION_ARG_NONE && strchr (argument, '=') == NULL
      && args[*at + 1] != NULL)
    g_ptr_array_add (rest, g_strdup (args[++*at])); /* its value, whatever it looks like */
  return TRUE;
}

gboolean
kt_globals_take (KtGlobals *globals, char ***args, const KtCommand **ret_command, GError **error)
{
  GOptionEntry entries[G_N_ELEMENTS (kt_global_options)];
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func (g_free);
  const KtCommand *command = NULL;

  bind_globals (globals, entries);
  for (guint i = 0; (*args)[i] != NULL; i++)
    {
      if (g_str_equal ((*args)[i], "--"))
        {
          for (; (*args)[i] != NULL; i++)
            g_ptr_array_add (rest, g_strdup ((*args)[i]));
          break;
        }
      if (!take_one (entries, *args, &i, rest, &command, error))
        return FALSE;
    }
  if (!check_globals (globals, error))
    return FALSE;
  if (command == NULL && rest->len > 0)
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_USAGE, _ ("no command before «--»"));
      return FALSE;
    }

  g_ptr_array_add (rest, NULL);
  g_strfreev (*args);
  *args = (char **)g_ptr_array_free (g_steal_pointer (&rest), FALSE);
  *ret_command = command;
  return TRUE;
}

void
kt_globals_clear (KtGlobals *globals)
{
  g_free (globals->color);
  g_free (globals->csv);
  g_free (globals->config);
  g_free (globals->data);
}

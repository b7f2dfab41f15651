#include "config.h"
#include "kontor/globals.h"
#include "kontor/error.h"
#include "kontor/nearest.h"
#include <glib/gi18n.h>
#include <string.h>

static const GOptionEntry no_options[] = { { NULL } };

/* "-x…" or "--…"; "-", "-5 %", "- agreed" and what a query leaves out, "-tag:vip", are words. */
gboolean
kt_option_has_form (const char *argument)
{
  if (argument[0] != '-')
    return FALSE;
  return argument[1] == '-' || (g_ascii_isalpha (argument[1]) && strchr (argument, ':') == NULL);
}

static gboolean
is_long (const GOptionEntry *entry, const char *name, gsize length)
{
  return strlen (entry->long_name) == length && strncmp (entry->long_name, name, length) == 0;
}

const GOptionEntry *
kt_option_find (const GOptionEntry *entries, const char *argument)
{
  if (entries == NULL)
    return NULL;
  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    {
      if (argument[1] == '-' ? is_long (entry, argument + 2, strcspn (argument + 2, "="))
                             : argument[1] == entry->short_name && argument[2] == '\0')
        return entry;
    }
  return NULL;
}

static gboolean
store_value (const GOptionEntry *entry, const char *value, GError **error)
{
  if (entry->arg == G_OPTION_ARG_STRING)
    {
      char **place = entry->arg_data;
      g_free (*place);
      *place = g_strdup (value);
    }
  else if (entry->arg == G_OPTION_ARG_STRING_ARRAY)
    {
      char ***place = entry->arg_data;
      guint n = *place != NULL ? g_strv_length (*place) : 0;
      *place = g_renew (char *, *place, n + 2);
      (*place)[n] = g_strdup (value);
      (*place)[n + 1] = NULL;
    }
  else
    {
      gint64 number;
      g_assert (entry->arg == G_OPTION_ARG_INT);
      if (!g_ascii_string_to_signed (value, 10, G_MININT, G_MAXINT, &number, NULL))
        {
          g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("--%s wants a number, not «%s»"),
                       entry->long_name, value);
          return FALSE;
        }
      *(int *)entry->arg_data = (int)number;
    }
  return TRUE;
}

gboolean
kt_option_store (const GOptionEntry *entry, char **args, guint *at, GError **error)
{
  const char *argument = args[*at];
  const char *equals = argument[1] == '-' ? strchr (argument, '=') : NULL;

  if (entry->arg == G_OPTION_ARG_NONE)
    {
      if (equals != NULL)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("--%s takes no value"),
                       entry->long_name);
          return FALSE;
        }
      *(gboolean *)entry->arg_data = TRUE;
      return TRUE;
    }
  if (equals != NULL)
    return store_value (entry, equals + 1, error);
  if (entry->flags & G_OPTION_FLAG_OPTIONAL_ARG)
    return store_value (entry, "", error);
  if (args[*at + 1] == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("--%s wants a value"), entry->long_name);
      return FALSE;
    }
  return store_value (entry, args[++*at], error);
}

static void
add_names (GPtrArray *names, const GOptionEntry *entries)
{
  for (; entries != NULL && entries->long_name != NULL; entries++)
    g_ptr_array_add (names, (gpointer)entries->long_name);
}

gboolean
kt_option_unknown (const KtCommand *command, const char *argument, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *option = g_strndup (argument, strcspn (argument, "="));
  add_names (names, command != NULL ? command->options : NULL);
  add_names (names, kt_global_options);
  g_ptr_array_add (names, NULL);

  const char *word = option + strspn (option, "-");
  const char *near = kt_nearest (word, (const char *const *)names->pdata);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("unknown option «%s»"), option);
  if (near != NULL && !g_str_equal (near, word))
    kt_error_hint (error, _ ("did you mean --%s?"), near);
  else if (command != NULL)
    kt_error_hint (error, _ ("see its options: kontor %s --help"), command->name);
  else
    kt_error_hint (error, _ ("see the options: kontor help"));
  return FALSE;
}

gboolean
kt_command_parse (const KtCommand *command, const GOptionEntry *entries, char ***args,
                  GError **error)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func (g_free);

  if (entries == NULL)
    entries = no_options;
  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    g_assert (entry->arg_data != NULL);
  for (guint i = 0; (*args)[i] != NULL; i++)
    {
      if (g_str_equal ((*args)[i], "--"))
        {
          while ((*args)[++i] != NULL)
            g_ptr_array_add (rest, g_strdup ((*args)[i]));
          break;
        }
      if (!kt_option_has_form ((*args)[i]))
        {
          g_ptr_array_add (rest, g_strdup ((*args)[i]));
          continue;
        }
      const GOptionEntry *entry = kt_option_find (entries, (*args)[i]);
      if (entry == NULL)
        return kt_option_unknown (command, (*args)[i], error);
      if (!kt_option_store (entry, *args, &i, error))
        return FALSE;
    }
  g_ptr_array_add (rest, NULL);

  /* in place: the caller's vector shrinks, it may be a part of a longer one */
  char **taken = (char **)g_ptr_array_free (g_steal_pointer (&rest), FALSE);
  guint n = g_strv_length (taken);
  for (guint i = 0; (*args)[i] != NULL; i++)
    g_free ((*args)[i]);
  for (guint i = 0; i <= n; i++)
    (*args)[i] = taken[i];
  g_free (taken);
  return TRUE;
}

static void
hint_usage (const KtCommand *command, GError **error)
{
  g_auto (GStrv) usages = g_strsplit (command->usage, "\n", -1);
  for (guint i = 0; usages[i] != NULL; i++)
    kt_error_hint (error, _ ("usage: kontor %s"), usages[i]);
  kt_error_hint (error, _ ("with examples: kontor %s --help"), command->name);
}

gboolean
kt_command_usage_error (const KtCommand *command, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("wrong number of arguments for «%s»"),
               command->name);
  hint_usage (command, error);
  return FALSE;
}

gboolean
kt_command_missing (const KtCommand *command, const char *what, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» wants %s"), command->name, what);
  hint_usage (command, error);
  return FALSE;
}

gboolean
kt_command_dispatch (KtContext *context, const KtCommand *command, const KtSubcommand *subcommands,
                     char **args, GError **error)
{
  if (args[0] == NULL)
    return kt_command_open (context, subcommands[0].needs, error)
           && subcommands[0].run (context, command, args, error);

  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (const KtSubcommand *sub = subcommands; sub->name != NULL; sub++)
    {
      if (g_str_equal (sub->name, args[0]))
        return kt_command_open (context, sub->needs, error)
               && sub->run (context, command, args + 1, error);
      g_ptr_array_add (names, (gpointer)sub->name);
    }
  g_ptr_array_add (names, NULL);

  const char *near = kt_nearest (args[0], (const char *const *)names->pdata);
  g_autofree char *all = g_strjoinv (", ", (char **)names->pdata);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("unknown word «%s» after «%s»"), args[0],
               command->name);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean kontor %s %s?"), command->name, near);
  kt_error_hint (error, _ ("one of: %s"), all);
  return FALSE;
}

#include "config.h"
#include "kontor/run.h"
#include "kontor/table.h"
#include "kontor/term.h"
#include <glib/gi18n.h>
#include <string.h>

#define NAME_COLUMN 10
#define OPTION_COLUMN 22

/* Words broken at spaces, each line after a margin; ends the line. */
static void
print_wrapped (KtContext *context, const char *text, int margin, int used)
{
  g_autofree char *wrapped
      = kt_term_wrap (text, MIN (context->width, KT_TERM_READABLE), margin, used);
  g_autofree char *safe = kt_safe_block (wrapped);
  kt_out_marked (context, safe);
  kt_out (context, "\n");
}

static void
print_group (KtContext *context, KtCommandGroup group, const char *title)
{
  kt_out (context, "{b:%s}\n", title);
  for (guint i = 0; kt_commands[i] != NULL; i++)
    if (kt_commands[i]->group == group)
      kt_out (context, "  {c:%-*s} %s\n", NAME_COLUMN, kt_commands[i]->name,
              _ (kt_commands[i]->summary));
}

/* Groups that are one paragraph of names: what is seldom needed, or by some only, must not push the
 * rest off the screen. */
static void
print_names (KtContext *context, KtCommandGroup group, const char *title)
{
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; kt_commands[i] != NULL; i++)
    if (kt_commands[i]->group == group)
      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", kt_commands[i]->name);
  kt_out (context, "{b:%-*s}  ", NAME_COLUMN, title);
  print_wrapped (context, names->str, NAME_COLUMN + 2, NAME_COLUMN + 2);
}

static const struct
{
  const char *word, *title;
  KtCommandGroup group;
} groups[] = { { "records", N_ ("RECORDS"), KT_GROUP_RECORDS },
               { "salon", N_ ("SALON"), KT_GROUP_SALON },
               { "upkeep", N_ ("UPKEEP"), KT_GROUP_UPKEEP } };

gboolean
kt_help_print_group (KtContext *context, const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_equal (groups[i].word, word))
      {
        print_group (context, groups[i].group, _ (groups[i].title));
        return TRUE;
      }
  return FALSE;
}

static void
print_overview (KtContext *context)
{
  kt_out (context, "%s\n", _ ("kontor: letters, clients and the day, in a terminal"));
  print_group (context, KT_GROUP_DAILY, _ ("EVERY DAY"));
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    print_names (context, groups[i].group, _ (groups[i].title));
  kt_out (context, "%s\n", _ ("One command, with examples: kontor COMMAND --help"));
  kt_out (context, "%s\n", _ ("One group: kontor help records · salon · upkeep"));
}

static void
print_options (KtContext *context, const char *title, const GOptionEntry *entries)
{
  if (entries == NULL || entries->long_name == NULL)
    return;
  kt_out (context, "\n{b:%s}\n", title);
  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    {
      g_autoptr (GString) form = g_string_new (NULL);
      if (entry->short_name != '\0')
        g_string_append_printf (form, "-%c, ", entry->short_name);
      g_string_append_printf (form, "--%s", entry->long_name);
      if (entry->flags & G_OPTION_FLAG_OPTIONAL_ARG)
        g_string_append_printf (form, "[=%s]", entry->arg_description);
      else if (entry->arg != G_OPTION_ARG_NONE)
        g_string_append_printf (form, " %s",
                                entry->arg_description != NULL ? _ (entry->arg_description) : "X");
      kt_out (context, "  {c:%-*s} ", OPTION_COLUMN, form->str);
      int used = 3 + MAX (OPTION_COLUMN, kt_term_width (form->str));
      print_wrapped (context, _ (entry->description), OPTION_COLUMN + 3, used);
    }
}

#define BROKEN_COLUMNS                                                                             \
  60 /* a line as long was broken by its writer; the next one goes on, but after a full stop */

/* The lines of a paragraph as one, whatever width it was written for. */
static char **
joined_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) joined = g_string_new (lines[0]);
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      gboolean broken = kt_term_width (lines[i - 1]) >= BROKEN_COLUMNS
                        && !g_str_has_suffix (lines[i - 1], ".")
                        && !g_str_has_prefix (lines[i - 1], "  ") && *lines[i] != '\0'
                        && !g_str_has_prefix (lines[i], "  ")
                        && (lines[i + 1] == NULL || !g_str_has_prefix (lines[i + 1], "  "));
      g_string_append_printf (joined, "%c%s", broken ? ' ' : '\n', lines[i]);
    }
  return g_strsplit (joined->str, "\n", -1);
}

/* Lines that start with two spaces are examples and stay; the others are filled. */
static void
print_text (KtContext *context, const char *text)
{
  g_auto (GStrv) lines = joined_lines (text);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "  "))
        kt_out (context, "{c:%s}\n", lines[i]);
      else if (i > 0 && lines[i + 1] != NULL && g_str_has_prefix (lines[i + 1], "  "))
        kt_out (context, "\n{b:%s}\n", lines[i]);
      else
        print_wrapped (context, lines[i], 0, 0);
    }
}

static void
print_command (KtContext *context, const KtCommand *command)
{
  g_auto (GStrv) usages = g_strsplit (command->usage, "\n", -1);
  for (guint i = 0; usages[i] != NULL; i++)
    {
      kt_out (context, i == 0 ? "{b:kontor} " : "       ");
      print_wrapped (context, usages[i], 7, 7);
    }
  kt_out (context, "\n");
  print_text (context, _ (command->help));
  print_options (context, _ ("Options"), command->options);
  print_options (context, _ ("Options of every command"), kt_global_options);
}

void
kt_help_print (KtContext *context, const KtCommand *command)
{
  if (command != NULL)
    print_command (context, command);
  else
    print_overview (context);
}

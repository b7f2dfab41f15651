#include "config.h"
#include "demo-script.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <string.h>

#define ZONE "Europe/Riga"

static void
letter_free (KtDemoLetter *letter)
{
  g_strfreev (letter->folders);
  g_ptr_array_unref (letter->attachments);
  g_ptr_array_unref (letter->headers);
  g_free (letter);
}

void
kt_demo_script_free (KtDemoScript *script)
{
  g_ptr_array_unref (script->letters);
  g_hash_table_unref (script->by_id);
  g_hash_table_unref (script->people);
  g_string_chunk_free (script->strings);
  g_clear_pointer (&script->zone, kt_zone_unref);
  g_free (script);
}

static gboolean
fail (const char *line, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot read the demo's «%s»"), line);
  return FALSE;
}

static const char *
keep (KtDemoScript *script, const char *text)
{
  return g_string_chunk_insert (script->strings, text);
}

static gboolean
read_person (KtDemoScript *script, char *line, GError **error)
{
  char *equals = strstr (line, " = ");
  if (*line == '#' || *line == '\0')
    return TRUE;
  if (equals == NULL)
    return fail (line, error);
  *equals = '\0';
  g_hash_table_insert (script->people, (gpointer)keep (script, g_strchomp (line)),
                       (gpointer)keep (script, equals + 3));
  return TRUE;
}

/* "me,toms" with the whole addresses in place of short names. */
static const char *
read_people (KtDemoScript *script, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, ",", -1);
  g_autoptr (GString) people = g_string_new (NULL);
  for (guint i = 0; list[i] != NULL; i++)
    {
      const char *name = g_strstrip (list[i]);
      const char *person = g_hash_table_lookup (script->people, name);
      if (person == NULL && strchr (name, '@') == NULL)
        return NULL;
      g_string_append_printf (people, "%s%s", i > 0 ? ", " : "", person != NULL ? person : name);
    }
  return keep (script, people->str);
}

/* "%% ID WHEN TIME FROM > TO" */
static KtDemoLetter *
begin_letter (KtDemoScript *script, const char *line, GError **error)
{
  g_auto (GStrv) head = g_strsplit (line + 3, " > ", 2);
  g_auto (GStrv) words = g_strsplit (head[0], " ", 4);
  KtDemoLetter *letter;
  gint64 time;
  if (g_strv_length (words) != 4 || head[1] == NULL
      || !kt_demo_moment (script, words[1], words[2], &time)
      || g_hash_table_contains (script->by_id, words[0]))
    return fail (line, error) ? NULL : NULL;
  letter = g_new0 (KtDemoLetter, 1);
  letter->attachments = g_ptr_array_new ();
  letter->headers = g_ptr_array_new ();
  g_ptr_array_add (script->letters, letter);
  letter->id = keep (script, words[0]);
  letter->time = time;
  letter->from = read_people (script, words[3]);
  letter->to = read_people (script, head[1]);
  letter->charset = "utf-8";
  letter->folders = g_strsplit (g_str_equal (words[3], "me") ? "Sent" : "INBOX", ",", -1);
  g_hash_table_insert (script->by_id, (gpointer)letter->id, letter);
  if (letter->from != NULL && letter->to != NULL)
    return letter;
  fail (line, error);
  return NULL;
}

/* A field that is a text by itself. */
static const char **
text_field (KtDemoLetter *letter, const char *name)
{
  const struct
  {
    const char *name;
    const char **place;
  } fields[] = {
    { "Subject", &letter->subject },     { "Charset", &letter->charset },
    { "Encoding", &letter->encoding },   { "Form", &letter->form },
    { "Multipart", &letter->multipart }, { "Raw", &letter->raw },
    { "Drop", &letter->drop },
  };
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return fields[i].place;
  return NULL;
}

/* The letters answered come before the answers in their file. */
static gboolean
read_parent (KtDemoScript *script, KtDemoLetter *letter, const char *id)
{
  KtDemoLetter *parent = g_hash_table_lookup (script->by_id, id);
  if (parent == NULL || parent->time > letter->time)
    return FALSE;
  letter->parent = parent;
  parent->answered |= g_str_equal (letter->folders[0], "Sent");
  return TRUE;
}

static gboolean
read_field (KtDemoScript *script, KtDemoLetter *letter, const char *line, GError **error)
{
  const char *colon = strstr (line, ": ");
  if (colon == NULL)
    return fail (line, error);
  g_autofree char *name = g_strndup (line, colon - line);
  g_autofree char *value = kt_demo_fill_in (script, colon + 2);
  const char **place = text_field (letter, name);
  gboolean known = value != NULL;
  if (!known)
    return fail (line, error);
  if (place != NULL)
    {
      g_autofree char *plain = strchr (value, '\\') != NULL ? g_strcompress (value) : NULL;
      *place = keep (script, plain != NULL ? plain : value);
    }
  else if (g_str_equal (name, "Cc"))
    known = (letter->cc = read_people (script, value)) != NULL;
  else if (g_str_equal (name, "Re"))
    known = read_parent (script, letter, value);
  else if (g_str_equal (name, "Quote"))
    letter->quotes = TRUE;
  else if (g_str_equal (name, "Unread"))
    letter->unread = TRUE;
  else if (g_str_equal (name, "Attach"))
    g_ptr_array_add (letter->attachments, (gpointer)keep (script, value));
  else if (g_str_equal (name, "Header"))
    g_ptr_array_add (letter->headers, (gpointer)keep (script, value));
  else if (g_str_equal (name, "Folder"))
    {
      g_strfreev (letter->folders);
      letter->folders = g_strsplit (value, ", ", -1);
    }
  else
    known = FALSE;
  return known || fail (line, error);
}

/* The fields and the text that belong to a letter; *at is moved behind them. */
static gboolean
read_letter (KtDemoScript *script, char **lines, guint *at, GError **error)
{
  KtDemoLetter *letter = begin_letter (script, lines[*at], error);
  if (letter == NULL)
    return FALSE;
  for (++*at; lines[*at] != NULL && *lines[*at] != '\0'; ++*at)
    if (!read_field (script, letter, lines[*at], error))
      return FALSE;
  g_autoptr (GString) text = g_string_new (NULL);
  for (; lines[*at] != NULL && !g_str_has_prefix (lines[*at], "%% "); ++*at)
    g_string_append_printf (text, "%s\n", lines[*at]);
  g_autofree char *filled = kt_demo_fill_in (script, g_strstrip (text->str));
  if (filled == NULL || (letter->subject == NULL && letter->parent == NULL && letter->raw == NULL))
    return fail (letter->id, error);
  letter->text = keep (script, filled);
  if (letter->subject == NULL && letter->parent != NULL)
    {
      const char *subject = letter->parent->subject;
      g_autofree char *answer = g_str_has_prefix (subject, "Re: ")
                                    ? g_strdup (subject)
                                    : g_strconcat ("Re: ", subject, NULL);
      letter->subject = keep (script, answer);
    }
  return TRUE;
}

static gboolean
read_letters (KtDemoScript *script, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint at = 0;
  while (lines[at] != NULL && !g_str_has_prefix (lines[at], "%% "))
    if (*lines[at] != '\0' && *lines[at] != '#')
      return fail (lines[at], error);
    else
      at++;
  while (lines[at] != NULL)
    if (!read_letter (script, lines, &at, error))
      return FALSE;
  return TRUE;
}

KtDemoScript *
kt_demo_script_read (const char *const *texts, gint64 now, GError **error)
{
  g_autoptr (KtDemoScript) script = g_new0 (KtDemoScript, 1);
  script->letters = g_ptr_array_new_with_free_func ((GDestroyNotify)letter_free);
  script->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  script->people = g_hash_table_new (g_str_hash, g_str_equal);
  script->strings = g_string_chunk_new (64u << 10);
  script->zone = kt_zone_new (ZONE);
  script->now = now;
  if (script->zone == NULL)
    return fail (ZONE, error) ? NULL : NULL;
  g_auto (GStrv) people = g_strsplit (texts[0], "\n", -1);
  for (guint i = 0; people[i] != NULL; i++)
    if (!read_person (script, people[i], error))
      return NULL;
  for (guint i = 1; texts[i] != NULL; i++)
    if (!read_letters (script, texts[i], error))
      return NULL;
  return g_steal_pointer (&script);
}

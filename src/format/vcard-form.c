#include "config.h"
#include "kontor/error.h"
#include "kontor/ical-value.h"
#include "kontor/vcard-edit.h"
#include "vcard-form.h"
#include <string.h>

#define LONG 1000 /* octets; longer values are told by their hash */

gboolean
kt_vcard_is_companion (const KtIcalLine *line)
{
  static const char *const names[]
      = { "X-ABLABEL", "X-ABADR", "X-APPLE-SUBADMINISTRATIVEAREA", "X-APPLE-SUBLOCALITY", NULL };

  return g_strv_contains (names, line->name);
}

gboolean
kt_vcard_is_noise (const KtIcalLine *line)
{
  static const char *const names[] = { "",
                                       "REV",
                                       "PRODID",
                                       "VERSION",
                                       "X-RADICALE-NAME",
                                       "X-XANDIKOS-ID",
                                       "X-ABUID",
                                       "X-EVOLUTION-WEBDAV-ETAG",
                                       "X-EVOLUTION-WEBDAV-HREF",
                                       "X-EVOLUTION-FILE-AS",
                                       NULL };

  return g_strv_contains (names, line->name) || kt_vcard_is_companion (line)
         || strspn (line->value, "; \t") == strlen (line->value);
}

/* --- values --- */

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static char *
hashed (const char *data, gsize length)
{
  g_autofree char *sum
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)data, length);

  return g_strdup_printf ("sha256:%s", sum);
}

/* base64 without its line breaks, of 4.0 within an address of data. */
static char *
binary_form (const char *value)
{
  const char *from = g_ascii_strncasecmp (value, "data:", 5) == 0 ? strchr (value, ',') : NULL;
  g_autoptr (GString) bare = g_string_new (NULL);

  for (const char *p = from != NULL ? from + 1 : value; *p != '\0'; p++)
    if (!g_ascii_isspace (*p) && *p != '\\')
      g_string_append_c (bare, *p);
  return hashed (bare->str, bare->len);
}

/* Parts, without the empty ones at the end. */
static char *
structured_form (const char *value)
{
  g_autoptr (GPtrArray) parts = kt_vcard_parts (value, ';', KT_ICAL_LINE_MAX);
  GString *out = g_string_new (NULL);

  while (parts->len > 0 && *(char *)parts->pdata[parts->len - 1] == '\0')
    g_ptr_array_set_size (parts, (int)parts->len - 1);
  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ";" : "", (char *)parts->pdata[i]);
  return g_string_free (out, FALSE);
}

static char *
list_form (const char *value)
{
  g_autoptr (GPtrArray) parts = kt_vcard_parts (value, ',', KT_ICAL_LINE_MAX);

  g_ptr_array_sort (parts, by_text);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (",", (char **)parts->pdata);
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

char *
kt_vcard_value_form (const KtIcalLine *line)
{
  static const char *const structured[] = { "N", "ADR", "ORG", "GENDER", "X-KONTOR-FIELD", NULL };
  static const char *const lists[] = { "CATEGORIES", "NICKNAME", NULL };
  if (kt_vcard_is_binary (line))
    return binary_form (line->value);
  g_autofree char *value = kt_vcard_value (line, NULL);
  if (strlen (value) > LONG)
    return hashed (value, strlen (value));
  if (is_one_of (line->name, structured))
    return structured_form (value);
  if (is_one_of (line->name, lists))
    return list_form (value);
  char *birthday = strcmp (line->name, "BDAY") == 0 ? kt_vcard_birthday (line) : NULL;
  if (birthday != NULL)
    return birthday;
  char *plain = kt_vcard_plain (value, KT_ICAL_LINE_MAX);
  if (g_ascii_strncasecmp (plain, "tel:", 4) == 0 || g_ascii_strncasecmp (plain, "mailto:", 7) == 0)
    {
      g_autofree char *uri = plain;
      return g_strdup (strchr (uri, ':') + 1);
    }
  return plain;
}

/* --- parameters --- */

/* What tells how a value is written, or what holds anyhow. */
static gboolean
tells_form (const KtVcardParam *param)
{
  static const char *const names[]
      = { "TYPE", "ENCODING", "CHARSET", "VALUE", "PREF", "MEDIATYPE" };

  if (param->bare)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (kt_vcard_param_is (param, names[i]))
      return TRUE;
  return FALSE;
}

static void
add_types (const KtIcalLine *line, GPtrArray *words)
{
  g_auto (GStrv) types = kt_vcard_types (line);

  for (char **type = types; *type != NULL; type++)
    if (strcmp (*type, "internet") != 0 && strcmp (*type, "voice") != 0
        && !kt_vcard_is_binary (line)) /* there they say what picture it is */
      g_ptr_array_add (words, g_strdup_printf (";%s", *type));
}

char *
kt_vcard_line_form (const KtIcalComponent *card, const KtIcalLine *line)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const KtIcalLine *label = kt_vcard_of_group (card, line->group, "X-ABLABEL");
  g_autofree char *value = kt_vcard_value_form (line);
  GString *form = g_string_new (line->name);
  const char *params = line->params;
  KtVcardParam param;

  add_types (line, words);
  while (kt_vcard_param_next (&params, &param))
    if (!tells_form (&param))
      {
        g_autofree char *name = g_ascii_strup (param.name, (gssize)param.name_length);
        g_autofree char *text = kt_ical_param (line->params, name);
        g_ptr_array_add (words, g_strdup_printf (";%s=%s", name, text != NULL ? text : ""));
      }
  g_ptr_array_sort (words, by_text);
  for (guint i = 0; i < words->len; i++)
    g_string_append (form, words->pdata[i]);
  if (label != NULL)
    {
      g_autofree char *text = kt_vcard_line_text (label, KT_VCARD_LINE_MAX);
      g_string_append_printf (form, ";label=%s", text);
    }
  g_string_append_printf (form, ":%s", value);
  return g_string_free (form, FALSE);
}

/* --- a card --- */

/* A list is as many lines as it has values. */
static void
add_tags (const KtIcalLine *line, GPtrArray *lines)
{
  g_autofree char *value = kt_vcard_value (line, NULL);
  g_autoptr (GPtrArray) parts = kt_vcard_parts (value, ',', KT_VCARD_LINE_MAX);

  for (guint i = 0; i < parts->len; i++)
    if (*(char *)parts->pdata[i] != '\0')
      g_ptr_array_add (lines, g_strdup_printf ("CATEGORIES:%s", (char *)parts->pdata[i]));
}

static void
append_card (GString *out, const KtIcalComponent *card)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < card->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (card->nodes, KtIcalNode, i);
      if (node->component != NULL)
        {
          GString *inner = g_string_new (NULL);
          append_card (inner, node->component);
          g_ptr_array_add (lines, g_string_free (inner, FALSE));
        }
      else if (kt_vcard_is_noise (&node->line))
        continue;
      else if (strcmp (node->line.name, "CATEGORIES") == 0)
        add_tags (&node->line, lines);
      else
        g_ptr_array_add (lines, kt_vcard_line_form (card, &node->line));
    }
  g_ptr_array_sort (lines, by_text);
  g_string_append_printf (out, "BEGIN:%s\n", card->name);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "%s\n", (char *)lines->pdata[i]);
  g_string_append_printf (out, "END:%s", card->name);
}

char *
kt_vcard_canonical (const char *bytes, gsize length, GError **error)
{
  gsize utf8_length = length;
  g_autofree char *utf8 = kt_vcard_to_utf8 (bytes, length, NULL, &utf8_length);
  g_autoptr (KtIcalText) text
      = kt_vcard_text_parse (utf8 != NULL ? utf8 : bytes, utf8_length, error);
  const KtIcalComponent *card = text != NULL ? kt_vcard_find (text) : NULL;

  if (card == NULL)
    {
      if (text != NULL)
        g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "it is no vCard");
      return NULL;
    }
  GString *form = g_string_new (NULL);
  append_card (form, card);
  g_string_append_c (form, '\n');
  return g_string_free (form, FALSE);
}

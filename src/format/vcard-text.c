#include "config.h"
#include "kontor/vcard-text.h"
#include "kontor/error.h"
#include "kontor/ical-value.h"
#include <string.h>

#define LINES_MAX 5000u /* of one card */

KtIcalText *
kt_vcard_text_parse (const char *bytes, gsize length, GError **error)
{
  if (length > KT_VCARD_TEXT_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "larger than %u MiB", KT_VCARD_TEXT_MAX >> 20);
      return NULL;
    }
  g_autoptr (KtIcalText) text = kt_ical_text_parse_cards (bytes, length, error);
  const KtIcalComponent *card = text != NULL ? kt_vcard_find (text) : NULL;
  if (card == NULL || card->nodes->len <= LINES_MAX)
    return g_steal_pointer (&text);
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "it has more than %u lines", LINES_MAX);
  return NULL;
}

KtIcalComponent *
kt_vcard_find (KtIcalText *text)
{
  return kt_ical_component_find (kt_ical_text_root (text), "VCARD", 0);
}

const char *
kt_vcard_version (const KtIcalComponent *card)
{
  const char *value = kt_ical_value (card, "VERSION");

  return kt_ical_is (value, "2.1") ? "2.1" : kt_ical_is (value, "4.0") ? "4.0" : "3.0";
}

/* --- parameters --- */

/* The end of what begins at at: a character of until outside quotes, or of the text. */
static const char *
piece_end (const char *at, const char *until)
{
  gboolean quoted = FALSE;

  for (; *at != '\0' && (quoted || strchr (until, *at) == NULL); at++)
    quoted ^= *at == '"';
  return at;
}

gboolean
kt_vcard_param_next (const char **params, KtVcardParam *ret_param)
{
  if (**params != ';')
    return FALSE;
  const char *at = *params + 1, *name_end = piece_end (at, ";=");
  *params = piece_end (at, ";");
  ret_param->bare = *name_end != '=';
  ret_param->name = at;
  ret_param->name_length = (gsize)(name_end - at);
  ret_param->value = ret_param->bare ? at : name_end + 1;
  ret_param->length = (gsize)(*params - ret_param->value);
  ret_param->raw = at - 1;
  ret_param->raw_length = (gsize)(*params - ret_param->raw);
  return TRUE;
}

gboolean
kt_vcard_param_is (const KtVcardParam *param, const char *name)
{
  return !param->bare && strlen (name) == param->name_length
         && g_ascii_strncasecmp (param->name, name, param->name_length) == 0;
}

/* A bare word of 2.1 that tells how the value is written, no type. */
static gboolean
is_encoding (const char *word)
{
  static const char *const words[]
      = { "quoted-printable", "base64", "b", "8bit", "7bit", "q", NULL };

  return g_strv_contains (words, word);
}

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
add_type (GPtrArray *types, const char *at, gsize length)
{
  g_autofree char *copy = g_strndup (at, length);
  char *word = g_strstrip (g_ascii_strdown (copy, -1));

  if (*word != '\0' && !g_ptr_array_find_with_equal_func (types, word, g_str_equal, NULL))
    g_ptr_array_add (types, word);
  else
    g_free (word);
}

/* "a,b", "\"a,b\"": the words of it. */
static void
add_types (GPtrArray *types, const KtVcardParam *param)
{
  const char *at = param->value, *end = at + param->length;

  while (at < end)
    {
      gsize n = 0;
      while (at + n < end && strchr (",\"", at[n]) == NULL)
        n++;
      add_type (types, at, n);
      at += n + 1;
    }
}

GStrv
kt_vcard_types (const KtIcalLine *line)
{
  GPtrArray *types = g_ptr_array_new ();
  const char *params = line->params;
  KtVcardParam param;

  while (kt_vcard_param_next (&params, &param))
    {
      g_autofree char *word = g_ascii_strdown (param.value, (gssize)param.length);
      if (kt_vcard_param_is (&param, "TYPE"))
        add_types (types, &param);
      else if (kt_vcard_param_is (&param, "PREF") && strcmp (word, "1") == 0)
        add_type (types, "pref", 4);
      else if (param.bare && !is_encoding (g_strstrip (word)))
        add_type (types, word, strlen (word));
    }
  g_ptr_array_sort (types, by_text);
  g_ptr_array_add (types, NULL);
  return (GStrv)g_ptr_array_free (types, FALSE);
}

guint
kt_vcard_rank (const KtIcalLine *line)
{
  g_auto (GStrv) types = kt_vcard_types (line);
  g_autofree char *pref = kt_ical_param (line->params, "PREF");
  guint64 rank = KT_VCARD_RANK_LAST;

  if (g_strv_contains ((const char *const *)types, "pref"))
    return 1;
  if (pref == NULL
      || !g_ascii_string_to_unsigned (pref, 10, 1, KT_VCARD_RANK_LAST - 1, &rank, NULL))
    return KT_VCARD_RANK_LAST;
  return (guint)rank;
}

/* --- how a value is written --- */

static gboolean
has_encoding (const KtIcalLine *line, const char *first, const char *second)
{
  const char *params = line->params;
  KtVcardParam param;

  while (kt_vcard_param_next (&params, &param))
    {
      g_autofree char *copy = g_ascii_strdown (param.value, (gssize)param.length);
      const char *word = g_strstrip (copy);
      if ((param.bare || kt_vcard_param_is (&param, "ENCODING"))
          && (strcmp (word, first) == 0 || strcmp (word, second) == 0))
        return TRUE;
    }
  return FALSE;
}

gboolean
kt_vcard_is_quoted (const KtIcalLine *line)
{
  return has_encoding (line, "quoted-printable", "q");
}

gboolean
kt_vcard_is_binary (const KtIcalLine *line)
{
  return has_encoding (line, "base64", "b") || g_ascii_strncasecmp (line->value, "data:", 5) == 0;
}

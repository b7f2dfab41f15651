#include "config.h"
#include "query-part.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/name-words.h"
#include "kontor/nearest.h"
#include "kontor/phone.h"
#include "kontor/search.h"
#include <glib/gi18n.h>
#include <string.h>

/* Terms whose values are words. */
#define DIGITS_MIN 3   /* of a phone's end */
#define DIGITS_WHOLE 7 /* from so many on it may be a whole one, typed in another form */

/* --- whole fields --- */

static gboolean
is_bare (const KtQueryNode *term, const char *const *words)
{
  const KtQueryValue *value = term->values->pdata[0];
  return term->values->len == 1 && !value->quoted && value->sign == KT_QUERY_IS
         && g_strv_contains (words, value->text);
}

gboolean
kt_query_is_any (const KtQueryNode *term)
{
  static const char *const words[] = { "any", "*", NULL };
  return is_bare (term, words);
}

gboolean
kt_query_is_none (const KtQueryNode *term)
{
  static const char *const words[] = { "none", "never", "никогда", "ніколи", "nekad", NULL };
  return is_bare (term, words);
}

typedef struct
{
  KtQueryBook *book;
  KtQuerySet *set;
} Adding;

static void
add_row (const KtQueryRow *row, gpointer data)
{
  Adding *adding = data;
  kt_query_set_add (adding->book, adding->set, row->contact);
}

gboolean
kt_query_add_rows (KtQueryBook *book, KtQueryRows rows, const char *argument, KtQuerySet *set,
                   GError **error)
{
  Adding adding = { book, set };
  return kt_query_rows (book->context->store, rows, book->context->clock.now, book->today, argument,
                        add_row, &adding, error);
}

/* --- text --- */

typedef struct
{
  const KtQueryValue *value;
  char *fold;
  char **words;
  gboolean star; /* how it begins */
  char digits[KT_PHONE_DIGITS];
} Pattern;

static void
pattern_clear (gpointer data)
{
  Pattern *pattern = data;
  g_free (pattern->fold);
  g_strfreev (pattern->words);
}

static gboolean
fail_at (const KtQueryValue *value, const char *what, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, what, value->text, value->position);
  return FALSE;
}

static gboolean
make_patterns (const KtQueryNode *term, GArray *patterns, GError **error)
{
  for (guint i = 0; i < term->values->len; i++)
    {
      const KtQueryValue *value = term->values->pdata[i];
      if (value->sign != KT_QUERY_IS && value->sign != KT_QUERY_EQUAL)
        return fail_at (value,
                        _ ("«%s» at character %u of the query is a word: there is no more"
                           " and no less of it"),
                        error);
      Pattern pattern = { .value = value, .fold = g_strstrip (kt_fold (value->text)) };
      gsize length = strlen (pattern.fold);
      pattern.star = !value->quoted && length > 1 && pattern.fold[length - 1] == '*';
      if (pattern.star)
        pattern.fold[length - 1] = '\0';
      pattern.words = kt_name_words (pattern.fold);
      kt_phone_digits (value->text, pattern.digits);
      g_array_append_val (patterns, pattern);
    }
  return TRUE;
}

static gboolean
is_word (const Pattern *pattern, const char *fold)
{
  return pattern->star ? g_str_has_prefix (fold, pattern->fold) : g_str_equal (fold, pattern->fold);
}

static gboolean
has_words (const Pattern *pattern, const char *fold)
{
  if (pattern->star || pattern->value->sign == KT_QUERY_EQUAL)
    return is_word (pattern, fold);
  return *pattern->words != NULL
         && kt_name_rank (fold, pattern->fold, pattern->words) != KT_NAME_NONE;
}

static gboolean
is_address (const Pattern *pattern, const char *norm)
{
  gboolean whole;
  if (pattern->value->sign == KT_QUERY_EQUAL)
    return g_str_equal (norm, pattern->fold);
  if (*pattern->fold == '@')
    return g_str_has_suffix (norm, pattern->fold);
  return *pattern->fold != '\0' && kt_name_begins_word (norm, pattern->fold, &whole);
}

/* Of a domain its subdomains too. */
static gboolean
is_in_domain (const Pattern *pattern, const char *norm)
{
  const char *domain = strrchr (norm, '@'), *wanted = pattern->fold + (*pattern->fold == '@');
  if (domain == NULL || *wanted == '\0')
    return FALSE;
  gsize length = strlen (++domain), n = strlen (wanted);
  return length >= n && g_str_equal (domain + length - n, wanted)
         && (length == n || domain[length - n - 1] == '.');
}

static gboolean
is_phone (const Pattern *pattern, const char *norm)
{
  return strlen (pattern->digits) >= DIGITS_MIN && g_str_has_suffix (norm, pattern->digits);
}

typedef struct
{
  KtQueryBook *book;
  KtQuerySet *set;
  const GArray *patterns; /* Pattern; any will do */
  gboolean (*fits) (const Pattern *pattern, const char *text);
  gboolean folded;  /* rows are */
  GHashTable *seen; /* text → whether it fits: most values stand in many rows */
} Matching;

static gboolean
fits_any (const Matching *matching, const char *text)
{
  g_autofree char *fold = matching->folded ? NULL : kt_fold (text);
  for (guint i = 0; i < matching->patterns->len; i++)
    if (matching->fits (&g_array_index (matching->patterns, Pattern, i), fold ? fold : text))
      return TRUE;
  return FALSE;
}

static void
match_row (const KtQueryRow *row, gpointer data)
{
  Matching *matching = data;
  gpointer known;
  if (matching->folded)
    known = GINT_TO_POINTER (fits_any (matching, row->text));
  else if (!g_hash_table_lookup_extended (matching->seen, row->text, NULL, &known))
    {
      known = GINT_TO_POINTER (fits_any (matching, row->text));
      g_hash_table_insert (matching->seen, g_strdup (row->text), known);
    }
  if (known != NULL)
    kt_query_set_add (matching->book, matching->set, row->contact);
}

static gboolean
match_patterns (KtQueryBook *book, const KtQueryField *field, const char *argument,
                const GArray *patterns, KtQuerySet *set, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Matching matching = { book, set, patterns, is_word, FALSE, seen };
  matching.folded = field->rows == KT_ROWS_TAG || field->rows == KT_ROWS_NAME
                    || field->rows == KT_ROWS_EMAIL || field->rows == KT_ROWS_PHONE
                    || field->kind == KT_FIELD_CHOICE;
  if (field->kind == KT_FIELD_WORDS)
    matching.fits = has_words;
  else if (field->kind == KT_FIELD_EMAIL)
    matching.fits = is_address;
  else if (field->kind == KT_FIELD_DOMAIN)
    matching.fits = is_in_domain;
  else if (field->kind == KT_FIELD_PHONE)
    matching.fits = is_phone;
  return kt_query_rows (book->context->store, field->rows, book->context->clock.now, book->today,
                        argument, match_row, &matching, error);
}

/* Choices are said in full, "yes" and "no" in other languages too. */
static gboolean
check_choice (const KtQueryField *field, Pattern *pattern, GError **error)
{
  static const char *const same[][2] = { { "да", "yes" }, { "так", "yes" }, { "ja", "yes" },
                                         { "нет", "no" }, { "ні", "no" },   { "ne", "no" } };
  g_auto (GStrv) known = g_strsplit (field->choices, " ", -1);
  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    if (g_str_equal (pattern->fold, same[i][0]))
      {
        g_free (pattern->fold);
        pattern->fold = g_strdup (same[i][1]);
      }
  if (g_strv_contains ((const char *const *)known, pattern->fold))
    return TRUE;
  g_autofree char *list = g_strjoinv (", ", known);
  const char *near = kt_nearest (pattern->fold, (const char *const *)known);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
               _ ("%s: is %s, any or none, not «%s», at character %u of the query"),
               field->help.name, list, pattern->value->text, pattern->value->position);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean %s:%s?"), field->help.name, near);
  return FALSE;
}

/* A whole phone typed another way than it is kept: +371 29 … or 8 916 …. */
static gboolean
add_whole_phone (KtQueryBook *book, const Pattern *pattern, GArray *more)
{
  const KtSettings *settings = book->context->settings;
  if (strlen (pattern->digits) < DIGITS_WHOLE)
    return TRUE;
  g_autofree char *norm = kt_phone_normalise (pattern->value->text,
                                              settings != NULL ? settings->country : NULL, NULL);
  if (norm == NULL || g_str_has_suffix (norm, pattern->digits))
    return TRUE;
  Pattern whole = { .value = pattern->value, .fold = g_strdup (norm) };
  g_strlcpy (whole.digits, norm + (*norm == '+' ? 1 : 0), sizeof whole.digits);
  g_array_append_val (more, whole);
  return TRUE;
}

static gboolean
check_patterns (KtQueryBook *book, const KtQueryField *field, GArray *patterns, GError **error)
{
  guint n = patterns->len;
  for (guint i = 0; i < n; i++)
    {
      Pattern *pattern = &g_array_index (patterns, Pattern, i);
      if (field->kind == KT_FIELD_CHOICE && !check_choice (field, pattern, error))
        return FALSE;
      if (field->kind == KT_FIELD_PHONE && strlen (pattern->digits) < DIGITS_MIN)
        return fail_at (pattern->value,
                        _ ("«%s» at character %u of the query is no phone nor three digits of one"),
                        error);
      if (field->kind == KT_FIELD_PHONE)
        add_whole_phone (book, pattern, patterns);
    }
  return TRUE;
}

/* A phrase whose last word may go on, in FTS5's form; NULL: it holds no word. */
static char *
search_form (const char *text)
{
  g_autofree char *bare = g_strdelimit (g_strdup (text), "\"*", ' ');
  g_autofree char *quoted = g_strdup_printf ("\"%s\"*", g_strstrip (bare));
  return kt_search_query (quoted, NULL);
}

static gboolean
add_searched (KtQueryBook *book, KtQueryRows rows, const char *text, KtQuerySet *set,
              GError **error)
{
  g_autofree char *search = search_form (text);
  return search == NULL || kt_query_add_rows (book, rows, search, set, error);
}

gboolean
kt_query_match_text (KtQueryBook *book, const KtQueryField *field, const char *argument,
                     const KtQueryNode *term, KtQuerySet *set, GError **error)
{
  g_autoptr (GArray) patterns = g_array_new (FALSE, FALSE, sizeof (Pattern));
  g_array_set_clear_func (patterns, pattern_clear);
  if (!make_patterns (term, patterns, error) || !check_patterns (book, field, patterns, error))
    return FALSE;
  if (field->kind != KT_FIELD_NOTE)
    return match_patterns (book, field, argument, patterns, set, error);
  for (guint i = 0; i < term->values->len; i++)
    if (!add_searched (book, KT_ROWS_NOTE, ((const KtQueryValue *)term->values->pdata[i])->text,
                       set, error))
      return FALSE;
  return TRUE;
}

/* --- free words --- */

static gboolean
looks_like_phone (const char *text)
{
  char digits[KT_PHONE_DIGITS];
  return kt_phone_digits (text, digits) && strlen (digits) >= DIGITS_MIN;
}

static gboolean
is_searchable (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Names and companies, addresses, phones; a phrase in notes as well. Signs alone are nothing. */
gboolean
kt_query_match_free (KtQueryBook *book, const KtQueryNode *term, KtQuerySet *set, GError **error)
{
  static const KtQueryField email = { .kind = KT_FIELD_EMAIL, .rows = KT_ROWS_EMAIL };
  static const KtQueryField phone = { .kind = KT_FIELD_PHONE, .rows = KT_ROWS_PHONE };
  const KtQueryValue *value = term->values->pdata[0];
  if (!is_searchable (value->text))
    {
      kt_query_set_invert (book, set);
      return TRUE;
    }
  return add_searched (book, KT_ROWS_WORDS, value->text, set, error)
         && (strchr (value->text, ' ') != NULL
             || kt_query_match_text (book, &email, NULL, term, set, error))
         && (!looks_like_phone (value->text)
             || kt_query_match_text (book, &phone, NULL, term, set, error))
         && (!value->quoted || add_searched (book, KT_ROWS_NOTE, value->text, set, error));
}

/* --- what has a name: services, hands, stages, pipelines --- */

static gboolean
no_such_name (const KtQueryField *field, const GPtrArray *names, const Pattern *pattern,
              GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (GString) list = g_string_new (NULL);
  for (guint i = 0; i < names->len; i++)
    {
      const KtQueryName *name = names->pdata[i];
      g_ptr_array_add (known, name->fold);
      if (strstr (list->str, name->name) == NULL)
        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", name->name);
    }
  g_ptr_array_add (known, NULL);
  const char *near = kt_nearest (pattern->fold, (const char *const *)known->pdata);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
               _ ("%s: there is no «%s», at character %u of the query"), field->help.name,
               pattern->value->text, pattern->value->position);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean %s:%s?"), field->help.name, near);
  else
    kt_error_hint (error, _ ("there is: %s"), list->str);
  return FALSE;
}

/* The keys of those a pattern names, into a JSON array. */
static guint
append_named (const GPtrArray *names, const Pattern *pattern, GString *json)
{
  guint found = 0;
  for (guint i = 0; i < names->len; i++)
    {
      const KtQueryName *name = names->pdata[i];
      if (!has_words (pattern, name->fold))
        continue;
      g_string_append_printf (json, "%s%" G_GINT64_FORMAT, json->len > 1 ? "," : "", name->id);
      found++;
    }
  return found;
}

gboolean
kt_query_match_named (KtQueryBook *book, const KtQueryField *field, const KtQueryNode *term,
                      KtQuerySet *set, GError **error)
{
  g_autoptr (GArray) patterns = g_array_new (FALSE, FALSE, sizeof (Pattern));
  g_autoptr (GString) json = g_string_new ("[");
  g_array_set_clear_func (patterns, pattern_clear);
  g_autoptr (GPtrArray) names = kt_query_names (book->context->store, field->names, error);
  if (names == NULL || !make_patterns (term, patterns, error))
    return FALSE;
  for (guint i = 0; i < patterns->len && names->len > 0; i++)
    {
      const Pattern *pattern = &g_array_index (patterns, Pattern, i);
      if (append_named (names, pattern, json) == 0)
        return no_such_name (field, names, pattern, error);
    }
  g_string_append_c (json, ']');
  return kt_query_add_rows (book, field->rows, json->str, set, error);
}

/* --- relations --- */

gboolean
kt_query_match_related (KtQueryBook *book, const KtQueryNode *term, KtQuerySet *set, GError **error)
{
  static const KtQueryField name = { .kind = KT_FIELD_WORDS, .rows = KT_ROWS_NAME };
  g_autofree KtQuerySet *whom = kt_query_set_new (book);
  g_autoptr (GString) json = g_string_new ("[");
  if (!kt_query_match_text (book, &name, NULL, term, whom, error))
    return FALSE;
  for (guint i = 0; i < book->n; i++)
    if (kt_query_set_has (whom, i))
      g_string_append_printf (json, "%s%" G_GINT64_FORMAT, json->len > 1 ? "," : "", book->ids[i]);
  g_string_append_c (json, ']');
  return kt_query_add_rows (book, KT_ROWS_RELATED, json->str, set, error);
}

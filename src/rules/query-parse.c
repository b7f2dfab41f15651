#include "config.h"
#include "kontor/query-parse.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *text, *at;
  guint depth, terms;
} Parser;

static void
value_free (gpointer data)
{
  KtQueryValue *value = data;
  g_free (value->text);
  g_free (value->until);
  g_free (value);
}

void
kt_query_node_free (KtQueryNode *node)
{
  if (node == NULL)
    return;
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_clear_pointer (&node->values, g_ptr_array_unref);
  g_free (node->field);
  g_free (node);
}

static guint
position_of (const Parser *parser, const char *at)
{
  return (guint)g_utf8_pointer_to_offset (parser->text, at) + 1;
}

static KtQueryNode *
node_new (const Parser *parser, KtQueryKind kind)
{
  KtQueryNode *node = g_new0 (KtQueryNode, 1);
  node->kind = kind;
  node->position = position_of (parser, parser->at);
  if (kind == KT_QUERY_TERM)
    node->values = g_ptr_array_new_with_free_func (value_free);
  else
    node->children = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_query_node_free);
  return node;
}

/* Always NULL. */
static gpointer
fail (const Parser *parser, const char *at, const char *what, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
               _ ("cannot read the query «%s» at character %u, %s"), parser->text,
               position_of (parser, at), what);
  return NULL;
}

static void
skip_blank (Parser *parser)
{
  while (*parser->at != '\0' && g_unichar_isspace (g_utf8_get_char (parser->at)))
    parser->at = g_utf8_next_char (parser->at);
}

/* --- values --- */

static const struct
{
  const char *open, *close, *close_too;
} quotes[] = { { "\"", "\"", "\"" }, { "«", "»", "»" }, { "“", "”", "”" }, { "„", "“", "”" } };

/* What stands in quotes at the place; *ret NULL: no quote begins there. */
static gboolean
take_quoted (Parser *parser, char **ret, GError **error)
{
  *ret = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      if (!g_str_has_prefix (parser->at, quotes[i].open))
        continue;
      const char *p = parser->at + strlen (quotes[i].open);
      g_autoptr (GString) text = g_string_new (NULL);
      while (*p != '\0' && !g_str_has_prefix (p, quotes[i].close)
             && !g_str_has_prefix (p, quotes[i].close_too))
        {
          if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
            p++;
          g_string_append_c (text, *p++);
        }
      if (*p == '\0')
        return fail (parser, parser->at, _ ("the quote is not closed"), error) != NULL;
      parser->at = g_utf8_next_char (p);
      *ret = g_string_free (g_steal_pointer (&text), FALSE);
      return TRUE;
    }
  return TRUE;
}

static gboolean
begins_quote (const char *p)
{
  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (g_str_has_prefix (p, quotes[i].open))
      return TRUE;
  return FALSE;
}

/* Where the bare text at p ends: at a blank, a parenthesis, a quote, or one of stops. */
static const char *
bare_end (const char *p, const char *stops)
{
  while (*p != '\0' && *p != '(' && *p != ')' && strchr (stops, *p) == NULL && !begins_quote (p)
         && !g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

static KtQuerySign
take_sign (Parser *parser)
{
  static const struct
  {
    const char *text;
    KtQuerySign sign;
  } signs[] = { { ">=", KT_QUERY_AT_LEAST }, { "<=", KT_QUERY_AT_MOST }, { "≥", KT_QUERY_AT_LEAST },
                { "≤", KT_QUERY_AT_MOST },   { ">", KT_QUERY_MORE },     { "<", KT_QUERY_LESS },
                { "=", KT_QUERY_EQUAL } };
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (parser->at, signs[i].text))
      {
        parser->at += strlen (signs[i].text);
        return signs[i].sign;
      }
  return KT_QUERY_IS;
}

/* "a..b" in bare text is a range, whatever it is made of; "..." is not. */
static void
split_range (KtQueryValue *value)
{
  char *dots = strstr (value->text, "..");
  if (dots == NULL || dots[2] == '.' || value->sign != KT_QUERY_IS || strlen (value->text) == 2)
    return;
  value->sign = KT_QUERY_RANGE;
  value->until = g_strdup (dots + 2);
  *dots = '\0';
}

static gboolean
take_value (Parser *parser, KtQueryNode *term, GError **error)
{
  KtQueryValue *value = g_new0 (KtQueryValue, 1);
  g_ptr_array_add (term->values, value);
  value->position = position_of (parser, parser->at);
  value->sign = take_sign (parser);
  if (!take_quoted (parser, &value->text, error))
    return FALSE;
  value->quoted = value->text != NULL;
  if (value->quoted)
    return TRUE;
  const char *end = bare_end (parser->at, ",");
  value->text = g_strndup (parser->at, (gsize)(end - parser->at));
  parser->at = end;
  split_range (value);
  return TRUE;
}

static gboolean
take_values (Parser *parser, KtQueryNode *term, GError **error)
{
  for (;;)
    {
      const char *begin = parser->at;
      if (!take_value (parser, term, error))
        return FALSE;
      const KtQueryValue *value = g_ptr_array_index (term->values, term->values->len - 1);
      if (*value->text == '\0' && value->sign != KT_QUERY_RANGE)
        return fail (parser, begin, _ ("a value is missing"), error) != NULL;
      if (*parser->at != ',')
        return TRUE;
      if (term->values->len >= KT_QUERY_VALUES)
        return fail (parser, begin, _ ("too many values"), error) != NULL;
      parser->at++;
    }
}

/* --- terms --- */

/* The field's name that begins at the place and the sign or colon after it; NULL: a free word.
 * Nothing is wanted of a colon at the end of a word ("Re:"), nor of "12:30" and "http://". */
static char *
take_field (Parser *parser)
{
  const char *p = parser->at;
  if (!g_unichar_isalpha (g_utf8_get_char (p)))
    return NULL;
  while (g_unichar_isalnum (g_utf8_get_char (p)) || *p == '-' || *p == '_' || *p == '\'')
    p = g_utf8_next_char (p);
  if (*p == '\0'
      || (strchr (":<>=", *p) == NULL && !g_str_has_prefix (p, "≥") && !g_str_has_prefix (p, "≤")))
    return NULL;
  if (*p == ':' && (p[1] == '\0' || g_str_has_prefix (p, "://") || g_ascii_isspace (p[1])))
    return NULL;
  char *field = g_strndup (parser->at, (gsize)(p - parser->at));
  parser->at = p + (*p == ':' ? 1 : 0);
  return field;
}

/* A phrase, or where a colon follows it, a field. */
static gboolean
take_phrase (Parser *parser, KtQueryNode *term, char *text, GError **error)
{
  if (*parser->at == ':')
    {
      term->field = text;
      parser->at++;
      return take_values (parser, term, error);
    }
  KtQueryValue *value = g_new0 (KtQueryValue, 1);
  value->text = text;
  value->quoted = TRUE;
  value->position = term->position;
  g_ptr_array_add (term->values, value);
  return TRUE;
}

static gboolean
take_term (Parser *parser, KtQueryNode *term, GError **error)
{
  char *text;
  if (!take_quoted (parser, &text, error))
    return FALSE;
  if (text != NULL)
    return take_phrase (parser, term, text, error);
  term->field = take_field (parser);
  if (term->field != NULL)
    return take_values (parser, term, error);
  const char *end = bare_end (parser->at, "");
  KtQueryValue *value = g_new0 (KtQueryValue, 1);
  value->text = g_strndup (parser->at, (gsize)(end - parser->at));
  value->position = term->position;
  g_ptr_array_add (term->values, value);
  parser->at = end;
  return TRUE;
}

static KtQueryNode *
parse_term (Parser *parser, GError **error)
{
  g_autoptr (KtQueryNode) term = node_new (parser, KT_QUERY_TERM);
  if (++parser->terms > KT_QUERY_TERMS)
    return fail (parser, parser->at, _ ("it has too many words"), error);
  return take_term (parser, term, error) ? g_steal_pointer (&term) : NULL;
}

/* --- what joins them --- */

/* Takes one of the words where it stands alone; they are by spaces. */
static gboolean
take_word (Parser *parser, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  const char *end = bare_end (parser->at, "");
  g_autofree char *word = g_strndup (parser->at, (gsize)(end - parser->at));
  if (*word == '\0' || !g_strv_contains ((const char *const *)list, word))
    return FALSE;
  parser->at = end;
  skip_blank (parser);
  return TRUE;
}

static KtQueryNode *parse_any (Parser *parser, GError **error);

static gboolean
begins_negation (const Parser *parser)
{
  return (*parser->at == '-' || *parser->at == '!') && parser->at[1] != '\0'
         && !g_ascii_isspace (parser->at[1]) && parser->at[1] != ')';
}

static KtQueryNode *
parse_group (Parser *parser, GError **error)
{
  const char *open = parser->at++;
  g_autoptr (KtQueryNode) inner = parse_any (parser, error);
  if (inner == NULL)
    return NULL;
  if (*parser->at != ')')
    return fail (parser, open, _ ("the parenthesis is not closed"), error);
  parser->at++;
  return g_steal_pointer (&inner);
}

static KtQueryNode *
parse_one (Parser *parser, GError **error)
{
  if (++parser->depth > KT_QUERY_DEPTH + 1) /* the innermost one is a term */
    return fail (parser, parser->at, _ ("it is nested too deeply"), error);
  g_autoptr (KtQueryNode) node = NULL;
  const char *begin = parser->at;
  gboolean sign = begins_negation (parser);
  if (sign || take_word (parser, "NOT НЕ NE"))
    {
      g_autoptr (KtQueryNode) negation = node_new (parser, KT_QUERY_NOT);
      parser->at += sign ? 1 : 0;
      if (*parser->at == '\0' || *parser->at == ')')
        return fail (parser, begin, _ ("nothing follows it"), error);
      KtQueryNode *inner = parse_one (parser, error);
      if (inner == NULL)
        return NULL;
      g_ptr_array_add (negation->children, inner);
      node = g_steal_pointer (&negation);
    }
  else
    node = *parser->at == '(' ? parse_group (parser, error) : parse_term (parser, error);
  parser->depth--;
  return g_steal_pointer (&node);
}

static gboolean
is_part_of_phone (const KtQueryNode *node)
{
  if (node->kind != KT_QUERY_TERM || node->field != NULL)
    return FALSE;
  const KtQueryValue *value = g_ptr_array_index (node->values, 0);
  return !value->quoted && strspn (value->text, "0123456789+-./ ") == strlen (value->text);
}

/* "29 123 456" is one phone, not three numbers. */
static gboolean
joins_phone (GPtrArray *before, const KtQueryNode *node)
{
  const KtQueryNode *last = before->len > 0 ? before->pdata[before->len - 1] : NULL;
  if (last == NULL || !is_part_of_phone (last) || !is_part_of_phone (node))
    return FALSE;
  KtQueryValue *value = g_ptr_array_index (last->values, 0);
  const KtQueryValue *more = g_ptr_array_index (node->values, 0);
  char *both = g_strconcat (value->text, " ", more->text, NULL);
  g_free (value->text);
  value->text = both;
  return TRUE;
}

static KtQueryNode *
parse_all (Parser *parser, GError **error)
{
  g_autoptr (KtQueryNode) node = node_new (parser, KT_QUERY_AND);
  for (;;)
    {
      skip_blank (parser);
      if (node->children->len > 0 && take_word (parser, "AND & И І ТА UN")
          && (*parser->at == '\0' || *parser->at == ')'))
        return fail (parser, parser->at, _ ("something is missing after AND"), error);
      const char *before = parser->at;
      gboolean ends = *before == '\0' || *before == ')' || take_word (parser, "OR | ИЛИ АБО VAI");
      parser->at = before;
      if (ends)
        return g_steal_pointer (&node);
      g_autoptr (KtQueryNode) one = parse_one (parser, error);
      if (one == NULL)
        return NULL;
      if (!joins_phone (node->children, one))
        g_ptr_array_add (node->children, g_steal_pointer (&one));
    }
}

static KtQueryNode *
parse_any (Parser *parser, GError **error)
{
  g_autoptr (KtQueryNode) node = node_new (parser, KT_QUERY_OR);
  do
    {
      const char *begin = parser->at;
      g_autoptr (KtQueryNode) all = parse_all (parser, error);
      if (all == NULL)
        return NULL;
      gboolean alone = *parser->at == '\0' && node->children->len == 0;
      if (all->children->len == 0 && !(alone && parser->depth == 0))
        return fail (parser, begin, _ ("something is missing"), error);
      g_ptr_array_add (node->children, g_steal_pointer (&all));
    }
  while (take_word (parser, "OR | ИЛИ АБО VAI"));
  return node->children->len > 1 ? g_steal_pointer (&node)
                                 : g_ptr_array_steal_index (node->children, 0);
}

KtQueryNode *
kt_query_parse (const char *text, GError **error)
{
  if (strlen (text) > KT_QUERY_LENGTH || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   _ ("cannot read the query, it is longer than %d octets or no UTF-8"),
                   KT_QUERY_LENGTH);
      return NULL;
    }
  Parser parser = { .text = text, .at = text };
  g_autoptr (KtQueryNode) tree = parse_any (&parser, error);
  if (tree != NULL && *parser.at != '\0')
    return fail (&parser, parser.at, _ ("no parenthesis is open"), error);
  return g_steal_pointer (&tree);
}

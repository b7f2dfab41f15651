#include "config.h"
#include "kontor/error.h"
#include "kontor/search.h"

#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

/* Tokenizer "kontor": SQLite's unicode61 over a text in which ё is е, ґ is г, decomposed й and ї
 * are composed (unicode61 would take their marks off), and apostrophes between letters are gone.
 * What is taken out of the text is remembered, so that offsets are those of the original. */
typedef struct
{
  fts5_tokenizer inner;
  Fts5Tokenizer *handle;
} Tokenizer;

typedef struct
{
  GString *text;
  GArray *cuts; /* guint: where in text a cut is */
  GArray *gone; /* guint: octets cut out up to and including it */
} Folded;

typedef struct
{
  void *context;
  int (*emit) (void *, int, const char *, int, int, int);
  const Folded *folded;
  guint next;
} Relay;

typedef enum
{
  PLAIN,
  REPLACE, /* by letter, of the same length */
  COMPOSE, /* a letter and its mark, by letter */
  APOSTROPHE,
} Kind;

typedef struct
{
  const char *from, *to;
  Kind kind;
} Rule;

static const Rule rules[] = {
  { "ё", "е", REPLACE },         { "Ё", "Е", REPLACE },         { "ґ", "г", REPLACE },
  { "Ґ", "Г", REPLACE },         { "и\xcc\x86", "й", COMPOSE }, { "И\xcc\x86", "Й", COMPOSE },
  { "і\xcc\x88", "ї", COMPOSE }, { "І\xcc\x88", "Ї", COMPOSE }, { "'", "", APOSTROPHE },
  { "’", "", APOSTROPHE },       { "ʼ", "", APOSTROPHE },
};

/* Asked for every octet of every letter: all but a few are answered by the first octets. */
static gboolean
may_begin_rule (const char *p, const char *end)
{
  gsize left = (gsize)(end - p);
  guchar c = (guchar)p[0], next = left > 1 ? (guchar)p[1] : 0;
  switch (c)
    {
    case '\'':
    case 0xca:
    case 0xe2:
    case 0xd2:
      return TRUE;
    case 0xd0: /* Ё, or И, и, І before a combining mark */
      return next == 0x81
             || ((next == 0x98 || next == 0xb8 || next == 0x86) && left > 2
                 && (guchar)p[2] == 0xcc);
    case 0xd1: /* ё, or і before a combining mark */
      return next == 0x91 || (next == 0x96 && left > 2 && (guchar)p[2] == 0xcc);
    default:
      return FALSE;
    }
}

static const Rule *
rule_at (const char *p, const char *end)
{
  if (!may_begin_rule (p, end))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      gsize length = strlen (rules[i].from);
      if ((gsize)(end - p) >= length && memcmp (p, rules[i].from, length) == 0)
        return &rules[i];
    }
  return NULL;
}

static gboolean
is_letter (const char *p, const char *end)
{
  if (p >= end)
    return FALSE;
  gunichar c = g_utf8_get_char_validated (p, end - p);
  return c != (gunichar)-1 && c != (gunichar)-2 && g_unichar_isalnum (c);
}

static gboolean
is_letter_before (const char *start, const char *p)
{
  const char *mark = p;
  do
    p = g_utf8_find_prev_char (start, p);
  while (p != NULL && p < mark && g_unichar_ismark (g_utf8_get_char_validated (p, mark - p)));
  return p != NULL && is_letter (p, mark);
}

static void
cut (Folded *folded, gsize octets)
{
  guint at = (guint)folded->text->len, sum = (guint)octets;
  if (folded->gone->len > 0)
    sum += g_array_index (folded->gone, guint, folded->gone->len - 1);
  g_array_append_val (folded->cuts, at);
  g_array_append_val (folded->gone, sum);
}

static void
apply_rule (Folded *folded, const Rule *rule, const char *start, const char *p, const char *end)
{
  gsize length = strlen (rule->from);
  if (rule->kind != APOSTROPHE)
    g_string_append (folded->text, rule->to);
  else if (!is_letter_before (start, p) || !is_letter (p + length, end))
    for (gsize i = 0; i < length; i++) /* a quotation mark: ʼ alone would count as a letter */
      g_string_append_c (folded->text, ' ');
  else
    cut (folded, length);
  if (rule->kind == COMPOSE)
    cut (folded, length - strlen (rule->to));
}

static void
fold (Folded *folded, const char *text, gsize length, gsize first)
{
  const char *end = text + length;
  g_string_append_len (folded->text, text, (gssize)first);
  for (const char *p = text + first; p < end;)
    {
      const Rule *rule = rule_at (p, end);
      if (rule == NULL)
        {
          g_string_append_c (folded->text, *p++);
          continue;
        }
      apply_rule (folded, rule, text, p, end);
      p += strlen (rule->from);
    }
}

/* Tokens come in order, so each look-up goes on from the last. */
static int
original_offset (const Folded *folded, guint *next, int offset)
{
  while (*next < folded->cuts->len && g_array_index (folded->cuts, guint, *next) <= (guint)offset)
    (*next)++;
  return offset + (*next > 0 ? (int)g_array_index (folded->gone, guint, *next - 1) : 0);
}

static int
relay_token (void *data, int flags, const char *token, int length, int start, int end)
{
  Relay *relay = data;
  int first = original_offset (relay->folded, &relay->next, start);
  int last = original_offset (relay->folded, &relay->next, end);
  return relay->emit (relay->context, flags, token, length, first, last);
}

static int
tokenize_folded (Tokenizer *tokenizer, void *context, int flags, const char *text, int length,
                 gsize first, int (*emit) (void *, int, const char *, int, int, int))
{
  Folded folded = { g_string_sized_new ((gsize)length), g_array_new (FALSE, FALSE, sizeof (guint)),
                    g_array_new (FALSE, FALSE, sizeof (guint)) };
  fold (&folded, text, (gsize)length, first);
  Relay relay = { context, emit, &folded, 0 };
  int code = tokenizer->inner.xTokenize (tokenizer->handle, &relay, flags, folded.text->str,
                                         (int)folded.text->len, relay_token);
  g_string_free (folded.text, TRUE);
  g_array_unref (folded.cuts);
  g_array_unref (folded.gone);
  return code;
}

static int
tokenize (Fts5Tokenizer *handle, void *context, int flags, const char *text, int length,
          int (*emit) (void *, int, const char *, int, int, int))
{
  Tokenizer *tokenizer = (Tokenizer *)handle;
  for (int i = 0; i < length; i++)
    if (rule_at (text + i, text + length) != NULL)
      return tokenize_folded (tokenizer, context, flags, text, length, (gsize)i, emit);
  return tokenizer->inner.xTokenize (tokenizer->handle, context, flags, text, length, emit);
}

static void
tokenizer_delete (Fts5Tokenizer *handle)
{
  Tokenizer *tokenizer = (Tokenizer *)handle;
  if (tokenizer->handle != NULL)
    tokenizer->inner.xDelete (tokenizer->handle);
  g_free (tokenizer);
}

static int
tokenizer_create (void *data, const char **args, int n_args, Fts5Tokenizer **ret_handle)
{
  static const char *options[] = { "remove_diacritics", "2" };
  fts5_api *api = data;
  Tokenizer *tokenizer = g_new0 (Tokenizer, 1);
  void *user = NULL;
  int code = api->xFindTokenizer (api, "unicode61", &user, &tokenizer->inner);
  if (code == SQLITE_OK)
    code = tokenizer->inner.xCreate (user, options, G_N_ELEMENTS (options), &tokenizer->handle);
  if (code == SQLITE_OK)
    *ret_handle = (Fts5Tokenizer *)tokenizer;
  else
    g_free (tokenizer);
  return code;
}

static fts5_api *
find_api (sqlite3 *db)
{
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2 (db, "SELECT fts5(?1)", -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
    }
  sqlite3_finalize (statement);
  return api;
}

gboolean
kt_tokenizer_register (sqlite3 *db, GError **error)
{
  fts5_tokenizer ours = { tokenizer_create, tokenizer_delete, tokenize };
  fts5_api *api = find_api (db);
  if (api != NULL && api->xCreateTokenizer (api, "kontor", api, &ours, NULL) == SQLITE_OK)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_DATABASE,
               _ ("cannot search, this SQLite was built without FTS5"));
  return FALSE;
}

#include "config.h"
#include "snippet.h"
#include "kontor/error.h"
#include "kontor/search.h"

#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

/* Tokenizer "kontor": the tokens of SQLite's unicode61 with remove_diacritics 2, but ё is е, ґ is
 * г, й and ї stay themselves also where they come decomposed, and an apostrophe between letters is
 * nothing. Offsets are those of the text.
 *
 * unicode61 says what each character is, once; then a table does. Asked for every character of
 * every letter it took a third of the time of a first sync. */
#define TABLE_END 0x530 /* Latin, Greek, Cyrillic */
#define TOKEN_MAX 128   /* octets; what is longer counts by its beginning */
#define FOLD_MAX 4

typedef struct
{
  guint8 starts; /* a token may begin with it */
  guint8 inside; /* it does not end a token */
  guint8 length; /* of fold; 0 for a mark */
  guint8 known : 1;
  guint8 plain : 1; /* inside, and what follows does not change it */
  char fold[FOLD_MAX];
} Sort;

/* Of all tables of a connection. */
typedef struct
{
  fts5_api *api;
  Sort *table; /* made at the first text */
} Shared;

typedef struct
{
  fts5_tokenizer inner;
  Fts5Tokenizer *handle;
  Shared *shared;
} Tokenizer;

typedef struct
{
  guint tokens;
  int length;
  char first[16];
} Probe;

static int
take_probe (void *data, int flags, const char *token, int length, int start, int end)
{
  Probe *probe = data;
  if (probe->tokens++ == 0)
    {
      probe->length = MIN (length, (int)sizeof probe->first);
      memcpy (probe->first, token, (gsize)probe->length);
    }
  return SQLITE_OK;
}

static Probe
ask_inner (Tokenizer *tokenizer, const char *text, int length)
{
  Probe probe = { 0 };
  tokenizer->inner.xTokenize (tokenizer->handle, &probe, FTS5_TOKENIZE_DOCUMENT, text, length,
                              take_probe);
  return probe;
}

static gunichar
replaced (gunichar c)
{
  switch (c)
    {
    case 0x401: /* Ё */
    case 0x451: /* ё */
      return 0x435;
    case 0x490: /* Ґ */
    case 0x491: /* ґ */
      return 0x433;
    case 0x2bc: /* ʼ: a letter to Unicode */
      return ' ';
    default:
      return c;
    }
}

/* "a?b" tells whether a character ends a token and what it becomes, alone whether it begins one. */
static Sort
classify (Tokenizer *tokenizer, gunichar c)
{
  char text[8] = "a";
  int length = g_unichar_to_utf8 (replaced (c), text + 1);
  text[length + 1] = 'b';
  Probe between = ask_inner (tokenizer, text, length + 2);
  Probe alone = ask_inner (tokenizer, text + 1, length);
  Sort sort = { .inside = between.tokens == 1, .starts = alone.tokens == 1, .known = TRUE };
  if (sort.inside)
    sort.length = (guint8)CLAMP (between.length - 2, 0, FOLD_MAX);
  memcpy (sort.fold, between.first + 1, FOLD_MAX);
  sort.plain = sort.inside && c != 0x438 && c != 0x418 && c != 0x456 && c != 0x406; /* и И і І */
  return sort;
}

/* ASCII at once, the rest as it is met: a query is a few letters. */
static void
make_table (Tokenizer *tokenizer)
{
  tokenizer->shared->table = g_new0 (Sort, TABLE_END);
  for (gunichar c = 0; c < 0x80; c++)
    tokenizer->shared->table[c] = classify (tokenizer, c);
}

/* far is the place for a character that is not in the table. */
static inline const Sort *
sort_of (Tokenizer *tokenizer, gunichar c, Sort *far)
{
  if (G_LIKELY (c < TABLE_END && tokenizer->shared->table[c].known))
    return &tokenizer->shared->table[c];
  Sort *sort = c < TABLE_END ? &tokenizer->shared->table[c] : far;
  *sort = classify (tokenizer, c);
  return sort;
}

/* Text from a database is checked nowhere: what is not UTF-8 is a separator of one octet. */
static inline gunichar
character (const char *p, const char *end, const char **ret_next)
{
  guchar lead = (guchar)*p;
  if (lead < 0x80)
    {
      *ret_next = p + 1;
      return lead;
    }
  if (lead >= 0xc2 && lead < 0xe0 && end - p >= 2 && ((guchar)p[1] & 0xc0) == 0x80)
    {
      *ret_next = p + 2;
      return (gunichar)((lead & 0x1f) << 6 | ((guchar)p[1] & 0x3f));
    }
  gunichar c = g_utf8_get_char_validated (p, end - p);
  gboolean valid = c != (gunichar)-1 && c != (gunichar)-2;
  *ret_next = valid ? g_utf8_next_char (p) : p + 1;
  return valid ? c : ' ';
}

/* и and breve, і and diaeresis: one letter, as if composed. */
static inline gunichar
composed (gunichar c, const char *end, const char **next)
{
  const char *p = *next;
  if ((c != 0x438 && c != 0x418 && c != 0x456 && c != 0x406) || end - p < 2 || (guchar)p[0] != 0xcc)
    return c;
  gboolean breve = (guchar)p[1] == 0x86, diaeresis = (guchar)p[1] == 0x88;
  if (!(c == 0x438 || c == 0x418 ? breve : diaeresis))
    return c;
  *next = p + 2;
  return breve ? 0x439 : 0x457;
}

/* Octets of an apostrophe: ' ʼ ’; 0 where there is none. */
static gsize
apostrophe (const char *p, const char *end)
{
  if (*p == '\'')
    return 1;
  if (end - p >= 2 && (guchar)p[0] == 0xca && (guchar)p[1] == 0xbc)
    return 2;
  return end - p >= 3 && memcmp (p, "’", 3) == 0 ? 3 : 0;
}

typedef struct
{
  char text[TOKEN_MAX + FOLD_MAX];
  int length;
} Token;

static inline void
append (Token *token, const Sort *sort)
{
  if (token->length > TOKEN_MAX - FOLD_MAX)
    return;
  memcpy (token->text + token->length, sort->fold, FOLD_MAX);
  token->length += sort->length;
}

/* The character at p if it goes on with a token, after an apostrophe if it begins one; returns
 * where it ends, NULL where the token does. */
static const char *
take_far (Tokenizer *tokenizer, const char *p, const char *end, Token *token)
{
  Sort far;
  gsize joint = apostrophe (p, end);
  if (p + joint >= end)
    return NULL;
  gunichar c = character (p + joint, end, &p);
  const Sort *sort = sort_of (tokenizer, composed (c, end, &p), &far);
  if (joint > 0 ? !sort->starts : !sort->inside)
    return NULL;
  append (token, sort);
  return p;
}

/* Plain characters of one or two octets, which most of a text is; returns where they end. */
static const char *
take_plain (const Sort *table, const char *p, const char *end, Token *token)
{
  char *out = token->text + token->length;
  const char *full = token->text + TOKEN_MAX - FOLD_MAX;
  while (p < end)
    {
      gunichar c = (guchar)p[0];
      int octets = 1;
      if (c >= 0x80)
        {
          if (c < 0xc2 || c >= 0xd4 || end - p < 2 || ((guchar)p[1] & 0xc0) != 0x80)
            break;
          c = (c & 0x1f) << 6 | ((guchar)p[1] & 0x3f);
          octets = 2;
        }
      const Sort *sort = &table[c];
      if (!sort->plain)
        break;
      p += octets;
      if (out > full)
        continue;
      memcpy (out, sort->fold, FOLD_MAX);
      out += sort->length;
    }
  token->length = (int)(out - token->text);
  return p;
}

/* The rest of a token; returns where it ends. */
static const char *
take_token (Tokenizer *tokenizer, const char *p, const char *end, Token *token)
{
  while ((p = take_plain (tokenizer->shared->table, p, end, token)) < end)
    {
      if ((guchar)*p < 0x80 && *p != '\'')
        break;
      const char *next = take_far (tokenizer, p, end, token);
      if (next == NULL)
        break;
      p = next;
    }
  return p;
}

static int
tokenize (Fts5Tokenizer *handle, void *context, int flags, const char *text, int length,
          int (*emit) (void *, int, const char *, int, int, int))
{
  Tokenizer *tokenizer = (Tokenizer *)handle;
  const char *end = text + length, *next;
  int code = SQLITE_OK;
  if (tokenizer->shared->table == NULL)
    make_table (tokenizer);
  for (const char *p = text; p < end && code == SQLITE_OK; p = next)
    {
      Sort far;
      Token token;
      gunichar c = character (p, end, &next);
      const Sort *sort = sort_of (tokenizer, composed (c, end, &next), &far);
      if (!sort->starts)
        continue;
      token.length = 0;
      append (&token, sort);
      next = take_token (tokenizer, next, end, &token);
      code = emit (context, 0, token.text, token.length, (int)(p - text), (int)(next - text));
    }
  return code;
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
  Shared *shared = data;
  fts5_api *api = shared->api;
  Tokenizer *tokenizer = g_new0 (Tokenizer, 1);
  tokenizer->shared = shared;
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

static void
shared_free (void *data)
{
  Shared *shared = data;
  g_free (shared->table);
  g_free (shared);
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
  Shared *shared = g_new0 (Shared, 1);
  shared->api = api;
  if (api != NULL && kt_snippet_register (api) == SQLITE_OK
      && api->xCreateTokenizer (api, "kontor", shared, &ours, shared_free) == SQLITE_OK)
    return TRUE;
  shared_free (shared);
  g_set_error (error, KT_ERROR, KT_ERROR_DATABASE,
               _ ("cannot search, this SQLite was built without FTS5"));
  return FALSE;
}

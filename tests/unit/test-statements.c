#include "config.h"
#include "book-fixture.h"

#include <string.h>

/* Every SQL statement in the sources of the databases prepares, and none reads a whole big table
 * unless it is named below. Statements are found by reading the sources: string constants, joined
 * with each other and with the macros that are such. */

static const char *const directories[] = { "src/store", "src/book", "src/mirror", "src/flow" };
#define HEADERS "include/kontor" /* whose macros those use */

/* Tables that grow with the mailbox: reading one whole costs more than a command may take. */
static const char *const big[]
    = { "letter",     "letter_text", "letter_words", "location", "participant",
        "part",       "thread_ref",  "address",      "object",   "event",
        "occurrence", "attendee",    "event_name" };

/* Ends of statements that may. */
static const char *const may_scan[] = {
  "DESC, a.norm",                          /* addresses nobody owns: once a sync, and in review */
  "a.written_at FROM mirror.address AS a", /* all of them, when the config changed */
  "coalesce(a.written_at, 0) = 0",         /* list letters, after a run that was cut short */
  "ORDER BY at DESC, a.id", /* who has a name, where no text was found: 10,000 addresses
                               are 1.2 ms */
  "FROM mirror.event AS e ORDER BY e.id", /* what events are called, when names changed */
  "WHERE at >= ?1 ORDER BY at, event, who, contact", /* what review asks: a name or two of each */
  "FROM mirror.event_name ORDER BY event, contact",  /* what was made of them */
  "max (a.wrote_at, a.written_at) > 0",              /* last: of all contacts at once */
  "a.written_at > 0 OR a.wrote_at > 0",              /* query: who is in touch */
  "ORDER BY l.id DESC LIMIT ?2", /* the newest, in row order: stops at the limit */
  NULL,
};

typedef struct
{
  GHashTable *macros; /* name → text */
  GPtrArray *found;   /* statements, as text */
} Scan;

static gboolean
is_statement (const char *sql)
{
  static const char *const words[] = { "SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH " };
  if (strstr (sql, "%w") != NULL || strstr (sql, "%s") != NULL)
    return FALSE; /* made at run time from names in the schema */
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (sql, words[i]))
      return TRUE;
  return FALSE;
}

/* One string constant at p; returns what follows it. */
static const char *
read_string (const char *p, GString *text)
{
  for (p++; *p != '"' && *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      g_string_append_c (text, *p);
    }
  return *p == '"' ? p + 1 : p;
}

static const char *
skip_blank (const char *p)
{
  for (;;)
    if (g_str_has_prefix (p, "/*"))
      {
        const char *end = strstr (p + 2, "*/");
        p = end != NULL ? end + 2 : p + strlen (p);
      }
    else if (g_str_has_prefix (p, "//"))
      p += strcspn (p, "\n");
    else if (g_ascii_isspace (*p) || g_str_has_prefix (p, "\\\n"))
      p++;
    else
      return p;
}

static gsize
word_length (const char *p)
{
  gsize n = 0;
  while (g_ascii_isalnum (p[n]) || p[n] == '_')
    n++;
  return n;
}

/* A run of string constants and macros that stand for some; *ret_text is NULL where none begins. */
static const char *
read_run (Scan *scan, const char *p, char **ret_text)
{
  GString *text = g_string_new (NULL);
  gboolean any = FALSE;
  for (;; p = skip_blank (p))
    {
      gsize length = word_length (p);
      g_autofree char *word = g_strndup (p, length);
      const char *macro = length > 0 ? g_hash_table_lookup (scan->macros, word) : NULL;
      if (*p == '"')
        p = read_string (p, text);
      else if (macro != NULL)
        {
          g_string_append (text, macro);
          p += length;
        }
      else
        break;
      any = TRUE;
    }
  *ret_text = g_string_free (text, !any);
  return p;
}

static const char *
read_define (Scan *scan, const char *p)
{
  p += strlen ("#define");
  p += strspn (p, " ");
  gsize length = word_length (p);
  g_autofree char *name = g_strndup (p, length);
  p += length;
  if (*p == '(')
    return p;
  char *text = NULL;
  p += strspn (p, " ");
  while (g_str_has_prefix (p, "\\\n"))
    p = skip_blank (p + 2);
  if (*p == '\n')
    return p;
  p = read_run (scan, p, &text);
  if (text == NULL)
    return p;
  if (is_statement (text))
    g_ptr_array_add (scan->found, g_strdup (text));
  g_hash_table_replace (scan->macros, g_strdup (name), text);
  return p;
}

static void
scan_text (Scan *scan, const char *p)
{
  while (*(p = skip_blank (p)) != '\0')
    {
      char *text = NULL;
      const char *next = NULL;
      if (g_str_has_prefix (p, "#define"))
        next = read_define (scan, p);
      else if (*p == '\'')
        next = p + (p[1] == '\\' ? 4 : 3);
      else
        {
          next = read_run (scan, p, &text);
          if (text != NULL && is_statement (text))
            g_ptr_array_add (scan->found, g_strdup (text));
          g_free (text);
        }
      p = next > p ? next : p + MAX (word_length (p), 1);
    }
}

static void
scan_file (Scan *scan, const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  scan_text (scan, text);
}

static void
scan_directory (Scan *scan, const char *name, const char *suffix)
{
  g_autofree char *directory = g_test_build_filename (G_TEST_DIST, name, NULL);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  g_assert_nonnull (dir);
  for (const char *file; (file = g_dir_read_name (dir)) != NULL;)
    if (g_str_has_suffix (file, suffix))
      scan_file (scan, directory, file);
}

/* Headers first: their macros are used in several files. */
static GPtrArray *
find_statements (void)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (directories); i++)
    {
      g_autoptr (GHashTable) macros
          = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      Scan scan = { macros, found };
      scan_directory (&scan, HEADERS, ".h");
      scan_directory (&scan, directories[i], ".h");
      scan_directory (&scan, directories[i], ".c");
    }
  return found;
}

static void
test_prepare (Office *office, gconstpointer data)
{
  g_autoptr (GPtrArray) statements = find_statements ();
  guint bad = 0;
  g_assert_cmpuint (statements->len, >, 60);
  for (guint i = 0; i < statements->len; i++)
    {
      const char *sql = statements->pdata[i], *rest = NULL;
      sqlite3_stmt *statement = NULL;
      int code = sqlite3_prepare_v2 (kt_store_db (office->store), sql, -1, &statement, &rest);
      if (code != SQLITE_OK || *rest != '\0')
        {
          g_test_message ("%s: %s", sql, sqlite3_errmsg (kt_store_db (office->store)));
          bad++;
        }
      sqlite3_finalize (statement);
    }
  g_assert_cmpuint (bad, ==, 0);
}

/* "SCAN letter", "SCAN l" where l is an alias: EXPLAIN tells the name the statement uses. */
static gboolean
scans_big_table (const char *detail, const char *sql)
{
  if (!g_str_has_prefix (detail, "SCAN "))
    return FALSE;
  gsize length = word_length (detail + 5);
  g_autofree char *name = g_strndup (detail + 5, length);
  for (gsize i = 0; i < G_N_ELEMENTS (big); i++)
    {
      g_autofree char *alias = g_strdup_printf ("mirror.%s AS %s ", big[i], name);
      g_autofree char *padded = g_strconcat (sql, " ", NULL);
      if (strcmp (name, big[i]) == 0 || strstr (padded, alias) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_allowed (const char *sql)
{
  for (gsize i = 0; may_scan[i] != NULL; i++)
    if (g_str_has_suffix (sql, may_scan[i]))
      return TRUE;
  return FALSE;
}

static void
test_plans (Office *office, gconstpointer data)
{
  g_autoptr (GPtrArray) statements = find_statements ();
  guint bad = 0;
  for (guint i = 0; i < statements->len; i++)
    {
      const char *sql = statements->pdata[i];
      g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
      sqlite3_stmt *plan = NULL;
      sqlite3_prepare_v2 (kt_store_db (office->store), explain, -1, &plan, NULL);
      while (plan != NULL && sqlite3_step (plan) == SQLITE_ROW)
        {
          const char *detail = (const char *)sqlite3_column_text (plan, 3);
          if (!scans_big_table (detail, sql) || is_allowed (sql))
            continue;
          g_test_message ("%s\n  %s", detail, sql);
          bad++;
        }
      sqlite3_finalize (plan);
    }
  g_assert_cmpuint (bad, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_office ("/statements/prepare", test_prepare);
  add_office ("/statements/plans", test_plans);
  return g_test_run ();
}

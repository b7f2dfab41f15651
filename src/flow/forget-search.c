#include "config.h"
#include "kontor/erase-words.h"
#include "kontor/erase.h"
#include "kontor/error.h"
#include "kontor/forget.h"

#include <glib/gi18n.h>
#include <string.h>

/* A file that cannot be read is told: nobody knows what is in it. */
static void
search_file (const char *file, const GPtrArray *forms, KtForgetDone *done, gboolean *ret_databases)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (file, FALSE, &failed);
  if (mapped == NULL)
    {
      g_ptr_array_add (done->found, g_strdup_printf (_ ("%s: cannot be read"), file));
      return;
    }
  done->files++;
  gsize length = g_mapped_file_get_length (mapped);
  if (length == 0 || kt_erase_find (forms, g_mapped_file_get_contents (mapped), length) < 0)
    return;
  g_autofree char *base = g_path_get_basename (file);
  if (g_str_has_prefix (base, "book.db") || g_str_has_prefix (base, "mirror.db"))
    *ret_databases = TRUE;
  else
    g_ptr_array_add (done->found, g_strdup (file));
}

static void
search_directory (const char *directory, const GPtrArray *forms, KtForgetDone *done,
                  gboolean *ret_databases)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        search_directory (path, forms, done, ret_databases);
      else if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        search_file (path, forms, done, ret_databases);
    }
}

/* In words what rows are: their table's name is not for people. */
static const char *
said (const char *table)
{
  static const struct
  {
    const char *table, *text;
  } words[] = { { "note", N_ ("notes on other people") },
                { "contact", N_ ("cards of other people") },
                { "contact_point", N_ ("addresses of other people") },
                { "reminder", N_ ("reminders") },
                { "letter", N_ ("letters with other people") },
                { "letter_text", N_ ("letters with other people") },
                { "event", N_ ("events with other people") },
                { "object", N_ ("events with other people") },
                { "invoice_item", N_ ("lines of invoices") },
                { "segment", N_ ("segments") },
                { "saved_report", N_ ("saved reports") } };
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].table, table) == 0)
      return _ (words[i].text);
  return table;
}

static gboolean
search_rows (KtContext *context, const GPtrArray *forms, KtForgetDone *done, GError **error)
{
  g_autoptr (GHashTable) found = kt_store_find_octets (context->store, forms, error);
  GHashTableIter iterator;
  gpointer table, count;
  if (found == NULL)
    return FALSE;
  g_hash_table_iter_init (&iterator, found);
  while (g_hash_table_iter_next (&iterator, &table, &count))
    g_ptr_array_add (done->found,
                     g_strdup_printf ("%s: %u", said (table), GPOINTER_TO_UINT (count)));
  return TRUE;
}

/* Only where a file holds something the rows are looked at one by one, to say which. */
gboolean
kt_forget_search (KtContext *context, const KtForget *forget, KtForgetDone *ret, GError **error)
{
  gboolean databases = FALSE;
  g_autoptr (GPtrArray) forms = kt_erase_forms (forget->texts);
  ret->texts = forget->texts->len;
  search_directory (context->paths.data, forms, ret, &databases);
  search_directory (context->paths.state, forms, ret, &databases);
  guint before = ret->found->len;
  if (databases && !search_rows (context, forms, ret, error))
    return FALSE;
  if (databases && ret->found->len == before)
    g_ptr_array_add (ret->found, g_strdup (_ ("free pages of the databases")));
  return TRUE;
}

#include "config.h"
#include "mail-parts.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/letter.h"
#include "kontor/save-part.h"
#include "kontor/sync.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

/* The one part asked for, or all. */
static gboolean
choose_parts (const char *wanted, GArray *parts, GError **error)
{
  guint64 number = 0;
  if (parts->len == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("this letter has no attachment"));
      kt_error_hint (error, _ ("the letter itself: kontor mail show REF --raw > letter.eml"));
      return FALSE;
    }
  if (wanted == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (wanted, 10, 1, G_MAXUINT32, &number, NULL))
    number = 0;
  if (number > 0 && number <= parts->len)
    {
      KtPart part = g_array_index (parts, KtPart, number - 1);
      g_array_index (parts, KtPart, 0) = part;
      g_array_set_size (parts, 1);
      return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("this letter has no attachment «%s»"),
               wanted);
  for (guint i = 0; i < parts->len; i++)
    kt_error_detail (error, "%u  %s", i + 1, g_array_index (parts, KtPart, i).name);
  return FALSE;
}

static char *
save_part (const KtFetched *original, const KtPart *part, const char *directory, GHashTable *taken,
           GError **error)
{
  KtFetched *fetched = kt_fetched_part (original, part->number, error);
  if (fetched == NULL)
    return NULL;
  const char *given = fetched->name != NULL && *fetched->name != 0 ? fetched->name : part->name;
  g_autofree char *clean = kt_file_name_clean (given, part->number);
  g_autofree char *name = kt_file_name_unlike (taken, clean);
  char *path = kt_save_new_file (directory, name, fetched->bytes->data, fetched->bytes->len, error);
  kt_fetched_free (fetched);
  return path;
}

static void
print_saved (KtContext *context, const GPtrArray *paths)
{
  if (context->output != KT_OUTPUT_JSON)
    {
      for (guint i = 0; i < paths->len; i++)
        kt_out (context, _ ("saved  %s\n"), (const char *)paths->pdata[i]);
      return;
    }
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "files");
  kt_json_begin_array (builder);
  for (guint i = 0; i < paths->len; i++)
    kt_json_text (builder, paths->pdata[i]);
  kt_json_end_array (builder);
  kt_json_end (context, builder);
}

static gboolean
save (KtContext *context, KtId key, const char *wanted, const char *directory, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (KtPart));
  KtFetched *original = kt_fetch_original (context, key, error);
  if (original == NULL)
    return FALSE;
  /* of a large letter sync has seen the first attachments only */
  g_autoptr (KtLetter) letter = kt_fetched_letter (original, error);
  if (letter != NULL && letter->n_parts > 0)
    g_array_append_vals (parts, letter->parts, (guint)letter->n_parts);
  if (letter == NULL || !choose_parts (wanted, parts, error))
    {
      kt_fetched_free (original);
      return FALSE;
    }
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean good = TRUE;
  for (guint i = 0; i < parts->len && good; i++)
    {
      char *path = save_part (original, &g_array_index (parts, KtPart, i), directory, taken, error);
      good = path != NULL;
      if (good)
        g_ptr_array_add (paths, path);
    }
  kt_fetched_free (original);
  print_saved (context, paths);
  return good;
}

/* Before anything is fetched. A mistyped directory is not made. */
static gboolean
check_directory (const char *directory, GError **error)
{
  if (directory == NULL || g_file_test (directory, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (g_file_test (directory, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no directory"), directory);
      return FALSE;
    }
  g_autofree char *quoted = g_shell_quote (directory);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no directory «%s»"), directory);
  kt_error_hint (error, _ ("make it first: mkdir -p %s"), quoted);
  return FALSE;
}

gboolean
kt_mail_cmd_save (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *directory = NULL;
  KtHandle handle;
  const GOptionEntry entries[]
      = { { "to", 0, 0, G_OPTION_ARG_STRING, &directory, NULL, NULL }, { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL || (args[1] != NULL && args[2] != NULL))
    return kt_command_usage_error (command, error);
  return kt_handle_resolve (context, args[0], KT_RECORD_LETTER, &handle, error)
         && check_directory (directory, error)
         && save (context, handle.key, args[1], directory, error);
}

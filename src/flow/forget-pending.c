#include "config.h"
#include "kontor/error.h"
#include "kontor/forget.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* What was begun is finished even if the machine stops in between: until then this file says what
 * it was. Then nobody knows it any more. */
#define GROUP "forget"
#define FILE_NAME "forgetting"

static char *
file_of (const KtContext *context)
{
  return g_build_filename (context->paths.data, FILE_NAME, NULL);
}

static void
set_texts (GKeyFile *keys, const char *name, const GPtrArray *texts)
{
  g_key_file_set_string_list (keys, GROUP, name, (const char *const *)texts->pdata, texts->len);
}

static void
set_numbers (GKeyFile *keys, const char *name, const GArray *numbers)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < numbers->len; i++)
    g_ptr_array_add (texts,
                     g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (numbers, gint64, i)));
  set_texts (keys, name, texts);
}

gboolean
kt_forget_pending_write (KtContext *context, const KtForget *forget, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *file = file_of (context);
  gsize length = 0;
  g_key_file_set_int64 (keys, GROUP, "contact", forget->contact);
  g_key_file_set_string (keys, GROUP, "name", forget->name);
  g_key_file_set_string (keys, GROUP, "tail", forget->tail);
  g_key_file_set_string (keys, GROUP, "confirm", forget->confirm);
  g_key_file_set_integer (keys, GROUP, "kept-till", forget->kept_till);
  set_texts (keys, "texts", forget->texts);
  set_texts (keys, "matches", forget->matches);
  set_texts (keys, "uids", forget->uids);
  set_texts (keys, "cards", forget->cards);
  set_texts (keys, "sources", forget->sources);
  set_numbers (keys, "letters", forget->letters);
  set_numbers (keys, "shared", forget->shared);
  set_numbers (keys, "events", forget->events);
  g_autofree char *text = g_key_file_to_data (keys, &length, NULL);
  return kt_store_file_write (file, text, length, error);
}

void
kt_forget_pending_remove (KtContext *context)
{
  g_autofree char *file = file_of (context);
  g_unlink (file);
}

static GPtrArray *
get_texts (GKeyFile *keys, const char *name)
{
  gsize n = 0;
  char **texts = g_key_file_get_string_list (keys, GROUP, name, &n, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (list, texts[i]);
  g_free (texts);
  return list;
}

static GArray *
get_numbers (GKeyFile *keys, const char *name)
{
  g_autoptr (GPtrArray) texts = get_texts (keys, name);
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < texts->len; i++)
    {
      gint64 number = g_ascii_strtoll (texts->pdata[i], NULL, 10);
      g_array_append_val (numbers, number);
    }
  return numbers;
}

KtForget *
kt_forget_pending (KtContext *context, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GError) failed = NULL;
  g_autofree char *file = file_of (context);
  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    return NULL;
  if (!g_key_file_load_from_file (keys, file, G_KEY_FILE_NONE, &failed))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_DATABASE, _ ("cannot read «%s», %s"), file,
                   failed->message);
      return NULL;
    }
  KtForget *forget = g_new0 (KtForget, 1);
  forget->contact = g_key_file_get_int64 (keys, GROUP, "contact", NULL);
  forget->name = g_key_file_get_string (keys, GROUP, "name", NULL);
  forget->tail = g_key_file_get_string (keys, GROUP, "tail", NULL);
  forget->confirm = g_key_file_get_string (keys, GROUP, "confirm", NULL);
  forget->kept_till = g_key_file_get_integer (keys, GROUP, "kept-till", NULL);
  forget->texts = get_texts (keys, "texts");
  forget->matches = get_texts (keys, "matches");
  forget->uids = get_texts (keys, "uids");
  forget->cards = get_texts (keys, "cards");
  forget->sources = get_texts (keys, "sources");
  forget->letters = get_numbers (keys, "letters");
  forget->shared = get_numbers (keys, "shared");
  forget->events = get_numbers (keys, "events");
  return forget;
}

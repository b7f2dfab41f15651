#include "config.h"
#include "courier-client.h"
#include <ftw.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

Client *
client_new (void)
{
  return client_new_of ("kontor-courier");
}

Client *
client_new_of (const char *program)
{
  g_autoptr (GError) error = NULL;
  Client *client = g_new0 (Client, 1);
  client->vanished = g_string_new (NULL);
  client->helper = kt_helper_spawn (program, -1, &error);
  g_assert_no_error (error);
  return client;
}

void
client_free (Client *client)
{
  kt_helper_end (client->helper);
  g_free (client->ready);
  g_free (client->message);
  g_string_free (client->vanished, TRUE);
  g_free (client);
}

static void
request (Client *client, KtFrameType type, GVariant *payload)
{
  g_autoptr (GError) error = NULL;
  client->code = 0;
  client->modseq = 0;
  g_clear_pointer (&client->message, g_free);
  kt_channel_queue (client->helper->channel, type, payload);
  kt_channel_flush (client->helper->channel, &error);
  g_assert_no_error (error);
}

/* The next frame; FALSE when it ended the request: DONE, READY or FAIL. */
static gboolean
next_frame (Client *client, KtFrame *frame)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) record = NULL;
  kt_channel_receive (client->helper->channel, frame, &error);
  g_assert_no_error (error);
  if (frame->type == KT_FRAME_FAIL)
    {
      guint32 code;
      record = kt_frame_record (frame, "(us)", &error);
      g_assert_no_error (error);
      g_variant_get (record, "(us)", &code, &client->message);
      client->code = (int)code;
      return FALSE;
    }
  if (frame->type == KT_FRAME_DONE)
    {
      record = kt_frame_record (frame, "(t)", &error);
      g_assert_no_error (error);
      g_variant_get (record, "(t)", &client->modseq);
      return FALSE;
    }
  if (frame->type == KT_FRAME_LISTED)
    {
      record = kt_frame_record (frame, KT_TYPE_LISTED, &error);
      g_assert_no_error (error);
      g_variant_get (record, KT_TYPE_LISTED, &client->modseq, &client->total,
                     &client->vanished_told);
      return FALSE;
    }
  if (frame->type == KT_FRAME_READY)
    {
      record = kt_frame_record (frame, "(s)", &error);
      g_assert_no_error (error);
      g_clear_pointer (&client->ready, g_free);
      g_variant_get (record, "(s)", &client->ready);
      return FALSE;
    }
  g_assert_cmpuint (frame->type, !=, 0);
  return TRUE;
}

static GVariant *
record_of (const KtFrame *frame, KtFrameType type, const char *format)
{
  g_autoptr (GError) error = NULL;
  g_assert_cmpuint (frame->type, ==, type);
  GVariant *record = kt_frame_record (frame, format, &error);
  g_assert_no_error (error);
  return record;
}

static const char *
text (const char *value)
{
  return value != NULL ? value : "";
}

gboolean
client_open (Client *client, const ClientSpec *spec)
{
  static const char *const none[] = { NULL };
  KtFrame frame;
  if (spec->tunnel > 0)
    {
      g_autoptr (GError) error = NULL;
      kt_helper_end (client->helper);
      client->helper = kt_helper_spawn ("kontor-courier", spec->tunnel, &error);
      g_assert_no_error (error);
    }
  request (client, KT_FRAME_OPEN,
           g_variant_new ("(ussusss^assubbu)", (guint32)spec->kind, text (spec->user),
                          text (spec->host), spec->port, text (spec->path), text (spec->secret),
                          text (spec->ca_file), spec->folders != NULL ? spec->folders : none,
                          text (spec->sent), spec->deadline_ms, spec->tunnel > 0, FALSE,
                          (guint32)0));
  g_assert_false (next_frame (client, &frame));
  return client->code == 0;
}

static void
folder_free (gpointer data)
{
  ClientFolder *folder = data;
  g_free (folder->name);
  g_free (folder->wire_name);
  g_free (folder->role);
  g_free (folder);
}

GPtrArray *
client_folders (Client *client)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (folder_free);
  KtFrame frame;
  static const char *const none[] = { NULL };
  request (client, KT_FRAME_FOLDERS, g_variant_new ("(u^as)", (guint32)client->mode, none));
  while (next_frame (client, &frame))
    {
      g_autoptr (GVariant) record = record_of (&frame, KT_FRAME_FOLDER, KT_TYPE_FOLDER);
      ClientFolder *folder = g_new0 (ClientFolder, 1);
      g_variant_get (record, KT_TYPE_FOLDER, &folder->name, &folder->wire_name, &folder->role,
                     &folder->uidvalidity, &folder->uidnext, &folder->total, &folder->modseq);
      g_ptr_array_add (folders, folder);
    }
  return folders;
}

const ClientFolder *
client_find (GPtrArray *folders, const char *name)
{
  for (guint i = 0; i < folders->len; i++)
    if (strcmp (((ClientFolder *)folders->pdata[i])->name, name) == 0)
      return folders->pdata[i];
  return NULL;
}

static void
take_vanished (Client *client, const KtFrame *frame)
{
  g_autoptr (GVariant) record = record_of (frame, KT_FRAME_VANISHED, KT_TYPE_VANISHED);
  GVariantIter iter;
  guint64 first, last;
  g_variant_iter_init (&iter, record);
  while (g_variant_iter_next (&iter, "(tt)", &first, &last))
    g_string_append_printf (client->vanished, "%u:%u ", (guint)first, (guint)last);
}

GArray *
client_list (Client *client, const char *wire_name, gint64 since, guint64 first, guint64 modseq)
{
  GArray *uids = g_array_new (FALSE, FALSE, sizeof (ClientUid));
  KtFrame frame;
  request (client, KT_FRAME_LIST,
           g_variant_new (KT_TYPE_LIST, wire_name, since, first, modseq, (guint64)1));
  g_string_truncate (client->vanished, 0);
  while (next_frame (client, &frame))
    {
      if (frame.type == KT_FRAME_VANISHED)
        {
          take_vanished (client, &frame);
          continue;
        }
      g_autoptr (GVariant) record = record_of (&frame, KT_FRAME_UIDS, KT_TYPE_UIDS);
      gsize n;
      gconstpointer some = g_variant_get_fixed_array (record, &n, sizeof (ClientUid));
      g_assert_cmpuint (n, <=, KT_FRAME_ARRAY_MAX);
      g_array_append_vals (uids, some, n);
    }
  return uids;
}

static void
item_free (gpointer data)
{
  ClientItem *item = data;
  g_byte_array_unref (item->data);
  g_free (item);
}

static ClientItem *
read_item (const KtFrame *frame)
{
  g_autoptr (GVariant) record = record_of (frame, KT_FRAME_ITEM, KT_TYPE_ITEM);
  ClientItem *item = g_new0 (ClientItem, 1);
  item->data = g_byte_array_new ();
  g_variant_get (record, KT_TYPE_ITEM, &item->uid, &item->flags, &item->time, &item->size,
                 &item->partial);
  return item;
}

/* Items that were announced but not ended before a FAIL are not among those returned. */
GPtrArray *
client_fetch (Client *client, const char *wire_name, const guint64 *uids, gsize n, guint32 octets)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (item_free);
  ClientItem *open = NULL;
  KtFrame frame;
  GVariant *wanted = g_variant_new_fixed_array (G_VARIANT_TYPE_UINT64, uids, n, sizeof *uids);
  request (client, KT_FRAME_FETCH,
           g_variant_new ("(st@atu)", wire_name, (guint64)0, wanted, octets));
  while (next_frame (client, &frame))
    if (frame.type == KT_FRAME_ITEM && open == NULL)
      open = read_item (&frame);
    else if (frame.type == KT_FRAME_BYTES && open != NULL)
      g_byte_array_append (open->data, frame.data, frame.length);
    else if (frame.type == KT_FRAME_ITEM_END && open != NULL)
      g_ptr_array_add (items, g_steal_pointer (&open));
    else
      g_error ("frame %u in the wrong place", frame.type);
  if (open != NULL)
    item_free (open);
  return items;
}

void
client_close (Client *client)
{
  KtFrame frame;
  request (client, KT_FRAME_CLOSE, g_variant_new ("()"));
  g_assert_false (next_frame (client, &frame));
  g_assert_cmpint (client->code, ==, 0);
  int status = kt_helper_end (g_steal_pointer (&client->helper));
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

char *
client_scratch (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("kontor-test-XXXXXX", &error);
  g_assert_no_error (error);
  return path;
}

static int
remove_one (const char *path, const struct stat *st, int kind, struct FTW *walk)
{
  return remove (path);
}

void
client_scratch_remove (char *path)
{
  g_assert_cmpint (nftw (path, remove_one, 16, FTW_DEPTH | FTW_PHYS), ==, 0);
  g_free (path);
}

void
client_write_file (const char *directory, const char *name, const char *contents)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

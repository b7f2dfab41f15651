/* Maildir and .eml directories, read by a real courier over its frames. */
#include "config.h"
#include "courier-client.h"
#include "kontor/error.h"
#include "kontor/id.h"
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LETTER "From: anna@studija.example\r\nSubject: one\r\n\r\nhello\r\n"

typedef struct
{
  char *path;
  Client *client;
} Fixture;

static void
make_maildir (const char *root, const char *relative)
{
  static const char *const parts[] = { "cur", "new", "tmp" };
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_build_filename (root, relative, parts[i], NULL);
      g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
    }
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->path = client_scratch ();
  f->client = client_new ();
  make_maildir (f->path, "");
  client_write_file (f->path, "cur/1700000001.M1.host:2,FRS", LETTER);
  client_write_file (f->path, "new/1700000002.M2.host", LETTER LETTER);
  client_write_file (f->path, "tmp/1700000003.M3.host", LETTER);
  client_write_file (f->path, "cur/.hidden", LETTER);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  client_free (f->client);
  client_scratch_remove (f->path);
}

static gboolean
open_maildir (Fixture *f, const char *const *patterns, const char *sent)
{
  ClientSpec spec
      = { .kind = KT_SOURCE_MAILDIR, .path = f->path, .folders = patterns, .sent = sent };
  return client_open (f->client, &spec);
}

static guint64
uid_of (const char *base)
{
  return kt_id_hash (base, strlen (base));
}

static void
set_mtime (const char *root, const char *relative, gint64 seconds)
{
  g_autofree char *path = g_build_filename (root, relative, NULL);
  struct timespec times[2] = { { seconds, 0 }, { seconds, 0 } };
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
}

static void
test_list (Fixture *f, gconstpointer unused)
{
  g_assert_true (open_maildir (f, NULL, NULL));
  g_autoptr (GPtrArray) folders = client_folders (f->client);
  g_assert_cmpuint (folders->len, ==, 1);
  const ClientFolder *inbox = client_find (folders, "INBOX");
  g_assert_cmpstr (inbox->wire_name, ==, ".");
  g_assert_cmpstr (inbox->role, ==, "inbox");
  g_assert_cmpuint (inbox->uidvalidity, ==, 1);
  g_assert_cmpuint (inbox->total, ==, 2);
  g_autoptr (GArray) uids = client_list (f->client, ".", 1700000002, 1, 0);
  const ClientUid *u = (const ClientUid *)uids->data;
  g_assert_cmpuint (uids->len, ==, 2);
  g_assert_cmpuint (u[0].uid, ==, uid_of ("1700000001.M1.host"));
  g_assert_cmpuint (u[0].flags, ==, KT_FLAG_SEEN | KT_FLAG_ANSWERED | KT_FLAG_FLAGGED);
  g_assert_cmpuint (u[0].what, ==, KT_UID_PRESENT | KT_UID_FLAGS);
  g_assert_cmpuint (u[1].uid, ==, uid_of ("1700000002.M2.host"));
  g_assert_cmpuint (u[1].flags, ==, 0);
  g_assert_cmpuint (u[1].what, ==, KT_UID_PRESENT | KT_UID_WANTED | KT_UID_FLAGS);
  client_close (f->client);
}

static void
test_fetch (Fixture *f, gconstpointer unused)
{
  guint64 uids[] = { uid_of ("1700000002.M2.host"), 12345, uid_of ("1700000001.M1.host") };
  g_assert_true (open_maildir (f, NULL, NULL));
  g_autoptr (GPtrArray) whole = client_fetch (f->client, ".", uids, 3, 0);
  g_assert_cmpuint (whole->len, ==, 2);
  const ClientItem *item = whole->pdata[1];
  g_assert_cmpuint (item->uid, ==, uids[2]);
  g_assert_cmpint (item->time, ==, 1700000001);
  g_assert_cmpuint (item->size, ==, strlen (LETTER));
  g_assert_false (item->partial);
  g_assert_cmpmem (item->data->data, item->data->len, LETTER, strlen (LETTER));
  g_autoptr (GPtrArray) cut = client_fetch (f->client, ".", uids, 1, 10);
  item = cut->pdata[0];
  g_assert_true (item->partial);
  g_assert_cmpuint (item->size, ==, 2 * strlen (LETTER));
  g_assert_cmpmem (item->data->data, item->data->len, LETTER, 10);
}

/* Between list and fetch a mail program changes flags of one letter and deletes the other. */
static void
test_moves (Fixture *f, gconstpointer unused)
{
  g_assert_true (open_maildir (f, NULL, NULL));
  g_autoptr (GArray) uids = client_list (f->client, ".", 0, 1, 0);
  guint64 wanted[]
      = { g_array_index (uids, ClientUid, 0).uid, g_array_index (uids, ClientUid, 1).uid };
  g_autofree char *seen = g_build_filename (f->path, "cur/1700000001.M1.host:2,FRS", NULL);
  g_autofree char *fresh = g_build_filename (f->path, "new/1700000002.M2.host", NULL);
  g_autofree char *moved = g_build_filename (f->path, "cur/1700000002.M2.host:2,T", NULL);
  g_assert_cmpint (g_unlink (seen), ==, 0);
  g_assert_cmpint (g_rename (fresh, moved), ==, 0);
  g_autoptr (GPtrArray) items = client_fetch (f->client, ".", wanted, 2, 0);
  g_assert_cmpint (f->client->code, ==, 0);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpuint (((ClientItem *)items->pdata[0])->uid, ==, wanted[1]);
  g_assert_cmpuint (((ClientItem *)items->pdata[0])->flags, ==, KT_FLAG_DELETED);
}

static void
test_stamp (Fixture *f, gconstpointer unused)
{
  g_assert_true (open_maildir (f, NULL, NULL));
  g_autoptr (GPtrArray) young = client_folders (f->client);
  g_assert_cmpuint (client_find (young, "INBOX")->modseq, ==, 0);
  set_mtime (f->path, "cur", 1700000000);
  set_mtime (f->path, "new", 1700000000);
  g_autoptr (GPtrArray) first = client_folders (f->client);
  g_autoptr (GPtrArray) second = client_folders (f->client);
  guint64 stamp = client_find (first, "INBOX")->modseq;
  g_assert_cmpuint (stamp, >, 0);
  g_assert_cmpuint (client_find (second, "INBOX")->modseq, ==, stamp);
  g_autoptr (GArray) uids G_GNUC_UNUSED = client_list (f->client, ".", 0, 1, 0);
  g_assert_cmpuint (f->client->modseq, ==, stamp);
  set_mtime (f->path, "new", 1700000001);
  g_autoptr (GPtrArray) third = client_folders (f->client);
  g_assert_cmpuint (client_find (third, "INBOX")->modseq, !=, stamp);
}

/* What is no letter: links, directories, pipes. A name without a time takes the file's. */
static void
test_odd_files (Fixture *f, gconstpointer unused)
{
  g_autofree char *link = g_build_filename (f->path, "cur/1700000009.link", NULL);
  g_autofree char *directory = g_build_filename (f->path, "cur/1700000009.directory", NULL);
  g_autofree char *pipe = g_build_filename (f->path, "new/1700000009.pipe", NULL);
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  client_write_file (f->path, "cur/odd name", "");
  client_write_file (f->path, "cur/99999999999999.future:2,S", LETTER);
  set_mtime (f->path, "cur/odd name", 1600000000);
  set_mtime (f->path, "cur/99999999999999.future:2,S", 1600000001);
  g_assert_true (open_maildir (f, NULL, NULL));
  g_autoptr (GArray) uids = client_list (f->client, ".", 0, 1, 0);
  const ClientUid *u = (const ClientUid *)uids->data;
  g_assert_cmpuint (uids->len, ==, 4);
  g_assert_cmpuint (u[0].uid, ==, uid_of ("odd name"));
  g_assert_cmpuint (u[1].uid, ==, uid_of ("99999999999999.future"));
  g_autoptr (GPtrArray) items = client_fetch (f->client, ".", &u[0].uid, 1, 0);
  g_assert_cmpuint (((ClientItem *)items->pdata[0])->data->len, ==, 0);
  g_assert_cmpint (((ClientItem *)items->pdata[0])->time, ==, 1600000000);
}

/* A file over the limit comes as its beginning. */
static void
test_huge_file (Fixture *f, gconstpointer unused)
{
  const gsize limit = 50u << 20;
  g_autofree char *path = g_build_filename (f->path, "cur/1700000001.M1.host:2,FRS", NULL);
  guint64 uid = uid_of ("1700000001.M1.host");
  g_assert_cmpint (truncate (path, limit + 1), ==, 0);
  g_assert_true (open_maildir (f, NULL, NULL));
  g_autoptr (GPtrArray) items = client_fetch (f->client, ".", &uid, 1, 0);
  const ClientItem *item = items->pdata[0];
  g_assert_cmpuint (item->data->len, ==, limit);
  g_assert_cmpuint (item->size, ==, limit + 1);
  g_assert_true (item->partial);
}

static void
test_folders (Fixture *f, gconstpointer unused)
{
  static const char *const everything[] = { "*", NULL };
  static const char *const clients[] = { "inbox", "Clients/*", NULL };
  make_maildir (f->path, ".Sent");
  make_maildir (f->path, ".Clients.Brize");
  make_maildir (f->path, "Clients/Rīga");
  make_maildir (f->path, ".&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-");
  g_assert_true (open_maildir (f, everything, NULL));
  g_autoptr (GPtrArray) all = client_folders (f->client);
  g_assert_cmpuint (all->len, ==, 5);
  g_assert_cmpstr (client_find (all, "Sent")->role, ==, "sent");
  g_assert_cmpstr (client_find (all, "Sent")->wire_name, ==, ".Sent");
  g_assert_cmpstr (client_find (all, "Отправленные")->role, ==, "sent");
  g_assert_cmpstr (client_find (all, "Clients/Brize")->role, ==, "other");
  g_assert_nonnull (client_find (all, "Clients/Rīga"));
  g_autoptr (Client) second = client_new ();
  ClientSpec spec = { .kind = KT_SOURCE_MAILDIR, .path = f->path, .folders = clients };
  g_assert_true (client_open (second, &spec));
  g_autoptr (GPtrArray) some = client_folders (second);
  g_assert_cmpuint (some->len, ==, 3);
  g_autoptr (Client) third = client_new ();
  spec = (ClientSpec){ .kind = KT_SOURCE_MAILDIR, .path = f->path, .sent = "Clients/Brize" };
  g_assert_true (client_open (third, &spec));
  g_autoptr (GPtrArray) named = client_folders (third);
  g_assert_cmpuint (named->len, ==, 2);
  g_assert_cmpstr (client_find (named, "Clients/Brize")->role, ==, "sent");
}

/* Folder names are keys: no path gets in through one. */
static void
test_no_such_folder (Fixture *f, gconstpointer unused)
{
  static const char *const names[] = { "..", "/etc", "cur", "", "./." };
  g_assert_true (open_maildir (f, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GArray) uids = client_list (f->client, names[i], 0, 1, 0);
      g_assert_cmpint (f->client->code, ==, KT_ERROR_NOT_FOUND);
      g_assert_cmpuint (uids->len, ==, 0);
    }
}

static void
test_no_maildir (Fixture *f, gconstpointer unused)
{
  static const char *const nothing[] = { "Nosuch", NULL };
  g_autofree char *missing = g_build_filename (f->path, "missing", NULL);
  g_autofree char *empty = g_build_filename (f->path, "tmp", NULL);
  ClientSpec spec = { .kind = KT_SOURCE_MAILDIR, .path = missing };
  g_assert_false (client_open (f->client, &spec));
  g_assert_cmpint (f->client->code, ==, KT_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (f->client->message, "No such file"));
  spec.path = empty;
  g_assert_false (client_open (f->client, &spec));
  g_assert_nonnull (strstr (f->client->message, "no Maildir"));
  g_assert_false (open_maildir (f, nothing, NULL));
  g_assert_nonnull (strstr (f->client->message, "«Nosuch»\nhint: there are: INBOX"));
  g_autoptr (GPtrArray) folders G_GNUC_UNUSED = client_folders (f->client);
  g_assert_cmpint (f->client->code, ==, KT_ERROR_FAILED);
  client_close (f->client);
}

static void
test_eml (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (f->path, "eml", NULL);
  client_write_file (path, "one.eml", LETTER);
  client_write_file (path, "TWO.EML", LETTER);
  client_write_file (path, "three.txt", LETTER);
  client_write_file (path, "Sent/four.eml", LETTER);
  client_write_file (path, "Sent/deeper/five.eml", LETTER);
  client_write_file (path, "empty/readme", LETTER);
  set_mtime (path, "one.eml", 1600000001);
  ClientSpec spec = { .kind = KT_SOURCE_EML, .path = path };
  g_assert_true (client_open (f->client, &spec));
  g_autoptr (GPtrArray) folders = client_folders (f->client);
  g_assert_cmpuint (folders->len, ==, 2);
  g_assert_cmpuint (client_find (folders, "INBOX")->total, ==, 2);
  g_assert_cmpstr (client_find (folders, "Sent")->role, ==, "sent");
  g_autoptr (GArray) uids = client_list (f->client, ".", 0, 1, 0);
  g_assert_cmpuint (uids->len, ==, 2);
  g_assert_cmpuint (g_array_index (uids, ClientUid, 0).uid, ==, uid_of ("one.eml"));
  g_assert_cmpuint (g_array_index (uids, ClientUid, 0).what, ==, KT_UID_PRESENT | KT_UID_WANTED);
  g_autoptr (GArray) sent = client_list (f->client, "Sent", 0, 1, 0);
  g_assert_cmpuint (sent->len, ==, 1);
}

static void
test_eml_empty (Fixture *f, gconstpointer unused)
{
  ClientSpec spec = { .kind = KT_SOURCE_EML, .path = f->path };
  g_assert_false (client_open (f->client, &spec));
  g_assert_cmpint (f->client->code, ==, KT_ERROR_NOT_FOUND);
}

/* More UIDs than one frame may hold. */
static void
test_many (Fixture *f, gconstpointer unused)
{
  for (int i = 0; i < 10500; i++)
    {
      g_autofree char *name = g_strdup_printf ("cur/%d.M.host:2,", 1600000000 + i);
      g_autofree char *path = g_build_filename (f->path, name, NULL);
      int fd = open (path, O_CREAT | O_WRONLY, 0600);
      g_assert_cmpint (fd, >=, 0);
      close (fd);
    }
  g_assert_true (open_maildir (f, NULL, NULL));
  g_autoptr (GArray) uids = client_list (f->client, ".", 0, 1, 0);
  g_assert_cmpuint (uids->len, ==, 10502);
  g_assert_cmpuint (g_array_index (uids, ClientUid, 0).uid, ==, uid_of ("1600000000.M.host"));
}

#define add(name, function)                                                                        \
  g_test_add ("/maildir/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("list", test_list);
  add ("fetch", test_fetch);
  add ("moves", test_moves);
  add ("stamp", test_stamp);
  add ("odd-files", test_odd_files);
  add ("huge-file", test_huge_file);
  add ("folders", test_folders);
  add ("no-such-folder", test_no_such_folder);
  add ("no-maildir", test_no_maildir);
  add ("eml", test_eml);
  add ("eml-empty", test_eml_empty);
  add ("many", test_many);
  return g_test_run ();
}

/* mbox files: where letters begin, what is told of them, and that little is read again. */
#include "config.h"
#include "kontor/error.h"
#include "kontor/source.h"
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#define MARK "From toms@brize.example Mon Nov 16 08:30:00 2026\n"
#define LETTER(n) MARK "Subject: " n "\n\nText of " n ".\n\n"

typedef struct
{
  char *directory;
  KtSource *source;
  GArray *uids;
  GPtrArray *letters;
  GString *folders;
  guint64 uidnext, modseq, told;
  gboolean partial;
  gint64 time;
  GError *error;
} Fixture;

static gboolean
see_folder (gpointer data, const KtSourceFolder *folder, GError **error)
{
  Fixture *f = data;
  g_string_append_printf (f->folders, "%s=%s:%s ", folder->name, folder->wire_name, folder->role);
  f->uidnext = folder->uidnext;
  f->modseq = folder->modseq;
  return TRUE;
}

static gboolean
see_uids (gpointer data, const KtSourceUid *uids, gsize n, GError **error)
{
  g_array_append_vals (((Fixture *)data)->uids, uids, n);
  return TRUE;
}

static gboolean
see_item (gpointer data, const KtSourceItem *item, GError **error)
{
  Fixture *f = data;
  g_ptr_array_add (f->letters, g_strndup (item->data, item->length));
  f->partial = item->partial;
  f->time = item->time;
  return TRUE;
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  f->directory = g_dir_make_tmp ("kontor-test-XXXXXX", NULL);
  f->uids = g_array_new (FALSE, FALSE, sizeof (KtSourceUid));
  f->letters = g_ptr_array_new_with_free_func (g_free);
  f->folders = g_string_new (NULL);
}

static void
close_source (Fixture *f)
{
  if (f->source != NULL)
    f->source->driver->close (f->source);
  f->source = NULL;
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", f->directory);
  close_source (f);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_clear_error (&f->error);
  g_array_unref (f->uids);
  g_ptr_array_unref (f->letters);
  g_string_free (f->folders, TRUE);
  g_free (f->directory);
}

static char *
path_of (Fixture *f, const char *name)
{
  return g_build_filename (f->directory, name, NULL);
}

/* Long ago, so that its stamp is believed. */
static void
put (Fixture *f, const char *name, const char *text, gssize length)
{
  g_autofree char *path = path_of (f, name), *parent = g_path_get_dirname (path);
  struct utimbuf times = { 1795000000, 1695000000 };
  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, length, NULL));
  times.modtime += length > 0 ? length : (gssize)strlen (text);
  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

static gboolean
open_path (Fixture *f, const char *name, const char *const *folders)
{
  g_autofree char *path = path_of (f, name);
  KtSourceSpec spec = { .kind = KT_SOURCE_MBOX, .path = path, .folders = (char **)folders };
  KtSourceSink sink = { .folder = see_folder, .uids = see_uids, .item = see_item, .data = f };
  close_source (f);
  g_string_truncate (f->folders, 0);
  g_clear_error (&f->error);
  f->source = kt_mbox_driver.open (&spec, &f->error);
  return f->source != NULL
         && f->source->driver->folders (f->source, &(KtFoldersRequest){ 0 }, &sink,
                                        &(KtSyncMode){ 0 }, &f->error);
}

static guint
list (Fixture *f, const char *wire_name, guint64 first, gint64 since)
{
  KtSourceSink sink = { .folder = see_folder, .uids = see_uids, .item = see_item, .data = f };
  KtListRequest request = { wire_name, since, first, 0 };
  g_array_set_size (f->uids, 0);
  f->told = 99;
  KtListResult listed = { 0 };
  g_assert_true (f->source->driver->list (f->source, &request, &sink, &listed, &f->error));
  f->told = listed.modseq;
  return f->uids->len;
}

static const KtSourceUid *
uid (Fixture *f, guint n)
{
  return &g_array_index (f->uids, KtSourceUid, n);
}

static const char *
fetch (Fixture *f, const char *wire_name, guint64 wanted, guint32 octets)
{
  KtSourceSink sink = { .folder = see_folder, .uids = see_uids, .item = see_item, .data = f };
  KtFetchRequest request = { wire_name, 1, &wanted, 1, octets };
  guint before = f->letters->len;
  g_assert_true (f->source->driver->fetch (f->source, &request, &sink, &f->error));
  return f->letters->len > before ? f->letters->pdata[before] : NULL;
}

/* --- one file --- */

static void
test_letters (Fixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *file, *letters[4];
  } rows[] = {
    { LETTER ("one") LETTER ("two"),
      { "Subject: one\n\nText of one.\n", "Subject: two\n\nText of two.\n" } },
    { "\xef\xbb\xbf" LETTER ("one"), { "Subject: one\n\nText of one.\n" } },
    { "From a Mon Nov 16 08:30:00 2026\r\nA: b\r\n\r\nx\r\n\r\n"
      "From a Mon Nov 16 08:30:00 +0200 2026\r\nA: c\r\n\r\ny\r\n",
      { "A: b\r\n\r\nx\r\n", "A: c\r\n\r\ny\r\n" } },
    /* what looks like a postmark but has no date */
    { MARK "A: b\n\nx\n\nFrom now on, at 10:30 on Monday\ny\n",
      { "A: b\n\nx\n\nFrom now on, at 10:30 on Monday\ny\n" } },
    { MARK "A: b\n\nx\n\n>From now on\n>>From then\n> From\n",
      { "A: b\n\nx\n\nFrom now on\n>From then\n> From\n" } },
    { "From - \nA: b\n\nx\nFrom -\ny\n\nFrom -\nA: c\n", { "A: b\n\nx\nFrom -\ny\n", "A: c\n" } },
    /* no empty line between them, no end of the last line */
    { MARK "A: b\n\nx\n" MARK "A: c\n\ny", { "A: b\n\nx\n", "A: c\n\ny" } },
    /* lengths are not believed */
    { MARK "Content-Length: 999999\n\nx\n\n" LETTER ("two"),
      { "Content-Length: 999999\n\nx\n", "Subject: two\n\nText of two.\n" } },
    { MARK "Content-Length: 0\n\nx\n\n", { "Content-Length: 0\n\nx\n" } },
    { MARK "Subject: DON'T DELETE THIS MESSAGE\nX-IMAP: 1 2\n\nx\n\n" LETTER ("two"),
      { "Subject: two\n\nText of two.\n" } },
    { MARK "X-Mozilla-Status: 0009\n\nx\n\n" LETTER ("two"), { "Subject: two\n\nText of two.\n" } },
    { MARK MARK "\n\n\n", { NULL } },
    { LETTER ("one") LETTER ("one"), { "Subject: one\n\nText of one.\n" } },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      put (f, "mbox", rows[i].file, -1);
      g_assert_true (open_path (f, "mbox", NULL));
      guint n = list (f, ".", 1, 0), wanted = 0;
      g_assert_cmpuint (f->told, ==, 0);
      while (wanted < 4 && rows[i].letters[wanted] != NULL)
        wanted++;
      g_assert_cmpuint (n, ==, wanted);
      for (guint k = 0; k < n; k++)
        g_assert_cmpstr (fetch (f, ".", uid (f, k)->uid, 0), ==, rows[i].letters[k]);
    }
}

static void
test_facts (Fixture *f, gconstpointer unused)
{
  put (f, "mbox",
       MARK "Status: RO\nX-Status: AF\nSubject: a\n\nx\n\n" MARK
            "X-Mozilla-Status: 0003\nSubject: b\n\nx\n\nFrom x Tue Jan  1 00:00:00 9999\nA: b\n\n",
       -1);
  g_assert_true (open_path (f, "mbox", NULL));
  g_assert_cmpuint (list (f, ".", 1, 1795000000), ==, 3);
  g_assert_cmpuint (uid (f, 0)->flags, ==, KT_FLAG_SEEN | KT_FLAG_ANSWERED | KT_FLAG_FLAGGED);
  g_assert_cmpuint (uid (f, 1)->flags, ==, KT_FLAG_SEEN | KT_FLAG_ANSWERED);
  g_assert_cmpuint (uid (f, 0)->what, ==, KT_UID_PRESENT | KT_UID_FLAGS);
  fetch (f, ".", uid (f, 0)->uid, 0);
  g_assert_cmpint (f->time, ==, 1794817800);
  fetch (f, ".", uid (f, 2)->uid, 0); /* no time that has been: the file's */
  g_assert_cmpint (f->time, >, 1695000000);
  g_assert_cmpint (f->time, <, 1695001000);
}

/* Flags that are written into it do not make another letter of it; an edit does. */
static void
test_same_letter (Fixture *f, gconstpointer unused)
{
  static const char mozilla[] = "From - Tue Nov 17 08:30:00 2026\nX-Mozilla-Status: 0001\n"
                                "X-Mozilla-Keys: a\n b\nSubject: a\nLines: 3\n\nx\n\n";
  static const char *const same[]
      = { MARK "Subject: a\n\nx\n", MARK "Status: RO\nSubject: a\n\nx\n\n\n", mozilla };
  guint64 first = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      put (f, "mbox", same[i], -1);
      g_assert_true (open_path (f, "mbox", NULL));
      g_assert_cmpuint (list (f, ".", 1, 0), ==, 1);
      first = first != 0 ? first : uid (f, 0)->uid;
      g_assert_cmpuint (uid (f, 0)->uid, ==, first);
    }
  put (f, "mbox", MARK "Subject: a\n\nxx\n", -1);
  g_assert_true (open_path (f, "mbox", NULL));
  list (f, ".", 1, 0);
  g_assert_cmpuint (uid (f, 0)->uid, !=, first);
}

/* --- what is read again --- */

static void
test_added (Fixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *before, *after;
    guint told, n;
  } rows[] = {
    { LETTER ("one"), LETTER ("one") LETTER ("two"), KT_LIST_ADDED, 1 },
    { MARK "A: b\n\nx\n", MARK "A: b\n\nx\n\n" LETTER ("two"), KT_LIST_ADDED, 1 },
    { LETTER ("one") LETTER ("two"), LETTER ("two"), 0, 1 },
    { LETTER ("one") LETTER ("two"), LETTER ("two") LETTER ("one") LETTER ("six"), 0, 3 },
    { MARK "A: b\n\nhalf a let", MARK "A: b\n\nhalf a letter\n\n" LETTER ("two"), 0, 2 },
    { MARK "Status: O\nA: b\n\nx\n\n", MARK "Status: RO\nA: b\n\nx\n\n" LETTER ("two"), 0, 2 },
    { MARK "X-Mozilla-Status: 0001\n\nx\n\n", MARK "X-Mozilla-Status: 0001\n\nx\n\n" LETTER ("two"),
      0, 2 },
    { LETTER ("one"), LETTER ("one") "nonsense\n", 0, 1 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      put (f, "mbox", rows[i].before, -1);
      g_assert_true (open_path (f, "mbox", NULL));
      guint64 uidnext = f->uidnext, modseq = f->modseq;
      g_assert_true (open_path (f, "mbox", NULL));
      g_assert_cmpuint (f->modseq, ==, modseq);
      g_assert_cmpuint (f->modseq, !=, 0);
      put (f, "mbox", rows[i].after, -1);
      g_assert_true (open_path (f, "mbox", NULL));
      g_assert_cmpuint (f->modseq, !=, modseq);
      g_assert_cmpuint (list (f, ".", MAX (uidnext, 1), 0), ==, rows[i].n);
      g_assert_cmpuint (f->told, ==, rows[i].told);
      g_assert_nonnull (fetch (f, ".", uid (f, f->uids->len - 1)->uid, 0));
    }
}

/* A letter that was listed by another run, and a file that changed since it was listed. */
static void
test_fetch_unlisted (Fixture *f, gconstpointer unused)
{
  put (f, "mbox", LETTER ("one") LETTER ("two"), -1);
  g_assert_true (open_path (f, "mbox", NULL));
  list (f, ".", 1, 0);
  guint64 one = uid (f, 0)->uid, two = uid (f, 1)->uid;
  g_assert_true (open_path (f, "mbox", NULL));
  g_assert_cmpstr (fetch (f, ".", two, 0), ==, "Subject: two\n\nText of two.\n");
  put (f, "mbox", LETTER ("two"), -1);
  g_assert_cmpstr (fetch (f, ".", two, 0), ==, "Subject: two\n\nText of two.\n");
  g_assert_null (fetch (f, ".", one, 0));
}

/* A letter that somebody is writing is left to the next time, but not taken for gone if it is
 * known; so is the belief in what was seen. */
static void
test_unfinished (Fixture *f, gconstpointer unused)
{
  static const struct
  {
    const char *end;
    guint n;
  } rows[] = { { "half", 1 }, { "half\n", 1 }, { "whole\n\n", 2 }, { "whole\r\n\r\n", 2 } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = path_of (f, "mbox");
      g_autofree char *text = g_strconcat (LETTER ("one") MARK "A: b\n\n", rows[i].end, NULL);
      put (f, "mbox", text, -1);
      g_assert_true (open_path (f, "mbox", NULL));
      g_assert_cmpuint (list (f, ".", 1, 0), ==, 2);
      g_assert_cmpint (g_utime (path, NULL), ==, 0);
      g_assert_true (open_path (f, "mbox", NULL));
      g_assert_cmpuint (f->modseq, ==, 0);
      g_assert_cmpint (f->uidnext != 0, ==, rows[i].n == 2);
      g_assert_cmpuint (list (f, ".", 1, 0), ==, 2);
      g_assert_cmpuint (uid (f, 1)->what & KT_UID_PRESENT, ==, KT_UID_PRESENT);
      g_assert_cmpint ((uid (f, 1)->what & KT_UID_WANTED) != 0, ==, rows[i].n == 2);
    }
}

/* --- large things --- */

static void
test_large (Fixture *f, gconstpointer unused)
{
  g_autofree char *path = path_of (f, "mbox");
  g_autofree char *line = g_strnfill (3 << 20, 'x');
  struct utimbuf old = { 1795000000, 1695000000 };
  g_autoptr (GString) text = g_string_new (MARK "A: b\n\n");
  g_string_append (text, line);
  g_string_append (text, "\n\n" LETTER ("two"));
  for (guint i = 0; i < 100000; i++)
    g_string_append (text, ">From y\n");
  put (f, "mbox", text->str, (gssize)text->len);
  g_assert_true (open_path (f, "mbox", NULL));
  g_assert_cmpuint (list (f, ".", 1, 0), ==, 2);
  g_assert_cmpuint (strlen (fetch (f, ".", uid (f, 0)->uid, 65536)), ==, 65536);
  g_assert_true (f->partial);
  g_assert_cmpuint (strlen (fetch (f, ".", uid (f, 1)->uid, 0)), ==,
                    strlen ("Subject: two\n\nText of two.\n\n") + 700000);
  /* beyond 4 GB: a hole that takes no room */
  int fd = g_open (path, O_RDWR, 0);
  g_assert_cmpint (ftruncate (fd, (off_t)5 << 30), ==, 0);
  g_assert_cmpint (
      pwrite (fd, "\n\n" LETTER ("far"), strlen ("\n\n" LETTER ("far")), ((off_t)5 << 30) - 1000),
      >, 0);
  close (fd);
  g_assert_cmpint (g_utime (path, &old), ==, 0);
  g_assert_true (open_path (f, "mbox", NULL));
  guint64 uidnext = f->uidnext;
  fd = g_open (path, O_RDWR, 0);
  g_assert_cmpint (pwrite (fd, "\n" LETTER ("new"), strlen ("\n" LETTER ("new")), (off_t)5 << 30),
                   >, 0);
  close (fd);
  g_assert_true (open_path (f, "mbox", NULL));
  g_assert_cmpuint (list (f, ".", uidnext, 0), ==, 1);
  g_assert_cmpstr (fetch (f, ".", uid (f, 0)->uid, 0), ==, "Subject: new\n\nText of new.\n");
}

/* --- trees --- */

static void
test_tree (Fixture *f, gconstpointer unused)
{
  static const char *const all[] = { "*", NULL };
  put (f, "tree/Inbox", LETTER ("one"), -1);
  put (f, "tree/Inbox.msf", "// an index", -1);
  put (f, "tree/Inbox.sbd/Clients", LETTER ("two"), -1);
  put (f, "tree/Sent", "", -1);
  put (f, "tree/notes.txt", "From here on nothing is a letter", -1);
  put (f, "tree/.hidden", LETTER ("no"), -1);
  put (f, "tree/old/2019.mbox", LETTER ("old"), -1);
  g_autofree char *link = path_of (f, "tree/link"), *target = path_of (f, "tree/Inbox");
  g_assert_cmpint (symlink (target, link), ==, 0);
  g_assert_true (open_path (f, "tree", all));
  g_assert_cmpstr (f->folders->str, ==,
                   "Inbox=Inbox:inbox Inbox/Clients=Inbox.sbd/Clients:other Sent=Sent:sent "
                   "old/2019=old/2019.mbox:other ");
  g_assert_true (open_path (f, "tree", NULL));
  g_assert_cmpstr (f->folders->str, ==, "Inbox=Inbox:inbox Sent=Sent:sent ");
  g_assert_true (open_path (f, "tree/old", NULL)); /* no inbox: all of it */
  g_assert_cmpstr (f->folders->str, ==, "2019=2019.mbox:other ");
}

/* What cannot be read is not left out: its letters would be taken for gone. */
static void
test_unreadable (Fixture *f, gconstpointer unused)
{
  static const char *const all[] = { "*", NULL };
  struct rlimit before, few;
  put (f, "tree/Inbox", LETTER ("one"), -1);
  put (f, "tree/old/2019", LETTER ("old"), -1);
  g_assert_true (open_path (f, "tree", all));
  close_source (f);
  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &before), ==, 0);
  int next = dup (STDERR_FILENO); /* no right to read would not stop root */
  close (next);
  for (rlim_t files = 0; files <= 2; files++)
    {
      few = (struct rlimit){ (rlim_t)next + files, before.rlim_max };
      g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &few), ==, 0);
      gboolean ok = open_path (f, "tree", all);
      g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &before), ==, 0);
      g_assert_false (ok);
      g_assert_error (f->error, KT_ERROR, KT_ERROR_FAILED);
    }
  g_assert_nonnull (strstr (f->error->message, "tree/old/2019"));
}

static void
test_refused (Fixture *f, gconstpointer unused)
{
  g_assert_false (open_path (f, "nosuch", NULL));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_NOT_FOUND);
  put (f, "letter.txt", "Subject: no postmark\n\nx\n", -1);
  g_assert_false (open_path (f, "letter.txt", NULL));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_NOT_FOUND);
  put (f, "empty/notes.txt", "x", -1);
  g_assert_false (open_path (f, "empty", NULL));
  g_assert_error (f->error, KT_ERROR, KT_ERROR_NOT_FOUND);
  put (f, "nothing", "", -1); /* all were moved out of it */
  g_assert_true (open_path (f, "nothing", NULL));
  g_assert_cmpuint (list (f, ".", 1, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *f, gconstpointer unused);
  } rows[] = { { "/mbox/letters", test_letters },       { "/mbox/facts", test_facts },
               { "/mbox/same", test_same_letter },      { "/mbox/added", test_added },
               { "/mbox/fetch", test_fetch_unlisted },  { "/mbox/large", test_large },
               { "/mbox/unfinished", test_unfinished }, { "/mbox/tree", test_tree },
               { "/mbox/unreadable", test_unreadable }, { "/mbox/refused", test_refused } };
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add (rows[i].name, Fixture, NULL, set_up, rows[i].run, tear_down);
  return g_test_run ();
}

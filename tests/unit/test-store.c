#include "config.h"
#include "book-fixture.h"
#include "kontor/error.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void
test_pragmas (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  assert_value (store, "PRAGMA main.journal_mode", "wal");
  assert_value (store, "PRAGMA mirror.journal_mode", "wal");
  assert_value (store, "PRAGMA main.synchronous", "2");
  assert_value (store, "PRAGMA mirror.synchronous", "1");
  assert_value (store, "PRAGMA foreign_keys", "1");
  assert_value (store, "PRAGMA main.secure_delete", "1");
  assert_value (store, "PRAGMA mirror.secure_delete", "1");
  assert_value (store, "PRAGMA main.application_id", "1263821419");
  assert_value (store, "PRAGMA mirror.application_id", "1263824242");
  assert_value (store, "PRAGMA main.user_version", "3");
  assert_value (store, "PRAGMA mirror.user_version", "4");
}

static void
test_pragmas_again (Office *office, gconstpointer data)
{
  kt_store_close (office->store);
  office->store = office_open (office, KT_STORE_WRITE);
  test_pragmas (office, data);
}

/* Every table of ours; FTS5's own are not. */
static void
test_strict (Office *office, gconstpointer data)
{
  const char *sql = "SELECT group_concat(name) FROM pragma_table_list WHERE schema <> 'temp'"
                    " AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'";
  assert_value (office->store, sql, "");
  assert_value (office->store,
                "SELECT group_concat(name) FROM main.sqlite_schema JOIN mirror.sqlite_schema"
                " USING (name) WHERE name NOT LIKE 'sqlite_%'",
                "");
}

static guint
mode_of (const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  GStatBuf status;
  return g_stat (path, &status) == 0 ? status.st_mode & 0777 : 0;
}

static void
test_modes (Office *office, gconstpointer data)
{
  mode_t before = umask (0);
  kt_store_close (office->store);
  office_remove (office->paths.data);
  office->store = office_open (office, KT_STORE_WRITE);
  umask (before);
  g_assert_cmphex (mode_of (office->paths.data, "."), ==, 0700);
  g_assert_cmphex (mode_of (office->paths.data, "book.db"), ==, 0600);
  g_assert_cmphex (mode_of (office->paths.data, "book.db-wal"), ==, 0600);
  g_assert_cmphex (mode_of (office->paths.data, "mirror.db"), ==, 0600);
  g_assert_cmphex (mode_of (office->paths.data, "lock"), ==, 0600);
}

static void
test_read_missing (Office *office, gconstpointer data)
{
  kt_store_close (g_steal_pointer (&office->store));
  office_remove (office->paths.data);
  g_autoptr (GError) error = NULL;
  g_assert_null (kt_store_open (&office->paths, KT_STORE_READ, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (office->paths.data, G_FILE_TEST_EXISTS));
}

static void
test_read_only_handle (Office *office, gconstpointer data)
{
  g_autoptr (KtStore) reader = office_open (office, KT_STORE_READ);
  assert_value (reader, "SELECT count(*) FROM contact", "0");
  g_autoptr (GError) error = NULL;
  g_assert_false (kt_store_begin (reader, "note", &error));
  g_assert_nonnull (error);
  g_assert_cmpint (
      sqlite3_exec (kt_store_db (reader), "INSERT INTO setting VALUES ('a', 'b')", 0, 0, 0), ==,
      SQLITE_READONLY);
}

static void
test_read_without_mirror (Office *office, gconstpointer data)
{
  kt_store_close (g_steal_pointer (&office->store));
  g_unlink (office->paths.mirror);
  g_autoptr (KtStore) reader = office_open (office, KT_STORE_READ);
  assert_value (reader, "SELECT count(*) FROM mirror.letter", "0");
  g_assert_false (g_file_test (office->paths.mirror, G_FILE_TEST_EXISTS));
}

static void
test_commit_and_rollback (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_store_begin (store, "test", &error));
  g_assert_false (kt_store_begin (store, "nested", NULL));
  g_assert_true (
      kt_store_run (store, &error, "INSERT INTO setting VALUES (?1, ?2)", "ss", "a", "1"));
  g_assert_true (kt_store_commit (store, &error));
  g_assert_true (kt_store_begin (store, "test", &error));
  g_assert_true (
      kt_store_run (store, &error, "INSERT INTO setting VALUES (?1, ?2)", "ss", "b", "2"));
  kt_store_rollback (store);
  kt_store_rollback (store);
  assert_value (store, "SELECT group_concat(name) FROM setting", "a");
  g_assert_false (
      kt_store_run (store, &error, "INSERT INTO setting VALUES (?1, ?2)", "ss", "a", "3"));
  g_assert_error (error, KT_ERROR, KT_ERROR_DATABASE);
}

/* A reader's statement left at a row must not make the next transaction fail. */
static void
test_begin_after_open_cursor (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  office_sql (store, "INSERT INTO setting VALUES ('a', '1'), ('b', '2')");
  sqlite3_stmt *statement = kt_store_statement (store, "SELECT name FROM setting", NULL);
  g_assert_true (kt_step (statement, NULL));
  g_autoptr (KtStore) other = office_open (office, KT_STORE_WRITE);
  office_sql (other, "UPDATE setting SET value = '3'");
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_store_begin (store, "test", &error));
  g_assert_no_error (error);
  g_assert_true (kt_store_run (store, &error, "UPDATE setting SET value = ?1", "s", "4"));
  g_assert_true (kt_store_commit (store, &error));
}

static void
test_bind (Office *office, gconstpointer data)
{
  sqlite3_stmt *statement = kt_store_statement (
      office->store, "SELECT ?1, ?2, ?3, ?4, typeof(?5), typeof(?2), typeof(?6)", NULL);
  kt_bind (statement, "iIIsbs", G_GINT64_CONSTANT (1) << 59, (gint64)0, (gint64)7, "x", "\0a",
           (gsize)2, NULL);
  g_assert_true (kt_step (statement, NULL));
  g_assert_cmpint (kt_column_int (statement, 0), ==, G_GINT64_CONSTANT (1) << 59);
  g_assert_null (kt_column_text_or_null (statement, 1));
  g_assert_cmpstr (kt_column_text (statement, 1), ==, "");
  g_assert_cmpint (kt_column_int (statement, 2), ==, 7);
  g_assert_cmpstr (kt_column_text (statement, 3), ==, "x");
  g_assert_cmpstr (kt_column_text (statement, 4), ==, "blob");
  g_assert_cmpstr (kt_column_text (statement, 5), ==, "null");
  g_assert_cmpstr (kt_column_text (statement, 6), ==, "null");
  g_assert_false (kt_step (statement, NULL));
}

static void
run_child (void (*body) (Office *office, int ready), Office *office, int *ret_ready, pid_t *ret_pid)
{
  int ends[2];
  g_assert_cmpint (pipe (ends), ==, 0);
  *ret_pid = fork ();
  if (*ret_pid == 0)
    {
      close (ends[0]);
      body (office, ends[1]);
      _exit (0);
    }
  close (ends[1]);
  *ret_ready = ends[0];
}

static int
wait_child (pid_t pid)
{
  int status = -1;
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return WIFEXITED (status) ? WEXITSTATUS (status) : 128 + WTERMSIG (status);
}

static void
hold_lock (Office *office, int ready)
{
  KtStore *store = kt_store_open (&office->paths, KT_STORE_WRITE, NULL);
  if (store == NULL || !kt_store_begin (store, "sync studio", NULL) || write (ready, "x", 1) != 1)
    _exit (1);
  pause (); /* until killed: the lock must not outlive its holder */
}

static void
test_lock_contention (Office *office, gconstpointer data)
{
  pid_t pid = 0;
  int ready = -1;
  char byte;
  run_child (hold_lock, office, &ready, &pid);
  g_assert_cmpint (read (ready, &byte, 1), ==, 1);
  close (ready);
  kt_store_set_wait (office->store, 30);
  g_autoptr (GError) error = NULL;
  g_assert_false (kt_store_begin (office->store, "note", &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_DATABASE);
  g_autofree char *holder = g_strdup_printf ("«sync studio» (process %d)", (int)pid);
  g_assert_nonnull (strstr (error->message, holder));
  g_clear_error (&error);
  /* readers are not in anybody's way */
  g_autoptr (KtStore) reader = office_open (office, KT_STORE_READ);
  assert_value (reader, "SELECT count(*) FROM setting", "0");
  kill (pid, SIGKILL);
  g_assert_cmpint (wait_child (pid), ==, 128 + SIGKILL);
  g_assert_true (kt_store_begin (office->store, "note", &error));
  g_assert_no_error (error);
}

/* Started by whoever holds the lock, and alive after it; ends when its input does. */
static void
start_heir (const int input[2])
{
  if (fork () != 0)
    return;
  dup2 (input[0], STDIN_FILENO);
  close (input[1]);
  execlp ("cat", "cat", (char *)NULL);
  _exit (127);
}

static int heir_input[2];

static void
hold_lock_with_heir (Office *office, int ready)
{
  KtStore *store = kt_store_open (&office->paths, KT_STORE_WRITE, NULL);
  if (store == NULL || !kt_store_begin (store, "sync studio", NULL))
    _exit (1);
  fcntl (ready, F_SETFD, FD_CLOEXEC);
  start_heir (heir_input);
  close (heir_input[1]);
  /* the heir's exec has closed its copy of ready once ours alone is left: end of file tells */
  if (write (ready, "x", 1) != 1)
    _exit (1);
  _exit (0);
}

/* A helper that outlives its keeper does not inherit the lock. */
static void
test_lock_is_not_inherited (Office *office, gconstpointer data)
{
  pid_t pid = 0;
  int ready = -1;
  char bytes[2];
  g_assert_cmpint (pipe (heir_input), ==, 0);
  run_child (hold_lock_with_heir, office, &ready, &pid);
  close (heir_input[0]);
  g_assert_cmpint (wait_child (pid), ==, 0);
  g_assert_cmpint (read (ready, bytes, 1), ==, 1);
  g_assert_cmpint (read (ready, bytes, 1), ==, 0); /* the heir runs cat by now */
  close (ready);
  kt_store_set_wait (office->store, 0);
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_store_begin (office->store, "note", &error));
  g_assert_no_error (error);
  close (heir_input[1]);
}

static void
test_lock_waits (Office *office, gconstpointer data)
{
  g_autoptr (KtStore) other = office_open (office, KT_STORE_WRITE);
  g_assert_true (kt_store_begin (other, "first", NULL));
  kt_store_rollback (other);
  g_assert_true (kt_store_begin (office->store, "second", NULL));
  g_assert_true (kt_store_commit (office->store, NULL));
}

static void
test_source_lock (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int first = kt_store_lock_source (office->store, "../studio", "sync", &error);
  g_assert_no_error (error);
  g_assert_cmpint (first, >=, 0);
  g_assert_cmpint (kt_store_lock_source (office->store, "../studio", "sync", &error), ==, -1);
  g_assert_error (error, KT_ERROR, KT_ERROR_CONFLICT);
  int other = kt_store_lock_source (office->store, "gmail", "sync", NULL);
  g_assert_cmpint (other, >=, 0);
  close (first);
  close (other);
  first = kt_store_lock_source (office->store, "../studio", "sync", NULL);
  g_assert_cmpint (first, >=, 0);
  close (first);
  g_autofree char *directory = g_strconcat (office->paths.lock, "-odd", NULL);
  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  g_clear_error (&error);
  g_assert_cmpint (kt_store_lock_source (office->store, "odd", "sync", &error), ==, -1);
  g_assert_error (error, KT_ERROR, KT_ERROR_DATABASE); /* nobody else is at it */
}

static void
test_newer_version (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtStore) running = office_open (office, KT_STORE_WRITE);
  office_sql (office->store, "PRAGMA main.user_version = 999");
  /* a running watcher notices before it writes */
  g_assert_false (kt_store_begin (running, "sync", &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_DATABASE);
  g_clear_error (&error);
  g_assert_null (kt_store_open (&office->paths, KT_STORE_READ, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_DATABASE);
  g_assert_nonnull (strstr (error->message, "newer"));
  g_clear_error (&error);
  g_assert_null (kt_store_open (&office->paths, KT_STORE_WRITE, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_DATABASE);
}

static void
test_foreign_file (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  office_sql (office->store, "PRAGMA main.application_id = 77");
  g_assert_null (kt_store_open (&office->paths, KT_STORE_READ, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_DATABASE);
  g_clear_error (&error);
  kt_store_close (g_steal_pointer (&office->store));
  g_autofree char *log = g_strconcat (office->paths.book, "-wal", NULL);
  g_unlink (log);
  g_file_set_contents (office->paths.book, "nothing that SQLite would know, but long enough", -1,
                       NULL);
  g_assert_null (kt_store_open (&office->paths, KT_STORE_READ, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_DATABASE);
  g_assert_nonnull (strstr (error->message, "damaged"));
}

/* Makes the directory read-only for an ordinary user and becomes one. */
static void
become_nobody (Office *office)
{
  if (geteuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
    _exit (77);
}

static void
give_to_nobody (Office *office)
{
  if (geteuid () != 0)
    return;
  const char *names[] = { "book.db", "mirror.db", "lock", "." };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (office->paths.data, names[i], NULL);
      g_assert_cmpint (chown (path, 65534, 65534), ==, 0);
    }
  g_assert_cmpint (chown (office->directory, 65534, 65534), ==, 0);
}

static void
use_frozen (Office *office, int ready)
{
  become_nobody (office);
  g_autoptr (GError) error = NULL;
  KtStore *reader = kt_store_open (&office->paths, KT_STORE_READ, &error);
  if (reader == NULL)
    _exit (1);
  assert_value (reader, "SELECT value FROM setting WHERE name = 'a'", "1");
  assert_value (reader, "SELECT count(*) FROM mirror.letter", "0");
  kt_store_close (reader);
  KtStore *writer = kt_store_open (&office->paths, KT_STORE_WRITE, &error);
  if (writer != NULL || !g_error_matches (error, KT_ERROR, KT_ERROR_DATABASE))
    _exit (2);
}

static void
read_frozen_with_log (Office *office, int ready)
{
  become_nobody (office);
  g_autoptr (GError) error = NULL;
  if (kt_store_open (&office->paths, KT_STORE_READ, &error) != NULL)
    _exit (1);
  if (!g_error_matches (error, KT_ERROR, KT_ERROR_DATABASE)
      || strstr (error->message, "read-only") == NULL)
    _exit (2);
}

static void
run_in_child (Office *office, void (*body) (Office *, int))
{
  pid_t pid = 0;
  int ready = -1;
  run_child (body, office, &ready, &pid);
  close (ready);
  g_assert_cmpint (wait_child (pid), ==, 0);
}

static void
test_read_only_directory (Office *office, gconstpointer data)
{
  office_sql (office->store, "INSERT INTO setting VALUES ('a', '1')");
  kt_store_close (g_steal_pointer (&office->store));
  give_to_nobody (office);
  g_assert_cmpint (g_chmod (office->paths.data, 0500), ==, 0);
  run_in_child (office, use_frozen);
  g_chmod (office->paths.data, 0700);
  g_autofree char *log = g_strconcat (office->paths.book, "-wal", NULL);
  g_assert_true (g_file_set_contents (log, "not applied", -1, NULL));
  g_assert_cmpint (g_chmod (office->paths.data, 0500), ==, 0);
  run_in_child (office, read_frozen_with_log);
  g_chmod (office->paths.data, 0700);
  g_unlink (log);
}

static void
fill_disk (Office *office, int ready)
{
  KtStore *store = kt_store_open (&office->paths, KT_STORE_WRITE, NULL);
  struct rlimit limit = { 64 << 10, 64 << 10 };
  signal (SIGXFSZ, SIG_IGN);
  if (store == NULL || setrlimit (RLIMIT_FSIZE, &limit) != 0)
    _exit (1);
  g_autoptr (GError) error = NULL;
  g_autofree char *much = g_strnfill (300 << 10, 'x');
  if (!kt_store_begin (store, "note Anna", NULL)
      || !kt_store_run (store, NULL, "INSERT INTO setting VALUES ('much', ?1)", "s", much))
    _exit (2);
  if (kt_store_commit (store, &error) || !g_error_matches (error, KT_ERROR, KT_ERROR_DATABASE))
    _exit (3);
  if (strstr (error->message, "the disk is full; «note Anna» was NOT saved") == NULL)
    _exit (4);
  g_autofree char *count = office_value (store, "SELECT count(*) FROM setting");
  if (strcmp (count, "1") != 0)
    _exit (5);
}

static void
test_full_disk (Office *office, gconstpointer data)
{
  office_sql (office->store, "INSERT INTO setting VALUES ('a', '1')");
  run_in_child (office, fill_disk);
  assert_value (office->store, "SELECT group_concat(name) FROM setting", "a");
  assert_value (office->store, "PRAGMA integrity_check", "ok");
}

/* The log is emptied when the last writer goes, so that a plain copy of the file is whole. */
static void
test_close_leaves_no_log (Office *office, gconstpointer data)
{
  office_sql (office->store, "INSERT INTO setting VALUES ('a', '1')");
  kt_store_close (g_steal_pointer (&office->store));
  g_autofree char *log = g_strconcat (office->paths.book, "-wal", NULL);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_autoptr (KtStore) reader = office_open (office, KT_STORE_READ);
  assert_value (reader, "SELECT count(*) FROM setting", "1");
}

static void
test_checkpoint (Office *office, gconstpointer data)
{
  office_sql (office->store, "INSERT INTO setting VALUES ('a', '1')");
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_store_checkpoint (office->store, &error));
  g_assert_no_error (error);
  g_autofree char *log = g_strconcat (office->paths.book, "-wal", NULL);
  GStatBuf status;
  g_assert_cmpint (g_stat (log, &status), ==, 0);
  g_assert_cmpint (status.st_size, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_office ("/store/pragmas", test_pragmas);
  add_office ("/store/pragmas-again", test_pragmas_again);
  add_office ("/store/strict-and-disjoint", test_strict);
  add_office ("/store/modes", test_modes);
  add_office ("/store/read-missing", test_read_missing);
  add_office ("/store/read-only-handle", test_read_only_handle);
  add_office ("/store/read-without-mirror", test_read_without_mirror);
  add_office ("/store/commit-and-rollback", test_commit_and_rollback);
  add_office ("/store/begin-after-open-cursor", test_begin_after_open_cursor);
  add_office ("/store/bind", test_bind);
  add_office ("/store/lock-contention", test_lock_contention);
  add_office ("/store/lock-is-not-inherited", test_lock_is_not_inherited);
  add_office ("/store/lock-waits", test_lock_waits);
  add_office ("/store/source-lock", test_source_lock);
  add_office ("/store/newer-version", test_newer_version);
  add_office ("/store/foreign-file", test_foreign_file);
  add_office ("/store/read-only-directory", test_read_only_directory);
  add_office ("/store/full-disk", test_full_disk);
  add_office ("/store/close-leaves-no-log", test_close_leaves_no_log);
  add_office ("/store/checkpoint", test_checkpoint);
  return g_test_run ();
}

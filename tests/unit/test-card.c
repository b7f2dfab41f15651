#include "config.h"
#include "kontor/card-view.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/save-part.h"
#include "mirror-fixture.h"

#define TOMS 1001
#define DAY (24 * 60 * 60)

typedef struct
{
  Office office;
  KtContext context;
} Desk;

static void
desk_setup (Desk *desk, gconstpointer data)
{
  office_setup (&desk->office, NULL);
  desk->context = (KtContext){ .store = desk->office.store, .width = 80 };
  desk->context.clock = (KtClock){ .now = NOW, .zone = kt_zone_new_utc () };
  desk->context.out = g_string_new (NULL);
  office_sql (desk->office.store,
              "INSERT INTO contact (id, name, fold, created, updated)"
              " VALUES (1001, 'Toms Kalns', 'toms kalns', 1690000000, 1);"
              "INSERT INTO contact_point (id, contact, kind, raw, norm, match, created)"
              " VALUES (1, 1001, 'email', 'Toms@brize.example', 'toms@brize.example',"
              " 'toms@brize.example', 1)");
}

static void
desk_teardown (Desk *desk, gconstpointer data)
{
  g_string_free (desk->context.out, TRUE);
  kt_zone_unref (desk->context.clock.zone);
  office_teardown (&desk->office, NULL);
}

static void
put (Desk *desk, guint n, gint64 time, const char *from, const char *to)
{
  g_autofree char *id = g_strdup_printf ("letter%u", n);
  Draft draft = {
    .id = id, .time = time, .subject = id, .text = "First  words\nof it", .people = { from, to }
  };
  put_letter (&desk->office, 1, n, KT_DIRECTION_IN, &draft);
}

static KtCard *
card (Desk *desk, guint limit)
{
  g_autoptr (GError) error = NULL;
  KtCard *found = kt_card_get (&desk->context, TOMS, limit, &error);
  g_assert_no_error (error);
  return found;
}

static void
add_words (Desk *desk)
{
  office_sql (
      desk->office.store,
      "INSERT INTO note (id, contact, kind, at, text, created, updated)"
      " VALUES (7, 1001, 'call', 1699900000, 'wants UK too', 1, 5);"
      "INSERT INTO reminder (id, contact, text, due_local, tzid, due_at, start_local, state,"
      " done_at, uid, created, updated) VALUES"
      " (8, 1001, 'later', '2023-12-25', 'UTC', 1703462400, '2023-12-25', 'open', NULL,"
      "  'u1', 1, 1),"
      " (9, 1001, 'sooner', '2023-11-25', 'UTC', 1700870400, '2023-11-25', 'open', NULL,"
      "  'u2', 1, 1),"
      " (10, 1001, 'was done', '2023-10-25', 'UTC', 1698192000, '2023-10-25', 'done',"
      "  1699800000, 'u3', 1, 1)");
}

static void
test_history (Desk *desk, gconstpointer data)
{
  put (desk, 1, NOW - 3 * DAY, "f toms@brize.example Toms", "t " ME);
  put (desk, 2, NOW - 1 * DAY, "f olga@brize.example Olga", "c toms@brize.example Toms");
  put (desk, 3, NOW - 2 * DAY, "f olga@brize.example Olga", "t " ME);
  add_words (desk);
  g_autoptr (KtCard) found = card (desk, 0);
  static const KtCardKind kinds[]
      = { KT_CARD_LETTER, KT_CARD_NOTE, KT_CARD_REMINDER, KT_CARD_LETTER };
  g_assert_cmpuint (found->history->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (((KtCardEntry *)found->history->pdata[i])->kind, ==, kinds[i]);
  const KtCardEntry *other = found->history->pdata[0], *own = found->history->pdata[3];
  g_assert_true (other->from_other);
  g_assert_cmpstr (other->from_name, ==, "Olga");
  g_assert_false (own->from_other);
  g_assert_cmpstr (own->words, ==, "First words of it");
  g_assert_cmpuint (found->older, ==, 0);
  g_assert_cmpint (found->oldest, ==, NOW - 3 * DAY);
  g_assert_cmpuint (found->reminders->len, ==, 2);
  g_assert_cmpstr (((KtReminder *)found->reminders->pdata[0])->text, ==, "sooner");
}

static void
test_limit (Desk *desk, gconstpointer data)
{
  for (guint i = 1; i <= 9; i++)
    put (desk, i, NOW - i * DAY, "f toms@brize.example Toms", "t " ME);
  add_words (desk);
  g_autoptr (KtCard) found = card (desk, 4);
  g_assert_cmpuint (found->history->len, ==, 4);
  g_assert_cmpuint (found->older, ==, 7);
  g_assert_cmpint (found->oldest, ==, NOW - 9 * DAY);
}

static void
test_unknown (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (kt_card_get (&desk->context, 4711, 0, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
}

/* The numbers of what is to do and of the history go on from one to the other. */
static void
test_handles (Desk *desk, gconstpointer data)
{
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  put (desk, 1, NOW - 3 * DAY, "f toms@brize.example Toms", "t " ME);
  add_words (desk);
  g_autoptr (KtCard) found = card (desk, 0);
  kt_card_print (&desk->context, found, "toms", handles);
  static const KtRecordKind kinds[] = { KT_RECORD_REMINDER, KT_RECORD_REMINDER, KT_RECORD_NOTE,
                                        KT_RECORD_REMINDER, KT_RECORD_LETTER };
  g_assert_cmpuint (handles->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < handles->len; i++)
    {
      const KtHandle *handle = &g_array_index (handles, KtHandle, i);
      g_assert_cmpint (handle->number, ==, i + 1);
      g_assert_cmpint (handle->kind, ==, kinds[i]);
      g_assert_cmpint (handle->contact, ==, TOMS);
    }
  g_assert_cmpint (g_array_index (handles, KtHandle, 2).stamp, ==, 5);
}

static void
test_history_rows (void)
{
  KtContext context = { .width = 80, .height = 0 };
  g_assert_cmpuint (kt_card_history_rows (&context), ==, 20);
  context.height = 40;
  g_assert_cmpuint (kt_card_history_rows (&context), ==, 26);
  context.width = 44;
  g_assert_cmpuint (kt_card_history_rows (&context), ==, 13);
  context.height = 10;
  g_assert_cmpuint (kt_card_history_rows (&context), ==, 5);
  context.all = TRUE;
  g_assert_cmpuint (kt_card_history_rows (&context), ==, 0);
}

/* Names that strangers give attachments. */
static void
test_file_names (void)
{
  static const struct
  {
    const char *given, *clean;
  } cases[] = {
    { "offer.pdf", "offer.pdf" },
    { "../../etc/passwd", "passwd" },
    { "/etc/passwd", "passwd" },
    { "C:\\windows\\x.exe", "x.exe" },
    { "..", "part-3" },
    { "", "part-3" },
    { "dir/", "part-3" },
    { "-rf", "rf" },
    { ".bashrc", "bashrc" },
    { " . - x", "x" },
    { "a\nb\x1b[31m\tc", "ab[31mc" },
    { "gnp.\xe2\x80\xae"
      "exe",
      "gnp.exe" },
    { "Zīmola grāmata.pdf", "Zīmola grāmata.pdf" },
    { "CON", "_CON" },
    { "nul.txt", "_nul.txt" },
    { "com1.tar.gz", "_com1.tar.gz" },
    { "Lpt9 .x", "_Lpt9 .x" },
    { "CONTRACT.pdf", "CONTRACT.pdf" },
    { "com10", "com10" },
    { "...CON...", "_CON" },
    { "offer.pdf. . ", "offer.pdf" },
    { "a\342\200\213b\357\273\277.txt", "ab.txt" },
    { "\xe2\x81\xa6x\xe2\x81\xa9.pdf", "x.pdf" },
    { "a\xff.txt", "a\xef\xbf\xbd.txt" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = kt_file_name_clean (cases[i].given, 3);
      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
  g_autofree char *long_name = g_strnfill (5000, 'x');
  g_autofree char *cut = kt_file_name_clean (long_name, 3);
  g_assert_cmpuint (strlen (cut), <=, KT_FILE_NAME_MAX);
  /* what is too long ends as it did, on a character's border */
  g_autoptr (GString) words = g_string_new ("x");
  for (guint i = 0; i < 150; i++)
    g_string_append (words, "ā");
  g_string_append (words, ".pdf");
  g_autofree char *kept = kt_file_name_clean (words->str, 3);
  g_assert_cmpuint (strlen (kept), <=, KT_FILE_NAME_MAX);
  g_assert_cmpuint (strlen (kept), >=, KT_FILE_NAME_MAX - 2);
  g_assert_true (g_str_has_suffix (kept, "ā.pdf"));
  g_assert_true (g_utf8_validate (kept, -1, NULL));
}

static void
test_doubles (void)
{
  static const char *const names[][2] = { { "offer.pdf", "offer.pdf" },
                                          { "Offer.PDF", "Offer (2).PDF" },
                                          { "offer.pdf", "offer (3).pdf" },
                                          { "offer (2).pdf", "offer (2) (2).pdf" },
                                          { "noend", "noend" },
                                          { "noend", "noend (2)" } };
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = kt_file_name_unlike (taken, names[i][0]);
      g_assert_cmpstr (name, ==, names[i][1]);
    }
}

#define add_desk(path, test) g_test_add (path, Desk, NULL, desk_setup, test, desk_teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_desk ("/card/history", test_history);
  add_desk ("/card/limit", test_limit);
  add_desk ("/card/unknown", test_unknown);
  add_desk ("/card/handles", test_handles);
  g_test_add_func ("/card/history-rows", test_history_rows);
  g_test_add_func ("/card/file-names", test_file_names);
  g_test_add_func ("/card/double-names", test_doubles);
  return g_test_run ();
}

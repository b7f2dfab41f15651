/* What a folder needs, from what is listed and what is here. */
#include "config.h"
#include "kontor/records.h"
#include "kontor/sync-plan.h"

#define HERE KT_UID_PRESENT
#define WANT (KT_UID_PRESENT | KT_UID_WANTED)
#define FLAG (KT_UID_PRESENT | KT_UID_WANTED | KT_UID_FLAGS)

static GArray *
uids (guint n, const guint64 *list)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_array_append_vals (array, list, n);
  return array;
}

static GArray *
states (guint n, const KtUidState *list)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (KtUidState));
  g_array_append_vals (array, list, n);
  return array;
}

typedef struct
{
  GArray *listed, *known, *flags, *skip;
  KtSyncPlan plan;
} Fixture;

static void
down (Fixture *f)
{
  g_array_unref (f->listed);
  g_array_unref (f->known);
  g_array_unref (f->flags);
  g_array_unref (f->skip);
  kt_sync_plan_clear (&f->plan);
}

static void
up (Fixture *f, GArray *listed, gboolean whole)
{
  guint32 flags[] = { 0, KT_FLAG_SEEN, 0 };
  f->listed = listed;
  f->known = uids (3, (guint64[]){ 1, 2, 3 });
  f->flags = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_vals (f->flags, flags, 3);
  f->skip = uids (1, (guint64[]){ 7 });
  kt_sync_plan_make (&f->plan, f->listed, f->known, f->flags, f->skip, whole);
}

#define UID(array, i) g_array_index (array, guint64, i)

static void
test_newest_first (void)
{
  Fixture f;
  up (&f,
      states (5,
              (KtUidState[]){
                  { 1, 0, WANT }, { 2, 0, WANT }, { 3, 0, WANT }, { 9, 0, WANT }, { 5, 0, WANT } }),
      TRUE);
  g_assert_cmpuint (f.plan.wanted->len, ==, 2);
  g_assert_cmpuint (UID (f.plan.wanted, 0), ==, 5); /* the server's order, not the number's */
  g_assert_cmpuint (UID (f.plan.wanted, 1), ==, 9);
  g_assert_cmpuint (f.plan.vanished->len, ==, 0);
  g_assert_cmpuint (f.plan.flagged->len, ==, 0);
  down (&f);
}

static void
test_vanished (void)
{
  Fixture f;
  up (&f, states (1, (KtUidState[]){ { 2, 0, WANT } }), TRUE);
  g_assert_cmpuint (f.plan.vanished->len, ==, 2);
  g_assert_cmpuint (UID (f.plan.vanished, 0), ==, 1);
  g_assert_cmpuint (UID (f.plan.vanished, 1), ==, 3);
  down (&f);
}

static void
test_part_says_nothing_of_the_rest (void)
{
  Fixture f;
  up (&f, states (1, (KtUidState[]){ { 4, 0, WANT } }), FALSE);
  g_assert_cmpuint (f.plan.wanted->len, ==, 1);
  g_assert_cmpuint (f.plan.vanished->len, ==, 0);
  down (&f);
}

static void
test_flags (void)
{
  Fixture f;
  up (&f,
      states (3, (KtUidState[]){ { 1, KT_FLAG_ANSWERED, FLAG },
                                 { 2, KT_FLAG_SEEN, FLAG },
                                 { 3, KT_FLAG_SEEN, WANT } }),
      FALSE);
  g_assert_cmpuint (f.plan.flagged->len, ==, 1);
  g_assert_cmpuint (g_array_index (f.plan.flagged, KtUidState, 0).uid, ==, 1);
  down (&f);
}

static void
test_too_old_and_quarantined (void)
{
  Fixture f;
  up (&f,
      states (5,
              (KtUidState[]){
                  { 1, 0, HERE }, { 2, 0, HERE }, { 3, 0, HERE }, { 4, 0, HERE }, { 7, 0, WANT } }),
      TRUE);
  g_assert_cmpuint (f.plan.wanted->len, ==, 0);
  g_assert_cmpuint (f.plan.vanished->len, ==, 0); /* outside the window is not gone */
  down (&f);
}

static void
test_emptied (void)
{
  Fixture f;
  up (&f, states (0, NULL), TRUE);
  g_assert_cmpuint (f.plan.vanished->len, ==, 3);
  down (&f);
}

/* What a listing of changes tells against what the server counts. */
static void
test_adds_up (void)
{
  static const struct
  {
    KtSyncCount count;
    gboolean adds_up;
  } rows[] = {
    { { 5, 0, 0, 5, 0 }, TRUE },
    { { 5, 1, 2, 6, 0 }, TRUE },
    { { 5, 0, 0, 4, 0 }, FALSE },
    { { 5, 0, 0, 6, 0 }, FALSE },
    { { 5, 5, 0, 0, 0 }, TRUE },
    { { 5, 6, 0, 0, 0 }, FALSE },
    { { 9, 0, 0, 7, 2 }, TRUE },
    { { 9, 0, 0, 6, 2 }, FALSE }, /* three went, two may have */
    { { 9, 0, 0, 10, 2 }, FALSE },
    { { 0, 0, G_MAXUINT, G_MAXUINT, 0 }, TRUE },
    { { G_MAXUINT, G_MAXUINT, 0, 0, 0 }, TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (kt_sync_plan_adds_up (&rows[i].count), ==, rows[i].adds_up);
}

static GArray *
ranges (guint n, const KtUidRange *list)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (KtUidRange));
  g_array_append_vals (array, list, n);
  return array;
}

/* As large as they like, in any order, over each other; what is listed is there. */
static void
test_ranges (void)
{
  static const struct
  {
    KtUidRange list[3];
    const char *vanished;
    guint64 named;
  } rows[] = {
    { { { 2, 3 }, { 5, 5 }, { 8, 7 } }, "2 3 ", 4 },
    { { { 1, G_MAXUINT64 }, { 1, 2 }, { 3, 3 } }, "1 2 3 ", G_MAXUINT64 },
    { { { 3, 3 }, { 1, 3 }, { 2, 9 } }, "1 2 3 ", 12 },
    { { { 4, 4000000000 }, { 0, 0 }, { 9, 9 } }, "", 3999999999 },
    { { { 0, 1 }, { G_MAXUINT64, G_MAXUINT64 }, { 3, 2 } }, "1 ", 4 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Fixture f;
      up (&f, states (1, (KtUidState[]){ { 4, 0, WANT } }), FALSE);
      g_autoptr (GArray) known = uids (4, (guint64[]){ 1, 2, 3, 4 });
      g_autoptr (GArray) named = ranges (3, rows[i].list);
      g_autoptr (GString) text = g_string_new (NULL);
      kt_sync_plan_add_ranges (&f.plan, f.listed, named, known);
      for (guint k = 0; k < f.plan.vanished->len; k++)
        g_string_append_printf (text, "%u ", (guint)UID (f.plan.vanished, k));
      g_assert_cmpstr (text->str, ==, rows[i].vanished);
      g_assert_cmpuint (kt_sync_plan_named (named), ==, rows[i].named);
      down (&f);
    }
}

static void
test_touched (void)
{
  g_autoptr (GArray) listed = states (
      4, (KtUidState[]){ { 900, 0, HERE }, { 5, 0, HERE }, { 7, 0, HERE }, { 6000, 0, HERE } });
  g_autoptr (GArray) vanished
      = ranges (3, (KtUidRange[]){ { 4000, G_MAXUINT64 }, { 950, 960 }, { 300, 302 } });
  g_autoptr (GArray) touched = kt_sync_plan_touched (listed, vanished);
  static const KtUidRange expected[]
      = { { 5, 7 }, { 300, 302 }, { 900, 960 }, { 4000, G_MAXUINT64 } };
  g_assert_cmpmem (touched->data, touched->len * sizeof (KtUidRange), expected, sizeof expected);
}

/* Letters that did not come are asked for again, behind what is new, each once. */
static void
test_again (void)
{
  Fixture f;
  up (&f, states (2, (KtUidState[]){ { 5, 0, WANT }, { 9, 0, WANT } }), FALSE);
  g_autoptr (GArray) again = uids (4, (guint64[]){ 2, 4, 6, 9 });
  g_array_append_val (f.plan.vanished, UID (again, 2));
  kt_sync_plan_want (&f.plan, again);
  g_assert_cmpuint (f.plan.wanted->len, ==, 4);
  g_assert_cmpuint (UID (f.plan.wanted, 0), ==, 9);
  g_assert_cmpuint (UID (f.plan.wanted, 1), ==, 5);
  g_assert_cmpuint (UID (f.plan.wanted, 2), ==, 4);
  g_assert_cmpuint (UID (f.plan.wanted, 3), ==, 2);
  down (&f);
}

/* A window proves what the one before it reached back to. */
static void
test_horizon (void)
{
  KtSyncOrder order = { 0 };
  g_assert_cmpint (kt_sync_order_add (&order, -1, 900, 800), ==, -1);
  g_assert_cmpint (kt_sync_order_add (&order, -1, 800, 700), ==, 800);
  g_assert_cmpint (kt_sync_order_add (&order, 800, 650, 600), ==, 700);
  order = (KtSyncOrder){ 0 }; /* what an earlier run reached stays */
  g_assert_cmpint (kt_sync_order_add (&order, 500, 900, 800), ==, 500);
  g_assert_cmpint (kt_sync_order_add (&order, 500, 700, 400), ==, 500);
}

/* The newest UIDs are those of an imported archive. */
static void
test_imported (void)
{
  KtSyncOrder order = { 0 };
  g_assert_cmpint (kt_sync_order_add (&order, -1, 200, 100), ==, -1);
  g_assert_cmpint (kt_sync_order_add (&order, -1, 900, 800), ==, -1);
  g_assert_cmpint (kt_sync_order_add (&order, -1, 90, 80), ==, -1);
  order = (KtSyncOrder){ 0 }; /* in the middle: what was said turns out to be too much */
  g_assert_cmpint (kt_sync_order_add (&order, -1, 900, 800), ==, -1);
  g_assert_cmpint (kt_sync_order_add (&order, -1, 790, 100), ==, 800);
  g_assert_cmpint (kt_sync_order_add (&order, 800, 850, 700), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync-plan/newest-first", test_newest_first);
  g_test_add_func ("/sync-plan/vanished", test_vanished);
  g_test_add_func ("/sync-plan/part", test_part_says_nothing_of_the_rest);
  g_test_add_func ("/sync-plan/flags", test_flags);
  g_test_add_func ("/sync-plan/too-old", test_too_old_and_quarantined);
  g_test_add_func ("/sync-plan/emptied", test_emptied);
  g_test_add_func ("/sync-plan/again", test_again);
  g_test_add_func ("/sync-plan/adds-up", test_adds_up);
  g_test_add_func ("/sync-plan/ranges", test_ranges);
  g_test_add_func ("/sync-plan/touched", test_touched);
  g_test_add_func ("/sync-plan/horizon", test_horizon);
  g_test_add_func ("/sync-plan/imported", test_imported);
  return g_test_run ();
}

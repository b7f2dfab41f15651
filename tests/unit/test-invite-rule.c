#include "config.h"
#include "kontor/invite-rule.h"
#include <string.h>

#define BOSS "toms@brize.example"
#define ME "anna@studija.example"
#define EVE "eve@evil.example"

static KtInviteWord
word (KtInviteMethod method, gint64 sequence, gint64 dtstamp, const char *sender)
{
  return (KtInviteWord){ .method = method,
                         .recurrence = "",
                         .sequence = sequence,
                         .dtstamp = dtstamp,
                         .sender = sender,
                         .organizer = BOSS,
                         .organizer_by = "",
                         .attendee = "",
                         .attendee_by = "",
                         .invited = TRUE };
}

static KtInviteWord
reply (gint64 sequence, gint64 dtstamp, const char *sender, const char *attendee)
{
  KtInviteWord w = word (KT_INVITE_REPLY, sequence, dtstamp, sender);

  w.attendee = attendee;
  return w;
}

static void
judge (KtInviteWord *words, gsize n)
{
  const KtInviteKnown nothing = { "" };

  for (gsize i = 0; i < n; i++)
    words[i].row = (gint64)i + 1;
  kt_invite_judge (words, n, &nothing);
}

#define expect(words, i, wanted)                                                                   \
  g_assert_cmpstr (kt_invite_verdict_id ((words)[i].verdict), ==, wanted)

/* 1: an override does not replace the whole, nor the whole an override. */
static void
components (void)
{
  KtInviteWord words[]
      = { word (KT_INVITE_REQUEST, 5, 50, BOSS), word (KT_INVITE_REQUEST, 1, 10, BOSS) };

  words[1].recurrence = "20261109T100000";
  judge (words, 2);
  expect (words, 0, "holds");
  expect (words, 1, "holds");
  g_assert_true (kt_invite_request (words, 2, "20261109T100000") == &words[1]);
  g_assert_null (kt_invite_request (words, 2, "20261110T100000"));
}

/* 2, 3: only the stored organizer. */
static void
organizer (void)
{
  KtInviteWord words[]
      = { word (KT_INVITE_REQUEST, 1, 10, BOSS), word (KT_INVITE_REQUEST, 9, 90, EVE),
          word (KT_INVITE_REQUEST, 0, 1, EVE), word (KT_INVITE_CANCEL, 9, 90, EVE),
          word (KT_INVITE_CANCEL, 9, 90, EVE) };

  words[2].organizer = words[3].organizer = EVE; /* says that it is his */
  judge (words, 5);
  expect (words, 0, "holds");
  for (guint i = 1; i < 5; i++)
    expect (words, i, "foreign");
  g_assert_false (kt_invite_is_cancelled (words, 5, ""));
}

/* The calendar's word stands above any letter, also above the first. */
static void
known_organizer (void)
{
  KtInviteWord words[]
      = { word (KT_INVITE_REQUEST, 1, 10, EVE), word (KT_INVITE_REQUEST, 1, 10, BOSS),
          word (KT_INVITE_REQUEST, 1, 11, EVE) };
  const KtInviteKnown known = { BOSS };

  words[0].row = 1;
  words[1].row = 2;
  words[2].row = 3;
  words[0].organizer = EVE;
  kt_invite_judge (words, 3, &known);
  expect (words, 0, "foreign");
  expect (words, 1, "holds");
  expect (words, 2, "foreign");
}

/* A service may send for the organizer: said so, or at least always the same one. */
static void
sent_by (void)
{
  KtInviteWord words[] = { word (KT_INVITE_REQUEST, 1, 10, "desk@brize.example"),
                           word (KT_INVITE_CANCEL, 2, 20, "desk@brize.example"),
                           word (KT_INVITE_REQUEST, 3, 30, EVE) };

  words[0].organizer_by = words[1].organizer_by = "desk@brize.example";
  words[2].organizer_by = EVE;
  judge (words, 3);
  expect (words, 0, "holds");
  expect (words, 1, "holds");
  expect (words, 2, "foreign");
  words[0].organizer_by = words[1].organizer_by = "";
  judge (words, 3);
  expect (words, 0, "unproven");
  expect (words, 1, "unproven");
  expect (words, 2, "foreign");
}

/* 4: SEQUENCE, then DTSTAMP, then who came first; in whatever order they were read. */
static void
order (void)
{
  static const guint orders[][4] = { { 0, 1, 2, 3 }, { 3, 2, 1, 0 }, { 1, 3, 0, 2 } };
  const KtInviteWord all[]
      = { word (KT_INVITE_REQUEST, 0, 90, BOSS), word (KT_INVITE_REQUEST, 1, 10, BOSS),
          word (KT_INVITE_REQUEST, 1, 20, BOSS), word (KT_INVITE_REQUEST, 1, 15, BOSS) };

  for (guint k = 0; k < G_N_ELEMENTS (orders); k++)
    {
      KtInviteWord words[4];
      for (guint i = 0; i < 4; i++)
        words[i] = all[orders[k][i]];
      judge (words, 4);
      for (guint i = 0; i < 4; i++)
        expect (words, i, orders[k][i] == 2 ? "holds" : "stale");
    }
  KtInviteWord equal[]
      = { word (KT_INVITE_REQUEST, 1, 10, BOSS), word (KT_INVITE_REQUEST, 1, 10, BOSS) };
  judge (equal, 2);
  expect (equal, 0, "holds");
  expect (equal, 1, "stale");
}

static void
cancelled (void)
{
  KtInviteWord words[]
      = { word (KT_INVITE_CANCEL, 1, 30, BOSS), word (KT_INVITE_REQUEST, 1, 20, BOSS),
          word (KT_INVITE_REQUEST, 2, 40, BOSS) };

  judge (words, 2);
  expect (words, 0, "holds");
  expect (words, 1, "holds"); /* marked, not gone */
  g_assert_true (kt_invite_is_cancelled (words, 2, ""));
  g_assert_true (kt_invite_is_cancelled (words, 2, "20261109T100000"));
  judge (words, 3); /* asked anew */
  expect (words, 0, "stale");
  g_assert_false (kt_invite_is_cancelled (words, 3, ""));

  words[0].recurrence = "20261109T100000";
  words[0].sequence = 2;
  words[0].dtstamp = 50;
  judge (words, 3);
  g_assert_false (kt_invite_is_cancelled (words, 3, ""));
  g_assert_true (kt_invite_is_cancelled (words, 3, "20261109T100000"));
}

static void
unknown (void)
{
  KtInviteWord words[] = { word (KT_INVITE_CANCEL, 1, 10, BOSS), reply (1, 10, ME, ME),
                           word (KT_INVITE_OTHER, 1, 10, BOSS) };

  judge (words, 3);
  expect (words, 0, "unknown");
  expect (words, 1, "unknown");
  expect (words, 2, "unhandled");
}

/* 5: only the attendee himself, and only one who was invited. */
static void
replies (void)
{
  KtInviteWord words[] = { word (KT_INVITE_REQUEST, 1, 10, BOSS),
                           reply (1, 20, ME, ME),
                           reply (1, 20, EVE, "ieva@x.example"),
                           reply (1, 20, "desk@x.example", "olga@x.example"),
                           reply (1, 20, "private@x.example", "rita@x.example"),
                           reply (1, 20, "crasher@x.example", "crasher@x.example"),
                           reply (1, 20, "", "") };

  words[3].attendee_by = "desk@x.example";
  words[4].alias = TRUE;
  words[5].invited = FALSE;
  judge (words, 7);
  expect (words, 1, "holds");
  expect (words, 2, "foreign");
  expect (words, 3, "holds");
  expect (words, 4, "holds");
  expect (words, 5, "foreign");
  expect (words, 6, "foreign");
}

/* 6: newest of each attendee; none to what was asked before. */
static void
stale_replies (void)
{
  KtInviteWord words[]
      = { word (KT_INVITE_REQUEST, 2, 10, BOSS), reply (1, 99, ME, ME), reply (2, 20, ME, ME),
          reply (2, 30, ME, ME), reply (2, 15, "ieva@x.example", "ieva@x.example") };

  judge (words, 5);
  expect (words, 1, "stale");
  expect (words, 2, "stale");
  expect (words, 3, "holds");
  expect (words, 4, "holds");
}

/* 7 */
static void
counters (void)
{
  KtInviteWord words[] = { word (KT_INVITE_REQUEST, 1, 10, BOSS), reply (1, 20, ME, ME),
                           reply (1, 20, EVE, ME), reply (0, 20, ME, ME) };

  for (guint i = 1; i < 4; i++)
    words[i].method = KT_INVITE_COUNTER;
  judge (words, 4);
  expect (words, 0, "holds");
  expect (words, 1, "proposal");
  expect (words, 2, "foreign");
  expect (words, 3, "stale");
}

static void
ids (void)
{
  for (guint i = KT_INVITE_REQUEST; i <= KT_INVITE_OTHER; i++)
    g_assert_cmpuint (kt_invite_method_from_id (kt_invite_method_id (i)), ==, i);
  for (guint i = KT_INVITE_HOLDS; i <= KT_INVITE_UNHANDLED; i++)
    g_assert_cmpuint (kt_invite_verdict_from_id (kt_invite_verdict_id (i)), ==, i);
  g_assert_cmpuint (kt_invite_method_from_id ("declinecounter"), ==, KT_INVITE_OTHER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/invite-rule/components", components);
  g_test_add_func ("/invite-rule/organizer", organizer);
  g_test_add_func ("/invite-rule/known-organizer", known_organizer);
  g_test_add_func ("/invite-rule/sent-by", sent_by);
  g_test_add_func ("/invite-rule/order", order);
  g_test_add_func ("/invite-rule/cancelled", cancelled);
  g_test_add_func ("/invite-rule/unknown", unknown);
  g_test_add_func ("/invite-rule/replies", replies);
  g_test_add_func ("/invite-rule/stale-replies", stale_replies);
  g_test_add_func ("/invite-rule/counters", counters);
  g_test_add_func ("/invite-rule/ids", ids);
  return g_test_run ();
}

#include "config.h"
#include "kontor/follow-up.h"
#include "kontor/local-time.h"
#include "kontor/quiet.h"
#include <stdio.h>

/* Now is Monday 2026-11-23 08:12 in Riga; an answer is due after 1 working day, a nudge after 4.
 *
 * A situation is a list of letters "THREAD DIRECTION WHO DAYThour MARKS" without spaces between the
 * first three: "1<a 19T10 ?" came in thread 1 from a on the 19th and asks; "1>a,b" went to a and b.
 * Marks: ? asks, ! closes, p promises, t tells of trouble, i informs, c Cc only, n neither To nor
 * Cc, h from a house, A automatic, X bounce, B bulk, I invite, F forged, D dismissed, s snoozed
 * until yesterday, S snoozed until tomorrow, * to twelve more. "call a 20T10" is a call. Expected:
 * "I:a@19T10/2" I owe a since then, two working days; T: they owe. */
static const struct
{
  const char *what, *letters, *expect;
} cases[] = {
  /* I owe */
  { "a question of Thursday", "1<a 19T10 ?", "I:a@19T10/2" },
  { "a letter without a question", "1<a 19T10", "I:a@19T10/2" },
  { "one that informs", "1<a 19T10 i", "" },
  { "one that informs and asks", "1<a 19T10 i?", "I:a@19T10/2" },
  { "a house that asks nothing", "1<a 19T10 h", "" },
  { "a house that asks", "1<a 19T10 h?", "I:a@19T10/2" },
  { "an answer without a question", "1>a 16T10 ?; 1<a 17T10", "" },
  { "an answer that tells of trouble", "1>a 16T10 ?; 1<a 17T10 t", "I:a@17T10/4" },
  { "trouble and thanks", "1<a 17T10 ti", "I:a@17T10/4" },
  { "news after a question do not answer it", "1<a 17T10 ?; 1<a 18T10 i", "I:a@17T10/4" },
  { "I promised on Thursday", "1<a 17T10 ?; 1>a 19T10 p", "I:a@19T10/2" },
  { "I promised this morning", "1>a 23T07 p", "" },
  { "I promised and sent it", "1>a 17T10 p; 1>a 18T10", "" },
  { "I promised and sent it in another thread", "1>a 17T10 p; 2>a 18T10", "" },
  { "I promised, we talked since", "1>a 17T10 p; call a 18T10", "" },
  { "I agreed to do it: nothing to say", "1<a 16T10 ?; 1>a 17T10 p!", "" },
  { "I promised and asked", "1>a 16T10 p?", "T:a@16T10/5" },
  { "Friday evening is one working day on Monday", "1<a 20T18 ?", "I:a@20T18/1" },
  { "Sunday night too", "1<a 22T23 ?", "I:a@22T23/1" },
  { "this morning is too young", "1<a 23T07 ?", "" },
  { "answered in the thread", "1<a 17T10 ?; 1>a 17T12", "" },
  { "answered, then asked again", "1<a 17T10 ?; 1>a 17T12; 1<a 19T10 ?", "I:a@19T10/2" },
  { "answered in another thread", "1<a 17T10 ?; 2>a 18T10", "" },
  { "the letter in another thread was earlier", "2>a 16T10; 1<a 17T10 ?", "I:a@17T10/4" },
  { "a letter to somebody else answers nothing", "1<a 17T10 ?; 2>b 18T10", "I:a@17T10/4" },
  { "my letter to b with a in copy", "1<a 17T10 ?; 2>b,a 18T10", "" },
  { "a circular answers nobody", "1<a 17T10 ?; 2>a 18T10 *", "I:a@17T10/4" },
  { "a circular answers in its own thread", "1<a 17T10 ?; 1>a 18T10 *", "" },
  { "my newsletter answers nobody", "1<a 17T10 ?; 2>a 18T10 B", "I:a@17T10/4" },
  { "answered by a call", "1<a 17T10 ?; call a 18T10", "" },
  { "the call was earlier", "call a 17T09; 1<a 17T10 ?", "I:a@17T10/4" },
  { "a call with somebody else", "1<a 17T10 ?; call b 18T10", "I:a@17T10/4" },
  { "my out-of-office is no answer", "1<a 17T10 ?; 1>a 17T11 A", "I:a@17T10/4" },
  { "a forged letter of mine is no answer", "1<a 17T10 ?; 1<m 18T11 F", "I:a@17T10/4" },
  { "a forged letter asks nothing", "1<a 17T10 ?F", "" },
  { "only in copy", "1<a 17T10 ?c", "" },
  { "as Bcc or by an alias", "1<a 17T10 ?n", "I:a@17T10/4" },
  { "a colleague answered, I am in copy", "1<a 17T10 ?; 1<b 17T12 c", "" },
  { "a colleague asks me in a's thread", "1<a 17T10 ?; 1<b 18T12 ?", "I:b@18T12/3" },
  { "in copy first, then to me", "1<a 16T10 ?c; 1<a 17T10 ?", "I:a@17T10/4" },
  { "to me first, then in copy", "1<a 16T10 ?; 1<a 17T10 ?c", "" },
  { "thanks is not owed", "1<a 16T10 ?; 1>a 16T12; 1<a 17T10 !", "" },
  { "thanks with a question is", "1<a 17T10 !?", "I:a@17T10/4" },
  { "a first letter that merely closes", "1<a 17T10 !", "" },
  { "a question after thanks counts from the question", "1<a 16T10 !; 1<a 18T10 ?", "I:a@18T10/3" },
  { "who asks every day waits since the first", "1<a 17T10 ?; 1<a 19T10; 1<a 23T07 ?",
    "I:a@17T10/4" },
  { "asks again elsewhere: two threads", "1<a 17T10 ?; 2<a 18T10 ?", "I:a@17T10/4 I:a@18T10/3" },
  { "a newsletter", "1<a 17T10 ?B", "" },
  { "an automatic letter", "1<a 17T10 ?A", "" },
  { "a bounce", "1<a 17T10 X", "" },
  { "an invitation is the calendar's", "1<a 17T10 ?I", "" },
  { "their out-of-office does not hide the question", "1<a 17T10 ?; 1<a 17T11 A", "I:a@17T10/4" },
  { "a bounce after it does not hide it", "1<a 17T10 ?; 1<x 17T11 X", "I:a@17T10/4" },
  { "dismissed", "1<a 17T10 ?D", "" },
  { "dismissed, then a newer letter", "1<a 17T10 ?D; 1<a 19T10 ?", "I:a@19T10/2" },
  { "dismissed, then an automatic one", "1<a 17T10 ?D; 1<a 19T10 A", "" },
  { "dismissal of an older letter", "1<a 16T10 ?D; 1>a 16T12; 1<a 17T10 ?", "I:a@17T10/4" },
  { "dismissal in another thread", "2<a 16T10 ?D; 1<a 17T10 ?", "I:a@17T10/4" },
  { "snoozed until tomorrow", "1<a 17T10 ?S", "" },
  { "snooze is over", "1<a 17T10 ?s", "I:a@17T10/4" },
  { "snoozed, then a newer letter", "1<a 17T10 ?S; 1<a 19T10 ?", "I:a@17T10/4" },
  { "nobody wrote it", "1<0 17T10 ?", "" },
  { "nothing counts in the thread", "1<a 17T10 A; 1<a 18T10 X", "" },
  { "I only talked to myself after it", "1<a 17T10 ?; 2>0 18T10", "I:a@17T10/4" },
  { "the first letter was answered by the call, the second not",
    "1<a 16T10 ?; call a 17T09; 1<a 17T10", "I:a@17T10/4" },
  { "someone's question between two of theirs", "1<a 16T10 ?; 1<b 17T09 c; 1<a 17T10",
    "I:a@16T10/5" },

  /* they owe */
  { "I asked on Tuesday", "1>a 17T10 ?", "T:a@17T10/4" },
  { "I asked on Wednesday: too young", "1>a 18T10 ?", "" },
  { "I asked nothing", "1>a 16T10", "" },
  { "they answered", "1>a 16T10 ?; 1<a 17T10 !", "" },
  { "somebody of theirs answered", "1>a 16T10 ?; 1<b 17T10 !", "" },
  { "they answered in another thread", "1>a 16T10 ?; 2<a 17T10 !", "" },
  { "they promised", "1>a 13T10 ?; 1<a 16T10 p", "T:a@16T10/5" },
  { "they promised, \"will do\"", "1>a 13T10 ?; 1<a 16T10 p!", "T:a@16T10/5" },
  { "they promised two days ago", "1>a 13T10 ?; 1<a 19T10 p", "" },
  { "they promised and asked", "1>a 13T10 ?; 1<a 17T10 p?", "I:a@17T10/4" },
  { "they promised, then sent it", "1>a 13T10 ?; 1<a 16T10 p; 1<a 17T10 i", "" },
  { "they promised, then sent it elsewhere", "1>a 13T10 ?; 1<a 16T10 p; 2<a 17T10 i", "" },
  { "they promised, I thanked", "1>a 13T10 ?; 1<a 16T10 p; 1>a 16T11 !", "" },
  { "their newsletter is no answer", "1>a 16T10 ?; 2<a 17T10 B", "T:a@16T10/5" },
  { "their out-of-office is no answer", "1>a 16T10 ?; 1<a 16T11 A", "T:a@16T10/5" },
  { "a bounce is no answer", "1>a 16T10 ?; 1<x 16T11 X", "T:a@16T10/5" },
  { "we talked since", "1>a 16T10 ?; call a 17T10", "" },
  { "we talked before", "call a 13T10; 1>a 16T10 ?", "T:a@16T10/5" },
  { "the forgotten attachment keeps the question", "1>a 16T10 ?; 1>a 16T11", "T:a@16T11/5" },
  { "a nudge starts the wait again", "1>a 10T10 ?; 1>a 19T10 ?", "" },
  { "never mind, thanks", "1>a 16T10 ?; 1>a 16T11 !", "" },
  { "they answered between my two letters", "1>a 11T10 ?; 2<a 12T10 !; 1>a 16T10", "" },
  { "dismissed question", "1>a 16T10 ?D", "" },
  { "dismissed question, then an attachment", "1>a 16T10 ?D; 1>a 16T11", "" },
  { "snoozed question", "1>a 16T10 ?S", "" },
  { "a question to myself", "1>0 16T10 ?", "" },
  { "a question in a circular", "1>a 16T10 ?*", "" },
  { "a question in my newsletter", "1>a 16T10 ?B", "" },
  { "to two: the first owes", "1>a,b 16T10 ?", "T:a@16T10/5" },
  { "a forged answer is none", "1>a 16T10 ?; 1<m 17T10 F", "T:a@16T10/5" },
  { "an invitation is an answer", "1>a 16T10 ?; 1<a 17T10 I", "" },
  { "an answer in copy is one", "1>a 16T10 ?; 1<a 17T10 c", "" },

  /* order */
  { "longest waiting first, mine before theirs",
    "1>c 10T10 ?; 2<b 18T10 ?; 3<a 17T10 ?; 4>d 9T10 ?",
    "I:a@17T10/4 I:b@18T10/3 T:d@09T10/10 T:c@10T10/9" },
};

typedef struct
{
  KtZone *zone;
  GArray *letters;   /* KtFollowLetter */
  GPtrArray *people; /* arrays that others points at */
  GHashTable *met;
} Office;

static gint64
at (const char *day, KtZone *zone)
{
  int date = 0, hour = 0;
  g_assert_cmpint (sscanf (day, "%dT%d", &date, &hour), ==, 2);
  KtLocal local = { 2026, 11, (guint8)date, (gint8)hour, 0 };
  return kt_local_to_utc (local, zone);
}

static gint64
now_of (KtZone *zone)
{
  KtLocal local = { 2026, 11, 23, 8, 12 };
  return kt_local_to_utc (local, zone);
}

static void
apply_marks (KtFollowLetter *letter, const char *marks, gint64 now)
{
  static const KtLetterKind kinds[] = {
    ['A'] = KT_KIND_AUTOMATIC, ['X'] = KT_KIND_BOUNCE, ['B'] = KT_KIND_BULK, ['I'] = KT_KIND_INVITE
  };
  static const guint32 flags[] = {
    ['?'] = KT_LETTER_FLAG_ASKS,     ['!'] = KT_LETTER_FLAG_CLOSES,   ['F'] = KT_LETTER_FLAG_FORGED,
    ['p'] = KT_LETTER_FLAG_PROMISES, ['t'] = KT_LETTER_FLAG_TROUBLES, ['i'] = KT_LETTER_FLAG_INFORMS
  };
  for (; *marks != '\0'; marks++)
    {
      guint mark = (guchar)*marks;
      if (mark < G_N_ELEMENTS (kinds) && kinds[mark] != 0)
        letter->kind = kinds[mark];
      else if (mark < G_N_ELEMENTS (flags) && flags[mark] != 0)
        letter->flags |= flags[mark];
      else if (mark == 'c')
        letter->addressed = KT_ADDRESSED_CC;
      else if (mark == 'n')
        letter->addressed = KT_ADDRESSED_NEITHER;
      else if (mark == 'h')
        letter->house = TRUE;
      else if (mark == 'D')
        letter->dismissed = TRUE;
      else if (mark == 's' || mark == 'S')
        letter->snoozed_until = now + (mark == 's' ? -86400 : 86400);
      else
        g_assert_cmpint (*marks, ==, '*');
    }
}

static KtId
person (const char *name)
{
  return name[0] == '0' ? 0 : name[0];
}

static void
add_letter (Office *office, char **words)
{
  KtFollowLetter letter = { 0 };
  letter.key = office->letters->len + 1000;
  letter.thread = words[0][0] - '0';
  letter.direction = words[0][1] == '>' ? KT_DIRECTION_OUT : KT_DIRECTION_IN;
  letter.person = person (words[0] + 2);
  letter.time = at (words[1], office->zone);
  const char *marks = words[2] != NULL ? words[2] : "";
  apply_marks (&letter, marks, now_of (office->zone));

  KtId *others = g_new0 (KtId, 16);
  g_ptr_array_add (office->people, others);
  for (const char *comma = strchr (words[0], ','); comma != NULL; comma = strchr (comma + 1, ','))
    others[letter.n_others++] = person (comma + 1);
  for (int i = 0; strchr (marks, '*') != NULL && i < 12; i++)
    others[letter.n_others++] = 500 + i;
  letter.others = others;
  g_array_append_val (office->letters, letter);
}

static void
add (Office *office, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  if (!g_str_equal (words[0], "call"))
    {
      add_letter (office, words);
      return;
    }
  KtId *who = g_new (KtId, 1);
  gint64 *when = g_new (gint64, 1);
  *who = person (words[1]);
  *when = at (words[2], office->zone);
  g_hash_table_insert (office->met, who, when);
}

static char *
say (const Office *office, GArray *found)
{
  GString *said = g_string_new (NULL);
  for (guint i = 0; i < found->len; i++)
    {
      const KtFollowUp *line = &g_array_index (found, KtFollowUp, i);
      KtLocal since = kt_local_from_utc (line->since, office->zone);
      const KtFollowLetter *letter = &g_array_index (office->letters, KtFollowLetter, line->letter);
      g_string_append_printf (said, "%s%c:%c@%02dT%02d/%u", i > 0 ? " " : "",
                              line->kind == KT_FOLLOW_I_OWE ? 'I' : 'T', (char)letter->person,
                              since.day, since.hour, line->waited);
    }
  return g_string_free (said, FALSE);
}

static Office *
office_new (const char *letters)
{
  Office *office = g_new0 (Office, 1);
  office->zone = kt_zone_new ("Europe/Riga");
  office->letters = g_array_new (FALSE, FALSE, sizeof (KtFollowLetter));
  office->people = g_ptr_array_new_with_free_func (g_free);
  office->met = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_auto (GStrv) lines = g_strsplit (letters, "; ", -1);
  for (char **line = lines; *line != NULL; line++)
    add (office, *line);
  return office;
}

static void
office_free (Office *office)
{
  kt_zone_unref (office->zone);
  g_array_unref (office->letters);
  g_ptr_array_unref (office->people);
  g_hash_table_unref (office->met);
  g_free (office);
}

static GArray *
judge (Office *office)
{
  KtFollowTerms terms = { { office->zone, KT_WORK_WEEK_DEFAULT }, now_of (office->zone), 1, 4 };
  return kt_follow_up_judge ((const KtFollowLetter *)(void *)office->letters->data,
                             office->letters->len, office->met, &terms);
}

static void
test_situations (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Office *office = office_new (cases[i].letters);
      g_autoptr (GArray) found = judge (office);
      g_autofree char *said = say (office, found);
      g_test_message ("%s: %s", cases[i].what, cases[i].letters);
      g_assert_cmpstr (said, ==, cases[i].expect);
      office_free (office);
    }
}

static void
check_why (const char *letters, KtFollowWhy why, gsize asking, guint unanswered)
{
  Office *office = office_new (letters);
  g_autoptr (GArray) found = judge (office);
  g_assert_cmpuint (found->len, ==, 1);
  const KtFollowUp *line = &g_array_index (found, KtFollowUp, 0);
  g_assert_cmpint (line->why, ==, why);
  g_assert_cmpuint (line->asking, ==, asking);
  g_assert_cmpuint (line->unanswered, ==, unanswered);
  office_free (office);
}

static void
test_why (void)
{
  check_why ("1<a 17T10 ?", KT_WHY_ASKED, 0, 1);
  check_why ("1<a 17T10", KT_WHY_WROTE, 0, 1);
  check_why ("1<a 17T10 t", KT_WHY_TROUBLED, 0, 1);
  check_why ("1>a 13T10 ?; 1<a 16T10 p", KT_WHY_THEY_PROMISED, 1, 1);
  check_why ("1<a 16T10 ?; 1>a 17T10 p", KT_WHY_YOU_PROMISED, 1, 1);
  check_why ("1<a 16T10 ?; 1<a 17T10", KT_WHY_INSISTS, 0, 2);
  check_why ("1>a 13T10; 1>a 16T10 ?; 1>a 16T11", KT_WHY_YOU_ASKED, 1, 3);
}

static void
test_empty (void)
{
  KtZone *zone = kt_zone_new_utc ();
  KtFollowTerms terms = { { zone, KT_WORK_WEEK_DEFAULT }, 0, 1, 4 };
  g_autoptr (GArray) found = kt_follow_up_judge (NULL, 0, NULL, &terms);
  g_assert_cmpuint (found->len, ==, 0);
  kt_zone_unref (zone);
}

/* A thread of ten thousand letters is one line, and soon. */
static void
test_long_thread (void)
{
  GString *letters = g_string_new (NULL);
  for (int i = 0; i < 10000; i++)
    g_string_append_printf (letters, "%s1<a 17T10 ?", i > 0 ? "; " : "");
  Office *office = office_new (letters->str);
  g_autoptr (GArray) found = judge (office);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (g_array_index (found, KtFollowUp, 0).unanswered, ==, 10000);
  office_free (office);
  g_string_free (letters, TRUE);
}

static void
test_places (void)
{
  const KtFollowPlace fine = { FALSE, FALSE, FALSE, TRUE, 0 };
  KtFollowPlace place = fine;
  g_assert_true (kt_follow_up_stands (KT_FOLLOW_I_OWE, 100, &place));
  place.answered = TRUE;
  g_assert_false (kt_follow_up_stands (KT_FOLLOW_I_OWE, 100, &place));
  g_assert_true (kt_follow_up_stands (KT_FOLLOW_THEY_OWE, 100, &place));
  place = fine;
  place.gone = TRUE;
  g_assert_false (kt_follow_up_stands (KT_FOLLOW_I_OWE, 100, &place));
  place = fine;
  place.archived = TRUE;
  g_assert_false (kt_follow_up_stands (KT_FOLLOW_I_OWE, 100, &place));
  place = fine;
  place.has_sent = FALSE;
  g_assert_false (kt_follow_up_stands (KT_FOLLOW_I_OWE, 100, &place));
  g_assert_true (kt_follow_up_stands (KT_FOLLOW_THEY_OWE, 100, &place));
  place = fine;
  place.horizon = 101;
  g_assert_false (kt_follow_up_stands (KT_FOLLOW_I_OWE, 100, &place));
  g_assert_false (kt_follow_up_stands (KT_FOLLOW_THEY_OWE, 100, &place));
  g_assert_true (kt_follow_up_stands (KT_FOLLOW_I_OWE, 101, &place));
  place.horizon = -1;
  g_assert_false (kt_follow_up_stands (KT_FOLLOW_I_OWE, 100, &place));
}

static void
test_rhythm (void)
{
  g_autoptr (KtZone) zone = kt_zone_new_utc ();
  const gint64 day = 86400, noon = 1764158400; /* 2025-11-26 12:00 */
  gint64 weekly[] = { noon, noon - 7 * day, noon - 14 * day, noon - 21 * day, noon - 28 * day };
  g_assert_cmpuint (kt_quiet_rhythm (weekly, 5, zone), ==, 7);
  g_assert_cmpuint (kt_quiet_rhythm (weekly, 4, zone), ==, 0);
  gint64 chatty[] = { noon, noon + 60, noon + 120, noon + 180, noon + 240, noon + 300 };
  g_assert_cmpuint (kt_quiet_rhythm (chatty, 6, zone), ==, 0); /* one day is one contact */
  gint64 pairs[10];
  for (int i = 0; i < 10; i++)
    pairs[i] = noon - i / 2 * 7 * day - i % 2;
  g_assert_cmpuint (kt_quiet_rhythm (pairs, 10, zone), ==, 7);
  gint64 uneven[] = { noon, noon - 1 * day, noon - 11 * day, noon - 13 * day, noon - 113 * day };
  g_assert_cmpuint (kt_quiet_rhythm (uneven, 5, zone), ==, 6); /* 1 2 10 100: between 2 and 10 */
}

static void
test_quiet (void)
{
  g_autoptr (KtZone) zone = kt_zone_new_utc ();
  const gint64 day = 86400, now = 1764158400;
  const struct
  {
    KtQuietFacts facts;
    gboolean quiet;
  } table[] = {
    { { now - 20 * day, 0, 7 }, FALSE },
    { { now - 21 * day, 0, 7 }, TRUE },
    { { now - 13 * day, 0, 1 }, FALSE },
    { { now - 14 * day, 0, 1 }, TRUE },
    { { now - 300 * day, 0, 0 }, FALSE },
    { { now - 366 * day, 0, 30 }, FALSE },
    { { now - 365 * day, 0, 30 }, TRUE },
    { { now - 29 * day, 30, 3 }, FALSE },
    { { now - 30 * day, 30, 3 }, TRUE },
    { { now - 900 * day, 30, 0 }, TRUE },
    { { 0, 0, 5 }, FALSE },
    { { 0, 40, 0 }, TRUE },
    { { 0, 60, 0 }, FALSE },
    { { now + day, 1, 1 }, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      guint days, usual;
      KtFollowWhy why;
      g_test_message ("row %zu", i);
      g_assert_cmpint (
          kt_quiet_judge (&table[i].facts, now - 50 * day, now, zone, &days, &usual, &why), ==,
          table[i].quiet);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/follow-up/situations", test_situations);
  g_test_add_func ("/follow-up/why", test_why);
  g_test_add_func ("/follow-up/empty", test_empty);
  g_test_add_func ("/follow-up/long-thread", test_long_thread);
  g_test_add_func ("/follow-up/places", test_places);
  g_test_add_func ("/quiet/rhythm", test_rhythm);
  g_test_add_func ("/quiet/judge", test_quiet);
  return g_test_run ();
}

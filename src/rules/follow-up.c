#include "config.h"
#include "kontor/follow-up.h"

/* When each person was last in touch, by direction. */
typedef struct
{
  GHashTable *written, *wrote; /* person → gint64 * into letters */
  GHashTable *met;             /* borrowed, may be NULL */
} Touch;

/* The letters of one thread that count, and where they lie in the caller's array. */
typedef struct
{
  const KtFollowLetter *letters;
  const KtFollowTerms *terms;
  const Touch *touch;
  const gsize *at;
  gsize n;
} Thread;

static gboolean
counts (const KtFollowLetter *letter)
{
  if (letter->kind == KT_KIND_AUTOMATIC || letter->kind == KT_KIND_BOUNCE)
    return FALSE;
  return (letter->flags & KT_LETTER_FLAG_FORGED) == 0;
}

static gboolean
is_contact (const KtFollowLetter *letter)
{
  if (!counts (letter) || letter->kind == KT_KIND_BULK)
    return FALSE;
  return letter->direction == KT_DIRECTION_IN || letter->n_others < KT_FOLLOW_CIRCULAR;
}

static void
note_touch (GHashTable *table, const KtId *person, const gint64 *time)
{
  if (*person != 0)
    g_hash_table_insert (table, (gpointer)person, (gpointer)time);
}

/* Oldest first, so that the last insert of a person is the newest. */
static void
touch_init (Touch *touch, const KtFollowLetter *letters, gsize n_letters, GHashTable *met)
{
  touch->written = g_hash_table_new (g_int64_hash, g_int64_equal);
  touch->wrote = g_hash_table_new (g_int64_hash, g_int64_equal);
  touch->met = met;
  for (gsize i = 0; i < n_letters; i++)
    {
      const KtFollowLetter *letter = &letters[i];
      if (!is_contact (letter))
        continue;
      gboolean out = letter->direction == KT_DIRECTION_OUT;
      note_touch (out ? touch->written : touch->wrote, &letter->person, &letter->time);
      for (gsize j = 0; out && j < letter->n_others; j++)
        note_touch (touch->written, &letter->others[j], &letter->time);
    }
}

static void
touch_clear (Touch *touch)
{
  g_hash_table_unref (touch->written);
  g_hash_table_unref (touch->wrote);
}

static gint64
last_touch (const Touch *touch, GHashTable *letters, KtId person)
{
  const gint64 *letter = g_hash_table_lookup (letters, &person);
  const gint64 *met = touch->met != NULL ? g_hash_table_lookup (touch->met, &person) : NULL;
  return MAX (letter != NULL ? *letter : G_MININT64, met != NULL ? *met : G_MININT64);
}

static gboolean
asks (const KtFollowLetter *letter)
{
  return (letter->flags & KT_LETTER_FLAG_ASKS) != 0;
}

static gboolean
promises (const KtFollowLetter *letter)
{
  return (letter->flags & KT_LETTER_FLAG_PROMISES) != 0;
}

static gboolean
troubles (const KtFollowLetter *letter)
{
  return (letter->flags & KT_LETTER_FLAG_TROUBLES) != 0;
}

/* Of mine: trouble I tell of, unless I promise to see to it, is theirs to mend. */
static gboolean
wants_reaction (const KtFollowLetter *letter)
{
  return asks (letter) || (troubles (letter) && !promises (letter));
}

/* Says nothing by which it could be left without an answer: no thanks, no news, no file. */
static gboolean
leaves_open (const KtFollowLetter *letter)
{
  return (letter->flags
          & (KT_LETTER_FLAG_CLOSES | KT_LETTER_FLAG_INFORMS | KT_LETTER_FLAG_PROMISES
             | KT_LETTER_FLAG_ATTACHED))
         == 0;
}

static gboolean
merely_closes (const KtFollowLetter *letter)
{
  return (letter->flags & KT_LETTER_FLAG_CLOSES) != 0 && !asks (letter);
}

static gboolean
settled (const KtFollowLetter *letter, gint64 now)
{
  return letter->dismissed || letter->snoozed_until > now;
}

static gboolean
wants_me (const KtFollowLetter *letter)
{
  return letter->direction == KT_DIRECTION_IN && letter->kind == KT_KIND_PERSONAL
         && letter->addressed != KT_ADDRESSED_CC && letter->person != 0;
}

static gboolean
has_mine (const Thread *thread)
{
  for (gsize i = 0; i < thread->n; i++)
    if (thread->letters[thread->at[i]].direction == KT_DIRECTION_OUT)
      return TRUE;
  return FALSE;
}

/* What a letter of theirs without an answer adds to what is found, the later ones seen before. */
static void
add_unanswered (KtFollowUp *result, const KtFollowLetter *letter, gsize at)
{
  if (asks (letter) && result->why != KT_WHY_ASKED)
    {
      result->asking = at;
      result->why = KT_WHY_ASKED;
    }
  else if (troubles (letter) && result->why == KT_WHY_WROTE)
    {
      result->asking = at;
      result->why = KT_WHY_TROUBLED;
    }
  result->since = letter->time;
  result->unanswered++;
}

/* Walks back over what one side wrote since the other answered. A newer letter must not make the
 * waiting look young: who asks every day would never be owed an answer. */
static KtFollowUp
unanswered_of (const Thread *thread, gint64 answered)
{
  gsize last = thread->at[thread->n - 1];
  const KtFollowLetter *newest = &thread->letters[last];
  KtFollowUp result = { KT_FOLLOW_I_OWE, last, last, newest->time, 0, 0, KT_WHY_WROTE };
  for (gsize i = thread->n; i-- > 0;)
    {
      const KtFollowLetter *letter = &thread->letters[thread->at[i]];
      if (letter->direction == KT_DIRECTION_OUT || letter->time < answered || letter->dismissed)
        break;
      if (letter->person != newest->person || !wants_me (letter))
        continue;
      if (merely_closes (letter))
        break;
      add_unanswered (&result, letter, thread->at[i]);
    }
  return result;
}

static void
add_if_due (const Thread *thread, KtFollowUp *result, guint after, GArray *found)
{
  const KtFollowTerms *terms = thread->terms;
  result->waited = kt_workdays_between (&terms->week, result->since, terms->now);
  if (result->since < terms->now && result->waited >= after)
    g_array_append_val (found, *result);
}

/* A promise of the newest letter is what remains to wait for. */
static KtFollowUp
promised_by (const Thread *thread, KtFollowUpKind kind)
{
  gsize last = thread->at[thread->n - 1];
  KtFollowWhy why = kind == KT_FOLLOW_I_OWE ? KT_WHY_YOU_PROMISED : KT_WHY_THEY_PROMISED;
  return (KtFollowUp){ kind, last, last, thread->letters[last].time, 0, 1, why };
}

static void
judge_in (const Thread *thread, GArray *found)
{
  const KtFollowTerms *terms = thread->terms;
  const KtFollowLetter *newest = &thread->letters[thread->at[thread->n - 1]];
  if (!wants_me (newest) || settled (newest, terms->now))
    return;
  gint64 answered = last_touch (thread->touch, thread->touch->written, newest->person);
  gint64 came = last_touch (thread->touch, thread->touch->wrote, newest->person);
  KtFollowUp promised = promised_by (thread, KT_FOLLOW_THEY_OWE);
  KtFollowUp result = unanswered_of (thread, answered);
  gboolean mends = result.why == KT_WHY_TROUBLED && promises (newest);
  gboolean wanted = result.why != KT_WHY_WROTE && !mends && !merely_closes (newest);
  if (promises (newest) && !wanted && came <= newest->time)
    {
      add_if_due (thread, &promised, terms->nudge_after, found);
      return;
    }
  if (answered > newest->time || merely_closes (newest))
    return;
  if (!wanted && (newest->reply || newest->house || has_mine (thread) || !leaves_open (newest)))
    return;
  if (result.unanswered > 1)
    result.why = KT_WHY_INSISTS;
  add_if_due (thread, &result, terms->answer_after, found);
}

static void
judge_out (const Thread *thread, GArray *found)
{
  const KtFollowTerms *terms = thread->terms;
  const KtFollowLetter *newest = &thread->letters[thread->at[thread->n - 1]];
  if (newest->person == 0 || newest->kind != KT_KIND_PERSONAL
      || newest->n_others >= KT_FOLLOW_CIRCULAR || merely_closes (newest)
      || settled (newest, terms->now))
    return;
  gint64 answered = last_touch (thread->touch, thread->touch->wrote, newest->person);

  gsize last = thread->at[thread->n - 1];
  KtFollowUp result = { KT_FOLLOW_THEY_OWE, last, last, newest->time, 0, 0, KT_WHY_YOU_ASKED };
  gboolean asked = FALSE;
  for (gsize i = thread->n; i-- > 0;)
    {
      const KtFollowLetter *letter = &thread->letters[thread->at[i]];
      if (letter->direction == KT_DIRECTION_IN || letter->time < answered || letter->dismissed
          || merely_closes (letter))
        break;
      if (wants_reaction (letter) && !asked)
        {
          result.asking = thread->at[i];
          asked = TRUE;
        }
      result.unanswered++;
    }
  gint64 went = last_touch (thread->touch, thread->touch->written, newest->person);
  if (!asked && promises (newest) && went <= newest->time)
    {
      KtFollowUp promised = promised_by (thread, KT_FOLLOW_I_OWE);
      add_if_due (thread, &promised, terms->answer_after, found);
      return;
    }
  if (!asked && !newest->deal)
    return;
  if (!asked)
    result.why = KT_WHY_DEAL;
  add_if_due (thread, &result, terms->nudge_after, found);
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const KtFollowUp *one = a, *two = b;
  if (one->kind != two->kind)
    return one->kind < two->kind ? -1 : 1;
  if (one->since != two->since)
    return one->since < two->since ? -1 : 1;
  return one->letter < two->letter ? -1 : one->letter > two->letter;
}

/* The letters that count, thread by thread. */
typedef struct
{
  gsize *at;     /* their indices, in order within a thread */
  guint *starts; /* of each thread in at; one more ends the last */
  guint n_threads;
} Threads;

/* Which thread each letter is in, from 1 on; 0: it does not count. *ret_n: how many threads. */
static guint *
number_threads (const KtFollowLetter *letters, gsize n_letters, guint *ret_n)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint *number = g_new0 (guint, n_letters + 1);
  *ret_n = 0;
  for (gsize i = 0; i < n_letters; i++)
    {
      if (!counts (&letters[i]))
        continue;
      number[i] = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, &letters[i].thread));
      if (number[i] != 0)
        continue;
      number[i] = ++*ret_n;
      g_hash_table_insert (numbers, (gpointer)&letters[i].thread, GUINT_TO_POINTER (number[i]));
    }
  return number;
}

static void
threads_init (Threads *threads, const KtFollowLetter *letters, gsize n_letters)
{
  g_autofree guint *number = number_threads (letters, n_letters, &threads->n_threads);
  g_autofree guint *next = g_new0 (guint, threads->n_threads + 1);
  threads->starts = g_new0 (guint, threads->n_threads + 1);
  threads->at = g_new (gsize, n_letters + 1);
  for (gsize i = 0; i < n_letters; i++)
    if (number[i] != 0)
      threads->starts[number[i]]++;
  for (guint t = 1; t <= threads->n_threads; t++)
    {
      next[t - 1] = threads->starts[t - 1];
      threads->starts[t] += threads->starts[t - 1];
    }
  for (gsize i = 0; i < n_letters; i++)
    if (number[i] != 0)
      threads->at[next[number[i] - 1]++] = i;
}

static void
threads_clear (Threads *threads)
{
  g_free (threads->at);
  g_free (threads->starts);
}

GArray *
kt_follow_up_judge (const KtFollowLetter *letters, gsize n_letters, GHashTable *met,
                    const KtFollowTerms *terms)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (KtFollowUp));
  Touch touch;
  Threads threads;
  touch_init (&touch, letters, n_letters, met);
  threads_init (&threads, letters, n_letters);
  for (guint t = 0; t < threads.n_threads; t++)
    {
      gsize start = threads.starts[t];
      Thread thread = { letters, terms, &touch, threads.at + start, threads.starts[t + 1] - start };
      if (letters[thread.at[thread.n - 1]].direction == KT_DIRECTION_IN)
        judge_in (&thread, found);
      else
        judge_out (&thread, found);
    }
  threads_clear (&threads);
  touch_clear (&touch);
  g_array_sort (found, compare);
  return found;
}

gboolean
kt_follow_up_stands (KtFollowUpKind kind, gint64 time, const KtFollowPlace *place)
{
  if (place->horizon < 0 || (place->horizon > 0 && time < place->horizon))
    return FALSE;
  if (kind == KT_FOLLOW_THEY_OWE)
    return TRUE;
  return !place->answered && !place->gone && !place->archived && place->has_sent;
}

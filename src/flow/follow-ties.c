#include "config.h"
#include "follow-ties.h"
#include "kontor/addr.h"
#include "kontor/letter-scan.h"
#include "kontor/subject.h"
#include <string.h>

#define TIES 2 /* by the house, by the name */

static guint64
house_of (KtFollowTies *ties, const char *norm)
{
  const char *at = strchr (norm, '@');
  if (at == NULL)
    return 0;
  const guint64 *known = g_hash_table_lookup (ties->houses, at + 1);
  if (known != NULL)
    return *known;
  guint64 house = kt_domain_is_free_mail (at + 1) ? 0 : kt_subject_topic (at + 1);
  g_hash_table_insert (ties->houses, (gpointer)(at + 1), g_memdup2 (&house, sizeof house));
  return house;
}

/* Fills in those there are, 0 elsewhere. */
static void
ties_of (KtFollowTies *ties, const KtFollowFace *face, guint64 topic, gint64 ret[TIES])
{
  guint64 house = topic != 0 ? house_of (ties, face->norm) : 0;
  guint64 name = topic != 0 ? kt_name_number (face->name) : 0;
  ret[0] = house != 0 ? (gint64)(house * 31 + topic) : 0;
  ret[1] = name != 0 ? (gint64)(name * 37 + topic) : 0;
}

static gboolean
counts (const KtFollowLetter *letter)
{
  return (letter->kind == KT_KIND_PERSONAL || letter->kind == KT_KIND_INVITE) && letter->person != 0
         && (letter->flags & (KT_LETTER_FLAG_FORGED | KT_LETTER_FLAG_SPOOFED)) == 0;
}

/* The oldest letter of a topic that waits for one that went, and for one that came; G_MAXINT64:
 * none does. */
typedef struct
{
  guint64 topic;
  gint64 to_go, to_come;
} Wanted;

static Wanted *
wanted_of (GHashTable *topics, guint64 topic)
{
  Wanted *wanted = g_hash_table_lookup (topics, &topic);
  if (wanted != NULL)
    return wanted;
  wanted = g_new (Wanted, 1);
  *wanted = (Wanted){ topic, G_MAXINT64, G_MAXINT64 };
  g_hash_table_insert (topics, &wanted->topic, wanted);
  return wanted;
}

/* Topic → Wanted *. */
static GHashTable *
wanted_by (const KtFollowReading *reading, const GArray *found)
{
  GHashTable *topics = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  for (guint i = 0; i < found->len; i++)
    {
      const KtFollowUp *one = &g_array_index (found, KtFollowUp, i);
      const KtFollowFace *face = &g_array_index (reading->faces, KtFollowFace, one->letter);
      gint64 time = g_array_index (reading->letters, KtFollowLetter, one->letter).time;
      Wanted *wanted = wanted_of (topics, kt_subject_topic (face->subject));
      gint64 *oldest = one->kind == KT_FOLLOW_I_OWE ? &wanted->to_go : &wanted->to_come;
      *oldest = MIN (*oldest, time);
    }
  return topics;
}

static gboolean
may_settle (GHashTable *topics, const KtFollowLetter *letter, guint64 topic)
{
  const Wanted *wanted = topic != 0 ? g_hash_table_lookup (topics, &topic) : NULL;
  if (wanted == NULL)
    return FALSE;
  return letter->time > (letter->direction == KT_DIRECTION_OUT ? wanted->to_go : wanted->to_come);
}

typedef struct
{
  GHashTable *topics, *known; /* known: rows that were read (gint64 *) */
  GArray *rows;
} Search;

static void
see_subject (gint64 id, const char *subject, gpointer data)
{
  Search *search = data;
  guint64 topic = kt_subject_topic (subject);
  if (topic != 0 && g_hash_table_contains (search->topics, &topic)
      && !g_hash_table_contains (search->known, &id))
    g_array_append_val (search->rows, id);
}

gboolean
kt_follow_ties_fetch (KtFollowReading *reading, const GArray *found, GError **error)
{
  g_autoptr (GHashTable) topics = wanted_by (reading, found);
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  Search search = { topics, known, rows };
  gint64 since = G_MAXINT64 >> 20;
  for (guint i = 0; i < reading->rows->len; i++)
    g_hash_table_add (known, &g_array_index (reading->rows, KtFollowRow, i).row);
  for (guint i = 0; i < found->len; i++)
    {
      gsize at = g_array_index (found, KtFollowUp, i).letter;
      since = MIN (since, g_array_index (reading->letters, KtFollowLetter, at).time);
    }
  return kt_letter_subjects (reading->context->store, since, see_subject, &search, error)
         && kt_follow_reading_rows (reading, rows, error);
}

static void
note_newest (GHashTable *table, gint64 tie, const gint64 *time)
{
  const gint64 *known = g_hash_table_lookup (table, &tie);
  if (known == NULL || *known < *time)
    g_hash_table_insert (table, g_memdup2 (&tie, sizeof tie), (gpointer)time);
}

void
kt_follow_ties_init (KtFollowTies *ties, const KtFollowReading *reading, const GArray *found)
{
  g_autoptr (GHashTable) topics = wanted_by (reading, found);
  ties->came = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  ties->went = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  ties->houses = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; i < reading->letters->len; i++)
    {
      const KtFollowLetter *letter = &g_array_index (reading->letters, KtFollowLetter, i);
      const KtFollowFace *face = &g_array_index (reading->faces, KtFollowFace, i);
      guint64 topic = counts (letter) ? kt_subject_topic (face->subject) : 0;
      gint64 of[TIES];
      if (!may_settle (topics, letter, topic))
        continue;
      ties_of (ties, face, topic, of);
      GHashTable *table = letter->direction == KT_DIRECTION_OUT ? ties->went : ties->came;
      for (guint k = 0; k < TIES; k++)
        if (of[k] != 0)
          note_newest (table, of[k], &letter->time);
    }
}

void
kt_follow_ties_clear (KtFollowTies *ties)
{
  g_hash_table_unref (ties->came);
  g_hash_table_unref (ties->went);
  g_hash_table_unref (ties->houses);
}

gboolean
kt_follow_ties_settle (KtFollowTies *ties, const KtFollowReading *reading, const KtFollowUp *found)
{
  const KtFollowLetter *letter = &g_array_index (reading->letters, KtFollowLetter, found->letter);
  const KtFollowFace *face = &g_array_index (reading->faces, KtFollowFace, found->letter);
  GHashTable *table = found->kind == KT_FOLLOW_I_OWE ? ties->went : ties->came;
  gint64 of[TIES];
  if (g_hash_table_size (table) == 0)
    return FALSE;
  ties_of (ties, face, kt_subject_topic (face->subject), of);
  for (guint k = 0; k < TIES; k++)
    {
      const gint64 *time = of[k] != 0 ? g_hash_table_lookup (table, &of[k]) : NULL;
      if (time != NULL && *time > letter->time)
        return TRUE;
    }
  return FALSE;
}

#include "config.h"
#include "kontor/addressbook-engine.h"
#include "kontor/contact-vcard.h"
#include "kontor/error.h"
#include "kontor/query.h"
#include <string.h>

#define CARD_VERSION "3.0" /* of new cards: every server and every phone takes it */

/* --- what the book wants --- */

/* Its own where it came with a card; else made of its key, the same on every machine. */
static gboolean
uid_of (KtStore *store, KtId contact, char **ret_uid, char **ret_text, GError **error)
{
  char ref[KT_REF_LENGTH + 1];
  if (!kt_contact_vcard_get (store, contact, ret_uid, ret_text, error))
    return FALSE;
  kt_ref_full (contact, ref);
  if (*ret_uid != NULL && **ret_uid != '\0')
    return TRUE;
  g_free (*ret_uid);
  *ret_uid = g_strconcat (ref, KT_CARD_UID_SUFFIX, NULL);
  return TRUE;
}

KtWish *
kt_card_wish (KtContext *context, KtId contact, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) facts = kt_facts_of_contact (context->store, contact, &failed);
  if (facts == NULL)
    {
      if (!g_error_matches (failed, KT_ERROR, KT_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  const KtFact *name = kt_facts_find (facts, "name", "");
  KtWish *wish = g_new0 (KtWish, 1);
  wish->kind = KT_OUTBOX_CONTACT;
  wish->record = contact;
  wish->uid = g_strdup ("");
  wish->props = kt_facts_print (facts);
  wish->text = g_strdup (wish->props); /* stands for it; the card itself is made when it is put */
  wish->what = g_strdup (name != NULL ? name->value : "");
  return wish;
}

static GHashTable *
pushed (KtCalendarRun *run, GError **error)
{
  const KtCalendarSource *config = run->config;
  if (config->push == KT_PUSH_QUERY)
    return kt_query_contacts (run->context, config->push_query, error);
  g_autoptr (GPtrArray) all = kt_contact_list (run->context->store, NULL, NULL, error);
  if (all == NULL)
    return NULL;
  GHashTable *set = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < all->len; i++)
    g_hash_table_add (set, g_memdup2 (&((KtContact *)all->pdata[i])->id, sizeof (KtId)));
  return set;
}

static int
by_key (gconstpointer a, gconstpointer b)
{
  KtId x = (*(const KtWish *const *)a)->record, y = (*(const KtWish *const *)b)->record;
  return (x > y) - (x < y);
}

GPtrArray *
kt_card_wishes (KtCalendarRun *run, GError **error)
{
  g_autoptr (GPtrArray) wishes = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_wish_free);
  if (run->config->push == KT_PUSH_NONE)
    return g_steal_pointer (&wishes);
  g_autoptr (GHashTable) owners = kt_card_owners (run->context->store, error);
  g_autoptr (GHashTable) set = owners != NULL ? pushed (run, error) : NULL;
  GHashTableIter iter;
  gpointer key;
  if (set == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (g_hash_table_contains (owners, key))
        continue;
      g_autoptr (KtWish) wish = kt_card_wish (run->context, *(const KtId *)key, error);
      g_autofree char *text = NULL;
      if (wish == NULL)
        return NULL;
      g_clear_pointer (&wish->uid, g_free);
      if (!uid_of (run->context->store, wish->record, &wish->uid, &text, error))
        return NULL;
      g_ptr_array_add (wishes, g_steal_pointer (&wish));
    }
  g_ptr_array_sort (wishes, by_key);
  return g_steal_pointer (&wishes);
}

/* --- and how its text says so --- */

static const struct
{
  const char *name;
  gsize place;
  guint32 tells;
} singles[] = {
  { "kind", G_STRUCT_OFFSET (KtVcard, kind), KT_VCARD_NAME },
  { "name", G_STRUCT_OFFSET (KtVcard, name), KT_VCARD_NAME },
  { "given", G_STRUCT_OFFSET (KtVcard, given), KT_VCARD_NAME },
  { "family", G_STRUCT_OFFSET (KtVcard, family), KT_VCARD_NAME },
  { "additional", G_STRUCT_OFFSET (KtVcard, additional), KT_VCARD_NAME },
  { "company", G_STRUCT_OFFSET (KtVcard, company), KT_VCARD_COMPANY },
  { "birthday", G_STRUCT_OFFSET (KtVcard, birthday), KT_VCARD_BIRTHDAY },
  { "language", G_STRUCT_OFFSET (KtVcard, language), KT_VCARD_LANGUAGE },
  { "city", G_STRUCT_OFFSET (KtVcard, city), KT_VCARD_POST },
};

static guint32
tells_of (const KtFact *fact)
{
  static const struct
  {
    const char *kind;
    guint32 tells;
  } kinds[] = { { "email", KT_VCARD_EMAIL },
                { "phone", KT_VCARD_PHONE },
                { "post", KT_VCARD_POST },
                { "url", KT_VCARD_URL },
                { "messenger", KT_VCARD_MESSENGER } };
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (fact->name, kinds[i].kind))
      return kinds[i].tells;
  for (gsize i = 0; i < G_N_ELEMENTS (singles); i++)
    if (g_str_equal (fact->name, singles[i].name))
      return singles[i].tells;
  return 0;
}

static guint
index_of (const GPtrArray *facts, const KtFact *fact)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const KtFact *one = facts->pdata[i];
      if (g_str_equal (one->name, fact->name) && g_str_equal (one->key, fact->key))
        return i;
    }
  return facts->len;
}

static void
replace (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

/* Makes facts of a card what they are to be; returns what it has to tell anew. */
static guint32
carry_over (GPtrArray *facts, const GArray *changes)
{
  guint32 tells = 0;
  for (guint i = 0; i < changes->len; i++)
    {
      const KtFactChange *change = &g_array_index (changes, KtFactChange, i);
      const KtFact *about = change->to != NULL ? change->to : change->from;
      guint at = index_of (facts, about);
      KtFact *there = at < facts->len ? facts->pdata[at] : NULL;
      if (change->step == KT_FACT_REMOVED && there != NULL)
        g_ptr_array_remove_index (facts, at);
      else if (change->step == KT_FACT_REMOVED)
        continue;
      else if (there == NULL)
        {
          KtFact *fact = g_new (KtFact, 1);
          *fact = (KtFact){ g_strdup (about->name), g_strdup (about->key), g_strdup (about->value),
                            g_strdup (about->label) };
          g_ptr_array_add (facts, fact);
        }
      else if (*about->key == '\0' && !g_str_equal (there->value, about->value))
        replace (&there->value, about->value);
      else if (*about->key != '\0' && change->step == KT_FACT_CHANGED
               && !g_str_equal (there->label, about->label))
        replace (&there->label, about->label);
      else
        continue;
      tells |= tells_of (about);
    }
  return tells;
}

/* The card's points, out of facts. */
static GArray *
fill_card (KtVcard *card, const GPtrArray *facts)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (KtVcardPoint));
  for (gsize i = 0; i < G_N_ELEMENTS (singles); i++)
    {
      const KtFact *fact = kt_facts_find (facts, singles[i].name, "");
      G_STRUCT_MEMBER (const char *, card, singles[i].place) = fact != NULL ? fact->value : "";
    }
  for (guint i = 0; i < facts->len; i++)
    {
      const KtFact *fact = facts->pdata[i];
      const KtVcardPoint point = { .kind = fact->name, .value = fact->value, .label = fact->label };
      if (kt_fact_is_point (fact))
        g_array_append_val (points, point);
    }
  card->points = (KtVcardPoint *)(void *)points->data;
  card->n_points = points->len;
  return points;
}

/* The card with the lines of those that were joined to it, and without those of which that was
 * taken back. Takes text; NULL: nothing came of it. What cannot be joined stays in the book. */
static char *
join_cards (KtCalendarRun *run, char *patched, const char *text, const GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const KtFactChange *change = &g_array_index (changes, KtFactChange, i);
      const KtFact *from = change->from, *to = change->to;
      const char *now = patched != NULL ? patched : text;
      if (!g_str_equal ((to != NULL ? to : from)->name, KT_FACT_CARD) || *now == '\0')
        continue;
      char *joined = kt_card_reader_join (run->cards, from != NULL ? from->value : "",
                                          to != NULL ? to->value : "", now, NULL);
      if (joined == NULL || g_str_equal (joined, now))
        g_free (joined);
      else
        {
          g_free (patched);
          patched = joined;
        }
    }
  return patched;
}

/* uid NULL: it has one. NULL without error: text says it all already. */
static char *
patch (KtCalendarRun *run, const char *text, const char *before, const KtWish *wish,
       const char *uid, GError **error)
{
  g_autoptr (KtVcard) read = *text != '\0' ? kt_card_reader_read (run->cards, text, error) : NULL;
  if (*text != '\0' && read == NULL)
    return NULL;
  g_autoptr (GPtrArray) facts
      = read != NULL ? kt_facts_of_card (run->context, read) : kt_facts_parse ("");
  g_autoptr (GPtrArray) old = kt_facts_parse (before), new = kt_facts_parse (wish->props);
  g_autoptr (GArray) changes = kt_facts_diff (old, new);
  KtVcard wanted = { .version = CARD_VERSION, .uid = uid };
  wanted.tells = carry_over (facts, changes);
  if (uid != NULL && (read == NULL || *read->uid == '\0'))
    wanted.tells |= KT_VCARD_UID;
  GArray *points = fill_card (&wanted, facts); /* what wanted refers to */
  char *patched = wanted.tells != 0
                      ? kt_card_reader_patch (run->cards, text, &wanted, CARD_VERSION, error)
                      : NULL;
  g_array_unref (points);
  if (patched == NULL && wanted.tells != 0)
    return NULL;
  return join_cards (run, patched, text, changes);
}

char *
kt_card_apply (KtCalendarRun *run, const char *base, const char *before, const KtWish *wish,
               GError **error)
{
  gboolean same = FALSE;
  g_autofree char *text = patch (run, base, before, wish, NULL, error);
  if (text == NULL || !kt_run_same (run, text, base, &same, error) || same)
    return NULL;
  return g_steal_pointer (&text);
}

/* What it came with once is where it begins: a photo in it is not lost. */
char *
kt_card_text (KtCalendarRun *run, const KtWish *wish, GError **error)
{
  g_autofree char *uid = NULL, *text = NULL;
  g_autoptr (GError) failed = NULL;
  if (!uid_of (run->context->store, wish->record, &uid, &text, error))
    return NULL;
  const char *from = text != NULL ? text : "";
  g_autofree char *made = patch (run, from, "", wish, uid, &failed);
  if (failed == NULL)
    return made != NULL ? g_steal_pointer (&made) : g_strdup (from);
  if (*from == '\0' || g_error_matches (failed, KT_ERROR, KT_ERROR_DATABASE))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  return patch (run, "", "", wish, uid, error); /* what it came with cannot be read any more */
}

#include "config.h"
#include "kontor/addressbook-engine.h"
#include "kontor/contact-edit.h"
#include "kontor/contact-vcard.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/import-rows.h"
#include "kontor/note.h"
#include <string.h>

#define POINTS_MAX 100 /* of one contact */

/* --- who it is --- */

KtId
kt_card_contact_key (const KtCalendar *book, const KtObject *object)
{
  if (object->uid != NULL && *object->uid != '\0')
    return kt_id_hash_strings ("contact-card", object->uid, NULL);
  return kt_id_hash_strings ("contact-card", book->source, book->href, object->href, NULL);
}

/* Two given names that differ are two people, however they share an address. */
static gboolean
may_share (const KtVcard *card, const KtContact *contact)
{
  if (contact->given == NULL || *card->given == '\0')
    return TRUE;
  return kt_names_near (card->given, contact->given);
}

static gboolean
owns (KtStore *store, const KtContact *contact, const char *match)
{
  g_autoptr (GPtrArray) points = kt_point_list (store, contact->id, NULL);
  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      if (g_str_equal (point->match, match))
        return !point->shared;
    }
  return FALSE;
}

char *
kt_fact_match (const KtContext *context, const KtFact *fact)
{
  g_autoptr (KtAddr) addr
      = g_str_equal (fact->name, "email") ? kt_addr_parse (fact->value, NULL) : NULL;
  if (addr == NULL)
    return g_strdup (fact->key);
  return kt_addr_match (addr, context->settings != NULL ? &context->settings->addr_rules
                                                        : &kt_addr_rules_default);
}

/* *ret: the one whom all points of a kind mean; of two nobody is picked. */
static gboolean
find_by_points (KtContext *context, const KtVcard *card, const GPtrArray *facts, const char *kind,
                KtId *ret, GError **error)
{
  gboolean phone = g_str_equal (kind, "phone");
  *ret = 0;
  for (guint i = 0; i < facts->len; i++)
    {
      const KtFact *fact = facts->pdata[i];
      if (!g_str_equal (fact->name, kind))
        continue;
      g_autofree char *match = kt_fact_match (context, fact);
      g_autoptr (GPtrArray) owners = kt_contact_by_match (context->store, match, error);
      if (owners == NULL)
        return FALSE;
      for (guint k = 0; k < owners->len; k++)
        {
          const KtContact *owner = owners->pdata[k];
          if (!owns (context->store, owner, match) || !may_share (card, owner)
              || (phone && !kt_names_near (card->name, owner->name)) || owner->id == *ret)
            continue;
          if (*ret != 0)
            {
              *ret = 0;
              return TRUE;
            }
          *ret = owner->id;
        }
    }
  return TRUE;
}

/* A second card of somebody in one address book is his only where it has his very name. */
static gboolean
keep_if_free (KtContext *context, const KtVcard *card, GHashTable *taken, KtId *contact,
              GError **error)
{
  if (*contact == 0 || !g_hash_table_contains (taken, contact))
    return TRUE;
  g_autofree char *name = kt_contact_name (context->store, *contact, error);
  if (name == NULL)
    return FALSE;
  g_autofree char *a = kt_fold (name), *b = kt_fold (card->name);
  if (!g_str_equal (a, b))
    *contact = 0;
  return TRUE;
}

gboolean
kt_card_match (KtContext *context, const KtVcard *card, GHashTable *taken, KtId *ret_contact,
               GError **error)
{
  if (!kt_contact_vcard_find (context->store, card->uid, ret_contact, error))
    return FALSE;
  if (*ret_contact != 0)
    return TRUE;
  g_autoptr (GPtrArray) facts = kt_facts_of_card (context, card);
  if (!find_by_points (context, card, facts, "email", ret_contact, error)
      || (*ret_contact == 0 && !find_by_points (context, card, facts, "phone", ret_contact, error)))
    return FALSE;
  return keep_if_free (context, card, taken, ret_contact, error);
}

/* --- what is written --- */

typedef struct
{
  KtContext *context;
  KtContact *contact;
  GPtrArray *points;      /* KtPoint, as they are now */
  gboolean columns, rows; /* changed */
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->contact, kt_contact_free);
  g_clear_pointer (&work->points, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
work_begin (Work *work, KtContext *context, KtId id, GError **error)
{
  work->context = context;
  work->contact = kt_contact_get (context->store, id, error);
  work->points = work->contact != NULL ? kt_point_list (context->store, id, error) : NULL;
  return work->points != NULL;
}

static gboolean
work_end (Work *work, gboolean *ret_changed, GError **error)
{
  *ret_changed = work->columns || work->rows;
  if (!*ret_changed)
    return TRUE;
  work->contact->updated = MAX (work->context->clock.now, work->contact->updated + 1);
  return kt_contact_update (work->context->store, work->contact, error);
}

static char **
place_of (KtContact *contact, const char *name)
{
  const struct
  {
    const char *name;
    char **place;
  } places[] = { { "kind", &contact->kind },
                 { "name", &contact->name },
                 { "given", &contact->given },
                 { "family", &contact->family },
                 { "additional", &contact->patronymic },
                 { "company", &contact->company },
                 { "birthday", &contact->birthday },
                 { "language", &contact->language },
                 { "city", &contact->city } };
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (name, places[i].name))
      return places[i].place;
  return NULL;
}

/* A value that the book does not take (a birthday that is yet to come) is left where it lies. */
static void
set_column (Work *work, const char *name, const char *value)
{
  char **place = place_of (work->contact, name);
  const char *key = g_str_equal (name, "additional") ? "patronymic" : name;
  if (place == NULL || g_strcmp0 (*place != NULL ? *place : "", value) == 0)
    return;
  g_autofree char *before = g_strdup (*place);
  if (kt_contact_set_field (work->contact, key, value, &work->context->clock, NULL))
    work->columns |= g_strcmp0 (before, *place) != 0;
}

static KtPoint *
find_point (const Work *work, const KtFact *fact)
{
  for (guint i = 0; i < work->points->len; i++)
    {
      KtPoint *point = work->points->pdata[i];
      if (g_str_equal (point->kind, fact->name) && g_str_equal (point->norm, fact->key))
        return point;
    }
  return NULL;
}

/* An address that is somebody else's own is one that several people use. */
static gboolean
is_shared (Work *work, const KtFact *fact, const char *match, gboolean *ret, GError **error)
{
  *ret = FALSE;
  if (!g_str_equal (fact->name, "email"))
    return TRUE;
  g_autoptr (KtAddr) addr = kt_addr_parse (fact->value, NULL);
  g_autoptr (GPtrArray) owners = kt_contact_by_match (work->context->store, match, error);
  for (guint i = 0; owners != NULL && i < owners->len; i++)
    *ret |= ((const KtContact *)owners->pdata[i])->id != work->contact->id;
  *ret |= addr != NULL && kt_addr_is_role (addr);
  return owners != NULL;
}

static gboolean
insert_point (Work *work, const KtPoint *point, GError **error)
{
  work->rows = TRUE;
  return kt_point_insert (work->context->store, point, work->context->clock.now, error);
}

/* Its key is made of what it is, so that a second machine makes the same row. */
static gboolean
add_point (Work *work, const KtFact *fact, GError **error)
{
  char ref[KT_REF_LENGTH + 1];
  g_autofree char *match = kt_fact_match (work->context, fact);
  if (find_point (work, fact) != NULL || work->points->len >= POINTS_MAX)
    return TRUE;
  kt_ref_full (work->contact->id, ref);
  KtPoint *point = g_new0 (KtPoint, 1);
  point->id = kt_id_hash_strings ("contact-card-point", ref, fact->name, fact->key, NULL);
  point->contact = work->contact->id;
  point->kind = g_strdup (fact->name);
  point->raw = g_strdup (fact->value);
  point->norm = g_strdup (fact->key);
  point->match = g_steal_pointer (&match);
  point->label = *fact->label != '\0' ? g_strdup (fact->label) : NULL;
  for (guint i = 0; i < work->points->len; i++)
    {
      const KtPoint *other = work->points->pdata[i];
      if (g_str_equal (other->kind, point->kind))
        point->position = MAX (point->position, other->position + 1);
    }
  g_ptr_array_add (work->points, point);
  return is_shared (work, fact, point->match, &point->shared, error)
         && insert_point (work, point, error);
}

static gboolean
remove_point (Work *work, const KtFact *fact, GError **error)
{
  KtPoint *point = find_point (work, fact);
  if (point == NULL)
    return TRUE;
  KtId id = point->id;
  g_ptr_array_remove (work->points, point);
  work->rows = TRUE;
  return kt_point_delete (work->context->store, id, error);
}

static gboolean
label_point (Work *work, const KtFact *fact, GError **error)
{
  KtPoint *point = find_point (work, fact);
  if (point == NULL)
    return add_point (work, fact, error);
  if (g_strcmp0 (point->label != NULL ? point->label : "", fact->label) == 0)
    return TRUE;
  g_free (point->label);
  point->label = *fact->label != '\0' ? g_strdup (fact->label) : NULL;
  return kt_point_delete (work->context->store, point->id, error)
         && insert_point (work, point, error);
}

static gboolean
change_tag (Work *work, const KtFact *add, const KtFact *remove, GError **error)
{
  char *added[] = { add != NULL ? add->value : NULL, NULL };
  char *removed[] = { remove != NULL ? remove->value : NULL, NULL };
  g_autoptr (GError) failed = NULL;
  g_auto (GStrv) before = kt_tag_list (work->context->store, work->contact->id, error);
  if (before == NULL)
    return FALSE;
  if (!kt_contact_change_tags (work->context, work->contact->id, added, removed, &failed))
    {
      if (!g_error_matches (failed, KT_ERROR, KT_ERROR_DATABASE))
        return TRUE; /* no tag of ours, or gone already */
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  g_auto (GStrv) after = kt_tag_list (work->context->store, work->contact->id, error);
  if (after == NULL)
    return FALSE;
  work->rows |= !g_strv_equal ((const char *const *)before, (const char *const *)after);
  return TRUE;
}

/* A note that another card, or this one before, brought is there already. */
static gboolean
add_note (Work *work, const KtFact *fact, GError **error)
{
  char ref[KT_REF_LENGTH + 1];
  kt_ref_full (work->contact->id, ref);
  gint64 now = work->context->clock.now;
  KtNote note = { .id = kt_id_hash_strings ("contact-card-note", ref, fact->key, NULL),
                  .contact = work->contact->id,
                  .kind = (char *)"note",
                  .at = now,
                  .created = now,
                  .updated = now,
                  .text = fact->value };
  g_autoptr (GPtrArray) notes
      = kt_note_list (work->context->store, work->contact->id, G_MAXINT, error);
  if (notes == NULL)
    return FALSE;
  for (guint i = 0; i < notes->len; i++)
    {
      const KtNote *other = notes->pdata[i];
      if (other->id == note.id || g_str_equal (other->text, note.text))
        return TRUE;
    }
  work->rows = TRUE;
  return kt_note_insert (work->context->store, &note, error);
}

static gboolean
add_fact (Work *work, const KtFact *fact, GError **error)
{
  if (kt_fact_is_point (fact))
    return add_point (work, fact, error);
  if (g_str_equal (fact->name, "tag"))
    return change_tag (work, fact, NULL, error);
  if (g_str_equal (fact->name, "note"))
    return add_note (work, fact, error);
  return TRUE;
}

/* --- as a whole --- */

gboolean
kt_card_make_contact (KtContext *context, KtId id, const KtVcard *card, GError **error)
{
  gboolean changed;
  gint64 now = context->clock.now;
  KtContact contact
      = { .id = id,
          .kind = (char *)(g_str_equal (card->kind, "company") ? "company" : "person"),
          .name = (char *)card->name,
          .origin = (char *)"sync",
          .created = now,
          .updated = now };
  return kt_contact_insert (context->store, &contact, error)
         && kt_card_join_contact (context, id, card, &changed, error);
}

gboolean
kt_card_join_contact (KtContext *context, KtId id, const KtVcard *card, gboolean *ret_changed,
                      GError **error)
{
  g_auto (Work) work = { 0 };
  g_autoptr (GPtrArray) facts = kt_facts_of_card (context, card);
  if (!work_begin (&work, context, id, error))
    return FALSE;
  for (guint i = 0; i < facts->len; i++)
    {
      const KtFact *fact = facts->pdata[i];
      char **place = place_of (work.contact, fact->name);
      if (place != NULL && (*place == NULL || **place == '\0'))
        set_column (&work, fact->name, fact->value);
      else if (place == NULL && !add_fact (&work, fact, error))
        return FALSE;
    }
  return work_end (&work, ret_changed, error);
}

static gboolean
carry_out (Work *work, const KtFactChange *change, GError **error)
{
  const KtFact *fact = change->to != NULL ? change->to : change->from;
  if (place_of (work->contact, fact->name) != NULL)
    {
      set_column (work, fact->name, change->to != NULL ? change->to->value : "");
      return TRUE;
    }
  if (change->step == KT_FACT_ADDED)
    return add_fact (work, fact, error);
  if (change->step == KT_FACT_CHANGED)
    return !kt_fact_is_point (fact) || label_point (work, fact, error);
  if (kt_fact_is_point (fact))
    return remove_point (work, fact, error);
  /* what was written down once stays written down */
  return !g_str_equal (fact->name, "tag") || change_tag (work, NULL, fact, error);
}

gboolean
kt_card_change_contact (KtContext *context, KtId id, const GArray *changes, gboolean *ret_changed,
                        GError **error)
{
  g_auto (Work) work = { 0 };
  if (!work_begin (&work, context, id, error))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (!carry_out (&work, &g_array_index (changes, KtFactChange, i), error))
      return FALSE;
  return work_end (&work, ret_changed, error);
}

#include "config.h"
#include "kontor/card-wanted.h"
#include "kontor/addr.h"
#include "kontor/contact-card.h"
#include "kontor/contact-edit.h"
#include "kontor/field.h"
#include "kontor/note.h"
#include "kontor/phone.h"
#include "kontor/relation.h"
#include <string.h>

#define TAG_MAX 60 /* characters, as kontor/contact-edit.h */

static const char *
keep (KtCardWanted *wanted, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (wanted->strings, text) : "";
}

static KtCardWanted *
wanted_new (void)
{
  KtCardWanted *wanted = g_new0 (KtCardWanted, 1);
  wanted->strings = g_string_chunk_new (512);
  wanted->points = g_array_new (FALSE, FALSE, sizeof (KtVcardPoint));
  wanted->fields = g_array_new (FALSE, FALSE, sizeof (KtVcardField));
  wanted->relations = g_array_new (FALSE, FALSE, sizeof (KtVcardRelation));
  wanted->tags = g_ptr_array_new ();
  wanted->notes = g_ptr_array_new ();
  return wanted;
}

void
kt_card_wanted_free (KtCardWanted *wanted)
{
  if (wanted == NULL)
    return;
  g_string_chunk_free (wanted->strings);
  g_array_unref (wanted->points);
  g_array_unref (wanted->fields);
  g_array_unref (wanted->relations);
  g_ptr_array_unref (wanted->tags);
  g_ptr_array_unref (wanted->notes);
  g_free (wanted->text);
  g_free (wanted);
}

/* The arrays may have moved. */
static void
settle (KtCardWanted *wanted)
{
  KtVcard *card = &wanted->card;
  card->points = (KtVcardPoint *)(void *)wanted->points->data;
  card->n_points = wanted->points->len;
  card->fields = (KtVcardField *)(void *)wanted->fields->data;
  card->n_fields = wanted->fields->len;
  card->relations = (KtVcardRelation *)(void *)wanted->relations->data;
  card->n_relations = wanted->relations->len;
  card->tags = (const char **)wanted->tags->pdata;
  card->n_tags = wanted->tags->len;
  card->notes = (const char **)wanted->notes->pdata;
  card->n_notes = wanted->notes->len;
}

/* --- the book --- */

static void
take_contact (KtCardWanted *wanted, const KtContact *contact)
{
  static const char *const keys[]
      = { "type", "status", "source", "discount", "consent", "cadence" };
  KtVcard *card = &wanted->card;
  gboolean company = g_str_equal (contact->kind, "company");
  card->kind = company ? "company" : "person";
  card->name = keep (wanted, contact->name);
  card->family = keep (wanted, contact->family);
  card->given = keep (wanted, contact->given);
  card->additional = keep (wanted, contact->patronymic);
  card->company = keep (wanted, company ? contact->name : contact->company);
  card->birthday = keep (wanted, contact->birthday);
  card->language = keep (wanted, contact->language);
  card->city = keep (wanted, contact->city);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *value = kt_contact_get_field (contact, keys[i]);
      KtVcardField field = { keys[i], NULL };
      if (value == NULL || *value == '\0')
        continue;
      field.value = keep (wanted, value);
      g_array_append_val (wanted->fields, field);
    }
}

static gboolean
take_points (KtCardWanted *wanted, KtStore *store, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) points = kt_point_list (store, contact, error);
  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      KtAddr *addr = point->shared && g_str_equal (point->kind, "email")
                         ? kt_addr_parse (point->raw, NULL)
                         : NULL;
      /* a role's address is shared without a word */
      gboolean told = point->shared && (addr == NULL || !kt_addr_is_role (addr));
      KtVcardPoint wish = { keep (wanted, point->kind), keep (wanted, point->raw),
                            keep (wanted, point->label), told ? KT_VCARD_POINT_SHARED : 0 };
      g_array_append_val (wanted->points, wish);
      kt_addr_free (addr);
    }
  return points != NULL;
}

static gboolean
take_lists (KtCardWanted *wanted, KtStore *store, KtId contact, GError **error)
{
  g_auto (GStrv) tags = kt_tag_list (store, contact, error);
  g_autoptr (GPtrArray) values = tags != NULL ? kt_field_values (store, contact, error) : NULL;
  for (guint i = 0; values != NULL && tags[i] != NULL; i++)
    g_ptr_array_add (wanted->tags, (gpointer)keep (wanted, tags[i]));
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const KtFieldValue *value = values->pdata[i];
      g_autofree char *name = g_strconcat ("=", value->name, NULL);
      KtVcardField field = { keep (wanted, name), keep (wanted, value->value) };
      g_array_append_val (wanted->fields, field);
    }
  return values != NULL;
}

/* By the UID of their own card. */
static char *
uid_of (KtStore *store, KtId contact, GError **error)
{
  g_autofree char *uid = NULL, *text = NULL;
  if (!kt_contact_card_get (store, contact, &uid, &text, error))
    return NULL;
  return *uid != '\0' ? g_steal_pointer (&uid) : kt_contact_card_uid (contact);
}

static gboolean
take_relations (KtCardWanted *wanted, KtStore *store, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) relations = kt_relation_list (store, contact, error);
  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      const KtRelation *relation = relations->pdata[i];
      g_autofree char *uid = relation->reverse ? NULL : uid_of (store, relation->other, error);
      if (relation->reverse)
        continue;
      if (uid == NULL)
        return FALSE;
      KtVcardRelation wish = { keep (wanted, relation->kind), keep (wanted, relation->other_name),
                               keep (wanted, uid) };
      g_array_append_val (wanted->relations, wish);
    }
  return relations != NULL;
}

static gboolean
take_notes (KtCardWanted *wanted, KtStore *store, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) notes = kt_note_list (store, contact, KT_VCARD_LIST_MAX, error);
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    g_ptr_array_add (wanted->notes,
                     (gpointer)keep (wanted, ((const KtNote *)notes->pdata[i])->text));
  return notes != NULL;
}

KtCardWanted *
kt_card_wanted (KtContext *context, KtId id, gboolean notes, GError **error)
{
  KtStore *store = context->store;
  g_autoptr (KtCardWanted) wanted = wanted_new ();
  g_autoptr (KtContact) contact = kt_contact_get (store, id, error);
  g_autofree char *uid = NULL;
  if (contact == NULL || !kt_contact_card_get (store, id, &uid, &wanted->text, error))
    return NULL;
  take_contact (wanted, contact);
  if (!take_points (wanted, store, id, error) || !take_lists (wanted, store, id, error)
      || !take_relations (wanted, store, id, error)
      || (notes && !take_notes (wanted, store, id, error)))
    return NULL;
  wanted->card.tells = KT_VCARD_ALL & ~(guint32)(KT_VCARD_TITLE | KT_VCARD_UID | KT_VCARD_NOTES);
  if (notes)
    wanted->card.tells |= KT_VCARD_NOTES;
  if (*uid == '\0')
    {
      g_autofree char *own = kt_contact_card_uid (id);
      wanted->card.uid = keep (wanted, own);
      wanted->card.tells |= KT_VCARD_UID;
    }
  settle (wanted);
  return g_steal_pointer (&wanted);
}

/* --- what the book cannot hold --- */

gboolean
kt_card_point_fits (KtContext *context, const KtVcardPoint *point)
{
  if (g_str_equal (point->kind, "email"))
    {
      g_autoptr (KtAddr) addr = kt_addr_parse (point->value, NULL);
      return addr != NULL;
    }
  if (!g_str_equal (point->kind, "phone"))
    return TRUE;
  g_autofree char *norm = kt_phone_normalise (
      point->value, context->settings != NULL ? context->settings->country : NULL, NULL);
  return norm != NULL;
}

gboolean
kt_card_tag_fits (const char *tag)
{
  return *tag != '\0' && g_utf8_strlen (tag, -1) <= TAG_MAX && strpbrk (tag, "\n\r\t,;") == NULL;
}

static gboolean
has_value (const KtCardWanted *wanted, const KtVcardPoint *point)
{
  for (guint i = 0; i < wanted->points->len; i++)
    {
      const KtVcardPoint *other = &g_array_index (wanted->points, KtVcardPoint, i);
      if (g_str_equal (other->kind, point->kind) && g_str_equal (other->value, point->value))
        return TRUE;
    }
  return FALSE;
}

void
kt_card_wanted_keep (KtContext *context, KtCardWanted *wanted, const KtVcard *present)
{
  for (gsize i = 0; i < present->n_points; i++)
    {
      const KtVcardPoint *point = &present->points[i];
      if (has_value (wanted, point) || kt_card_point_fits (context, point))
        continue;
      KtVcardPoint wish = { keep (wanted, point->kind), keep (wanted, point->value),
                            keep (wanted, point->label), point->flags };
      g_array_append_val (wanted->points, wish);
    }
  for (gsize i = 0; i < present->n_tags; i++)
    if (!kt_card_tag_fits (present->tags[i]))
      g_ptr_array_add (wanted->tags, (gpointer)keep (wanted, present->tags[i]));
  if (*present->birthday != '\0' && *wanted->card.birthday == '\0')
    {
      g_autofree char *fits = kt_birthday_parse (present->birthday, &context->clock, NULL);
      if (fits == NULL)
        wanted->card.tells &= ~(guint32)KT_VCARD_BIRTHDAY;
    }
  /* what is beyond a limit was not even told: it would go */
  if (present->n_points == KT_VCARD_LIST_MAX)
    wanted->card.tells &= ~(guint32)(KT_VCARD_EMAIL | KT_VCARD_PHONE | KT_VCARD_POST | KT_VCARD_URL
                                     | KT_VCARD_MESSENGER);
  if (present->n_tags == KT_VCARD_LIST_MAX)
    wanted->card.tells &= ~(guint32)KT_VCARD_TAGS;
  if (present->n_fields == KT_VCARD_LIST_MAX)
    wanted->card.tells &= ~(guint32)KT_VCARD_FIELDS;
  settle (wanted);
}

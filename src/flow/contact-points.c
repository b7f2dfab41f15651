#include "config.h"
#include "kontor/contact-edit.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/phone.h"
#include <glib/gi18n.h>
#include <string.h>

#define POINTS_MAX 100 /* of one contact */
#define TAGS_MAX 100
#define TAG_MAX 60 /* characters */

static void
fill_email (KtPoint *point, const KtContext *context, const KtAddr *addr, const char *text)
{
  const KtSettings *settings = context->settings;
  point->kind = (char *)"email";
  point->raw = (char *)text;
  point->norm = (char *)kt_addr_norm (addr);
  point->match
      = kt_addr_match (addr, settings != NULL ? &settings->addr_rules : &kt_addr_rules_default);
}

/* The point of these that is compared equal, NULL none. */
static const KtPoint *
find_match (const GPtrArray *points, const char *match)
{
  for (guint i = 0; i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      if (g_str_equal (point->match, match))
        return point;
    }
  return NULL;
}

/* Another contact's own address is a conflict; a shared one, or a phone, is worth a word. */
static gboolean
check_others (KtContext *context, const KtPoint *point, GPtrArray *warnings, GError **error)
{
  g_autoptr (GPtrArray) owners = kt_contact_by_match (context->store, point->match, error);
  if (owners == NULL)
    return FALSE;
  for (guint i = 0; i < owners->len; i++)
    {
      const KtContact *owner = owners->pdata[i];
      if (owner->id == point->contact)
        continue;
      g_autoptr (GPtrArray) points = kt_point_list (context->store, owner->id, error);
      if (points == NULL)
        return FALSE;
      const KtPoint *theirs = find_match (points, point->match);
      gboolean own = !point->shared && (theirs == NULL || !theirs->shared);
      if (g_str_equal (point->kind, "email") && own)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("%s belongs to «%s» already"),
                       point->raw, owner->name);
          kt_error_hint (error, _ ("change that contact: kontor contact edit %s"), point->norm);
          kt_error_hint (error, _ ("several people use it: add --shared"));
          return FALSE;
        }
      g_ptr_array_add (warnings, g_strdup_printf (_ ("%s is also «%s»"), point->raw, owner->name));
    }
  return TRUE;
}

static gboolean
add_point (KtContext *context, KtPoint *point, GPtrArray *warnings, GError **error)
{
  g_autoptr (GPtrArray) points = kt_point_list (context->store, point->contact, error);
  if (points == NULL)
    return FALSE;
  if (find_match (points, point->match) != NULL)
    return TRUE;
  if (points->len >= POINTS_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot add %s, the contact has too many"),
                   point->raw);
      return FALSE;
    }
  for (guint i = 0; i < points->len; i++)
    if (g_str_equal (((const KtPoint *)points->pdata[i])->kind, point->kind))
      point->position = MAX (point->position, ((const KtPoint *)points->pdata[i])->position + 1);
  point->id = kt_id_random ();
  return check_others (context, point, warnings, error)
         && kt_point_insert (context->store, point, context->clock.now, error);
}

gboolean
kt_contact_add_email (KtContext *context, KtId contact, const char *text, gboolean shared,
                      GPtrArray *warnings, GError **error)
{
  g_autoptr (KtAddr) addr = kt_addr_parse (text, error);
  if (addr == NULL)
    return FALSE;
  KtPoint point = { .contact = contact, .shared = shared || kt_addr_is_role (addr) };
  fill_email (&point, context, addr, text);
  gboolean added = add_point (context, &point, warnings, error);
  g_free (point.match);
  return added;
}

static char *
phone_norm (const KtContext *context, const char *text, GError **error)
{
  return kt_phone_normalise (text, context->settings != NULL ? context->settings->country : NULL,
                             error);
}

gboolean
kt_contact_add_phone (KtContext *context, KtId contact, const char *text, GPtrArray *warnings,
                      GError **error)
{
  g_autofree char *norm = phone_norm (context, text, error);
  if (norm == NULL)
    return FALSE;
  KtPoint point = {
    .contact = contact, .kind = (char *)"phone", .raw = (char *)text, .norm = norm, .match = norm
  };
  return add_point (context, &point, warnings, error);
}

static gboolean
remove_match (KtContext *context, KtId contact, const char *text, const char *match, GError **error)
{
  g_autoptr (GPtrArray) points = kt_point_list (context->store, contact, error);
  if (points == NULL)
    return FALSE;
  const KtPoint *point = find_match (points, match);
  if (point != NULL)
    return kt_point_delete (context->store, point->id, error);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("the contact has no «%s»"), text);
  return FALSE;
}

gboolean
kt_contact_remove_email (KtContext *context, KtId contact, const char *text, GError **error)
{
  g_autoptr (KtAddr) addr = kt_addr_parse (text, error);
  if (addr == NULL)
    return FALSE;
  KtPoint point = { 0 };
  fill_email (&point, context, addr, text);
  gboolean removed = remove_match (context, contact, text, point.match, error);
  g_free (point.match);
  return removed;
}

gboolean
kt_contact_remove_phone (KtContext *context, KtId contact, const char *text, GError **error)
{
  g_autofree char *norm = phone_norm (context, text, error);
  return norm != NULL && remove_match (context, contact, text, norm, error);
}

static gboolean
has_tag (char **tags, const char *tag)
{
  g_autofree char *fold = kt_fold (tag);
  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      g_autofree char *other = kt_fold (tags[i]);
      if (g_str_equal (fold, other))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_tag (const char *tag, GError **error)
{
  if (*tag != '\0' && g_utf8_strlen (tag, -1) <= TAG_MAX && strpbrk (tag, "\n\r\t,;") == NULL)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» cannot be a tag"), tag);
  kt_error_hint (error, _ ("a tag is one short word or phrase without commas"));
  return FALSE;
}

gboolean
kt_contact_change_tags (KtContext *context, KtId contact, char **add, char **remove, GError **error)
{
  g_auto (GStrv) now = kt_tag_list (context->store, contact, error);
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
  if (now == NULL)
    return FALSE;
  for (guint i = 0; now[i] != NULL; i++)
    if (!has_tag (remove, now[i]))
      g_ptr_array_add (tags, g_strdup (now[i]));
  for (guint i = 0; add != NULL && add[i] != NULL; i++)
    {
      g_autofree char *tag = g_strstrip (kt_nfc (add[i], -1));
      if (!check_tag (tag, error))
        return FALSE;
      g_ptr_array_add (tags, NULL); /* so far, as a vector */
      gboolean there = has_tag ((char **)tags->pdata, tag);
      g_ptr_array_set_size (tags, (int)tags->len - 1);
      if (!there)
        g_ptr_array_add (tags, g_steal_pointer (&tag));
    }
  for (guint i = 0; remove != NULL && remove[i] != NULL; i++)
    if (!has_tag (now, remove[i]))
      {
        g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("the contact has no tag «%s»"),
                     remove[i]);
        return FALSE;
      }
  if (tags->len > TAGS_MAX)
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_USAGE, _ ("the contact has too many tags"));
      return FALSE;
    }
  g_ptr_array_add (tags, NULL);
  return kt_tag_set (context->store, contact, (const char *const *)tags->pdata, error);
}

KtId
kt_contact_add_person (KtContext *context, const char *name, const char *phone, GError **error)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KtContact) contact = g_new0 (KtContact, 1);
  contact->id = kt_id_random ();
  contact->kind = g_strdup ("person");
  contact->origin = g_strdup ("user");
  contact->created = contact->updated = context->clock.now;
  gboolean ok = kt_contact_set_field (contact, "name", name, &context->clock, error)
                && kt_contact_insert (context->store, contact, error)
                && (phone == NULL || *phone == '\0'
                    || kt_contact_add_phone (context, contact->id, phone, warnings, error));
  return ok ? contact->id : 0;
}

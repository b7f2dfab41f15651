#include "config.h"
#include "point-fill.h"
#include "kontor/contact-edit.h"
#include "kontor/error.h"
#include "kontor/field.h"
#include "kontor/fold.h"
#include "kontor/phone.h"
#include "kontor/shell-text.h"
#include <glib/gi18n.h>
#include <string.h>

#define POINTS_MAX 100 /* of one contact */
#define RAW_MAX 400    /* characters of a post address */
#define LABEL_MAX 40
#define TAGS_MAX 100
#define TAG_MAX 60 /* characters */

static const char *const kinds[] = { "email", "phone", "post", "url", "messenger", NULL };

gboolean
kt_point_fill (const KtContext *context, KtPoint *point, const char *kind, const char *text,
               GError **error)
{
  const KtSettings *settings = context->settings;
  g_autofree char *clean = g_strstrip (kt_nfc (text, -1));
  g_strdelimit (clean, "\n\r\t", ' ');
  point->kind = g_strdup (kind);
  point->raw = g_strdup (clean);
  if (g_str_equal (kind, "email"))
    {
      g_autoptr (KtAddr) addr = kt_addr_parse (clean, error);
      if (addr == NULL)
        return FALSE;
      point->norm = g_strdup (kt_addr_norm (addr));
      point->match
          = kt_addr_match (addr, settings != NULL ? &settings->addr_rules : &kt_addr_rules_default);
      point->shared = point->shared || kt_addr_is_role (addr);
      return TRUE;
    }
  if (g_str_equal (kind, "phone"))
    point->norm = kt_phone_normalise (clean, settings != NULL ? settings->country : NULL, error);
  else if (!g_strv_contains (kinds, kind))
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("nobody is reached by «%s»"), kind);
  else if (*clean == '\0' || g_utf8_strlen (clean, -1) > RAW_MAX)
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no %s"), clean, kind);
  else
    point->norm = kt_fold (clean);
  point->match = g_strdup (point->norm);
  return point->norm != NULL;
}

const KtPoint *
kt_point_among (const GPtrArray *points, const char *kind, const char *match)
{
  for (guint i = 0; i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      if (g_str_equal (point->kind, kind) && g_str_equal (point->match, match))
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
      const KtPoint *theirs = kt_point_among (points, point->kind, point->match);
      gboolean own = !point->shared && (theirs == NULL || !theirs->shared);
      if (g_str_equal (point->kind, "email") && own)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("%s belongs to «%s» already"),
                       point->raw, owner->name);
          g_autofree char *word = kt_shell_word (point->norm);
          kt_error_hint (error, _ ("change that contact: kontor contact edit %s"), word);
          kt_error_hint (error, _ ("several people use it: add --shared"));
          return FALSE;
        }
      g_ptr_array_add (warnings, g_strdup_printf (_ ("%s is also «%s»"), point->raw, owner->name));
    }
  return TRUE;
}

/* Another label says more than before; none says nothing. */
static gboolean
label_point (KtStore *store, const KtPoint *there, const char *label, GError **error)
{
  if (label == NULL || g_strcmp0 (there->label, label) == 0)
    return TRUE;
  KtPoint changed = *there;
  changed.label = (char *)label;
  return kt_point_change (store, &changed, error);
}

static gboolean
add_point (KtContext *context, KtPoint *point, GPtrArray *warnings, GError **error)
{
  g_autoptr (GPtrArray) points = kt_point_list (context->store, point->contact, error);
  if (points == NULL)
    return FALSE;
  const KtPoint *there = kt_point_among (points, point->kind, point->match);
  if (there != NULL)
    return label_point (context->store, there, point->label, error);
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
  gboolean unique = g_str_equal (point->kind, "email") || g_str_equal (point->kind, "phone");
  return (!unique || check_others (context, point, warnings, error))
         && kt_point_insert (context->store, point, context->clock.now, error);
}

static char *
clean_label (const char *label, GError **error)
{
  g_autofree char *text = g_strstrip (kt_nfc (label != NULL ? label : "", -1));
  if (g_utf8_strlen (text, -1) <= LABEL_MAX && strpbrk (text, "()\n\r\t") == NULL)
    return g_steal_pointer (&text);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» cannot be a label"), text);
  return NULL;
}

gboolean
kt_contact_add_point (KtContext *context, KtId contact, const char *kind, const char *text,
                      const char *label, gboolean shared, GPtrArray *warnings, GError **error)
{
  g_autoptr (KtPoint) point = g_new0 (KtPoint, 1);
  g_autofree char *clean = clean_label (label, error);
  if (clean == NULL)
    return FALSE;
  point->contact = contact;
  point->shared = shared && g_str_equal (kind, "email");
  point->label = *clean != '\0' ? g_steal_pointer (&clean) : NULL;
  return kt_point_fill (context, point, kind, text, error)
         && add_point (context, point, warnings, error);
}

gboolean
kt_contact_order_point (KtContext *context, KtId contact, const KtPoint *like, int position,
                        GError **error)
{
  g_autoptr (GPtrArray) points = kt_point_list (context->store, contact, error);
  const KtPoint *there = points != NULL ? kt_point_among (points, like->kind, like->match) : NULL;
  if (there == NULL)
    return points != NULL;
  KtPoint changed = *there;
  changed.position = position;
  changed.label = like->label;
  return kt_point_change (context->store, &changed, error);
}

gboolean
kt_contact_add_email (KtContext *context, KtId contact, const char *text, gboolean shared,
                      GPtrArray *warnings, GError **error)
{
  return kt_contact_add_point (context, contact, "email", text, NULL, shared, warnings, error);
}

gboolean
kt_contact_add_phone (KtContext *context, KtId contact, const char *text, GPtrArray *warnings,
                      GError **error)
{
  return kt_contact_add_point (context, contact, "phone", text, NULL, FALSE, warnings, error);
}

gboolean
kt_contact_remove_point (KtContext *context, KtId contact, const char *kind, const char *text,
                         GError **error)
{
  g_autoptr (KtPoint) point = g_new0 (KtPoint, 1);
  if (!kt_point_fill (context, point, kind, text, error))
    return FALSE;
  g_autoptr (GPtrArray) points = kt_point_list (context->store, contact, error);
  const KtPoint *found = points != NULL ? kt_point_among (points, kind, point->match) : NULL;
  if (found != NULL)
    return kt_point_delete (context->store, found->id, error);
  if (points != NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("the contact has no «%s»"), text);
  return FALSE;
}

gboolean
kt_contact_remove_email (KtContext *context, KtId contact, const char *text, GError **error)
{
  return kt_contact_remove_point (context, contact, "email", text, error);
}

gboolean
kt_contact_remove_phone (KtContext *context, KtId contact, const char *text, GError **error)
{
  return kt_contact_remove_point (context, contact, "phone", text, error);
}

/* A phone's own brackets hold digits only: "+371 (29) 123456". */
static gboolean
holds_word (const char *text, gsize length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;
  return length == 0;
}

char *
kt_point_split_label (const char *text, char **ret_label)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));
  gsize length = strlen (clean);
  char *open = length > 1 && clean[length - 1] == ')' ? strrchr (clean, '(') : NULL;
  *ret_label = NULL;
  if (open == NULL || open == clean || !holds_word (open + 1, (gsize)(clean + length - 2 - open)))
    return g_steal_pointer (&clean);
  clean[length - 1] = *open = '\0';
  if (open[1] != '\0')
    *ret_label = g_strstrip (g_strdup (open + 1));
  return g_strchomp (g_steal_pointer (&clean));
}

char *
kt_point_join_label (const KtPoint *point)
{
  if (point->label != NULL)
    return g_strdup_printf ("%s (%s)", point->raw, point->label);
  g_autofree char *label = NULL;
  g_autofree char *text = kt_point_split_label (point->raw, &label);
  /* what ends like a label and is none says so with an empty one */
  return g_str_equal (text, point->raw) ? g_strdup (point->raw)
                                        : g_strdup_printf ("%s ()", point->raw);
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

gboolean
kt_contact_set_own_field (KtContext *context, KtId contact, const char *name, const char *value,
                          GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (KtField) field = kt_field_find (context->store, name, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (field == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no field «%s»"), name);
      g_autofree char *quoted = kt_shell_text (name);
      kt_error_hint (error, _ ("make one: kontor field add \"%s\" text"), quoted);
      return FALSE;
    }
  g_autofree char *blank = g_strstrip (g_strdup (value));
  if (*blank == '\0')
    return kt_field_set (context->store, contact, field->id, NULL, error);
  const char *currency = context->settings != NULL ? context->settings->currency : NULL;
  g_autofree char *checked = kt_field_check (field, value, currency, &context->clock, error);
  return checked != NULL && kt_field_set (context->store, contact, field->id, checked, error);
}

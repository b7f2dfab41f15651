#include "config.h"
#include "point-fill.h"
#include "kontor/contact-apply.h"
#include "kontor/contact-edit.h"
#include "kontor/error.h"
#include "kontor/field.h"
#include "kontor/fold.h"
#include "kontor/nearest.h"
#include "kontor/shell-text.h"
#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *word, *key;
} aliases[] = {
  { "mail", "email" },   { "e-mail", "email" },   { "tel", "phone" },  { "mobile", "phone" },
  { "address", "post" }, { "web", "url" },        { "site", "url" },   { "chat", "messenger" },
  { "tags", "tag" },     { "surname", "family" }, { "title", "name" },
};
static const char *const point_kinds[] = { "email", "phone", "post", "url", "messenger", NULL };

static void
change_free (gpointer data)
{
  KtContactChange *change = data;
  g_free (change->key);
  g_free (change->value);
  g_free (change);
}

GPtrArray *
kt_contact_changes_new (void)
{
  return g_ptr_array_new_with_free_func (change_free);
}

void
kt_contact_changes_add (GPtrArray *changes, const char *key, KtChangeHow how, const char *value,
                        int line)
{
  KtContactChange *change = g_new0 (KtContactChange, 1);
  g_autofree char *small = g_ascii_strdown (key, -1);
  const char *known = small;
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (small, aliases[i].word))
      known = aliases[i].key;
  gboolean own = !g_strv_contains (kt_contact_keys, known) && !g_strv_contains (point_kinds, known)
                 && !g_str_equal (known, "tag");
  change->key = g_strdup (own ? key : known);
  change->how = how;
  change->value = g_strstrip (kt_nfc (value, -1));
  change->line = line;
  g_ptr_array_add (changes, change);
}

gboolean
kt_contact_changes_parse (GPtrArray *changes, const char *argument)
{
  const char *equals = strchr (argument, '=');
  if (equals == NULL || equals == argument)
    return FALSE;
  gboolean add = equals[-1] == '+', away = equals[-1] == '-';
  gsize length = (gsize)(equals - argument) - (add || away ? 1 : 0);
  g_autofree char *key = g_strstrip (g_strndup (argument, length));
  if (*key == '\0')
    return FALSE;
  kt_contact_changes_add (changes, key,
                          add    ? KT_CHANGE_ADD
                          : away ? KT_CHANGE_REMOVE
                                 : KT_CHANGE_SET,
                          equals + 1, 0);
  return TRUE;
}

const char *
kt_contact_point_kind (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (key, aliases[i].word))
      key = aliases[i].key;
  for (const char *const *kind = point_kinds; *kind != NULL; kind++)
    if (g_str_equal (*kind, key))
      return *kind;
  return NULL;
}

/* One run of kt_contact_apply(). */
typedef struct
{
  KtContext *context;
  KtContact *contact;
  const GPtrArray *changes;
  KtContactApply *apply;
  GPtrArray *fields; /* KtField */
} Run;

static gboolean
is_column (const KtContactChange *change)
{
  return g_strv_contains (kt_contact_keys, change->key);
}

static gboolean
is_list (const KtContactChange *change)
{
  return g_str_equal (change->key, "tag") || kt_contact_point_kind (change->key) != NULL;
}

/* What is no part of a contact: perhaps mistyped, perhaps a field that is yet to be made. */
static gboolean
unknown_key (const Run *run, const char *key, GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (GString) own = g_string_new (NULL);
  for (const char *const *name = kt_contact_keys; *name != NULL; name++)
    g_ptr_array_add (known, (gpointer)*name);
  for (const char *const *kind = point_kinds; *kind != NULL; kind++)
    g_ptr_array_add (known, (gpointer)*kind);
  g_ptr_array_add (known, (gpointer) "tag");
  for (guint i = 0; i < run->fields->len; i++)
    {
      const KtField *field = run->fields->pdata[i];
      g_ptr_array_add (known, field->name);
      g_string_append_printf (own, ", %s", field->name);
    }
  g_ptr_array_add (known, NULL);
  const char *near = kt_nearest (key, (const char *const *)known->pdata);
  g_autofree char *all = g_strjoinv (", ", (char **)kt_contact_keys);
  g_autofree char *kinds = g_strjoinv (", ", (char **)point_kinds);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a contact has no «%s»"), key);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean %s?"), near);
  kt_error_hint (error, _ ("one of: %s, %s, tag%s"), all, kinds, own->str);
  g_autofree char *quoted = kt_shell_text (key);
  kt_error_hint (error, _ ("a field of your own: kontor field add \"%s\" text"), quoted);
  return FALSE;
}

static gboolean
one_value (const KtContactChange *change, GError **error)
{
  if (change->how == KT_CHANGE_SET)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("there is only one «%s», it cannot be added to"),
               change->key);
  kt_error_hint (error, _ ("write %s=… to change it, %s= to take it away"), change->key,
                 change->key);
  return FALSE;
}

static gboolean
set_columns (Run *run, GError **error)
{
  for (guint i = 0; i < run->changes->len; i++)
    {
      const KtContactChange *change = run->changes->pdata[i];
      run->apply->line = change->line;
      if (is_list (change))
        continue;
      if (!is_column (change) && kt_field_among (run->fields, change->key) == NULL)
        return unknown_key (run, change->key, error);
      if (!one_value (change, error)
          || (is_column (change)
              && !kt_contact_set_field (run->contact, change->key, change->value,
                                        &run->context->clock, error)))
        return FALSE;
    }
  run->apply->line = 0;
  return TRUE;
}

static gboolean
set_own_fields (Run *run, GError **error)
{
  for (guint i = 0; i < run->changes->len; i++)
    {
      const KtContactChange *change = run->changes->pdata[i];
      run->apply->line = change->line;
      if (!is_column (change) && !is_list (change)
          && !kt_contact_set_own_field (run->context, run->contact->id, change->key, change->value,
                                        error))
        return FALSE;
    }
  run->apply->line = 0;
  return TRUE;
}

/* The points that are set, as they are to be; NULL with error. */
static GPtrArray *
wanted_points (Run *run, const char *kind, gboolean *ret_set, GError **error)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_point_free);
  *ret_set = FALSE;
  for (guint i = 0; i < run->changes->len; i++)
    {
      const KtContactChange *change = run->changes->pdata[i];
      if (!g_str_equal (change->key, kind) || change->how != KT_CHANGE_SET)
        continue;
      *ret_set = TRUE;
      run->apply->line = change->line;
      if (*change->value == '\0')
        continue;
      g_autoptr (KtPoint) point = g_new0 (KtPoint, 1);
      g_autofree char *text = kt_point_split_label (change->value, &point->label);
      if (!kt_point_fill (run->context, point, kind, text, error))
        return NULL;
      g_free (point->raw);
      point->raw = g_strdup (text);
      point->position = change->line;
      g_ptr_array_add (wanted, g_steal_pointer (&point));
    }
  run->apply->line = 0;
  return g_steal_pointer (&wanted);
}

static guint
count_kind (const GPtrArray *points, const char *kind)
{
  guint n = 0;
  for (guint i = 0; i < points->len; i++)
    n += g_str_equal (((const KtPoint *)points->pdata[i])->kind, kind) ? 1 : 0;
  return n;
}

/* phone=… with several phones there: which of them is it instead of? */
static gboolean
check_replaced (const Run *run, const GPtrArray *there, const GPtrArray *wanted, const char *kind,
                GError **error)
{
  guint n = count_kind (there, kind), kept = 0;
  for (guint i = 0; i < wanted->len; i++)
    {
      const KtPoint *point = wanted->pdata[i];
      kept += kt_point_among (there, kind, point->match) != NULL ? 1 : 0;
    }
  if (run->apply->whole || n < 2 || wanted->len == 0 || kept == n)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("which %s of «%s» is that, there are %u?"),
               kind, run->contact->name, n);
  for (guint i = 0; i < there->len; i++)
    if (g_str_equal (((const KtPoint *)there->pdata[i])->kind, kind))
      kt_error_detail (error, "%s", ((const KtPoint *)there->pdata[i])->raw);
  kt_error_hint (error, _ ("one more: %s+=…    one less: %s-=…    none: %s="), kind, kind, kind);
  return FALSE;
}

static gboolean
set_points (Run *run, const char *kind, GError **error)
{
  gboolean set = FALSE;
  KtStore *store = run->context->store;
  g_autoptr (GPtrArray) wanted = wanted_points (run, kind, &set, error);
  if (wanted == NULL || !set)
    return wanted != NULL;
  g_autoptr (GPtrArray) there = kt_point_list (store, run->contact->id, error);
  if (there == NULL || !check_replaced (run, there, wanted, kind, error))
    return FALSE;
  for (guint i = 0; i < there->len; i++)
    {
      const KtPoint *point = there->pdata[i];
      const KtPoint *kept = kt_point_among (wanted, kind, point->match);
      if (!g_str_equal (point->kind, kind) || (kept != NULL && g_str_equal (kept->raw, point->raw)))
        continue;
      if (!kt_point_delete (store, point->id, error))
        return FALSE;
      if (kept == NULL && wanted->len > 0 && !run->apply->whole)
        g_ptr_array_add (run->apply->warnings, g_strdup_printf (_ ("%s goes"), point->raw));
    }
  for (guint i = 0; i < wanted->len; i++)
    {
      const KtPoint *point = wanted->pdata[i], *old = kt_point_among (there, kind, point->match);
      run->apply->line = point->position;
      gboolean shared = old != NULL ? old->shared : run->apply->shared;
      if (!kt_contact_add_point (run->context, run->contact->id, kind, point->raw, point->label,
                                 shared, run->apply->warnings, error)
          || !kt_contact_order_point (run->context, run->contact->id, point, (int)i, error))
        return FALSE;
    }
  run->apply->line = 0;
  return TRUE;
}

/* Removed first: an address may go from one spelling to another. */
static gboolean
change_points (Run *run, GError **error)
{
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < run->changes->len; i++)
      {
        const KtContactChange *change = run->changes->pdata[i];
        const char *kind = kt_contact_point_kind (change->key);
        g_autofree char *label = NULL;
        if (kind == NULL || change->how != (pass == 0 ? KT_CHANGE_REMOVE : KT_CHANGE_ADD))
          continue;
        g_autofree char *text = kt_point_split_label (change->value, &label);
        gboolean done
            = pass == 0 ? kt_contact_remove_point (run->context, run->contact->id, kind,
                                                   change->value, error)
                        : kt_contact_add_point (run->context, run->contact->id, kind, text, label,
                                                run->apply->shared, run->apply->warnings, error);
        if (!done)
          return FALSE;
      }
  return TRUE;
}

static void
split_tags (GStrvBuilder *tags, const char *value)
{
  g_auto (GStrv) words = g_strsplit_set (value, ",;", -1);
  for (char **word = words; *word != NULL; word++)
    if (*g_strstrip (*word) != '\0')
      g_strv_builder_add (tags, *word);
}

static gboolean
has_folded (char **list, const char *word)
{
  g_autofree char *fold = kt_fold (word);
  for (; *list != NULL; list++)
    {
      g_autofree char *other = kt_fold (*list);
      if (g_str_equal (other, fold))
        return TRUE;
    }
  return FALSE;
}

static gboolean
set_tags (Run *run, GError **error)
{
  g_autoptr (GStrvBuilder) add = g_strv_builder_new (), remove = g_strv_builder_new ();
  gboolean set = FALSE;
  for (guint i = 0; i < run->changes->len; i++)
    {
      const KtContactChange *change = run->changes->pdata[i];
      if (!g_str_equal (change->key, "tag"))
        continue;
      run->apply->line = change->line;
      set |= change->how == KT_CHANGE_SET;
      split_tags (change->how == KT_CHANGE_REMOVE ? remove : add, change->value);
    }
  g_auto (GStrv) added = g_strv_builder_end (add);
  g_auto (GStrv) there = kt_tag_list (run->context->store, run->contact->id, error);
  if (there == NULL)
    return FALSE;
  for (char **tag = there; set && *tag != NULL; tag++)
    if (!has_folded (added, *tag))
      g_strv_builder_add (remove, *tag);
  g_auto (GStrv) removed = g_strv_builder_end (remove);
  return (added[0] == NULL && removed[0] == NULL)
         || kt_contact_change_tags (run->context, run->contact->id, added, removed, error);
}

static gboolean
write_all (Run *run, const KtContact *before, GError **error)
{
  KtStore *store = run->context->store;
  if (!set_columns (run, error) || !kt_contact_complete (before, run->contact, error)
      || !(before == NULL ? kt_contact_insert (store, run->contact, error)
                          : kt_contact_update (store, run->contact, error)))
    return FALSE;
  for (const char *const *kind = point_kinds; *kind != NULL; kind++)
    if (!set_points (run, *kind, error))
      return FALSE;
  return change_points (run, error) && set_tags (run, error) && set_own_fields (run, error)
         && kt_contact_settle (run->context, before, run->contact, error);
}

gboolean
kt_contact_apply (KtContext *context, const KtContact *before, KtContact *contact,
                  const GPtrArray *changes, KtContactApply *apply, GError **error)
{
  g_autoptr (GPtrArray) fields = kt_field_list (context->store, TRUE, error);
  Run run = { context, contact, changes, apply, fields };
  return fields != NULL && write_all (&run, before, error);
}

KtContact *
kt_contact_copy (const KtContact *contact)
{
  KtContact *copy = g_memdup2 (contact, sizeof *contact);
  char **texts[]
      = { &copy->kind,     &copy->name,   &copy->given,  &copy->family, &copy->patronymic,
          &copy->company,  &copy->type,   &copy->status, &copy->source, &copy->birthday,
          &copy->language, &copy->origin, &copy->city,   &copy->consent };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (*texts[i]);
  return copy;
}

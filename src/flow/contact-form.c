#include "config.h"
#include "kontor/contact-form.h"
#include "kontor/contact-apply.h"
#include "kontor/contact-edit.h"
#include "kontor/error.h"
#include "kontor/field.h"
#include "kontor/fold.h"
#include <glib/gi18n.h>
#include <string.h>

#define ERROR_MARK "#! " /* before each line of an error */

static const struct
{
  const char *key, *comment; /* above it */
} comments[] = {
  { "kind", N_ ("person or company") },
  { "given", N_ ("the parts of a person's name, where they matter") },
  { "company", N_ ("where they work; a company that has a card of that name is linked") },
  { "type", N_ ("words of your own: client, supplier …") },
  { "source", N_ ("who or what sent them; a client's name makes a relation") },
  { "language", N_ ("lv, ru, uk, en …") },
  { "birthday", N_ ("1986-03-12, or --03-12 without the year") },
  { "discount", N_ ("for example 10 %") },
  { "consent", N_ ("may they be written to about more than their own affairs: yes or no") },
  { "cadence", N_ ("after how many days silence is worth a word") },
};

static const char *const point_kinds[] = { "email", "phone", "post", "url", "messenger", NULL };

static void
add_comment (GString *form, const char *text)
{
  g_string_append_printf (form, "# %s\n", text);
}

/* A value is one line, whatever was imported. */
static void
add_line (GString *form, const char *key, const char *value)
{
  g_autofree char *one = g_strdelimit (g_strdup (value), "\n\r", ' ');
  g_string_append_printf (form, "%s:%s%s\n", key, *one != '\0' ? " " : "", one);
}

static void
add_columns (GString *form, const KtContact *contact)
{
  for (const char *const *key = kt_contact_keys; *key != NULL; key++)
    {
      g_autofree char *value = kt_contact_get_field (contact, *key);
      for (guint i = 0; i < G_N_ELEMENTS (comments); i++)
        if (g_str_equal (comments[i].key, *key))
          add_comment (form, _ (comments[i].comment));
      add_line (form, *key, value);
    }
}

static gboolean
add_points (GString *form, KtContext *context, const KtContact *contact, GError **error)
{
  g_autoptr (GPtrArray) points = kt_point_list (context->store, contact->id, error);
  if (points == NULL)
    return FALSE;
  g_string_append_c (form, '\n');
  add_comment (form,
               _ ("one a line, the first is the usual one; (what it is) may stand behind it"));
  for (const char *const *kind = point_kinds; *kind != NULL; kind++)
    {
      gboolean any = FALSE;
      for (guint i = 0; i < points->len; i++)
        {
          const KtPoint *point = points->pdata[i];
          if (!g_str_equal (point->kind, *kind))
            continue;
          g_autofree char *value = kt_point_join_label (point);
          add_line (form, *kind, value);
          any = TRUE;
        }
      if (!any)
        add_line (form, *kind, "");
    }
  return TRUE;
}

static const char *
value_of (const GPtrArray *values, KtId field)
{
  for (guint i = 0; i < values->len; i++)
    if (((const KtFieldValue *)values->pdata[i])->field == field)
      return ((const KtFieldValue *)values->pdata[i])->value;
  return "";
}

/* What the user's own field takes: "choice: dry, normal". */
static char *
describe (const KtField *field)
{
  g_autofree char *choices = g_strjoinv (", ", field->choices);
  return field->kind == KT_FIELD_CHOICE
             ? g_strdup_printf (_ ("%s, one of: %s"), field->name, choices)
             : g_strdup_printf ("%s: %s", field->name, kt_field_kind_id (field->kind));
}

static gboolean
add_own_fields (GString *form, KtContext *context, const KtContact *contact, GError **error)
{
  g_autoptr (GPtrArray) fields = kt_field_list (context->store, FALSE, error);
  g_autoptr (GPtrArray) values
      = fields != NULL ? kt_field_values (context->store, contact->id, error) : NULL;
  if (values == NULL)
    return FALSE;
  if (fields->len > 0)
    {
      g_string_append_c (form, '\n');
      add_comment (form, _ ("your own fields"));
    }
  for (guint i = 0; i < fields->len; i++)
    {
      const KtField *field = fields->pdata[i];
      g_autofree char *comment = describe (field);
      if (field->kind != KT_FIELD_TEXT)
        add_comment (form, comment);
      add_line (form, field->name, value_of (values, field->id));
    }
  return TRUE;
}

char *
kt_contact_form (KtContext *context, const KtContact *contact, GError **error)
{
  g_autoptr (GString) form = g_string_new (NULL);
  g_auto (GStrv) tags = kt_tag_list (context->store, contact->id, error);
  if (tags == NULL)
    return NULL;
  g_autofree char *joined = g_strjoinv (", ", tags);
  g_autofree char *title
      = g_strdup_printf (_ ("%s: change what is to be changed, save, leave."), contact->name);
  g_strdelimit (title, "\n\r", ' ');
  add_comment (form, title);
  add_comment (form, _ ("One «key: value» a line. What is empty or gone is taken away."));
  add_comment (form, _ ("Lines with # say nothing. Nothing saved: nothing changed."));
  g_string_append_c (form, '\n');
  add_columns (form, contact);
  add_line (form, "tags", joined);
  if (!add_points (form, context, contact, error)
      || !add_own_fields (form, context, contact, error))
    return NULL;
  return g_string_free (g_steal_pointer (&form), FALSE);
}

static gboolean
line_error (int line, const char *text, const char *why, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("line %d: «%s», %s"), line, text, why);
  return FALSE;
}

static gboolean
is_many (const char *key)
{
  return kt_contact_point_kind (key) != NULL || g_str_equal (key, "tag");
}

static const KtContactChange *
find_key (const GPtrArray *values, const char *key, guint nth)
{
  for (guint i = 0; i < values->len; i++)
    {
      const KtContactChange *value = values->pdata[i];
      if (g_str_equal (value->key, key) && nth-- == 0)
        return value;
    }
  return NULL;
}

/* The lines that say something, in their order. */
static GPtrArray *
read_form (const char *text, GError **error)
{
  g_autoptr (GPtrArray) values = kt_contact_changes_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      char *colon = strchr (line, ':');
      if (*line == '\0' || *line == '#')
        continue;
      if (colon == NULL || colon == line)
        {
          line_error (i + 1, line, _ ("a line is «key: value»"), error);
          return NULL;
        }
      *colon = '\0';
      kt_contact_changes_add (values, g_strchomp (line), KT_CHANGE_SET, colon + 1, i + 1);
      const KtContactChange *last = values->pdata[values->len - 1];
      if (!is_many (last->key) && find_key (values, last->key, 1) != NULL)
        {
          line_error (i + 1, line, _ ("it stands there twice"), error);
          return NULL;
        }
    }
  return g_steal_pointer (&values);
}

/* Whether a key has the same values in the same order; empty ones do not count. */
static gboolean
same_values (const GPtrArray *before, const GPtrArray *after, const char *key)
{
  guint i = 0, k = 0;
  for (;;)
    {
      const KtContactChange *old = find_key (before, key, i), *now = find_key (after, key, k);
      if (old != NULL && *old->value == '\0')
        i++;
      else if (now != NULL && *now->value == '\0')
        k++;
      else if (old == NULL || now == NULL)
        return old == now;
      else if (!g_str_equal (old->value, now->value))
        return FALSE;
      else
        i++, k++;
    }
}

static void
add_changed (GPtrArray *changes, const GPtrArray *after, const char *key)
{
  guint n = 0;
  if (find_key (changes, key, 0) != NULL)
    return;
  for (const KtContactChange *now; (now = find_key (after, key, n)) != NULL; n++)
    if (!is_many (key) || *now->value != '\0')
      kt_contact_changes_add (changes, key, KT_CHANGE_SET, now->value, now->line);
  if (find_key (changes, key, 0) == NULL)
    kt_contact_changes_add (changes, key, KT_CHANGE_SET, "", 0);
}

GPtrArray *
kt_contact_form_changes (const char *before, const char *after, GError **error)
{
  const char *end = NULL;
  if (!g_utf8_validate (after, -1, &end))
    {
      int line = 1;
      for (const char *p = after; p < end; p++)
        line += *p == '\n' ? 1 : 0;
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("line %d: that is no UTF-8 text"), line);
      return NULL;
    }
  g_autoptr (GPtrArray) old = read_form (before, error);
  g_autoptr (GPtrArray) now = old != NULL ? read_form (after, error) : NULL;
  g_autoptr (GPtrArray) changes = kt_contact_changes_new ();
  if (now == NULL)
    return NULL;
  for (guint i = 0; i < now->len; i++)
    {
      const KtContactChange *value = now->pdata[i];
      if (!same_values (old, now, value->key))
        add_changed (changes, now, value->key);
    }
  for (guint i = 0; i < old->len; i++)
    {
      const KtContactChange *value = old->pdata[i];
      if (!same_values (old, now, value->key))
        add_changed (changes, now, value->key);
    }
  return g_steal_pointer (&changes);
}

char *
kt_contact_form_with_error (const char *text, const char *message)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (message, "\n", -1);
  while (g_str_has_prefix (text, ERROR_MARK))
    {
      const char *end = strchr (text, '\n');
      text = end != NULL ? end + 1 : text + strlen (text);
    }
  g_string_append_printf (out, ERROR_MARK "%s\n", _ ("NOT SAVED, mend it and save again:"));
  for (char **line = lines; *line != NULL; line++)
    g_string_append_printf (out, ERROR_MARK "%s\n", *line);
  g_string_append (out, text);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

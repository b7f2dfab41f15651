#include "config.h"
#include "vcard-patch.h"
#include <string.h>

static gboolean
has (const char *const *list, gsize n, const char *text)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (list[i], text) == 0)
      return TRUE;
  return FALSE;
}

/* --- CATEGORIES --- */

/* The next word of a list, as it is written; NULL: no more. */
static char *
next_word (const char **at)
{
  const char *from = *at, *end = from;

  if (from == NULL)
    return NULL;
  while (*end != '\0' && *end != ',')
    end += *end == '\\' && end[1] != '\0' ? 2 : 1;
  *at = *end == ',' ? end + 1 : NULL;
  return g_strndup (from, (gsize)(end - from));
}

static char *
plain_word (const char *raw)
{
  return kt_vcard_one_line (kt_vcard_plain (raw, KT_VCARD_LINE_MAX));
}

/* The words of a line that stay, as they are written: those wanted, and those that are no tags. */
static char *
kept_words (const KtVcardPatch *patch, const KtIcalLine *line, gboolean *ret_all)
{
  g_autofree char *value = kt_vcard_value (line, NULL);
  const char *at = value;
  GString *out = g_string_new (NULL);
  char *next;

  *ret_all = TRUE;
  while ((next = next_word (&at)) != NULL)
    {
      g_autofree char *raw = next, *word = plain_word (raw);
      if (!kt_vcard_is_tag (word) || has (patch->wanted->tags, patch->wanted->n_tags, word))
        g_string_append_printf (out, "%s%s", out->len > 0 ? "," : "", raw);
      else
        *ret_all = FALSE;
    }
  return g_string_free (out, FALSE);
}

/* The tags that no line has, as a list. */
static char *
missing_tags (const KtVcardPatch *patch)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; (i = kt_vcard_index_of (patch, "CATEGORIES", i)) < patch->card->nodes->len; i++)
    {
      g_autofree char *value = kt_vcard_value (kt_vcard_line_at (patch, i), NULL);
      const char *at = value;
      char *word;
      while ((word = next_word (&at)) != NULL)
        {
          g_hash_table_add (there, plain_word (word));
          g_free (word);
        }
    }
  for (gsize i = 0; i < patch->wanted->n_tags; i++)
    {
      const char *tag = patch->wanted->tags[i];
      if (*tag == '\0' || !g_hash_table_add (there, g_strdup (tag)))
        continue;
      if (out->len > 0)
        g_string_append_c (out, ',');
      kt_vcard_escape (patch, out, tag);
    }
  return g_string_free (out, FALSE);
}

static gboolean
patch_tags (KtVcardPatch *patch, GError **error)
{
  g_autofree char *missing = missing_tags (patch);

  for (guint i = 0; (i = kt_vcard_index_of (patch, "CATEGORIES", i)) < patch->card->nodes->len;)
    {
      gboolean all;
      g_autofree char *kept = kept_words (patch, kt_vcard_line_at (patch, i), &all);
      /* a backslash at the end would take the comma */
      const char *more = g_str_has_suffix (kept, "\\") ? "" : missing;
      g_autofree char *value
          = g_strconcat (kept, *kept != '\0' && *more != '\0' ? "," : "", more, NULL);
      if (*value == '\0' && !all)
        {
          i = kt_vcard_remove (patch, i);
          continue;
        }
      if ((!all || *more != '\0') && !kt_vcard_replace_value (patch, i, value, error))
        return FALSE;
      if (more == missing)
        *missing = '\0';
      i++;
    }
  const KtVcardDraft draft = { "", "CATEGORIES", "", missing };
  return *missing == '\0' || kt_vcard_add (patch, &draft, error);
}

/* --- NOTE --- */

static gboolean
patch_notes (KtVcardPatch *patch, GError **error)
{
  const KtVcard *wanted = patch->wanted;
  g_autofree gboolean *there = g_new0 (gboolean, wanted->n_notes + 1);

  for (guint i = 0; (i = kt_vcard_index_of (patch, "NOTE", i)) < patch->card->nodes->len;)
    {
      g_autofree char *value = kt_vcard_value (kt_vcard_line_at (patch, i), NULL);
      g_autofree char *note = kt_vcard_plain (value, KT_VCARD_NOTE_MAX);
      gsize k = 0;
      while (k < wanted->n_notes && (there[k] || strcmp (wanted->notes[k], note) != 0))
        k++;
      there[k] = k < wanted->n_notes;
      if (k < wanted->n_notes || *note == '\0')
        i++;
      else
        i = kt_vcard_remove (patch, i);
    }
  for (gsize k = 0; k < wanted->n_notes; k++)
    {
      g_autofree char *value = kt_vcard_escaped (patch, wanted->notes[k]);
      const KtVcardDraft draft = { "", "NOTE", "", value };
      if (!there[k] && !kt_vcard_add (patch, &draft, error))
        return FALSE;
    }
  return TRUE;
}

/* --- X-KONTOR-… --- */

static char *
field_value (const KtVcardPatch *patch, const KtVcardField *field)
{
  GString *value = g_string_new (NULL);

  if (*field->name == '=')
    {
      kt_vcard_escape (patch, value, field->name + 1);
      g_string_append_c (value, ';');
    }
  kt_vcard_escape (patch, value, field->value);
  return g_string_free (value, FALSE);
}

/* The number of the wanted field that a line is of; -1 none. *ret_same: with that value. */
static int
find_field (const KtVcardPatch *patch, const char *name, const char *value, gboolean *ret_same)
{
  const KtVcard *wanted = patch->wanted;

  for (gsize i = 0; i < wanted->n_fields; i++)
    if (strcmp (wanted->fields[i].name, name) == 0)
      {
        *ret_same = strcmp (wanted->fields[i].value, value) == 0;
        return (int)i;
      }
  return -1;
}

/* Lines of ours that are no fields. */
static gboolean
is_other (const char *name)
{
  return strcmp (name, "language") == 0 || strcmp (name, "city") == 0;
}

static gboolean
patch_field (KtVcardPatch *patch, guint *index, gboolean *there, GError **error)
{
  const KtIcalLine *line = kt_vcard_line_at (patch, *index);
  g_autofree char *name = NULL, *value = NULL;
  gboolean same = FALSE;

  ++*index;
  if (line == NULL || !kt_vcard_field (line, &name, &value) || is_other (name))
    return TRUE;
  int found = find_field (patch, name, value, &same);
  if (found < 0 || there[found])
    {
      *index = kt_vcard_remove (patch, *index - 1);
      return TRUE;
    }
  there[found] = TRUE;
  if (same)
    return TRUE;
  g_autofree char *text = field_value (patch, &patch->wanted->fields[found]);
  return kt_vcard_replace_value (patch, *index - 1, text, error);
}

static gboolean
patch_fields (KtVcardPatch *patch, GError **error)
{
  const KtVcard *wanted = patch->wanted;
  g_autofree gboolean *there = g_new0 (gboolean, wanted->n_fields + 1);

  for (guint i = 0; i < patch->card->nodes->len;)
    if (!patch_field (patch, &i, there, error))
      return FALSE;
  for (gsize k = 0; k < wanted->n_fields; k++)
    {
      const KtVcardField *field = &wanted->fields[k];
      g_autofree char *value = field_value (patch, field);
      g_autofree char *upper = g_ascii_strup (field->name, -1);
      g_autofree char *name
          = g_strconcat ("X-KONTOR-", *field->name == '=' ? "FIELD" : upper, NULL);
      const KtVcardDraft draft = { "", name, "", value };
      if (!there[k] && !kt_vcard_add (patch, &draft, error))
        return FALSE;
    }
  return TRUE;
}

/* --- relations --- */

static gboolean
same_kin (const KtVcardRelation *relation, const KtVcardKin *kin)
{
  g_autofree char *a = g_utf8_casefold (relation->kind, -1);
  g_autofree char *b = g_utf8_casefold (kin->kind, -1);

  return strcmp (a, b) == 0
         && ((*kin->name != '\0' && g_strcmp0 (relation->name, kin->name) == 0)
             || (*kin->uid != '\0' && g_strcmp0 (relation->uid, kin->uid) == 0));
}

/* Types that RELATED has, or that are words it may have (RFC 6350 §6.6.6). */
static gboolean
is_plain_kind (const char *kind)
{
  for (const char *p = kind; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && *p != '-')
      return FALSE;
  return *kind != '\0';
}

static const char *
kin_prefix (const char *kind)
{
  static const char *const types[]
      = { "contact",     "acquaintance", "friend", "met",    "co-worker",  "colleague",
          "co-resident", "neighbor",     "child",  "parent", "sibling",    "spouse",
          "kin",         "muse",         "crush",  "date",   "sweetheart", "me",
          "agent",       "emergency",    NULL };

  return g_strv_contains (types, kind) ? "" : "x-";
}

static gboolean
add_kin (KtVcardPatch *patch, const KtVcardRelation *relation, GError **error)
{
  const char *uid = relation->uid != NULL ? relation->uid : "";
  gboolean plain = kt_vcard_is_version (patch, "4.0") && is_plain_kind (relation->kind);
  g_autofree char *group = plain ? g_strdup ("") : kt_vcard_new_group (patch);
  g_autofree char *value = kt_vcard_escaped (patch, relation->name);
  g_autofree char *label = kt_vcard_escaped (patch, relation->kind);
  g_autoptr (GString) params = g_string_new (NULL);

  if (plain)
    g_string_append_printf (params, ";TYPE=%s%s", kin_prefix (relation->kind), relation->kind);
  if (kt_vcard_is_version (patch, "4.0"))
    g_string_append (params, ";VALUE=text");
  if (*uid != '\0' && strpbrk (uid, "\"^\\;,\n") == NULL)
    g_string_append_printf (params, ";X-KONTOR-UID=\"%s\"", uid);
  const KtVcardDraft draft
      = { group, kt_vcard_is_version (patch, "4.0") ? "RELATED" : "X-ABRELATEDNAMES", params->str,
          value };
  const KtVcardDraft labelled = { group, "X-ABLABEL", "", label };
  return kt_vcard_add (patch, &draft, error) && (plain || kt_vcard_add (patch, &labelled, error));
}

/* Those that came with the card and are none of the book's stay. */
static gboolean
patch_relations (KtVcardPatch *patch, GError **error)
{
  const KtVcard *wanted = patch->wanted;
  g_autofree gboolean *there = g_new0 (gboolean, wanted->n_relations + 1);

  for (guint i = 0; i < patch->card->nodes->len;)
    {
      const KtIcalLine *line = kt_vcard_line_at (patch, i);
      KtVcardKin kin;
      gsize k = 0;
      i++;
      if (line == NULL || !kt_vcard_kin (patch->card, line, &kin))
        continue;
      g_autofree char *own = kt_ical_param (line->params, "X-KONTOR-UID");
      while (k < wanted->n_relations && (there[k] || !same_kin (&wanted->relations[k], &kin)))
        k++;
      there[k] = k < wanted->n_relations;
      if (!there[k] && own != NULL)
        i = kt_vcard_remove (patch, i - 1);
      kt_vcard_kin_clear (&kin);
    }
  for (gsize k = 0; k < wanted->n_relations; k++)
    if (!there[k] && !add_kin (patch, &wanted->relations[k], error))
      return FALSE;
  return TRUE;
}

gboolean
kt_vcard_patch_lists (KtVcardPatch *patch, GError **error)
{
  guint32 tells = patch->wanted->tells;

  return ((tells & KT_VCARD_TAGS) == 0 || patch_tags (patch, error))
         && ((tells & KT_VCARD_NOTES) == 0 || patch_notes (patch, error))
         && ((tells & KT_VCARD_FIELDS) == 0 || patch_fields (patch, error))
         && ((tells & KT_VCARD_RELATIONS) == 0 || patch_relations (patch, error));
}

#include "config.h"
#include "kontor/error.h"
#include "vcard-form.h"
#include "vcard-patch.h"
#include <string.h>

enum
{
  BASE,
  MINE,
  THEIRS,
  SIDES
};

typedef struct
{
  KtIcalText *texts[SIDES];
  KtIcalComponent *cards[SIDES]; /* BASE may be NULL */
  GHashTable *several;           /* names that some side has more than once */
  GHashTable *tables[SIDES];     /* key of a unit → what it says */
  KtVcardPatch patch;            /* of theirs */
  GPtrArray *conflicts;          /* names */
  gboolean joins;                /* only what the book has no place for, line by line */
} Merge;

static const KtIcalLine *
line_at (const KtIcalComponent *card, guint index)
{
  const KtIcalNode *node = &g_array_index (card->nodes, KtIcalNode, index);

  return node->component == NULL && !kt_vcard_is_noise (&node->line) ? &node->line : NULL;
}

/* What the book tells by itself. */
static gboolean
is_of_book (const char *name)
{
  static const char *const names[]
      = { "FN",         "N",   "UID",  "KIND", "X-ADDRESSBOOKSERVER-KIND",
          "X-ABSHOWAS", "ORG", "BDAY", "LANG", NULL };

  return g_strv_contains (names, name) || kt_vcard_place_kind (name) != NULL
         || g_str_has_prefix (name, "X-KONTOR-");
}

/* A card has one of them at most. */
static gboolean
is_single (const char *name)
{
  static const char *const names[]
      = { "ANNIVERSARY", "GENDER", "CLASS", "MAILER", "SORT-STRING", NULL };

  return g_strv_contains (names, name);
}

/* Lines that are decided on at once: a property, one of several of a name. NULL: CATEGORIES, and
 * of cards that are joined what the book tells. */
static char *
unit_key (const Merge *merge, const KtIcalComponent *card, const KtIcalLine *line)
{
  if (strcmp (line->name, "CATEGORIES") == 0 || (merge->joins && is_of_book (line->name)))
    return NULL;
  if (merge->joins && !is_single (line->name))
    {
      g_autofree char *form = kt_vcard_line_form (card, line);
      return g_strdup_printf ("%s\n%s", line->name, form);
    }
  if (!g_hash_table_contains (merge->several, line->name))
    return g_strdup (line->name);
  g_autofree char *value = kt_vcard_value_form (line);
  return g_strdup_printf ("%s\n%s", line->name, value);
}

static void
find_several (Merge *merge)
{
  for (guint side = 0; side < SIDES; side++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      const KtIcalComponent *card = merge->cards[side];
      for (guint i = 0; card != NULL && i < card->nodes->len; i++)
        {
          const KtIcalLine *line = line_at (card, i);
          if (line != NULL && !g_hash_table_add (seen, (gpointer)line->name))
            g_hash_table_add (merge->several, g_strdup (line->name));
        }
    }
}

/* keys: of the sides that are looked through, in their order; NULL: none are wanted. */
static GHashTable *
table_of (const Merge *merge, guint side, GPtrArray *keys)
{
  const KtIcalComponent *card = merge->cards[side];
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; card != NULL && i < card->nodes->len; i++)
    {
      const KtIcalLine *line = line_at (card, i);
      g_autofree char *key = line != NULL ? unit_key (merge, card, line) : NULL;
      if (key == NULL)
        continue;
      char *form = kt_vcard_line_form (card, line);
      const char *before = g_hash_table_lookup (table, key);
      if (keys != NULL && before == NULL)
        g_ptr_array_add (keys, g_strdup (key));
      g_hash_table_insert (table, g_strdup (key),
                           before != NULL ? g_strdup_printf ("%s\n%s", before, form)
                                          : g_strdup (form));
      g_free (form);
    }
  return table;
}

/* --- theirs gets a unit of mine --- */

static gboolean
has_key (const Merge *merge, const KtIcalComponent *card, const KtIcalLine *line, const char *key)
{
  g_autofree char *own = line != NULL ? unit_key (merge, card, line) : NULL;

  return g_strcmp0 (own, key) == 0;
}

/* Where it stood; -1 it was not there. */
static int
take_out (Merge *merge, const char *key)
{
  KtVcardPatch *patch = &merge->patch;
  int first = -1;

  for (guint i = 0; i < patch->card->nodes->len;)
    if (has_key (merge, patch->card, line_at (patch->card, i), key))
      {
        i = kt_vcard_remove (patch, i);
        first = first < 0 ? (int)i : first;
      }
    else
      i++;
  return first;
}

/* In a group of its own there. */
static KtIcalLine
line_in_group (Merge *merge, const KtIcalLine *line, const char *group)
{
  KtIcalLine copy = *line;

  if (*line->group == '\0' || line->raw_length < strlen (line->group)
      || memcmp (line->raw, line->group, strlen (line->group)) != 0)
    return kt_ical_line_copy (merge->texts[THEIRS], &copy);
  g_autoptr (GString) raw = g_string_new (group);
  g_string_append_len (raw, line->raw + strlen (line->group),
                       (gssize)(line->raw_length - strlen (line->group)));
  copy.raw = raw->str;
  copy.raw_length = raw->len;
  copy.group = group;
  return kt_ical_line_copy (merge->texts[THEIRS], &copy);
}

static void
put_in (Merge *merge, guint at, const KtIcalLine *line, const char *group)
{
  const KtIcalNode node = { .line = line_in_group (merge, line, group) };

  kt_ical_node_insert (merge->texts[THEIRS], merge->cards[THEIRS], at, &node);
}

/* The line and what its group says of it; returns where the next goes. */
static guint
put_unit (Merge *merge, guint at, const KtIcalLine *line)
{
  const KtIcalComponent *mine = merge->cards[MINE];
  g_autofree char *group = kt_vcard_new_group (&merge->patch);

  put_in (merge, at++, line, group);
  for (guint i = 0; *line->group != '\0' && i < mine->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (mine->nodes, KtIcalNode, i);
      if (node->component == NULL && kt_vcard_is_companion (&node->line)
          && g_ascii_strcasecmp (node->line.group, line->group) == 0)
        put_in (merge, at++, &node->line, group);
    }
  return at;
}

static guint
place_of_new (const Merge *merge, const char *name)
{
  const KtVcardPatch *patch = &merge->patch;
  guint at = kt_ical_property_end (patch->card);

  for (guint i = 0; (i = kt_vcard_index_of (patch, name, i)) < patch->card->nodes->len; i++)
    at = i + 1;
  return at;
}

static void
apply (Merge *merge, const char *key)
{
  const KtIcalComponent *mine = merge->cards[MINE];
  int at = take_out (merge, key);

  for (guint i = 0; i < mine->nodes->len; i++)
    {
      const KtIcalLine *line = line_at (mine, i);
      if (has_key (merge, mine, line, key))
        at = (int)put_unit (merge, at < 0 ? place_of_new (merge, line->name) : (guint)at, line);
    }
}

static void
add_conflict (Merge *merge, const char *key)
{
  char *name = g_strndup (key, strcspn (key, "\n"));

  if (g_ptr_array_find_with_equal_func (merge->conflicts, name, g_str_equal, NULL))
    g_free (name);
  else
    g_ptr_array_add (merge->conflicts, name);
}

/* Changed beats removed. */
static void
merge_unit (Merge *merge, const char *key)
{
  const char *base = g_hash_table_lookup (merge->tables[BASE], key);
  const char *mine = g_hash_table_lookup (merge->tables[MINE], key);
  const char *theirs = g_hash_table_lookup (merge->tables[THEIRS], key);

  if (g_strcmp0 (mine, base) == 0 || g_strcmp0 (mine, theirs) == 0)
    return;
  if (g_strcmp0 (theirs, base) == 0 || theirs == NULL)
    apply (merge, key);
  else if (mine != NULL)
    add_conflict (merge, key);
}

/* --- CATEGORIES: a set --- */

static GHashTable *
tag_set (const KtIcalComponent *card, GPtrArray *order)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; card != NULL && i < card->nodes->len; i++)
    {
      const KtIcalLine *line = line_at (card, i);
      if (line == NULL || strcmp (line->name, "CATEGORIES") != 0)
        continue;
      g_autoptr (GPtrArray) tags = kt_vcard_tags (line);
      for (guint k = 0; k < tags->len; k++)
        if (g_hash_table_add (set, g_strdup (tags->pdata[k])))
          g_ptr_array_add (order, g_strdup (tags->pdata[k]));
    }
  return set;
}

/* Theirs, with what mine added, without what mine took away. */
static gboolean
merge_tags (Merge *merge, GError **error)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) nobody = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) base = tag_set (merge->cards[BASE], nobody);
  g_autoptr (GHashTable) mine = tag_set (merge->cards[MINE], own);
  g_autoptr (GHashTable) theirs = tag_set (merge->cards[THEIRS], order);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  gboolean changed = FALSE;

  for (guint i = 0; i < order->len; i++)
    if (g_hash_table_contains (base, order->pdata[i])
        && !g_hash_table_contains (mine, order->pdata[i]))
      changed = TRUE;
    else
      g_ptr_array_add (wanted, order->pdata[i]);
  for (guint i = 0; i < own->len; i++)
    if (!g_hash_table_contains (base, own->pdata[i])
        && !g_hash_table_contains (theirs, own->pdata[i]))
      {
        changed = TRUE;
        g_ptr_array_add (wanted, own->pdata[i]);
      }
  const KtVcard card
      = { .tells = KT_VCARD_TAGS, .tags = (const char **)wanted->pdata, .n_tags = wanted->len };
  merge->patch.wanted = &card;
  gboolean fine = !changed || kt_vcard_patch_lists (&merge->patch, error);
  merge->patch.wanted = NULL;
  return fine;
}

/* --- all --- */

static gboolean
merge_all (Merge *merge, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  if (merge->cards[MINE] == NULL || merge->cards[THEIRS] == NULL)
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "it is no vCard");
      return FALSE;
    }
  find_several (merge);
  for (guint i = 0; i < SIDES; i++)
    merge->tables[i] = table_of (merge, i, i != THEIRS ? keys : NULL);
  for (guint i = 0; i < keys->len; i++)
    if (g_hash_table_add (done, keys->pdata[i]))
      merge_unit (merge, keys->pdata[i]);
  return merge_tags (merge, error);
}

static gboolean
parse_side (Merge *merge, guint side, const KtIcalBytes *bytes, GError **error)
{
  if (!g_utf8_validate_len (bytes->length > 0 ? bytes->data : "", bytes->length, NULL))
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "it is not UTF-8");
      return FALSE;
    }
  merge->texts[side] = kt_vcard_text_parse (bytes->data, bytes->length, error);
  if (merge->texts[side] != NULL)
    merge->cards[side] = kt_vcard_find (merge->texts[side]);
  return merge->texts[side] != NULL;
}

static void
merge_clear (Merge *merge)
{
  for (guint i = 0; i < SIDES; i++)
    {
      kt_ical_text_free (merge->texts[i]);
      g_clear_pointer (&merge->tables[i], g_hash_table_unref);
    }
  g_hash_table_unref (merge->several);
  g_hash_table_unref (merge->patch.touched);
  g_ptr_array_unref (merge->conflicts);
}

static GString *
merge_texts (const KtIcalBytes *base, const KtIcalBytes *mine, const KtIcalBytes *theirs,
             gboolean joins, char **ret_conflicts, GError **error)
{
  const KtIcalBytes *const bytes[SIDES] = { base, mine, theirs };
  Merge merge = { .several = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                  .conflicts = g_ptr_array_new_with_free_func (g_free),
                  .joins = joins };
  g_autoptr (GString) out = NULL;
  gboolean fine = TRUE;

  merge.patch.touched = kt_ical_touched_new ();
  for (guint i = 0; fine && i < SIDES; i++)
    fine = parse_side (&merge, i, bytes[i], error);
  if (fine && merge.cards[THEIRS] != NULL)
    {
      merge.patch.text = merge.texts[THEIRS];
      merge.patch.card = merge.cards[THEIRS];
      merge.patch.version = kt_vcard_version (merge.cards[THEIRS]);
    }
  if (fine && merge_all (&merge, error))
    out = kt_ical_text_write (merge.texts[THEIRS]);
  if (out != NULL
      && !kt_ical_check_cards_kept (theirs->data, theirs->length, merge.patch.touched, out, error))
    g_string_free (g_steal_pointer (&out), TRUE);
  if (out != NULL)
    {
      g_ptr_array_add (merge.conflicts, NULL);
      *ret_conflicts = g_strjoinv (",", (char **)merge.conflicts->pdata);
    }
  merge_clear (&merge);
  return g_steal_pointer (&out);
}

GString *
kt_vcard_merge (const KtIcalBytes *base, const KtIcalBytes *mine, const KtIcalBytes *theirs,
                char **ret_conflicts, GError **error)
{
  return merge_texts (base, mine, theirs, FALSE, ret_conflicts, error);
}

GString *
kt_vcard_join (const KtIcalBytes *from, const KtIcalBytes *to, const KtIcalBytes *text,
               GError **error)
{
  g_autofree char *conflicts = NULL;
  return merge_texts (from, to, text, TRUE, &conflicts, error);
}

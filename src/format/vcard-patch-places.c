#include "config.h"
#include "kontor/fold.h"
#include "vcard-form.h"
#include "vcard-patch.h"
#include <string.h>

/* The lines of one kind against the points that are wanted of it. */
typedef struct
{
  KtVcardPatch *patch;
  const char *kind;
  GPtrArray *wanted; /* KtVcardPoint, of that kind */
  gboolean *taken;   /* of wanted: some line says it */
} Places;

/* --- whether two values are the same place --- */

/* Digits alone, "00" in front as if it were "+". */
static void
phone_digits (const char *text, GString *digits)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) || g_ascii_isalpha (*p) || *p == '*' || *p == '#')
      g_string_append_c (digits, g_ascii_tolower (*p));
  if (g_str_has_prefix (digits->str, "00"))
    g_string_erase (digits, 0, 2);
}

#define PHONE_TAIL 7 /* digits that make two numbers the same */

static gboolean
same_phone (const char *a, const char *b)
{
  g_autoptr (GString) x = g_string_new (NULL);
  g_autoptr (GString) y = g_string_new (NULL);

  phone_digits (a, x);
  phone_digits (b, y);
  if (x->len < PHONE_TAIL || y->len < PHONE_TAIL)
    return strcmp (x->str, y->str) == 0 && (x->len > 0 || strcmp (a, b) == 0);
  return g_str_has_suffix (x->str, y->str) || g_str_has_suffix (y->str, x->str);
}

static gboolean
same_value (const char *kind, const char *a, const char *b)
{
  if (strcmp (kind, "phone") == 0)
    return same_phone (a, b);
  if (strcmp (kind, "email") != 0)
    return strcmp (a, b) == 0;
  g_autofree char *x = g_utf8_casefold (a, -1), *y = g_utf8_casefold (b, -1);
  return strcmp (x, y) == 0;
}

/* The first wanted one of that value that no line has yet; -1 none. */
static int
find_wanted (const Places *places, const char *value)
{
  for (guint i = 0; i < places->wanted->len; i++)
    {
      const KtVcardPoint *point = places->wanted->pdata[i];
      if (!places->taken[i] && same_value (places->kind, point->value, value))
        return (int)i;
    }
  return -1;
}

/* --- a line for a point --- */

static gboolean
add_label (Places *places, const char *group, const char *label, GError **error)
{
  g_autofree char *value = kt_vcard_escaped (places->patch, label);
  const KtVcardDraft draft = { group, "X-ABLABEL", "", value };

  return kt_vcard_add (places->patch, &draft, error);
}

static gboolean
add_place (Places *places, const KtVcardPoint *point, GError **error)
{
  g_autoptr (GString) params = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);
  const char *name, *label = point->label != NULL ? point->label : "";

  kt_vcard_draft_point (places->patch, point, &name, params, value);
  if (strcmp (name, "EMAIL") == 0 && !kt_vcard_is_version (places->patch, "4.0"))
    kt_vcard_append_type (places->patch, params, "INTERNET");
  gboolean own = !kt_vcard_append_label (places->patch, params, label);
  if (strcmp (name, "TEL") == 0 && *label == '\0' && !kt_vcard_is_version (places->patch, "4.0"))
    kt_vcard_append_type (places->patch, params, "VOICE");
  if ((point->flags & KT_VCARD_POINT_SHARED) != 0)
    g_string_append (params, ";X-KONTOR-SHARED=yes");
  g_autofree char *group = own ? kt_vcard_new_group (places->patch) : g_strdup ("");
  const KtVcardDraft draft = { group, name, params->str, value->str };
  return kt_vcard_add (places->patch, &draft, error)
         && (!own || add_label (places, group, label, error));
}

/* --- lines that are there --- */

/* The label of a group's X-ABLABEL line; the card's length: it has none. */
static guint
label_index (const KtVcardPatch *patch, const char *group)
{
  guint i = 0;

  for (;
       *group != '\0' && (i = kt_vcard_index_of (patch, "X-ABLABEL", i)) < patch->card->nodes->len;
       i++)
    if (g_ascii_strcasecmp (kt_vcard_line_at (patch, i)->group, group) == 0)
      return i;
  return patch->card->nodes->len;
}

/* Whether the line's group is that of another one too, which then has the same label. */
static gboolean
shares_group (const KtVcardPatch *patch, guint index)
{
  const char *group = kt_vcard_line_at (patch, index)->group;

  for (guint i = 0; *group != '\0' && i < patch->card->nodes->len; i++)
    {
      const KtIcalLine *line = kt_vcard_line_at (patch, i);
      if (i != index && line != NULL && !kt_vcard_is_companion (line)
          && g_ascii_strcasecmp (line->group, group) == 0)
        return TRUE;
    }
  return FALSE;
}

static guint
index_of_raw (const KtVcardPatch *patch, const char *raw)
{
  guint i = 0;

  while (i < patch->card->nodes->len
         && (kt_vcard_line_at (patch, i) == NULL || kt_vcard_line_at (patch, i)->raw != raw))
    i++;
  return i;
}

/* Another label than the line has; where it is then. */
static gboolean
relabel_at (Places *places, guint index, const char *label, const char **ret_raw, GError **error)
{
  KtVcardPatch *patch = places->patch;
  const KtIcalLine *line = kt_vcard_line_at (patch, index);
  gboolean leave = shares_group (patch, index);
  g_autofree char *others = kt_vcard_params_without_label (line),
                  *value = kt_vcard_value (line, NULL);
  g_autoptr (GString) params = g_string_new (others);
  g_autofree char *name = g_strdup (line->name);
  gboolean own = !kt_vcard_append_label (places->patch, params, label);
  g_autofree char *group = own && (leave || *line->group == '\0') ? kt_vcard_new_group (patch)
                           : leave                                ? g_strdup ("")
                                                                  : g_strdup (line->group);
  const KtVcardDraft draft = { group, name, params->str, value };

  if (!kt_vcard_replace (patch, index, &draft, error))
    return FALSE;
  *ret_raw = kt_vcard_line_at (patch, index)->raw;
  guint at = label_index (patch, group);
  gboolean there = at < patch->card->nodes->len;
  if (there && !own)
    {
      kt_ical_touch (patch->touched, kt_vcard_line_at (patch, at));
      g_array_remove_index (patch->card->nodes, at);
    }
  if (!own)
    return TRUE;
  g_autofree char *text = kt_vcard_escaped (patch, label);
  return there ? kt_vcard_replace_value (patch, at, text, error)
               : add_label (places, group, label, error);
}

/* The label's own line may come or go before it. */
static gboolean
relabel (Places *places, guint *index, const char *label, GError **error)
{
  const char *raw = NULL;

  if (!relabel_at (places, *index, label, &raw, error))
    return FALSE;
  *index = index_of_raw (places->patch, raw);
  return TRUE;
}

/* The line tells another place of the same sort. A messenger may be of another service. */
static gboolean
revalue (Places *places, guint index, const KtVcardPoint *point, GError **error)
{
  g_autoptr (GString) params = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);
  const KtIcalLine *line = kt_vcard_line_at (places->patch, index);
  const char *name;

  if (strcmp (point->kind, "messenger") == 0
      || strcmp (line->name, kt_vcard_property_of (point->kind)) != 0)
    {
      kt_vcard_remove (places->patch, index);
      return add_place (places, point, error);
    }
  kt_vcard_draft_point (places->patch, point, &name, params, value);
  g_autofree char *form = kt_ical_param (line->params, "VALUE");
  if (form == NULL)
    return kt_vcard_replace_value (places->patch, index, value->str, error);
  /* VALUE=uri of a "tel:": it is text now */
  const char *at = line->params;
  KtVcardParam param;
  while (kt_vcard_param_next (&at, &param))
    if (!kt_vcard_param_is (&param, "VALUE"))
      g_string_append_len (params, param.raw, (gssize)param.raw_length);
  g_autofree char *group = g_strdup (line->group);
  const KtVcardDraft draft = { group, name, params->str, value->str };
  return kt_vcard_replace (places->patch, index, &draft, error);
}

/* --- all of a kind --- */

/* The next line of the kind from index on that names a place. */
static guint
next_place (const Places *places, guint from, KtVcardPlace *ret_place)
{
  const KtVcardPatch *patch = places->patch;

  for (; from < patch->card->nodes->len; from++)
    {
      const KtIcalLine *line = kt_vcard_line_at (patch, from);
      const char *kind = line != NULL ? kt_vcard_place_kind (line->name) : NULL;
      if (kind == NULL || strcmp (kind, places->kind) != 0
          || !kt_vcard_place (patch->card, line, ret_place))
        continue;
      if (*ret_place->value != '\0')
        return from;
      kt_vcard_place_clear (ret_place);
    }
  return from;
}

/* The lines that nobody wants, as bytes they begin with: indices move. */
static gboolean
match_places (Places *places, GPtrArray *unwanted, GError **error)
{
  KtVcardPatch *patch = places->patch;
  KtVcardPlace place;

  for (guint i = 0; (i = next_place (places, i, &place)) < patch->card->nodes->len; i++)
    {
      int found = find_wanted (places, place.value);
      g_autofree char *label = g_steal_pointer (&place.label);
      kt_vcard_place_clear (&place);
      if (found < 0)
        {
          g_ptr_array_add (unwanted, (gpointer)kt_vcard_line_at (patch, i)->raw);
          continue;
        }
      const KtVcardPoint *point = places->wanted->pdata[found];
      places->taken[found] = TRUE;
      if (point->label != NULL && *point->label != '\0' && strcmp (point->label, label) != 0
          && !relabel (places, &i, point->label, error))
        return FALSE;
    }
  return TRUE;
}

/* A line that is not wanted takes what is missing, the others go. */
static gboolean
settle_places (Places *places, GPtrArray *unwanted, GError **error)
{
  guint free = 0;

  for (guint i = 0; i < places->wanted->len; i++)
    {
      if (places->taken[i])
        continue;
      gboolean fine = free < unwanted->len
                          ? revalue (places, index_of_raw (places->patch, unwanted->pdata[free++]),
                                     places->wanted->pdata[i], error)
                          : add_place (places, places->wanted->pdata[i], error);
      if (!fine)
        return FALSE;
    }
  for (; free < unwanted->len; free++)
    kt_vcard_remove (places->patch, index_of_raw (places->patch, unwanted->pdata[free]));
  return TRUE;
}

/* --- which is the preferred one --- */

static gboolean
set_pref (Places *places, guint index, gboolean pref, GError **error)
{
  const KtIcalLine *line = kt_vcard_line_at (places->patch, index);
  g_autoptr (GString) params = g_string_new (NULL);
  g_autofree char *plain = kt_vcard_plain_params (line), *value = kt_vcard_value (line, NULL);
  g_autofree char *group = g_strdup (line->group), *name = g_strdup (line->name);
  const char *at = plain;
  KtVcardParam param;

  while (kt_vcard_param_next (&at, &param))
    {
      g_autofree char *raw = g_strndup (param.raw, param.raw_length);
      g_autofree char *lower = g_ascii_strdown (raw, -1);
      if (kt_vcard_param_is (&param, "PREF") || strcmp (lower, ";pref") == 0
          || strcmp (lower, ";type=pref") == 0)
        continue;
      const char *in_list = kt_vcard_param_is (&param, "TYPE") ? strstr (lower, ",pref") : NULL;
      const char *first = g_str_has_prefix (lower, ";type=pref,") ? lower + 6 : NULL;
      if (in_list != NULL || first != NULL)
        g_string_append_printf (params, "%.*s%s",
                                (int)(in_list != NULL ? in_list - lower : first - lower), raw,
                                raw + (in_list != NULL ? in_list - lower : first - lower) + 5);
      else
        g_string_append (params, raw);
    }
  if (pref && kt_vcard_is_version (places->patch, "4.0"))
    g_string_append (params, ";PREF=1");
  else if (pref)
    kt_vcard_append_type (places->patch, params, "PREF");
  const KtVcardDraft draft = { group, name, params->str, value };
  return kt_vcard_replace (places->patch, index, &draft, error);
}

/* The line that others read as the preferred one. */
static guint
preferred (const Places *places)
{
  guint best = places->patch->card->nodes->len, rank = G_MAXUINT;
  KtVcardPlace place;

  for (guint i = 0; (i = next_place (places, i, &place)) < places->patch->card->nodes->len; i++)
    {
      guint own = kt_vcard_rank (kt_vcard_line_at (places->patch, i));
      kt_vcard_place_clear (&place);
      if (own < rank)
        {
          rank = own;
          best = i;
        }
    }
  return best;
}

static gboolean
prefer_first (Places *places, GError **error)
{
  const KtVcardPoint *first = places->wanted->pdata[0];
  guint best = preferred (places);
  KtVcardPlace place;

  for (guint i = 0; (i = next_place (places, i, &place)) < places->patch->card->nodes->len; i++)
    {
      gboolean is_first = same_value (places->kind, place.value, first->value);
      gboolean was = kt_vcard_rank (kt_vcard_line_at (places->patch, i)) == 1;
      kt_vcard_place_clear (&place);
      if (is_first && i == best)
        return TRUE;
      if ((is_first || was) && !set_pref (places, i, is_first, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
patch_kind (KtVcardPatch *patch, const char *kind, GError **error)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GPtrArray) unwanted = g_ptr_array_new ();

  for (gsize i = 0; i < patch->wanted->n_points; i++)
    if (strcmp (patch->wanted->points[i].kind, kind) == 0)
      g_ptr_array_add (wanted, &patch->wanted->points[i]);
  g_autofree gboolean *taken = g_new0 (gboolean, wanted->len + 1);
  Places places = { patch, kind, wanted, taken };
  if (!match_places (&places, unwanted, error) || !settle_places (&places, unwanted, error))
    return FALSE;
  /* once more: a line that was made to tell another place has the old one's label */
  memset (taken, 0, sizeof *taken * wanted->len);
  return match_places (&places, unwanted, error)
         && (wanted->len < 2 || prefer_first (&places, error));
}

/* --- the city --- */

/* An ADR that has it says so already; one with nothing else may be made to; else it has a line of
 * its own. */
static gboolean
patch_city (KtVcardPatch *patch, GError **error)
{
  const char *city = patch->wanted->city != NULL ? patch->wanted->city : "";
  g_autofree char *escaped = kt_vcard_escaped (patch, city);
  g_autofree char *address = g_strdup_printf (";;;%s;;;", escaped);
  guint own = kt_vcard_index_of (patch, "X-KONTOR-CITY", 0), n_posts = 0, bare = G_MAXUINT;
  gboolean told = *city == '\0';

  for (guint i = 0; (i = kt_vcard_index_of (patch, "ADR", i)) < patch->card->nodes->len; i++)
    {
      KtVcardPlace place;
      if (!kt_vcard_place (patch->card, kt_vcard_line_at (patch, i), &place))
        continue;
      told = told || (n_posts == 0 && bare == G_MAXUINT && strcmp (place.city, city) == 0);
      if (*place.value == '\0' && bare == G_MAXUINT)
        bare = i;
      n_posts += *place.value != '\0';
      kt_vcard_place_clear (&place);
    }
  if (own < patch->card->nodes->len)
    return told ? (kt_vcard_remove (patch, own), TRUE)
                : kt_vcard_replace_value (patch, own, escaped, error);
  if (bare != G_MAXUINT && *city == '\0')
    kt_vcard_remove (patch, bare);
  if (told)
    return TRUE;
  if (bare != G_MAXUINT && n_posts == 0)
    return kt_vcard_replace_value (patch, bare, address, error);
  const KtVcardDraft draft
      = { "", n_posts == 0 ? "ADR" : "X-KONTOR-CITY", "", n_posts == 0 ? address : escaped };
  return kt_vcard_add (patch, &draft, error);
}

gboolean
kt_vcard_patch_places (KtVcardPatch *patch, GError **error)
{
  static const struct
  {
    guint32 tells;
    const char *kind;
  } kinds[] = { { KT_VCARD_PHONE, "phone" },
                { KT_VCARD_EMAIL, "email" },
                { KT_VCARD_POST, "post" },
                { KT_VCARD_URL, "url" },
                { KT_VCARD_MESSENGER, "messenger" } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if ((patch->wanted->tells & kinds[i].tells) != 0 && !patch_kind (patch, kinds[i].kind, error))
      return FALSE;
  return (patch->wanted->tells & KT_VCARD_POST) == 0 || patch_city (patch, error);
}

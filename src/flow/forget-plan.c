#include "config.h"
#include "kontor/forget.h"
#include "kontor/fold.h"
#include "kontor/letter-rows.h"
#include "kontor/mirror-erase.h"
#include "kontor/owners.h"

#include <string.h>

#define TAIL_DIGITS 4
#define PHONE_MIN 7 /* digits: shorter ones stand everywhere */

void
kt_forget_free (KtForget *forget)
{
  if (forget == NULL)
    return;
  g_free (forget->name);
  g_free (forget->tail);
  g_free (forget->confirm);
  g_clear_pointer (&forget->texts, g_ptr_array_unref);
  g_clear_pointer (&forget->matches, g_ptr_array_unref);
  g_clear_pointer (&forget->uids, g_ptr_array_unref);
  g_clear_pointer (&forget->cards, g_ptr_array_unref);
  g_clear_pointer (&forget->letters, g_array_unref);
  g_clear_pointer (&forget->shared, g_array_unref);
  g_clear_pointer (&forget->events, g_array_unref);
  g_clear_pointer (&forget->sources, g_ptr_array_unref);
  g_free (forget);
}

static void
add_text (KtForget *forget, const char *text)
{
  if (text == NULL || *text == '\0'
      || g_ptr_array_find_with_equal_func (forget->texts, text, g_str_equal, NULL))
    return;
  g_ptr_array_add (forget->texts, g_strdup (text));
}

/* A name of one word is also somebody else's: only whole names are searched for. */
static void
add_names (KtForget *forget, const KtContact *contact)
{
  const char *given = contact->given, *family = contact->family;
  if (strchr (contact->name, ' ') != NULL)
    add_text (forget, contact->name);
  if (given == NULL || family == NULL)
    return;
  g_autofree char *plain = g_strdup_printf ("%s %s", given, family);
  g_autofree char *turned = g_strdup_printf ("%s %s", family, given);
  g_autofree char *listed = g_strdup_printf ("%s, %s", family, given);
  add_text (forget, plain);
  add_text (forget, turned);
  add_text (forget, listed);
}

static void
add_phone (KtForget *forget, const KtPoint *point)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  for (const char *p = point->raw; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  if (digits->len < PHONE_MIN)
    return;
  add_text (forget, point->raw);
  add_text (forget, point->norm);
  add_text (forget, digits->str);
  if (*forget->tail == '\0')
    {
      g_free (forget->tail);
      forget->tail = g_strconcat ("··", digits->str + digits->len - TAIL_DIGITS, NULL);
    }
}

/* What another contact has as well is that one's: it stays. */
static gboolean
is_others_too (KtContext *context, const KtPoint *point, gboolean *ret, GError **error)
{
  g_autoptr (GPtrArray) owners = kt_contact_by_match (context->store, point->match, error);
  *ret = point->shared;
  for (guint i = 0; owners != NULL && i < owners->len; i++)
    *ret |= ((const KtContact *)owners->pdata[i])->id != point->contact;
  return owners != NULL;
}

static gboolean
add_points (KtContext *context, KtForget *forget, GError **error)
{
  g_autoptr (GPtrArray) points = kt_point_list (context->store, forget->contact, error);
  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      gboolean others = FALSE;
      if (!is_others_too (context, point, &others, error))
        return FALSE;
      if (others)
        continue;
      if (strcmp (point->kind, "phone") == 0)
        add_phone (forget, point);
      else
        {
          add_text (forget, point->raw);
          add_text (forget, point->norm);
        }
      if (strcmp (point->kind, "email") == 0)
        g_ptr_array_add (forget->matches, g_strdup (point->match));
    }
  return points != NULL;
}

static char *
surname_of (const KtContact *contact)
{
  const char *last = strrchr (contact->name, ' ');
  return kt_fold (contact->family != NULL ? contact->family
                  : last != NULL          ? last + 1
                                          : contact->name);
}

static GHashTable *
set_of (const GPtrArray *texts)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < texts->len; i++)
    g_hash_table_add (set, texts->pdata[i]);
  return set;
}

static gboolean
add_keys (KtContext *context, const GArray *rows, GArray *keys, GPtrArray *sources, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *source = NULL, *wire = NULL;
      guint64 validity, uid;
      g_autoptr (KtStoredLetter) letter
          = kt_letter_at_row (context->store, g_array_index (rows, gint64, i), error);
      if (letter == NULL)
        return FALSE;
      g_array_append_val (keys, letter->key);
      if (kt_letter_locate (context->store, letter->key, &source, &wire, &validity, &uid, NULL)
          && !g_ptr_array_find_with_equal_func (sources, source, g_str_equal, NULL))
        g_ptr_array_add (sources, g_steal_pointer (&source));
    }
  return TRUE;
}

static gboolean
find_letters (KtContext *context, KtForget *forget, GHashTable *mine, GError **error)
{
  g_autoptr (GHashTable) others = kt_owners_by_match (context->store, error);
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) shared = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iterator;
  gpointer match;
  if (others == NULL)
    return FALSE;
  g_hash_table_iter_init (&iterator, mine);
  while (g_hash_table_iter_next (&iterator, &match, NULL))
    g_hash_table_remove (others, match);
  return kt_erase_letters_find (context->store, mine, forget->contact, others, own, shared, error)
         && add_keys (context, own, forget->letters, forget->sources, error)
         && add_keys (context, shared, forget->shared, forget->sources, error);
}

static gboolean
find_events (KtContext *context, KtForget *forget, GHashTable *mine, GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GArray) foreign
      = kt_erase_events_find (context->store, mine, forget->contact, none, error);
  forget->events = foreign != NULL ? kt_erase_events_find (context->store, mine, forget->contact,
                                                           forget->uids, error)
                                   : NULL;
  if (forget->events == NULL)
    return FALSE;
  forget->in_calendars = foreign->len;
  return TRUE;
}

static KtForget *
forget_new (const KtContact *contact)
{
  KtForget *forget = g_new0 (KtForget, 1);
  forget->contact = contact->id;
  forget->name = g_strdup (contact->name);
  forget->tail = g_strdup ("");
  forget->confirm = surname_of (contact);
  forget->texts = g_ptr_array_new_with_free_func (g_free);
  forget->matches = g_ptr_array_new_with_free_func (g_free);
  forget->sources = g_ptr_array_new_with_free_func (g_free);
  forget->letters = g_array_new (FALSE, FALSE, sizeof (KtId));
  forget->shared = g_array_new (FALSE, FALSE, sizeof (KtId));
  return forget;
}

KtForget *
kt_forget_plan (KtContext *context, KtId id, GError **error)
{
  int last = 0;
  g_autoptr (KtContact) contact = kt_contact_get (context->store, id, error);
  if (contact == NULL)
    return NULL;
  g_autoptr (KtForget) forget = forget_new (contact);
  add_names (forget, contact);
  if (!add_points (context, forget, error)
      || (forget->uids = kt_forget_uids (context->store, id, error)) == NULL
      || (forget->cards = kt_forget_cards (context->store, id, error)) == NULL)
    return NULL;
  g_autoptr (GHashTable) mine = set_of (forget->matches);
  if (!find_letters (context, forget, mine, error) || !find_events (context, forget, mine, error)
      || !kt_forget_count (context->store, id, context->clock.now, &forget->counts, error)
      || !kt_forget_years (context->store, id, &last, error))
    return NULL;
  forget->kept_till = last != 0 ? last + context->settings->keep_books : 0;
  return g_steal_pointer (&forget);
}

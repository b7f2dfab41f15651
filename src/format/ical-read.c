#include "config.h"
#include "kontor/ical-read.h"
#include "kontor/charset.h"
#include "kontor/error.h"
#include "kontor/id.h"
#include "ical-part.h"
#include <string.h>

/* --- text --- */

/* Folds may cut a character: without them the bytes say what charset they are. */
static char *
unfold (const char *text, gsize length, gsize *ret_length)
{
  char *out = g_malloc (length + 1), *at = out;
  for (gsize i = 0; i < length; i++)
    {
      gsize end = i;
      if (text[end] == '\r')
        end++;
      if (end < length && text[end] == '\n')
        end++;
      if (end > i && end < length && (text[end] == ' ' || text[end] == '\t'))
        i = end;
      else
        *at++ = text[i];
    }
  *at = 0;
  *ret_length = (gsize)(at - out);
  return out;
}

static char *
without_nul (char *text, gsize *length)
{
  gsize n = 0;
  for (gsize i = 0; i < *length; i++)
    if (text[i] != 0)
      text[n++] = text[i];
  text[n] = 0;
  *length = n;
  return text;
}

char *
kt_ical_to_utf8 (const char *text, gsize length, gsize *ret_length)
{
  if (g_utf8_validate_len (text, length, NULL))
    return NULL;
  gboolean wide
      = length >= 2 && (memcmp (text, "\xff\xfe", 2) == 0 || memcmp (text, "\xfe\xff", 2) == 0);
  if (!wide)
    {
      g_autofree char *whole = without_nul (unfold (text, length, ret_length), ret_length);
      if (g_utf8_validate_len (whole, *ret_length, NULL))
        return g_steal_pointer (&whole);
      char *guessed = kt_charset_to_utf8 (whole, *ret_length, NULL);
      *ret_length = strlen (guessed);
      return guessed;
    }
  char *narrow = kt_charset_to_utf8 (text, length, "utf-16");
  *ret_length = strlen (narrow);
  return narrow;
}

/* --- events --- */

KtIcalEvents *
kt_ical_events_new (void)
{
  KtIcalEvents *events = g_new (KtIcalEvents, 1);
  events->events = g_array_new (FALSE, TRUE, sizeof (KtEvent));
  events->strings = g_string_chunk_new (4096);
  return events;
}

void
kt_ical_events_free (KtIcalEvents *events)
{
  if (events == NULL)
    return;
  for (guint i = 0; i < events->events->len; i++)
    {
      KtEvent *event = &g_array_index (events->events, KtEvent, i);
      g_free (event->attendees);
      g_free ((gpointer)event->alarms);
      g_free (event->occurrences);
    }
  g_array_unref (events->events);
  g_string_chunk_free (events->strings);
  g_free (events);
}

/* What stays the same when a server stamps it anew. */
static char *
hash_of (const KtIcalComponent *component)
{
  g_autoptr (GString) all = g_string_new (NULL);
  for (guint i = 0; i < component->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (component->nodes, KtIcalNode, i);
      if (node->component == NULL && *node->line.name != 0
          && strcmp (node->line.name, "DTSTAMP") != 0
          && strcmp (node->line.name, "LAST-MODIFIED") != 0
          && strcmp (node->line.name, "CREATED") != 0)
        g_string_append_printf (all, "%s%s:%s\n", node->line.name, node->line.params,
                                node->line.value);
    }
  return g_strdup_printf ("without-uid-%015" G_GINT64_MODIFIER "x",
                          kt_id_hash (all->str, all->len));
}

char *
kt_ical_uid (const KtIcalComponent *component)
{
  const char *told = kt_ical_value (component, "UID");
  char *uid = g_utf8_make_valid (told, -1), *to = uid;
  for (const char *from = uid; *from != 0; from++)
    if ((guchar)*from >= 0x20 && *from != 0x7f)
      *to++ = *from;
  *to = 0;
  g_strstrip (uid);
  if (*uid != 0 && strlen (uid) <= KT_EVENT_UID_MAX)
    return uid;
  g_free (uid);
  return hash_of (component);
}

static const char *
take_text (const KtIcalPart *part, const char *name, gsize max, GStringChunk *strings)
{
  const char *value = kt_ical_value (part->component, name);
  if (*value == 0)
    return "";
  g_autofree char *text = kt_ical_text_value (value, max);
  return g_string_chunk_insert (strings, g_strstrip (text));
}

static void
take_state (KtIcalPart *part)
{
  static const char *const states[] = { "confirmed", "tentative", "cancelled" };
  const char *status = kt_ical_value (part->component, "STATUS");
  const char *transp = kt_ical_value (part->component, "TRANSP");
  const char *class = kt_ical_value (part->component, "CLASS");
  KtEvent *event = &part->event;
  event->status = "";
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (kt_ical_is (status, states[i]))
      event->status = states[i];
  if (*transp == 0
          ? kt_ical_is (kt_ical_value (part->component, "X-MICROSOFT-CDO-BUSYSTATUS"), "FREE")
          : kt_ical_is (transp, "TRANSPARENT"))
    event->flags |= KT_EVENT_TRANSPARENT;
  if (kt_ical_is (class, "PRIVATE") || kt_ical_is (class, "CONFIDENTIAL"))
    event->flags |= KT_EVENT_PRIVATE;
}

static void
take_version (KtIcalPart *part)
{
  const char *sequence = kt_ical_value (part->component, "SEQUENCE");
  KtIcalTime stamp;
  sequence += strspn (sequence, " ");
  part->event.sequence = CLAMP (g_ascii_strtoll (sequence, NULL, 10), 0, G_MAXINT32);
  if (kt_ical_time_parse (kt_ical_value (part->component, "DTSTAMP"), &stamp))
    part->event.dtstamp = stamp.wall;
}

/* Everything but occurrences. */
static KtIcalPart *
read_part (const KtIcalComponent *component, const KtIcalWindow *window, GStringChunk *strings)
{
  KtIcalPart *part = g_new0 (KtIcalPart, 1);
  g_autofree char *uid = kt_ical_uid (component);
  KtEvent *event = &part->event;
  part->component = component;
  event->item = window->item;
  event->uid = g_string_chunk_insert_const (strings, uid);
  event->summary = take_text (part, "SUMMARY", KT_EVENT_SUMMARY_MAX, strings);
  event->location = take_text (part, "LOCATION", KT_EVENT_SUMMARY_MAX, strings);
  event->description = take_text (part, "DESCRIPTION", KT_EVENT_DESCRIPTION_MAX, strings);
  event->rrule = take_text (part, "RRULE", KT_EVENT_RULE_MAX, strings);
  if (strpbrk (event->rrule, "\n\t") != NULL)
    event->rrule = "";
  take_state (part);
  take_version (part);
  kt_ical_part_times (part, window->zones, strings);
  kt_ical_part_people (part, strings);
  kt_ical_part_alarms (part, window->zones);
  return part;
}

/* --- components that share a UID --- */

typedef struct
{
  KtIcalPart *master;
  GPtrArray *overrides;
} Group;

static void
part_free (gpointer data)
{
  KtIcalPart *part = data;
  if (part->warning != NULL)
    g_string_free (part->warning, TRUE);
  g_free (part->event.attendees);
  g_free ((gpointer)part->event.alarms);
  g_free (part->event.occurrences);
  g_free (part);
}

static void
group_free (gpointer data)
{
  Group *group = data;
  g_clear_pointer (&group->master, part_free);
  g_ptr_array_unref (group->overrides);
  g_free (group);
}

static gboolean
is_newer (const KtIcalPart *part, const KtIcalPart *than)
{
  if (part->event.sequence != than->event.sequence)
    return part->event.sequence > than->event.sequence;
  return part->event.dtstamp >= than->event.dtstamp;
}

/* The newer of two that say the same stays in *place. */
static void
put_newer (KtIcalPart **place, KtIcalPart *part)
{
  KtIcalPart *loser = part;
  if (is_newer (part, *place))
    {
      loser = *place;
      *place = part;
    }
  part_free (loser);
  if ((*place)->warning == NULL)
    kt_ical_part_warn (*place, "it is there twice, the newest counts");
}

static void
add_part (Group *group, KtIcalPart *part, GHashTable *known)
{
  if (!part->is_override)
    {
      if (group->master == NULL)
        group->master = part;
      else
        put_newer (&group->master, part);
      return;
    }
  g_autofree char *key = g_strconcat (part->event.uid, "\n", part->event.recurrence, NULL);
  gpointer index;
  if (g_hash_table_lookup_extended (known, key, NULL, &index))
    {
      put_newer ((KtIcalPart **)&g_ptr_array_index (group->overrides, GPOINTER_TO_UINT (index)),
                 part);
      return;
    }
  g_hash_table_insert (known, g_steal_pointer (&key), GUINT_TO_POINTER (group->overrides->len));
  g_ptr_array_add (group->overrides, part);
}

static gboolean
group_parts (const KtIcalComponent *calendar, const KtIcalWindow *window, KtIcalEvents *events,
             GPtrArray *groups, GError **error)
{
  g_autoptr (GHashTable) by_uid = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = events->events->len;
  for (guint i = 0; i < calendar->nodes->len; i++)
    {
      const KtIcalComponent *component = g_array_index (calendar->nodes, KtIcalNode, i).component;
      if (component == NULL || strcmp (component->name, "VEVENT") != 0)
        continue;
      if (++n > KT_ICAL_EVENTS_MAX)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "more than %u events in one text",
                       KT_ICAL_EVENTS_MAX);
          return FALSE;
        }
      KtIcalPart *part = read_part (component, window, events->strings);
      Group *group = g_hash_table_lookup (by_uid, part->event.uid);
      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->overrides = g_ptr_array_new_with_free_func (part_free);
          g_hash_table_insert (by_uid, (gpointer)part->event.uid, group);
          g_ptr_array_add (groups, group);
        }
      add_part (group, part, known);
    }
  return TRUE;
}

/* The part's event goes over to the list. */
static void
emit (KtIcalEvents *events, KtIcalPart *part, gsize *occurrences)
{
  KtEvent *event = &part->event;
  if (event->n_occurrences > KT_ICAL_TEXT_OCCURRENCES_MAX - *occurrences)
    {
      event->n_occurrences = KT_ICAL_TEXT_OCCURRENCES_MAX - *occurrences;
      event->flags |= KT_EVENT_CUT;
    }
  *occurrences += event->n_occurrences;
  if (event->n_occurrences == 0)
    g_clear_pointer (&event->occurrences, g_free);
  event->warning
      = part->warning != NULL ? g_string_chunk_insert (events->strings, part->warning->str) : "";
  g_array_append_val (events->events, *event);
  event->attendees = NULL;
  event->alarms = NULL;
  event->occurrences = NULL;
}

static void
emit_group (KtIcalEvents *events, Group *group, const KtIcalWindow *window, gsize *occurrences)
{
  kt_ical_series_expand (group->master, (KtIcalPart **)group->overrides->pdata,
                         group->overrides->len, window);
  if (group->master != NULL)
    emit (events, group->master, occurrences);
  for (guint i = 0; i < group->overrides->len; i++)
    {
      KtIcalPart *part = g_ptr_array_index (group->overrides, i);
      if (group->master == NULL)
        part->event.flags |= KT_EVENT_ORPHAN;
      emit (events, part, occurrences);
    }
}

gboolean
kt_ical_read_calendar (const KtIcalComponent *calendar, const KtIcalWindow *window,
                       KtIcalEvents *events, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (group_free);
  gsize occurrences = 0;
  kt_ical_zones_use (window->zones, calendar);
  if (!group_parts (calendar, window, events, groups, error))
    return FALSE;
  for (guint i = 0; i < events->events->len; i++)
    occurrences += g_array_index (events->events, KtEvent, i).n_occurrences;
  for (guint i = 0; i < groups->len; i++)
    emit_group (events, g_ptr_array_index (groups, i), window, &occurrences);
  return TRUE;
}

KtIcalEvents *
kt_ical_read (const char *text, gsize length, const KtIcalWindow *window, GError **error)
{
  gsize utf8_length = length;
  if (length > KT_ICAL_READ_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "larger than %u MiB", KT_ICAL_READ_MAX >> 20);
      return NULL;
    }
  g_autofree char *utf8 = kt_ical_to_utf8 (text, length, &utf8_length);
  g_autoptr (KtIcalText) parsed
      = kt_ical_text_parse (utf8 != NULL ? utf8 : text, utf8_length, error);
  if (parsed == NULL)
    return NULL;
  g_autoptr (KtIcalEvents) events = kt_ical_events_new ();
  const KtIcalComponent *root = kt_ical_text_root (parsed);
  gboolean fine = kt_ical_read_calendar (root, window, events, error);
  for (guint i = 0; i < root->nodes->len && fine; i++)
    {
      const KtIcalComponent *calendar = g_array_index (root->nodes, KtIcalNode, i).component;
      if (calendar != NULL && strcmp (calendar->name, "VCALENDAR") == 0)
        fine = kt_ical_read_calendar (calendar, window, events, error);
    }
  kt_ical_zones_use (window->zones, NULL);
  return fine ? g_steal_pointer (&events) : NULL;
}

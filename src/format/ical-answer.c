#include "config.h"
#include "kontor/error.h"
#include "kontor/ical-read.h"
#include "ical-units.h"
#include <string.h>

#define EMPTY_REPLY                                                                                \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kontor//Kontor//EN\r\nMETHOD:REPLY\r\n"             \
  "END:VCALENDAR\r\n"

static KtIcalNode *
node_at (const KtIcalComponent *component, guint index)
{
  return &g_array_index (component->nodes, KtIcalNode, index);
}

static gboolean
is_person (const KtIcalLine *line, const char *norm)
{
  g_autofree char *own = kt_ical_address (line);

  return g_strcmp0 (own, norm) == 0;
}

/* Parameters without those of these names. */
static GString *
params_without (const char *params, const char *const *names)
{
  GString *kept = g_string_new (NULL);

  while (*params == ';')
    {
      gboolean quoted = FALSE;
      const char *end = params + 1;
      g_autofree char *name = g_strndup (params + 1, strcspn (params + 1, "=;"));
      g_autofree char *upper = g_ascii_strup (name, -1);
      for (; *end != '\0' && (quoted || *end != ';'); end++)
        quoted ^= *end == '"';
      if (!g_strv_contains (names, upper))
        g_string_append_len (kept, params, end - params);
      params = end;
    }
  return kept;
}

static gboolean
set_params (KtIcalText *text, KtIcalLine *line, const char *params, GError **error)
{
  KtIcalLine new;

  if (!kt_ical_line_new (text, line->name, params, line->value, &new, error))
    return FALSE;
  *line = new;
  return TRUE;
}

/* --- the reply --- */

static gboolean
add_line (KtIcalText *text, KtIcalComponent *component, const char *name, const char *params,
          const char *value, GError **error)
{
  KtIcalNode node = { 0 };

  if (!kt_ical_line_new (text, name, params, value, &node.line, error))
    return FALSE;
  kt_ical_node_insert (text, component, component->nodes->len, &node);
  return TRUE;
}

static gboolean
add_answer (KtIcalText *text, KtIcalComponent *to, const KtIcalComponent *from,
            const KtIcalAnswer *answer, GError **error)
{
  static const char *const left_out[]
      = { "PARTSTAT", "RSVP", "SCHEDULE-AGENT", "SCHEDULE-STATUS", NULL };
  const KtIcalLine *own = NULL;

  for (guint i = 0; i < from->nodes->len && own == NULL; i++)
    if (strcmp (node_at (from, i)->line.name, "ATTENDEE") == 0
        && is_person (&node_at (from, i)->line, answer->address))
      own = &node_at (from, i)->line;
  g_autoptr (GString) params = params_without (own != NULL ? own->params : "", left_out);
  g_autofree char *plain = g_strconcat ("mailto:", answer->address, NULL);
  g_string_append_printf (params, ";PARTSTAT=%s", answer->partstat);
  return add_line (text, to, "ATTENDEE", params->str, own != NULL ? own->value : plain, error);
}

static gboolean
reply_entry (KtIcalText *text, KtIcalComponent *calendar, const KtIcalComponent *from,
             const KtIcalAnswer *answer, GError **error)
{
  static const char *const taken[] = { "UID",   "RECURRENCE-ID", "SEQUENCE", "ORGANIZER", "DTSTART",
                                       "DTEND", "DURATION",      "SUMMARY",  NULL };
  g_autoptr (KtIcalText) frame = kt_ical_text_parse ("BEGIN:VEVENT\r\nEND:VEVENT\r\n", 26, error);
  KtIcalNode node = { .line = calendar->begin };

  node.line.raw_length = 0;
  node.component
      = kt_ical_component_copy (text, kt_ical_component_find (kt_ical_text_root (frame), NULL, 0));
  for (guint i = 0; i < from->nodes->len; i++)
    {
      const KtIcalNode *old = node_at (from, i);
      KtIcalNode copy = { 0 };
      if (old->component != NULL || !g_strv_contains (taken, old->line.name))
        continue;
      copy.line = kt_ical_line_copy (text, &old->line);
      kt_ical_node_insert (text, node.component, node.component->nodes->len, &copy);
    }
  if (!add_line (text, node.component, "DTSTAMP", "", answer->dtstamp, error)
      || !add_answer (text, node.component, from, answer, error)
      || (*answer->comment != '\0'
          && !add_line (text, node.component, "COMMENT", "", answer->comment, error)))
    return FALSE;
  kt_ical_node_insert (text, calendar, calendar->nodes->len, &node);
  return TRUE;
}

static gboolean
is_answered (const KtIcalComponent *entry, const KtIcalAnswer *answer, KtIcalComponent *meant)
{
  return entry != NULL && strcmp (entry->name, "VEVENT") == 0
         && (*answer->recurrence == '\0' || entry == meant);
}

static GString *
write_reply (const KtIcalComponent *from, KtIcalComponent *meant, const KtIcalAnswer *answer,
             GError **error)
{
  g_autoptr (KtIcalText) text = kt_ical_text_parse (EMPTY_REPLY, strlen (EMPTY_REPLY), error);
  KtIcalComponent *calendar = kt_ical_component_find (kt_ical_text_root (text), NULL, 0);

  for (guint i = 0; i < from->nodes->len; i++)
    {
      KtIcalComponent *entry = node_at (from, i)->component;
      KtIcalNode zone = { .line = kt_ical_text_root (text)->begin };
      if (entry != NULL && strcmp (entry->name, "VTIMEZONE") == 0)
        {
          zone.component = kt_ical_component_copy (text, entry);
          kt_ical_node_insert (text, calendar, kt_ical_property_end (calendar), &zone);
        }
      else if (is_answered (entry, answer, meant)
               && !reply_entry (text, calendar, entry, answer, error))
        return NULL;
    }
  return kt_ical_text_write (text);
}

/* --- what goes into a calendar --- */

/* Alarms of strangers: none that sends letters, starts programs or plays what they point to. */
static void
drop_alarms (KtIcalComponent *entry, gboolean all)
{
  for (guint i = entry->nodes->len; i-- > 0;)
    {
      KtIcalComponent *inner = node_at (entry, i)->component;
      if (inner != NULL && strcmp (inner->name, "VALARM") == 0
          && (all || g_ascii_strcasecmp (kt_ical_value (inner, "ACTION"), "DISPLAY") != 0))
        g_array_remove_index (entry->nodes, i);
    }
}

static gboolean
prepare_entry (KtIcalText *text, KtIcalComponent *entry, const KtIcalAnswer *answer,
               gboolean answered, GError **error)
{
  static const char *const agent[] = { "SCHEDULE-AGENT", NULL };
  static const char *const agent_and_answer[]
      = { "SCHEDULE-AGENT", "SCHEDULE-STATUS", "PARTSTAT", "RSVP", NULL };
  gboolean found = FALSE;

  drop_alarms (entry, FALSE);
  for (guint i = 0; i < entry->nodes->len; i++)
    {
      KtIcalLine *line = &node_at (entry, i)->line;
      gboolean attendee = strcmp (line->name, "ATTENDEE") == 0;
      if (!attendee && strcmp (line->name, "ORGANIZER") != 0)
        continue;
      gboolean own = attendee && answered && is_person (line, answer->address);
      g_autoptr (GString) params = params_without (line->params, own ? agent_and_answer : agent);
      if (own)
        g_string_append_printf (params, ";PARTSTAT=%s", answer->partstat);
      g_string_append (params, ";SCHEDULE-AGENT=CLIENT");
      found = found || own;
      if (!set_params (text, line, params->str, error))
        return FALSE;
    }
  if (found || !answered)
    return TRUE;
  KtIcalNode node = { 0 };
  g_autofree char *params
      = g_strdup_printf (";PARTSTAT=%s;SCHEDULE-AGENT=CLIENT", answer->partstat);
  g_autofree char *value = g_strconcat ("mailto:", answer->address, NULL);
  if (!kt_ical_line_new (text, "ATTENDEE", params, value, &node.line, error))
    return FALSE;
  kt_ical_node_insert (text, entry, kt_ical_property_end (entry), &node);
  return TRUE;
}

static gboolean
prepare (KtIcalText *text, KtIcalComponent *calendar, KtIcalComponent *meant,
         const KtIcalAnswer *answer, GError **error)
{
  for (guint i = calendar->nodes->len; i-- > 0;)
    {
      const KtIcalNode *node = node_at (calendar, i);
      if (node->component == NULL && strcmp (node->line.name, "METHOD") == 0)
        g_array_remove_index (calendar->nodes, i);
      else if (node->component != NULL && strcmp (node->component->name, "VEVENT") == 0
               && !prepare_entry (text, node->component, answer,
                                  is_answered (node->component, answer, meant), error))
        return FALSE;
    }
  return TRUE;
}

/* Puts a component into the object that lies there, in place of the one of its key. */
static void
put_over (KtIcalText *text, KtIcalComponent *calendar, const KtIcalComponent *entry)
{
  KtIcalNode node = { .line = kt_ical_text_root (text)->begin };
  g_autofree char *key = kt_ical_component_key (entry);
  gboolean zone = strcmp (entry->name, "VTIMEZONE") == 0;
  guint at = calendar->nodes->len;

  node.component = kt_ical_component_copy (text, entry);
  for (guint i = 0; i < calendar->nodes->len; i++)
    {
      KtIcalComponent *old = node_at (calendar, i)->component;
      g_autofree char *other = old != NULL ? kt_ical_component_key (old) : NULL;
      if (g_strcmp0 (key, other) != 0)
        continue;
      if (zone)
        return;
      drop_alarms (node.component, TRUE); /* those there are the user's own */
      for (guint k = 0; k < old->nodes->len; k++)
        if (node_at (old, k)->component != NULL)
          g_array_append_val (node.component->nodes, *node_at (old, k));
      g_array_remove_index (calendar->nodes, i);
      at = i;
      break;
    }
  kt_ical_node_insert (text, calendar, zone ? kt_ical_property_end (calendar) : at, &node);
}

static GString *
write_over (const KtIcalBytes *present, const KtIcalComponent *from, GError **error)
{
  g_autoptr (KtIcalText) text = kt_ical_text_parse (present->data, present->length, error);
  KtIcalComponent *calendar
      = text != NULL ? kt_ical_component_find (kt_ical_text_root (text), "VCALENDAR", 0) : NULL;

  if (text == NULL)
    return NULL;
  if (calendar == NULL)
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "it is no calendar");
      return NULL;
    }
  for (guint i = 0; i < from->nodes->len; i++)
    if (node_at (from, i)->component != NULL)
      put_over (text, calendar, node_at (from, i)->component);
  return kt_ical_text_write (text);
}

/* --- what of a letter is meant --- */

static gboolean
is_of_event (const KtIcalComponent *component, const char *uid)
{
  g_autofree char *own = kt_ical_uid (component);

  return strcmp (component->name, "VEVENT") == 0 && strcmp (own, uid) == 0;
}

/* A letter may hold other events besides, in the same VCALENDAR or another: who says yes to one has
 * not said yes to them. */
static void
drop_others (KtIcalText *text, const char *uid)
{
  const KtIcalComponent *root = kt_ical_text_root (text);

  for (guint i = 0; i < root->nodes->len; i++)
    {
      KtIcalComponent *calendar = node_at (root, i)->component;
      for (guint k = calendar != NULL ? calendar->nodes->len : 0; k-- > 0;)
        {
          const KtIcalComponent *entry = node_at (calendar, k)->component;
          if (entry != NULL && strcmp (entry->name, "VTIMEZONE") != 0 && !is_of_event (entry, uid))
            g_array_remove_index (calendar->nodes, k);
        }
    }
}

static void
leave_only (KtIcalText *text, const KtIcalComponent *calendar)
{
  KtIcalComponent *root = kt_ical_text_root (text);

  for (guint i = root->nodes->len; i-- > 0;)
    if (node_at (root, i)->component != calendar)
      g_array_remove_index (root->nodes, i);
}

/* The component an answer is for (NULL: all of the event) and the calendar it lies in; the text is
 * left with that calendar, and this with the event, alone. */
static gboolean
find_meant (KtIcalText *text, const KtIcalAnswer *answer, KtIcalComponent **ret_calendar,
            KtIcalComponent **ret_meant, GError **error)
{
  KtIcalComponent *calendar = NULL;

  drop_others (text, answer->uid);
  *ret_meant = kt_ical_entry_find (text, answer->recurrence, &calendar);
  for (guint i = 0; calendar == NULL && *answer->recurrence == '\0'; i++)
    {
      KtIcalComponent *next = kt_ical_component_find (kt_ical_text_root (text), "VCALENDAR", i);
      if (next == NULL)
        break;
      if (kt_ical_component_find (next, "VEVENT", 0) != NULL)
        calendar = next;
    }
  if (calendar == NULL)
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_NOT_FOUND, "it holds no such event");
      return FALSE;
    }
  leave_only (text, calendar);
  *ret_calendar = calendar;
  return TRUE;
}

gboolean
kt_ical_answer (const KtIcalBytes *invitation, const KtIcalBytes *present,
                const KtIcalAnswer *answer, GString **ret_reply, GString **ret_event,
                GError **error)
{
  g_autoptr (KtIcalText) text = kt_ical_text_parse (invitation->data, invitation->length, error);
  KtIcalComponent *calendar, *meant;

  if (text == NULL || !find_meant (text, answer, &calendar, &meant, error))
    return FALSE;
  g_autoptr (GString) reply = write_reply (calendar, meant, answer, error);
  if (reply == NULL || !prepare (text, calendar, meant, answer, error))
    return FALSE;
  *ret_event
      = present->length > 0 ? write_over (present, calendar, error) : kt_ical_text_write (text);
  if (*ret_event == NULL)
    return FALSE;
  *ret_reply = g_steal_pointer (&reply);
  return TRUE;
}

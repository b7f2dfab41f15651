#include "config.h"
#include "kontor/addr.h"
#include "ical-part.h"
#include <string.h>

typedef struct
{
  const char *told, *word;
} Word;

static const Word roles[] = { { "OPT-PARTICIPANT", "optional" },
                              { "NON-PARTICIPANT", "other" },
                              { "REQ-PARTICIPANT", "required" },
                              { "CHAIR", "required" } };
static const Word partstats[] = { { "NEEDS-ACTION", "needs-action" },
                                  { "ACCEPTED", "accepted" },
                                  { "DECLINED", "declined" },
                                  { "TENTATIVE", "tentative" },
                                  { "DELEGATED", "delegated" } };

static const char *
find_word (const Word *words, guint n, const char *told, const char *other)
{
  for (guint i = 0; told != NULL && i < n; i++)
    if (kt_ical_is (told, words[i].told))
      return words[i].word;
  return other;
}

static char *
norm_of (const char *address)
{
  g_autoptr (KtAddr) addr = strchr (address, '@') != NULL ? kt_addr_parse (address, NULL) : NULL;
  return addr != NULL ? g_strdup (kt_addr_norm (addr)) : NULL;
}

char *
kt_ical_mailto (const char *value)
{
  value += strspn (value, " \t");
  if (g_ascii_strncasecmp (value, "mailto:", 7) != 0)
    return NULL;
  g_autofree char *escaped = g_strndup (value + 7, strcspn (value + 7, "?"));
  g_autofree char *address = g_uri_unescape_string (escaped, NULL);
  return address != NULL ? norm_of (address) : NULL;
}

char *
kt_ical_address (const KtIcalLine *line)
{
  g_autofree char *email = kt_ical_param (line->params, "EMAIL");
  char *norm = kt_ical_mailto (line->value);
  return norm != NULL ? norm : norm_of (email != NULL ? email : line->value);
}

static const char *
take_address (const KtIcalLine *line, GStringChunk *strings)
{
  g_autofree char *norm = kt_ical_address (line);
  return norm != NULL ? g_string_chunk_insert (strings, norm) : NULL;
}

static const char *
take_name (const KtIcalLine *line, GStringChunk *strings)
{
  g_autofree char *told = kt_ical_param (line->params, "CN");
  if (told == NULL)
    return "";
  g_autofree char *name = kt_ical_text_value (told, KT_EVENT_NAME_MAX);
  return g_string_chunk_insert (strings, g_strstrip (g_strdelimit (name, "\n\t", ' ')));
}

static const char *
take_role (const KtIcalLine *line)
{
  g_autofree char *role = kt_ical_param (line->params, "ROLE");
  g_autofree char *type = kt_ical_param (line->params, "CUTYPE");
  if (type != NULL && (kt_ical_is (type, "ROOM") || kt_ical_is (type, "RESOURCE")))
    return "other";
  return find_word (roles, G_N_ELEMENTS (roles), role, "required");
}

static KtAttendee *
find_attendee (GArray *people, const char *norm)
{
  for (guint i = 0; i < people->len; i++)
    if (strcmp (g_array_index (people, KtAttendee, i).norm, norm) == 0)
      return &g_array_index (people, KtAttendee, i);
  return NULL;
}

static void
add_attendee (GArray *people, const KtIcalLine *line, GStringChunk *strings)
{
  const char *norm = people->len < KT_EVENT_ATTENDEES_MAX ? take_address (line, strings) : NULL;
  if (norm == NULL || find_attendee (people, norm) != NULL)
    return;
  g_autofree char *partstat = kt_ical_param (line->params, "PARTSTAT");
  KtAttendee attendee
      = { .norm = norm,
          .name = take_name (line, strings),
          .role = take_role (line),
          .partstat = find_word (partstats, G_N_ELEMENTS (partstats), partstat, "needs-action") };
  g_array_append_val (people, attendee);
}

/* Who invites may also be listed as one who takes part. */
static void
add_organizer (GArray *people, const KtIcalLine *line, KtEvent *event, GStringChunk *strings)
{
  const char *norm = take_address (line, strings);
  if (norm == NULL)
    return;
  event->organizer = norm;
  KtAttendee *known = find_attendee (people, norm);
  KtAttendee organizer = { norm, take_name (line, strings), "organizer", "" };
  if (known != NULL)
    {
      if (*organizer.name == 0)
        organizer.name = known->name;
      organizer.partstat = known->partstat;
      *known = organizer;
      return;
    }
  if (people->len == KT_EVENT_ATTENDEES_MAX)
    g_array_set_size (people, people->len - 1);
  g_array_prepend_val (people, organizer);
}

void
kt_ical_part_people (KtIcalPart *part, GStringChunk *strings)
{
  GArray *people = g_array_new (FALSE, TRUE, sizeof (KtAttendee));
  const KtIcalLine *organizer = kt_ical_line_find (part->component, "ORGANIZER");
  for (guint i = 0; i < part->component->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (part->component->nodes, KtIcalNode, i);
      if (node->component == NULL && strcmp (node->line.name, "ATTENDEE") == 0)
        add_attendee (people, &node->line, strings);
    }
  part->event.organizer = "";
  if (organizer != NULL)
    add_organizer (people, organizer, &part->event, strings);
  part->event.n_attendees = people->len;
  part->event.attendees = (KtAttendee *)(gpointer)g_array_free (people, people->len == 0);
}

/* --- VALARM (RFC 5545 §3.6.6) --- */

/* Minutes before the start; FALSE where it does not ring: Apple's ACTION:NONE, mails, programs. */
static gboolean
read_alarm (KtIcalPart *part, KtIcalZones *zones, const KtIcalComponent *alarm, gint32 *ret_minutes)
{
  const char *action = kt_ical_value (alarm, "ACTION");
  const KtIcalLine *trigger = kt_ical_line_find (alarm, "TRIGGER");
  KtIcalDuration duration;
  KtIcalTime time;
  gint64 before, at;
  if (trigger == NULL || !(kt_ical_is (action, "DISPLAY") || kt_ical_is (action, "AUDIO")))
    return FALSE;
  if (kt_ical_duration_parse (trigger->value, &duration))
    {
      g_autofree char *related = kt_ical_param (trigger->params, "RELATED");
      before = -(duration.days * KT_ICAL_DAY + duration.seconds);
      if (related != NULL && kt_ical_is (related, "END"))
        before -= part->event.end - part->event.start;
    }
  else if (kt_ical_part_moment (part, zones, trigger->params, trigger->value, &time, &at))
    before = part->event.start - at;
  else
    return FALSE;
  if (ABS (before) / 60 > KT_EVENT_ALARM_MAX)
    return FALSE;
  *ret_minutes = (gint32)(before / 60);
  return TRUE;
}

static gboolean
is_known (const GArray *alarms, gint32 minutes)
{
  for (guint i = 0; i < alarms->len; i++)
    if (g_array_index (alarms, gint32, i) == minutes)
      return TRUE;
  return FALSE;
}

void
kt_ical_part_alarms (KtIcalPart *part, KtIcalZones *zones)
{
  GArray *alarms = g_array_new (FALSE, FALSE, sizeof (gint32));
  for (guint i = 0; i < part->component->nodes->len && alarms->len < KT_EVENT_ALARMS_MAX; i++)
    {
      const KtIcalComponent *inner
          = g_array_index (part->component->nodes, KtIcalNode, i).component;
      gint32 minutes;
      if (inner != NULL && strcmp (inner->name, "VALARM") == 0
          && read_alarm (part, zones, inner, &minutes) && !is_known (alarms, minutes))
        g_array_append_val (alarms, minutes);
    }
  if (alarms->len > 0)
    part->event.flags |= KT_EVENT_ALARM;
  part->event.n_alarms = alarms->len;
  part->event.alarms = (gint32 *)(gpointer)g_array_free (alarms, alarms->len == 0);
}

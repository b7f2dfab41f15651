#include "config.h"
#include "kontor/ical-text.h"
#include <string.h>

/* Parameters that say what holds without them (RFC 5545 §3.2), by property; NULL: of any. */
static const struct
{
  const char *property, *param;
} defaults[] = {
  { "DTSTART", "VALUE=DATE-TIME" },
  { "DTEND", "VALUE=DATE-TIME" },
  { "DUE", "VALUE=DATE-TIME" },
  { "RECURRENCE-ID", "VALUE=DATE-TIME" },
  { "EXDATE", "VALUE=DATE-TIME" },
  { "RDATE", "VALUE=DATE-TIME" },
  { "TRIGGER", "VALUE=DURATION" },
  { "TRIGGER", "RELATED=START" },
  { "SUMMARY", "VALUE=TEXT" },
  { "DESCRIPTION", "VALUE=TEXT" },
  { "LOCATION", "VALUE=TEXT" },
  { "ATTENDEE", "CUTYPE=INDIVIDUAL" },
  { "ATTENDEE", "ROLE=REQ-PARTICIPANT" },
  { "ATTENDEE", "PARTSTAT=NEEDS-ACTION" },
  { "ATTENDEE", "RSVP=FALSE" },
};

static gboolean
is_default (const char *property, const char *param)
{
  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (strcmp (defaults[i].property, property) == 0
        && g_ascii_strcasecmp (defaults[i].param, param) == 0)
      return TRUE;
  return FALSE;
}

/* ";a=1;B=\"2\"" as "A=1", "B=2". */
static GPtrArray *
split_params (const char *property, const char *params)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  while (*params == ';')
    {
      g_autoptr (GString) param = g_string_new (NULL);
      gboolean quoted = FALSE, name = TRUE;
      for (params++; *params != '\0' && (quoted || *params != ';'); params++)
        {
          name = name && *params != '=';
          if (*params == '"')
            quoted = !quoted;
          else if (*params == ',' && quoted) /* not the comma of a list */
            g_string_append (param, "^,");
          else
            g_string_append_c (param, name ? g_ascii_toupper (*params) : *params);
        }
      if (!is_default (property, param->str))
        g_ptr_array_add (list, g_string_free (g_steal_pointer (&param), FALSE));
    }
  return list;
}

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

void
kt_ical_line_canonical (const KtIcalLine *line, GString *out)
{
  g_autoptr (GPtrArray) params = split_params (line->name, line->params);

  g_ptr_array_sort (params, by_text);
  g_string_append (out, line->name);
  for (guint i = 0; i < params->len; i++)
    g_string_append_printf (out, ";%s", (char *)g_ptr_array_index (params, i));
  g_string_append_c (out, ':');
  for (const char *p = line->value; *p != '\0'; p++)
    if (*p == '\\' && p[1] == 'N')
      {
        g_string_append (out, "\\n");
        p++;
      }
    else
      g_string_append_c (out, *p);
}

gboolean
kt_ical_line_is_noise (const KtIcalLine *line)
{
  static const char *const names[] = { "DTSTAMP",
                                       "LAST-MODIFIED",
                                       "CREATED",
                                       "PRODID",
                                       "ACKNOWLEDGED",
                                       "X-RADICALE-NAME",
                                       "X-MOZ-LASTACK",
                                       "X-MOZ-GENERATION",
                                       "X-LIC-ERROR",
                                       "X-APPLE-EWS-BUSYSTATUS",
                                       "X-EVOLUTION-CALDAV-HREF",
                                       "X-XANDIKOS-ID",
                                       "X-EVOLUTION-CALDAV-ETAG",
                                       NULL };

  return *line->name == '\0' || g_strv_contains (names, line->name);
}

#include "config.h"
#include "kontor/ical-forms.h"
#include "kontor/ical-read.h"
#include <string.h>

typedef struct
{
  char *uid;
  const char *producer; /* PRODID of its calendar */
  GHashTable *zones;    /* TZID → VTIMEZONE of the calendar */
  GPtrArray *components;
} Piece;

struct _KtIcalSplit
{
  char *utf8; /* NULL: the text was */
  KtIcalText *text;
  GPtrArray *pieces;
  guint at;
};

static void
piece_free (gpointer data)
{
  Piece *piece = data;
  g_ptr_array_unref (piece->components);
  g_hash_table_unref (piece->zones);
  g_free (piece->uid);
  g_free (piece);
}

void
kt_ical_split_free (KtIcalSplit *split)
{
  if (split == NULL)
    return;
  kt_ical_text_free (split->text);
  g_ptr_array_unref (split->pieces);
  g_free (split->utf8);
  g_free (split);
}

static GHashTable *
index_zones (const KtIcalComponent *calendar)
{
  GHashTable *zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < calendar->nodes->len; i++)
    {
      KtIcalComponent *zone = g_array_index (calendar->nodes, KtIcalNode, i).component;
      if (zone != NULL && strcmp (zone->name, "VTIMEZONE") == 0)
        g_hash_table_insert (
            zones, kt_ical_text_value (kt_ical_value (zone, "TZID"), KT_ICAL_LINE_MAX), zone);
    }
  return zones;
}

static void
add_calendar (KtIcalSplit *split, const KtIcalComponent *calendar)
{
  g_autoptr (GHashTable) by_uid = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) zones = index_zones (calendar);
  const char *producer = kt_ical_value (calendar, "PRODID");
  for (guint i = 0; i < calendar->nodes->len; i++)
    {
      KtIcalComponent *component = g_array_index (calendar->nodes, KtIcalNode, i).component;
      if (component == NULL || !kt_ical_component_is_entry (component))
        continue;
      g_autofree char *uid = kt_ical_uid (component);
      Piece *piece = g_hash_table_lookup (by_uid, uid);
      if (piece == NULL)
        {
          piece = g_new (Piece, 1);
          *piece = (Piece){ g_steal_pointer (&uid), producer, g_hash_table_ref (zones),
                            g_ptr_array_new () };
          g_hash_table_insert (by_uid, piece->uid, piece);
          g_ptr_array_add (split->pieces, piece);
        }
      g_ptr_array_add (piece->components, component);
    }
}

KtIcalSplit *
kt_ical_split (const char *text, gsize length, GError **error)
{
  g_autoptr (KtIcalSplit) split = g_new0 (KtIcalSplit, 1);
  gsize utf8_length = length;
  split->pieces = g_ptr_array_new_with_free_func (piece_free);
  split->utf8 = kt_ical_to_utf8 (text, length, &utf8_length);
  split->text = kt_ical_text_parse (split->utf8 != NULL ? split->utf8 : text, utf8_length, error);
  if (split->text == NULL)
    return NULL;
  const KtIcalComponent *root = kt_ical_text_root (split->text);
  add_calendar (split, root);
  for (guint i = 0; i < root->nodes->len; i++)
    {
      const KtIcalComponent *calendar = g_array_index (root->nodes, KtIcalNode, i).component;
      if (calendar != NULL && strcmp (calendar->name, "VCALENDAR") == 0)
        add_calendar (split, calendar);
    }
  return g_steal_pointer (&split);
}

/* --- writing --- */

static void
end_line (GString *piece, const char *line_end)
{
  if (piece->len > 0 && piece->str[piece->len - 1] != '\n')
    g_string_append (piece, line_end);
}

/* The END that a text forgot is given; lines that say nothing are left out, for an END that closes
 * nothing there would close another one here. */
static void
append_component (GString *piece, const KtIcalComponent *component, const char *line_end)
{
  g_string_append_len (piece, component->begin.raw, (gssize)component->begin.raw_length);
  for (guint i = 0; i < component->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (component->nodes, KtIcalNode, i);
      end_line (piece, line_end);
      if (node->component != NULL)
        append_component (piece, node->component, line_end);
      else if (*node->line.name != 0)
        g_string_append_len (piece, node->line.raw, (gssize)node->line.raw_length);
    }
  end_line (piece, line_end);
  if (component->end.raw_length > 0)
    g_string_append_len (piece, component->end.raw, (gssize)component->end.raw_length);
  else
    g_string_append_printf (piece, "END:%s", component->name);
  end_line (piece, line_end);
}

typedef struct
{
  const Piece *piece;
  GHashTable *written; /* VTIMEZONEs */
  GString *text;
  const char *line_end;
} ZoneWriter;

/* Each zone when a line first names it. */
static void
append_zones (ZoneWriter *writer, const KtIcalComponent *component)
{
  for (guint i = 0; i < component->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (component->nodes, KtIcalNode, i);
      if (node->component != NULL)
        {
          append_zones (writer, node->component);
          continue;
        }
      g_autofree char *tzid = kt_ical_param (node->line.params, "TZID");
      const KtIcalComponent *zone
          = tzid != NULL ? g_hash_table_lookup (writer->piece->zones, tzid) : NULL;
      if (zone != NULL && g_hash_table_add (writer->written, (gpointer)zone))
        append_component (writer->text, zone, writer->line_end);
    }
}

gboolean
kt_ical_split_next (KtIcalSplit *split, const char **ret_uid, GString *text)
{
  if (split->at == split->pieces->len)
    return FALSE;
  const Piece *piece = g_ptr_array_index (split->pieces, split->at++);
  const char *line_end = kt_ical_text_line_end (split->text);
  g_string_truncate (text, 0);
  g_string_append_printf (text, "BEGIN:VCALENDAR%sVERSION:2.0%sPRODID:%s%s", line_end, line_end,
                          *piece->producer != 0 ? piece->producer : "-//Kontor//EN", line_end);
  g_autoptr (GHashTable) written = g_hash_table_new (NULL, NULL);
  ZoneWriter writer = { piece, written, text, line_end };
  for (guint i = 0; i < piece->components->len; i++)
    append_zones (&writer, g_ptr_array_index (piece->components, i));
  for (guint i = 0; i < piece->components->len; i++)
    append_component (text, g_ptr_array_index (piece->components, i), line_end);
  g_string_append_printf (text, "END:VCALENDAR%s", line_end);
  *ret_uid = piece->uid;
  return TRUE;
}

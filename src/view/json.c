#include "config.h"
#include "kontor/local-time.h"
#include "kontor/table.h"

#define SCHEMA 1
#define DAY 86400
#define YEAR_1 G_GINT64_CONSTANT (-62135596800)
#define YEAR_10000 G_GINT64_CONSTANT (253402300800)

char *
kt_rfc3339 (const KtContext *context, gint64 utc)
{
  int offset = context->clock.zone != NULL ? kt_zone_offset (context->clock.zone, utc) : 0;
  gint64 wall = utc + offset;
  if (MIN (utc, wall) < YEAR_1 || MAX (utc, wall) >= YEAR_10000)
    return NULL;
  gint64 day = wall / DAY - (wall % DAY < 0);
  int seconds = wall - day * DAY;
  KtLocal date = kt_local_of_day (day);
  char zone[8] = "Z";
  if (context->clock.zone != NULL)
    g_snprintf (zone, sizeof zone, "%c%02d:%02d", offset < 0 ? '-' : '+', ABS (offset) / 3600,
                ABS (offset) / 60 % 60);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%s", date.year, date.month, date.day,
                          seconds / 3600, seconds / 60 % 60, seconds % 60, zone);
}

KtJson *
kt_json_begin (void)
{
  KtJson *json = kt_json_new ();
  kt_json_begin_object (json);
  kt_json_member (json, "schema");
  kt_json_int (json, SCHEMA);
  return json;
}

void
kt_json_end (KtContext *context, KtJson *json)
{
  kt_json_end_object (json);
  g_string_append (context->out, kt_json_written (json));
  kt_json_free (json);
  g_string_append_c (context->out, '\n');
}

void
kt_json_ref (KtJson *builder, KtId id)
{
  char ref[KT_REF_LENGTH + 1];
  if (id == 0)
    {
      kt_json_null (builder);
      return;
    }
  kt_ref_full (id, ref);
  kt_json_string (builder, ref);
}

void
kt_json_contact (KtJson *builder, KtId contact, const char *name)
{
  if (contact == 0)
    {
      kt_json_null (builder);
      return;
    }
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, contact);
  kt_json_member (builder, "name");
  kt_json_text (builder, name);
  kt_json_end_object (builder);
}

void
kt_json_text (KtJson *builder, const char *text)
{
  if (text != NULL)
    kt_json_string (builder, text);
  else
    kt_json_null (builder);
}

void
kt_json_time (KtJson *builder, const KtContext *context, gint64 utc)
{
  g_autofree char *text = utc != 0 ? kt_rfc3339 (context, utc) : NULL;
  kt_json_text (builder, text);
}

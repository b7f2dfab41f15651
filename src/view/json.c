#include "config.h"
#include "kontor/table.h"

#define SCHEMA 1

char *
kt_rfc3339 (const KtContext *context, gint64 utc)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_unix_utc (utc);
  g_autoptr (GDateTime) local = instant != NULL && context->clock.zone != NULL
                                    ? g_date_time_to_timezone (instant, context->clock.zone)
                                    : NULL;
  if (local != NULL)
    return g_date_time_format (local, "%Y-%m-%dT%H:%M:%S%:z");
  return instant != NULL ? g_date_time_format (instant, "%Y-%m-%dT%H:%M:%SZ") : NULL;
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

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

JsonBuilder *
kt_json_begin (void)
{
  JsonBuilder *builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_int_value (builder, SCHEMA);
  return builder;
}

/* What a terminal would obey or hide: json-glib escapes C0 only. Such characters stand only inside
 * strings, so the whole text can be gone through. */
static gboolean
wants_escape (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);
  return type == G_UNICODE_FORMAT || (type == G_UNICODE_CONTROL && c >= 0x7f) || c == 0x2028
         || c == 0x2029;
}

static void
append_escaped (GString *out, const char *json)
{
  for (const char *p = json; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c < 0x7f || !wants_escape (c))
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
      else if (c < 0x10000)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_printf (out, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
                                0xdc00 + ((c - 0x10000) & 0x3ff));
    }
}

void
kt_json_end (KtContext *context, JsonBuilder *builder)
{
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  g_autofree char *json = json_generator_to_data (generator, NULL);
  append_escaped (context->out, json);
  g_string_append_c (context->out, '\n');
  g_object_unref (builder);
}

void
kt_json_ref (JsonBuilder *builder, KtId id)
{
  char ref[KT_REF_LENGTH + 1];
  if (id == 0)
    {
      json_builder_add_null_value (builder);
      return;
    }
  kt_ref_full (id, ref);
  json_builder_add_string_value (builder, ref);
}

void
kt_json_contact (JsonBuilder *builder, KtId contact, const char *name)
{
  if (contact == 0)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ref");
  kt_json_ref (builder, contact);
  json_builder_set_member_name (builder, "name");
  kt_json_text (builder, name);
  json_builder_end_object (builder);
}

void
kt_json_text (JsonBuilder *builder, const char *text)
{
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
kt_json_time (JsonBuilder *builder, const KtContext *context, gint64 utc)
{
  g_autofree char *text = utc != 0 ? kt_rfc3339 (context, utc) : NULL;
  kt_json_text (builder, text);
}

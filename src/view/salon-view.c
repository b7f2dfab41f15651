#include "config.h"
#include "kontor/handle.h"
#include "kontor/salon-view.h"
#include "kontor/visit-view.h"
#include <glib/gi18n.h>

static const KtSkill *
find_skill (const GArray *skills, KtId service, KtId resource)
{
  for (guint i = 0; i < skills->len; i++)
    {
      const KtSkill *skill = &g_array_index (skills, KtSkill, i);
      if (skill->service == service && skill->resource == resource)
        return skill;
    }
  return NULL;
}

/* "Līga 40/40/30, chair 1": who does it and where, in the order of the day sheet. */
static char *
who_does (const KtService *service, const GArray *skills, const GPtrArray *resources)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < resources->len; i++)
    {
      const KtSalonResource *resource = resources->pdata[i];
      const KtSkill *skill = find_skill (skills, service->id, resource->id);
      if (skill == NULL)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", resource->name);
      if (skill->lengths.work >= 0)
        g_string_append_printf (text, " %d", skill->lengths.work);
      if (skill->lengths.free >= 0)
        g_string_append_printf (text, "/%d", skill->lengths.free);
      if (skill->lengths.finish >= 0)
        g_string_append_printf (text, "/%d", skill->lengths.finish);
      if (skill->price >= 0)
        {
          g_autofree char *price = kt_say_money (skill->price, service->price.currency);
          g_string_append_printf (text, " %s", price);
        }
    }
  return g_string_free (text, FALSE);
}

char *
kt_say_lengths (KtLengths lengths)
{
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "%d", lengths.work);
  if (lengths.free > 0)
    g_string_append_printf (text, _ (" · works %d"), lengths.free);
  if (lengths.finish > 0)
    g_string_append_printf (text, _ (" · finish %d"), lengths.finish);
  if (lengths.free > 0 || lengths.finish > 0)
    {
      g_autofree char *sum = kt_say_minutes (lengths.work + lengths.free + lengths.finish);
      g_string_append_printf (text, " = %s", sum);
    }
  else
    g_string_append (text, _ (" min"));
  return g_string_free (text, FALSE);
}

/* "every 6 weeks" */
static char *
say_rebook (int days)
{
  if (days % 7 == 0)
    return g_strdup_printf (ngettext ("every %d week", "every %d weeks", days / 7), days / 7);
  return g_strdup_printf (ngettext ("every %d day", "every %d days", days), days);
}

static void
add_member_int (KtJson *builder, const char *name, gint64 value)
{
  kt_json_member (builder, name);
  kt_json_int (builder, value);
}

static void
add_lengths (KtJson *builder, KtLengths lengths)
{
  const struct
  {
    const char *name;
    int minutes;
  } rows[] = { { "work", lengths.work }, { "free", lengths.free }, { "finish", lengths.finish } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      kt_json_member (builder, rows[i].name);
      if (rows[i].minutes >= 0)
        kt_json_int (builder, rows[i].minutes);
      else
        kt_json_null (builder);
    }
}

static void
add_skills (KtJson *builder, const KtService *service, const GArray *skills,
            const GPtrArray *resources)
{
  kt_json_member (builder, "resources");
  kt_json_begin_array (builder);
  for (guint i = 0; i < resources->len; i++)
    {
      const KtSalonResource *resource = resources->pdata[i];
      const KtSkill *skill = find_skill (skills, service->id, resource->id);
      if (skill == NULL)
        continue;
      kt_json_begin_object (builder);
      kt_json_member (builder, "resource");
      kt_json_contact (builder, resource->id, resource->name);
      add_lengths (builder, skill->lengths);
      kt_json_member (builder, "price");
      kt_json_money (builder, skill->price, service->price.currency);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

static void
add_service (KtJson *builder, const KtService *service, const GArray *skills,
             const GPtrArray *resources)
{
  kt_json_begin_object (builder);
  kt_json_member (builder, "ref");
  kt_json_ref (builder, service->id);
  kt_json_member (builder, "name");
  kt_json_text (builder, service->name);
  add_lengths (builder, service->lengths);
  add_member_int (builder, "before", service->before);
  add_member_int (builder, "after", service->after);
  kt_json_member (builder, "price");
  kt_json_money (builder, service->has_price ? service->price.minor : -1, service->price.currency);
  kt_json_member (builder, "rebook_days");
  if (service->rebook > 0)
    kt_json_int (builder, service->rebook);
  else
    kt_json_null (builder);
  kt_json_member (builder, "archived");
  kt_json_boolean (builder, service->archived);
  add_skills (builder, service, skills, resources);
  kt_json_end_object (builder);
}

static gboolean
read_around (KtContext *context, GArray **skills, GPtrArray **resources, GError **error)
{
  *skills = kt_skill_list (context->store, error);
  *resources = *skills != NULL ? kt_resource_list (context->store, TRUE, error) : NULL;
  return *resources != NULL;
}

gboolean
kt_service_print (KtContext *context, const char *verb, const KtService *service, GError **error)
{
  g_autoptr (GArray) skills = NULL;
  g_autoptr (GPtrArray) resources = NULL;
  if (!read_around (context, &skills, &resources, error))
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "service");
      add_service (builder, service, skills, resources);
      kt_json_end (context, builder);
      return TRUE;
    }
  g_autofree char *lengths = kt_say_lengths (service->lengths);
  g_autofree char *price
      = kt_say_money (service->has_price ? service->price.minor : -1, service->price.currency);
  g_autofree char *who = who_does (service, skills, resources);
  kt_out (context, "%s  {b:%s}  %s   %s", verb, service->name, lengths, price);
  if (service->before > 0)
    kt_out (context, _ ("   before %d"), service->before);
  if (service->after > 0)
    kt_out (context, _ ("   after %d"), service->after);
  if (service->rebook > 0)
    {
      g_autofree char *rebook = say_rebook (service->rebook);
      kt_out (context, "   %s", rebook);
    }
  kt_out (context, "%s%s\n", *who != '\0' ? "   " : "", who);
  return TRUE;
}

static const KtColumn service_columns[] = {
  { "ref", N_ ("Ref"), KT_COLUMN_REF },
  { "name", N_ ("Service"), KT_COLUMN_TEXT },
  { "work", N_ ("Work"), KT_COLUMN_NUMBER },
  { "free", N_ ("Works"), KT_COLUMN_NUMBER },
  { "finish", N_ ("Finish"), KT_COLUMN_NUMBER },
  { "price", N_ ("Price"), KT_COLUMN_TEXT },
  { "rebook_days", N_ ("Due after days"), KT_COLUMN_NUMBER },
  { "who", N_ ("Who"), KT_COLUMN_TEXT },
};

static gint64
or_null (int value)
{
  return value > 0 ? value : KT_TABLE_NULL;
}

static void
print_services (KtContext *context, const GPtrArray *services, const GArray *skills,
                const GPtrArray *resources)
{
  g_autoptr (KtTable) table = kt_table_new (service_columns, G_N_ELEMENTS (service_columns));
  for (guint i = 0; i < services->len; i++)
    {
      const KtService *service = services->pdata[i];
      g_autofree char *who = who_does (service, skills, resources);
      g_autofree char *price = !service->has_price ? g_strdup ("")
                               : context->terminal ? kt_money_format (service->price)
                                                   : kt_money_decimal (service->price);
      kt_table_add (table, service->id, service->name, (gint64)service->lengths.work,
                    or_null (service->lengths.free), or_null (service->lengths.finish), price,
                    or_null (service->rebook), who);
    }
  kt_table_print (table, context, "services");
}

static void
keep_handles (KtContext *context, const GPtrArray *rows, KtRecordKind kind)
{
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  for (guint i = 0; i < rows->len; i++)
    {
      KtHandle handle
          = { .kind = kind, .key = *(const KtId *)rows->pdata[i], .number = (int)i + 1 };
      g_array_append_val (handles, handle);
    }
  kt_handles_save (context, handles, NULL);
}

gboolean
kt_services_print (KtContext *context, GError **error)
{
  g_autoptr (GArray) skills = NULL;
  g_autoptr (GPtrArray) resources = NULL;
  g_autoptr (GPtrArray) services = kt_service_list (context->store, context->all, error);
  if (services == NULL || !read_around (context, &skills, &resources, error))
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "services");
      kt_json_begin_array (builder);
      for (guint i = 0; i < services->len; i++)
        add_service (builder, services->pdata[i], skills, resources);
      kt_json_end_array (builder);
      kt_json_end (context, builder);
      return TRUE;
    }
  keep_handles (context, services, KT_RECORD_SERVICE);
  if (services->len == 0 && context->terminal)
    kt_out (context, "%s\n%s\n", _ ("no services yet"),
            _ ("such as: kontor service add cut 35 30 €"));
  else
    print_services (context, services, skills, resources);
  return TRUE;
}

#include "config.h"
#include "kontor/review-view.h"
#include <glib/gi18n.h>

void
kt_review_print_event (KtContext *context, const KtEventQuestion *question, const char *label)
{
  g_autofree char *when = kt_say_short (context, question->at);
  kt_out (context, "\n{b:%s}  {b:%s}  %s  {d:%s}\n", label,
          *question->summary != '\0' ? question->summary : _ ("(no title)"), when,
          question->calendar);
  kt_out (context, "        ");
  for (guint i = 0; i < question->names->len; i++)
    {
      const KtEventName *name = question->names->pdata[i];
      kt_out (context, i > 0 ? "  {c:%u} %s" : "{c:%u} %s", i + 1, name->name);
    }
  kt_out (context, "\n");
}

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  kt_json_text (builder, value);
}

void
kt_review_json_events (JsonBuilder *builder, KtContext *context, const GPtrArray *questions)
{
  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  for (guint i = 0; i < questions->len; i++)
    {
      const KtEventQuestion *question = questions->pdata[i];
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "ref");
      kt_json_ref (builder, question->key);
      add_text (builder, "title", question->summary);
      add_text (builder, "calendar", question->calendar);
      json_builder_set_member_name (builder, "at");
      kt_json_time (builder, context, question->at);
      json_builder_set_member_name (builder, "candidates");
      json_builder_begin_array (builder);
      for (guint k = 0; k < question->names->len; k++)
        {
          const KtEventName *name = question->names->pdata[k];
          kt_json_contact (builder, name->contact, name->name);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

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
add_text (KtJson *builder, const char *name, const char *value)
{
  kt_json_member (builder, name);
  kt_json_text (builder, value);
}

void
kt_review_json_events (KtJson *builder, KtContext *context, const GPtrArray *questions)
{
  kt_json_member (builder, "events");
  kt_json_begin_array (builder);
  for (guint i = 0; i < questions->len; i++)
    {
      const KtEventQuestion *question = questions->pdata[i];
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      kt_json_ref (builder, question->key);
      add_text (builder, "title", question->summary);
      add_text (builder, "calendar", question->calendar);
      kt_json_member (builder, "at");
      kt_json_time (builder, context, question->at);
      kt_json_member (builder, "candidates");
      kt_json_begin_array (builder);
      for (guint k = 0; k < question->names->len; k++)
        {
          const KtEventName *name = question->names->pdata[k];
          kt_json_contact (builder, name->contact, name->name);
        }
      kt_json_end_array (builder);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

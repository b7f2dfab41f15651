#include "config.h"
#include "kontor/direction.h"
#include "kontor/letter-rows.h"
#include "kontor/letter-view.h"
#include "kontor/person-view.h"
#include "kontor/table.h"

static void
add_cell (KtContext *context, KtJson *json, const KtCell *cell)
{
  switch (cell->kind)
    {
    case KT_CELL_NULL:
      kt_json_null (json);
      break;
    case KT_CELL_TEXT:
      kt_json_text (json, cell->text);
      break;
    case KT_CELL_NUMBER:
      kt_json_int (json, cell->number);
      break;
    case KT_CELL_KEY:
      kt_json_ref (json, cell->number);
      break;
    case KT_CELL_TIME:
      kt_json_time (json, context, cell->number);
      break;
    }
}

static void
add_rows (KtContext *context, KtJson *json, const KtPersonRows *rows)
{
  kt_json_member (json, rows->table);
  kt_json_begin_array (json);
  for (guint i = 0; i < rows->rows->len; i++)
    {
      const KtCell *cells = rows->rows->pdata[i];
      kt_json_begin_object (json);
      for (guint k = 0; rows->columns[k] != NULL; k++)
        {
          kt_json_member (json, rows->columns[k]);
          add_cell (context, json, &cells[k]);
        }
      kt_json_end_object (json);
    }
  kt_json_end_array (json);
}

static void
add_letter (KtContext *context, KtJson *json, const KtPersonLetter *letter)
{
  kt_json_begin_object (json);
  kt_json_member (json, "ref");
  kt_json_ref (json, letter->letter->key);
  kt_json_member (json, "at");
  kt_json_time (json, context, letter->letter->time);
  kt_json_letter_members (json, context, letter->letter);
  kt_json_member (json, "text");
  kt_json_text (json, letter->letter->text);
  kt_json_member (json, "original");
  kt_json_text (json, letter->file);
  kt_json_member (json, "missing");
  kt_json_text (json, letter->why);
  kt_json_end_object (json);
}

static void
add_event (KtContext *context, KtJson *json, const KtDated *event)
{
  kt_json_begin_object (json);
  kt_json_member (json, "at");
  kt_json_time (json, context, event->start);
  kt_json_member (json, "end");
  kt_json_time (json, context, event->end);
  kt_json_member (json, "summary");
  kt_json_text (json, event->summary);
  kt_json_member (json, "location");
  kt_json_text (json, event->location);
  kt_json_member (json, "calendar");
  kt_json_text (json, event->calendar);
  kt_json_end_object (json);
}

char *
kt_person_json (KtContext *context, const KtPerson *person)
{
  KtJson *json = kt_json_begin ();
  kt_json_member (json, "contact");
  kt_json_contact (json, person->contact, person->name);
  kt_json_member (json, "exported");
  kt_json_time (json, context, context->clock.now);
  kt_json_member (json, "records");
  kt_json_begin_object (json);
  for (guint i = 0; i < person->rows->len; i++)
    add_rows (context, json, person->rows->pdata[i]);
  kt_json_end_object (json);
  kt_json_member (json, "letters");
  kt_json_begin_array (json);
  for (guint i = 0; i < person->letters->len; i++)
    add_letter (context, json, person->letters->pdata[i]);
  kt_json_end_array (json);
  kt_json_member (json, "events");
  kt_json_begin_array (json);
  for (guint i = 0; i < person->events->len; i++)
    add_event (context, json, person->events->pdata[i]);
  kt_json_end_array (json);
  kt_json_end_object (json);
  char *text = g_strconcat (kt_json_written (json), "\n", NULL);
  kt_json_free (json);
  return text;
}

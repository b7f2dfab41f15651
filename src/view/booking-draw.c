#include "config.h"
#include "booking-parts.h"
#include "kontor/marks.h"
#include "kontor/table.h"
#include "kontor/term.h"
#include <glib/gi18n.h>

#define LABEL 6 /* columns before what is typed */

/* The block that is drawn: marked lines, and where the cursor stands. */
typedef struct
{
  GPtrArray *lines; /* char *, marked */
  guint line, column;
} Block;

static void
add (Block *block, char *line)
{
  g_ptr_array_add (block->lines, line);
}

static const char *
label_of (BookingField field)
{
  switch (field)
    {
    case BOOKING_WHO:
      return _ ("who");
    case BOOKING_PHONE:
      return _ ("phone");
    case BOOKING_NAME:
      return _ ("name");
    case BOOKING_WHAT:
      return _ ("what");
    default:
      return _ ("when");
    }
}

static const char *
hint_of (BookingField field)
{
  switch (field)
    {
    case BOOKING_WHO:
      return _ ("name · last digits of phone · + new · Esc parks");
    case BOOKING_PHONE:
      return _ ("as the phone shows it · Enter: none");
    case BOOKING_NAME:
      return _ ("name, as on the card");
    case BOOKING_WHAT:
      return _ ("service · service + service · with whom");
    default:
      return _ ("day · hour · a ? behind it pencils");
    }
}

/* The field that is typed into; its hint only while nothing is. */
static void
add_active (Block *block, const Booking *booking)
{
  const char *hint = booking->typed->len == 0 ? hint_of (booking->field) : "";
  block->line = block->lines->len;
  block->column = LABEL + (guint)kt_term_width (booking->typed->str);
  add (block,
       kt_marked ("%-*s%-22s {d:%s}", LABEL, label_of (booking->field), booking->typed->str, hint));
}

static void
add_known (Block *block, const Booking *booking)
{
  if (booking->field > BOOKING_WHO && booking->name != NULL)
    add (block, kt_marked ("%-*s{b:%s}  %s", LABEL, _ ("who"), booking->name, booking->tail));
  if (booking->field > BOOKING_WHAT && booking->what != NULL)
    {
      g_autofree char *head = kt_marked ("%-*s", LABEL, _ ("what"));
      g_autofree char *hint = kt_marked ("   {d:%s}", _ ("Tab changes"));
      add (block, g_strconcat (head, booking->what, hint, NULL));
    }
}

static void
add_offers (Block *block, const Booking *booking)
{
  for (guint i = 0; i < booking->offers->len; i++)
    {
      const BookingOffer *offer = booking->offers->pdata[i];
      add (block, i == booking->selected ? g_strdup_printf ("  {b:>}   %s", offer->line)
                                         : g_strdup_printf ("      %s", offer->line));
    }
  if (booking->field == BOOKING_WHO && booking->typed->len == 0 && *booking->free_now != '\0')
    add (block, g_strdup_printf ("      %s", booking->free_now));
  if (booking->message != NULL)
    add (block, g_strdup (booking->message));
}

/* A line never wraps: the block would lose count of its rows. */
static void
render_line (GString *out, const char *marked, int width, gboolean color)
{
  if (kt_marked_width (marked) < width)
    {
      kt_marked_render (out, marked, color);
      return;
    }
  g_autoptr (GString) plain = g_string_new (NULL);
  kt_marked_render (plain, marked, FALSE);
  kt_term_append_cell (out, plain->str, width - 1, FALSE);
}

void
booking_draw (const Booking *booking, int width, GString *out, guint *ret_line, guint *ret_column,
              guint *ret_lines)
{
  Block block = { .lines = g_ptr_array_new_with_free_func (g_free) };
  add_known (&block, booking);
  add_active (&block, booking);
  add_offers (&block, booking);
  for (guint i = 0; i < block.lines->len; i++)
    {
      g_string_append (out, i > 0 ? "\r\n" : "");
      render_line (out, block.lines->pdata[i], width, booking->context->color);
    }
  *ret_line = block.line;
  *ret_column = MIN (block.column, (guint)MAX (width - 1, 0));
  *ret_lines = block.lines->len;
  g_ptr_array_unref (block.lines);
}

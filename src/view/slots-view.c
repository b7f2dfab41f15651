#include "config.h"
#include "slots-choose.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/handle-file.h"
#include "kontor/slots-view.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>

#define NARROW 60
#define GAP_LEAST 15     /* minutes */
#define FREE_DAYS_MAX 8  /* told in one line */
#define SLOT_COLUMNS 11  /* where the times of a day begin */
#define STALE 7200       /* seconds: calendars older than this are worth a warning */
#define WISH_NUMBER (-1) /* handles of wishes count down from here: nobody types them */

static const KtColumn columns[] = {
  { "at", N_ ("At"), KT_COLUMN_TIME },      { "minutes", N_ ("Minutes"), KT_COLUMN_NUMBER },
  { "staff", N_ ("With"), KT_COLUMN_TEXT }, { "services", N_ ("What"), KT_COLUMN_TEXT },
  { "flags", N_ ("Why"), KT_COLUMN_TEXT },
};

/* --- what is told of one slot --- */

static char *
hands_of (KtContext *context, const KtSlot *slot)
{
  GString *text = g_string_new (NULL);
  KtId before = 0;
  for (guint i = 0; i < slot->parts->len; i++)
    {
      KtId staff = ((const KtVisitPart *)slot->parts->pdata[i])->staff;
      g_autofree char *name = staff != before ? kt_hand_name (context, staff) : NULL;
      if (name != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " + " : "", name);
      before = staff;
    }
  return g_string_free (text, FALSE);
}

static char *
services_of (const KtSlot *slot)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < slot->parts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " + " : "",
                            ((const KtVisitPart *)slot->parts->pdata[i])->name);
  return g_string_free (text, FALSE);
}

static gint64
price_of (const KtSlot *slot)
{
  gint64 sum = 0;
  for (guint i = 0; i < slot->parts->len; i++)
    {
      gint64 price = ((const KtVisitPart *)slot->parts->pdata[i])->price;
      if (price < 0)
        return -1;
      sum += price;
    }
  return sum;
}

/* The hands of all slots where they are the same ones; NULL. */
static char *
common_hands (KtContext *context, const GPtrArray *slots)
{
  g_autofree char *hands = NULL;
  for (guint i = 0; i < slots->len; i++)
    {
      g_autofree char *other = hands_of (context, slots->pdata[i]);
      if (hands != NULL && !g_str_equal (hands, other))
        return NULL;
      if (hands == NULL)
        hands = g_steal_pointer (&other);
    }
  return hands != NULL && *hands != '\0' ? g_steal_pointer (&hands) : NULL;
}

static const char *
flag_ids (const KtSlot *slot)
{
  return slot->flags & KT_SLOT_HER_TIME     ? "her-time"
         : slot->flags & KT_SLOT_CLOSES_GAP ? "closes-gap"
         : slot->flags & KT_SLOT_FREE_DAY   ? "free-day"
         : slot->flags & KT_SLOT_FIRST      ? "first"
                                            : "";
}

/* --- their numbers --- */

static void
keep_handles (KtContext *context, const KtSlotList *list, const GPtrArray *chosen)
{
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  for (guint i = 0; i < chosen->len; i++)
    {
      const KtSlot *slot = chosen->pdata[i];
      KtHandle handle = { .kind = KT_RECORD_SLOT,
                          .key = ((const KtVisitPart *)slot->parts->pdata[0])->staff,
                          .contact = list->contact,
                          .stamp = slot->start_at,
                          .number = (int)i + 1 };
      g_array_append_val (handles, handle);
    }
  for (guint i = 0; i < list->wishes->len; i++)
    {
      const KtVisitWish *wish = &g_array_index (list->wishes, KtVisitWish, i);
      KtHandle handle = { .kind = KT_RECORD_SERVICE,
                          .key = wish->service,
                          .stamp = wish->staff,
                          .number = WISH_NUMBER - (int)i };
      g_array_append_val (handles, handle);
    }
  kt_handles_save (context, handles, NULL);
}

static const KtHandle *
handle_of (const GArray *handles, int number)
{
  for (guint i = 0; i < handles->len; i++)
    if (g_array_index (handles, KtHandle, i).number == number)
      return &g_array_index (handles, KtHandle, i);
  return NULL;
}

gboolean
kt_slots_recall (KtContext *context, int number, KtLocal *ret_start, KtId *ret_contact,
                 GArray **ret_wishes, GError **error)
{
  KtHandle handle;
  g_autofree char *typed = g_strdup_printf ("%d", number);
  if (!kt_handle_resolve (context, typed, KT_RECORD_SLOT, &handle, error))
    return FALSE;
  g_autoptr (KtHandleList) list = kt_handle_file_read (context);
  GArray *wishes = g_array_new (FALSE, TRUE, sizeof (KtVisitWish));
  const KtHandle *wish;
  for (int i = 0; list != NULL && (wish = handle_of (list->handles, WISH_NUMBER - i)) != NULL; i++)
    {
      KtVisitWish one = { wish->key, wish->stamp };
      if (i == 0 && one.staff == 0)
        one.staff = handle.key; /* the hand that the number stood for */
      g_array_append_val (wishes, one);
    }
  if (wishes->len == 0) /* of who fits, or of `fill`: the usual, with the hand whose time it is */
    g_array_append_vals (wishes, &(KtVisitWish){ 0, handle.key }, 1);
  *ret_start = kt_local_from_utc (handle.stamp, context->clock.zone);
  *ret_contact = handle.contact;
  *ret_wishes = wishes;
  return TRUE;
}

/* --- text --- */

/* "colour 45 · works 40 · cut 35 = 2 h" */
static void
append_chain (GString *text, const KtSlot *slot)
{
  for (guint i = 0; i < slot->parts->len; i++)
    {
      const KtVisitPart *part = slot->parts->pdata[i];
      g_string_append_printf (text, "%s%s %d", i > 0 ? " · " : "", part->name, part->lengths.work);
      if (part->lengths.free > 0)
        g_string_append_printf (text, _ (" · works %d"), part->lengths.free);
      if (part->lengths.finish > 0)
        g_string_append_printf (text, _ (" · finish %d"), part->lengths.finish);
    }
  g_autofree char *sum = kt_say_minutes ((int)((slot->end_at - slot->start_at) / 60));
  g_string_append_printf (text, " = %s", sum);
}

static void
print_head (KtContext *context, const KtSlotList *list, const GPtrArray *slots)
{
  const KtSlot *slot = slots->pdata[0];
  g_autoptr (KtService) service = kt_service_get (
      context->store, ((const KtVisitPart *)slot->parts->pdata[0])->service, NULL);
  g_autoptr (GString) chain = g_string_new (NULL);
  g_autofree char *services = services_of (slot), *hands = common_hands (context, slots);
  g_autofree char *price = kt_say_money (price_of (slot), service->price.currency);
  append_chain (chain, slot);
  kt_out (context, "{b:%s}", services);
  if (hands != NULL)
    kt_out (context, _ (" with {b:%s}"), hands);
  kt_out (context, "   %s  %s\n", chain->str, price);
  if (list->contact != 0)
    {
      g_autoptr (KtContact) contact = kt_contact_get (context->store, list->contact, NULL);
      g_autofree char *mark = kt_client_mark (context, list->contact);
      kt_out (context, _ ("for %s %s\n"), contact != NULL ? contact->name : "",
              mark != NULL ? mark : "");
    }
  kt_out (context, "\n");
}

/* "   3 09:00 Līga her day and hour", marked. */
static char *
say_slot (KtContext *context, const KtSlot *slot, int number, gboolean hands)
{
  g_autofree char *who = hands ? hands_of (context, slot) : NULL;
  g_autofree char *head
      = kt_marked ("   {d:%d} {b:%02d:%02d}%s%s", number, slot->start.hour, slot->start.minute,
                   who != NULL ? " " : "", who != NULL ? who : "");
  g_autofree char *why = NULL;
  if (slot->flags & KT_SLOT_HER_TIME)
    why = kt_marked (" {g:%s}", _ ("her day and hour"));
  else if (slot->flags & KT_SLOT_CLOSES_GAP)
    {
      g_autofree char *whose
          = kt_hand_name (context, ((const KtVisitPart *)slot->parts->pdata[0])->staff);
      why = whose != NULL ? kt_marked (_ (" {g:closes %s's gap exactly}"), whose)
                          : kt_marked (" {g:%s}", _ ("closes a gap exactly"));
    }
  return g_strconcat (head, why, NULL);
}

/* The first of a day, such as that of somebody else where the hand wished for is full; NULL none.
 */
static const KtSlot *
instead_on (const GPtrArray *others, KtLocal day)
{
  for (guint i = 0; others != NULL && i < others->len; i++)
    if (kt_local_days_between (((const KtSlot *)others->pdata[i])->start, day) == 0)
      return others->pdata[i];
  return NULL;
}

static void
print_day (KtContext *context, KtLocal day, const GPtrArray *chosen, const GPtrArray *others,
           gboolean hands)
{
  g_autofree char *date = kt_say_short_date (context, day);
  guint shown = 0;
  int column = SLOT_COLUMNS;
  kt_out (context, " %s %6s", kt_say_weekday (day), date);
  for (guint i = 0; i < chosen->len; i++)
    {
      const KtSlot *slot = chosen->pdata[i];
      if (kt_local_days_between (day, slot->start) != 0)
        continue;
      g_autofree char *text = say_slot (context, slot, (int)i + 1, hands);
      int width = kt_marked_width (text);
      if (shown++ > 0 && (context->width < NARROW || column + width > context->width))
        {
          kt_out (context, "\n%*s", SLOT_COLUMNS, "");
          column = SLOT_COLUMNS;
        }
      kt_out_marked (context, text);
      column += width;
    }
  const KtSlot *instead = shown == 0 ? instead_on (others, day) : NULL;
  if (shown == 0)
    kt_out (context, "   %s", _ ("full"));
  if (instead != NULL)
    {
      g_autofree char *who = hands_of (context, instead);
      kt_out (context, "   {d:%s: %02d:%02d}", who, instead->start.hour, instead->start.minute);
    }
  kt_out (context, "\n");
}

static void
print_read_at (KtContext *context)
{
  g_autofree char *source = NULL;
  gint64 at = kt_slots_read_at (context, &source, NULL);
  if (at == G_MAXINT64 || (at != 0 && context->clock.now - at < STALE))
    return;
  KtLocal local = kt_local_from_utc (at, context->clock.zone);
  g_autofree char *date = kt_say_short_date (context, local);
  gboolean today = kt_local_days_between (local, kt_context_today (context)) == 0;
  if (at == 0)
    kt_out (context, _ ("{y:!} the calendar «%s» was never read\n"), source);
  else if (today)
    kt_out (context, _ ("{y:!} the calendar «%s» was last read %02d:%02d\n"), source, local.hour,
            local.minute);
  else
    kt_out (context, _ ("{y:!} the calendar «%s» was last read %s %02d:%02d\n"), source, date,
            local.hour, local.minute);
}

static gboolean
is_free_day (const GPtrArray *slots, KtLocal day)
{
  for (guint i = 0; i < slots->len; i++)
    {
      const KtSlot *slot = slots->pdata[i];
      if (kt_local_days_between (slot->start, day) == 0)
        return (slot->flags & KT_SLOT_FREE_DAY) != 0;
    }
  return FALSE;
}

/* Of the days far ahead those that are free all day are told in one line. */
static void
print_free_days (KtContext *context, const GString *days)
{
  if (days->len > 0)
    kt_out (context, _ (" …            free all day:%s\n"), days->str);
}

static void
print_text (KtContext *context, const KtSlotList *list, const GPtrArray *slots,
            const GPtrArray *others, const GPtrArray *chosen, const GByteArray *works)
{
  g_autofree char *hands = common_hands (context, slots);
  gboolean mixed = hands == NULL && slots->len > 0;
  if (slots->len > 0)
    print_head (context, list, slots);
  else
    kt_out (context, "%s\n", _ ("nothing is free in these days"));
  /* days on which nobody works are not full, they are not there */
  g_autoptr (GString) free_days = g_string_new (NULL);
  guint n_free = 0;
  for (guint i = 0; i < works->len; i++)
    {
      KtLocal day = kt_local_add_days (list->first, (int)i);
      if (!works->data[i])
        continue;
      if (instead_on (chosen, day) == NULL && is_free_day (slots, day))
        {
          g_autofree char *date = kt_say_short_date (context, day);
          if (n_free++ < FREE_DAYS_MAX)
            g_string_append_printf (free_days, " %s", date);
          continue;
        }
      print_day (context, day, chosen, others, mixed);
    }
  if (n_free > FREE_DAYS_MAX)
    g_string_append (free_days, " …");
  print_free_days (context, free_days);
  if (chosen->len > 0)
    {
      const char *who = list->argument != NULL ? list->argument : _ ("WHO");
      g_autofree char *line
          = kt_marked ("{c:kontor book %s 1}   %s      {c:kontor book %s 1?}   %s", who,
                       _ ("takes it"), who, _ ("pencils it in till noon"));
      kt_out (context, "\n");
      if (kt_marked_width (line) < context->width)
        kt_out_marked (context, line);
      else
        kt_out (context, "{c:kontor book %s 1}   %s\n{c:kontor book %s 1?}  %s", who,
                _ ("takes it"), who, _ ("pencils it in till noon"));
      kt_out (context, "\n");
    }
  print_read_at (context);
}

static void
print_data (KtContext *context, const GPtrArray *slots)
{
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < slots->len; i++)
    {
      const KtSlot *slot = slots->pdata[i];
      g_autofree char *hands = hands_of (context, slot), *services = services_of (slot);
      kt_table_add (table, slot->start_at, (slot->end_at - slot->start_at) / 60, hands, services,
                    flag_ids (slot));
    }
  kt_table_print (table, context, "slots");
}

gboolean
kt_slots_print (KtContext *context, const KtSlotList *list, GError **error)
{
  KtSlotQuery query = {
    .contact = list->contact, .wishes = list->wishes, .first = list->first, .last = list->last
  };
  gboolean text = context->output == KT_OUTPUT_TEXT;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GByteArray) works = NULL;
  g_autoptr (GPtrArray) slots
      = kt_slots_find_all (context, &query, text ? &others : NULL, &works, error);
  if (slots == NULL)
    return FALSE;
  if (!text)
    {
      print_data (context, slots);
      return TRUE;
    }
  g_autoptr (GPtrArray) chosen = kt_slots_choose (list, slots);
  keep_handles (context, list, chosen);
  print_text (context, list, slots, others, chosen, works);
  return TRUE;
}

gboolean
kt_gaps_print (KtContext *context, KtLocal first, KtLocal last, GError **error)
{
  static const KtColumn gap_columns[] = { { "at", N_ ("From"), KT_COLUMN_TIME },
                                          { "minutes", N_ ("Minutes"), KT_COLUMN_NUMBER },
                                          { "staff", N_ ("Who"), KT_COLUMN_TEXT } };
  g_autoptr (KtTable) table = kt_table_new (gap_columns, G_N_ELEMENTS (gap_columns));
  for (KtLocal day = first; kt_local_compare (day, last) <= 0; day = kt_local_add_days (day, 1))
    {
      g_autoptr (GPtrArray) gaps = kt_slots_gaps (context, day, GAP_LEAST, error);
      if (gaps == NULL)
        return FALSE;
      for (guint i = 0; i < gaps->len; i++)
        {
          const KtBusy *gap = gaps->pdata[i];
          g_autofree char *name = kt_hand_name (context, gap->resource);
          kt_table_add (table, gap->start, (gap->end - gap->start) / 60, name);
        }
    }
  kt_table_print (table, context, "gaps");
  if (context->output == KT_OUTPUT_TEXT && context->terminal)
    print_read_at (context);
  return TRUE;
}

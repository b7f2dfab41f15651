#include "config.h"
#include "kontor/html-page.h"
#include "kontor/letter-rows.h"
#include "kontor/money.h"
#include "kontor/person-view.h"
#include "kontor/quantity.h"
#include "kontor/table.h"

#include <glib/gi18n.h>
#include <string.h>

/* Tables and columns in words; what has none is not for people (keys, folds, what was derived). */
typedef struct
{
  const char *id, *text;
} Word;

static const Word tables[] = {
  { "contact", N_ ("Who") },
  { "contact_point", N_ ("Addresses and phones") },
  { "contact_tag", N_ ("Tags") },
  { "contact_field", N_ ("Own fields") },
  { "relation", N_ ("Relations") },
  { "note", N_ ("Notes, calls, meetings") },
  { "reminder", N_ ("Reminders") },
  { "allergy", N_ ("Allergies") },
  { "formula", N_ ("Formulas") },
  { "appointment", N_ ("Visits") },
  { "appointment_part", N_ ("Services of visits") },
  { "appointment_item", N_ ("Goods sold at visits") },
  { "appointment_event", N_ ("What happened to visits") },
  { "waiting_list", N_ ("Waiting list") },
  { "deal", N_ ("Deals") },
  { "deal_item", N_ ("Lines of deals") },
  { "deal_move", N_ ("Moves of deals") },
  { "invoice", N_ ("Invoices and offers") },
  { "invoice_item", N_ ("Lines of invoices") },
  { "invoice_payment", N_ ("Payments") },
};

static const Word words[] = {
  { "name", N_ ("name") },         { "given", N_ ("given name") },
  { "family", N_ ("surname") },    { "patronymic", N_ ("patronymic") },
  { "company", N_ ("company") },   { "type", N_ ("type") },
  { "status", N_ ("status") },     { "source", N_ ("source") },
  { "birthday", N_ ("birthday") }, { "language", N_ ("language") },
  { "city", N_ ("city") },         { "consent", N_ ("may be written to") },
  { "kind", N_ ("kind") },         { "raw", N_ ("as typed") },
  { "label", N_ ("label") },       { "tag", N_ ("tag") },
  { "value", N_ ("value") },       { "at", N_ ("when") },
  { "text", N_ ("text") },         { "reason", N_ ("reason") },
  { "due_local", N_ ("due") },     { "state", N_ ("state") },
  { "tested", N_ ("tested") },     { "result", N_ ("result") },
  { "start_local", N_ ("start") }, { "price", N_ ("price") },
  { "paid", N_ ("paid") },         { "paid_how", N_ ("paid how") },
  { "tip", N_ ("tip") },           { "quantity", N_ ("quantity") },
  { "what", N_ ("what") },         { "how", N_ ("how") },
  { "title", N_ ("title") },       { "amount", N_ ("amount") },
  { "expected", N_ ("expected") }, { "number", N_ ("number") },
  { "issued", N_ ("issued") },     { "due", N_ ("due") },
  { "total", N_ ("total") },       { "created", N_ ("written down") },
};

static const char *const money[] = { "price", "paid", "tip", "amount", "total" };

static const char *
word_of (const Word *list, gsize n, const char *id)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (list[i].id, id) == 0)
      return _ (list[i].text);
  return NULL;
}

static gboolean
is_money (const char *column)
{
  for (gsize i = 0; i < G_N_ELEMENTS (money); i++)
    if (strcmp (money[i], column) == 0)
      return TRUE;
  return FALSE;
}

/* Of a line, the currency of what it belongs to. */
static const char *
currency_of (const KtPerson *person, const KtPersonRows *rows, guint row)
{
  static const char *const parents[] = { "invoice", "deal", "appointment", NULL };
  const KtCell *own = kt_person_cell (rows, row, "currency");
  if (own != NULL)
    return own->text;
  for (guint i = 0; i < person->rows->len; i++)
    {
      const KtPersonRows *parent = person->rows->pdata[i];
      const KtCell *key = kt_person_cell (rows, row, parent->table);
      for (guint k = 0;
           key != NULL && g_strv_contains (parents, parent->table) && k < parent->rows->len; k++)
        if (kt_person_cell (parent, k, "id")->number == key->number)
          return kt_person_cell (parent, k, "currency")->text;
    }
  return NULL;
}

static char *
say_money (const KtContext *context, const KtPerson *person, const KtPersonRows *rows, guint row,
           gint64 minor)
{
  const char *currency = currency_of (person, rows, row);
  KtMoney sum = { .minor = minor };
  g_strlcpy (sum.currency, currency != NULL ? currency : context->settings->currency,
             sizeof sum.currency);
  return kt_money_format (sum);
}

static gboolean
in_thousandths (const KtPersonRows *rows, guint column)
{
  return strcmp (rows->columns[column], "quantity") == 0
         && strcmp (rows->table, "appointment_item") != 0;
}

static char *
say_cell (const KtContext *context, const KtPerson *person, const KtPersonRows *rows, guint row,
          guint column)
{
  const KtCell *cell = (const KtCell *)rows->rows->pdata[row] + column;
  if (cell->kind == KT_CELL_TEXT)
    return g_strdelimit (g_strdup (cell->text), "\t", ' ');
  if (cell->kind == KT_CELL_TIME)
    return kt_say_date (context, kt_local_from_utc (cell->number, context->clock.zone));
  if (cell->kind == KT_CELL_NUMBER && is_money (rows->columns[column]))
    return say_money (context, person, rows, row, cell->number);
  if (cell->kind == KT_CELL_NUMBER && in_thousandths (rows, column))
    return kt_quantity_format (cell->number);
  if (cell->kind == KT_CELL_NUMBER)
    return g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
  return g_strdup ("");
}

/* A column that is empty in every row says nothing. */
static gboolean
is_shown (const KtPersonRows *rows, guint column)
{
  if (word_of (words, G_N_ELEMENTS (words), rows->columns[column]) == NULL)
    return FALSE;
  for (guint i = 0; i < rows->rows->len; i++)
    {
      const KtCell *cell = (const KtCell *)rows->rows->pdata[i] + column;
      if (cell->kind != KT_CELL_NULL && (cell->kind != KT_CELL_TEXT || *cell->text != '\0'))
        return TRUE;
    }
  return FALSE;
}

static void
append_rows (GString *out, const KtContext *context, const KtPerson *person,
             const KtPersonRows *rows)
{
  const char *title = word_of (tables, G_N_ELEMENTS (tables), rows->table);
  if (title == NULL)
    return;
  kt_html_append_element (out, "h2", NULL, title);
  g_string_append (out, "<table><thead><tr>");
  for (guint k = 0; rows->columns[k] != NULL; k++)
    if (is_shown (rows, k))
      kt_html_append_element (out, "th", is_money (rows->columns[k]) ? "n" : NULL,
                              word_of (words, G_N_ELEMENTS (words), rows->columns[k]));
  g_string_append (out, "</tr></thead><tbody>\n");
  for (guint i = 0; i < rows->rows->len; i++)
    {
      g_string_append (out, "<tr>");
      for (guint k = 0; rows->columns[k] != NULL; k++)
        if (is_shown (rows, k))
          {
            g_autofree char *said = say_cell (context, person, rows, i, k);
            kt_html_append_element (out, "td", is_money (rows->columns[k]) ? "n" : NULL, said);
          }
      g_string_append (out, "</tr>\n");
    }
  g_string_append (out, "</tbody></table>\n");
}

static void
append_events (GString *out, const KtContext *context, const KtPerson *person)
{
  if (person->events->len == 0)
    return;
  kt_html_append_element (out, "h2", NULL, _ ("Events of calendars"));
  g_string_append (out, "<table><tbody>\n");
  for (guint i = 0; i < person->events->len; i++)
    {
      const KtDated *event = person->events->pdata[i];
      g_autofree char *at
          = kt_say_date (context, kt_local_from_utc (event->start, context->clock.zone));
      g_string_append (out, "<tr>");
      kt_html_append_element (out, "td", NULL, at);
      kt_html_append_element (out, "td", NULL, event->summary);
      kt_html_append_element (out, "td", NULL, event->location);
      g_string_append (out, "</tr>\n");
    }
  g_string_append (out, "</tbody></table>\n");
}

static void
append_letter (GString *out, const KtContext *context, const KtPersonLetter *letter)
{
  g_autofree char *at
      = kt_say_date (context, kt_local_from_utc (letter->letter->time, context->clock.zone));
  g_string_append (out, "<article><h3>");
  kt_html_append (out,
                  *letter->letter->subject != '\0' ? letter->letter->subject : _ ("(no subject)"));
  g_string_append (out, "</h3>\n");
  kt_html_append_element (out, "p", "dim", at);
  kt_html_append_element (out, "pre", NULL, letter->letter->text);
  kt_html_append_element (out, "p", "dim", letter->file != NULL ? letter->file : letter->why);
  g_string_append (out, "</article>\n");
}

char *
kt_person_html (KtContext *context, const KtPerson *person)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *today = kt_say_date (context, kt_context_today (context));
  g_autofree char *by = g_strdup_printf (
      "%s · %s", context->settings->me_name != NULL ? context->settings->me_name : "Kontor", today);
  kt_html_append_element (out, "h1", NULL, person->name);
  kt_html_append_element (out, "p", "dim", _ ("Everything that is kept about this person"));
  for (guint i = 0; i < person->rows->len; i++)
    append_rows (out, context, person, person->rows->pdata[i]);
  append_events (out, context, person);
  if (person->letters->len > 0)
    kt_html_append_element (out, "h2", NULL, _ ("Letters"));
  for (guint i = 0; i < person->letters->len; i++)
    append_letter (out, context, person->letters->pdata[i]);
  kt_html_append_element (out, "footer", NULL, by);
  return kt_html_page (person->name, NULL,
                       "article{margin:1em 0;padding-left:1em;border-left:3px solid var(--line)}"
                       "h3{font-size:1em;margin:0}",
                       out->str);
}

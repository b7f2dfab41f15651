#include "config.h"
#include "card-parts.h"
#include "kontor/contact-edit.h"
#include "kontor/money.h"
#include "kontor/relation-view.h"
#include <glib/gi18n.h>
#include <string.h>

#define PEOPLE_MAX 8 /* named; the rest is counted */

/* "24.11.2026", "12,50 €", "yes": a value as people read it. */
static char *
say_value (const KtFieldValue *value)
{
  KtLocal day;
  KtMoney money;
  if (value->kind == KT_FIELD_DATE && kt_local_parse (value->value, &day))
    return g_strdup_printf ("%d.%02d.%d", day.day, day.month, day.year);
  if (value->kind == KT_FIELD_MONEY && kt_money_parse (value->value, NULL, &money, NULL))
    return kt_money_format (money);
  if (value->kind == KT_FIELD_YES_NO)
    return g_strdup (g_str_equal (value->value, "yes") ? _ ("yes") : _ ("no"));
  return g_strdup (value->value);
}

static void
print_fields (KtContext *context, const KtCard *card)
{
  g_autoptr (GString) pieces = g_string_new (NULL);
  for (guint i = 0; i < card->fields->len; i++)
    {
      const KtFieldValue *field = card->fields->pdata[i];
      g_autofree char *value = say_value (field);
      kt_card_append (pieces, kt_marked ("{d:%s} %s", field->name, value));
    }
  kt_card_print_row (context, _ ("fields"), pieces->str);
}

static void
print_relations (KtContext *context, const KtCard *card)
{
  g_autoptr (GString) pieces = g_string_new (NULL);
  for (guint i = 0; i < card->relations->len; i++)
    {
      g_autofree char *said = kt_say_relation (card->relations->pdata[i]);
      kt_card_append (pieces, kt_marked ("%s", said));
    }
  kt_card_print_row (context, _ ("with"), pieces->str);
}

static void
print_people (KtContext *context, const KtCard *card)
{
  g_autoptr (GString) pieces = g_string_new (NULL);
  guint n = card->people->len, shown = context->all ? n : MIN (n, PEOPLE_MAX);
  for (guint i = 0; i < shown; i++)
    kt_card_append (pieces, kt_marked ("%s", ((const KtContact *)card->people->pdata[i])->name));
  if (shown < n)
    kt_card_append (pieces, kt_marked (_ ("{d:+ %u more}"), n - shown));
  kt_card_print_row (context, _ ("people"), pieces->str);
}

void
kt_card_print_people (KtContext *context, const KtCard *card)
{
  print_relations (context, card);
  print_people (context, card);
  print_fields (context, card);
}

static void
add_text (KtJson *builder, const char *name, const char *value)
{
  kt_json_member (builder, name);
  kt_json_text (builder, value);
}

/* "7.5": exact, without the sign. */
static char *
percent_of (const KtContact *contact)
{
  char *text = contact->discount > 0 ? kt_contact_get_field (contact, "discount") : NULL;
  if (text != NULL && strchr (text, ' ') != NULL)
    *strchr (text, ' ') = '\0';
  return text;
}

void
kt_card_json_facts (KtJson *builder, const KtCard *card)
{
  const KtContact *contact = card->contact;
  g_autofree char *percent = percent_of (contact);
  add_text (builder, "city", contact->city);
  add_text (builder, "discount_percent", percent);
  add_text (builder, "consent", contact->consent);
  kt_json_member (builder, "employer");
  kt_json_contact (builder, contact->employer, card->employer);
}

static void
add_fields (KtJson *builder, const KtCard *card)
{
  kt_json_member (builder, "fields");
  kt_json_begin_array (builder);
  for (guint i = 0; i < card->fields->len; i++)
    {
      const KtFieldValue *field = card->fields->pdata[i];
      kt_json_begin_object (builder);
      add_text (builder, "name", field->name);
      add_text (builder, "kind", kt_field_kind_id (field->kind));
      add_text (builder, "value", field->value);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

void
kt_card_json_people (KtJson *builder, const KtCard *card)
{
  add_fields (builder, card);
  kt_json_member (builder, "relations");
  kt_json_begin_array (builder);
  for (guint i = 0; i < card->relations->len; i++)
    {
      const KtRelation *relation = card->relations->pdata[i];
      kt_json_begin_object (builder);
      add_text (builder, "kind", relation->kind);
      kt_json_member (builder, "reverse");
      kt_json_boolean (builder, relation->reverse);
      kt_json_member (builder, "contact");
      kt_json_contact (builder, relation->other, relation->other_name);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  kt_json_member (builder, "people");
  kt_json_begin_array (builder);
  for (guint i = 0; i < card->people->len; i++)
    {
      const KtContact *person = card->people->pdata[i];
      kt_json_begin_object (builder);
      kt_json_member (builder, "contact");
      kt_json_contact (builder, person->id, person->name);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
}

#include "config.h"
#include "query-part.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/nearest.h"
#include <glib/gi18n.h>
#include <string.h>

/* The fields of the query language: name, the same in other languages (folded), how it is matched,
 * and the rows it is matched against. */
static const KtQueryField fields[] = {
  { { "tag", "tags тег теги мітка birka", "vip  vip,brand", N_ ("your own words on a contact") },
    KT_FIELD_WORD,
    KT_ROWS_TAG },
  { { "type", "тип tips", "client", N_ ("your word for what they are") },
    KT_FIELD_WORD,
    KT_ROWS_TYPE },
  { { "status", "статус statuss", "active", N_ ("your word for how it stands with them") },
    KT_FIELD_WORD,
    KT_ROWS_STATUS },
  { { "source", "источник джерело avots", "instagram", N_ ("who or what sent them") },
    KT_FIELD_WORDS,
    KT_ROWS_SOURCE },
  { { "kind", "вид veids", "person  company", N_ ("person or company") },
    KT_FIELD_CHOICE,
    KT_ROWS_KIND,
    .choices = "person company" },
  { { "company", "employer компания компанія фирма фірма uznemums firma", "brize",
      N_ ("where they work") },
    KT_FIELD_WORDS,
    KT_ROWS_COMPANY },
  { { "name", "имя імя vards", "anna  =\"Anna B\"", N_ ("words of the name") },
    KT_FIELD_WORDS,
    KT_ROWS_NAME },
  { { "city", "город місто pilseta", "rīga", N_ ("where they live or work") },
    KT_FIELD_WORDS,
    KT_ROWS_CITY },
  { { "language", "lang язык мова valoda", "lv", N_ ("what they speak") },
    KT_FIELD_WORD,
    KT_ROWS_LANGUAGE },
  { { "birthday", "др рождение народження dzimsanas", "dec  <30d  24.12.  1980..1989",
      N_ ("month, day, year, or how soon") },
    KT_FIELD_BIRTHDAY,
    KT_ROWS_BIRTHDAY },
  { { "email", "mail e-mail address почта пошта epasts", "anna@x.lv  anna",
      N_ ("an address, or how a part of it begins") },
    KT_FIELD_EMAIL,
    KT_ROWS_EMAIL },
  { { "domain", "домен domens", "brize.example", N_ ("what stands after the @ of an address") },
    KT_FIELD_DOMAIN,
    KT_ROWS_EMAIL },
  { { "phone", "tel телефон talrunis", "4417", N_ ("a phone or its last digits") },
    KT_FIELD_PHONE,
    KT_ROWS_PHONE },
  { { "note", "notes заметка нотатка piezime", "\"wedding trial\"",
      N_ ("words in notes, calls and meetings") },
    KT_FIELD_NOTE,
    KT_ROWS_NOTE,
    .any = KT_ROWS_NOTED },
  { { "last", "последний останній pedejais", ">90d  <2w  2026-11  never",
      N_ ("newest letter, call, meeting or visit") },
    KT_FIELD_PAST,
    KT_ROWS_LAST },
  { { "next", "следующий наступний nakamais", "<7d  tomorrow  none",
      N_ ("next visit or reminder") },
    KT_FIELD_FUTURE,
    KT_ROWS_NEXT },
  { { "created", "создан створено izveidots", "<30d  2026", N_ ("when the contact was made") },
    KT_FIELD_PAST,
    KT_ROWS_CREATED },
  { { "updated", "изменен змінено mainits", "<7d", N_ ("when the contact was changed") },
    KT_FIELD_PAST,
    KT_ROWS_UPDATED },
  { { "visits", "визиты візити vizites", ">5  0", N_ ("how many visits took place") },
    KT_FIELD_COUNT,
    KT_ROWS_VISITS },
  { { "noshow", "no-show noshows неявки neierasanas", ">=2", N_ ("how often they did not come") },
    KT_FIELD_COUNT,
    KT_ROWS_NO_SHOW },
  { { "service", "услуга послуга pakalpojums", "cut", N_ ("had it done, or is booked for it") },
    KT_FIELD_NAMED,
    KT_ROWS_SERVICE,
    KT_NAMES_SERVICE },
  { { "hand", "staff мастер майстер meistars", "līga", N_ ("who did it, or will") },
    KT_FIELD_NAMED,
    KT_ROWS_HAND,
    KT_NAMES_HAND },
  { { "spent", "потрачено витрачено izterets", ">500  >500USD  100..500",
      N_ ("visits and invoices paid, in one currency") },
    KT_FIELD_SUM,
    KT_ROWS_SPENT },
  { { "owes", "debt долг борг parads", ">0", N_ ("unpaid visits and invoices, in one currency") },
    KT_FIELD_SUM,
    KT_ROWS_OWES },
  { { "deal", "сделка угода darijums", "open  won  lost  none",
      N_ ("how a deal of theirs stands") },
    KT_FIELD_CHOICE,
    KT_ROWS_DEAL,
    .choices = "open won lost" },
  { { "stage", "этап етап posms", "offer", N_ ("a deal of theirs stands there") },
    KT_FIELD_NAMED,
    KT_ROWS_STAGE,
    KT_NAMES_STAGE },
  { { "pipeline", "воронка piltuve", "sales", N_ ("a deal of theirs is in it") },
    KT_FIELD_NAMED,
    KT_ROWS_PIPELINE,
    KT_NAMES_PIPELINE },
  { { "amount", "сумма сума summa", ">1000", N_ ("of one of their open deals") },
    KT_FIELD_MONEY,
    KT_ROWS_AMOUNT },
  { { "invoice", "счет рахунок rekins", "overdue  open  paid  none",
      N_ ("how an invoice to them stands") },
    KT_FIELD_CHOICE,
    KT_ROWS_INVOICE,
    .choices = "open overdue paid void" },
  { { "offer", "предложение пропозиція piedavajums", "open  accepted  declined",
      N_ ("how an offer to them stands") },
    KT_FIELD_CHOICE,
    KT_ROWS_OFFER,
    .choices = "open accepted declined void" },
  { { "consent", "согласие згода piekrisana", "yes  no  none", N_ ("may they be written to") },
    KT_FIELD_CHOICE,
    KT_ROWS_CONSENT,
    .choices = "yes no" },
  { { "discount", "скидка знижка atlaide", ">5", N_ ("percent") },
    KT_FIELD_PERCENT,
    KT_ROWS_DISCOUNT },
  { { "cadence", "частота biezums", "<30", N_ ("days after which silence is noticed") },
    KT_FIELD_NUMBER,
    KT_ROWS_CADENCE },
  { { "allergy", "аллергия алергія alergija", "ppd", N_ ("words of an allergy") },
    KT_FIELD_WORDS,
    KT_ROWS_ALLERGY },
  { { "formula", "формула", "colour", N_ ("has a formula of this kind") },
    KT_FIELD_WORDS,
    KT_ROWS_FORMULA },
  { { "related", "relation связан повязаний saistits", "\"santa kļava\"",
      N_ ("to whom they are related, or whose company it is") },
    KT_FIELD_RELATED,
    KT_ROWS_RELATION },
  { { "segment", "сегмент segments", "sleeping", N_ ("those of a segment") }, KT_FIELD_SEGMENT },
  { { "has", "with есть є ir", "email  phone,email", N_ ("what is there, by its field") },
    KT_FIELD_HAS },
  { { "no", "without нет немає nav", "phone", N_ ("what is not there") }, KT_FIELD_HAS_NOT },
};

const KtQueryFieldHelp *
kt_query_field_help (guint n)
{
  return n < G_N_ELEMENTS (fields) ? &fields[n].help : NULL;
}

static gboolean
is_one_of (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  return g_strv_contains ((const char *const *)list, word);
}

const KtQueryField *
kt_query_field_find (const char *name)
{
  g_autofree char *fold = kt_fold (name);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].help.name, fold) || is_one_of (fields[i].help.others, fold))
      return &fields[i];
  return NULL;
}

/* --- the user's own --- */

/* "hair type" is also written hair-type and hair_type. */
static char *
own_form (const char *fold)
{
  return g_strdelimit (g_strdup (fold), "-_", ' ');
}

static gboolean
read_own (KtQueryBook *book, GError **error)
{
  if (book->own == NULL)
    book->own = kt_query_names (book->context->store, KT_NAMES_OWN, error);
  return book->own != NULL;
}

const KtQueryName *
kt_query_own_find (KtQueryBook *book, const char *name, GError **error)
{
  g_autofree char *fold = kt_fold (name), *wanted = own_form (fold);
  if (!read_own (book, error))
    return NULL;
  for (guint i = 0; i < book->own->len; i++)
    {
      const KtQueryName *own = book->own->pdata[i];
      g_autofree char *form = own_form (own->fold);
      if (g_str_equal (form, wanted))
        return own;
    }
  return NULL;
}

/* All words that would do, for the nearest of them. */
static GPtrArray *
known_words (const KtQueryBook *book)
{
  GPtrArray *known = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_auto (GStrv) others = g_strsplit (fields[i].help.others, " ", -1);
      g_ptr_array_add (known, g_strdup (fields[i].help.name));
      for (char **other = others; *other != NULL; other++)
        g_ptr_array_add (known, g_strdup (*other));
    }
  for (guint i = 0; book->own != NULL && i < book->own->len; i++)
    g_ptr_array_add (known, g_strdup (((const KtQueryName *)book->own->pdata[i])->fold));
  g_ptr_array_add (known, NULL);
  return known;
}

gboolean
kt_query_no_field (KtQueryBook *book, const KtQueryNode *term, GError **error)
{
  g_autoptr (GPtrArray) known = known_words (book);
  g_autofree char *fold = kt_fold (term->field);
  const char *near = kt_nearest (fold, (const char *const *)known->pdata);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
               _ ("there is no field «%s», at character %u of the query"), term->field,
               term->position);
  if (near != NULL)
    kt_error_hint (
        error, strchr (near, ' ') != NULL ? _ ("did you mean \"%s\":?") : _ ("did you mean %s:?"),
        near);
  kt_error_hint (error, _ ("list the fields: kontor help query-language"));
  return FALSE;
}

#include "config.h"
#include "query-part.h"
#include "kontor/error.h"
#include "kontor/query-range.h"
#include <glib/gi18n.h>
#include <string.h>

/* Terms whose values are numbers, money or dates. */
typedef enum
{
  TAKE_SUM,
  TAKE_NEWEST,
  TAKE_NEXT,
} Take;

typedef struct
{
  const KtQueryBook *book;
  Take take;
  const char *currency; /* only rows in it; NULL: all */
  gint64 *numbers;      /* of each contact */
  KtQuerySet *there;    /* who has one */
} Numbers;

static void
take_number (const KtQueryRow *row, gpointer data)
{
  Numbers *numbers = data;
  if (numbers->currency != NULL && !g_str_equal (numbers->currency, row->currency))
    return;
  int at = kt_query_book_at (numbers->book, row->contact);
  if (at < 0)
    return;
  gint64 *number = &numbers->numbers[at];
  gboolean first = !kt_query_set_has (numbers->there, (guint)at);
  if (numbers->take == TAKE_SUM)
    *number += row->number;
  else if (first || (numbers->take == TAKE_NEWEST ? row->number > *number : row->number < *number))
    *number = row->number;
  if (first)
    numbers->there[at / 64] |= G_GUINT64_CONSTANT (1) << (at % 64);
}

static gboolean
read_numbers (KtQueryBook *book, const KtQueryField *field, Numbers *numbers, GError **error)
{
  numbers->numbers = g_new0 (gint64, book->n);
  numbers->there = kt_query_set_new (book);
  return kt_query_rows (book->context->store, field->rows, book->context->clock.now, book->today,
                        NULL, take_number, numbers, error);
}

static void
numbers_clear (Numbers *numbers)
{
  g_free (numbers->numbers);
  g_free (numbers->there);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Numbers, numbers_clear)

static gboolean
is_zero_without (KtQueryFieldKind kind)
{
  return kind == KT_FIELD_COUNT || kind == KT_FIELD_PERCENT || kind == KT_FIELD_SUM;
}

static void
add_in_range (const KtQueryBook *book, const Numbers *numbers, gboolean zero, KtQueryRange range,
              KtQuerySet *set)
{
  for (guint i = 0; i < book->n; i++)
    if ((zero || kt_query_set_has (numbers->there, i))
        && kt_query_range_holds (range, numbers->numbers[i]))
      set[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
}

/* A comma parts values, and decimals: where it may be either, nobody guesses. */
static gboolean
check_single (const KtQueryNode *term, GError **error)
{
  if (term->values->len == 1)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
               _ ("%s: takes one value, at character %u of the query there are more"), term->field,
               term->position);
  kt_error_hint (error, _ ("decimals are written with a point or in quotes: %s:\"12,50\""),
                 term->field);
  return FALSE;
}

static const char *
own_currency (const KtQueryBook *book)
{
  const KtSettings *settings = book->context->settings;
  return settings != NULL && settings->currency != NULL ? settings->currency : "EUR";
}

/* --- for lists --- */

typedef struct
{
  GHashTable *numbers;
  const char *currency; /* NULL: they have none */
  gboolean newest;
} Listing;

static void
list_number (const KtQueryRow *row, gpointer data)
{
  Listing *listing = data;
  if (listing->currency != NULL && !g_str_equal (listing->currency, row->currency))
    return;
  gint64 *number = g_hash_table_lookup (listing->numbers, &row->contact);
  if (number == NULL)
    {
      gint64 *pair = g_new0 (gint64, 2); /* the key, and the number behind it */
      pair[0] = row->contact;
      number = pair + 1;
      g_hash_table_insert (listing->numbers, pair, number);
    }
  *number = listing->newest ? MAX (*number, row->number) : *number + row->number;
}

GHashTable *
kt_query_numbers (KtContext *context, KtQueryNumber number, GError **error)
{
  static const KtQueryRows rows[] = { [KT_QUERY_LAST] = KT_ROWS_LAST,
                                      [KT_QUERY_SPENT] = KT_ROWS_SPENT,
                                      [KT_QUERY_VISITS] = KT_ROWS_VISITS };
  g_autoptr (GHashTable) numbers
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  KtQueryBook book = { .context = context };
  Listing listing = { numbers, number == KT_QUERY_SPENT ? own_currency (&book) : NULL,
                      number == KT_QUERY_LAST };
  if (!kt_query_rows (context->store, rows[number], context->clock.now, NULL, NULL, list_number,
                      &listing, error))
    return NULL;
  return g_steal_pointer (&numbers);
}

/* --- money --- */

typedef struct
{
  KtQueryBook *book;
  KtQuerySet *set;
  const char *currency;
  KtQueryRange range;
} AnyMoney;

static void
take_money (const KtQueryRow *row, gpointer data)
{
  AnyMoney *any = data;
  if (g_str_equal (row->currency, any->currency) && kt_query_range_holds (any->range, row->number))
    kt_query_set_add (any->book, any->set, row->contact);
}

static gboolean
match_money (KtQueryBook *book, const KtQueryField *field, const KtQueryNode *term, KtQuerySet *set,
             GError **error)
{
  KtQueryRange range;
  char currency[4];
  if (!check_single (term, error)
      || !kt_query_range_money (term->values->pdata[0], own_currency (book), currency, &range,
                                error))
    return FALSE;
  if (field->kind == KT_FIELD_MONEY)
    {
      AnyMoney any = { book, set, currency, range };
      return kt_query_rows (book->context->store, field->rows, 0, NULL, NULL, take_money, &any,
                            error);
    }
  g_auto (Numbers) numbers = { .book = book, .take = TAKE_SUM, .currency = currency };
  if (!read_numbers (book, field, &numbers, error))
    return FALSE;
  add_in_range (book, &numbers, TRUE, range, set);
  return TRUE;
}

/* --- birthdays --- */

typedef struct
{
  KtQueryBook *book;
  KtQuerySet *set;
  KtQueryBirthdayKind kind;
  KtQueryRange range;
} Birthdays;

static void
take_birthday (const KtQueryRow *row, gpointer data)
{
  Birthdays *birthdays = data;
  if (kt_query_birthday_in (row->text, birthdays->kind, birthdays->range,
                            birthdays->book->when.now))
    kt_query_set_add (birthdays->book, birthdays->set, row->contact);
}

static gboolean
match_birthday (KtQueryBook *book, const KtQueryNode *term, KtQuerySet *set, GError **error)
{
  for (guint i = 0; i < term->values->len; i++)
    {
      Birthdays birthdays = { book, set, KT_BIRTHDAY_DAY, { 0, 0 } };
      if (!kt_query_range_birthday (term->values->pdata[i], &book->when, &birthdays.kind,
                                    &birthdays.range, error)
          || !kt_query_rows (book->context->store, KT_ROWS_BIRTHDAY, 0, NULL, NULL, take_birthday,
                             &birthdays, error))
        return FALSE;
    }
  return TRUE;
}

/* --- the rest --- */

static gboolean
read_range (const KtQueryBook *book, const KtQueryField *field, const KtQueryValue *value,
            KtQueryRange *ret, GError **error)
{
  switch (field->kind)
    {
    case KT_FIELD_PAST:
      return kt_query_range_date (value, TRUE, &book->when, ret, error);
    case KT_FIELD_FUTURE:
      return kt_query_range_date (value, FALSE, &book->when, ret, error);
    case KT_FIELD_PERCENT:
      return kt_query_range_number (value, 2, ret, error);
    default:
      return kt_query_range_number (value, 0, ret, error);
    }
}

gboolean
kt_query_match_number (KtQueryBook *book, const KtQueryField *field, const KtQueryNode *term,
                       KtQuerySet *set, GError **error)
{
  if (field->kind == KT_FIELD_SUM || field->kind == KT_FIELD_MONEY)
    return match_money (book, field, term, set, error);
  if (field->kind == KT_FIELD_BIRTHDAY)
    return match_birthday (book, term, set, error);
  if (field->kind == KT_FIELD_PERCENT && !check_single (term, error))
    return FALSE;
  g_auto (Numbers) numbers = { .book = book };
  numbers.take = field->kind == KT_FIELD_PAST     ? TAKE_NEWEST
                 : field->kind == KT_FIELD_FUTURE ? TAKE_NEXT
                                                  : TAKE_SUM;
  if (!read_numbers (book, field, &numbers, error))
    return FALSE;
  for (guint i = 0; i < term->values->len; i++)
    {
      KtQueryRange range;
      if (!read_range (book, field, term->values->pdata[i], &range, error))
        return FALSE;
      add_in_range (book, &numbers, is_zero_without (field->kind), range, set);
    }
  return TRUE;
}

static void
take_any (const KtQueryRow *row, gpointer data)
{
  AnyMoney *any = data;
  if (row->number > 0 || *row->text != '\0' || any->range.last == 0)
    kt_query_set_add (any->book, any->set, row->contact);
}

gboolean
kt_query_match_any (KtQueryBook *book, const KtQueryField *field, KtQuerySet *set, GError **error)
{
  gboolean by_row = field->kind == KT_FIELD_NAMED || field->any != KT_ROWS_NONE;
  KtQueryRows rows = field->any != KT_ROWS_NONE ? field->any : field->rows;
  AnyMoney any = { book, set, NULL, { 0, by_row ? 0 : 1 } };
  g_autoptr (GString) json = g_string_new ("[");
  if (field->kind == KT_FIELD_NAMED)
    {
      g_autoptr (GPtrArray) names = kt_query_names (book->context->store, field->names, error);
      if (names == NULL)
        return FALSE;
      for (guint i = 0; i < names->len; i++)
        g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                                ((const KtQueryName *)names->pdata[i])->id);
    }
  g_string_append_c (json, ']');
  return kt_query_rows (book->context->store, rows, book->context->clock.now, book->today,
                        json->str, take_any, &any, error);
}

/* --- fields of the user's own --- */

typedef struct
{
  KtQueryBook *book;
  KtQuerySet *set;
  const KtQueryName *own;
  KtQueryRange range;
  char currency[4]; /* of money */
} OwnValues;

static void
take_own (const KtQueryRow *row, gpointer data)
{
  OwnValues *values = data;
  gint64 number = 0;
  KtLocal day;
  KtMoney money = { 0 };
  gboolean there = FALSE;
  if (*values->currency != '\0')
    {
      there = kt_money_parse (row->text, values->currency, &money, NULL)
              && g_str_equal (money.currency, values->currency);
      number = money.minor;
    }
  else if (g_str_equal (values->own->kind, "date"))
    {
      there = kt_local_parse (row->text, &day);
      number = there ? kt_local_day_number (day) : 0;
    }
  else
    there = kt_query_number (row->text, KT_QUERY_DECIMALS, &number);
  if (there && kt_query_range_holds (values->range, number))
    kt_query_set_add (values->book, values->set, row->contact);
}

static gboolean
read_own_range (const KtQueryBook *book, OwnValues *values, const KtQueryValue *value,
                GError **error)
{
  if (g_str_equal (values->own->kind, "money"))
    return kt_query_range_money (value, own_currency (book), values->currency, &values->range,
                                 error);
  if (g_str_equal (values->own->kind, "date"))
    return kt_query_range_day (value, &book->when, &values->range, error);
  return kt_query_range_number (value, KT_QUERY_DECIMALS, &values->range, error);
}

static gboolean
match_own_numbers (KtQueryBook *book, const KtQueryName *own, const char *argument,
                   const KtQueryNode *term, KtQuerySet *set, GError **error)
{
  if (!g_str_equal (own->kind, "date") && !check_single (term, error))
    return FALSE;
  for (guint i = 0; i < term->values->len; i++)
    {
      OwnValues values = { .book = book, .set = set, .own = own };
      if (!read_own_range (book, &values, term->values->pdata[i], error)
          || !kt_query_rows (book->context->store, KT_ROWS_OWN, 0, NULL, argument, take_own,
                             &values, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kt_query_match_own (KtQueryBook *book, const KtQueryName *own, const KtQueryNode *term,
                    KtQuerySet *set, GError **error)
{
  static const KtQueryField text = { .kind = KT_FIELD_WORDS, .rows = KT_ROWS_OWN },
                            word = { .kind = KT_FIELD_WORD, .rows = KT_ROWS_OWN },
                            yes_no
                            = { { .name = "" }, KT_FIELD_CHOICE, KT_ROWS_OWN, .choices = "yes no" };
  g_autofree char *argument = g_strdup_printf ("[%" G_GINT64_FORMAT "]", own->id);
  KtQueryField field = g_str_equal (own->kind, "yes-no")   ? yes_no
                       : g_str_equal (own->kind, "choice") ? word
                                                           : text;
  field.help.name = own->name;
  if (kt_query_is_any (term) || kt_query_is_none (term))
    {
      if (!kt_query_add_rows (book, KT_ROWS_OWN, argument, set, error))
        return FALSE;
      if (kt_query_is_none (term))
        kt_query_set_invert (book, set);
      return TRUE;
    }
  if (g_str_equal (own->kind, "number") || g_str_equal (own->kind, "date")
      || g_str_equal (own->kind, "money"))
    return match_own_numbers (book, own, argument, term, set, error);
  return kt_query_match_text (book, &field, argument, term, set, error);
}

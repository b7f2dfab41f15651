/* Whom the words of an event name, and whom they do not. */
#include "config.h"
#include "kontor/event-name.h"
#include <string.h>

enum
{
  ANNA = 1, /* Anna Bērziņa */
  ANNA_K,   /* Anna Kalniņa */
  OLENA,    /* Олена Коваль */
  TOMS,     /* Toms Kalns */
  BRIZE,    /* SIA Brīze, a company */
  LI,       /* Li Wei */
  COLOUR,   /* Vera Colour */
  EVA,      /* only that name */
  JANIS,    /* Jānis Ozols */
  JANIS_2,  /* Jānis Ozols */
  ONEIL,    /* Mary O’Neil */
};

static KtNameBook *
book_new (void)
{
  KtNameBook *book = kt_name_book_new ("Ilze Zariņa");
  kt_name_book_add (book, ANNA, "Anna Bērziņa", "Anna", "Bērziņa", FALSE);
  kt_name_book_add (book, ANNA_K, "Anna Kalniņa", "Anna", "Kalniņa", FALSE);
  kt_name_book_add (book, OLENA, "Олена Коваль", "Олена", "Коваль", FALSE);
  kt_name_book_add (book, TOMS, "Toms Kalns", NULL, NULL, FALSE);
  kt_name_book_add (book, BRIZE, "SIA Brīze", NULL, NULL, TRUE);
  kt_name_book_add (book, LI, "Li Wei", "Li", "Wei", FALSE);
  kt_name_book_add (book, COLOUR, "Vera Colour", "Vera", "Colour", FALSE);
  kt_name_book_add (book, EVA, "Eva", NULL, NULL, FALSE);
  kt_name_book_add (book, JANIS, "Jānis Ozols", "Jānis", "Ozols", FALSE);
  kt_name_book_add (book, JANIS_2, "Jānis Ozols", "Jānis", "Ozols", FALSE);
  kt_name_book_add (book, ONEIL, "Mary O’Neil", "Mary", "O’Neil", FALSE);
  kt_name_book_add (book, 12, "Zariņa", NULL, "Zariņa", FALSE);
  kt_name_book_add_words (book, "Colour and Cut");
  return book;
}

/* "1 Anna Bērziņa; 2? Anna": who, whether it is certain, by which words. */
static char *
find (const KtNameBook *book, const char *summary)
{
  g_autoptr (GPtrArray) found = kt_name_book_find (book, summary);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < found->len; i++)
    {
      const KtNamed *named = found->pdata[i];
      g_string_append_printf (text, "%s%d%s %s", i > 0 ? "; " : "", (int)named->contact,
                              named->certain ? "" : "?", named->words);
    }
  return g_strdup (text->str);
}

static void
test_names (void)
{
  static const struct
  {
    const char *summary, *found;
  } cases[] = {
    { "Haircut — Toms", "4 Toms" },
    { "Anna Bērziņa, colour", "1 Anna Bērziņa" },
    { "berzina ANNA", "1 berzina ANNA" },
    { "Стрижка Олена", "3 Олена" },
    { "Стрижка Олени", "" }, /* endings are not guessed */
    { "Kalns", "4 Kalns" },
    { "Kalns Toms", "4 Kalns Toms" },
    { "Kalnsala", "" }, /* whole words */
    { "Haircut Anna", "1? Anna; 2? Anna" },
    { "Anna Bērziņa and Toms", "1 Anna Bērziņa; 4 Toms" },
    { "Jānis Ozols", "9? Jānis Ozols; 10? Jānis Ozols" },
    { "Call SIA Brīze", "5 SIA Brīze" },
    { "Brīze", "" }, /* a company goes by its whole name */
    { "Li", "" },    /* too short alone */
    { "Li Wei", "6 Li Wei" },
    { "Eva", "8 Eva" },
    { "Mary O'Neil", "11 Mary O'Neil" },
    { "ONeil", "11 ONeil" },
    /* a service's word names nobody alone, in a whole name it does */
    { "Colour", "" },
    { "Vera Colour", "7 Vera Colour" },
    /* somebody unknown of the same given name */
    { "Toms Ozoliņš", "4? Toms" },
    { "Haircut Toms Colour", "4 Toms" },
    { "Toms, Ozoliņš", "4 Toms" },
    { "Toms haircut", "4 Toms" },
    { "lunch with Peter Toms", "4? Toms" },
    { "Haircut Toms 2", "4 Toms" },
    /* the user's own name, whole or in part */
    { "Ilze Zariņa", "" },
    { "Zariņa", "" },
    { "Ilze, Toms", "4 Toms" },
    { "", "" },
    { "— … !", "" },
    { "Monday Toms", "4 Toms" },
  };
  g_autoptr (KtNameBook) book = book_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = find (book, cases[i].summary);
      if (strcmp (found, cases[i].found) != 0)
        g_error ("«%s»: «%s», not «%s»", cases[i].summary, found, cases[i].found);
    }
}

/* Weekdays and months name nobody, whoever bears them. */
static void
test_common (void)
{
  g_autoptr (KtNameBook) book = kt_name_book_new (NULL);
  kt_name_book_add (book, 1, "May Friday", "May", "Friday", FALSE);
  g_autofree char *month = find (book, "Friday, in May"), *whole = find (book, "cut May Friday");
  g_assert_cmpstr (month, ==, "");
  g_assert_cmpstr (whole, ==, "1 May Friday");
}

/* A word that too many bear says nothing; a text of many words is looked at as far as it goes. */
static void
test_limits (void)
{
  g_autoptr (KtNameBook) book = kt_name_book_new (NULL);
  for (KtId i = 1; i <= KT_NAMED_MAX; i++)
    kt_name_book_add (book, i, "Anna", NULL, NULL, FALSE);
  g_autoptr (GPtrArray) most = kt_name_book_find (book, "Anna");
  g_assert_cmpuint (most->len, ==, KT_NAMED_MAX);
  kt_name_book_add (book, 100, "Anna", NULL, NULL, FALSE);
  g_autoptr (GPtrArray) too_many = kt_name_book_find (book, "Anna");
  g_assert_cmpuint (too_many->len, ==, 0);

  kt_name_book_add (book, 200, "Toms", NULL, NULL, FALSE);
  g_autoptr (GString) text = g_string_new (NULL);
  for (int i = 0; i < 99; i++)
    g_string_append (text, "x, ");
  g_string_append (text, "Toms");
  g_autoptr (GPtrArray) last = kt_name_book_find (book, text->str);
  g_assert_cmpuint (last->len, ==, 1);
  g_string_prepend (text, "x, ");
  g_autoptr (GPtrArray) past = kt_name_book_find (book, text->str);
  g_assert_cmpuint (past->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-name/names", test_names);
  g_test_add_func ("/event-name/common", test_common);
  g_test_add_func ("/event-name/limits", test_limits);
  return g_test_run ();
}

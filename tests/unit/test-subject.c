#include "config.h"
#include "kontor/subject.h"

static void
base (void)
{
  static const char *const cases[][2] = {
    { "Offer", "Offer" },
    { "Re: Offer", "Offer" },
    { "RE: Fwd: re: Offer", "Offer" },
    { "Re[2]: Offer", "Offer" },
    { "AW: WG: Angebot", "Angebot" },
    { "Отв: Ответ: Смета", "Смета" },
    { "НА: Смета", "Смета" },
    { "Відп: Кошторис", "Кошторис" },
    { "Atb: Pārsūt: Tāme", "Tāme" },
    { "  Re:   Offer", "Offer" },
    { "Reply: Offer", "Reply: Offer" },
    { "Re", "Re" },
    { "Re:", "" },
    { "", "" },
    { "ПЕРЕСИЛ: Re[12]: Кошторис", "Кошторис" },
    { "A long beginning without a mark, re: offer", "A long beginning without a mark, re: offer" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (kt_subject_base (cases[i][0]), ==, cases[i][1]);
}

static void
numbers (void)
{
  g_assert_cmpuint (kt_subject_topic ("Re: Доставка стола"), ==,
                    kt_subject_topic ("доставка  стола"));
  g_assert_cmpuint (kt_subject_topic ("ЁЛКА Їжак ЏЂЉ"), ==, kt_subject_topic ("ёлка їЖАК џђљ"));
  g_assert_cmpuint (kt_subject_topic ("TĀME ŠĶŪ 7"), ==, kt_subject_topic ("tāme, šķū-7"));
  g_assert_cmpuint (kt_subject_topic ("Смета 7"), !=, kt_subject_topic ("Смета 8"));
  g_assert_cmpuint (kt_subject_topic ("Offer"), !=, kt_subject_topic ("Offers"));
  g_assert_cmpuint (kt_subject_topic ("Re: ?"), ==, 0);
  g_assert_cmpuint (kt_name_number ("Weber, Hanna"), ==, kt_name_number ("hanna weber"));
  g_assert_cmpuint (kt_name_number ("Hanna Weber"), !=, kt_name_number ("Hanna Werber"));
  g_assert_cmpuint (kt_name_number ("Hanna"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/subject/base", base);
  g_test_add_func ("/subject/numbers", numbers);
  return g_test_run ();
}

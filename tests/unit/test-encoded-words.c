#include "config.h"
#include "kontor/encoded-words.h"
#include "kontor/header.h"
#include "kontor/mojibake.h"
#include <string.h>

static void
words (void)
{
  static const char *const cases[][2] = {
    { "plain", "plain" },
    { "=?utf-8?Q?Z=C4=ABmola_gr=C4=81mata?=", "Zīmola grāmata" },
    { "=?UTF-8?b?0J/RgNC40LLQtdGC?=", "Привет" },
    { "Re: =?utf-8?q?=C5=A1?= end", "Re: š end" },
    /* blanks between two words are none, between a word and text they are */
    { "=?utf-8?Q?a?= =?utf-8?Q?b?= c =?utf-8?Q?d?=", "ab c d" },
    { "=?utf-8?Q?a?= =?koi8-r?B?0NLJ18XU?= x", "aпривет x" },
    /* a character split between two words, base64 of each padded */
    { "=?utf-8?B?0J/RgNA=?= =?utf-8?B?uNCy?=", "Прив" },
    { "=?utf-8?Q?=D0=9F=D1?= =?UTF-8?Q?=80?=", "Пр" },
    /* labels that lie */
    { "=?utf-8?B?z/Do4uXyLCDq4+fg?=", "Привет, кгза" },
    { "=?iso-8859-1?Q?=CF=F0=E8=E2=E5=F2,_=EA=EE=E3=E4=E0_=EF=F0=E8=E4=E8=F2=E5?=",
      "Привет, когда придите" },
    { "=?windows-1251?B?0J/RgNC40LLQtdGC?=", "Привет" },
    { "=?x-nobody-knows?Q?=CF=F0=E8=E2=E5=F2,_=EA=EE=E3=E4=E0?=", "Привет, когда" },
    { "=?iso-8859-1*de?Q?Gr=FC=DFe?=", "Grüße" },
    /* against the rules, and common */
    { "=?utf-8?Q?a b c?=", "a b c" },
    { "=?utf-8?Q?100=?=", "100=" },
    { "=?utf-8?Q?=ZZ?=", "=ZZ" },
    { "x=?utf-8?Q?a?=y", "xay" },
    /* none at all */
    { "=?", "=?" },
    { "=?utf-8", "=?utf-8" },
    { "=?utf-8?X?a?=", "=?utf-8?X?a?=" },
    { "=?utf-8?Q?a", "=?utf-8?Q?a" },
    { "=??Q?a?=", "=??Q?a?=" },
    { "=?utf-8?Q?\?=", "" },
    { "a =?= b", "a =?= b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *decoded = kt_encoded_words_decode (cases[i][0]);
      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (decoded, ==, cases[i][1]);
    }
}

/* Only where no doubt is left. */
static void
mojibake (void)
{
  static const char *const cases[][2] = {
    { "ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет" },
    { "GrÃ¼ÃŸe fÃ¼r JÃ¼rgen", "Grüße für Jürgen" },
    { "rÄ“Ä·ins lÄ«dz piektdienai", "rēķins līdz piektdienai" },
    { "Grüße", NULL },
    { "Ä is a letter, Ã too", NULL },
    { "Ärger", NULL },
    { "Ã¼", NULL }, /* one letter proves little */
    { "ÐŸÑ€Ð¸Ð²ÐµÑ‚ и привет", NULL },
    { "Привет", NULL },
    { "plain", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *repaired = kt_mojibake_repair (cases[i][0], strlen (cases[i][0]));
      g_assert_cmpstr (repaired, ==, cases[i][1]);
    }
}

static void
fields (void)
{
  g_autofree char *one = kt_header_decode ("=?utf-8?Q?a=0D=0Ab=1B[31m?=", 100);
  g_autofree char *cut = kt_header_decode ("=?utf-8?B?0J/RgNC40LLQtdGC?=", 5);
  g_autofree char *twice = kt_header_decode ("=?utf-8?B?w5DCn8ORwoDDkMK4w5DCssOQwrXDkcKC?=", 100);

  g_assert_cmpstr (one, ==, "a b[31m");
  g_assert_cmpstr (cut, ==, "Пр");
  g_assert_cmpstr (twice, ==, "Привет");
}

static void
limits (void)
{
  static const char *const units[]
      = { "=?", "=?a?Q?", "=?utf-8?Q?a?= ", "=?utf-8?B?", "=?a?Q?\?=" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) value = g_string_new (NULL);
      while (value->len < KT_HEADER_FIELD_MAX)
        g_string_append (value, units[i]);
      g_autofree char *decoded = kt_encoded_words_decode (value->str);
      g_assert_cmpuint (strlen (decoded), <=, value->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encoded-words/words", words);
  g_test_add_func ("/encoded-words/mojibake", mojibake);
  g_test_add_func ("/encoded-words/fields", fields);
  g_test_add_func ("/encoded-words/limits", limits);
  return g_test_run ();
}

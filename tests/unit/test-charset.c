#include "config.h"
#include "kontor/charset.h"
#include <string.h>

/* text, written in one charset and declared as another (NULL: nothing declared), comes back. */
typedef struct
{
  const char *written, *declared, *text;
} Case;

static const char russian[]
    = "Добрый день! Подскажите, пожалуйста, сколько стоит окрашивание и стрижка?";
static const char capitals[] = "ПРИВЕТ! НАПОМИНАЕМ О ВАШЕЙ ЗАПИСИ";
static const char ukrainian[]
    = "Доброго дня! Чи можна записатися на п'ятницю? Дякую, Олена Їжакевич";
static const char latvian[]
    = "Labdien! Lūdzu, atsūtiet rēķinu par šampūnu un krāsošanu, paldies! Jānis Bērziņš";
static const char lithuanian[]
    = "Laba diena! Prašau atsiųsti sąskaitą už kirpimą ir dažymą, ačiū! Žydrūnė";
static const char german[]
    = "Guten Tag, können Sie mir bitte die Größe und den Preis für das Gerät schicken?";
static const char french[]
    = "Très bien, à bientôt ! Voilà la façade de l'école, c'était déjà terminé";
static const char estonian[]
    = "Tere päevast! Kas võiksite saata arve šampooni ja värvimise eest? Aitäh, Mõtus";

static const Case cases[] = {
  { "UTF-8", NULL, russian },
  { "UTF-8", "windows-1251", russian }, /* valid UTF-8 wins */
  { "UTF-8", "iso-8859-1", latvian },
  { "CP1251", "windows-1251", russian },
  { "CP1251", NULL, russian },
  { "CP1251", "utf-8", russian },
  { "CP1251", "us-ascii", russian },
  { "CP1251", "iso-8859-1", russian },
  { "CP1251", "koi8-r", russian },
  { "CP1251", "windows-1257", russian },
  { "CP1251", NULL, capitals },
  { "CP1251", NULL, ukrainian },
  { "CP1251", "nonsense", ukrainian },
  { "KOI8-R", "KOI8-R", russian },
  { "KOI8-R", NULL, russian },
  { "KOI8-R", "iso-8859-1", russian },
  { "KOI8-R", "windows-1251", russian },
  { "KOI8-R", NULL, capitals },
  { "KOI8-U", NULL, ukrainian },
  { "KOI8-U", "koi8-u", ukrainian },
  { "CP866", "ibm866", russian },
  { "CP866", NULL, russian },
  { "ISO-8859-5", "ISO-8859-5", russian },
  { "CP1257", "windows-1257", latvian },
  { "CP1257", NULL, latvian },
  { "CP1257", "utf-8", latvian },
  { "CP1257", "iso-8859-1", latvian },
  { "ISO-8859-13", "iso-8859-13", latvian },
  { "ISO-8859-4", "iso-8859-4", latvian },
  { "CP1257", NULL, lithuanian },
  { "CP1257", "windows-1257", lithuanian },
  { "CP1257", "windows-1257", estonian },
  { "CP1252", NULL, german },
  { "CP1252", "iso-8859-1", german },
  { "CP1252", "windows-1252", french },
  { "CP1252", "iso-8859-15", french },
  { "UTF-16LE", "utf-16le", russian },
  { "UTF-16", NULL, russian }, /* by its mark */
  { "UTF-7", "utf-7", latvian },
  { "ISO-2022-JP", "iso-2022-jp", "こんにちは、お元気ですか" },
  { "GB18030", "gb2312", "你好，请问价格是多少" },
  { "EUC-KR", "euc-kr", "안녕하세요" },
  { "CP932", "Shift_JIS", "こんにちは、カタカナ" },
};

static void
texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length;
      g_autofree char *bytes
          = g_convert (cases[i].text, -1, cases[i].written, "UTF-8", NULL, &length, NULL);
      g_assert_nonnull (bytes);
      g_autofree char *back = kt_charset_to_utf8 (bytes, length, cases[i].declared);
      if (strcmp (back, cases[i].text) != 0)
        g_test_message ("%s declared %s: %s", cases[i].written, cases[i].declared, back);
      g_assert_cmpstr (back, ==, cases[i].text);
    }
}

static void
broken (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *declared, *text;
  } odd[] = {
    { "", 0, NULL, "" },
    { "\357\273\277abc", 6, NULL, "abc" },
    { "a\0b", 3, NULL, "ab" },
    { "\320\237\321\200\320\270\320", 7, "utf-8", "При\357\277\275" }, /* cut in a character */
    { "abc", 3, "UTF-16LE//TRANSLIT", "abc" },
    { "abc", 3, "ISO-2022-CN-EXT", "abc" },
    { "\377", 1, "utf-8", "я" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *text = kt_charset_to_utf8 (odd[i].bytes, odd[i].length, odd[i].declared);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      if (i != 6) /* one octet says nothing */
        g_assert_cmpstr (text, ==, odd[i].text);
    }
}

/* Whatever comes, under whatever name, ends as UTF-8. */
static void
noise (void)
{
  static const char *const names[]
      = { NULL, "utf-8", "koi8-r", "utf-16", "utf-7", "iso-2022-jp", "gbk", "big5" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  char bytes[300];

  for (int round = 0; round < 400; round++)
    {
      for (gsize i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)g_rand_int_range (rand, 0, 256);
      g_autofree char *text = kt_charset_to_utf8 (bytes, g_rand_int_range (rand, 0, sizeof bytes),
                                                  names[round % G_N_ELEMENTS (names)]);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charset/texts", texts);
  g_test_add_func ("/charset/broken", broken);
  g_test_add_func ("/charset/noise", noise);
  return g_test_run ();
}

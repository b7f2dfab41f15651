#include "config.h"
#include "kontor/own-text.h"
#include "kontor/sign-phones.h"

static const struct
{
  const char *signature, *phones;
} cases[] = {
  /* Latvia */
  { "Toms Kalns\nSIA Rīgas Brīze\nTālr. 29 123 456", "29 123 456" },
  { "+371 29123456", "+371 29123456" },
  { "T.: (+371) 67-123-456, fakss: +371 67 123 457", "(+371) 67-123-456" },
  { "Mob. +371 29 123 456 | Tel. +371 67 123 456", "+371 29 123 456;+371 67 123 456" },
  { "29123456", "29123456" },
  { "2912 3456", "2912 3456" },
  { "Tālrunis:\n67 123 456", "67 123 456" },
  { "00371 29123456", "00371 29123456" },
  /* Russia */
  { "Тел.: 8 (495) 274-22-22 доб. 15", "8 (495) 274-22-22" },
  { "моб. 8-916-123-45-67", "8-916-123-45-67" },
  { "8 (916) 123-45-67", "8 (916) 123-45-67" },
  { "+7 916 123-45-67 (WhatsApp)", "+7 916 123-45-67" },
  { "тел./факс: +7 495 274 22 22", "+7 495 274 22 22" },
  { "Телефон +7 (495) 274-22-22, факс +7 (495) 274-22-23", "+7 (495) 274-22-22" },
  /* Ukraine */
  { "067 123-45-67", "067 123-45-67" },
  { "моб. тел. (067) 123 45 67", "(067) 123 45 67" },
  { "+38 (067) 123-45-67 / +38 (050) 123-45-67", "+38 (067) 123-45-67;+38 (050) 123-45-67" },
  { "т. +380671234567", "+380671234567" },
  /* Germany */
  { "Tel. 0511/123 45 67\nFax 0511/123 45 68\nHandy 0171 1234567", "0511/123 45 67;0171 1234567" },
  { "Fon: +49 (0) 511 1234567", "+49 (0) 511 1234567" },
  { "Telefon: 0049 511 1234567", "0049 511 1234567" },
  { "Telefax: +49 511 1234568", "" },
  /* print's own blanks and dashes */
  { "+371\302\240"
    "29\342\200\22112\342\200\22134\342\200\22156",
    "+371 29-12-34-56" },
  /* said twice */
  { "+371 29123456\n+371 29 123 456", "+371 29123456" },
  /* no phones */
  { "+371 67 123 457 (fakss)", "" },
  { "Fax:\n+49 511 1234568", "" },
  { "F: +371 67123457", "" },
  { "LV80BANK0000435195001", "" },
  { "LV80 BANK 0000 4351 9500 1", "" },
  { "Konts: 0000435195001", "" },
  { "IBAN: DE89 3704 0044 0532 0130 00", "" },
  { "р/с 40702810900000012345", "" },
  { "р/р 26007233566001", "" },
  { "ЄДРПОУ 23456789", "" },
  { "ИНН 7707083893", "" },
  { "Reģ. Nr. 40003245752", "" },
  { "PVN LV40003245752", "" },
  { "USt-IdNr. 0511234567", "" },
  { "карта 4149 4993 1234 5678", "" },
  { "26.11.2026", "" },
  { "2026-11-26", "" },
  { "Pn.-Pk. 9:00-18:00", "" },
  { "Brīvības iela 12-34, Rīga, LV-1010", "" },
  { "Rēķins 20260044", "" },
  { "1234567890", "" },
  { "", "" },
};

static void
texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *phones = kt_sign_phones (cases[i].signature);
      g_test_message ("%s", cases[i].signature);
      g_assert_cmpstr (phones, ==, cases[i].phones);
    }
}

/* What is said in the letter is no signature. */
static void
only_signatures (void)
{
  static const struct
  {
    const char *text, *own, *signature;
  } letters[] = {
    { "Call 29 000 111.\n\n-- \nToms\n+371 29 123 456\n", "Call 29 000 111.",
      "Toms\n+371 29 123 456" },
    { "Labdien!\n\nAr cieņu,\nToms Kalns\nTālr. 29 123 456\n", "Labdien!\n\nAr cieņu,\nToms Kalns",
      "Tālr. 29 123 456" },
    { "Yes.\n-- \nToms\n\n> -- \n> Anna\n> +371 29 000 000\n", "Yes.", "Toms" },
    { "Her number is 29 000 111", "Her number is 29 000 111", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autofree char *signature = NULL;
      g_autofree char *own = kt_own_text_and_signature (letters[i].text, &signature);
      g_assert_cmpstr (own, ==, letters[i].own);
      g_assert_cmpstr (signature, ==, letters[i].signature);
    }
}

static void
limits (void)
{
  static const char *const units[]
      = { "+371 29123456 ", "+", "1", "(", "-/ ", "Tel.: +", "29 ", "\n" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      while (text->len < 64 * 1024)
        g_string_append_printf (text, "%s%s", units[i], text->len % 7 == 0 ? "\n" : "");
      g_autofree char *phones = kt_sign_phones (text->str);
      g_assert_cmpuint (strlen (phones), <=, 160);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sign-phones/texts", texts);
  g_test_add_func ("/sign-phones/only-signatures", only_signatures);
  g_test_add_func ("/sign-phones/limits", limits);
  return g_test_run ();
}

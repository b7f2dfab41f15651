#include "config.h"
#include "kontor/forwarded.h"

/* Who is said to have written what is forwarded; "": nobody. */
static void
texts (void)
{
  static const struct
  {
    const char *subject, *text, *writers; /* "address name; …" */
  } cases[] = {
    { "Fwd: Offer",
      "FYI\n\n---------- Forwarded message ---------\nFrom: Olga Petrova <olga@p.example>\nDate: Wed\n"
      "Subject: Offer\nTo: Anna <anna@x.example>\n\nText\n",
      "olga@p.example Olga Petrova" },
    /* the marker alone is enough, a subject need not say it */
    { "Offer", "---------- Forwarded message ----------\nFrom: olga@p.example\n\nText\n",
      "olga@p.example " },
    { "Fwd: x",
      "Begin forwarded message:\n\n> From: Olga <olga@p.example>\n> Date: Wed\n> \n> Text\n",
      "olga@p.example Olga" },
    { "Fwd: x", "> Begin forwarded message:\n> \n> From: Olga <olga@p.example>\n",
      "olga@p.example Olga" },
    { "FW: x",
      "See below\n\nFrom: Olga [mailto:olga@p.example]\nSent: Wednesday\nTo: Anna\nSubject: x\n\nText\n",
      "olga@p.example Olga" },
    { "FW: x",
      "-----Original Message-----\nFrom: Olga <olga@p.example<mailto:olga@p.example>>\nSent: W\nTo: A\n\nText\n",
      "olga@p.example Olga" },
    { "Fwd: x",
      "-------- Forwarded Message --------\nSubject: \tx\nDate: \tWed\nFrom: \tOlga <olga@p.example>\nTo: \tA\n",
      "olga@p.example Olga" },
    { "Fwd: x", "From: Olga\n<olga@p.example>\nDate: Wed\nTo: A\n\nText\n", "olga@p.example " },
    { "Fwd: x", "> From: Olga <olga@p.example> [1]\n> Sent: W\n> To: A\n", "olga@p.example Olga" },
    /* two in one */
    { "Fwd: x",
      "---------- Forwarded message ---------\nFrom: Olga <olga@p.example>\n\nText\n\n"
      "---------- Forwarded message ---------\nFrom: Pjotr <pjotr@p.example>\n\nText\n",
      "olga@p.example Olga; pjotr@p.example Pjotr" },
    { "Пересл: договор",
      "-------- Пересылаемое сообщение --------\n19.11.2026, 10:00, Ольга <olga@p.example>:\n\nТекст\n",
      "olga@p.example Ольга" },
    { "Fwd: договор",
      "-------- Перенаправленное сообщение --------\nТема: \tдоговор\nДата: \tср\nОт: \tОльга <olga@p.example>\n",
      "olga@p.example Ольга" },
    { "Fwd: x", "Начало переадресованного сообщения:\n\nОт: Ольга <olga@p.example>\nТема: x\n",
      "olga@p.example Ольга" },
    { "ПД: x", "От: Ольга <olga@p.example>\nОтправлено: среда\nКому: Анна\nТема: x\n\nТекст\n",
      "olga@p.example Ольга" },
    { "Fwd: x", "-------- Переслане повідомлення --------\nВід кого: \"Ольга\" <olga@p.example>\n",
      "olga@p.example Ольга" },
    { "Fwd: x", "Початок листа, який пересилається:\n\nВід: Ольга <olga@p.example>\n",
      "olga@p.example Ольга" },
    { "Fwd: x", "Від: Ольга <olga@p.example>\nНадіслано: середа\nКому: Анна\n",
      "olga@p.example Ольга" },
    { "Fwd: x", "---------- Pārsūtīta ziņa ---------\nNo: Olga <olga@p.example>\nDatums: trešd.\n",
      "olga@p.example Olga" },
    { "Pārsūt.: x", "No: Olga <olga@p.example>\nNosūtīts: trešdien\nKam: Anna\nTēma: x\n\nTeksts\n",
      "olga@p.example Olga" },
    { "WG: x", "Von: Olga <olga@p.example>\nGesendet: Mittwoch\nAn: Anna\nBetreff: x\n\nText\n",
      "olga@p.example Olga" },
    { "Fwd: x",
      "-------- Weitergeleitete Nachricht --------\nBetreff: \tx\nVon: \tOlga <olga@p.example>\n",
      "olga@p.example Olga" },
    { "Fwd: x", "Anfang der weitergeleiteten Nachricht:\n\nVon: Olga <olga@p.example>\n",
      "olga@p.example Olga" },
    /* a reply names whom it answers, and forwards nothing */
    { "RE: x", "Yes.\n\nFrom: Olga <olga@p.example>\nSent: W\nTo: A\nSubject: x\n\nText\n", "" },
    { "Re: x", "Yes.\n\n-----Original Message-----\nFrom: Olga <olga@p.example>\nSent: W\nTo: A\n",
      "" },
    { "Re: Fwd: x",
      "Thanks.\n\n> ---------- Forwarded message ---------\n> From: Olga <olga@p.example>\n", "" },
    { "Re: x", "On 19.11.2026 10:00, Olga <olga@p.example> wrote:\n> Text\n", "" },
    { "Transport: x", "From: Olga <olga@p.example>\nSent: W\nTo: A\n", "" },
    { "Forward", "From: Olga <olga@p.example>\nSent: W\nTo: A\n", "" },
    { "Fwd: x", "no head at all, but a word forwarded\n", "" },
    { "Fwd: x", "---------- Forwarded message ---------\nFrom: Olga\nDate: W\n", "" },
    { "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) list = kt_forwarded_list_new ();
      g_autoptr (GString) found = g_string_new (NULL);
      kt_forwarded_find (cases[i].text, cases[i].subject, list);
      for (guint k = 0; k < list->len; k++)
        {
          const KtForwarded *one = &g_array_index (list, KtForwarded, k);
          g_string_append_printf (found, "%s%s %s", k > 0 ? "; " : "", one->writer.norm,
                                  one->writer.name);
        }
      if (!g_str_equal (found->str, cases[i].writers))
        g_test_message ("row %u: %s", i, cases[i].text);
      g_assert_cmpstr (found->str, ==, cases[i].writers);
    }
}

/* When it was written, as it is said. */
static void
dates (void)
{
  static const struct
  {
    const char *text, *date;
  } cases[] = {
    { "---------- Forwarded message ---------\nFrom: O <o@p.example>\nDate: Thu, 19 Nov 2026 at 10:00\n",
      "Thu, 19 Nov 2026 at 10:00" },
    { "-------- Weitergeleitete Nachricht --------\nBetreff: x\nDatum: \tDo., 19. Nov.\t2026\nVon: o@p.example\n",
      "Do., 19. Nov. 2026" },
    { "-------- Пересылаемое сообщение --------\n19.11.2026, 10:00, Ольга <o@p.example>:\n",
      "19.11.2026, 10:00" },
    { "No: O <o@p.example>\nNosūtīts: ceturtdien, 19. novembrī\nKam: A\nTēma: x\n",
      "ceturtdien, 19. novembrī" },
    { "---------- Forwarded message ---------\nFrom: O <o@p.example>\n\nDear\n", "" },
    /* the date of the letter after it is not its own */
    { "---------- Forwarded message ---------\nFrom: O <o@p.example>\n\nFrom: P <p@p.example>\nDate: Mon\n",
      "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) list = kt_forwarded_list_new ();
      kt_forwarded_find (cases[i].text, "Fwd: x", list);
      g_assert_cmpuint (list->len, >=, 1);
      g_assert_cmpstr (g_array_index (list, KtForwarded, 0).date, ==, cases[i].date);
    }
}

static void
subjects (void)
{
  static const char *const yes[] = { "Fwd: x", "FW: x",    "fw:x",      "Fwd[2]: x", "WG: x",
                                     "WG : x", "[Fwd: x]", "Пересл: x", "ПД: x" };
  static const char *const no[]
      = { "", "Re: Fwd: x", "Forward", "Fwd", "Fwd x", "WGS: x", "Traum: x", "Fw the plan: x" };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_true (kt_forwarded_is_subject (yes[i]));
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    g_assert_false (kt_forwarded_is_subject (no[i]));
}

static void
limits (void)
{
  static const char *const units[]
      = { "----- Forwarded message -----\nFrom: a@b.example\n", "From: x\n",
          "From: [mailto:<mailto:\n", "---- Forwarded\n" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GArray) list = kt_forwarded_list_new ();
      while (text->len < 128 * 1024)
        g_string_append (text, units[i]);
      kt_forwarded_find (text->str, "Fwd: x", list);
      g_assert_cmpuint (list->len, <=, KT_FORWARDED_MAX);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forwarded/texts", texts);
  g_test_add_func ("/forwarded/dates", dates);
  g_test_add_func ("/forwarded/subjects", subjects);
  g_test_add_func ("/forwarded/limits", limits);
  return g_test_run ();
}

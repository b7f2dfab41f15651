/* make-mailbox DIR LETTERS [FIRST]: a Maildir (INBOX and .Sent) of generated letters, the same for
 * the same arguments. The mix is that of a freelancer's ten years: 70 % INBOX, 15 % bulk, 8 % with
 * an attachment, half replies, half with subjects that are not ASCII, 2,000 correspondents; for
 * 50,000 letters some 756 MB, median 6.7 kB. FIRST numbers the first letter, for what comes later.
 */
#include "config.h"
#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define PEOPLE 2000
#define WORDS 20000
#define NOW 1795348800 /* 2026-11-22 12:00 UTC: the newest letter */
#define YEARS 10

static guint64 state;

static guint64
rnd (guint64 below)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (state >> 11) % below;
}

static double
unit (void)
{
  return (rnd (1 << 30) + 0.5) / (1 << 30);
}

static double
normal (void)
{
  return sqrt (-2 * log (unit ())) * cos (2 * G_PI * unit ());
}

static char *words[WORDS];

static void
make_words (void)
{
  static const char *const latin[]
      = { "ka", "re", "mi", "so", "tā",  "lē",  "ni", "vo", "du", "šu",
          "ga", "pe", "ri", "no", "bel", "tar", "in", "os", "ek", "um" };
  static const char *const cyrillic[]
      = { "ка", "ре", "ми", "со", "та",  "ле",  "ни", "во", "ду", "шу",
          "га", "пе", "рі", "но", "бел", "тар", "ін", "ос", "ек", "ём" };
  for (guint i = 0; i < WORDS; i++)
    {
      GString *word = g_string_new (NULL);
      for (guint k = 0, n = 1 + rnd (4); k < n; k++)
        g_string_append (word, (i % 3 == 0 ? cyrillic : latin)[rnd (20)]);
      words[i] = g_string_free (word, FALSE);
    }
}

/* Few words are common, most are rare. */
static const char *
word (void)
{
  double u = unit ();
  return words[(guint)(u * u * u * WORDS)];
}

static void
text (GString *out, gsize length, const char *prefix)
{
  gsize end = out->len + length;
  while (out->len < end)
    {
      g_string_append (out, prefix);
      for (gsize column = 0; column < 60;)
        {
          const char *w = word ();
          g_string_append (out, w);
          g_string_append_c (out, ' ');
          column += strlen (w) + 1;
        }
      if (rnd (12) == 0)
        g_string_append_c (out, '?');
      g_string_append (out, "\r\n");
    }
}

static void
html (GString *out, gsize length)
{
  gsize end = out->len + length;
  g_string_append (out, "<html><head><style>p{margin:0}</style></head><body>\r\n");
  while (out->len < end)
    {
      g_string_append (out, "<p style=\"font-family:sans-serif;color:#333\">");
      text (out, 200, "");
      g_string_append (out, "</p>\r\n");
    }
  g_string_append (out, "</body></html>\r\n");
}

static void
address (GString *out, guint person)
{
  g_autofree char *name = g_strdup_printf ("%s %s", words[person], words[person + PEOPLE]);
  g_autofree char *coded = g_base64_encode ((const guchar *)name, strlen (name));
  g_string_append_printf (out, "=?utf-8?B?%s?= <person%u@client%u.example>", coded, person,
                          person % 400);
}

static void
subject (GString *out, gboolean reply)
{
  g_string_append (out, reply ? "Subject: Re: " : "Subject: ");
  if (rnd (2))
    {
      g_autofree char *plain = g_strdup_printf ("%s %s %s", word (), word (), word ());
      g_autofree char *coded = g_base64_encode ((const guchar *)plain, strlen (plain));
      g_string_append_printf (out, "=?utf-8?B?%s?=\r\n", coded);
    }
  else
    g_string_append_printf (out, "offer %u for job %u\r\n", (guint)rnd (900), (guint)rnd (90));
}

static void
headers (GString *out, guint n, guint letters, gboolean sent, gboolean bulk, gint64 at)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (at);
  g_autofree char *date = g_date_time_format (when, "%a, %d %b %Y %H:%M:%S +0000");
  guint person = rnd (PEOPLE);
  gboolean reply = !bulk && n > 10 && rnd (2);
  if (!sent)
    g_string_append_printf (
        out,
        "Return-Path: <person%u@client%u.example>\r\n"
        "Received: from mx%u.client.example (mx.client.example [192.0.2.%u])\r\n"
        "\tby mail.studija.example (Postfix) with ESMTPS id %08X\r\n"
        "\tfor <anna@studija.example>; %s\r\n",
        person, person % 400, n % 9, n % 250, n * 2654435761u, date);
  g_string_append (out, sent ? "From: Anna Berzina <anna@studija.example>\r\nTo: " : "From: ");
  if (bulk)
    g_string_append_printf (out, "News %u <news%u@list.example>", person % 40, person % 40);
  else
    address (out, person);
  g_string_append (out, sent ? "\r\n" : "\r\nTo: Anna Berzina <anna@studija.example>\r\n");
  subject (out, reply);
  g_string_append_printf (out, "Date: %s\r\nMessage-ID: <bench.%u@studija.example>\r\n", date, n);
  if (reply)
    {
      guint to = n - 1 - rnd (MIN (n, 40));
      g_string_append_printf (out, "In-Reply-To: <bench.%u@studija.example>\r\n", to);
      g_string_append_printf (out, "References: <bench.%u@studija.example>\r\n", to);
    }
  if (bulk)
    g_string_append_printf (out,
                            "List-Id: <news%u.list.example>\r\nPrecedence: bulk\r\n"
                            "List-Unsubscribe: <https://list.example/u/%u>\r\n",
                            person % 40, n);
  g_string_append (out, "MIME-Version: 1.0\r\n");
}

static void
attachment (GString *out)
{
  gsize length = 10000 + rnd (104000);
  g_autofree guchar *data = g_malloc (length);
  for (gsize i = 0; i < length; i++)
    data[i] = (guchar)(i * 31 + (i >> 7));
  g_autofree char *coded = g_base64_encode (data, length);
  g_string_append_printf (out,
                          "--x\r\nContent-Type: application/pdf; name=\"job%u.pdf\"\r\n"
                          "Content-Disposition: attachment; filename=\"job%u.pdf\"\r\n"
                          "Content-Transfer-Encoding: base64\r\n\r\n",
                          (guint)rnd (900), (guint)rnd (900));
  for (const char *p = coded; *p != '\0';)
    {
      gsize line = MIN (strlen (p), 76);
      g_string_append_len (out, p, line);
      g_string_append (out, "\r\n");
      p += line;
    }
  g_string_append (out, "--x--\r\n");
}

static void
body (GString *out, gboolean bulk)
{
  gsize length = CLAMP (5600 * exp (0.75 * normal ()), 400, 60000);
  gsize own = CLAMP (length / 4, 200, 2500);
  gboolean with_file = !bulk && rnd (100) < 9, alternative = rnd (2);
  if (with_file)
    g_string_append (out, "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n");
  if (bulk)
    {
      g_string_append (out, "Content-Type: text/html; charset=utf-8\r\n\r\n");
      html (out, length);
    }
  else if (alternative)
    {
      g_string_append (out, "Content-Type: multipart/alternative; boundary=y\r\n\r\n--y\r\n"
                            "Content-Type: text/plain; charset=utf-8\r\n\r\n");
      text (out, own, "");
      g_string_append (out, "--y\r\nContent-Type: text/html; charset=utf-8\r\n\r\n");
      html (out, length - own);
      g_string_append (out, "--y--\r\n");
    }
  else
    {
      g_string_append (out, "Content-Type: text/plain; charset=utf-8\r\n\r\n");
      text (out, own, "");
      g_string_append (out, "\r\nOn Tue, 3 Feb 2026 at 10:00, somebody wrote:\r\n");
      text (out, length - own, "> ");
    }
  if (with_file)
    attachment (out);
}

int
main (int argc, char **argv)
{
  if (argc < 3)
    return 2;
  guint letters = atoi (argv[2]), first = argc > 3 ? atoi (argv[3]) : 0;
  static const char *const folders[]
      = { "cur", "new", "tmp", ".Sent/cur", ".Sent/new", ".Sent/tmp" };
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *dir = g_build_filename (argv[1], folders[i], NULL);
      g_mkdir_with_parents (dir, 0700);
    }
  state = 88172645463325252ull;
  make_words ();
  for (guint n = first; n < first + letters; n++)
    {
      g_autoptr (GString) out = g_string_sized_new (16384);
      g_autoptr (GError) error = NULL;
      state = 88172645463325252ull + n * 0x9e3779b97f4a7c15ull;
      rnd (2);
      gboolean sent = rnd (100) < 30, bulk = !sent && rnd (1000) < 214;
      gint64 span = YEARS * 365 * G_GINT64_CONSTANT (86400);
      gint64 at
          = first > 0 ? NOW + (n - first) * 5 : NOW - span + (gint64)(span * ((double)n / letters));
      headers (out, n, letters, sent, bulk, at);
      body (out, bulk);
      g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".M%uP1.bench:2,S", at, n);
      g_autofree char *path = g_build_filename (argv[1], sent ? ".Sent/cur" : "cur", name, NULL);
      if (!g_file_set_contents_full (path, out->str, out->len, G_FILE_SET_CONTENTS_NONE, 0600,
                                     &error))
        {
          fprintf (stderr, "%s\n", error->message);
          return 1;
        }
    }
  return 0;
}

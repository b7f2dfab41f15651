#include "config.h"
#include "demo-script.h"
#include "kontor/local-time.h"
#include <string.h>

#define MY_HOST "mail.studija.example"

static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
static const char *const months[]
    = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

/* "Thu, 19 Nov 2026 16:40:00 +0200", in English whatever the locale */
static char *
mail_date (const KtDemoScript *script, gint64 utc)
{
  KtLocal local = kt_local_from_utc (utc, script->zone);
  int offset = kt_zone_offset (script->zone, utc) / 60;
  return g_strdup_printf (
      "%s, %d %s %d %02d:%02d:%02d %c%02d%02d", weekdays[kt_local_weekday (local) - 1], local.day,
      months[local.month - 1], local.year, local.hour, local.minute, (int)(utc % 60),
      offset < 0 ? '-' : '+', ABS (offset) / 60, ABS (offset) % 60);
}

/* "ann@x.example" of "Ann <ann@x.example>" */
static char *
address_of (const char *person)
{
  const char *open = strrchr (person, '<');
  return open != NULL ? g_strndup (open + 1, strcspn (open + 1, ">")) : g_strdup (person);
}

static char *
message_id (const KtDemoLetter *letter)
{
  g_autofree char *address = address_of (letter->from);
  const char *at = strrchr (address, '@');
  return g_strdup_printf ("<%s.%" G_GINT64_FORMAT "%s>", letter->id, letter->time, at);
}

static gboolean
is_dropped (const KtDemoLetter *letter, const char *name)
{
  return letter->drop != NULL && strstr (letter->drop, name) != NULL;
}

static void
append_field (GString *out, const KtDemoLetter *letter, const char *name, const char *value)
{
  if (value != NULL && !is_dropped (letter, name))
    g_string_append_printf (out, "%s: %s\n", name, value);
}

/* Names become encoded words, addresses stay. */
static char *
encode_people (const char *people, const char *charset)
{
  if (people == NULL)
    return NULL;
  g_auto (GStrv) list = g_strsplit (people, ", ", -1);
  GString *out = g_string_new (NULL);
  for (guint i = 0; list[i] != NULL; i++)
    {
      const char *open = strstr (list[i], " <");
      g_autofree char *name = open != NULL ? g_strndup (list[i], open - list[i]) : g_strdup ("");
      g_autofree char *encoded = kt_demo_header_text (name, charset);
      g_string_append_printf (out, "%s%s%s", i > 0 ? ",\n " : "", encoded,
                              open != NULL ? open : list[i]);
    }
  return g_string_free (out, FALSE);
}

/* What the servers on the way put over a letter that came in. */
static void
append_trace (GString *out, const KtDemoScript *script, const KtDemoLetter *letter)
{
  if (g_str_equal (letter->folders[0], "Sent"))
    return;
  g_autofree char *address = address_of (letter->from), *date = mail_date (script, letter->time);
  g_autofree char *to = address_of (letter->to);
  g_autofree char *path = g_strdup_printf ("<%s>", address);
  g_autofree char *received
      = g_strdup_printf ("from mx.%s by %s\n with ESMTPS id %s; %s", strrchr (address, '@') + 1,
                         MY_HOST, letter->id, date);
  append_field (out, letter, "Return-Path", path);
  if (g_str_has_prefix (to, "anna"))
    append_field (out, letter, "Delivered-To", to);
  append_field (out, letter, "Received", received);
}

/* Every letter before this one of the thread, oldest first. */
static char *
references (const KtDemoLetter *letter)
{
  char *all = NULL;
  for (const KtDemoLetter *parent = letter->parent; parent != NULL; parent = parent->parent)
    {
      g_autofree char *id = message_id (parent), *later = all;
      all = later != NULL ? g_strconcat (id, "\n ", later, NULL) : g_strdup (id);
    }
  return all;
}

static void
append_header (GString *out, const KtDemoScript *script, const KtDemoLetter *letter)
{
  g_autofree char *date = mail_date (script, letter->time), *id = message_id (letter);
  g_autofree char *from = encode_people (letter->from, letter->charset);
  g_autofree char *to = encode_people (letter->to, letter->charset);
  g_autofree char *cc = encode_people (letter->cc, letter->charset);
  g_autofree char *subject = kt_demo_header_text (letter->subject, letter->charset);
  g_autofree char *refs = references (letter);
  g_autofree char *answers = letter->parent != NULL ? message_id (letter->parent) : NULL;
  append_trace (out, script, letter);
  append_field (out, letter, "From", from);
  append_field (out, letter, "To", to);
  append_field (out, letter, "Cc", cc);
  append_field (out, letter, "Subject", subject);
  append_field (out, letter, "Date", date);
  append_field (out, letter, "Message-ID", id);
  append_field (out, letter, "In-Reply-To", answers);
  append_field (out, letter, "References", refs);
  for (guint i = 0; i < letter->headers->len; i++)
    g_string_append_printf (out, "%s\n", (const char *)g_ptr_array_index (letter->headers, i));
  g_string_append (out, "MIME-Version: 1.0\n");
}

/* The text with its signature's mark, and below it the letter answered. */
static char *
whole_text (const KtDemoScript *script, const KtDemoLetter *letter)
{
  GString *text = g_string_new (letter->text);
  g_string_append_c (text, '\n');
  g_string_replace (text, "\n--\n", "\n-- \n", 1);
  if (!letter->quotes || letter->parent == NULL)
    return g_string_free (text, FALSE);
  g_autofree char *date = mail_date (script, letter->parent->time);
  g_auto (GStrv) lines = g_strsplit (letter->parent->text, "\n", -1);
  g_string_append_printf (text, "\nOn %s, %s wrote:\n", date, letter->parent->from);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, ">%s%s\n", *lines[i] != '\0' ? " " : "", lines[i]);
  return g_string_free (text, FALSE);
}

/* Content-Type, Content-Transfer-Encoding, a blank line, the text. */
static void
append_part (GString *out, const KtDemoLetter *letter, const char *type, const char *text)
{
  gsize length;
  const char *charset = letter->charset;
  g_autofree char *bytes = kt_demo_convert (text, &charset, &length);
  gboolean ascii = g_str_is_ascii (text);
  const char *encoding = letter->encoding != NULL ? letter->encoding
                         : ascii                  ? "7bit"
                                                  : "quoted-printable";
  gboolean is_text = g_str_has_prefix (type, "text/");
  g_string_append_printf (out, "Content-Type: %s", type);
  if (is_text)
    g_string_append_printf (out, "; charset=%s", ascii ? "us-ascii" : charset);
  g_string_append_printf (out, "\nContent-Transfer-Encoding: %s\n\n", encoding);
  if (g_str_equal (encoding, "base64"))
    kt_demo_append_base64 (out, bytes, length);
  else if (g_str_equal (encoding, "quoted-printable"))
    kt_demo_append_quoted (out, bytes, length);
  else
    g_string_append_len (out, bytes, (gssize)length);
}

/* Bytes of the size wanted; nobody opens it. */
static void
append_attachment (GString *out, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  gsize size = g_ascii_strtoull (words[2], NULL, 10) * 1024;
  g_autoptr (GString) bytes = g_string_new ("%PDF-1.4\n");
  g_autofree char *name = g_uri_escape_string (words[0], NULL, FALSE);
  while (bytes->len < size)
    g_string_append_printf (bytes, "%% %s %" G_GSIZE_FORMAT "\n", words[0], bytes->len);
  g_string_append_printf (out,
                          "Content-Type: %s\n"
                          "Content-Disposition: attachment;\n filename*=utf-8''%s\n"
                          "Content-Transfer-Encoding: base64\n\n",
                          words[1], name);
  kt_demo_append_base64 (out, bytes->str, bytes->len);
}

static void
append_text (GString *out, const KtDemoLetter *letter, const char *text)
{
  const char *form = letter->form != NULL ? letter->form : "plain";
  if (g_str_equal (form, "flowed"))
    {
      g_autofree char *flowed = kt_demo_flowed (text);
      append_part (out, letter, "text/plain; format=flowed", flowed);
    }
  else if (g_str_equal (form, "alternative"))
    {
      g_autofree char *html = kt_demo_html (text);
      g_string_append_printf (
          out, "Content-Type: multipart/alternative; boundary=\"alt-%s\"\n\n--alt-%s\n", letter->id,
          letter->id);
      append_part (out, letter, "text/plain", text);
      g_string_append_printf (out, "\n--alt-%s\n", letter->id);
      append_part (out, letter, "text/html", html);
      g_string_append_printf (out, "\n--alt-%s--\n", letter->id);
    }
  else
    append_part (out, letter, g_str_equal (form, "html") ? "text/html" : "text/plain", text);
}

static void
append_multipart (GString *out, const KtDemoLetter *letter, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "%part ", -1);
  g_string_append_printf (out, "Content-Type: multipart/%s; boundary=\"part-%s\"\n\n",
                          letter->multipart, letter->id);
  for (guint i = 1; i < g_strv_length (parts); i++)
    {
      gsize head = strcspn (parts[i], "\n");
      g_autofree char *type = g_strndup (parts[i], head);
      g_string_append_printf (out, "--part-%s\n", letter->id);
      append_part (out, letter, type, parts[i] + head + 1);
      g_string_append_c (out, '\n');
    }
  g_string_append_printf (out, "--part-%s--\n", letter->id);
}

static void
append_with_attachments (GString *out, const KtDemoLetter *letter, const char *text)
{
  g_string_append_printf (out, "Content-Type: multipart/mixed; boundary=\"mix-%s\"\n\n--mix-%s\n",
                          letter->id, letter->id);
  append_text (out, letter, text);
  for (guint i = 0; i < letter->attachments->len; i++)
    {
      g_string_append_printf (out, "\n--mix-%s\n", letter->id);
      append_attachment (out, g_ptr_array_index (letter->attachments, i));
    }
  g_string_append_printf (out, "\n--mix-%s--\n", letter->id);
}

/* \xHH is an octet; the rest is in the letter's charset. */
static void
append_raw (GString *out, const KtDemoLetter *letter)
{
  gsize length;
  const char *charset = letter->raw;
  g_autofree char *bytes = kt_demo_convert (letter->text, &charset, &length);
  for (gsize i = 0; i < length; i++)
    if (bytes[i] == '\\' && i + 3 < length && bytes[i + 1] == 'x')
      {
        g_string_append_c (out, (char)(g_ascii_xdigit_value (bytes[i + 2]) * 16
                                       + g_ascii_xdigit_value (bytes[i + 3])));
        i += 3;
      }
    else
      g_string_append_c (out, bytes[i]);
  g_string_append_c (out, '\n');
}

GString *
kt_demo_letter_write (const KtDemoScript *script, const KtDemoLetter *letter)
{
  GString *out = g_string_sized_new (4096);
  g_autofree char *text = whole_text (script, letter);
  if (letter->raw != NULL)
    {
      append_raw (out, letter);
      return out;
    }
  append_header (out, script, letter);
  if (letter->multipart != NULL)
    append_multipart (out, letter, text);
  else if (letter->attachments->len > 0)
    append_with_attachments (out, letter, text);
  else
    append_text (out, letter, text);
  return out;
}

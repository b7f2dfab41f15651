#include "config.h"
#include "kontor/header.h"
#include "kontor/precheck.h"
#include "letter-fixture.h"

/* What GMime, alone, dies of or spends its memory on. */

static char *
reason_for (GString *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtLetterDraft) draft = fixture_read_bytes (text->str, text->len, 0, FALSE, &error);

  g_string_free (text, TRUE);
  g_assert_true ((draft == NULL) == (error != NULL));
  return g_strdup (error != NULL ? error->message : "");
}

static GString *
repeated (const char *head, const char *unit, guint n, const char *tail)
{
  GString *text = g_string_new (head);

  for (guint i = 0; i < n; i++)
    g_string_append (text, unit);
  return g_string_append (text, tail);
}

/* 41,000 groups within one another overflow GMime's stack. */
static void
groups (void)
{
  g_autofree char *top = reason_for (repeated ("From: ", "a:", 41000, "\r\n\r\nx\r\n"));
  g_autofree char *nested = reason_for (
      repeated ("From: a@x.example\r\nContent-Type: message/rfc822\r\n\r\nFrom: ", "a:", 41000,
                "\r\n\r\nx\r\n"));
  g_autofree char *folded
      = reason_for (repeated ("From: a@x.example\r\nContent-Type: message/rfc822\r\n\r\nTo: a\r\n ",
                              "a:\r\n ", 41000, "b@c\r\n\r\nx\r\n"));

  g_assert_cmpstr (top, ==, "");
  g_assert_cmpstr (nested, ==, "");
  g_assert_cmpstr (folded, ==, "");
}

/* A million empty parts take GMime 1.4 GB. */
static void
parts (void)
{
  const char *head = "From: a@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
  g_autofree char *few = reason_for (repeated (head, "--b\r\n\r\n", KT_PRECHECK_PARTS_MAX, ""));
  g_autofree char *many
      = reason_for (repeated (head, "--b\r\n\r\n", KT_PRECHECK_PARTS_MAX + 1, ""));
  g_autofree char *million = reason_for (repeated (head, "--b\n\n", 1000000, ""));

  g_assert_cmpstr (few, ==, "");
  g_assert_cmpstr (many, ==, "more than 1,000 parts");
  g_assert_cmpstr (million, ==, "more than 1,000 parts");
}

/* The boundary is what the MIME parser takes for it, however it is written. */
static void
boundary_in_pieces (void)
{
  g_autofree char *many = reason_for (repeated (
      "From: a@x.example\r\nContent-Type: multipart/mixed;\r\n boundary*0=\"b\";\r\n boundary*1=c\r\n\r\n",
      "--bc\r\n\r\n", 2000, ""));

  g_assert_cmpstr (many, ==, "more than 1,000 parts");
}

static void
dashes_are_no_parts (void)
{
  g_autofree char *reason
      = reason_for (repeated ("From: a@x.example\r\n\r\n", "-- a list item\r\n", 5000, ""));

  g_assert_cmpstr (reason, ==, "");
}

static GString *
nested (guint depth, gboolean letters)
{
  GString *text = g_string_new ("From: a@x.example\r\n");

  for (guint i = 0; i < depth; i++)
    if (letters)
      g_string_append (text, "Content-Type: message/rfc822\r\n\r\n");
    else
      g_string_append_printf (
          text, "Content-Type: multipart/mixed; boundary=b%u.\r\n\r\n--b%u.\r\n", i, i);
  return g_string_append (text, "Content-Type: text/plain\r\n\r\nx\r\n");
}

static void
depth (void)
{
  static const guint depths[] = { KT_PRECHECK_DEPTH_MAX, KT_PRECHECK_DEPTH_MAX + 1, 1000, 20000 };

  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    for (guint letters = 0; letters < 2; letters++)
      {
        g_autofree char *reason = reason_for (nested (depths[i], letters));
        g_assert_cmpstr (reason, ==, i == 0 ? "" : "more than 32 parts within one another");
      }
}

/* Parts beside one another are no depth, and types quoted in a text announce nothing. */
static void
breadth (void)
{
  g_autofree char *beside = reason_for (repeated (
      "From: a@x.example\r\nContent-Type: multipart/digest; boundary=b\r\n\r\n",
      "--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@x.example\r\n\r\nx\r\n", 500, ""));
  g_autofree char *quoted = reason_for (repeated (
      "From: a@x.example\r\n\r\n", "Content-Type: multipart/mixed; boundary=x\r\n", 500, ""));

  g_assert_cmpstr (beside, ==, "");
  g_assert_cmpstr (quoted, ==, "");
}

static void
long_fields (void)
{
  g_autoptr (GString) text
      = repeated ("From: a@x.example\r\nSubject: ", "words ", 100000, "\r\n\r\nx\r\n");
  g_autoptr (KtLetterDraft) draft = fixture_read (text->str);
  g_autofree char *parameters = reason_for (
      repeated ("From: a@x.example\r\nContent-Type: text/plain", "; a=b", 200000, "\r\n\r\nx\r\n"));
  g_autofree char *inside = reason_for (
      repeated ("From: a@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                "Content-Type: text/plain",
                ";\r\n a=b", 200000, "\r\n\r\nx\r\n"));

  g_assert_cmpuint (strlen (draft->letter.subject), <=, KT_LETTER_SUBJECT_MAX);
  g_assert_cmpstr (parameters, ==, "");
  g_assert_cmpstr (inside, ==, "");
}

static void
many_fields (void)
{
  g_autofree char *reason
      = reason_for (repeated ("From: a@x.example\r\n", "X-Field: value\r\n", 200000, "\r\nx\r\n"));

  g_assert_cmpstr (reason, ==, "");
}

static void
keeps_length (void)
{
  g_autoptr (GString) text = repeated ("From: ", "a:", 40, "\n");
  gsize before = text->len;

  g_assert_true (kt_precheck_entity ((guint8 *)text->str, text->len, NULL));
  g_assert_cmpuint (strlen (text->str), ==, before);
  guint colons = 0;
  for (const char *p = text->str; *p != '\0'; p++)
    colons += *p == ':';
  g_assert_cmpuint (colons, ==, KT_PRECHECK_GROUPS_MAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kt_letter_read_init ();
  g_test_add_func ("/precheck/groups", groups);
  g_test_add_func ("/precheck/parts", parts);
  g_test_add_func ("/precheck/boundary-in-pieces", boundary_in_pieces);
  g_test_add_func ("/precheck/dashes-are-no-parts", dashes_are_no_parts);
  g_test_add_func ("/precheck/depth", depth);
  g_test_add_func ("/precheck/breadth", breadth);
  g_test_add_func ("/precheck/long-fields", long_fields);
  g_test_add_func ("/precheck/many-fields", many_fields);
  g_test_add_func ("/precheck/keeps-length", keeps_length);
  return g_test_run ();
}

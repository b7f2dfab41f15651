#include "config.h"
#include "view-fixture.h"
#include <json-glib/json-glib.h>

static const KtColumn columns[] = {
  { "name", "Name", KT_COLUMN_TEXT }, { "ref", "Ref", KT_COLUMN_REF },
  { "born", "Born", KT_COLUMN_DATE }, { "letters", "Letters", KT_COLUMN_NUMBER },
  { "last", "Last", KT_COLUMN_TIME },
};

static KtTable *
clients (void)
{
  KtTable *table = kt_table_new (columns, G_N_ELEMENTS (columns));
  kt_table_add (table, "Anna Bērziņa", (gint64)1, "1986-03-12", (gint64)12,
                G_GINT64_CONSTANT (1795414320));
  kt_table_add (table, "=1+1, \"x\"\ty\n\033[2J", (gint64)0, NULL, KT_TABLE_NULL, (gint64)0);
  return table;
}

static void
test_tsv (View *view, gconstpointer data)
{
  g_autoptr (KtTable) table = clients ();
  kt_table_print (table, &view->context, "clients");
  assert_out (&view->context,
              "name\tref\tborn\tletters\tlast\n"
              "Anna Bērziņa\t0a0000000001\t1986-03-12\t12\t2026-11-23T08:12:00+02:00\n"
              "=1+1, \"x\" y ␛[2J\t\t\t\t\n");
}

static void
test_csv (View *view, gconstpointer data)
{
  g_autoptr (KtTable) table = clients ();
  view->context.output = KT_OUTPUT_CSV;
  kt_table_print (table, &view->context, "clients");
  assert_out (&view->context,
              "name,ref,born,letters,last\r\n"
              "Anna Bērziņa,0a0000000001,1986-03-12,12,2026-11-23T08:12:00+02:00\r\n"
              "\"'=1+1, \"\"x\"\" y\n␛[2J\",,,,\r\n");
}

static void
test_json (View *view, gconstpointer data)
{
  g_autoptr (KtTable) table = clients ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  view->context.output = KT_OUTPUT_JSON;
  kt_table_print (table, &view->context, "clients");
  g_assert_null (strchr (view->context.out->str, '\033'));
  json_parser_load_from_data (parser, view->context.out->str, -1, &error);
  g_assert_no_error (error);
  JsonObject *top = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpint (json_object_get_int_member (top, "schema"), ==, 1);
  JsonArray *rows = json_object_get_array_member (top, "clients");
  JsonObject *anna = json_array_get_object_element (rows, 0);
  JsonObject *hostile = json_array_get_object_element (rows, 1);
  g_assert_cmpint (json_object_get_int_member (anna, "letters"), ==, 12);
  g_assert_cmpstr (json_object_get_string_member (anna, "ref"), ==, "0a0000000001");
  g_assert_cmpstr (json_object_get_string_member (hostile, "name"), ==, "=1+1, \"x\"\ty\n\033[2J");
  g_assert_true (json_object_get_null_member (hostile, "letters"));
  g_assert_true (json_object_get_null_member (hostile, "last"));
  g_assert_true (json_object_get_null_member (hostile, "born"));
}

/* C1, bidi and zero-width controls as well as quotes and breaks. */
static void
test_json_escapes (View *view, gconstpointer data)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "x");
  kt_json_text (builder, "a\xc2\x9b"
                         "b\xe2\x80\xae\xe2\x80\x8b\x7f\xf3\xa0\x80\x81 ā");
  kt_json_end (&view->context, builder);
  g_assert_nonnull (
      strstr (view->context.out->str, "\"a\\u009bb\\u202e\\u200b\\u007f\\udb40\\udc01 ā\""));
}

static void
test_terminal (View *view, gconstpointer data)
{
  g_autoptr (KtTable) table = clients ();
  view->context.terminal = TRUE;
  kt_table_print (table, &view->context, "clients");
  assert_out (&view->context, "    Name              Born        Letters  Last\n"
                              " 1  Anna Bērziņa      12.03.1986       12  23.11.\n"
                              " 2  =1+1, \"x\" y ␛[2J\n");
}

static void
test_narrow (View *view, gconstpointer data)
{
  g_autoptr (KtTable) table = clients ();
  view->context.terminal = TRUE;
  for (int width = 20; width <= 80; width++)
    {
      view->context.width = width;
      kt_table_print (table, &view->context, "clients");
      g_auto (GStrv) lines = g_strsplit (view->context.out->str, "\n", -1);
      for (guint i = 0; lines[i] != NULL; i++)
        g_assert_cmpint (kt_marked_width (lines[i]), <=, width);
      g_string_truncate (view->context.out, 0);
    }
}

static void
test_empty (View *view, gconstpointer data)
{
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  view->context.terminal = TRUE;
  kt_table_print (table, &view->context, "clients");
  assert_out (&view->context, "");
  view->context.terminal = FALSE;
  kt_table_print (table, &view->context, "clients");
  assert_out (&view->context, "name\tref\tborn\tletters\tlast\n");
}

static void
test_whole (View *view, gconstpointer data)
{
  static const KtColumn people[] = { { "name", "Name", KT_COLUMN_TEXT },
                                     { "phone", "Phone", KT_COLUMN_WHOLE },
                                     { "note", "Note", KT_COLUMN_TEXT } };
  g_autoptr (KtTable) table = kt_table_new (people, G_N_ELEMENTS (people));
  kt_table_add (table, "Anna Bērziņa", "+371 26 123 456 789", "comes rather late");
  view->context.terminal = TRUE;
  view->context.width = 34;
  kt_table_print (table, &view->context, "clients");
  g_assert_nonnull (strstr (view->context.out->str, "+371 26 123 456 789"));
  g_assert_nonnull (strstr (view->context.out->str, "Anna Bē"));
  g_assert_null (strstr (view->context.out->str, "comes"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_view ("/table/tsv", test_tsv);
  add_view ("/table/csv", test_csv);
  add_view ("/table/json", test_json);
  add_view ("/table/json-escapes", test_json_escapes);
  add_view ("/table/terminal", test_terminal);
  add_view ("/table/narrow", test_narrow);
  add_view ("/table/whole", test_whole);
  add_view ("/table/empty", test_empty);
  return g_test_run ();
}

#include "config.h"
#include "fill-html.h"
#include "kontor/error.h"
#include "kontor/fill.h"
#include "kontor/nearest.h"
#include "kontor/term.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MAX_BYTES 40
#define WIDTH_MAX 200

typedef struct
{
  GHashTable *known; /* names of its rows' places */
  GPtrArray *rows;   /* KtFillValues */
} List;

struct _KtFillValues
{
  GHashTable *texts; /* name → text, "" nothing */
  GHashTable *lists; /* name → List */
};

/* A part of a template. */
typedef struct
{
  char kind;  /* 't' text, 'p' place; '#', '?', '^' sections */
  char *text; /* text; name of a place or section; prefix of a link */
  char *prefix;
  int width; /* below 0: to the right; 0 as it is */
  KtPagePlace place;
  GPtrArray *parts;
} Part;

typedef struct
{
  const char *text, *at;
  KtFillFormat format;
  KtPageScan page;
  const KtFillValues *values;
  GPtrArray *scopes; /* GHashTable of names, of the lists around */
  guint depth;
  GError **error;
} Parser;

static void
list_free (gpointer data)
{
  List *list = data;
  g_hash_table_unref (list->known);
  g_ptr_array_unref (list->rows);
  g_free (list);
}

KtFillValues *
kt_fill_values_new (void)
{
  KtFillValues *values = g_new0 (KtFillValues, 1);
  values->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  values->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, list_free);
  return values;
}

void
kt_fill_values_free (KtFillValues *values)
{
  if (values == NULL)
    return;
  g_hash_table_unref (values->texts);
  g_hash_table_unref (values->lists);
  g_free (values);
}

void
kt_fill_set (KtFillValues *values, const char *name, const char *text)
{
  g_hash_table_insert (values->texts, g_strdup (name), g_strdup (text != NULL ? text : ""));
}

void
kt_fill_list (KtFillValues *values, const char *name, ...)
{
  List *list = g_new0 (List, 1);
  va_list places;
  list->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  list->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_fill_values_free);
  va_start (places, name);
  for (const char *place; (place = va_arg (places, const char *)) != NULL;)
    g_hash_table_add (list->known, g_strdup (place));
  va_end (places);
  g_hash_table_insert (values->lists, g_strdup (name), list);
}

KtFillValues *
kt_fill_add_row (KtFillValues *values, const char *name)
{
  List *list = g_hash_table_lookup (values->lists, name);
  KtFillValues *row = kt_fill_values_new ();
  g_return_val_if_fail (list != NULL, row);
  g_ptr_array_add (list->rows, row);
  return row;
}

static void
part_free (gpointer data)
{
  Part *part = data;
  g_free (part->text);
  g_free (part->prefix);
  g_clear_pointer (&part->parts, g_ptr_array_unref);
  g_free (part);
}

static GPtrArray *refuse (Parser *parser, const char *at, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* "line 3, column 14: …". Always NULL. */
static GPtrArray *
refuse (Parser *parser, const char *at, const char *format, ...)
{
  guint line = 1;
  const char *begin = parser->text;
  for (const char *p = parser->text; p < at; p++)
    if (*p == '\n')
      {
        line++;
        begin = p + 1;
      }
  va_list args;
  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (parser->error, KT_ERROR, KT_ERROR_USAGE,
               _ ("line %u, column %u of the template: %s"), line,
               (guint)g_utf8_strlen (begin, at - begin) + 1, what);
  return NULL;
}

static Part *
add_part (GPtrArray *parts, char kind, char *text)
{
  Part *part = g_new0 (Part, 1);
  part->kind = kind;
  part->text = text;
  g_ptr_array_add (parts, part);
  return part;
}

static gboolean
add_text (Parser *parser, GPtrArray *parts, const char *end)
{
  g_autofree char *what = NULL;
  gsize length = (gsize)(end - parser->at);
  if (length == 0)
    return TRUE;
  gssize bad = parser->format == KT_FILL_HTML
                   ? kt_page_scan_feed (&parser->page, parser->at, length, &what)
                   : -1;
  if (bad >= 0)
    {
      refuse (parser, parser->at + bad, _ ("«%s» is not allowed in a page"), what);
      return FALSE;
    }
  add_part (parts, 't', g_strndup (parser->at, length));
  parser->at = end;
  return TRUE;
}

static gboolean
is_known (const Parser *parser, const char *name, gboolean list)
{
  if (list || g_hash_table_contains (parser->values->lists, name))
    return g_hash_table_contains (parser->values->lists, name);
  for (guint i = 0; i < parser->scopes->len; i++)
    if (g_hash_table_contains (parser->scopes->pdata[i], name))
      return TRUE;
  return g_hash_table_contains (parser->values->texts, name);
}

static void
hint_nearest (Parser *parser, const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init (&iter, parser->values->texts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (names, key);
  for (guint i = 0; i < parser->scopes->len; i++)
    {
      g_hash_table_iter_init (&iter, parser->scopes->pdata[i]);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_ptr_array_add (names, key);
    }
  g_hash_table_iter_init (&iter, parser->values->lists);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (names, key);
  g_ptr_array_add (names, NULL);
  const char *near = kt_nearest (name, (const char *const *)names->pdata);
  if (near != NULL)
    kt_error_hint (parser->error, _ ("did you mean «%s»?"), near);
}

/* What stands between the braces at the parser's place; *ret_end: behind them. NULL with error. */
static char *
read_tag (Parser *parser, const char **ret_end)
{
  const char *begin = parser->at + 2, *end = strstr (begin, "}}");
  if (end == NULL || end - begin > NAME_MAX_BYTES)
    {
      refuse (parser, parser->at, _ ("«{{» is not closed"));
      return NULL;
    }
  *ret_end = end + 2;
  char *tag = g_strndup (begin, (gsize)(end - begin));
  return g_strstrip (tag);
}

/* A section alone on its line takes it along. */
static void
take_line (Parser *parser, GPtrArray *parts, const char *tag, const char **end)
{
  const char *begin = tag, *after = *end + strspn (*end, " \t\r");
  while (begin > parser->text && (begin[-1] == ' ' || begin[-1] == '\t'))
    begin--;
  if ((begin > parser->text && begin[-1] != '\n') || (*after != '\n' && *after != '\0'))
    return;
  Part *last = parts->len > 0 ? parts->pdata[parts->len - 1] : NULL;
  gsize spaces = (gsize)(tag - begin);
  if (last != NULL && last->kind == 't' && strlen (last->text) >= spaces)
    last->text[strlen (last->text) - spaces] = '\0';
  *end = *after == '\n' ? after + 1 : after;
}

static gboolean
add_place (Parser *parser, GPtrArray *parts, char *tag)
{
  char *width = strchr (tag, ':'), *rest = NULL;
  if (width != NULL)
    *width++ = '\0';
  if (!is_known (parser, tag, FALSE) || g_hash_table_contains (parser->values->lists, tag))
    {
      refuse (parser, parser->at, _ ("there is no place «%s»"), tag);
      hint_nearest (parser, tag);
      return FALSE;
    }
  glong columns = width != NULL ? strtol (width, &rest, 10) : 0;
  if (width != NULL
      && (parser->format == KT_FILL_HTML || rest == width || *rest != '\0' || columns == 0
          || labs (columns) > WIDTH_MAX))
    return refuse (parser, parser->at, _ ("«%s» is no width"), width) != NULL;
  KtPagePlace place
      = parser->format == KT_FILL_HTML ? kt_page_scan_place (&parser->page) : KT_PAGE_TEXT;
  if (place == KT_PAGE_NEVER)
    return refuse (parser, parser->at,
                   _ ("«%s» cannot stand here, a value belongs into text or "
                      "a quoted attribute"),
                   tag)
           != NULL;
  Part *part = add_part (parts, 'p', g_strdup (tag));
  part->width = (int)columns;
  part->place = place;
  part->prefix = g_strdup (parser->page.value != NULL ? parser->page.value->str : "");
  if (parser->format == KT_FILL_HTML)
    kt_page_scan_filled (&parser->page);
  return TRUE;
}

static GPtrArray *parse_parts (Parser *parser, const char *section);

static gboolean
add_section (Parser *parser, GPtrArray *parts, const char *tag)
{
  const char *name = tag + 1, *at = parser->at;
  gboolean list = tag[0] == '#';
  if (!is_known (parser, name, list))
    {
      refuse (parser, at, _ ("there is no place «%s»"), name);
      hint_nearest (parser, name);
      return FALSE;
    }
  if (++parser->depth > KT_FILL_DEPTH_MAX)
    return refuse (parser, at, _ ("sections are more than %u deep"), KT_FILL_DEPTH_MAX) != NULL;
  const char *end = strstr (at, "}}") + 2;
  take_line (parser, parts, at, &end);
  parser->at = end;
  if (list)
    g_ptr_array_insert (parser->scopes, 0,
                        ((List *)g_hash_table_lookup (parser->values->lists, name))->known);
  int state = parser->page.state;
  g_autofree char *element = g_strdup (parser->page.tag != NULL ? parser->page.tag->str : "");
  Part *part = add_part (parts, tag[0], g_strdup (name));
  part->parts = parse_parts (parser, name);
  if (list)
    g_ptr_array_remove_index (parser->scopes, 0);
  parser->depth--;
  if (part->parts != NULL && parser->format == KT_FILL_HTML
      && !kt_page_scan_same (&parser->page, state, element))
    return refuse (parser, at, _ ("«%s» begins and ends in different places of the page"), name)
           != NULL;
  return part->parts != NULL;
}

/* Up to the end of a section (NULL: of the template). NULL with error. */
static GPtrArray *
parse_parts (Parser *parser, const char *section)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);
  const char *begin = parser->at;
  for (;;)
    {
      const char *next = strstr (parser->at, "{{"), *end;
      if (next == NULL && section != NULL)
        return refuse (parser, begin, _ ("«%s» is not closed"), section);
      if (!add_text (parser, parts, next != NULL ? next : parser->at + strlen (parser->at)))
        return NULL;
      if (next == NULL)
        return g_steal_pointer (&parts);
      g_autofree char *tag = read_tag (parser, &end);
      if (tag == NULL)
        return NULL;
      if (tag[0] == '/')
        {
          if (section == NULL || strcmp (tag + 1, section) != 0)
            return refuse (parser, parser->at, _ ("«%s» closes nothing"), tag + 1);
          take_line (parser, parts, parser->at, &end);
          parser->at = end;
          return g_steal_pointer (&parts);
        }
      if (tag[0] != '\0' && strchr ("#?^", tag[0]) != NULL)
        {
          if (!add_section (parser, parts, tag))
            return NULL;
          continue;
        }
      if (!add_place (parser, parts, tag))
        return NULL;
      parser->at = end;
    }
}

/* What is filled in, the innermost row first. */
typedef struct
{
  const KtFillValues *values;
  GPtrArray *rows; /* KtFillValues */
  KtFillFormat format;
  GString *out;
} Filler;

static const char *
value_of (const Filler *filler, const char *name)
{
  for (guint i = filler->rows->len; i-- > 0;)
    {
      const KtFillValues *row = filler->rows->pdata[i];
      const char *text = g_hash_table_lookup (row->texts, name);
      if (text != NULL)
        return text;
    }
  const char *text = g_hash_table_lookup (filler->values->texts, name);
  return text != NULL ? text : "";
}

static void
put_text (Filler *filler, const Part *part, const char *value)
{
  if (part->width == 0)
    {
      kt_term_append (filler->out, value, -1, KT_TERM_BLOCK);
      return;
    }
  g_autofree char *safe = kt_term_safe (value, KT_TERM_LINE);
  int width = abs (part->width), room = width - kt_term_width (safe);
  if (part->width < 0)
    for (int i = 0; i < room; i++)
      g_string_append_c (filler->out, ' ');
  kt_term_append_cell (filler->out, safe, width, part->width > 0);
}

static void put_parts (Filler *filler, const GPtrArray *parts);

static void
put_section (Filler *filler, const Part *part)
{
  const List *list = g_hash_table_lookup (filler->values->lists, part->text);
  gboolean there = list != NULL ? list->rows->len > 0 : *value_of (filler, part->text) != '\0';
  if (part->kind != '#')
    {
      if (there == (part->kind == '?'))
        put_parts (filler, part->parts);
      return;
    }
  for (guint i = 0; i < list->rows->len; i++)
    {
      g_ptr_array_add (filler->rows, list->rows->pdata[i]);
      put_parts (filler, part->parts);
      g_ptr_array_set_size (filler->rows, (int)filler->rows->len - 1);
    }
}

static void
put_parts (Filler *filler, const GPtrArray *parts)
{
  for (guint i = 0; i < parts->len && filler->out->len <= KT_FILL_OUTPUT_MAX; i++)
    {
      const Part *part = parts->pdata[i];
      if (part->kind == 't')
        g_string_append (filler->out, part->text);
      else if (part->kind != 'p')
        put_section (filler, part);
      else if (filler->format == KT_FILL_HTML)
        kt_page_append (filler->out, part->place, part->prefix, value_of (filler, part->text));
      else
        put_text (filler, part, value_of (filler, part->text));
    }
}

static char *
put_all (const GPtrArray *parts, KtFillFormat format, const KtFillValues *values, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GString) out = g_string_new (NULL);
  Filler filler = { values, rows, format, out };
  put_parts (&filler, parts);
  if (out->len <= KT_FILL_OUTPUT_MAX)
    return format == KT_FILL_TEXT ? kt_term_safe (out->str, KT_TERM_BLOCK) : g_strdup (out->str);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("what the template makes is larger than %u MiB"),
               KT_FILL_OUTPUT_MAX >> 20);
  return NULL;
}

char *
kt_fill (const char *text, KtFillFormat format, const KtFillValues *values, GError **error)
{
  g_autoptr (GPtrArray) scopes = g_ptr_array_new ();
  g_autoptr (GError) failure = NULL;
  Parser parser = { .text = text,
                    .at = text,
                    .format = format,
                    .values = values,
                    .scopes = scopes,
                    .error = &failure };
  if (strlen (text) > KT_FILL_TEMPLATE_MAX || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   _ ("the template is no text, or larger than %u KiB"),
                   KT_FILL_TEMPLATE_MAX >> 10);
      return NULL;
    }
  kt_page_scan_init (&parser.page);
  g_autoptr (GPtrArray) parts = parse_parts (&parser, NULL);
  if (parts != NULL && format == KT_FILL_HTML && kt_page_scan_place (&parser.page) != KT_PAGE_TEXT)
    {
      refuse (&parser, text + strlen (text), _ ("the page ends within a tag"));
      g_clear_pointer (&parts, g_ptr_array_unref);
    }
  kt_page_scan_clear (&parser.page);
  char *filled = parts != NULL ? put_all (parts, format, values, &failure) : NULL;
  if (filled == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return filled;
}

#include "config.h"
#include "kontor/template.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

#define LIST_SQL                                                                                   \
  "SELECT id, name, kind, format, language, body, created, updated FROM template ORDER BY fold, id"
#define PUT_SQL                                                                                    \
  "INSERT INTO template (id, name, fold, kind, format, language, body, created, updated)"          \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO UPDATE SET name = ?2,"         \
  " fold = ?3, kind = ?4, format = ?5, language = ?6, body = ?7, updated = ?9"
#define DELETE_SQL "DELETE FROM template WHERE id = ?1"

void
kt_template_free (KtTemplate *template)
{
  if (template == NULL)
    return;
  g_free (template->name);
  g_free (template->kind);
  g_free (template->language);
  g_free (template->body);
  g_free (template);
}

const char *
kt_fill_format_id (KtFillFormat format)
{
  return format == KT_FILL_HTML ? "html" : "text";
}

static KtFillFormat
format_of (const char *id)
{
  return g_str_equal (id, "html") ? KT_FILL_HTML : KT_FILL_TEXT;
}

static KtTemplate *
read_row (sqlite3_stmt *statement)
{
  KtTemplate *template = g_new0 (KtTemplate, 1);
  template->id = kt_column_int (statement, 0);
  template->name = g_strdup (kt_column_text (statement, 1));
  template->kind = g_strdup (kt_column_text (statement, 2));
  template->format = format_of (kt_column_text (statement, 3));
  template->language = g_strdup (kt_column_text_or_null (statement, 4));
  template->body = g_strdup (kt_column_text (statement, 5));
  template->created = kt_column_int (statement, 6);
  template->updated = kt_column_int (statement, 7);
  return template;
}

static KtTemplate *
copy_builtin (const KtBuiltinTemplate *builtin)
{
  KtTemplate *template = g_new0 (KtTemplate, 1);
  template->name = g_strdup (g_str_equal (builtin->kind, "letter") ? "reminder" : builtin->kind);
  template->kind = g_strdup (builtin->kind);
  template->format = format_of (builtin->format);
  template->language = g_strdup (builtin->language);
  template->body = g_strdup (builtin->body);
  return template;
}

GPtrArray *
kt_template_list (KtStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_template_free);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  while (kt_step (statement, &failure))
    g_ptr_array_add (list, read_row (statement));
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  for (const KtBuiltinTemplate *builtin = kt_builtin_templates; builtin->kind != NULL; builtin++)
    g_ptr_array_add (list, copy_builtin (builtin));
  return g_steal_pointer (&list);
}

/* The first subtag alone tells languages apart here. */
static gboolean
same_language (const char *one, const char *two)
{
  gsize length = strcspn (one, "-_");
  return length == strcspn (two, "-_") && g_ascii_strncasecmp (one, two, length) == 0;
}

/* How well a template fits: own ones before those built in, the language before any; 0 not. */
static int
fitness (const KtTemplate *template, const char *fold, const char *kind, KtFillFormat format,
         const char *language, gboolean named)
{
  g_autofree char *name = kt_fold (template->name);
  gboolean same = template->language != NULL && same_language (template->language, language);
  if (!g_str_equal (template->kind, kind) || template->format != format
      || !g_str_equal (name, fold))
    return 0;
  if (same)
    return template->id != 0 ? 5 : 3;
  if (template->language == NULL)
    return 4;
  if (named && template->id != 0)
    return 2; /* whatever it speaks */
  return template->id == 0 && g_str_equal (template->language, "en") ? 1 : 0;
}

KtTemplate *
kt_template_choose (KtStore *store, const char *name, const char *kind, KtFillFormat format,
                    const char *language, GError **error)
{
  g_autoptr (GPtrArray) list = kt_template_list (store, error);
  g_autofree char *fold = kt_fold (name != NULL                   ? name
                                   : g_str_equal (kind, "letter") ? "reminder"
                                                                  : kind);
  int best = 0;
  guint which = 0;
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      int fits = fitness (list->pdata[i], fold, kind, format, language != NULL ? language : "en",
                          name != NULL);
      if (fits <= best)
        continue;
      best = fits;
      which = i;
    }
  if (best > 0)
    return g_ptr_array_steal_index (list, which);
  if (list != NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no template «%s» for that"),
                   name != NULL ? name : kind);
      kt_error_hint (error, _ ("list them: kontor template"));
    }
  return NULL;
}

gboolean
kt_template_put (KtStore *store, const KtTemplate *template, GError **error)
{
  g_autofree char *fold = kt_fold (template->name);
  return kt_store_run (store, error, PUT_SQL, "issssssii", template->id, template->name, fold,
                       template->kind, kt_fill_format_id (template->format), template->language,
                       template->body, template->created, template->updated);
}

gboolean
kt_template_delete (KtStore *store, KtId id, GError **error)
{
  return kt_store_run (store, error, DELETE_SQL, "i", id);
}

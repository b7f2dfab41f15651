#include "config.h"
#include "template-parts.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/nearest.h"
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

#define LANGUAGE_MAX 35 /* bytes, of a BCP 47 tag */

void
kt_template_options_clear (KtTemplateOptions *options)
{
  g_free (options->kind);
  g_free (options->language);
}

static gboolean
check_language (const char *language, GError **error)
{
  gboolean good = language == NULL
                  || (g_ascii_isalpha (language[0]) && g_ascii_isalpha (language[1])
                      && strlen (language) <= LANGUAGE_MAX);
  for (const char *p = language; good && p != NULL && *p != '\0'; p++)
    good = g_ascii_isalnum (*p) || *p == '-';
  if (!good)
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no language, such as lv or uk"),
                 language);
  return good;
}

gboolean
kt_template_options_take (const KtCommand *command, char ***args, KtTemplateOptions *ret,
                          GError **error)
{
  static const char *const kinds[] = { "invoice", "offer", "letter", NULL };
  const GOptionEntry entries[] = {
    { "html", 0, 0, G_OPTION_ARG_NONE, &ret->html, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &ret->kind, NULL, NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &ret->language, NULL, NULL },
    { NULL },
  };
  if (!kt_command_parse (command, entries, args, error) || !check_language (ret->language, error))
    return FALSE;
  if (ret->kind == NULL || g_strv_contains (kinds, ret->kind))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
               _ ("«%s» is no kind: it is invoice, offer or letter"), ret->kind);
  return FALSE;
}

/* How well one fits what was asked for; 0 not at all. */
static int
fitness (const KtTemplate *template, const char *fold, const KtTemplateOptions *options)
{
  g_autofree char *name = kt_fold (template->name);
  KtFillFormat format = options->html ? KT_FILL_HTML : KT_FILL_TEXT;
  if (!g_str_equal (name, fold) || template->format != format
      || (options->kind != NULL && !g_str_equal (template->kind, options->kind)))
    return 0;
  if (options->language != NULL
      && (template->language == NULL
          || g_ascii_strcasecmp (template->language, options->language) != 0))
    return 0;
  if (template->id != 0)
    return 3;
  return template->language != NULL && g_str_equal (template->language, "en") ? 2 : 1;
}

static void
hint_names (const GPtrArray *list, const char *name, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (names, ((KtTemplate *)list->pdata[i])->name);
  g_ptr_array_add (names, NULL);
  const char *near = kt_nearest (name, (const char *const *)names->pdata);
  if (near != NULL && !g_str_equal (near, name))
    kt_error_hint (error, _ ("did you mean «%s»?"), near);
  kt_error_hint (error, _ ("list them: kontor template"));
}

KtTemplate *
kt_template_named (KtContext *context, const KtCommand *command, char **args,
                   const KtTemplateOptions *options, GError **error)
{
  if (args[0] == NULL)
    {
      kt_command_missing (command, "NAME", error);
      return NULL;
    }
  g_autofree char *name = g_strjoinv (" ", args), *fold = kt_fold (name);
  g_autoptr (GPtrArray) list = kt_template_list (context->store, error);
  int best = 0;
  guint which = 0;
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      int fits = fitness (list->pdata[i], fold, options);
      which = fits > best ? i : which;
      best = MAX (best, fits);
    }
  if (best > 0)
    return g_ptr_array_steal_index (list, which);
  if (list != NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no such template «%s»"), name);
      hint_names (list, name, error);
    }
  return NULL;
}

static char *
read_body (const char *file, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char *text = NULL;
  struct stat status;
  if (stat (file, &status) == 0 && S_ISREG (status.st_mode)
      && status.st_size <= (goffset)KT_FILL_TEMPLATE_MAX
      && g_file_get_contents (file, &text, NULL, &failure))
    return text;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot read «%s», %s"), file,
               failure != NULL ? failure->message : _ ("it is not a small file"));
  return NULL;
}

KtTemplate *
kt_template_new_of (KtContext *context, const KtCommand *command, char **args,
                    const KtTemplateOptions *options, GError **error)
{
  if (args[0] == NULL || args[1] == NULL || args[2] != NULL)
    {
      kt_command_usage_error (command, error);
      return NULL;
    }
  g_autofree char *name = kt_nfc (args[0], -1);
  if (*g_strstrip (name) == '\0' || strlen (name) > KT_TEMPLATE_NAME_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a name of 1 to %d bytes is wanted"),
                   KT_TEMPLATE_NAME_MAX);
      return NULL;
    }
  char *body = read_body (args[1], error);
  if (body == NULL)
    return NULL;
  KtTemplate *template = g_new0 (KtTemplate, 1);
  template->name = g_steal_pointer (&name);
  template->kind = g_strdup (options->kind != NULL ? options->kind : "invoice");
  gboolean page = options->html || g_str_has_suffix (args[1], ".html");
  template->format = page ? KT_FILL_HTML : KT_FILL_TEXT;
  template->language = g_strdup (options->language);
  template->body = body;
  return template;
}

#include "config.h"
#include "contact-parts.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/handle.h"
#include "kontor/person-view.h"
#include "kontor/save-part.h"
#include "kontor/table.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* "marta-liepa-2026-11-30", here; or where --to says. New, for nobody else to read. */
static char *
make_directory (KtContext *context, const KtPerson *person, const char *to, GError **error)
{
  KtLocal today = kt_context_today (context);
  g_autofree char *fold = kt_fold (person->name);
  g_autofree char *name = kt_file_name_clean (g_strdelimit (fold, " /\\:", '-'), 1);
  char *directory = to != NULL ? g_strdup (to)
                               : g_strdup_printf ("%s-%04d-%02d-%02d", name, today.year,
                                                  today.month, today.day);
  if (g_mkdir (directory, 0700) == 0)
    return directory;
  g_set_error (error, KT_ERROR, errno == EEXIST ? KT_ERROR_CONFLICT : KT_ERROR_FAILED,
               _ ("cannot make «%s», %s"), directory, g_strerror (errno));
  if (errno == EEXIST)
    kt_error_hint (error, _ ("name another directory: --to DIR"));
  g_free (directory);
  return NULL;
}

static gboolean
save (const char *directory, const char *name, const char *text, GError **error)
{
  g_autofree char *path = kt_save_new_file (directory, name, text, strlen (text), error);
  return path != NULL;
}

static void
say (KtContext *context, const KtPerson *person, const char *directory)
{
  guint rows = 0, originals = person->letters->len - person->missing;
  for (guint i = 0; i < person->rows->len; i++)
    rows += ((KtPersonRows *)person->rows->pdata[i])->rows->len;
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *json = kt_json_begin ();
      kt_json_member (json, "contact");
      kt_json_contact (json, person->contact, person->name);
      kt_json_member (json, "directory");
      kt_json_text (json, directory);
      kt_json_member (json, "records");
      kt_json_int (json, rows);
      kt_json_member (json, "letters");
      kt_json_int (json, person->letters->len);
      kt_json_member (json, "originals");
      kt_json_int (json, originals);
      kt_json_end (context, json);
      return;
    }
  kt_out (context, _ ("written  {b:%s}  person.html, person.json"), directory);
  kt_out (context, ngettext (", %u record", ", %u records", rows), rows);
  kt_out (context, ngettext (", %u letter\n", ", %u letters\n", person->letters->len),
          person->letters->len);
  if (person->missing > 0)
    kt_out (context,
            ngettext ("{y:!} the original of %u letter could not be had, its text is there\n",
                      "{y:!} the originals of %u letters could not be had, their text is there\n",
                      person->missing),
            person->missing);
}

static gboolean
write_all (KtContext *context, KtPerson *person, const char *directory, GError **error)
{
  if (!kt_person_fetch (context, person, directory, error))
    return FALSE;
  g_autofree char *json = kt_person_json (context, person);
  g_autofree char *html = kt_person_html (context, person);
  return save (directory, "person.json", json, error)
         && save (directory, "person.html", html, error);
}

gboolean
kt_contact_cmd_export (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *to = NULL;
  KtId id;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { NULL },
  };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  g_autofree char *who = g_strjoinv (" ", args);
  if (*who == '\0')
    return kt_command_missing (command, "WHO", error);
  g_autoptr (KtPerson) person
      = kt_who_resolve (context, who, &id, error) ? kt_person_gather (context, id, error) : NULL;
  g_autofree char *directory = person != NULL ? make_directory (context, person, to, error) : NULL;
  if (directory == NULL || !write_all (context, person, directory, error))
    return FALSE;
  say (context, person, directory);
  return TRUE;
}

#include "config.h"
#include "contact-parts.h"
#include "kontor/ask.h"
#include "kontor/contact-form.h"
#include "kontor/editor.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/journal.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

/* The contact as it is worked on. */
typedef struct
{
  KtContext *context;
  KtContact *contact; /* as it was read */
  char *base;         /* its form then */
  char *path;         /* of the file that is edited */
  char *text;         /* what the user made of it */
} Work;

static void
work_clear (Work *work)
{
  kt_contact_free (work->contact);
  g_free (work->base);
  g_free (work->path);
  g_free (work->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* Another kontor may have been at work while the editor was open. */
static gboolean
check_unchanged (Work *work, const KtContact *now, GError **error)
{
  g_autofree char *form = kt_contact_form (work->context, now, error);
  if (form == NULL || g_str_equal (form, work->base))
    return form != NULL;
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» was changed meanwhile, not saved"),
               now->name);
  return FALSE;
}

static KtContact *
write_form (Work *work, const GPtrArray *changes, KtContactApply *apply, GError **error)
{
  KtContext *context = work->context;
  g_autoptr (KtContact) before = kt_contact_get (context->store, work->contact->id, error);
  if (before == NULL || !check_unchanged (work, before, error))
    return NULL;
  g_autoptr (KtContact) contact = kt_contact_copy (before);
  contact->updated = context->clock.now;
  if (kt_contact_apply (context, before, contact, changes, apply, error))
    return g_steal_pointer (&contact);
  if (apply->line > 0)
    g_prefix_error (error, _ ("line %d: "), apply->line);
  return NULL;
}

static gboolean
save (Work *work, const GPtrArray *changes, GError **error)
{
  KtContext *context = work->context;
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  KtContactApply apply = { .whole = TRUE, .warnings = warnings };
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  g_autoptr (KtContact) contact = write_form (work, changes, &apply, error);
  if (contact == NULL)
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  g_autofree char *line = g_strdup_printf ("contact edit %s", contact->name);
  if (!kt_contact_end_write (context, line, error))
    return FALSE;
  kt_contact_say_written (context, context->dry_run ? _ ("would change") : _ ("changed"), contact,
                          changes, warnings);
  return TRUE;
}

static gboolean
take (Work *work, GError **error)
{
  g_autoptr (GPtrArray) changes = kt_contact_form_changes (work->base, work->text, error);
  if (changes == NULL)
    return FALSE;
  if (changes->len > 0)
    return save (work, changes, error);
  kt_out (work->context, _ ("%s stays as it was\n"), work->contact->name);
  return TRUE;
}

/* TRUE: the user wants to mend it; the error stands above what was typed. */
static gboolean
again (Work *work, const GError *failed)
{
  gboolean wanted = FALSE;
  g_autofree char *safe = kt_safe_block (failed->message);
  g_autofree char *question = kt_marked ("%s ", _ ("edit again? [Y/n]"));
  if (work->text == NULL || failed->code != KT_ERROR_USAGE)
    return FALSE;
  kt_out_marked (work->context, safe);
  kt_out (work->context, "\n");
  g_autofree char *answer = kt_ask (work->context, question, "y", NULL, NULL);
  g_autofree char *text = kt_contact_form_with_error (work->text, failed->message);
  wanted = answer != NULL && *answer != 'n' && *answer != 'N';
  return wanted && kt_editor_write (work->path, text, NULL);
}

/* What was typed is the user's; it stays where it can be found. */
static gboolean
give_up (Work *work, GError *failed, GError **error)
{
  kt_error_hint (&failed, _ ("what you typed is kept: %s"), work->path);
  g_propagate_error (error, failed);
  return FALSE;
}

static gboolean
edit_until_fine (Work *work, GError **error)
{
  for (;;)
    {
      GError *failed = NULL;
      g_clear_pointer (&work->text, g_free);
      work->text = kt_editor_run (work->context, work->path, KT_FORM_MAX, &failed);
      if (work->text != NULL && take (work, &failed))
        {
          kt_editor_remove (work->path);
          return TRUE;
        }
      if (!again (work, failed))
        return give_up (work, failed, error);
      g_error_free (failed);
    }
}

gboolean
kt_contact_edit_form (KtContext *context, const char *who, GError **error)
{
  g_auto (Work) work = { .context = context };
  KtId id;
  if (!kt_who_resolve (context, who, &id, error))
    return FALSE;
  work.contact = kt_contact_get (context->store, id, error);
  if (work.contact != NULL)
    work.base = kt_contact_form (context, work.contact, error);
  if (work.base != NULL)
    work.path = kt_editor_file (context, "contact.txt", work.base, error);
  return work.path != NULL && edit_until_fine (&work, error);
}

#include "config.h"
#include "kontor/snoozed.h"
#include "kontor/agenda-gather.h"
#include "kontor/error.h"
#include "kontor/journal.h"
#include "kontor/record-state.h"
#include "kontor/verdict.h"
#include <glib/gi18n.h>

void
kt_snoozed_free (KtSnoozed *snoozed)
{
  if (snoozed == NULL)
    return;
  kt_stored_letter_free (snoozed->letter);
  g_free (snoozed);
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const KtSnoozed *one = *(KtSnoozed *const *)a, *two = *(KtSnoozed *const *)b;
  if (one->until != two->until)
    return one->until < two->until ? -1 : 1;
  return one->letter->key < two->letter->key ? -1 : one->letter->key > two->letter->key;
}

/* A newer letter of the thread ends it. */
static gboolean
is_newest (KtContext *context, const KtStoredLetter *letter)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (KtRecordState));
  KtIdRange only = { letter->key, letter->key };
  return kt_record_find_letters (context->store, only, 1, found, NULL) && found->len > 0
         && g_array_index (found, KtRecordState, 0).updated <= letter->time;
}

GPtrArray *
kt_snoozed_list (KtContext *context, GError **error)
{
  g_autoptr (GHashTable) verdicts = kt_letter_verdict_follow_ups (context->store, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_snoozed_free);
  GHashTableIter each;
  gpointer value;
  if (verdicts == NULL)
    return NULL;
  g_hash_table_iter_init (&each, verdicts);
  while (g_hash_table_iter_next (&each, NULL, &value))
    {
      const KtLetterVerdict *verdict = value;
      g_autoptr (GError) gone = NULL; /* a letter that was forgotten snoozes nothing */
      if (verdict->verdict != KT_VERDICT_SNOOZED || verdict->until_at <= context->clock.now)
        continue;
      g_autoptr (KtStoredLetter) letter = kt_letter_get (context->store, verdict->letter, &gone);
      if (letter == NULL || !is_newest (context, letter))
        continue;
      KtSnoozed *snoozed = g_new (KtSnoozed, 1);
      *snoozed = (KtSnoozed){ g_steal_pointer (&letter), verdict->until_at };
      g_ptr_array_add (found, snoozed);
    }
  g_ptr_array_sort (found, compare);
  return g_steal_pointer (&found);
}

gboolean
kt_snoozed_wake (KtContext *context, const KtHandle *handle, GError **error)
{
  g_autoptr (GPtrArray) snoozed = kt_snoozed_list (context, error);
  const KtSnoozed *found = NULL;
  for (guint i = 0; snoozed != NULL && i < snoozed->len; i++)
    if (((const KtSnoozed *)snoozed->pdata[i])->letter->key == handle->key)
      found = snoozed->pdata[i];
  if (snoozed == NULL)
    return FALSE;
  if (found == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("nothing is snoozed there"));
      kt_error_hint (error, _ ("list what is: kontor waiting --snoozed"));
      return FALSE;
    }
  g_autofree char *line = g_strdup_printf ("wake %s", found->letter->subject);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  if (!kt_letter_verdict_clear (context->store, handle->key, 0, error) || context->dry_run)
    {
      kt_journal_rollback (context->store);
      return context->dry_run && (error == NULL || *error == NULL);
    }
  return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
}

/* Whether a letter belongs to the thread of the one asked for. */
static gboolean
is_of_thread (KtContext *context, KtId key, gint64 thread)
{
  g_autoptr (KtStoredLetter) letter = kt_letter_get (context->store, key, NULL);
  return letter != NULL && letter->thread == thread;
}

/* The one that waits in the thread, of lines; NULL none. */
static const KtAgendaLine *
line_of_thread (KtContext *context, const KtAgenda *agenda, gint64 thread)
{
  for (guint i = 0; i < agenda->lines->len; i++)
    {
      const KtAgendaLine *line = agenda->lines->pdata[i];
      if (is_of_thread (context, line->key, thread))
        return line;
    }
  return NULL;
}

/* The one that is snoozed in it. */
static const KtSnoozed *
snoozed_of_thread (const GPtrArray *snoozed, gint64 thread)
{
  for (guint i = 0; i < snoozed->len; i++)
    if (((const KtSnoozed *)snoozed->pdata[i])->letter->thread == thread)
      return snoozed->pdata[i];
  return NULL;
}

static gboolean
of_letter (KtContext *context, KtHandle *handle, GError **error)
{
  g_autoptr (KtStoredLetter) letter = kt_letter_get (context->store, handle->key, error);
  g_autoptr (KtAgenda) agenda = letter != NULL ? kt_waiting_gather (context, TRUE, error) : NULL;
  g_autoptr (GPtrArray) snoozed = agenda != NULL ? kt_snoozed_list (context, error) : NULL;
  if (snoozed == NULL)
    return FALSE;
  const KtAgendaLine *line = line_of_thread (context, agenda, letter->thread);
  const KtSnoozed *asleep = snoozed_of_thread (snoozed, letter->thread);
  if (line == NULL && asleep == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» waits for nobody's answer"),
                   letter->subject);
      kt_error_hint (error, _ ("what waits: kontor waiting --all"));
      return FALSE;
    }
  handle->kind = KT_RECORD_FOLLOW_UP;
  handle->key = line != NULL ? line->key : asleep->letter->key;
  handle->contact = line != NULL ? line->contact : 0;
  handle->stamp = line != NULL ? line->stamp : 0;
  return TRUE;
}

gboolean
kt_follow_up_resolve (KtContext *context, const char *argument, KtHandle *ret, GError **error)
{
  gboolean letter = kt_handle_listed (context, argument) == KT_RECORD_LETTER;
  guint kinds = letter ? KT_RECORD_LETTER : KT_RECORD_REMINDER | KT_RECORD_FOLLOW_UP;
  return kt_handle_resolve (context, argument, kinds, ret, error)
         && (!letter || of_letter (context, ret, error));
}

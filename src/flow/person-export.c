#include "config.h"
#include "kontor/person-export.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/link.h"
#include "kontor/local-time.h"
#include "kontor/save-part.h"
#include "kontor/sync.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define EVENTS_MAX 10000
#define SUBJECT_CHARACTERS 40

static void
letter_free (gpointer data)
{
  KtPersonLetter *letter = data;
  kt_stored_letter_free (letter->letter);
  g_free (letter->file);
  g_free (letter->why);
  g_free (letter);
}

void
kt_person_free (KtPerson *person)
{
  if (person == NULL)
    return;
  g_free (person->name);
  g_clear_pointer (&person->rows, g_ptr_array_unref);
  g_clear_pointer (&person->letters, g_ptr_array_unref);
  g_clear_pointer (&person->events, g_ptr_array_unref);
  g_free (person);
}

static gboolean
gather_letters (KtContext *context, KtPerson *person, GError **error)
{
  g_autoptr (GPtrArray) linked = kt_link_letters_of (context->store, context->settings,
                                                     person->contact, G_MAXUINT, NULL, error);
  for (guint i = 0; linked != NULL && i < linked->len; i++)
    {
      const KtLinkedLetter *one = linked->pdata[i];
      KtStoredLetter *stored = kt_letter_get (context->store, one->letter->key, error);
      if (stored == NULL)
        return FALSE;
      KtPersonLetter *letter = g_new0 (KtPersonLetter, 1);
      letter->letter = stored;
      g_ptr_array_add (person->letters, letter);
    }
  return linked != NULL;
}

KtPerson *
kt_person_gather (KtContext *context, KtId contact, GError **error)
{
  g_autoptr (KtPerson) person = g_new0 (KtPerson, 1);
  person->contact = contact;
  person->letters = g_ptr_array_new_with_free_func (letter_free);
  person->name = kt_contact_name (context->store, contact, error);
  person->rows = person->name != NULL ? kt_person_rows (context->store, contact, error) : NULL;
  if (person->rows == NULL || !gather_letters (context, person, error))
    return NULL;
  person->events = kt_dated_of (context->store, context->settings, contact, context->clock.now,
                                EVENTS_MAX, error);
  return person->events != NULL ? g_steal_pointer (&person) : NULL;
}

/* "2026-11-19 Re Zimola gramata.eml", with a number where that is taken. */
static char *
file_name (const KtContext *context, const KtStoredLetter *letter, GHashTable *taken)
{
  KtLocal local = kt_local_from_utc (letter->time, context->clock.zone);
  g_autofree char *cut = g_utf8_substring (
      letter->subject, 0, MIN (SUBJECT_CHARACTERS, g_utf8_strlen (letter->subject, -1)));
  g_strdelimit (cut, ":/\\", ' '); /* a subject is no path */
  g_autofree char *clean = kt_file_name_clean (*cut != '\0' ? cut : "letter", 1);
  for (guint n = 1;; n++)
    {
      g_autofree char *number = n > 1 ? g_strdup_printf (" (%u)", n) : g_strdup ("");
      char *name = g_strdup_printf ("%04d-%02d-%02d %s%s.eml", local.year, local.month, local.day,
                                    clean, number);
      if (g_hash_table_add (taken, name))
        return g_strdup (name);
    }
}

static gboolean
fetch_one (KtContext *context, KtFetcher *fetcher, KtPersonLetter *letter, const char *directory,
           GHashTable *taken, GError **error)
{
  g_autoptr (GError) failed = NULL;
  KtFetched *original = kt_fetcher_get (fetcher, letter->letter->key, &failed);
  if (original == NULL)
    {
      letter->why = g_strdup (failed->message);
      return TRUE;
    }
  g_autofree char *name = file_name (context, letter->letter, taken);
  g_autofree char *path
      = kt_save_new_file (directory, name, original->bytes->data, original->bytes->len, error);
  kt_fetched_free (original);
  if (path == NULL)
    return FALSE;
  letter->file = g_build_filename ("letters", name, NULL);
  return TRUE;
}

gboolean
kt_person_fetch (KtContext *context, KtPerson *person, const char *directory, GError **error)
{
  g_autoptr (KtFetcher) fetcher = kt_fetcher_new (context);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *place = g_build_filename (directory, "letters", NULL);
  if (person->letters->len == 0)
    return TRUE;
  if (g_mkdir (place, 0700) != 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot make «%s», %s"), place,
                   g_strerror (errno));
      return FALSE;
    }
  for (guint i = 0; i < person->letters->len; i++)
    {
      KtPersonLetter *letter = person->letters->pdata[i];
      if (!fetch_one (context, fetcher, letter, place, taken, error))
        return FALSE;
      person->missing += letter->file == NULL;
    }
  return TRUE;
}

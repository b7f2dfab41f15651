#include "config.h"
#include "kontor/link-events.h"
#include "kontor/event-name-rows.h"
#include "kontor/event-name.h"
#include "kontor/source-state.h"
#include <string.h>

typedef struct
{
  KtNameBook *book;
  GPtrArray *names; /* KtEventName, by event and contact */
} Making;

static void
take_contact (gpointer data, KtId contact, const char *name, const char *given, const char *family,
              gboolean company)
{
  kt_name_book_add (((Making *)data)->book, contact, name, given, family, company);
}

static void
take_service (gpointer data, const char *name)
{
  kt_name_book_add_words (((Making *)data)->book, name);
}

static int
by_contact (gconstpointer a, gconstpointer b)
{
  const KtNamed *x = *(const KtNamed *const *)a, *y = *(const KtNamed *const *)b;
  return x->contact < y->contact ? -1 : x->contact > y->contact;
}

static gboolean
take_summary (gpointer data, gint64 event, const char *summary)
{
  Making *making = data;
  g_autoptr (GPtrArray) found = kt_name_book_find (making->book, summary);
  g_ptr_array_sort (found, by_contact);
  for (guint i = 0; i < found->len; i++)
    {
      KtNamed *named = found->pdata[i];
      KtEventName *name = g_new0 (KtEventName, 1);
      name->event = event;
      name->contact = named->contact;
      name->certain = named->certain;
      name->words = g_steal_pointer (&named->words);
      g_ptr_array_add (making->names, name);
    }
  return TRUE;
}

static int
compare (const KtEventName *a, const KtEventName *b)
{
  if (a->event != b->event)
    return a->event < b->event ? -1 : 1;
  return a->contact < b->contact ? -1 : a->contact > b->contact;
}

/* Both lists in order: what is only in the old one goes, what differs or is new is written. */
static gboolean
write_difference (KtStore *store, const GPtrArray *old, const GPtrArray *new, GError **error)
{
  guint i = 0, k = 0;
  while (i < old->len || k < new->len)
    {
      const KtEventName *was = i < old->len ? old->pdata[i] : NULL;
      const KtEventName *is = k < new->len ? new->pdata[k] : NULL;
      int order = was == NULL ? 1 : is == NULL ? -1 : compare (was, is);
      if (order < 0 && !kt_event_name_drop (store, was->event, was->contact, error))
        return FALSE;
      gboolean same
          = order == 0 && was->certain == is->certain && strcmp (was->words, is->words) == 0;
      if (order >= 0 && !same && !kt_event_name_put (store, is, error))
        return FALSE;
      i += order <= 0;
      k += order >= 0;
    }
  return TRUE;
}

static gboolean
make_anew (KtStore *store, const KtSettings *settings, GError **error)
{
  g_autoptr (KtNameBook) book = kt_name_book_new (settings != NULL ? settings->me_name : NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_event_name_free);
  Making making = { book, names };
  if (!kt_contact_names (store, take_contact, &making, error)
      || !kt_service_names (store, take_service, &making, error)
      || !kt_event_summaries (store, take_summary, &making, error))
    return FALSE;
  g_autoptr (GPtrArray) old = kt_event_name_list (store, error);
  return old != NULL && write_difference (store, old, names, error);
}

gboolean
kt_link_events (KtStore *store, const KtSettings *settings, GError **error)
{
  g_autoptr (GError) failed = NULL;
  gboolean any;
  if (!kt_event_name_any (store, &any, error))
    return FALSE;
  if (!any)
    return TRUE;
  g_autofree char *names = kt_names_stamp (store, error);
  if (names == NULL)
    return FALSE;
  const char *own = settings != NULL && settings->me_name != NULL ? settings->me_name : "";
  g_autofree char *stamp = g_strconcat (names, own, NULL);
  g_autofree char *known = kt_fact_get (store, KT_FACT_EVENT_NAMES, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (g_strcmp0 (stamp, known) == 0)
    return TRUE;
  if (!kt_store_begin (store, "names in events", error))
    return FALSE;
  if (make_anew (store, settings, error) && kt_fact_set (store, KT_FACT_EVENT_NAMES, stamp, error))
    return kt_store_commit (store, error);
  kt_store_rollback (store);
  return FALSE;
}

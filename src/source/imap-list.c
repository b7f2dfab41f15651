#include "config.h"
#include "imap-gmail.h"
#include "imap-session.h"
#include "kontor/error.h"
#include <glib/gi18n.h>

#define DAY 86400
#define FLAGS_OCTETS 512 /* of an answer that tells the flags of a letter, on average */

/* What is known of one UID comes from several answers: all go into one array, which is sorted and
 * merged at the end. */
static void
add (GArray *found, guint32 uid, guint32 flags, guint32 what)
{
  KtSourceUid entry = { uid, flags, what };
  g_array_append_val (found, entry);
}

/* "5:*" also names the last letter when it is older than 5 (RFC 3501 §6.4.8). */
static gboolean
search (KtImap *self, const char *criteria, guint32 first, guint32 what, GArray *found,
        GError **error)
{
  g_autofree char *command = g_strdup_printf ("UID SEARCH UID %u:*%s", first, criteria);
  if (!kt_imap_command (self, command, KT_IMAP_ANSWER_MAX, NULL, error))
    return FALSE;
  clist *list = self->imap->imap_response_info->rsp_search_result;
  for (clistiter *i = list != NULL ? clist_begin (list) : NULL; i != NULL; i = clist_next (i))
    {
      guint32 uid = *(const uint32_t *)clist_content (i);
      if (uid >= first)
        add (found, uid, 0, what);
    }
  return TRUE;
}

/* SINCE compares dates in the server's zone: ask for a day more. */
static gboolean
search_since (KtImap *self, gint64 since, guint32 first, GArray *found, GError **error)
{
  static const char *const months[]
      = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (since - DAY);
  if (day == NULL)
    return search (self, "", first, KT_UID_PRESENT | KT_UID_WANTED, found, error);
  g_autofree char *criteria
      = g_strdup_printf (" SINCE %d-%s-%d", g_date_time_get_day_of_month (day),
                         months[g_date_time_get_month (day) - 1], g_date_time_get_year (day));
  return search (self, criteria, first, KT_UID_WANTED, found, error);
}

typedef struct
{
  GArray *found;
  gboolean labels; /* they were asked for: flags without them say too little */
} Flags;

static void
take_flags (struct mailimap_msg_att *answer, void *data)
{
  const Flags *wanted = data;
  guint32 uid = 0, flags = 0;
  gboolean told = FALSE, labelled = !wanted->labels;
  for (clistiter *i = clist_begin (answer->att_list); i != NULL; i = clist_next (i))
    {
      const struct mailimap_msg_att_item *item = clist_content (i);
      if (item->att_type == MAILIMAP_MSG_ATT_ITEM_DYNAMIC)
        {
          flags |= kt_imap_flags (item->att_data.att_dyn);
          told = TRUE;
        }
      else if (item->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC
               && item->att_data.att_static->att_type == MAILIMAP_MSG_ATT_UID)
        uid = item->att_data.att_static->att_data.att_uid;
      else
        labelled |= kt_gmail_take (item, &flags);
    }
  if (told && labelled && uid != 0)
    add (wanted->found, uid, flags, KT_UID_PRESENT | KT_UID_FLAGS);
}

/* As many letters as EXAMINE told of, as far as a server can be believed. */
static guint64
letters_told (const KtImap *self)
{
  const struct mailimap_selection_info *info = self->imap->imap_selection_info;
  return info != NULL && info->sel_has_exists ? info->sel_exists : 0;
}

/* Nothing found in a folder that has letters: believed, all of them would be gone. */
static gboolean
check_found (KtImap *self, guint32 first, const GArray *found, const char *wire_name,
             GError **error)
{
  if (first > 1 || found->len > 0 || letters_told (self) == 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED,
               _ ("%s contradicts itself about the letters in «%s»"), self->host, wire_name);
  kt_error_hint (error, "%s", _ ("sync once more"));
  return FALSE;
}

/* Of old letters too: first is about what is new. A folder without MODSEQs takes no CHANGEDSINCE
 * (RFC 7162 §3.1.2.2). */
static gboolean
fetch_flags (KtImap *self, guint64 modseq, GArray *found, GError **error)
{
  Flags wanted = { found, self->labels };
  g_autofree char *since = self->has_condstore && modseq != KT_LIST_ALL_FLAGS
                               ? g_strdup_printf (" (CHANGEDSINCE %" G_GUINT64_FORMAT ")", modseq)
                               : g_strdup ("");
  g_autofree char *command
      = g_strdup_printf ("UID FETCH 1:* (UID FLAGS%s)%s", kt_gmail_items (self), since);
  gboolean no; /* some servers say NO to a range without letters */
  guint64 octets
      = MIN (letters_told (self) * FLAGS_OCTETS + (1u << 20), 4 * (guint64)KT_IMAP_ANSWER_MAX);
  return kt_imap_stream_fetch (self, command, octets, take_flags, &wanted, &no, error);
}

static int
by_uid (gconstpointer a, gconstpointer b)
{
  const KtSourceUid *x = a, *y = b;
  return (x->uid > y->uid) - (x->uid < y->uid);
}

static void
merge (GArray *found)
{
  guint n = 0;
  KtSourceUid *entries = (KtSourceUid *)(gpointer)found->data;
  g_array_sort (found, by_uid);
  for (guint i = 0; i < found->len; i++)
    if (n > 0 && entries[n - 1].uid == entries[i].uid)
      {
        entries[n - 1].what |= entries[i].what;
        entries[n - 1].flags |= entries[i].flags;
      }
    else
      entries[n++] = entries[i];
  g_array_set_size (found, n);
}

gboolean
kt_imap_list (KtSource *source, const KtListRequest *request, const KtSourceSink *sink,
              guint64 *ret_modseq, GError **error)
{
  KtImap *self = (KtImap *)source;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (KtSourceUid));
  guint32 first = (guint32)CLAMP (request->first, 1, G_MAXUINT32);
  guint32 all = KT_UID_PRESENT | (request->since <= 0 ? KT_UID_WANTED : 0);
  if (!kt_imap_examine (self, request->wire_name, ret_modseq, error)
      || !search (self, "", first, all, found, error)
      || !check_found (self, first, found, request->wire_name, error)
      || (request->since > 0 && !search_since (self, request->since, first, found, error))
      || (request->modseq > 0 && !fetch_flags (self, request->modseq, found, error)))
    return FALSE;
  merge (found);
  return found->len == 0
         || sink->uids (sink->data, (const KtSourceUid *)(gpointer)found->data, found->len, error);
}

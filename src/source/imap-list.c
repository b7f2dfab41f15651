#include "config.h"
#include "imap-gmail.h"
#include "imap-session.h"
#include "kontor/error.h"
#include <string.h>
#include <glib/gi18n.h>

#define DAY 86400

/* What changed in a folder: EXAMINE, then what the mode needs, all sent at once (RFC 7162).
 *
 * qresync    EXAMINE x (QRESYNC …) tells flags and VANISHED; UID SEARCH of what is new
 * condstore  EXAMINE x (CONDSTORE); UID SEARCH; UID FETCH … (CHANGEDSINCE …)
 * uids       EXAMINE x; UID SEARCH; UID FETCH of the flags of young letters
 *
 * Where only letters of a time are wanted, UID SEARCH names those, and UID FETCH all that are
 * there: two searches at once could not be told apart. Servers may mix the answers to what was sent
 * together, so each kind of answer is taken whenever it comes. */
struct _KtImapListJob
{
  KtListRequest request;
  char *wire_name;
  KtSyncMode mode;
  guint examine, search, there, flags; /* tags, 0: not sent */
  gboolean refused;                    /* the folder did not open by a better mode */
};

typedef struct
{
  GArray *uids;     /* KtSourceUid */
  GArray *vanished; /* KtSourceRange */
  guint32 exists;   /* letters when the folder was opened */
  guint gone;       /* told to have been expunged since */
  gboolean refused; /* flags: those that were not told stay as they are */
  gboolean labels;  /* they were asked for: flags without them say too little */
  gboolean untold;  /* some came without the UID, or the labels: to be asked for again */
} Found;

/* What is known of one UID comes from several answers: all go into one array, which is sorted and
 * merged at the end. */
static void
add (Found *found, guint32 uid, guint32 flags, guint32 what)
{
  KtSourceUid entry = { uid, flags, what };
  g_array_append_val (found->uids, entry);
}

/* --- sending --- */

static guint32
first_uid (const KtImapListJob *job)
{
  return (guint32)CLAMP (job->request.first, 1, G_MAXUINT32);
}

/* SINCE compares dates in the server's zone: ask for a day more. */
static char *
since_criteria (gint64 since)
{
  static const char *const months[]
      = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (since - DAY);
  if (day == NULL)
    return g_strdup ("");
  return g_strdup_printf (" SINCE %d-%s-%d", g_date_time_get_day_of_month (day),
                          months[g_date_time_get_month (day) - 1], g_date_time_get_year (day));
}

static guint
send_search (KtImap *self, const KtImapListJob *job)
{
  g_autofree char *criteria
      = job->request.since > 0 ? since_criteria (job->request.since) : g_strdup ("");
  g_autofree char *command = g_strdup_printf ("UID SEARCH UID %u:*%s", first_uid (job), criteria);
  return kt_imap_send (self, command);
}

/* A folder without MODSEQs takes no CHANGEDSINCE (RFC 7162 §3.1.2.2). */
static gboolean
is_counted (const KtImapListJob *job)
{
  return job->mode >= KT_SYNC_MODE_CONDSTORE && job->request.modseq > KT_LIST_ALL_FLAGS;
}

static gboolean
is_resync (const KtImapListJob *job)
{
  return job->mode == KT_SYNC_MODE_QRESYNC && is_counted (job) && job->request.first > 1;
}

static guint
send_flags (KtImap *self, const KtImapListJob *job)
{
  guint32 from = (guint32)CLAMP (job->request.recent, 1, G_MAXUINT32);
  g_autofree char *command
      = is_counted (job)
            ? g_strdup_printf ("UID FETCH 1:* (UID FLAGS%s) (CHANGEDSINCE %" G_GUINT64_FORMAT ")",
                               kt_gmail_items (self), job->request.modseq)
            : g_strdup_printf ("UID FETCH %u:* (UID FLAGS%s)", from, kt_gmail_items (self));
  return kt_imap_send (self, command);
}

/* Without a UIDVALIDITY there is nothing to compare with. */
static char *
examine_parameter (KtImap *self, KtImapListJob *job)
{
  const KtImapTold *told = g_hash_table_lookup (self->told, job->wire_name);
  if (job->mode == KT_SYNC_MODE_QRESYNC && told == NULL)
    job->mode = KT_SYNC_MODE_CONDSTORE;
  if (is_resync (job))
    return g_strdup_printf ("(QRESYNC (%u %" G_GUINT64_FORMAT "))", told->uidvalidity,
                            job->request.modseq);
  return job->mode >= KT_SYNC_MODE_CONDSTORE ? g_strdup ("(CONDSTORE)") : NULL;
}

static void
send_job (KtImap *self, KtImapListJob *job, KtSyncMode mode)
{
  /* EXAMINE tells no labels */
  job->mode = self->labels ? MIN (mode, KT_SYNC_MODE_CONDSTORE) : mode;
  g_autofree char *parameter = examine_parameter (self, job);
  job->examine = kt_imap_send_examine (self, job->wire_name, parameter);
  job->search = send_search (self, job);
  job->there = 0;
  if (job->request.since > 0 && job->request.modseq > 0)
    {
      g_autofree char *command = g_strdup_printf ("UID FETCH %u:* (UID)", first_uid (job));
      job->there = kt_imap_send (self, command);
    }
  job->flags = job->request.modseq > 0 && !is_resync (job) ? send_flags (self, job) : 0;
}

static KtImapListJob *
job_new (const KtListRequest *request)
{
  KtImapListJob *job = g_new0 (KtImapListJob, 1);
  job->request = *request;
  job->wire_name = g_strdup (request->wire_name);
  job->request.wire_name = job->wire_name;
  return job;
}

void
kt_imap_list_job_free (KtImapListJob *job)
{
  if (job != NULL)
    g_free (job->wire_name);
  g_free (job);
}

/* --- answers --- */

static void
take_uid (struct mailimap_msg_att *answer, void *data)
{
  Found *found = data;
  guint32 uid = 0, flags = 0;
  gboolean told = FALSE, labelled = !found->labels;
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
  found->untold |= told && (uid == 0 || !labelled);
  if (uid == 0)
    return;
  add (found, uid, flags, KT_UID_PRESENT | (told && labelled ? KT_UID_FLAGS : 0));
}

static guint32
letters_there (const KtImap *self)
{
  return self->imap->imap_selection_info->sel_exists;
}

/* VANISHED lowers the number of letters, as EXPUNGE does (RFC 7162 §3.2.10); libetpan only sees to
 * EXPUNGE. An EXISTS beside it tells the number itself. */
static void
take_expunged (KtImap *self, Found *found)
{
  struct mailimap_selection_info *info = self->imap->imap_selection_info;
  const clist *expunged = self->imap->imap_response_info->rsp_expunged;
  guint32 vanished = kt_imap_count_vanished (self, info->sel_exists);
  if (!info->sel_has_exists)
    info->sel_exists -= vanished;
  found->gone += vanished + (expunged != NULL ? (guint)clist_count (expunged) : 0);
}

static gboolean
answer (KtImap *self, guint tag, Found *found, gboolean *ret_no, GError **error)
{
  guint64 octets = kt_imap_flags_max (letters_there (self), 1u << 20);
  self->imap->imap_selection_info->sel_has_exists = FALSE;
  if (!kt_imap_answer (self, tag, octets, take_uid, found, ret_no, error))
    return FALSE;
  take_expunged (self, found);
  kt_imap_take_vanished (self, found->vanished);
  return TRUE;
}

/* "5:*" also names the last letter when it is older than 5 (RFC 3501 §6.4.8). */
static gboolean
answer_search (KtImap *self, const KtImapListJob *job, Found *found, GError **error)
{
  guint32 first = first_uid (job);
  if (!answer (self, job->search, found, NULL, error))
    return FALSE;
  clist *list = self->imap->imap_response_info->rsp_search_result;
  for (clistiter *i = list != NULL ? clist_begin (list) : NULL; i != NULL; i = clist_next (i))
    {
      guint32 uid = *(const uint32_t *)clist_content (i);
      if (uid >= first)
        add (found, uid, 0, KT_UID_PRESENT | KT_UID_WANTED);
    }
  return TRUE;
}

/* How the answers to a job went. */
typedef enum
{
  TOLD,
  REFUSED, /* the folder does not open in this way */
  UNTOLD,  /* it opened, but did not tell what changed */
} Outcome;

/* A server may say NO where there is no letter. Else what it told before is not all. */
static gboolean
answer_fetch (KtImap *self, guint tag, Found *found, gboolean *ret_no, GError **error)
{
  *ret_no = FALSE;
  if (tag == 0)
    return TRUE;
  if (!answer (self, tag, found, ret_no, error))
    return FALSE;
  *ret_no &= letters_there (self) > 0;
  return TRUE;
}

/* What is there must be told; the flags are asked for in the simplest way once more, and can wait
 * for the next run. */
static gboolean
answer_fetches (KtImap *self, const KtImapListJob *job, Found *found, Outcome *ret, GError **error)
{
  gboolean hidden;
  if (!answer_fetch (self, job->there, found, &hidden, error)
      || !answer_fetch (self, job->flags, found, &found->refused, error))
    return FALSE;
  if (hidden || (found->refused && job->mode > KT_SYNC_MODE_UIDS))
    *ret = UNTOLD;
  return TRUE;
}

/* Whether EXAMINE told all that changed: the folder may count no changes, or have been put back to
 * an older state. */
static gboolean
is_resynced (const KtImap *self, const KtImapListJob *job)
{
  return is_resync (job) && self->highest >= job->request.modseq;
}

static gboolean
collect (KtImap *self, const KtImapListJob *job, Found *found, Outcome *ret, GError **error)
{
  gboolean no;
  *ret = TOLD;
  if (!kt_imap_answer_examine (self, job->examine, job->wire_name, take_uid, found, &no, error))
    return FALSE;
  if (no)
    {
      *ret = REFUSED;
      return TRUE;
    }
  found->exists = letters_there (self);
  kt_imap_take_vanished (self, found->vanished);
  if (is_resync (job) && !is_resynced (self, job))
    *ret = UNTOLD;
  return answer_search (self, job, found, error) && answer_fetches (self, job, found, ret, error);
}

static int
by_uid (gconstpointer a, gconstpointer b)
{
  const KtSourceUid *x = a, *y = b;
  return (x->uid > y->uid) - (x->uid < y->uid);
}

static void
merge (GArray *uids)
{
  guint n = 0;
  KtSourceUid *entries = (KtSourceUid *)(gpointer)uids->data;
  g_array_sort (uids, by_uid);
  for (guint i = 0; i < uids->len; i++)
    if (n > 0 && entries[n - 1].uid == entries[i].uid)
      {
        entries[n - 1].what |= entries[i].what;
        entries[n - 1].flags |= entries[i].flags;
      }
    else
      entries[n++] = entries[i];
  g_array_set_size (uids, n);
}

static void
empty (Found *found)
{
  g_array_set_size (found->uids, 0);
  g_array_set_size (found->vanished, 0);
  found->gone = 0;
  found->refused = found->untold = FALSE;
}

/* Letters that a listing of all named, by the command that lists them. */
static guint
count_listed (const KtImapListJob *job, const Found *found)
{
  guint n = 0;
  for (guint i = 0; i < found->uids->len; i++)
    n += job->there != 0 || (g_array_index (found->uids, KtSourceUid, i).what & KT_UID_WANTED);
  return n;
}

/* Fewer named than the folder has letters: believed, the others would be gone. */
static gboolean
check_found (KtImap *self, const KtImapListJob *job, const Found *found, GError **error)
{
  gboolean tells_all = job->request.since <= 0 || job->there != 0;
  merge (found->uids);
  if (job->request.first > 1 || !tells_all
      || (guint64)count_listed (job, found) + found->gone >= found->exists)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED,
               _ ("%s contradicts itself about the letters in «%s»"), self->host, job->wire_name);
  kt_error_hint (error, "%s", _ ("sync once more"));
  return FALSE;
}

/* By the next mode where a folder does not open; the session then stays with it. What does not tell
 * what changed in one folder is asked for everything there. */
static gboolean
collect_by_any_mode (KtImap *self, KtImapListJob *job, Found *found, GError **error)
{
  for (;;)
    {
      Outcome outcome;
      KtSyncMode mode = job->mode;
      if (!collect (self, job, found, &outcome, error))
        return FALSE;
      if (outcome != REFUSED && mode < self->mode && job->refused)
        self->mode = mode;
      if (outcome == TOLD)
        return check_found (self, job, found, error);
      if (!kt_imap_drain (self, error))
        return FALSE;
      if (mode <= KT_SYNC_MODE_UIDS && outcome == REFUSED)
        return kt_imap_refuse_folder (self, job->wire_name, error);
      if (mode <= KT_SYNC_MODE_UIDS)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("%s refused a request"), self->host);
          return FALSE;
        }
      job->refused |= outcome == REFUSED;
      empty (found);
      send_job (self, job, outcome == REFUSED ? mode - 1 : KT_SYNC_MODE_UIDS);
    }
}

/* --- the driver's part --- */

void
kt_imap_prepare_list (KtSource *source, const KtListRequest *request)
{
  KtImap *self = (KtImap *)source;
  if (self->broken != NULL || strpbrk (request->wire_name, "\r\n") != NULL)
    return;
  self->list_ahead = job_new (request);
  send_job (self, self->list_ahead, self->mode);
  mailstream_flush (self->imap->imap_stream);
}

/* What was sent ahead, if it is that. */
static KtImapListJob *
take_job (KtImap *self, const KtListRequest *request)
{
  KtImapListJob *ahead = g_steal_pointer (&self->list_ahead);
  if (ahead != NULL && g_str_equal (ahead->wire_name, request->wire_name)
      && ahead->request.first == request->first && ahead->request.modseq == request->modseq)
    return ahead;
  kt_imap_list_job_free (ahead);
  KtImapListJob *job = job_new (request);
  send_job (self, job, self->mode);
  return job;
}

/* From where the next run asks for flags: from where this one did, when they were not told. */
static guint64
modseq_told (const KtImap *self, const KtListRequest *request, const Found *found)
{
  if (!found->refused && !found->untold)
    return self->highest;
  return request->modseq > KT_LIST_ALL_FLAGS && request->modseq <= self->highest ? request->modseq
                                                                                 : 0;
}

static gboolean
deliver (const Found *found, const KtSourceSink *sink, GError **error)
{
  const KtSourceUid *uids = (const KtSourceUid *)(gpointer)found->uids->data;
  const KtSourceRange *ranges = (const KtSourceRange *)(gpointer)found->vanished->data;
  return (found->uids->len == 0 || sink->uids (sink->data, uids, found->uids->len, error))
         && (found->vanished->len == 0
             || sink->vanished (sink->data, ranges, found->vanished->len, error));
}

gboolean
kt_imap_list (KtSource *source, const KtListRequest *request, const KtSourceSink *sink,
              KtListResult *ret, GError **error)
{
  KtImap *self = (KtImap *)source;
  g_autoptr (GArray) uids = g_array_new (FALSE, FALSE, sizeof (KtSourceUid));
  g_autoptr (GArray) vanished = g_array_new (FALSE, FALSE, sizeof (KtSourceRange));
  Found found = { .uids = uids, .vanished = vanished, .labels = self->labels };
  if (strpbrk (request->wire_name, "\r\n") != NULL)
    return kt_imap_refuse_folder (self, request->wire_name, error);
  KtImapListJob *job = take_job (self, request);
  if (sink->ahead != NULL)
    sink->ahead (sink->data);
  gboolean ok = collect_by_any_mode (self, job, &found, error);
  if (ok)
    *ret = (KtListResult){ .modseq = modseq_told (self, request, &found),
                           .total = letters_there (self),
                           .vanished_told = is_resynced (self, job) };
  kt_imap_list_job_free (job);
  merge (uids);
  return ok && deliver (&found, sink, error);
}

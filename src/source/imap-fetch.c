#include "config.h"
#include "imap-gmail.h"
#include "imap-session.h"
#include "kontor/error.h"
#include <string.h>
#include <glib/gi18n.h>

#define SET_MAX 7000             /* octets of a UID set in one command: servers limit lines */
#define OVERHEAD_MAX (64u << 10) /* octets of an answer around its letter */

#define SETS_AHEAD 4        /* sent and not answered: their commands must not fill a pipe */
#define LOOK_AHEAD_EVERY 16 /* letters */

#define REFUSED_MAX 16 /* letters refused where none comes: a server in trouble */

#define EARLY_MAX (8u << 20) /* octets of letters that came before their turn */

enum
{
  PENDING,
  DELIVERED,
  EARLY, /* told while an earlier window was, and not kept: to be fetched again */
};

/* A letter that came before its turn: servers may work at two windows at once. */
typedef struct
{
  KtSourceItem item;
  char *data;
} Kept;

/* A set of UIDs as one command. */
typedef struct
{
  guint tag, from, to; /* indexes into uids: [from, to) */
} Set;

/* A window of letters, of which commands may be sent before it is asked for. */
struct _KtImapFetchJob
{
  char *wire_name;
  guint64 uidvalidity;
  guint32 octets;
  GArray *uids;      /* guint32, sorted: what was asked for */
  GByteArray *state; /* PENDING, DELIVERED, EARLY for each UID */
  GQueue *early;     /* Kept */
  gsize early_octets;
  GQueue *sets;  /* Set, sent and not answered */
  guint at;      /* of uids, not sent yet */
  guint examine; /* tag; 0: the folder was examined before */
};

typedef struct
{
  KtImap *self;
  const KtSourceSink *sink;
  KtImapFetchJob *job;
  guint delivered;
  GError *error; /* of the sink */
} Fetch;

/* --- one answer --- */

static int
compare (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
  return (x > y) - (x < y);
}

static guint8 *
state_of (const KtImapFetchJob *job, guint32 uid)
{
  guint at;
  return g_array_binary_search (job->uids, &uid, compare, &at) ? &job->state->data[at] : NULL;
}

static void
keep (KtImapFetchJob *job, guint8 *state, const KtSourceItem *item)
{
  gsize length = MIN (item->length, job->octets);
  if (*state != PENDING)
    return;
  *state = EARLY;
  if (job->early_octets + length > EARLY_MAX)
    return;
  Kept *kept = g_new0 (Kept, 1);
  kept->item = *item;
  kept->item.data = kept->data = g_memdup2 (item->data, MAX (length, 1));
  kept->item.length = length;
  job->early_octets += length;
  g_queue_push_tail (job->early, kept);
}

static void
kept_free (gpointer data)
{
  Kept *kept = data;
  g_free (kept->data);
  g_free (kept);
}

/* Whether it was asked for and has not come yet; servers also tell what nobody asked. A letter
 * without any octet that is said to have some did not come. */
static gboolean
is_due (Fetch *fetch, const KtSourceItem *item)
{
  KtImapFetchJob *ahead = fetch->self->fetch_ahead;
  guint8 *state = state_of (fetch->job, (guint32)item->uid);
  if (item->data == NULL || (item->length == 0 && item->size > 0))
    return FALSE;
  if (state == NULL && ahead != NULL && g_str_equal (ahead->wire_name, fetch->job->wire_name)
      && (state = state_of (ahead, (guint32)item->uid)) != NULL)
    {
      keep (ahead, state, item);
      return FALSE;
    }
  if (state == NULL || *state != PENDING)
    return FALSE;
  *state = DELIVERED;
  return TRUE;
}

/* Only behind all of this window, as what comes next may open another folder, and not before most
 * of it has come, so that the server does not mix the two more than it must. */
static void
look_ahead (const Fetch *fetch)
{
  const KtImapFetchJob *job = fetch->job;
  if (fetch->sink->ahead != NULL && job->at == job->uids->len
      && fetch->delivered * 4 >= job->uids->len * 3)
    fetch->sink->ahead (fetch->sink->data);
}

static void
deliver (Fetch *fetch, KtSourceItem *item)
{
  /* some servers are wrong about sizes: only a full window means that there may be more, a smaller
   * one is all of it; others send more than was asked for */
  guint32 octets = fetch->job->octets;
  item->size = item->length < octets ? item->length : MAX (item->size, item->length);
  item->length = MIN (item->length, octets);
  item->partial = item->length == octets && item->size > item->length;
  fetch->delivered++;
  mailstream *stream = fetch->self->imap->imap_stream;
  gint64 before = g_get_monotonic_time ();
  if (!fetch->sink->item (fetch->sink->data, item, &fetch->error))
    mailstream_cancel (stream);
  else if (fetch->delivered % LOOK_AHEAD_EVERY == 0)
    look_ahead (fetch);
  kt_stream_excuse (stream, g_get_monotonic_time () - before);
}

static void
take_letter (struct mailimap_msg_att *answer, void *data)
{
  Fetch *fetch = data;
  KtSourceItem item = kt_imap_read_item (answer);
  if (fetch->error == NULL && is_due (fetch, &item))
    deliver (fetch, &item);
}

/* --- commands --- */

/* The UIDs from *at on as ranges, until the set is long enough. */
static char *
next_set (const GArray *uids, guint *at)
{
  GString *set = g_string_new (NULL);
  while (*at < uids->len && set->len < SET_MAX)
    {
      guint32 first = g_array_index (uids, guint32, *at), last = first;
      for (++*at; *at < uids->len && g_array_index (uids, guint32, *at) == last + 1; ++*at)
        last++;
      if (set->len > 0)
        g_string_append_c (set, ',');
      g_string_append_printf (set, first == last ? "%u" : "%u:%u", first, last);
    }
  return g_string_free (set, FALSE);
}

static guint
send_fetch (KtImap *self, const char *set, guint32 octets)
{
  g_autofree char *command
      = g_strdup_printf ("UID FETCH %s (UID FLAGS%s INTERNALDATE RFC822.SIZE BODY.PEEK[]<0.%u>)",
                         set, kt_gmail_items (self), octets);
  return kt_imap_send (self, command);
}

static void
send_sets (KtImap *self, KtImapFetchJob *job)
{
  while (job->at < job->uids->len && job->sets->length < SETS_AHEAD)
    {
      Set *set = g_new0 (Set, 1);
      set->from = job->at;
      g_autofree char *uids = next_set (job->uids, &job->at);
      set->to = job->at;
      set->tag = send_fetch (self, uids, job->octets);
      g_queue_push_tail (job->sets, set);
    }
}

static void
send_job (KtImap *self, KtImapFetchJob *job)
{
  gboolean here = g_strcmp0 (self->examining, job->wire_name) == 0;
  job->examine = here ? 0 : kt_imap_send_examine (self, job->wire_name, NULL);
  send_sets (self, job);
}

static GArray *
sorted_uids (const KtFetchRequest *request)
{
  guint n = 0;
  GArray *uids = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (gsize i = 0; i < request->n_uids; i++)
    {
      guint32 uid = (guint32)request->uids[i];
      if (request->uids[i] > 0 && request->uids[i] <= G_MAXUINT32)
        g_array_append_val (uids, uid);
    }
  g_array_sort (uids, compare);
  for (guint i = 0; i < uids->len; i++)
    if (n == 0 || g_array_index (uids, guint32, n - 1) != g_array_index (uids, guint32, i))
      g_array_index (uids, guint32, n++) = g_array_index (uids, guint32, i);
  g_array_set_size (uids, n);
  return uids;
}

static KtImapFetchJob *
job_new (const KtFetchRequest *request)
{
  KtImapFetchJob *job = g_new0 (KtImapFetchJob, 1);
  job->wire_name = g_strdup (request->wire_name);
  job->uidvalidity = request->uidvalidity;
  job->octets
      = request->octets > 0 ? MIN (request->octets, KT_SOURCE_OCTETS_MAX) : KT_SOURCE_OCTETS_MAX;
  job->uids = sorted_uids (request);
  job->state = g_byte_array_new ();
  g_byte_array_set_size (job->state, job->uids->len);
  memset (job->state->data, PENDING, job->uids->len);
  job->sets = g_queue_new ();
  job->early = g_queue_new ();
  return job;
}

void
kt_imap_fetch_job_free (KtImapFetchJob *job)
{
  if (job == NULL)
    return;
  g_free (job->wire_name);
  g_array_unref (job->uids);
  g_byte_array_unref (job->state);
  g_queue_free_full (job->sets, g_free);
  g_queue_free_full (job->early, kept_free);
  g_free (job);
}

/* --- answers --- */

/* The answer to a FETCH of n letters; an error of the sink goes before the broken session it
 * leaves. */
static gboolean
answer (Fetch *fetch, guint tag, guint n, gboolean *ret_no, GError **error)
{
  g_autoptr (GError) failed = NULL;
  guint64 octets_max = n * ((guint64)fetch->job->octets + OVERHEAD_MAX) + (1u << 20);
  gboolean ok = kt_imap_answer (fetch->self, tag, octets_max, take_letter, fetch, ret_no, &failed);
  if (fetch->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fetch->error));
      return FALSE;
    }
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&failed));
  return ok;
}

/* Under another UIDVALIDITY a UID is another letter. */
static gboolean
check_validity (KtImap *self, const KtImapFetchJob *job, GError **error)
{
  if (job->uidvalidity == 0 || job->uidvalidity == self->imap->imap_selection_info->sel_uidvalidity)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("the server has numbered its letters anew"));
  kt_error_hint (error, "%s", "kontor sync");
  return FALSE;
}

/* The folder is open when this returns TRUE; what else was under way is read where it is not. */
static gboolean
answer_examine (KtImap *self, KtImapFetchJob *job, GError **error)
{
  gboolean no = FALSE;
  if (job->examine != 0
      && !kt_imap_answer_examine (self, job->examine, job->wire_name, NULL, NULL, &no, error))
    return FALSE;
  if (g_strcmp0 (self->selected, job->wire_name) == 0)
    return check_validity (self, job, error);
  return kt_imap_drain (self, error) && kt_imap_refuse_folder (self, job->wire_name, error);
}

/* What was sent ahead for another window is read first: it may have opened another folder. */
static gboolean
reopen (KtImap *self, KtImapFetchJob *job, GError **error)
{
  if (!kt_imap_drain (self, error))
    return FALSE;
  job->examine = kt_imap_send_examine (self, job->wire_name, NULL);
  return answer_examine (self, job, error);
}

/* The folder it counted on was not opened: everything once more. */
static gboolean
send_anew (KtImap *self, KtImapFetchJob *job, GError **error)
{
  if (!kt_imap_drain (self, error))
    return FALSE;
  for (Set *set; (set = g_queue_pop_head (job->sets)) != NULL;)
    g_free (set);
  job->at = 0;
  send_job (self, job);
  return TRUE;
}

/* What was kept while an earlier window was told. */
static gboolean
deliver_kept (Fetch *fetch, GError **error)
{
  for (Kept *kept; fetch->error == NULL && (kept = g_queue_pop_head (fetch->job->early)) != NULL;)
    {
      *state_of (fetch->job, (guint32)kept->item.uid) = DELIVERED;
      deliver (fetch, &kept->item);
      kept_free (kept);
    }
  if (fetch->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fetch->error));
  return FALSE;
}

/* What came too early and was not kept, in as few commands as it takes. */
static gboolean
fetch_again (Fetch *fetch, GError **error)
{
  g_autoptr (GArray) early = g_array_new (FALSE, FALSE, sizeof (guint32));
  const KtImapFetchJob *job = fetch->job;
  for (guint i = 0; i < job->uids->len; i++)
    if (job->state->data[i] == EARLY)
      {
        job->state->data[i] = PENDING;
        g_array_append_val (early, g_array_index (job->uids, guint32, i));
      }
  if (early->len > 0 && !reopen (fetch->self, fetch->job, error))
    return FALSE;
  for (guint at = 0; at < early->len;)
    {
      gboolean no;
      guint from = at;
      g_autofree char *set = next_set (early, &at);
      if (!answer (fetch, send_fetch (fetch->self, set, job->octets), at - from, &no, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether the NO says that it is the server's trouble (RFC 5530). */
static gboolean
is_troubled (const KtImap *self)
{
  static const char *const codes[] = { "UNAVAILABLE", "INUSE", "LIMIT" };
  const struct mailimap_response_info *info = self->imap->imap_response_info;
  const char *code = info != NULL ? info->rsp_atom : NULL;
  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (codes); i++)
    if (g_ascii_strcasecmp (code, codes[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
refuse_letters (const Fetch *fetch, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("%s does not hand over the letters"),
               fetch->self->host);
  return FALSE;
}

/* After a NO: the letters of sets that did not come, one by one. A letter the server cannot hand
 * out is left, who asks for it counts; if it hands out none of many, or says so, it is the server
 * that has trouble: what it does hand out is taken before that is an error. */
static gboolean
fetch_singly (Fetch *fetch, const GArray *refused, GError **error)
{
  guint still = 0, troubled = 0;
  for (guint i = 0; i < refused->len; i++)
    {
      gboolean no = FALSE;
      guint at = g_array_index (refused, guint, i);
      if (fetch->job->state->data[at] != PENDING)
        continue;
      g_autofree char *set = g_strdup_printf ("%u", g_array_index (fetch->job->uids, guint32, at));
      guint tag = send_fetch (fetch->self, set, fetch->job->octets);
      if (!answer (fetch, tag, 1, &no, error))
        return FALSE;
      still += no;
      troubled += no && is_troubled (fetch->self);
      if (troubled > REFUSED_MAX || (fetch->delivered == 0 && still > REFUSED_MAX))
        return refuse_letters (fetch, error);
    }
  return troubled == 0 || refuse_letters (fetch, error);
}

static gboolean
collect (Fetch *fetch, GError **error)
{
  KtImapFetchJob *job = fetch->job;
  g_autoptr (GArray) refused = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean lost = job->examine == 0 && g_strcmp0 (fetch->self->selected, job->wire_name) != 0;
  if ((lost && !send_anew (fetch->self, job, error)) || !answer_examine (fetch->self, job, error)
      || !deliver_kept (fetch, error))
    return FALSE;
  while (!g_queue_is_empty (job->sets))
    {
      gboolean no = FALSE;
      g_autofree Set *set = g_queue_pop_head (job->sets);
      if (!answer (fetch, set->tag, set->to - set->from, &no, error))
        return FALSE;
      for (guint i = set->from; no && i < set->to; i++)
        g_array_append_val (refused, i);
      send_sets (fetch->self, job);
    }
  return fetch_again (fetch, error)
         && (refused->len == 0
             || (reopen (fetch->self, job, error) && fetch_singly (fetch, refused, error)));
}

/* --- the driver's part --- */

void
kt_imap_prepare_fetch (KtSource *source, const KtFetchRequest *request)
{
  KtImap *self = (KtImap *)source;
  if (self->broken != NULL || strpbrk (request->wire_name, "\r\n") != NULL)
    return;
  self->fetch_ahead = job_new (request);
  send_job (self, self->fetch_ahead);
  mailstream_flush (self->imap->imap_stream);
}

/* What was sent ahead, if it is that. */
static KtImapFetchJob *
take_job (KtImap *self, const KtFetchRequest *request)
{
  KtImapFetchJob *ahead = g_steal_pointer (&self->fetch_ahead), *job = job_new (request);
  if (ahead != NULL && g_str_equal (ahead->wire_name, job->wire_name)
      && ahead->octets == job->octets && ahead->uids->len == job->uids->len
      && memcmp (ahead->uids->data, job->uids->data, job->uids->len * sizeof (guint32)) == 0)
    {
      kt_imap_fetch_job_free (job);
      return ahead;
    }
  kt_imap_fetch_job_free (ahead);
  send_job (self, job);
  return job;
}

gboolean
kt_imap_fetch (KtSource *source, const KtFetchRequest *request, const KtSourceSink *sink,
               GError **error)
{
  KtImap *self = (KtImap *)source;
  if (strpbrk (request->wire_name, "\r\n") != NULL)
    return kt_imap_refuse_folder (self, request->wire_name, error);
  KtImapFetchJob *job = take_job (self, request);
  Fetch fetch = { .self = self, .sink = sink, .job = job };
  gboolean ok = collect (&fetch, error);
  kt_imap_fetch_job_free (job);
  return ok;
}

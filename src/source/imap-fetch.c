#include "config.h"
#include "imap-gmail.h"
#include "imap-session.h"
#include "kontor/error.h"
#include <string.h>
#include <time.h>
#include <glib/gi18n.h>

#define SET_MAX 7000             /* octets of a UID set in one command: servers limit lines */
#define ZONE_MAX 1500            /* hours and minutes as a number */
#define OVERHEAD_MAX (64u << 10) /* octets of an answer around its letter */

typedef struct
{
  KtImap *self;
  const KtSourceSink *sink;
  guint32 octets;
  GArray *uids;      /* guint32, sorted: what was asked for */
  GByteArray *state; /* one octet each: delivered? */
  guint delivered;
  GError *error; /* of the sink */
} Fetch;

/* --- one answer --- */

/* "17-Jul-1996 02:44:25 -0700": the zone is the number as written. What no clock shows is 0. */
static gint64
utc_of (const struct mailimap_date_time *date)
{
  if (date->dt_year < 1970 || date->dt_year > 9999 || ABS ((gint64)date->dt_zone) > ZONE_MAX
      || !g_date_valid_dmy (date->dt_day, date->dt_month, date->dt_year) || date->dt_hour > 23
      || date->dt_min > 59 || date->dt_sec > 60)
    return 0;
  struct tm tm = { .tm_year = date->dt_year - 1900,
                   .tm_mon = date->dt_month - 1,
                   .tm_mday = date->dt_day,
                   .tm_hour = date->dt_hour,
                   .tm_min = date->dt_min,
                   .tm_sec = date->dt_sec };
  int zone = date->dt_zone;
  gint64 local = timegm (&tm);
  return MAX (local - (zone / 100 * 60 + zone % 100) * 60, 0);
}

static void
take_static (const struct mailimap_msg_att_static *attribute, KtSourceItem *item)
{
  const struct mailimap_msg_att_body_section *body;
  switch (attribute->att_type)
    {
    case MAILIMAP_MSG_ATT_UID:
      item->uid = attribute->att_data.att_uid;
      break;
    case MAILIMAP_MSG_ATT_RFC822_SIZE:
      item->size = attribute->att_data.att_rfc822_size;
      break;
    case MAILIMAP_MSG_ATT_INTERNALDATE:
      item->time = utc_of (attribute->att_data.att_internal_date);
      break;
    case MAILIMAP_MSG_ATT_BODY_SECTION:
      body = attribute->att_data.att_body_section;
      item->data = body->sec_body_part != NULL ? body->sec_body_part : "";
      item->length = body->sec_body_part != NULL ? body->sec_length : 0;
      break;
    default:
      break;
    }
}

static KtSourceItem
read_answer (const struct mailimap_msg_att *answer)
{
  KtSourceItem item = { 0 };
  for (clistiter *i = clist_begin (answer->att_list); i != NULL; i = clist_next (i))
    {
      const struct mailimap_msg_att_item *part = clist_content (i);
      if (part->att_type == MAILIMAP_MSG_ATT_ITEM_DYNAMIC)
        item.flags |= kt_imap_flags (part->att_data.att_dyn);
      else if (part->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC)
        take_static (part->att_data.att_static, &item);
      else
        kt_gmail_take (part, &item.flags);
    }
  return item;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
  return (x > y) - (x < y);
}

/* Whether it was asked for and has not come yet; servers also tell what nobody asked. A letter
 * without any octet that is said to have some did not come. */
static gboolean
is_due (Fetch *fetch, const KtSourceItem *item)
{
  guint at;
  guint32 uid = (guint32)item->uid;
  if (item->data == NULL || (item->length == 0 && item->size > 0)
      || !g_array_binary_search (fetch->uids, &uid, compare, &at) || fetch->state->data[at] != 0)
    return FALSE;
  fetch->state->data[at] = 1;
  return TRUE;
}

static void
take_letter (struct mailimap_msg_att *answer, void *data)
{
  Fetch *fetch = data;
  KtSourceItem item = read_answer (answer);
  if (fetch->error != NULL || !is_due (fetch, &item))
    return;
  /* some servers are wrong about sizes: only a full window means that there may be more, a smaller
   * one is all of it; others send more than was asked for */
  item.size = item.length < fetch->octets ? item.length : MAX (item.size, item.length);
  item.length = MIN (item.length, fetch->octets);
  item.partial = item.length == fetch->octets && item.size > item.length;
  fetch->delivered++;
  mailstream *stream = fetch->self->imap->imap_stream;
  gint64 before = g_get_monotonic_time ();
  if (!fetch->sink->item (fetch->sink->data, &item, &fetch->error))
    mailstream_cancel (stream);
  kt_stream_excuse (stream, g_get_monotonic_time () - before);
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

/* Fetches a set of n UIDs; an error of the sink goes before the broken session it leaves. */
static gboolean
run (Fetch *fetch, const char *set, guint n, gboolean *ret_no, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autofree char *command
      = g_strdup_printf ("UID FETCH %s (UID FLAGS%s INTERNALDATE RFC822.SIZE BODY.PEEK[]<0.%u>)",
                         set, kt_gmail_items (fetch->self), fetch->octets);
  guint64 octets_max = n * ((guint64)fetch->octets + OVERHEAD_MAX) + (1u << 20);
  gboolean ok = kt_imap_stream_fetch (fetch->self, command, octets_max, take_letter, fetch, ret_no,
                                      &failed);
  if (fetch->error != NULL)
    g_propagate_error (error, g_steal_pointer (&fetch->error));
  else if (!ok)
    g_propagate_error (error, g_steal_pointer (&failed));
  return ok;
}

/* After a NO: the letters of [from, to) that did not come, one by one. A letter the server cannot
 * hand out is left; if it hands out none, it is the server that has trouble. */
static gboolean
run_singly (Fetch *fetch, guint from, guint to, GError **error)
{
  guint before = fetch->delivered, refused = 0;
  for (guint i = from; i < to; i++)
    {
      gboolean no = FALSE;
      guint32 uid = g_array_index (fetch->uids, guint32, i);
      if (fetch->state->data[i] != 0)
        continue;
      g_autofree char *set = g_strdup_printf ("%u", uid);
      if (!run (fetch, set, 1, &no, error))
        return FALSE;
      refused += no;
    }
  if (refused == 0 || fetch->delivered > before)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("%s does not hand over the letters"),
               fetch->self->host);
  return FALSE;
}

static void
sort_uids (const KtFetchRequest *request, GArray *uids)
{
  guint n = 0;
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
}

/* Under another UIDVALIDITY a UID is another letter. */
static gboolean
check_validity (KtImap *self, const KtFetchRequest *request, GError **error)
{
  if (request->uidvalidity == 0
      || request->uidvalidity == self->imap->imap_selection_info->sel_uidvalidity)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("the server has numbered its letters anew"));
  kt_error_hint (error, "%s", "kontor sync");
  return FALSE;
}

gboolean
kt_imap_fetch (KtSource *source, const KtFetchRequest *request, const KtSourceSink *sink,
               GError **error)
{
  g_autoptr (GArray) uids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GByteArray) state = g_byte_array_new ();
  Fetch fetch = { .self = (KtImap *)source, .sink = sink, .uids = uids, .state = state };
  fetch.octets
      = request->octets > 0 ? MIN (request->octets, KT_SOURCE_OCTETS_MAX) : KT_SOURCE_OCTETS_MAX;
  sort_uids (request, uids);
  g_byte_array_set_size (state, uids->len);
  memset (state->data, 0, uids->len);
  if (!kt_imap_examine (fetch.self, request->wire_name, NULL, error)
      || !check_validity (fetch.self, request, error))
    return FALSE;
  for (guint at = 0; at < uids->len;)
    {
      guint from = at;
      gboolean no = FALSE;
      g_autofree char *set = next_set (uids, &at);
      if (!run (&fetch, set, at - from, &no, error)
          || (no && !run_singly (&fetch, from, at, error)))
        return FALSE;
    }
  return TRUE;
}

#include "config.h"
#include "imap-session.h"
#include "kontor/error.h"
#include <string.h>

/* Waiting for news of one folder: IDLE (RFC 2177), or NOOP now and then.
 *
 * The waiting is our own, on the stream: libetpan's looks at a socket, not at what TLS and the
 * guard hold already. IDLE itself is written by hand too: servers put news before the "+". */

#define RENEW_MS (28 * 60 * 1000) /* servers may hang up after 30 minutes (RFC 2177) */
#define LINES_MAX 10000           /* before the "+" */

/* What the last answer told of the folder, besides the number of letters. */
static gboolean
tells_news (const mailimap *imap)
{
  const struct mailimap_response_info *info = imap->imap_response_info;
  if (info == NULL)
    return FALSE;
  return (info->rsp_expunged != NULL && !clist_isempty (info->rsp_expunged))
         || (info->rsp_fetch_list != NULL && !clist_isempty (info->rsp_fetch_list))
         || (info->rsp_extension_list != NULL && !clist_isempty (info->rsp_extension_list));
}

static guint32
letters_in (const KtImap *self)
{
  const struct mailimap_selection_info *info = self->imap->imap_selection_info;
  return info != NULL ? info->sel_exists : 0;
}

/* The folder anew, so that nothing is missed that came since it was last looked at. What does not
 * open any more has changed, too. */
static gboolean
look (KtImap *self, const KtIdleRequest *request, gboolean *ret_changed, GError **error)
{
  g_autoptr (GError) failed = NULL;
  guint64 modseq;
  if (!kt_imap_examine (self, request->wire_name, &modseq, &failed))
    {
      *ret_changed = TRUE;
      if (self->broken == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  const struct mailimap_selection_info *info = self->imap->imap_selection_info;
  *ret_changed = letters_in (self) != request->total
                 || (request->uidnext > 0 && info->sel_uidnext > request->uidnext);
  return TRUE;
}

/* --- IDLE --- */

/* Reads up to the "+". *ret_refused: the server does not want to. */
static int
begin_idle (mailimap *imap, gboolean *ret_changed, gboolean *ret_refused)
{
  int result = mailimap_send_current_tag (imap);
  if (result != MAILIMAP_NO_ERROR)
    return result;
  if (mailstream_write (imap->imap_stream, "IDLE\r\n", strlen ("IDLE\r\n")) < 0
      || mailstream_flush (imap->imap_stream) < 0)
    return MAILIMAP_ERROR_STREAM;
  for (guint i = 0; i < LINES_MAX; i++)
    {
      const char *line = mailimap_read_line (imap);
      if (line == NULL)
        return MAILIMAP_ERROR_STREAM;
      if (*line == '+')
        return MAILIMAP_NO_ERROR;
      if (!g_str_has_prefix (line, "* "))
        {
          *ret_refused = TRUE;
          return MAILIMAP_NO_ERROR;
        }
      *ret_changed |= g_ascii_isdigit (line[2]) /* EXISTS, EXPUNGE, FETCH */
                      || g_ascii_strncasecmp (line, "* VANISHED ", strlen ("* VANISHED ")) == 0;
    }
  return MAILIMAP_ERROR_PROTOCOL;
}

/* Its answer holds all that was said meanwhile. */
static int
end_idle (mailimap *imap)
{
  struct mailimap_response *response;
  if (mailstream_write (imap->imap_stream, "DONE\r\n", strlen ("DONE\r\n")) < 0
      || mailstream_flush (imap->imap_stream) < 0 || mailimap_read_line (imap) == NULL)
    return MAILIMAP_ERROR_STREAM;
  int result = mailimap_parse_response (imap, &response);
  if (result != MAILIMAP_NO_ERROR)
    return result;
  if (response->rsp_resp_done->rsp_type != MAILIMAP_RESP_DONE_TYPE_TAGGED)
    result = MAILIMAP_ERROR_PROTOCOL;
  mailimap_response_free (response);
  return result;
}

/* One IDLE, as long as it may last. *ret_woken: the keeper wants something else. */
static gboolean
idle_once (KtImap *self, int wake, gboolean *ret_changed, gboolean *ret_woken,
           gboolean *ret_refused, GError **error)
{
  guint32 before = letters_in (self);
  if (!kt_imap_begin (self, KT_IMAP_ANSWER_MAX, error)
      || !kt_imap_end (self, begin_idle (self->imap, ret_changed, ret_refused), -1, NULL, error))
    return FALSE;
  if (*ret_refused)
    return TRUE;
  KtStreamNews news
      = *ret_changed ? KT_STREAM_TOLD : kt_stream_listen (self->imap->imap_stream, wake, RENEW_MS);
  *ret_woken = news == KT_STREAM_WOKEN;
  int result = MAILIMAP_ERROR_STREAM;
  if (news != KT_STREAM_BROKEN)
    {
      kt_stream_begin (self->imap->imap_stream, KT_IMAP_ANSWER_MAX);
      result = end_idle (self->imap);
    }
  if (!kt_imap_end (self, result, -1, NULL, error))
    return FALSE;
  *ret_changed |= letters_in (self) != before || tells_news (self->imap);
  return TRUE;
}

/* --- without IDLE --- */

/* Whether it is to end: woken, or the connection is lost (error). */
static gboolean
sleep_between (KtImap *self, int wake, guint milliseconds, gboolean *ret_woken, GError **error)
{
  KtStreamNews news = kt_stream_listen (self->imap->imap_stream, wake, milliseconds);
  *ret_woken = news == KT_STREAM_WOKEN;
  return news != KT_STREAM_BROKEN || kt_imap_end (self, MAILIMAP_ERROR_STREAM, -1, NULL, error);
}

static gboolean
poll_once (KtImap *self, int wake, guint milliseconds, gboolean *ret_changed, gboolean *ret_woken,
           GError **error)
{
  guint32 before = letters_in (self);
  if (!sleep_between (self, wake, milliseconds, ret_woken, error))
    return FALSE;
  if (*ret_woken)
    return TRUE;
  if (!kt_imap_command (self, "NOOP", KT_IMAP_ANSWER_MAX, NULL, error))
    return FALSE;
  *ret_changed = letters_in (self) != before || tells_news (self->imap);
  return TRUE;
}

/* STATUS of a folder that is open may tell what it was (RFC 3501 §6.3.10). It was opened by
 * EXAMINE: CLOSE takes nothing out of it (§6.4.2). */
static gboolean
leave_folder (KtImap *self, GError **error)
{
  gboolean no;
  const char *command = kt_imap_has (self, "UNSELECT") ? "UNSELECT" : "CLOSE";
  if (self->selected == NULL)
    return TRUE;
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->examining, g_free);
  return kt_imap_command (self, command, KT_IMAP_ANSWER_MAX, &no, error);
}

gboolean
kt_imap_idle (KtSource *source, const KtIdleRequest *request, int wake, gboolean *ret_changed,
              GError **error)
{
  KtImap *self = (KtImap *)source;
  gboolean woken = FALSE, refused = !kt_imap_has (self, "IDLE");
  *ret_changed = FALSE;
  if (!look (self, request, ret_changed, error))
    return FALSE;
  while (!*ret_changed && !woken)
    {
      gboolean ok = refused ? poll_once (self, wake, request->poll_ms, ret_changed, &woken, error)
                            : idle_once (self, wake, ret_changed, &woken, &refused, error);
      if (!ok)
        return FALSE;
    }
  return leave_folder (self, error);
}

#include "config.h"
#include "imap-session.h"
#include "kontor/error.h"
#include <string.h>
#include <glib/gi18n.h>

static void
break_session (KtImap *self)
{
  const GError *cause
      = self->imap->imap_stream != NULL ? kt_stream_error (self->imap->imap_stream) : NULL;
  self->broken
      = g_error_new (KT_ERROR, KT_ERROR_NETWORK, _ ("lost the connection to %s, %s"), self->host,
                     cause != NULL ? cause->message : _ ("its answer makes no sense"));
}

gboolean
kt_imap_begin (KtImap *self, guint64 octets_max, GError **error)
{
  if (self->broken != NULL)
    {
      g_propagate_error (error, g_error_copy (self->broken));
      return FALSE;
    }
  kt_stream_begin (self->imap->imap_stream, octets_max);
  return TRUE;
}

gboolean
kt_imap_end (KtImap *self, int result, int no, gboolean *ret_no, GError **error)
{
  if (ret_no != NULL)
    *ret_no = result == no;
  if (result == MAILIMAP_NO_ERROR || (result == no && ret_no != NULL))
    return TRUE;
  if (result == no)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("%s refused a request"), self->host);
      return FALSE;
    }
  break_session (self);
  g_propagate_error (error, g_error_copy (self->broken));
  return FALSE;
}

/* mailimap_custom_command() puts a space behind the command, which not every server takes. */
static int
send_command (mailimap *imap, const char *command)
{
  struct mailimap_response *response;
  int result = mailimap_send_current_tag (imap);
  if (result != MAILIMAP_NO_ERROR)
    return result;
  if (mailstream_write (imap->imap_stream, command, strlen (command)) < 0
      || mailstream_write (imap->imap_stream, "\r\n", 2) < 0
      || mailstream_flush (imap->imap_stream) < 0 || mailimap_read_line (imap) == NULL)
    return MAILIMAP_ERROR_STREAM;
  result = mailimap_parse_response (imap, &response);
  if (result != MAILIMAP_NO_ERROR)
    return result;
  const struct mailimap_response_done *done = response->rsp_resp_done;
  if (done->rsp_type != MAILIMAP_RESP_DONE_TYPE_TAGGED)
    result = MAILIMAP_ERROR_PROTOCOL;
  else if (done->rsp_data.rsp_tagged->rsp_cond_state->rsp_type != MAILIMAP_RESP_COND_STATE_OK)
    result = MAILIMAP_ERROR_CUSTOM_COMMAND;
  mailimap_response_free (response);
  return result;
}

gboolean
kt_imap_command (KtImap *self, const char *command, guint64 octets_max, gboolean *ret_no,
                 GError **error)
{
  return kt_imap_begin (self, octets_max, error)
         && kt_imap_end (self, send_command (self->imap, command), MAILIMAP_ERROR_CUSTOM_COMMAND,
                         ret_no, error);
}

/* --- capabilities --- */

void
kt_imap_forget_capabilities (KtImap *self)
{
  struct mailimap_connection_info *info = self->imap->imap_connection_info;
  if (info == NULL || info->imap_capability == NULL)
    return;
  mailimap_capability_data_free (info->imap_capability);
  info->imap_capability = NULL;
}

gboolean
kt_imap_has (const KtImap *self, const char *capability)
{
  const struct mailimap_connection_info *info = self->imap->imap_connection_info;
  if (info == NULL || info->imap_capability == NULL || info->imap_capability->cap_list == NULL)
    return FALSE;
  for (clistiter *i = clist_begin (info->imap_capability->cap_list); i != NULL; i = clist_next (i))
    {
      const struct mailimap_capability *known = clist_content (i);
      gboolean auth = known->cap_type == MAILIMAP_CAPABILITY_AUTH_TYPE;
      const char *wanted = capability;
      if (auth != g_str_has_prefix (capability, "AUTH="))
        continue;
      if (auth)
        wanted += strlen ("AUTH=");
      if (g_ascii_strcasecmp (auth ? known->cap_data.cap_auth_type : known->cap_data.cap_name,
                              wanted)
          == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
kt_imap_ask_capabilities (KtImap *self, GError **error)
{
  const struct mailimap_connection_info *info = self->imap->imap_connection_info;
  if (info != NULL && info->imap_capability != NULL)
    return TRUE;
  return kt_imap_command (self, "CAPABILITY", KT_IMAP_ANSWER_MAX, NULL, error);
}

/* --- folders --- */

static gboolean
check_validity (KtImap *self, const char *wire_name, GError **error)
{
  const struct mailimap_selection_info *info = self->imap->imap_selection_info;
  guint32 *told = g_hash_table_lookup (self->validity, wire_name);
  if (info != NULL && info->sel_uidvalidity != 0
      && (told == NULL || *told == info->sel_uidvalidity))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("the folder «%s» at %s was made anew just now"),
               wire_name, self->host);
  kt_error_hint (error, "%s", _ ("sync once more"));
  return FALSE;
}

static gboolean
refuse_folder (KtImap *self, const char *wire_name, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("%s does not open the folder «%s»"),
               self->host, wire_name);
  return FALSE;
}

gboolean
kt_imap_examine (KtImap *self, const char *wire_name, guint64 *ret_modseq, GError **error)
{
  uint64_t modseq = 0;
  gboolean no;
  if (ret_modseq == NULL && self->broken == NULL && g_strcmp0 (self->selected, wire_name) == 0)
    return TRUE;
  g_clear_pointer (&self->selected, g_free);
  if (strpbrk (wire_name, "\r\n") != NULL)
    return refuse_folder (self, wire_name, error);
  if (!kt_imap_begin (self, KT_IMAP_ANSWER_MAX, error))
    return FALSE;
  int result = self->has_condstore ? mailimap_examine_condstore (self->imap, wire_name, &modseq)
                                   : mailimap_examine (self->imap, wire_name);
  if (!kt_imap_end (self, result, MAILIMAP_ERROR_EXAMINE, &no, error))
    return FALSE;
  if (no)
    return refuse_folder (self, wire_name, error);
  if (!check_validity (self, wire_name, error))
    return FALSE;
  self->selected = g_strdup (wire_name);
  if (ret_modseq != NULL)
    *ret_modseq = modseq;
  return TRUE;
}

/* --- FETCH answers --- */

static void
ignore_progress (size_t current, size_t maximum, void *context)
{
}

gboolean
kt_imap_stream_fetch (KtImap *self, const char *command, guint64 octets_max,
                      mailimap_msg_att_handler *handler, gpointer data, gboolean *ret_no,
                      GError **error)
{
  /* the handler is only called where a progress callback is set too */
  mailimap_set_progress_callback (self->imap, ignore_progress, ignore_progress, NULL);
  mailimap_set_msg_att_handler (self->imap, handler, data);
  kt_guard_set_streaming (self->guard, TRUE);
  gboolean ok = kt_imap_command (self, command, octets_max, ret_no, error);
  kt_guard_set_streaming (self->guard, FALSE);
  mailimap_set_msg_att_handler (self->imap, NULL, NULL);
  mailimap_set_progress_callback (self->imap, NULL, NULL, NULL);
  return ok;
}

guint32
kt_imap_flags (const struct mailimap_msg_att_dynamic *attribute)
{
  guint32 flags = 0;
  if (attribute->att_list == NULL)
    return 0;
  for (clistiter *i = clist_begin (attribute->att_list); i != NULL; i = clist_next (i))
    {
      const struct mailimap_flag_fetch *flag = clist_content (i);
      if (flag->fl_type != MAILIMAP_FLAG_FETCH_OTHER || flag->fl_flag == NULL)
        continue;
      switch (flag->fl_flag->fl_type)
        {
        case MAILIMAP_FLAG_ANSWERED:
          flags |= KT_FLAG_ANSWERED;
          break;
        case MAILIMAP_FLAG_FLAGGED:
          flags |= KT_FLAG_FLAGGED;
          break;
        case MAILIMAP_FLAG_DELETED:
          flags |= KT_FLAG_DELETED;
          break;
        case MAILIMAP_FLAG_SEEN:
          flags |= KT_FLAG_SEEN;
          break;
        case MAILIMAP_FLAG_DRAFT:
          flags |= KT_FLAG_DRAFT;
          break;
        default:
          break;
        }
    }
  return flags;
}

/* --- the driver --- */

/* No waiting for an answer to LOGOUT, as mailimap_free() would: nothing depends on it. */
static void
hang_up (KtImap *self)
{
  mailstream *stream = self->imap->imap_stream;
  if (stream == NULL)
    return;
  gboolean logged_in = self->greeting != NULL && self->broken == NULL;
  if (logged_in && mailimap_send_current_tag (self->imap) == MAILIMAP_NO_ERROR)
    {
      mailstream_write (stream, "LOGOUT\r\n", strlen ("LOGOUT\r\n"));
      mailstream_flush (stream);
    }
  mailstream_close (stream);
  self->imap->imap_stream = NULL;
}

static void
imap_close (KtSource *source)
{
  KtImap *self = (KtImap *)source;
  hang_up (self);
  mailimap_free (self->imap);
  g_hash_table_unref (self->validity);
  g_clear_error (&self->broken);
  g_strfreev (self->folders);
  g_free (self->selected);
  g_free (self->host);
  g_free (self->user);
  g_free (self->sent);
  g_free (self->greeting);
  g_free (self);
}

static const char *
imap_greeting (KtSource *source)
{
  return ((KtImap *)source)->greeting;
}

static KtSource *
imap_open (KtSourceSpec *spec, GError **error)
{
  KtImap *self = g_new0 (KtImap, 1);
  self->source.driver = &kt_imap_driver;
  self->host = g_strdup (spec->kind == KT_SOURCE_IMAP_TUNNEL ? _ ("the server behind the tunnel")
                                                             : spec->host);
  self->user = g_strdup (spec->user);
  self->sent = g_strdup (spec->sent);
  self->folders = g_strdupv (spec->folders);
  self->imap = mailimap_new (0, NULL);
  self->validity = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean ok = kt_imap_connect (self, spec, error);
  explicit_bzero (spec->secret, strlen (spec->secret));
  if (ok)
    return &self->source;
  imap_close (&self->source);
  return NULL;
}

const KtSourceDriver kt_imap_driver = {
  .open = imap_open,
  .greeting = imap_greeting,
  .folders = kt_imap_folders,
  .list = kt_imap_list,
  .fetch = kt_imap_fetch,
  .idle = kt_imap_idle,
  .close = imap_close,
};

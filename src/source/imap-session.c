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
kt_imap_end (KtImap *self, int result, int no, gboolean *ret_no, GError **error)
{
  self->last_tag = MAX (self->last_tag, (guint)self->imap->imap_tag);
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

/* --- FETCH answers --- */

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
  if (self->greeting != NULL && self->broken == NULL)
    {
      kt_imap_send (self, "LOGOUT");
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
  kt_imap_list_job_free (self->list_ahead);
  kt_imap_fetch_job_free (self->fetch_ahead);
  g_queue_clear (&self->under_way);
  g_free (self->examining);
  g_hash_table_unref (self->told);
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

/* Some providers open no folder to programs that do not say their name (RFC 2971). It says nothing
 * of its user; the answer is of no interest. */
static void
introduce (KtImap *self)
{
  if (kt_imap_has (self, "ID"))
    kt_imap_send (self, "ID (\"name\" \"" PACKAGE_NAME "\" \"version\" \"" PACKAGE_VERSION "\")");
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
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean ok = kt_imap_connect (self, spec, error);
  explicit_bzero (spec->secret, strlen (spec->secret));
  if (ok)
    {
      introduce (self);
      return &self->source;
    }
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
  .prepare_list = kt_imap_prepare_list,
  .prepare_fetch = kt_imap_prepare_fetch,
  .close = imap_close,
};

#include "config.h"
#include "imap-session.h"
#include "kontor/error.h"
#include <string.h>
#include <glib/gi18n.h>

#define FLAGS_OCTETS 512 /* of an answer that tells the flags of a letter, on average */
#define EXAMINE_MAX                                                                                \
  (8u << 20) /* octets beside flags: what vanished, letters that came just now                     \
              */

guint64
kt_imap_flags_max (guint32 letters, guint64 more)
{
  return MIN (letters * (guint64)FLAGS_OCTETS + more, 4 * (guint64)KT_IMAP_ANSWER_MAX);
}

char *
kt_imap_quoted (const char *before, const char *wire_name, const char *behind)
{
  GString *text = g_string_new (before);
  g_string_append_c (text, '"');
  for (; *wire_name != '\0'; wire_name++)
    {
      if (*wire_name == '"' || *wire_name == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *wire_name);
    }
  g_string_append_c (text, '"');
  g_string_append (text, behind);
  return g_string_free (text, FALSE);
}

gboolean
kt_imap_refuse_folder (KtImap *self, const char *wire_name, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("%s does not open the folder «%s»"),
               self->host, wire_name);
  return FALSE;
}

guint
kt_imap_send_examine (KtImap *self, const char *wire_name, const char *parameter)
{
  g_autofree char *behind = parameter != NULL ? g_strconcat (" ", parameter, NULL) : NULL;
  g_autofree char *command = kt_imap_quoted ("EXAMINE ", wire_name, behind != NULL ? behind : "");
  guint before = GPOINTER_TO_UINT (g_queue_peek_tail (&self->under_way));
  guint tag = kt_imap_send (self, command);
  kt_guard_hold (self->guard, before, tag);
  g_free (self->examining);
  self->examining = g_strdup (wire_name);
  return tag;
}

/* Under another UIDVALIDITY than FOLDERS told all UIDs are other letters'. */
static gboolean
check_validity (KtImap *self, const char *wire_name, GError **error)
{
  guint32 now = self->imap->imap_selection_info->sel_uidvalidity;
  const KtImapTold *told = g_hash_table_lookup (self->told, wire_name);
  if (now != 0 && (told == NULL || told->uidvalidity == now))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("the folder «%s» at %s was made anew just now"),
               wire_name, self->host);
  kt_error_hint (error, "%s", _ ("sync once more"));
  return FALSE;
}

/* What an extension adds to the answer read last; NULL at the end. */
static const struct mailimap_extension_data *
next_extension (KtImap *self, clistiter **at, int id, int type)
{
  clist *list = self->imap->imap_response_info->rsp_extension_list;
  if (list == NULL)
    return NULL;
  for (*at = *at == NULL ? clist_begin (list) : clist_next (*at); *at != NULL;
       *at = clist_next (*at))
    {
      const struct mailimap_extension_data *data = clist_content (*at);
      if (data->ext_extension->ext_id == id && data->ext_type == type)
        return data;
    }
  return NULL;
}

static guint64
highest_modseq (KtImap *self)
{
  guint64 modseq = 0;
  clistiter *at = NULL;
  const struct mailimap_extension_data *data;
  while ((data = next_extension (self, &at, MAILIMAP_EXTENSION_CONDSTORE,
                                 MAILIMAP_CONDSTORE_TYPE_RESP_TEXT_CODE))
         != NULL)
    {
      const struct mailimap_condstore_resptextcode *code = data->ext_data;
      if (code->cs_type == MAILIMAP_CONDSTORE_RESPTEXTCODE_NOMODSEQ)
        return 0;
      if (code->cs_type == MAILIMAP_CONDSTORE_RESPTEXTCODE_HIGHESTMODSEQ)
        modseq = code->cs_data.cs_modseq_value;
    }
  return modseq;
}

gboolean
kt_imap_answer_examine (KtImap *self, guint tag, const char *wire_name,
                        mailimap_msg_att_handler *handler, gpointer data, gboolean *ret_no,
                        GError **error)
{
  mailimap *imap = self->imap;
  g_clear_pointer (&self->selected, g_free);
  if (imap->imap_selection_info != NULL)
    mailimap_selection_info_free (imap->imap_selection_info);
  imap->imap_selection_info = mailimap_selection_info_new ();
  const KtImapTold *told = g_hash_table_lookup (self->told, wire_name);
  guint64 octets = kt_imap_flags_max (told != NULL ? told->total : 0, EXAMINE_MAX);
  if (!kt_imap_answer (self, tag, octets, handler, data, ret_no, error))
    return FALSE;
  if (*ret_no)
    {
      if (g_strcmp0 (self->examining, wire_name) == 0)
        g_clear_pointer (&self->examining, g_free);
      return TRUE;
    }
  if (!check_validity (self, wire_name, error))
    return FALSE;
  self->selected = g_strdup (wire_name);
  self->highest = highest_modseq (self);
  return TRUE;
}

gboolean
kt_imap_examine (KtImap *self, const char *wire_name, guint64 *ret_modseq, GError **error)
{
  gboolean no = FALSE, here = g_strcmp0 (self->selected, wire_name) == 0;
  if (ret_modseq == NULL && here && g_strcmp0 (self->examining, wire_name) == 0)
    return TRUE;
  if (strpbrk (wire_name, "\r\n") != NULL)
    return kt_imap_refuse_folder (self, wire_name, error);
  const char *parameter = self->mode >= KT_SYNC_MODE_CONDSTORE ? "(CONDSTORE)" : NULL;
  if (!kt_imap_begin (self, KT_IMAP_ANSWER_MAX, error)
      || !kt_imap_answer_examine (self, kt_imap_send_examine (self, wire_name, parameter),
                                  wire_name, NULL, NULL, &no, error))
    return FALSE;
  if (no)
    return kt_imap_refuse_folder (self, wire_name, error);
  if (ret_modseq != NULL)
    *ret_modseq = self->highest;
  return TRUE;
}

void
kt_imap_take_vanished (KtImap *self, GArray *ranges)
{
  clistiter *at = NULL;
  const struct mailimap_extension_data *data;
  while ((data
          = next_extension (self, &at, MAILIMAP_EXTENSION_QRESYNC, MAILIMAP_QRESYNC_TYPE_VANISHED))
         != NULL)
    {
      const struct mailimap_qresync_vanished *vanished = data->ext_data;
      clist *list = vanished->qr_known_uids->set_list;
      for (clistiter *i = clist_begin (list); i != NULL; i = clist_next (i))
        {
          const struct mailimap_set_item *item = clist_content (i);
          guint64 last = item->set_last != 0 ? item->set_last : G_MAXUINT32; /* 0 is "*" */
          KtSourceRange range = { MIN (item->set_first, last), MAX (item->set_first, last) };
          g_array_append_val (ranges, range);
        }
    }
}

guint32
kt_imap_count_vanished (KtImap *self, guint32 letters)
{
  guint64 n = 0;
  clistiter *at = NULL;
  const struct mailimap_extension_data *data;
  while ((data
          = next_extension (self, &at, MAILIMAP_EXTENSION_QRESYNC, MAILIMAP_QRESYNC_TYPE_VANISHED))
         != NULL)
    {
      const struct mailimap_qresync_vanished *vanished = data->ext_data;
      if (vanished->qr_earlier)
        continue;
      const clist *list = vanished->qr_known_uids->set_list;
      for (clistiter *i = clist_begin (list); i != NULL; i = clist_next (i))
        {
          const struct mailimap_set_item *item = clist_content (i);
          guint64 first = item->set_first != 0 ? item->set_first : G_MAXUINT32;
          guint64 last = item->set_last != 0 ? item->set_last : G_MAXUINT32; /* 0 is "*" */
          n += MAX (first, last) - MIN (first, last) + 1;
        }
    }
  return n <= letters ? (guint32)n : 0;
}

#include "config.h"
#include "folder-choice.h"
#include "imap-gmail.h"
#include "imap-status.h"
#include "kontor/error.h"
#include "kontor/utf7.h"
#include <string.h>
#include <glib/gi18n.h>

#define FOLDERS_MAX 10000
#define NAME_MAX_OCTETS 4096 /* of a folder's name on the wire: longer ones are nobody's */

/* Levels are parted by "/" whatever the server uses; a "/" that is part of a name there becomes
 * U+2215, which looks the same. */
static char *
shown_name (const char *wire_name, char delimiter)
{
  g_autofree char *decoded = kt_utf7_decode (wire_name);
  const char *name = decoded != NULL ? decoded : wire_name;
  GString *shown = g_string_new (NULL);
  for (; *name != '\0'; name++)
    if (*name == delimiter)
      g_string_append_c (shown, '/');
    else if (*name == '/')
      g_string_append (shown, "∕");
    else
      g_string_append_c (shown, *name);
  return g_string_free (shown, FALSE);
}

static gboolean
is_selectable (const struct mailimap_mbx_list_flags *flags)
{
  if (flags == NULL)
    return TRUE;
  if (flags->mbf_type == MAILIMAP_MBX_LIST_FLAGS_SFLAG
      && flags->mbf_sflag == MAILIMAP_MBX_LIST_SFLAG_NOSELECT)
    return FALSE;
  for (clistiter *i = clist_begin (flags->mbf_oflags); i != NULL; i = clist_next (i))
    {
      const struct mailimap_mbx_list_oflag *flag = clist_content (i);
      if (flag->of_type == MAILIMAP_MBX_LIST_OFLAG_FLAG_EXT
          && (g_ascii_strcasecmp (flag->of_flag_ext, "NonExistent") == 0
              || g_ascii_strcasecmp (flag->of_flag_ext, "Noselect") == 0))
        return FALSE;
    }
  return TRUE;
}

static void
take_marks (KtFolderCandidate *candidate, const struct mailimap_mbx_list_flags *flags)
{
  if (flags == NULL)
    return;
  for (clistiter *i = clist_begin (flags->mbf_oflags); i != NULL; i = clist_next (i))
    {
      const struct mailimap_mbx_list_oflag *flag = clist_content (i);
      const char *role = flag->of_type == MAILIMAP_MBX_LIST_OFLAG_FLAG_EXT
                             ? kt_folder_role_of_mark (flag->of_flag_ext)
                             : NULL;
      if (role == NULL)
        continue;
      candidate->role = role;
      candidate->marked = TRUE;
      candidate->all |= g_ascii_strcasecmp (flag->of_flag_ext, "All") == 0;
    }
}

/* A name that cannot be asked for again, or is no text, is as good as none. */
static gboolean
is_usable (const char *wire_name)
{
  return *wire_name != '\0' && strnlen (wire_name, NAME_MAX_OCTETS + 1) <= NAME_MAX_OCTETS
         && strpbrk (wire_name, "\r\n") == NULL && g_utf8_validate (wire_name, -1, NULL);
}

/* --- what the server is able to do --- */

static KtSyncMode
best_mode (const KtImap *self)
{
  if (kt_imap_has (self, "QRESYNC") && kt_imap_has (self, "ENABLE"))
    return KT_SYNC_MODE_QRESYNC;
  return kt_imap_has (self, "CONDSTORE") || kt_imap_has (self, "QRESYNC") ? KT_SYNC_MODE_CONDSTORE
                                                                          : KT_SYNC_MODE_UIDS;
}

/* A session whose server refused a mode stays below it. */
static gboolean
judge_mode (KtImap *self, KtSyncMode wanted, GError **error)
{
  KtSyncMode best = best_mode (self);
  if (wanted > best)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("%s does not offer «%s»"), self->host,
                   wanted == KT_SYNC_MODE_QRESYNC ? "qresync" : "condstore");
      kt_error_hint (error, "mode = auto");
      return FALSE;
    }
  KtSyncMode mode = wanted == KT_SYNC_MODE_AUTO ? best : wanted;
  self->mode = self->mode == KT_SYNC_MODE_AUTO ? mode : MIN (self->mode, mode);
  if (self->mode == KT_SYNC_MODE_QRESYNC && !self->enabled)
    kt_imap_send (self, "ENABLE QRESYNC"); /* if it refuses, so it will the EXAMINE */
  self->enabled |= self->mode == KT_SYNC_MODE_QRESYNC;
  return TRUE;
}

static char *
list_command (const KtImap *self, gboolean with_status)
{
  gboolean extended = kt_imap_has (self, "LIST-EXTENDED");
  gboolean marks = extended && kt_imap_has (self, "SPECIAL-USE");
  gboolean status = with_status && extended && kt_imap_has (self, "LIST-STATUS");
  if (!marks && !status)
    return g_strdup ("LIST \"\" \"*\"");
  return g_strconcat ("LIST \"\" \"*\" RETURN (", marks ? "SPECIAL-USE" : "",
                      marks && status ? " " : "", status ? "STATUS " : "",
                      status ? kt_imap_status_items (self) : "", ")", NULL);
}

/* --- LIST --- */

static GPtrArray *
read_candidates (KtImap *self)
{
  GPtrArray *candidates = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_folder_candidate_free);
  clist *list = self->imap->imap_response_info->rsp_mailbox_list;
  for (clistiter *i = list != NULL ? clist_begin (list) : NULL;
       i != NULL && candidates->len < FOLDERS_MAX; i = clist_next (i))
    {
      const struct mailimap_mailbox_list *found = clist_content (i);
      if (!is_selectable (found->mb_flag) || !is_usable (found->mb_name))
        continue;
      g_autofree char *name = shown_name (found->mb_name, found->mb_delimiter);
      KtFolderCandidate *candidate = kt_folder_candidate_new (name, found->mb_name);
      take_marks (candidate, found->mb_flag);
      g_ptr_array_add (candidates, candidate);
    }
  return candidates;
}

/* The folders, and in the same breath the state of those known from before; of all where none is
 * known and the server tells that with LIST. */
static GPtrArray *
list_candidates (KtImap *self, const char *const *known, GHashTable *states, GError **error)
{
  g_autoptr (GArray) tags = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  gboolean no;
  for (; known != NULL && *known != NULL && names->len < KT_IMAP_STATUS_BATCH; known++)
    if (is_usable (*known))
      g_ptr_array_add (names, (gpointer)*known);
  g_autofree char *command = list_command (self, names->len == 0);
  guint list = kt_imap_send (self, command);
  kt_imap_status_send (self, (const char *const *)names->pdata, names->len, tags);
  gboolean ok = kt_imap_answer (self, list, KT_IMAP_ANSWER_MAX, NULL, NULL, &no, error);
  g_autoptr (GPtrArray) candidates = ok && !no ? read_candidates (self) : NULL;
  if (!ok
      || !kt_imap_status_answer (self, (const char *const *)names->pdata, tags, states, NULL,
                                 error))
    return NULL;
  if (no && !kt_imap_command (self, "LIST \"\" \"*\"", KT_IMAP_ANSWER_MAX, NULL, error))
    return NULL;
  return no ? read_candidates (self) : g_steal_pointer (&candidates);
}

/* --- the state of those that are wanted --- */

static gboolean
ask_once (KtImap *self, const char *const *names, gsize n, GHashTable *states, guint *ret_refused,
          GError **error)
{
  g_autoptr (GArray) tags = g_array_new (FALSE, FALSE, sizeof (guint));
  kt_imap_status_send (self, names, n, tags);
  return kt_imap_status_answer (self, names, tags, states, ret_refused, error);
}

/* A server that takes no question for the MODSEQ, whatever it offers, is asked without. */
static gboolean
ask_batch (KtImap *self, const char *const *names, gsize n, GHashTable *states, GError **error)
{
  guint refused;
  if (!ask_once (self, names, n, states, &refused, error))
    return FALSE;
  if (refused < n || self->mode < KT_SYNC_MODE_CONDSTORE)
    return TRUE;
  self->mode = KT_SYNC_MODE_UIDS;
  return ask_once (self, names, n, states, NULL, error);
}

static gboolean
ask_missing (KtImap *self, GPtrArray *candidates, GHashTable *states, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < candidates->len; i++)
    {
      const KtFolderCandidate *candidate = candidates->pdata[i];
      if (kt_imap_status_find (states, candidate->wire_name) == NULL)
        g_ptr_array_add (names, candidate->wire_name);
    }
  for (guint i = 0; i < names->len; i += KT_IMAP_STATUS_BATCH)
    if (!ask_batch (self, (const char *const *)names->pdata + i,
                    MIN (names->len - i, KT_IMAP_STATUS_BATCH), states, error))
      return FALSE;
  return TRUE;
}

static gboolean
hand_over (KtImap *self, const KtFolderCandidate *candidate, GHashTable *states,
           const KtSourceSink *sink, GError **error)
{
  const KtImapStatus *status = kt_imap_status_find (states, candidate->wire_name);
  if (status == NULL)
    {
      /* leaving it out would look as if it were gone */
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("%s does not tell about the folder «%s»"),
                   self->host, candidate->name);
      kt_error_hint (error, "%s", _ ("to go on without it, name the others: folders = …"));
      return FALSE;
    }
  KtSourceFolder folder = { .name = candidate->name,
                            .wire_name = candidate->wire_name,
                            .role = candidate->role,
                            .uidvalidity = status->uidvalidity,
                            .uidnext = status->uidnext,
                            .total = status->total };
  const KtImapTold told = { (guint32)status->uidvalidity, status->total };
  if (self->mode >= KT_SYNC_MODE_CONDSTORE)
    folder.modseq = status->modseq;
  g_hash_table_insert (self->told, g_strdup (candidate->wire_name), g_memdup2 (&told, sizeof told));
  return sink->folder (sink->data, &folder, error);
}

/* There is always an inbox (RFC 3501 §5.1): a list without one must not make its letters gone. */
static gboolean
check_inbox (KtImap *self, GPtrArray *chosen, GError **error)
{
  if (self->folders != NULL && *self->folders != NULL)
    return TRUE;
  for (guint i = 0; i < chosen->len; i++)
    if (strcmp (((KtFolderCandidate *)chosen->pdata[i])->role, "inbox") == 0)
      return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("%s shows no INBOX"), self->host);
  kt_error_hint (error, "%s", _ ("to go on without it, name the others: folders = …"));
  return FALSE;
}

/* The chosen folders, with what states holds of them. */
static GPtrArray *
find_folders (KtImap *self, const char *const *known, GHashTable *states, GError **error)
{
  gboolean chosen;
  g_autoptr (GPtrArray) candidates = list_candidates (self, known, states, error);
  if (candidates == NULL)
    return NULL;
  kt_folder_assign_roles (candidates, self->sent);
  kt_gmail_choose (self, candidates, &chosen);
  if ((!chosen
       && (!kt_folder_choose (candidates, (const char *const *)self->folders, error)
           || !check_inbox (self, candidates, error)))
      || !ask_missing (self, candidates, states, error))
    return NULL;
  return g_steal_pointer (&candidates);
}

gboolean
kt_imap_folders (KtSource *source, const KtFoldersRequest *request, const KtSourceSink *sink,
                 KtSyncMode *ret_mode, GError **error)
{
  KtImap *self = (KtImap *)source;
  g_autoptr (GHashTable) states = kt_imap_status_table_new ();
  if (!judge_mode (self, request->mode, error))
    return FALSE;
  kt_imap_status_watch (self, states);
  g_autoptr (GPtrArray) candidates = find_folders (self, request->known, states, error);
  kt_imap_status_watch (self, NULL);
  if (candidates == NULL)
    return FALSE;
  for (guint i = 0; i < candidates->len; i++)
    if (!hand_over (self, candidates->pdata[i], states, sink, error))
      return FALSE;
  *ret_mode = self->mode;
  return TRUE;
}

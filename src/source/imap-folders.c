#include "config.h"
#include "folder-choice.h"
#include "imap-gmail.h"
#include "imap-session.h"
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

static GPtrArray *
list_candidates (KtImap *self, GError **error)
{
  if (!kt_imap_command (
          self, self->has_special_use ? "LIST \"\" \"*\" RETURN (SPECIAL-USE)" : "LIST \"\" \"*\"",
          KT_IMAP_ANSWER_MAX, NULL, error))
    return NULL;
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

static struct mailimap_status_att_list *
wanted_attributes (const KtImap *self)
{
  struct mailimap_status_att_list *list = mailimap_status_att_list_new_empty ();
  mailimap_status_att_list_add (list, MAILIMAP_STATUS_ATT_MESSAGES);
  mailimap_status_att_list_add (list, MAILIMAP_STATUS_ATT_UIDNEXT);
  mailimap_status_att_list_add (list, MAILIMAP_STATUS_ATT_UIDVALIDITY);
  if (self->has_condstore)
    mailimap_status_att_list_add (list, MAILIMAP_STATUS_ATT_HIGHESTMODSEQ);
  return list;
}

static guint64
modseq_of (const struct mailimap_status_info *info)
{
  const struct mailimap_extension_data *extension = info->st_ext_data;
  if (extension == NULL || extension->ext_extension->ext_id != MAILIMAP_EXTENSION_CONDSTORE
      || extension->ext_type != MAILIMAP_CONDSTORE_TYPE_STATUS_INFO)
    return 0;
  return ((struct mailimap_condstore_status_info *)extension->ext_data)->cs_highestmodseq_value;
}

static void
take_status (const struct mailimap_mailbox_data_status *status, KtSourceFolder *folder)
{
  for (clistiter *i = clist_begin (status->st_info_list); i != NULL; i = clist_next (i))
    {
      const struct mailimap_status_info *info = clist_content (i);
      switch (info->st_att)
        {
        case MAILIMAP_STATUS_ATT_MESSAGES:
          folder->total = info->st_value;
          break;
        case MAILIMAP_STATUS_ATT_UIDNEXT:
          folder->uidnext = info->st_value;
          break;
        case MAILIMAP_STATUS_ATT_UIDVALIDITY:
          folder->uidvalidity = info->st_value;
          break;
        case MAILIMAP_STATUS_ATT_EXTENSION:
          folder->modseq = modseq_of (info);
          break;
        default:
          break;
        }
    }
}

static gboolean
ask_status (KtImap *self, KtSourceFolder *folder, GError **error)
{
  gboolean no;
  struct mailimap_mailbox_data_status *status = NULL;
  if (!kt_imap_begin (self, KT_IMAP_ANSWER_MAX, error))
    return FALSE;
  struct mailimap_status_att_list *attributes = wanted_attributes (self);
  int result = mailimap_status (self->imap, folder->wire_name, attributes, &status);
  mailimap_status_att_list_free (attributes);
  if (!kt_imap_end (self, result, MAILIMAP_ERROR_STATUS, &no, error))
    return FALSE;
  if (!no && status != NULL && status->st_info_list != NULL)
    take_status (status, folder);
  if (status != NULL)
    mailimap_mailbox_data_status_free (status);
  if (folder->uidvalidity != 0)
    return TRUE;
  /* leaving it out would look as if it were gone */
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("%s does not tell about the folder «%s»"),
               self->host, folder->name);
  kt_error_hint (error, "%s", _ ("to go on without it, name the others: folders = …"));
  return FALSE;
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

gboolean
kt_imap_folders (KtSource *source, const KtSourceSink *sink, GError **error)
{
  KtImap *self = (KtImap *)source;
  gboolean chosen;
  g_autoptr (GPtrArray) candidates = list_candidates (self, error);
  if (candidates == NULL)
    return FALSE;
  kt_folder_assign_roles (candidates, self->sent);
  kt_gmail_choose (self, candidates, &chosen);
  if (!chosen
      && (!kt_folder_choose (candidates, (const char *const *)self->folders, error)
          || !check_inbox (self, candidates, error)))
    return FALSE;
  for (guint i = 0; i < candidates->len; i++)
    {
      const KtFolderCandidate *c = candidates->pdata[i];
      KtSourceFolder folder = { .name = c->name, .wire_name = c->wire_name, .role = c->role };
      if (!ask_status (self, &folder, error))
        return FALSE;
      guint32 validity = (guint32)folder.uidvalidity;
      g_hash_table_insert (self->validity, g_strdup (c->wire_name),
                           g_memdup2 (&validity, sizeof validity));
      if (!sink->folder (sink->data, &folder, error))
        return FALSE;
    }
  return TRUE;
}

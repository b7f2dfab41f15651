#include "config.h"
#include "imap-status.h"
#include <string.h>

GHashTable *
kt_imap_status_table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

const KtImapStatus *
kt_imap_status_find (GHashTable *table, const char *wire_name)
{
  const KtImapStatus *status = g_hash_table_lookup (table, wire_name);
  if (status == NULL && g_ascii_strcasecmp (wire_name, "INBOX") == 0)
    status = g_hash_table_lookup (table, "INBOX");
  return status != NULL && status->uidvalidity != 0 ? status : NULL;
}

static void
put (GHashTable *table, const char *wire_name, const KtImapStatus *status)
{
  gboolean inbox = g_ascii_strcasecmp (wire_name, "INBOX") == 0;
  g_hash_table_insert (table, g_strdup (inbox ? "INBOX" : wire_name),
                       g_memdup2 (status, sizeof *status));
}

const char *
kt_imap_status_items (const KtImap *self)
{
  return self->mode >= KT_SYNC_MODE_CONDSTORE ? "(MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ)"
                                              : "(MESSAGES UIDNEXT UIDVALIDITY)";
}

/* --- asked for one by one --- */

static guint64
modseq_of (const struct mailimap_status_info *info)
{
  const struct mailimap_extension_data *extension = info->st_ext_data;
  if (extension == NULL || extension->ext_extension->ext_id != MAILIMAP_EXTENSION_CONDSTORE
      || extension->ext_type != MAILIMAP_CONDSTORE_TYPE_STATUS_INFO)
    return 0;
  return ((struct mailimap_condstore_status_info *)extension->ext_data)->cs_highestmodseq_value;
}

static KtImapStatus
read_status (const struct mailimap_mailbox_data_status *told)
{
  KtImapStatus status = { 0 };
  clist *list = told->st_info_list;
  for (clistiter *i = list != NULL ? clist_begin (list) : NULL; i != NULL; i = clist_next (i))
    {
      const struct mailimap_status_info *info = clist_content (i);
      switch (info->st_att)
        {
        case MAILIMAP_STATUS_ATT_MESSAGES:
          status.total = info->st_value;
          break;
        case MAILIMAP_STATUS_ATT_UIDNEXT:
          status.uidnext = info->st_value;
          break;
        case MAILIMAP_STATUS_ATT_UIDVALIDITY:
          status.uidvalidity = info->st_value;
          break;
        case MAILIMAP_STATUS_ATT_EXTENSION:
          status.modseq = modseq_of (info);
          break;
        default:
          break;
        }
    }
  return status;
}

void
kt_imap_status_send (KtImap *self, const char *const *names, gsize n, GArray *tags)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *behind = g_strconcat (" ", kt_imap_status_items (self), NULL);
      g_autofree char *command = kt_imap_quoted ("STATUS ", names[i], behind);
      guint tag = kt_imap_send (self, command);
      g_array_append_val (tags, tag);
    }
}

/* Answers to what was sent together may be mixed: the name they bear counts, if it is one of
 * those. */
static const char *
name_of (const struct mailimap_mailbox_data_status *told, const char *const *names, gsize n,
         const char *in_turn)
{
  for (gsize i = 0; i < n; i++)
    if (told->st_mailbox != NULL && strcmp (told->st_mailbox, names[i]) == 0)
      return names[i];
  return in_turn;
}

gboolean
kt_imap_status_answer (KtImap *self, const char *const *names, const GArray *tags,
                       GHashTable *table, guint *ret_refused, GError **error)
{
  guint refused = 0;
  for (guint i = 0; i < tags->len; i++)
    {
      gboolean no;
      if (!kt_imap_answer (self, g_array_index (tags, guint, i), KT_IMAP_ANSWER_MAX, NULL, NULL,
                           &no, error))
        return FALSE;
      const struct mailimap_mailbox_data_status *told = self->imap->imap_response_info->rsp_status;
      KtImapStatus status = !no && told != NULL ? read_status (told) : (KtImapStatus){ 0 };
      refused += no;
      if (status.uidvalidity != 0)
        put (table, name_of (told, names, tags->len, names[i]), &status);
    }
  if (ret_refused != NULL)
    *ret_refused = refused;
  return TRUE;
}

/* --- beside LIST: libetpan keeps only the last --- */

/* The name at *at, an atom or a quoted string, which moves behind it; NULL: neither. */
static char *
next_name (const char **at)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *p = *at;
  gboolean quoted = *p == '"';
  for (p += quoted; *p != '\0' && *p != (quoted ? '"' : ' '); p++)
    {
      if (quoted && *p == '\\' && p[1] != '\0')
        p++;
      g_string_append_c (name, *p);
    }
  if (quoted && *p == '"')
    p++;
  *at = p;
  return *p == ' ' && name->len > 0 ? g_string_free (g_steal_pointer (&name), FALSE) : NULL;
}

/* "MESSAGES 231 UIDNEXT 44292)": the guard has looked at the numbers. */
static KtImapStatus
read_items (const char *text)
{
  KtImapStatus status = { 0 };
  g_auto (GStrv) words = g_strsplit_set (text, " ()", -1);
  for (char **word = words; word[0] != NULL && word[1] != NULL; word++)
    {
      guint64 value = g_ascii_strtoull (word[1], NULL, 10);
      if (g_ascii_strcasecmp (*word, "MESSAGES") == 0)
        status.total = (guint32)value;
      else if (g_ascii_strcasecmp (*word, "UIDNEXT") == 0)
        status.uidnext = value;
      else if (g_ascii_strcasecmp (*word, "UIDVALIDITY") == 0)
        status.uidvalidity = value;
      else if (g_ascii_strcasecmp (*word, "HIGHESTMODSEQ") == 0)
        status.modseq = value;
    }
  return status;
}

/* A name that came as a literal is not among them: it is asked for by itself. */
static void
see_line (const char *line, gsize length, gpointer table)
{
  g_autofree char *text = g_strndup (line, length);
  const char *at = text + strlen ("* STATUS ");
  g_autofree char *name = length > strlen ("* STATUS ") ? next_name (&at) : NULL;
  if (name == NULL)
    return;
  KtImapStatus status = read_items (at);
  put (table, name, &status);
}

void
kt_imap_status_watch (KtImap *self, GHashTable *table)
{
  kt_guard_watch_status (self->guard, table != NULL ? see_line : NULL, table);
}

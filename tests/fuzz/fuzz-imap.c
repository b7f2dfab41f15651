#include "config.h"
#include "kontor/source.h"
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* What an IMAP server may say during a whole session: through the guard, libetpan and the driver as
 * the courier uses them.
 *
 * The input is what the server says: a greeting, then an answer a command, parted by lines "--"; $T
 * is the command's tag. An answer without it goes on with the next. After the last it hangs up. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

#define INPUT_MAX 65536u
#define DEADLINE_MS 40

#ifdef KT_SANITIZED
/* libetpan loses a little where an answer does not parse; the courier ends soon after. */
const char *__lsan_default_suppressions (void);
const char *
__lsan_default_suppressions (void)
{
  return "leak:libetpan";
}
#endif

typedef struct
{
  GPtrArray *folders; /* wire names */
  GArray *uids;       /* of guint64 */
  gsize octets;
} Seen;

static gboolean
see_folder (gpointer data, const KtSourceFolder *folder, GError **error)
{
  Seen *seen = data;
  if (seen->folders->len < 4)
    g_ptr_array_add (seen->folders, g_strdup (folder->wire_name));
  return g_utf8_validate (folder->name, -1, NULL);
}

static gboolean
see_uids (gpointer data, const KtSourceUid *uids, gsize n, GError **error)
{
  Seen *seen = data;
  for (gsize i = 0; i < n && seen->uids->len < 64; i++)
    g_array_append_val (seen->uids, uids[i].uid);
  return TRUE;
}

static gboolean
see_vanished (gpointer data, const KtSourceRange *ranges, gsize n, GError **error)
{
  Seen *seen = data;
  for (gsize i = 0; i < n; i++)
    seen->octets += ranges[i].first <= ranges[i].last;
  return TRUE;
}

/* Every octet is looked at: a sanitizer sees what is none of the letter's. */
static gboolean
see_item (gpointer data, const KtSourceItem *item, GError **error)
{
  Seen *seen = data;
  for (gsize i = 0; i < item->length; i++)
    seen->octets += ((const guint8 *)item->data)[i] != 0;
  return TRUE;
}

static void
converse (KtSource *source, Seen *seen)
{
  const KtSourceSink sink = {
    .folder = see_folder, .uids = see_uids, .vanished = see_vanished, .item = see_item, .data = seen
  };
  const KtFoldersRequest folders = { KT_SYNC_MODE_AUTO, NULL };
  KtListResult listed = { 0 };
  KtSyncMode mode;

  if (!source->driver->folders (source, &folders, &sink, &mode, NULL))
    return;
  for (guint i = 0; i < seen->folders->len; i++)
    {
      const char *name = g_ptr_array_index (seen->folders, i);
      KtListRequest list = {
        .wire_name = name, .since = i % 2 * 1700000000, .first = 1 + i, .modseq = listed.modseq
      };
      g_array_set_size (seen->uids, 0);
      if (!source->driver->list (source, &list, &sink, &listed, NULL))
        continue;
      KtFetchRequest fetch = { .wire_name = name,
                               .uidvalidity = 1,
                               .uids = (const guint64 *)(gpointer)seen->uids->data,
                               .n_uids = seen->uids->len,
                               .octets = i % 2 * 4096 };
      source->driver->fetch (source, &fetch, &sink, NULL);
    }
}

/* --- the server --- */

typedef struct
{
  const char *at, *end;
  int fd;
} Server;

/* The next answer, up to a line "--"; FALSE: there is none. */
static gboolean
next_answer (Server *server, const char **ret_text, gsize *ret_length)
{
  static const char border[] = "\n--\n";
  if (server->at >= server->end)
    return FALSE;
  gsize left = (gsize)(server->end - server->at);
  const char *found = memmem (server->at, left, border, strlen (border));
  *ret_text = server->at;
  *ret_length = found != NULL ? (gsize)(found + 1 - server->at) : left;
  server->at = found != NULL ? found + strlen (border) : server->end;
  return TRUE;
}

/* Whether the tag was in it, so that the client may go on. */
static gboolean
say (Server *server, const char *text, gsize length, const char *tag)
{
  const char *place = memmem (text, length, "$T", 2);
  g_autoptr (GString) said = g_string_new_len (text, (gssize)length);
  if (place != NULL)
    g_string_replace (said, "$T", tag, 0);
  return send (server->fd, said->str, said->len, MSG_NOSIGNAL) == (gssize)said->len
         && place != NULL;
}

static gboolean
read_tag (int fd, char tag[16])
{
  char octet = 0;
  for (gsize n = 0; read (fd, &octet, 1) == 1 && octet != '\n';)
    if (n < 15 && (n == 0 || tag[n - 1] != ' '))
      {
        tag[n++] = octet;
        tag[n] = '\0';
      }
  g_strchomp (tag);
  return octet == '\n';
}

static gpointer
serve (gpointer data)
{
  Server *server = data;
  const char *text;
  gsize length;
  char tag[16] = "";
  gboolean go_on = next_answer (server, &text, &length);
  if (go_on)
    say (server, text, length, "*");
  while (go_on && read_tag (server->fd, tag))
    do
      go_on = next_answer (server, &text, &length);
    while (go_on && !say (server, text, length, tag));
  shutdown (server->fd, SHUT_RDWR);
  return NULL;
}

static void
run_session (int fd)
{
  char *folders[] = { (char *)"INBOX", (char *)"*", NULL };
  char secret[] = "";
  KtSourceSpec spec = { .kind = KT_SOURCE_IMAP_TUNNEL,
                        .user = (char *)"anna",
                        .host = (char *)"fuzz.example",
                        .path = (char *)"",
                        .ca_file = (char *)"",
                        .sent = (char *)"",
                        .secret = secret,
                        .folders = folders,
                        .deadline_ms = DEADLINE_MS,
                        .tunnel = fd };
  KtSource *source = kt_imap_driver.open (&spec, NULL);
  if (source == NULL)
    return;
  Seen seen = { g_ptr_array_new_with_free_func (g_free),
                g_array_new (FALSE, FALSE, sizeof (guint64)), 0 };
  converse (source, &seen);
  source->driver->close (source);
  g_ptr_array_unref (seen.folders);
  g_array_unref (seen.uids);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  int fds[2];
  if (size > INPUT_MAX || socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
    return 0;
  Server server = { (const char *)data, (const char *)data + size, fds[1] };
  GThread *thread = g_thread_new ("server", serve, &server);
  run_session (fds[0]);
  g_thread_join (thread);
  close (fds[1]);
  return 0;
}

#include "config.h"
#include "folder-choice.h"
#include "kontor/error.h"
#include <string.h>
#include <glib/gi18n.h>

#define NAMES_HINTED 12

/* How mail programs and providers call them, in the languages of our users. */
static const struct
{
  const char *role, *name;
} known_names[] = {
  { "sent", "sent" },
  { "sent", "sent mail" },
  { "sent", "sent items" },
  { "sent", "sent messages" },
  { "sent", "отправленные" },
  { "sent", "отправленные письма" },
  { "sent", "исходящие" },
  { "sent", "надіслані" },
  { "sent", "відправлені" },
  { "sent", "nosūtītās" },
  { "sent", "nosūtītās vēstules" },
  { "sent", "nosūtītie" },
  { "sent", "nosūtītais" },
  { "sent", "izsūtītās" },
  { "sent", "gesendet" },
  { "sent", "gesendete elemente" },
  { "sent", "gesendete objekte" },
  { "archive", "archive" },
  { "archive", "archives" },
  { "archive", "all mail" },
  { "archive", "архив" },
  { "archive", "архів" },
  { "archive", "arhīvs" },
  { "archive", "archiv" },
  { "drafts", "drafts" },
  { "drafts", "черновики" },
  { "drafts", "чернетки" },
  { "drafts", "melnraksti" },
  { "drafts", "entwürfe" },
  { "junk", "junk" },
  { "junk", "junk e-mail" },
  { "junk", "spam" },
  { "junk", "спам" },
  { "junk", "mēstules" },
  { "trash", "trash" },
  { "trash", "deleted items" },
  { "trash", "deleted messages" },
  { "trash", "корзина" },
  { "trash", "удалённые" },
  { "trash", "удаленные" },
  { "trash", "кошик" },
  { "trash", "видалені" },
  { "trash", "miskaste" },
  { "trash", "atkritne" },
  { "trash", "papierkorb" },
};

KtFolderCandidate *
kt_folder_candidate_new (const char *name, const char *wire_name)
{
  KtFolderCandidate *candidate = g_new0 (KtFolderCandidate, 1);
  candidate->name = g_strdup (name);
  candidate->wire_name = g_strdup (wire_name);
  candidate->role = "other";
  return candidate;
}

void
kt_folder_candidate_free (KtFolderCandidate *candidate)
{
  g_free (candidate->name);
  g_free (candidate->wire_name);
  g_free (candidate);
}

const char *
kt_folder_role_of_mark (const char *mark)
{
  static const struct
  {
    const char *mark, *role;
  } marks[] = { { "Sent", "sent" },     { "Archive", "archive" }, { "All", "archive" },
                { "Drafts", "drafts" }, { "Junk", "junk" },       { "Trash", "trash" } };
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_ascii_strcasecmp (mark, marks[i].mark) == 0)
      return marks[i].role;
  return NULL;
}

static char *
comparable (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
}

/* "Inbox" is the inbox at the top only; of "INBOX/Sent" and "[Gmail]/Sent Mail" the last part
 * counts. */
static const char *
role_of_name (const char *name)
{
  const char *slash = strrchr (name, '/');
  g_autofree char *last = comparable (slash != NULL ? slash + 1 : name);
  if (g_ascii_strcasecmp (name, "INBOX") == 0)
    return "inbox";
  for (gsize i = 0; i < G_N_ELEMENTS (known_names); i++)
    {
      g_autofree char *known = comparable (known_names[i].name);
      if (strcmp (last, known) == 0)
        return known_names[i].role;
    }
  return "other";
}

static gboolean
has_role (GPtrArray *candidates, const char *role)
{
  for (guint i = 0; i < candidates->len; i++)
    if (strcmp (((KtFolderCandidate *)candidates->pdata[i])->role, role) == 0)
      return TRUE;
  return FALSE;
}

/* Patterns are written with "/"; "INBOX/" in front, which some servers put before every name, may
 * be left out. */
static gboolean
matches (const char *pattern, const char *name)
{
  g_autofree char *p = comparable (pattern), *n = comparable (name);
  if (g_pattern_match_simple (p, n))
    return TRUE;
  return g_str_has_prefix (n, "inbox/") && g_pattern_match_simple (p, n + strlen ("inbox/"));
}

static void
name_sent_folder (GPtrArray *candidates, const char *sent)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      KtFolderCandidate *candidate = candidates->pdata[i];
      if (matches (sent, candidate->name))
        candidate->role = "sent";
      else if (strcmp (candidate->role, "sent") == 0)
        candidate->role = "other";
    }
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const KtFolderCandidate *const *)a)->name,
                 (*(const KtFolderCandidate *const *)b)->name);
}

void
kt_folder_sort (GPtrArray *candidates)
{
  g_ptr_array_sort (candidates, by_name);
}

void
kt_folder_assign_roles (GPtrArray *candidates, const char *sent)
{
  gboolean sent_is_marked = has_role (candidates, "sent");
  for (guint i = 0; i < candidates->len; i++)
    {
      KtFolderCandidate *candidate = candidates->pdata[i];
      if (!candidate->marked)
        candidate->role = role_of_name (candidate->name);
      if (!candidate->marked && sent_is_marked && strcmp (candidate->role, "sent") == 0)
        candidate->role = "other";
    }
  if (sent != NULL && *sent != '\0')
    name_sent_folder (candidates, sent);
}

static gboolean
is_wanted (const KtFolderCandidate *candidate, const char *const *patterns)
{
  if (patterns == NULL || *patterns == NULL)
    return strcmp (candidate->role, "inbox") == 0 || strcmp (candidate->role, "sent") == 0;
  for (; *patterns != NULL; patterns++)
    if (matches (*patterns, candidate->name))
      return TRUE;
  return FALSE;
}

static void
fail_empty (const char *const *patterns, const GString *names, GError **error)
{
  g_autofree char *wanted = patterns != NULL && *patterns != NULL
                                ? g_strjoinv ("; ", (char **)patterns)
                                : g_strdup ("INBOX");
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no folder matches «%s»"), wanted);
  if (names->len > 0)
    kt_error_hint (error, _ ("there are: %s"), names->str);
}

gboolean
kt_folder_choose (GPtrArray *candidates, const char *const *patterns, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0, seen = 0; i < candidates->len; seen++)
    {
      KtFolderCandidate *candidate = candidates->pdata[i];
      if (seen < NAMES_HINTED)
        g_string_append_printf (names, "%s%s", seen > 0 ? "; " : "", candidate->name);
      if (is_wanted (candidate, patterns))
        i++;
      else
        g_ptr_array_remove_index (candidates, i);
    }
  if (candidates->len == 0)
    fail_empty (patterns, names, error);
  return candidates->len > 0;
}

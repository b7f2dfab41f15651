#pragma once
#include <glib.h>

/* Which folders of a source are read, and what each of them is for. */
typedef struct
{
  char *name;       /* UTF-8, levels parted by "/" */
  char *wire_name;  /* as the source spells it */
  const char *role; /* "inbox", "sent", "archive", "drafts", "junk", "trash", "other" */
  gboolean marked;  /* the server said the role: names are not asked */
  gboolean all;     /* all letters lie there, whatever else they lie in (\All) */
} KtFolderCandidate;

KtFolderCandidate *kt_folder_candidate_new (const char *name, const char *wire_name);
void kt_folder_candidate_free (KtFolderCandidate *candidate);

/* By name: the order of a directory says nothing. */
void kt_folder_sort (GPtrArray *candidates);

/* The role of an attribute of LIST (RFC 6154), without its backslash; NULL: it tells none. */
const char *kt_folder_role_of_mark (const char *mark);

/* Gives roles by name to those without a mark, in five languages, but no second "sent" beside a
 * marked one; sent, if not empty, names the only one. */
void kt_folder_assign_roles (GPtrArray *candidates, const char *sent);

/* Removes whatever no pattern matches; without patterns all but inbox and sent. "*" matches
 * anything. KT_ERROR_NOT_FOUND when nothing is left. */
gboolean kt_folder_choose (GPtrArray *candidates, const char *const *patterns, GError **error);

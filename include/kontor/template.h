#pragma once
#include "kontor/fill.h"
#include "kontor/id.h"
#include "kontor/store.h"

/* Templates of papers and letters (book): the user's own, and those that are built in. Writers want
 * a journal transaction open. */
typedef struct
{
  const char *kind, *format, *language, *body;
} KtBuiltinTemplate;
extern const KtBuiltinTemplate kt_builtin_templates[]; /* kind NULL ends them */

#define KT_TEMPLATE_NAME_MAX 60 /* bytes */

typedef struct
{
  KtId id;        /* 0: built in */
  char *name;     /* of one built in: its kind */
  char *kind;     /* "invoice", "offer", "letter" */
  char *language; /* BCP 47; NULL any */
  KtFillFormat format;
  char *body;
  gint64 created, updated;
} KtTemplate;
void kt_template_free (KtTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtTemplate, kt_template_free)

const char *kt_fill_format_id (KtFillFormat format); /* "text", "html" */

/* The user's own by name, then those built in. */
GPtrArray *kt_template_list (KtStore *store, GError **error);
/* The one for a paper, named so (NULL: "invoice", "offer", "reminder"): the user's own in that
 * language, the user's own in any, the one built in in that language, in English.
 * KT_ERROR_NOT_FOUND where none is. */
KtTemplate *kt_template_choose (KtStore *store, const char *name, const char *kind,
                                KtFillFormat format, const char *language, GError **error);
gboolean kt_template_put (KtStore *store, const KtTemplate *template, GError **error);
gboolean kt_template_delete (KtStore *store, KtId id, GError **error);

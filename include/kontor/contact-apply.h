#pragma once
#include "kontor/contact.h"
#include "kontor/context.h"

/* Changes of a contact as they are typed: KEY=VALUE on the command line, a line of the form in the
 * editor. KEY is one of kt_contact_keys, "surname", a kind of point (email, phone, post, url,
 * messenger), "tag", or a field of the user's own. */
typedef enum
{
  KT_CHANGE_SET,    /* KEY=VALUE; of points and tags all that are set make the list */
  KT_CHANGE_ADD,    /* KEY+=VALUE */
  KT_CHANGE_REMOVE, /* KEY-=VALUE */
} KtChangeHow;

typedef struct
{
  char *key; /* as known: "family", "phone", or an own field's name as typed */
  KtChangeHow how;
  char *value;
  int line; /* of the form; 0 none */
} KtContactChange;

GPtrArray *kt_contact_changes_new (void);
void kt_contact_changes_add (GPtrArray *changes, const char *key, KtChangeHow how,
                             const char *value, int line);
/* "phone+=29 123 456 (work)". FALSE: there is no "=" behind a key. */
gboolean kt_contact_changes_parse (GPtrArray *changes, const char *argument);
/* The kind of point that a key means ("mail" → "email"); NULL: none. */
const char *kt_contact_point_kind (const char *key);

typedef struct
{
  gboolean shared;     /* new e-mail addresses are several people's */
  gboolean whole;      /* who sets phones has seen all there are */
  GPtrArray *warnings; /* gets char * */
  int line;            /* of an error: the line of the change that failed, 0 of none */
} KtContactApply;

/* Writes contact with its changes, points, tags, own fields and what follows from them
 * (kt_contact_settle), inside a journal transaction. before: as it was read; NULL: it is new.
 * KT_ERROR_USAGE: a value that cannot be. KT_ERROR_CONFLICT: an address of somebody else; one
 * phone set where there are several. */
gboolean kt_contact_apply (KtContext *context, const KtContact *before, KtContact *contact,
                           const GPtrArray *changes, KtContactApply *apply, GError **error);
KtContact *kt_contact_copy (const KtContact *contact);

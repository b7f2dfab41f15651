#pragma once
#include "dav-xml.h"
#include "kontor/http.h"

/* WebDAV as CalDAV and CardDAV use it: what they have in common. What differs is a KtDavKind. */
typedef struct
{
  const char *label;      /* for people */
  const char *service;    /* of SRV records (RFC 6764 §3) */
  const char *well_known; /* path (RFC 6764 §5) */
  const char *space;      /* XML namespace, prefix c: in the requests */
  const char *home;       /* property of the principal */
  const char *multiget, *data;
  const char *query;        /* body of the report that lists ETags */
  const char *content_type; /* of what is PUT */
  /* for people, N_(): none at a host, no server for a domain, what to do */
  const char *none_found, *none_told, *hint;
  guint type;   /* KT_DAV_CALENDAR … */
  guint wanted; /* flags a collection must have where it tells them: KT_DAV_EVENTS */
} KtDavKind;

/* dav.c: the place, common to the kinds. */
typedef struct
{
  KtPlace place; /* first */
  const KtDavKind *kind;
  KtHttp *http;
  char *greeting;
  char *user, *path; /* path: where discovery begins, "" unknown */
  guint16 port;
} KtDav;

KtPlace *kt_dav_open (const KtPlaceDriver *driver, const KtDavKind *kind, KtSourceSpec *spec,
                      GError **error);
const char *kt_dav_greeting (KtPlace *place);
gboolean kt_dav_token_refused (KtPlace *place);
void kt_dav_close (KtPlace *place);

/* --- requests: dav-request.c --- */

#define KT_DAV_LISTING_MAX (256u << 20) /* octets of an answer that lists */
#define KT_DAV_ITEMS_MAX 500000u        /* responses in an answer that lists */
#define KT_DAV_ANSWER_MAX (1u << 20)    /* octets of any other */

typedef struct
{
  const char *method, *url, *depth, *body; /* depth NULL: none */
  guint items_max;
  guint64 octets_max;
  gboolean (*item) (gpointer data, const KtDavItem *item, GError **error);
  gpointer data;
} KtDavRequest;

typedef struct
{
  guint status;
  char *url;                     /* that answered */
  char *token;                   /* of sync-collection; NULL none */
  char *condition, *description; /* of an error; NULL not told */
} KtDavAnswer;
void kt_dav_answer_clear (KtDavAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtDavAnswer, kt_dav_answer_clear)

/* A 207 that is not whole and well formed is an error; other statuses are the caller's. */
gboolean kt_dav_ask (KtDav *dav, const KtDavRequest *request, KtDavAnswer *ret_answer,
                     GError **error);
/* Sets the error for a status that does not serve: NOT_FOUND of 404 and 410, else FAILED. */
void kt_dav_fail (const KtDav *dav, const KtDavAnswer *answer, const char *path, GError **error);
/* Why, for people: what the server said, or its condition, or the status. */
char *kt_dav_reason (guint status, const char *condition, const char *description);
/* What of a non-207 body is an error document. */
void kt_dav_read_error (const void *body, gsize length, char **ret_condition,
                        char **ret_description);

/* --- the calls of kontor/collection.h --- */

/* Strong and usable in If-Match, else "". */
char *kt_dav_etag (const char *told);

gboolean kt_dav_collections (KtPlace *place, const KtCollectionSink *sink, GError **error);
gboolean kt_dav_changes (KtPlace *place, const char *collection, const char *state,
                         const KtCollectionSink *sink, char **ret_state, gboolean *ret_whole,
                         GError **error);
gboolean kt_dav_get (KtPlace *place, const char *collection, const char *const *hrefs,
                     const KtCollectionSink *sink, GError **error);
gboolean kt_dav_put (KtPlace *place, const char *collection, const char *href, const char *etag,
                     const void *data, gsize length, KtOutcome *ret_outcome, GError **error);
gboolean kt_dav_remove (KtPlace *place, const char *collection, const char *href, const char *etag,
                        KtOutcome *ret_outcome, GError **error);

/* Where to ask for a resource of a collection: its own host may be another. */
char *kt_dav_url (const char *collection, const char *href);
/* The whole URL of a collection, for reading hrefs against it. */
char *kt_dav_base (const KtDav *dav, const char *collection);

/* dav-srv.c: host, port and path by DNS for the domain of an address (RFC 6764 §6). *ret_path ""
 * where not told. KT_ERROR_NETWORK. */
gboolean kt_dav_find_host (const KtDavKind *kind, const char *user, char **ret_host,
                           guint16 *ret_port, char **ret_path, GError **error);

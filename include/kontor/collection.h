#pragma once
#include "kontor/source.h"

/* A place where calendars or address books lie: a DAV server, a vdir, an .ics file or URL.
 * The courier drives one at a time:
 *   open → (collections | changes | get | put | remove)… in any order → close.
 * All calls block. Texts are opaque bytes: nobody here looks into them. Of a server, open asks
 * nothing yet: a refused login is an error of the first call.
 *
 * href: of a collection absolute path on the server as it spells it (a URL, where it lies on
 * another of the server's hosts); of a resource the whole path, percent-decoded, so that two
 * spellings of one are equal: only what would be ambiguous stays encoded (%25, %2F, controls,
 * octets that are no UTF-8). Drivers encode again.
 *
 * Errors as in source.h: KT_ERROR_NETWORK ends the conversation; any other code only the call.
 * KT_ERROR_CONFLICT of changes(): the state was not accepted (notes: 400, 403, 409, 410, 412, 418,
 * 500, 507): ask again with state "". Credentials go to one host over verified TLS only. */
#define KT_COLLECTION_TEXT_MAX (4u << 20) /* octets of one resource; larger ones are a problem */
#define KT_COLLECTION_RESOURCES_MAX 200000u
#define KT_COLLECTION_NAME_MAX (32u << 10) /* octets of an href, a name, an ETag or a state */
#define KT_COLLECTION_ICS_MAX (64u << 20)  /* octets of an .ics file or URL */

typedef struct
{
  const char *href, *name;
  gboolean writable; /* as far as the server tells (current-user-privilege-set) */
  gboolean single;   /* one resource holds all events: an .ics file */
} KtCollection;

typedef struct
{
  const char *href, *etag; /* etag "" where none was told */
  gboolean gone;           /* deleted; only in answers to a state */
} KtResource;

typedef struct
{
  const char *href, *etag;
  const char *problem; /* NULL: data is the text; else listed, but not delivered, and why */
  const void *data;
  gsize length;
} KtResourceText;

typedef enum
{
  KT_OUTCOME_STORED,  /* 200, 201, 204 */
  KT_OUTCOME_CHANGED, /* the condition failed: 412, or the UID lies elsewhere (409) */
  KT_OUTCOME_GONE,    /* remove: it was gone already (404, 410) */
  KT_OUTCOME_REFUSED, /* this object is not taken; reason says why */
} KtOutcomeKind;

/* Strings belong to the caller. */
typedef struct
{
  KtOutcomeKind kind;
  char *etag;   /* strong and told at once; "" else: get it */
  char *href;   /* where the server put it; as asked unless told */
  char *reason; /* of refused, for people */
} KtOutcome;
void kt_outcome_clear (KtOutcome *outcome);

typedef struct
{
  gboolean (*collection) (gpointer data, const KtCollection *collection, GError **error);
  gboolean (*resources) (gpointer data, const KtResource *resources, gsize n, GError **error);
  gboolean (*text) (gpointer data, const KtResourceText *text, GError **error);
  gpointer data;
} KtCollectionSink;

typedef struct _KtPlace KtPlace;
typedef struct
{
  KtPlace *(*open) (KtSourceSpec *spec, GError **error);
  const char *(*greeting) (KtPlace *place);
  /* Whether the request before failed because the server refused the token; NULL: never. */
  gboolean (*token_refused) (KtPlace *place);
  gboolean (*collections) (KtPlace *place, const KtCollectionSink *sink, GError **error);
  /* What changed since state, or with "" everything there is. *ret_state: what to ask with next
   * time, "" none; *ret_whole: everything was listed (what is not among it is not there). Nothing
   * changed: no resources, *ret_whole FALSE. Only a complete, well-formed answer succeeds; what the
   * sink got of another is to be forgotten. KT_ERROR_NOT_FOUND: there is no such collection, which
   * says nothing about what was in it. */
  gboolean (*changes) (KtPlace *place, const char *collection, const char *state,
                       const KtCollectionSink *sink, char **ret_state, gboolean *ret_whole,
                       GError **error);
  /* Each of hrefs is answered once, with its text or a problem. */
  gboolean (*get) (KtPlace *place, const char *collection, const char *const *hrefs,
                   const KtCollectionSink *sink, GError **error);
  /* etag "": it must not exist yet, and an href without a slash is the name it gets in the
   * collection; "*": it must exist, whatever it holds (for who compared it a moment ago, where the
   * server tells no ETag). Failure (not outcome) leaves open whether it arrived. */
  gboolean (*put) (KtPlace *place, const char *collection, const char *href, const char *etag,
                   const void *data, gsize length, KtOutcome *ret_outcome, GError **error);
  /* etag as of put, not "". */
  gboolean (*remove) (KtPlace *place, const char *collection, const char *href, const char *etag,
                      KtOutcome *ret_outcome, GError **error);
  void (*close) (KtPlace *place);
} KtPlaceDriver;

struct _KtPlace
{
  const KtPlaceDriver *driver; /* a driver's own struct begins with this one */
};

extern const KtPlaceDriver kt_caldav_driver, kt_carddav_driver, kt_vdir_driver, kt_ics_file_driver,
    kt_ics_url_driver;

/* Whose open() is to be called; NULL: a kind of mail. What speaks HTTP is in a plugin that its
 * open() loads: after it use place->driver. */
const KtPlaceDriver *kt_place_driver (KtSourceKind kind);

/* --- the same in frames --- */

#define KT_TYPE_CHANGES "(ss)"      /* collection, state */
#define KT_TYPE_GET "(sas)"         /* collection, hrefs (100 at most) */
#define KT_TYPE_PUT "(sss)"         /* collection, href, etag */
#define KT_TYPE_DELETE "(sss)"      /* collection, href, etag */
#define KT_TYPE_COLLECTION "(ssbb)" /* href, name, writable, single */
#define KT_TYPE_RESOURCES "a(ssb)"  /* href, etag, gone */
#define KT_TYPE_STATE "(sb)"        /* state, whole */
#define KT_TYPE_RESOURCE "(sss)"    /* href, etag, problem ("" none: the text follows) */
#define KT_TYPE_OUTCOME "(usss)"    /* KtOutcomeKind, etag, href, reason */
#define KT_GET_MAX 100

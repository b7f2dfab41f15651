#pragma once
#include "kontor/collection.h"
#include "kontor/error.h"

/* Drives a driver of places, in this process, against a real server; what it tells is kept. */
typedef struct
{
  const char *name; /* of the script: "radicale" */
  char *dir, *url, *ca, *user, *password, *home, *calendar;
  guint port;
} DavServer;

/* FALSE: it cannot run here. */
gboolean dav_server_start (DavServer *server, const char *name);
void dav_server_stop (DavServer *server);

/* What another client does (dav.py): arguments, NULL at the end. Returns its output. */
char *dav_other (const DavServer *server, const char *first, ...) G_GNUC_NULL_TERMINATED;

typedef struct
{
  DavServer *server;
  KtPlace *place;
  GError *error;
  char *calendar;         /* href of one that is this test's own */
  GPtrArray *collections; /* "name href w" each, w or r */
  GHashTable *resources;  /* href → ETag, "gone" */
  GHashTable *texts;      /* href → text, "problem: …" */
  char *state;
  gboolean whole;
} DavFixture;

/* With no open place. set_up: server, or NULL. */
void dav_set_up (DavFixture *f, gconstpointer server);
void dav_tear_down (DavFixture *f, gconstpointer server);

/* Into the fixture; valid as long as it. */
KtCollectionSink dav_sink (DavFixture *f);

/* What is NULL or 0 in spec is filled from the server. */
gboolean dav_open (DavFixture *f, KtSourceSpec spec);
gboolean dav_collections (DavFixture *f);
gboolean dav_changes (DavFixture *f, const char *state); /* NULL: the one told last */
gboolean dav_get (DavFixture *f, const char *const *hrefs);
/* Returns the kind; error or outcome is asserted. NULL text: remove. */
KtOutcomeKind dav_write (DavFixture *f, const char *href, const char *etag, const char *text,
                         KtOutcome *ret_outcome);
char *dav_href (const DavFixture *f, const char *name); /* in the calendar */
/* An event of an hour. Its UID is made this calendar's own: Cyrus takes each once in all of them.
 */
char *dav_event (const DavFixture *f, const char *uid, const char *summary);

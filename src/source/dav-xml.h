#pragma once
#include "kontor/collection.h"

/* Answers of WebDAV servers (RFC 4918 §13 multistatus, §16 error) read as they come in, with
 * limits: no DTD, no entity but the five, depth, length and number bounded; octets that XML forbids
 * are left out, since servers do send them inside of calendars. */
#define KT_DAV_DEPTH_MAX 40
#define KT_DAV_VALUE_MAX 4096u /* octets of an href, a name, a token */

enum
{
  KT_DAV_COLLECTION = 1 << 0,
  KT_DAV_CALENDAR = 1 << 1,
  KT_DAV_ADDRESSBOOK = 1 << 2,
  KT_DAV_COMPONENTS = 1 << 3, /* which components it takes is told */
  KT_DAV_EVENTS = 1 << 4,     /* VEVENT is among them */
  KT_DAV_PRIVILEGES = 1 << 5, /* what we may do is told */
  KT_DAV_WRITE = 1 << 6,
  KT_DAV_SYNC = 1 << 7,      /* reports: sync-collection */
  KT_DAV_MULTIGET = 1 << 8,  /* calendar-multiget or addressbook-multiget */
  KT_DAV_TOO_LARGE = 1 << 9, /* data was, and is left out */
};

/* One response: what its good propstats said. Strings are NULL where not told. */
typedef struct
{
  char *href;   /* as it stands there */
  guint status; /* of the whole response; 0: by property */
  guint flags;
  char *etag, *name, *token, *ctag, *principal;
  char *condition, *description; /* of an error inside the response */
  GPtrArray *homes;
  GString *data;
} KtDavItem;

typedef struct
{
  gboolean (*item) (gpointer data, const KtDavItem *item,
                    GError **error); /* valid during the call */
  gpointer data;
  guint items_max;
  gboolean is_error; /* an error document, not a multistatus */
} KtDavReading;

typedef struct _KtDavReader KtDavReader;
KtDavReader *kt_dav_reader_new (const KtDavReading *reading);
void kt_dav_reader_free (KtDavReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtDavReader, kt_dav_reader_free)

/* KT_ERROR_FAILED: unusable; after it the reader is of no more use. */
gboolean kt_dav_reader_feed (KtDavReader *reader, const void *octets, gsize length, GError **error);
/* No more comes: was it whole? *ret_token: the sync-token beside the responses, NULL none. */
gboolean kt_dav_reader_end (KtDavReader *reader, char **ret_token, GError **error);
/* Of an error document: the condition that failed, and what it says to people; NULL where not told.
 */
const char *kt_dav_reader_condition (const KtDavReader *reader);
const char *kt_dav_reader_description (const KtDavReader *reader);

#include "config.h"
#include "kontor/error.h"
#include "letter-files.h"
#include "place-file.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* One .ics file with all events of a calendar: read, never written. It is one resource. */
#define HREF "/"

typedef struct
{
  KtPlace place;
  char *path, *greeting;
} IcsFile;

/* What it holds as it is now. A file that is not there is an error, never an empty calendar. */
static GByteArray *
read_file (const IcsFile *self, GError **error)
{
  gboolean gone;
  G_GNUC_UNUSED g_autofree char *problem = NULL, *path = NULL;
  GByteArray *bytes
      = kt_place_file_read (AT_FDCWD, self->path, KT_COLLECTION_ICS_MAX, &problem, &gone);
  if (bytes == NULL)
    g_set_error (error, KT_ERROR, gone ? KT_ERROR_NOT_FOUND : KT_ERROR_FAILED,
                 _ ("cannot read «%s», %s"), self->path, problem);
  return bytes;
}

static KtPlace *
ics_file_open (KtSourceSpec *spec, GError **error)
{
  struct stat status;
  if (stat (spec->path, &status) != 0)
    {
      kt_file_fail (spec->path, error);
      return NULL;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot read «%s», it is no file"),
                   spec->path);
      return NULL;
    }
  IcsFile *self = g_new0 (IcsFile, 1);
  self->place.driver = &kt_ics_file_driver;
  self->path = realpath (spec->path, NULL); /* the user's own link is followed, once */
  self->greeting = g_strdup (spec->path);
  return &self->place;
}

static const char *
ics_file_greeting (KtPlace *place)
{
  return ((IcsFile *)place)->greeting;
}

static gboolean
ics_file_collections (KtPlace *place, const KtCollectionSink *sink, GError **error)
{
  g_autofree char *name = g_path_get_basename (((IcsFile *)place)->greeting);
  const KtCollection collection = { .href = HREF, .name = name, .single = TRUE };
  return sink->collection (sink->data, &collection, error);
}

static gboolean
ics_file_changes (KtPlace *place, const char *collection, const char *state,
                  const KtCollectionSink *sink, char **ret_state, gboolean *ret_whole,
                  GError **error)
{
  const IcsFile *self = (IcsFile *)place;
  KtFileStamp stamp;
  struct stat status;
  if (stat (self->path, &status) != 0)
    return kt_file_fail (self->path, error);
  kt_file_stamp_init (&stamp);
  kt_file_stamp_add (&stamp, "", &status);
  g_autofree char *now = kt_file_stamp_end (&stamp);
  *ret_whole = *now == '\0' || strcmp (now, state) != 0;
  if (*ret_whole)
    {
      g_autoptr (GByteArray) bytes = read_file (self, error);
      if (bytes == NULL)
        return FALSE;
      g_autofree char *etag = kt_place_file_etag (bytes);
      const KtResource resource = { .href = HREF, .etag = etag };
      if (!sink->resources (sink->data, &resource, 1, error))
        return FALSE;
    }
  *ret_state = g_steal_pointer (&now);
  return TRUE;
}

static gboolean
ics_file_get (KtPlace *place, const char *collection, const char *const *hrefs,
              const KtCollectionSink *sink, GError **error)
{
  for (; *hrefs != NULL; hrefs++)
    {
      g_autoptr (GByteArray) bytes = NULL;
      g_autofree char *etag = NULL;
      KtResourceText text
          = { .href = *hrefs, .etag = "", .problem = _ ("it is not there any more") };
      if (strcmp (*hrefs, HREF) == 0)
        {
          bytes = read_file ((IcsFile *)place, error);
          if (bytes == NULL)
            return FALSE;
          etag = kt_place_file_etag (bytes);
          text = (KtResourceText){
            .href = HREF, .etag = etag, .data = bytes->data, .length = bytes->len
          };
        }
      if (!sink->text (sink->data, &text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
refuse (KtOutcome *ret_outcome)
{
  ret_outcome->kind = KT_OUTCOME_REFUSED;
  ret_outcome->reason = g_strdup (_ ("an .ics file is only read"));
  return TRUE;
}

static gboolean
ics_file_put (KtPlace *place, const char *collection, const char *href, const char *etag,
              const void *data, gsize length, KtOutcome *ret_outcome, GError **error)
{
  return refuse (ret_outcome);
}

static gboolean
ics_file_remove (KtPlace *place, const char *collection, const char *href, const char *etag,
                 KtOutcome *ret_outcome, GError **error)
{
  return refuse (ret_outcome);
}

static void
ics_file_close (KtPlace *place)
{
  IcsFile *self = (IcsFile *)place;
  free (self->path);
  g_free (self->greeting);
  g_free (self);
}

const KtPlaceDriver kt_ics_file_driver = {
  .open = ics_file_open,
  .greeting = ics_file_greeting,
  .collections = ics_file_collections,
  .changes = ics_file_changes,
  .get = ics_file_get,
  .put = ics_file_put,
  .remove = ics_file_remove,
  .close = ics_file_close,
};

#include "config.h"
#include "store-private.h"
#include "kontor/error.h"
#include "kontor/id.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* A name of this book on this machine, in a file of its own beside it: a copy of book.db on another
 * machine must not sign with the same one. */
static char *
read_device (const char *file)
{
  g_autofree char *text = NULL;
  if (!g_file_get_contents (file, &text, NULL, NULL))
    return NULL;
  g_strstrip (text);
  return kt_ref_has_form (text) ? g_steal_pointer (&text) : NULL;
}

static gboolean
write_device (const char *file, const char *name)
{
  g_autofree char *line = g_strconcat (name, "\n", NULL);
  return g_file_set_contents_full (file, line, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

char *
kt_store_device (KtStore *store, GError **error)
{
  g_autofree char *file = g_build_filename (store->data, "device", NULL);
  g_autofree char *known = read_device (file);
  if (known != NULL)
    return g_steal_pointer (&known);
  char name[KT_REF_LENGTH + 1];
  kt_ref_full (kt_id_random (), name);
  if (write_device (file, name))
    return g_strdup (name);
  kt_store_file_error (file, errno, error);
  return NULL;
}

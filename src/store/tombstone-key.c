#include "config.h"
#include "store-private.h"
#include "kontor/erase.h"
#include "kontor/error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/random.h>

#define KEY_OCTETS 32

/* Not in the book: who gets hold of the book alone cannot try names against its hashes. */
static GBytes *
read_key (const char *file)
{
  g_autofree char *octets = NULL;
  gsize length = 0;
  if (!g_file_get_contents (file, &octets, &length, NULL) || length != KEY_OCTETS)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&octets), length);
}

static GBytes *
make_key (const char *file, GError **error)
{
  char octets[KEY_OCTETS];
  if (getrandom (octets, sizeof octets, 0) != sizeof octets)
    kt_store_file_error (file, errno, error);
  else if (kt_store_file_write (file, octets, sizeof octets, error))
    return g_bytes_new (octets, sizeof octets);
  return NULL;
}

GBytes *
kt_store_tombstone_key (KtStore *store, gboolean make, GError **error)
{
  if (store->tombstone_key != NULL)
    return store->tombstone_key;
  g_autofree char *file = g_build_filename (store->data, "tombstone-key", NULL);
  store->tombstone_key = read_key (file);
  if (store->tombstone_key == NULL && make && !g_file_test (file, G_FILE_TEST_EXISTS))
    store->tombstone_key = make_key (file, error); /* never over one that cannot be read now */
  else if (store->tombstone_key == NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_DATABASE,
                 _ ("cannot read «%s», without it nobody knows who was forgotten"), file);
  return store->tombstone_key;
}

#include "config.h"
#include "kontor/plugin.h"
#include "kontor/error.h"
#include "kontor/paths.h"
#include <dlfcn.h>
#include <glib/gi18n.h>

/* Not by GModule: each start would load one library more for what few commands need. */
gpointer
kt_plugin_find (const char *name, const char *symbol, GError **error)
{
  g_autofree char *path = kt_paths_find_helper (name, error);
  if (path == NULL)
    return NULL;
  void *plugin = dlopen (path, RTLD_LAZY | RTLD_LOCAL);
  gpointer found = plugin != NULL ? dlsym (plugin, symbol) : NULL;
  if (found != NULL)
    return found;
  const char *reason = dlerror ();
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot load «%s», %s"), path,
               reason != NULL ? reason : symbol);
  return NULL;
}

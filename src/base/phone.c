#include "config.h"
#include "kontor/phone.h"
#include "kontor/error.h"
#include "kontor/plugin.h"
#include <glib/gi18n.h>
#include <string.h>

#define PLUGIN "kontor-phone.so"
#define SYMBOL "kt_phone_plugin_e164"

typedef int (*Normalise) (const char *text, const char *country, char *out, size_t size);

/* The plugin stays loaded: it costs milliseconds, and there is one for the whole process. */
static Normalise loaded;

/* What was asked last: an import asks twice for each of its phones, and the library is slow. */
#define KNOWN_MAX 50000
static GHashTable *known; /* "LV +371 29…" → E.164 */

#ifdef KT_SANITIZED
/* The leak checker may crash over the thread storage of a library that was opened late. */
int __lsan_is_turned_off (void);

int
__lsan_is_turned_off (void)
{
  return loaded != NULL;
}
#endif

static Normalise
load_plugin (GError **error)
{
  if (loaded == NULL)
    loaded = (Normalise)kt_plugin_find (PLUGIN, SYMBOL, error);
  return loaded;
}

static gboolean
may_be_phone (const char *text)
{
  return strnlen (text, KT_PHONE_MAX + 1) <= KT_PHONE_MAX && g_utf8_validate (text, -1, NULL)
         && strpbrk (text, "0123456789") != NULL;
}

/* Takes key over. */
static char *
remember (char *key, const char *e164)
{
  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (g_hash_table_size (known) >= KNOWN_MAX)
    g_hash_table_remove_all (known);
  g_hash_table_insert (known, key, g_strdup (e164));
  return g_strdup (e164);
}

char *
kt_phone_normalise (const char *text, const char *country, GError **error)
{
  if (may_be_phone (text))
    {
      char e164[KT_PHONE_DIGITS];
      Normalise normalise = load_plugin (error);
      if (normalise == NULL)
        return NULL;
      g_autofree char *region = country != NULL ? g_ascii_strup (country, -1) : g_strdup ("ZZ");
      g_autofree char *key = g_strconcat (region, " ", text, NULL);
      const char *before = known != NULL ? g_hash_table_lookup (known, key) : NULL;
      if (before != NULL)
        return g_strdup (before);
      if (normalise (text, region, e164, sizeof e164))
        return remember (g_steal_pointer (&key), e164);
    }

  g_autofree char *shown = g_utf8_make_valid (text, strnlen (text, KT_PHONE_MAX));
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is not a phone number"), shown);
  if (country == NULL && strchr (text, '+') == NULL)
    kt_error_hint (error, _ ("begin it with + and the country's code, or set country = in [me]"));
  return NULL;
}

gboolean
kt_phone_digits (const char *text, char out[KT_PHONE_DIGITS])
{
  gsize n = 0;
  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      {
        if (n == KT_PHONE_DIGITS - 1)
          return FALSE;
        out[n++] = *text;
      }
    else if (strchr (" +-./()", *text) == NULL)
      return FALSE;
  out[n] = '\0';
  return n > 0;
}

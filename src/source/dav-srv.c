#include "config.h"
#include "dav.h"
#include "kontor/error.h"
#include <gio/gio.h>
#include <string.h>
#include <glib/gi18n.h>

#define PATH_MAX_SHOWN 1024

static gboolean
refuse (const char *what, const char *hint, GError **error)
{
  g_set_error_literal (error, KT_ERROR, KT_ERROR_NETWORK, what);
  kt_error_hint (error, "%s", hint);
  return FALSE;
}

/* DNS is not signed as a rule, and whoever forges it could have the password sent to a host of his
 * own, with a good certificate: only hosts of the domain itself are believed (RFC 6764 §8). */
static gboolean
is_of_domain (const char *host, const char *domain)
{
  gsize host_length = strlen (host), length = strlen (domain);
  return host_length >= length && g_ascii_strcasecmp (host + host_length - length, domain) == 0
         && (host_length == length || host[host_length - length - 1] == '.');
}

static gboolean
check_host (const char *host, const char *domain, GError **error)
{
  if (is_of_domain (host, domain))
    return TRUE;
  g_autofree char *what
      = g_strdup_printf (_ ("not connecting to %s, which DNS names for %s"), host, domain);
  g_autofree char *hint
      = g_strdup_printf (_ ("if that is right, write the host into the config: https://%s/"), host);
  return refuse (what, hint, error);
}

/* "path=/dav/" of a TXT record beside (RFC 6764 §4). */
static char *
path_of (GResolver *resolver, const char *name)
{
  GList *records = g_resolver_lookup_records (resolver, name, G_RESOLVER_RECORD_TXT, NULL, NULL);
  char *path = NULL;
  for (const GList *l = records; l != NULL && path == NULL; l = l->next)
    {
      g_autofree const char **texts = NULL;
      g_variant_get (l->data, "(^a&s)", &texts);
      for (gsize i = 0; texts[i] != NULL && path == NULL; i++)
        if (g_str_has_prefix (texts[i], "path=/") && strlen (texts[i]) < PATH_MAX_SHOWN)
          path = g_strdup (texts[i] + strlen ("path="));
    }
  g_list_free_full (records, (GDestroyNotify)g_variant_unref);
  return path;
}

gboolean
kt_dav_find_host (const KtDavKind *kind, const char *user, char **ret_host, guint16 *ret_port,
                  char **ret_path, GError **error)
{
  const char *at = strrchr (user, '@');
  const char *domain = at != NULL ? at + 1 : "";
  if (*domain == '\0')
    return refuse (_ ("no host, and no address that would tell one"),
                   _ ("write url = https://host/ into its section of the config"), error);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  GList *targets = g_resolver_lookup_service (resolver, kind->service, "tcp", domain, NULL, &cause);
  if (targets == NULL)
    {
      g_autofree char *what = g_strdup_printf (_ (kind->none_told), domain);
      return refuse (what, _ ("write url = https://host/ into its section of the config"), error);
    }
  g_autofree char *host = g_strdup (g_srv_target_get_hostname (targets->data));
  *ret_port = g_srv_target_get_port (targets->data);
  g_list_free_full (targets, (GDestroyNotify)g_srv_target_free);
  if (g_str_has_suffix (host, "."))
    host[strlen (host) - 1] = '\0';
  if (!check_host (host, domain, error))
    return FALSE;
  g_autofree char *name = g_strdup_printf ("_%s._tcp.%s", kind->service, domain);
  if (**ret_path == '\0')
    {
      char *path = path_of (resolver, name);
      if (path != NULL)
        {
          g_free (*ret_path);
          *ret_path = path;
        }
    }
  *ret_host = g_steal_pointer (&host);
  return TRUE;
}

#include "config.h"
#include "kontor/mail-find.h"
#include "http-places.h"
#include "kontor/error.h"
#include "kontor/source.h"
#include <gio/gio.h>
#include <string.h>
#include <glib/gi18n.h>

#define FIND_DEADLINE_MS 10000 /* of one step: somebody waits */

static void
tried (const KtFindWatch *watch, KtFoundHow how, const char *where, const char *why)
{
  if (watch != NULL)
    watch->tried (watch->data, how, where, why);
}

static const char *
domain_of (const KtFindRequest *request)
{
  const char *at = strrchr (request->address, '@');
  return at != NULL ? at + 1 : request->address;
}

/* --- SRV --- */

static gboolean
is_of_domain (const char *host, const char *domain)
{
  gsize host_length = strlen (host), length = strlen (domain);
  return host_length >= length && g_ascii_strcasecmp (host + host_length - length, domain) == 0
         && (host_length == length || host[host_length - length - 1] == '.');
}

/* A target "." says that there is no such service (RFC 2782). */
static gboolean
ask_srv (const KtFindRequest *request, const KtFindWatch *watch, const char *service,
         KtSourceKind kind, KtFound *ret_found)
{
  const char *domain = domain_of (request);
  g_autofree char *where = g_strdup_printf ("_%s._tcp.%s", service, domain);
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  GList *targets = g_resolver_lookup_service (resolver, service, "tcp", domain, NULL, NULL);
  g_autofree char *host
      = targets != NULL ? g_strdup (g_srv_target_get_hostname (targets->data)) : g_strdup ("");
  guint16 port = targets != NULL ? g_srv_target_get_port (targets->data) : 0;
  g_list_free_full (targets, (GDestroyNotify)g_srv_target_free);
  if (g_str_has_suffix (host, "."))
    host[strlen (host) - 1] = '\0';
  if (*host == '\0' || port == 0)
    {
      tried (watch, KT_FOUND_SRV, where, _ ("there is no such record"));
      return FALSE;
    }
  *ret_found = (KtFound){ .how = KT_FOUND_SRV,
                          .kind = kind,
                          .user = g_strdup (request->address),
                          .port = port,
                          .foreign = !is_of_domain (host, domain) };
  ret_found->host = g_steal_pointer (&host);
  return TRUE;
}

/* --- the document --- */

static gboolean
read_document (const KtFindRequest *request, const KtFindWatch *watch, const char *url,
               KtFound *ret_found)
{
  g_autoptr (GError) failed = NULL;
  KtAutoconfig autoconfig
      = (KtAutoconfig)kt_http_plugin_find (G_STRINGIFY (kt_http_autoconfig), &failed);
  if (autoconfig != NULL && autoconfig (request, url, ret_found, &failed))
    return TRUE;
  char *end = strchr (failed->message, '\n');
  if (end != NULL)
    *end = '\0';
  tried (watch, KT_FOUND_DOCUMENT, url, failed->message);
  return FALSE;
}

static gboolean
ask_documents (const KtFindRequest *request, const KtFindWatch *watch, KtFound *ret_found)
{
  const char *domain = domain_of (request);
  guint16 port = request->https_port != 0 ? request->https_port : 443;
  g_autofree char *address = g_uri_escape_string (request->address, NULL, FALSE);
  g_autofree char *own = g_strdup_printf (
      "https://autoconfig.%s:%u/mail/config-v1.1.xml?emailaddress=%s", domain, port, address);
  g_autofree char *known
      = g_strdup_printf ("https://%s:%u/.well-known/autoconfig/mail/config-v1.1.xml", domain, port);
  return read_document (request, watch, own, ret_found)
         || read_document (request, watch, known, ret_found);
}

/* --- a guess --- */

static gboolean
greets (const KtFindRequest *request, const KtFindWatch *watch, const char *label,
        KtFound *ret_found)
{
  g_autoptr (GError) failed = NULL;
  g_autofree char *host = g_strconcat (label, ".", domain_of (request), NULL);
  char nothing[] = "";
  KtSourceSpec spec = { .kind = KT_SOURCE_IMAPS,
                        .user = nothing,
                        .host = host,
                        .port = request->imaps_port != 0 ? request->imaps_port : 993,
                        .ca_file = (char *)request->ca_file,
                        .secret = nothing,
                        .deadline_ms = request->deadline_ms,
                        .tunnel = -1,
                        .probe = TRUE };
  KtSource *source = kt_imap_driver.open (&spec, &failed);
  if (source == NULL)
    {
      g_auto (GStrv) lines = g_strsplit (failed->message, "\n", 3);
      g_autofree char *why = g_strjoin (
          ",", lines[0], lines[1] != NULL && *lines[1] == ' ' ? lines[1] + 1 : NULL, NULL);
      tried (watch, KT_FOUND_GUESS, host, why);
      return FALSE;
    }
  kt_imap_driver.close (source);
  *ret_found = (KtFound){ .how = KT_FOUND_GUESS,
                          .kind = KT_SOURCE_IMAPS,
                          .user = g_strdup (request->address),
                          .port = spec.port };
  ret_found->host = g_steal_pointer (&host);
  return TRUE;
}

gboolean
kt_mail_find (const KtFindRequest *asked, const KtFindWatch *watch, KtFound *ret_found,
              GError **error)
{
  KtFindRequest request = *asked;
  if (request.deadline_ms == 0)
    request.deadline_ms = FIND_DEADLINE_MS;
  gboolean found
      = *request.document != '\0'
            ? read_document (&request, watch, request.document, ret_found)
            : ask_srv (&request, watch, "imaps", KT_SOURCE_IMAPS, ret_found)
                  || ask_srv (&request, watch, "imap", KT_SOURCE_IMAP_STARTTLS, ret_found)
                  || ask_documents (&request, watch, ret_found)
                  || greets (&request, watch, "imap", ret_found)
                  || greets (&request, watch, "mail", ret_found);
  if (!found)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no mail server found for «%s»"),
                 domain_of (&request));
  return found;
}

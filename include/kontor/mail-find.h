#pragma once
#include "kontor/records.h"
#include "kontor/find-record.h"
#include "kontor/settings.h"

/* Where the mail of an address lies, asked of its domain: SRV records (RFC 6186), then the document
 * that mail programs look for over https (autoconfig), then whether imap.DOMAIN or mail.DOMAIN
 * greets. Nothing secret goes out, and only verified TLS counts. */
typedef struct
{
  const char *address;            /* user@domain, as normalised */
  const char *document;           /* where the document lies, https://…; "" the usual places */
  const char *ca_file;            /* "" the system's authorities */
  guint deadline_ms;              /* of one step; 0: the default */
  guint16 https_port, imaps_port; /* 0: 443, 993 */
} KtFindRequest;

typedef struct
{
  KtFoundHow how;
  KtSourceKind kind;
  char *host, *user;
  guint16 port;
  gboolean foreign; /* unsigned DNS names a host outside of the domain: ask before believing */
} KtFound;
static inline void
kt_found_clear (KtFound *found)
{
  g_free (found->host);
  g_free (found->user);
  *found = (KtFound){ 0 };
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtFound, kt_found_clear)

/* What did not lead on: where it was looked, and why it was not there. */
typedef struct
{
  void (*tried) (gpointer data, KtFoundHow how, const char *where, const char *why);
  gpointer data;
} KtFindWatch;

/* KT_ERROR_NOT_FOUND: nowhere. */
gboolean kt_mail_find (const KtFindRequest *request, const KtFindWatch *watch, KtFound *ret_found,
                       GError **error);

/* autoconfig.c, in the plugin that speaks https: one document at url. Of its servers the first that
 * speaks IMAP with TLS, implicit TLS before STARTTLS. KT_ERROR_NETWORK, KT_ERROR_FAILED. */
typedef gboolean (*KtAutoconfig) (const KtFindRequest *request, const char *url, KtFound *ret_found,
                                  GError **error);
gboolean kt_http_autoconfig (const KtFindRequest *request, const char *url, KtFound *ret_found,
                             GError **error);
/* The document alone. KT_ERROR_FAILED: it is none, or names no server that will do. */
gboolean kt_autoconfig_read (const char *text, gsize length, const char *address,
                             KtFound *ret_found, GError **error);

#pragma once
#include <gio/gio.h>

/* Connections to servers. Errors are KT_ERROR_NETWORK with the host in the message. deadline_ms:
 * for the whole step. No proxy. */
GIOStream *kt_net_connect (const char *host, guint16 port, guint deadline_ms, GError **error);

/* TLS 1.2 or newer over base, which stays the caller's. The certificate must be valid, for this
 * host name, by the system's authorities or by those in ca_file ("" or NULL: the system's). There
 * is no way to accept another. *ret_no_tls: whether it failed because TLS is not spoken there. */
GIOStream *kt_tls_wrap (GIOStream *base, const char *host, guint16 port, const char *ca_file,
                        guint deadline_ms, gboolean *ret_no_tls, GError **error);

/* The names a certificate is for, with nothing in them but what host names are made of. */
char *kt_tls_names (GTlsCertificate *certificate);

/* The error of a handshake that another library did and refused: by what the server showed, its
 * chain of certificates as PEM, leaf first; NULL: it did not come to that. */
void kt_tls_refuse (const char *host, guint16 port, const char *ca_file, const char *pem,
                    GError **error);

#pragma once
#include <gio/gio.h>

/* Whether a certificate that was verified may be a server's: it either says nothing of its purpose
 * or names serving. GIO with GnuTLS does not look; a certificate for clients is handed out to
 * whoever asks for one in places where a server's is not. */
gboolean kt_tls_may_serve (GTlsCertificate *certificate);

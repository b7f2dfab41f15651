#pragma once
#include <glib.h>

/* fake-dav.py, started and ended by a test: a hostile web server on loopback. */
#define FAKE_LOGIN "YW5uYTprYWxuczQ0MTc=" /* anna:kalns4417, as Basic codes it */

typedef struct
{
  char *dir, *ca;
  guint16 port;
  GPid pid;
} FakeDav;

/* Certificates for all of them. FALSE, with a reason told: there is no openssl here. */
gboolean fake_dav_begin (void);
void fake_dav_end (void);
char *fake_dav_ca (const char *name); /* a file of certificates.sh */

/* certificate: NAME of certificates.sh, "server" is the good one. */
FakeDav *fake_dav_start (const char *certificate);
/* Ends it. Returns all that was said to it. */
char *fake_dav_stop (FakeDav *fake);

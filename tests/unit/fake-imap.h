#pragma once
#include <gio/gio.h>

/* A scripted IMAP server on loopback, in a thread, for one connection: what servers should never
 * say, said on purpose. */
typedef enum
{
  FAKE_GO_ON,
  FAKE_HANG_UP, /* after the reply */
  FAKE_DRIP,    /* the reply, an octet every 20 ms, for ever from its start */
  FAKE_TLS,     /* after the reply */
} FakeAction;

typedef struct
{
  const char *when;  /* a part of the command */
  const char *reply; /* "$T" is the command's tag; "\1" is sent as NUL */
  FakeAction action;
} FakeRule;

typedef struct
{
  gboolean plain;          /* no TLS from the start */
  gboolean mute;           /* accepts, and nothing else */
  const char *certificate; /* NAME of DIR/NAME.pem; NULL: "server" */
  const char *greeting;    /* NULL: an ordinary one */
  FakeRule rules[8];       /* looked at before the ordinary ones */
  gsize cut;               /* hangs up after so many octets, 0 never */
} FakeScript;

typedef struct _Fake Fake;

/* directory: of the certificates. */
Fake *fake_start (const FakeScript *script, const char *directory);
/* The same over a socket pair; *ret_fd is the other end. */
Fake *fake_start_tunnel (const FakeScript *script, int *ret_fd);
guint16 fake_port (const Fake *fake);
/* Ends it. Returns all that came in after TLS (or without), and how many octets went out. */
char *fake_stop (Fake *fake, gsize *ret_sent);

#pragma once
#include "kontor/guard.h"
#include <gio/gio.h>
#include <libetpan/libetpan.h>

/* libetpan's byte stream over a GIOStream: a mailstream_low driver that waits with limits.
 *
 * One deadline rules twice: no single read or write may wait longer, and a whole command may take
 * that long plus one second for each KT_STREAM_RATE_MIN octets received. Besides, a command has a
 * cap of octets. An error is sticky: whatever comes after it fails as well. */
#define KT_STREAM_DEADLINE_MS 60000
#define KT_STREAM_RATE_MIN 2048
#define KT_STREAM_BUFFER (64u << 10)

typedef struct _KtStream KtStream;

/* Takes io and guard; mailstream_close() frees all. deadline_ms 0: the default. */
mailstream *kt_stream_new (GIOStream *io, KtGuard *guard, guint deadline_ms);
KtStream *kt_stream_of (mailstream *stream);

/* Before each command: its clock and its cap of octets start anew. */
void kt_stream_begin (mailstream *stream, guint64 octets_max);

typedef enum
{
  KT_STREAM_TOLD,   /* the server has said something; it waits for libetpan */
  KT_STREAM_WOKEN,  /* other can be read, or has ended */
  KT_STREAM_LATE,   /* the time is over */
  KT_STREAM_BROKEN, /* kt_stream_error() */
} KtStreamNews;
/* Waits so long for a server that owes nothing. */
KtStreamNews kt_stream_listen (mailstream *stream, int other, guint milliseconds);

/* Time that the command did not wait for the server, µs. */
void kt_stream_excuse (mailstream *stream, gint64 duration);

/* Why it broke; NULL while it works. */
const GError *kt_stream_error (mailstream *stream);

/* Before TLS is put on: nothing may have come in that was not yet read. */
gboolean kt_stream_is_clean (mailstream *stream);
GIOStream *kt_stream_io (mailstream *stream);
/* Puts io (taken), which wraps the old one, in its place. */
void kt_stream_swap (mailstream *stream, GIOStream *io);

/* Overwrites what libetpan still has of the octets last written: a password. */
void kt_stream_wipe (mailstream *stream);

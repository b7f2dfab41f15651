#pragma once
#include <glib.h>

/* Stands between an IMAP server and libetpan's parser, which believes what servers say.
 *
 * Octets go in as they come, whole responses that are safe to parse come out. Refused, with
 * KT_ERROR_NETWORK: literals, lines and nesting over the limits, NUL outside literals, numbers that
 * do not fit, a quoted string that does not end, tagged lines that are none. Dropped: untagged
 * responses nobody here asks for. Status lines ("OK", "NO" …) keep a response code only if it is
 * known and well formed, and lose their text; untagged ones that have nothing left are dropped.
 * What libetpan keeps until a command ends has a limit of its own: it takes many times the octets
 * that came. How the octets are cut into pieces makes no difference. */
typedef struct
{
  guint64 literal_max; /* octets of one literal */
  gsize line_max;      /* octets of one line */
  gsize search_max;    /* octets of a SEARCH line, which holds all UIDs of a folder */
  gsize vanished_max;  /* octets of a VANISHED line */
  guint depth_max;     /* parentheses within each other */
  gsize kept_max;      /* octets of answers to one command, SEARCH and streamed FETCH aside */
  guint kept_lines;    /* and how many of them */
} KtGuardLimits;

extern const KtGuardLimits kt_guard_limits_default;

typedef struct _KtGuard KtGuard;
KtGuard *kt_guard_new (const KtGuardLimits *limits); /* NULL: the default */
void kt_guard_free (KtGuard *guard);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtGuard, kt_guard_free)

/* Before STARTTLS took effect: one greeting and one tagged line are all that may come. */
void kt_guard_set_plain (KtGuard *guard, gboolean plain);

/* A command begins: what its answers may hold is counted anew. */
void kt_guard_begin (KtGuard *guard);
/* Whether FETCH answers are handed on as they come and kept by nobody. */
void kt_guard_set_streaming (KtGuard *guard, gboolean streaming);
/* Gmail's labels are asked for: (\Inbox), which the parser cannot read, becomes ("\\Inbox"). */
void kt_guard_set_labels (KtGuard *guard, gboolean labels);

/* The command of that tag opens a folder, and is the next after the one of before (0: nothing is
 * under way). What comes for it until the server says [CLOSED] is of the folder open till then
 * (RFC 7162 §3.2.11), and dropped; where it does not say so, all is passed on. */
void kt_guard_hold (KtGuard *guard, guint before, guint tag);

/* Appends what may be parsed to out. After FALSE the guard is of no more use. */
gboolean kt_guard_feed (KtGuard *guard, const void *data, gsize length, GByteArray *out,
                        GError **error);

/* Who is shown each STATUS line that passes and has no literal; NULL: nobody. */
typedef void (*KtGuardSeen) (const char *line, gsize length, gpointer data);
void kt_guard_watch_status (KtGuard *guard, KtGuardSeen seen, gpointer data);

/* Whether all that was fed formed whole responses. */
gboolean kt_guard_is_idle (const KtGuard *guard);

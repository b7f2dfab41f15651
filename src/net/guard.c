#include "config.h"
#include "kontor/guard.h"
#include "kontor/error.h"
#include "guard-line.h"
#include <string.h>
#include <glib/gi18n.h>

const KtGuardLimits kt_guard_limits_default = {
  .literal_max = 51u << 20, /* a letter of 50 MiB and what servers may add */
  .line_max = 1u << 20,
  .search_max = 16u << 20, /* two million letters */
  .vanished_max = 4u << 20,
  .depth_max = 60,
  .kept_max = 8u << 20, /* LIST and STATUS of 10,000 folders */
  .kept_lines = 32768,
};

#define HELD_MAX (1u << 20) /* octets: what a server still says of a folder it leaves is short */

/* The answer to tag comes behind the one to before. */
typedef struct
{
  guint before, tag;
} Hold;

/* A response is one line, or several with a literal after each but the last. */
struct _KtGuard
{
  KtGuardLimits limits;
  GByteArray *line;     /* the line that is coming in */
  guint64 literal_left; /* octets of a literal still to come */
  gboolean continued;   /* the line goes on with a response after a literal */
  KtLineKind kind;      /* of that response */
  guint depth;          /* of that response */
  gboolean plain;
  guint plain_lines;
  gboolean greeted;   /* the first line is through */
  gboolean streaming; /* nobody keeps FETCH answers */
  gsize kept;         /* octets passed on in this command that libetpan keeps */
  guint kept_lines;
  gboolean labels, within_labels; /* they are asked for; the line before ended among them */
  GQueue holds;                   /* Hold: answers that will be held back */
  guint holding;                  /* the tag of the answer that is; 0 none */
  GByteArray *held;
  KtGuardSeen seen; /* of STATUS */
  gpointer seen_data;
};

KtGuard *
kt_guard_new (const KtGuardLimits *limits)
{
  KtGuard *guard = g_new0 (KtGuard, 1);
  guard->limits = limits != NULL ? *limits : kt_guard_limits_default;
  guard->line = g_byte_array_new ();
  guard->held = g_byte_array_new ();
  g_queue_init (&guard->holds);
  return guard;
}

void
kt_guard_free (KtGuard *guard)
{
  if (guard == NULL)
    return;
  g_byte_array_unref (guard->line);
  g_byte_array_unref (guard->held);
  g_queue_clear_full (&guard->holds, g_free);
  g_free (guard);
}

void
kt_guard_set_plain (KtGuard *guard, gboolean plain)
{
  guard->plain = plain;
  guard->plain_lines = 0;
}

void
kt_guard_begin (KtGuard *guard)
{
  guard->kept = 0;
  guard->kept_lines = 0;
}

void
kt_guard_set_streaming (KtGuard *guard, gboolean streaming)
{
  guard->streaming = streaming;
}

void
kt_guard_set_labels (KtGuard *guard, gboolean labels)
{
  guard->labels = labels;
}

void
kt_guard_watch_status (KtGuard *guard, KtGuardSeen seen, gpointer data)
{
  guard->seen = seen;
  guard->seen_data = data;
}

/* --- answers that are held back --- */

void
kt_guard_hold (KtGuard *guard, guint before, guint tag)
{
  const Hold hold = { before, tag };
  if (before == 0)
    guard->holding = tag;
  else
    g_queue_push_tail (&guard->holds, g_memdup2 (&hold, sizeof hold));
}

static void
release (KtGuard *guard, GByteArray *out)
{
  g_byte_array_append (out, guard->held->data, guard->held->len);
  g_byte_array_set_size (guard->held, 0);
  guard->holding = 0;
}

/* A tagged line, before it is passed on: it ends one answer and begins the next. */
static void
turn_answer (KtGuard *guard, GByteArray *out)
{
  guint64 tag = g_ascii_strtoull ((const char *)guard->line->data, NULL, 10);
  if (guard->holding != 0)
    release (guard, out);
  for (Hold *hold; (hold = g_queue_peek_head (&guard->holds)) != NULL && hold->before <= tag;)
    {
      guard->holding = hold->before == tag ? hold->tag : 0;
      g_free (g_queue_pop_head (&guard->holds));
    }
}

/* The server has left the folder that was open. */
static gboolean
says_closed (const KtGuard *guard, gsize length)
{
  static const char ok[] = "* OK [CLOSED]";
  return guard->kind == KT_LINE_UNTAGGED_STATUS && length >= strlen (ok)
         && g_ascii_strncasecmp ((const char *)guard->line->data, ok, strlen (ok)) == 0;
}

/* Where what is passed on goes now. */
static GByteArray *
target (KtGuard *guard, GByteArray *out)
{
  if (guard->holding != 0 && guard->held->len > HELD_MAX)
    release (guard, out);
  return guard->holding != 0 ? guard->held : out;
}

gboolean
kt_guard_is_idle (const KtGuard *guard)
{
  return guard->line->len == 0 && guard->literal_left == 0 && !guard->continued;
}

static gboolean
refuse (const char *why, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("its answer is unusable: %s"), _ (why));
  return FALSE;
}

/* The greeting, then the answer to STARTTLS: whatever else comes was put there by somebody. */
static gboolean
check_plain (KtGuard *guard, GError **error)
{
  guard->plain_lines++;
  gboolean ok = guard->plain_lines == 1   ? guard->kind == KT_LINE_UNTAGGED_STATUS
                : guard->plain_lines == 2 ? guard->kind == KT_LINE_TAGGED
                                          : FALSE;
  return ok || refuse (N_ ("unasked text before encryption"), error);
}

/* Begins a response: what is it? */
static gboolean
begin_response (KtGuard *guard, gsize length, GError **error)
{
  const char *why = NULL;
  guard->depth = 0;
  guard->within_labels = FALSE;
  guard->kind = kt_line_kind ((const char *)guard->line->data, length, &why);
  if (guard->kind == KT_LINE_REFUSED)
    return refuse (why, error);
  return !guard->plain || check_plain (guard, error);
}

/* What libetpan is given to keep, this response included, stays within bounds. */
static gboolean
count_kept (KtGuard *guard, gsize octets, GError **error)
{
  if (guard->kind == KT_LINE_SEARCH || guard->kind == KT_LINE_DROPPED
      || (guard->kind == KT_LINE_FETCH && guard->streaming))
    return TRUE;
  guard->kept += octets;
  guard->kept_lines += !guard->continued;
  return (guard->kept <= guard->limits.kept_max && guard->kept_lines <= guard->limits.kept_lines)
         || refuse (N_ ("too many answers to one question"), error);
}

/* An untagged OK, NO or BAD that has only text tells nobody anything, but for the greeting. */
static gboolean
is_mere_text (const KtGuard *guard, gsize kept)
{
  return guard->kind == KT_LINE_UNTAGGED_STATUS && guard->greeted
         && guard->line->data[kept - 1] != ']';
}

/* A tagged BAD becomes NO: the server is in step, but libetpan would give it up. */
static void
append_status (KtGuard *guard, gsize length, GByteArray *out)
{
  const char *line = (const char *)guard->line->data;
  gsize kept = kt_line_status_length (line, length), state = strcspn (line, " ") + 1;
  if (is_mere_text (guard, kept))
    return;
  guard->greeted = TRUE;
  if (guard->kind == KT_LINE_TAGGED && g_ascii_strncasecmp (line + state, "BAD", 3) == 0)
    {
      g_byte_array_append (out, guard->line->data, state);
      g_byte_array_append (out, (const guint8 *)"NO", 2);
    }
  else
    g_byte_array_append (out, guard->line->data, kept);
  g_byte_array_append (out, (const guint8 *)" -\r\n", 4);
}

static void
append_fetch (KtGuard *guard, const char *text, gsize length, GByteArray *out)
{
  if (!guard->labels)
    {
      kt_line_append_fetch (text, length, out);
      return;
    }
  g_autoptr (GByteArray) quoted = g_byte_array_new ();
  kt_line_append_labels (text, length, &guard->within_labels, quoted);
  kt_line_append_fetch ((const char *)quoted->data, quoted->len, out);
}

/* A data line, dropped ones too: their literals have to be skipped. */
static gboolean
end_data_line (KtGuard *guard, gsize length, GByteArray *out, GError **error)
{
  const char *text = (const char *)guard->line->data, *why = NULL;
  if (guard->kind != KT_LINE_DROPPED
      && !kt_line_check (text, length, guard->kind, guard->continued, guard->limits.depth_max,
                         &guard->depth, &why))
    return refuse (why, error);
  guint64 literal;
  gboolean has_literal;
  if (!kt_line_literal (text, length, guard->limits.literal_max, &has_literal, &literal, &why))
    return refuse (why, error);
  if (guard->kind == KT_LINE_FETCH)
    append_fetch (guard, text, length, out);
  else if (guard->kind != KT_LINE_DROPPED)
    g_byte_array_append (out, guard->line->data, length);
  if (guard->kind != KT_LINE_DROPPED)
    g_byte_array_append (out, (const guint8 *)"\r\n", 2);
  if (guard->seen != NULL && guard->kind == KT_LINE_STATUS && !guard->continued && !has_literal)
    guard->seen (text, length, guard->seen_data);
  guard->continued = has_literal;
  guard->literal_left = has_literal ? literal : 0;
  return TRUE;
}

static gboolean
end_line (KtGuard *guard, GByteArray *out, GError **error)
{
  gsize length = guard->line->len - 1; /* without LF */
  if (length > 0 && guard->line->data[length - 1] == '\r')
    length--;
  if (memchr (guard->line->data, '\0', length) != NULL)
    return refuse (N_ ("a NUL in a line"), error);
  if ((!guard->continued && !begin_response (guard, length, error))
      || !count_kept (guard, length, error))
    return FALSE;
  if (guard->kind == KT_LINE_TAGGED)
    turn_answer (guard, out);
  if (guard->holding != 0 && says_closed (guard, length))
    g_byte_array_set_size (guard->held, guard->holding = 0);
  if (guard->kind != KT_LINE_TAGGED)
    out = target (guard, out);
  gboolean ok = TRUE;
  if (guard->kind == KT_LINE_TAGGED || guard->kind == KT_LINE_UNTAGGED_STATUS)
    append_status (guard, length, out);
  else if (guard->kind == KT_LINE_CONTINUE)
    g_byte_array_append (out, (const guint8 *)"+ -\r\n", 5);
  else
    ok = end_data_line (guard, length, out, error);
  g_byte_array_set_size (guard->line, 0);
  return ok;
}

static gboolean
check_length (const KtGuard *guard, GError **error)
{
  if (guard->line->len <= guard->limits.line_max)
    return TRUE;
  gboolean search = !guard->continued && guard->line->len > 9
                    && memcmp (guard->line->data, "* SEARCH ", 9) == 0;
  if (search && guard->line->len <= guard->limits.search_max)
    return TRUE;
  gboolean vanished = !guard->continued && guard->line->len > 11
                      && memcmp (guard->line->data, "* VANISHED ", 11) == 0;
  if (vanished && guard->line->len <= guard->limits.vanished_max)
    return TRUE;
  return refuse (N_ ("a line is too long"), error);
}

gboolean
kt_guard_feed (KtGuard *guard, const void *data, gsize length, GByteArray *out, GError **error)
{
  const guint8 *at = data, *end = at + length;
  while (at < end)
    {
      if (guard->literal_left > 0)
        {
          gsize part = MIN ((guint64)(end - at), guard->literal_left);
          if (!count_kept (guard, part, error))
            return FALSE;
          if (guard->kind != KT_LINE_DROPPED)
            g_byte_array_append (target (guard, out), at, part);
          guard->literal_left -= part;
          at += part;
          continue;
        }
      const guint8 *newline = memchr (at, '\n', end - at);
      const guint8 *stop = newline != NULL ? newline + 1 : end;
      g_byte_array_append (guard->line, at, stop - at);
      at = stop;
      if (!check_length (guard, error))
        return FALSE;
      if (newline != NULL && !end_line (guard, out, error))
        return FALSE;
    }
  return TRUE;
}

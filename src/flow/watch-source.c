#include "config.h"
#include "watch-parts.h"
#include "kontor/courier-open.h"
#include "kontor/error.h"
#include "kontor/interrupt.h"
#include "kontor/mirror.h"
#include "kontor/term.h"
#include "kontor/watch-rule.h"
#include <glib/gi18n.h>
#include <string.h>

#define STEADY_US (60 * G_USEC_PER_SEC)    /* a session that lasted so long was a success */
#define PATIENCE_US (150 * G_USEC_PER_SEC) /* its own deadlines end a courier's waiting before */

KtWatched *
kt_watched_new (const char *name, KtMailSource *mailbox)
{
  KtWatched *watched = g_new0 (KtWatched, 1);
  watched->name = name;
  watched->mailbox = mailbox;
  return watched;
}

void
kt_watched_free (KtWatched *watched)
{
  if (watched->state == KT_WATCHED_OPENING || watched->state == KT_WATCHED_WAKING)
    kt_helper_kill (watched->courier);
  else
    kt_helper_end (watched->courier);
  g_clear_error (&watched->failure);
  g_free (watched->told);
  g_free (watched);
}

KtWatched *
kt_watched_find (const GPtrArray *watched, const char *name)
{
  for (guint i = 0; i < watched->len; i++)
    if (g_str_equal (((const KtWatched *)watched->pdata[i])->name, name))
      return watched->pdata[i];
  return NULL;
}

/* Whether what was typed for one mailbox is meant for the other. */
static gboolean
is_same_login (const KtMailSource *one, const KtMailSource *other)
{
  return one->kind == other->kind && g_strcmp0 (one->user, other->user) == 0
         && g_strcmp0 (one->host, other->host) == 0;
}

void
kt_watched_inherit (const GPtrArray *watched, const GPtrArray *before)
{
  for (guint i = 0; i < watched->len; i++)
    {
      KtWatched *heir = watched->pdata[i];
      KtWatched *old = kt_watched_find (before, heir->name);
      if (old == NULL || !old->typed || heir->mailbox == NULL
          || !is_same_login (heir->mailbox, old->mailbox) || !kt_secret_is_typed (heir->mailbox))
        continue;
      heir->mailbox->credentials.password = g_steal_pointer (&old->mailbox->credentials.password);
      heir->typed = heir->tried = TRUE;
    }
}

static void
back_off (KtWatched *watched, gint64 now)
{
  if (watched->opened > 0 && now - watched->opened > STEADY_US)
    watched->failures = 0;
  watched->opened = 0;
  watched->failures++;
  gint64 wait = kt_watch_backoff_ms (watched->failures, g_random_int ()) * G_GINT64_CONSTANT (1000);
  watched->due = watched->barred ? G_MAXINT64 : now + wait;
}

/* The session is over. */
static void
drop (KtWatched *watched, gint64 now)
{
  kt_helper_kill (g_steal_pointer (&watched->courier));
  watched->state = KT_WATCHED_OFF;
  back_off (watched, now);
}

/* It could not be opened: a sync says so, and writes it down, as it does where it opens itself. */
static void
refuse (KtWatched *watched, GError *failure, gint64 now)
{
  g_clear_pointer (&watched->courier, kt_helper_kill);
  watched->state = KT_WATCHED_OFF;
  g_clear_error (&watched->failure);
  watched->failure = failure;
  watched->due = now;
}

static void
open_courier (KtWatched *watched, gboolean no_input, gint64 now)
{
  GError *failure = NULL;
  watched->courier = kt_courier_open (watched->mailbox, no_input, &failure);
  watched->asked = now;
  if (watched->courier == NULL)
    refuse (watched, failure, now);
  else
    watched->state = KT_WATCHED_OPENING;
}

/* The courier had a token that was refused: it may have run out. */
static void
open_again (KtWatched *watched, gint64 now)
{
  kt_helper_end (g_steal_pointer (&watched->courier));
  watched->asked_again = TRUE;
  open_courier (watched, TRUE, now);
}

/* Asks for the password and opens with it. why: as kt_secret_ask() has it. */
static void
open_typed (KtWatched *watched, const char *why, gint64 now)
{
  KtMailSource *mailbox = watched->mailbox;
  char *typed = kt_secret_ask (mailbox->user, mailbox->host, why);
  if (typed != NULL && *typed == '\0')
    g_clear_pointer (&typed, kt_secret_free);
  kt_secret_free (g_steal_pointer (&mailbox->credentials.password));
  mailbox->credentials.password = typed;
  watched->typed = TRUE;
  watched->barred = typed == NULL;
  open_courier (watched, TRUE, now);
}

void
kt_watched_open (KtWatched *watched, const KtContext *context, gint64 now)
{
  gboolean no_input = context->no_input || watched->tried;
  watched->tried = TRUE;
  watched->asked_again = FALSE;
  if (!no_input && kt_secret_is_typed (watched->mailbox))
    open_typed (watched, NULL, now);
  else
    open_courier (watched, no_input, now);
}

/* A slip of the finger: once more, hidden as the first. */
static void
type_again (KtWatched *watched, GError *refusal, gint64 now)
{
  g_autofree char *why = g_strndup (refusal->message, strcspn (refusal->message, "\n"));
  g_autofree char *safe = kt_term_safe (why, KT_TERM_LINE);
  g_error_free (refusal);
  kt_helper_end (g_steal_pointer (&watched->courier));
  watched->asked_again = TRUE;
  open_typed (watched, safe, now);
}

/* --- waiting --- */

static const KtFolder *
folder_to_watch (const GPtrArray *folders)
{
  const KtFolder *all = NULL;
  for (guint i = 0; i < folders->len; i++)
    {
      const KtFolder *folder = folders->pdata[i];
      if (g_str_equal (folder->role, "inbox"))
        return folder;
      if (all == NULL || g_str_equal (folder->role, "all"))
        all = folder;
    }
  return all;
}

guint
kt_watch_every_ms (const KtWatchOptions *options, const KtSettings *settings)
{
  return options->every_ms > 0 ? options->every_ms : (guint)settings->watch_minutes * 60000;
}

void
kt_watched_idle (KtWatched *watched, KtStore *store, guint every_ms, gint64 now)
{
  g_autoptr (GPtrArray) folders = kt_folder_list (store, watched->name, NULL);
  const KtFolder *folder = folders != NULL ? folder_to_watch (folders) : NULL;
  if (folder == NULL)
    return; /* it is looked at when it is due */
  kt_channel_queue (watched->courier->channel, KT_FRAME_IDLE,
                    g_variant_new (KT_TYPE_IDLE, folder->wire_name, folder->uidnext, folder->total,
                                   (guint32)kt_watch_poll_ms (every_ms)));
  if (kt_channel_flush (watched->courier->channel, NULL))
    watched->state = KT_WATCHED_IDLE;
  else
    drop (watched, now);
}

void
kt_watched_wake (KtWatched *watched, gint64 now)
{
  kt_channel_queue (watched->courier->channel, KT_FRAME_WAKE, g_variant_new ("()"));
  watched->state = KT_WATCHED_WAKING;
  watched->asked = now;
  if (!kt_channel_flush (watched->courier->channel, NULL))
    drop (watched, now);
}

/* --- answers --- */

static void
take_failure (KtWatched *watched, const KtFrame *frame, gint64 now)
{
  GError *failure = NULL;
  guint32 code;
  const char *message;
  if (watched->state != KT_WATCHED_OPENING)
    {
      drop (watched, now); /* it comes back, or the next try says why not */
      return;
    }
  gboolean token = kt_courier_token_refused (frame);
  if (token && !watched->asked_again)
    {
      open_again (watched, now);
      return;
    }
  g_autoptr (GVariant) record = kt_frame_record (frame, "(us)", &failure);
  if (record != NULL)
    {
      g_variant_get (record, "(u&s)", &code, &message);
      failure = g_error_new_literal (KT_ERROR, kt_frame_fail_code (code), message);
    }
  if (token)
    kt_courier_hint_token (&watched->mailbox->credentials, &failure);
  if (watched->typed && kt_courier_password_refused (frame))
    {
      if (!watched->asked_again && !kt_interrupted ())
        {
          type_again (watched, failure, now);
          return;
        }
      watched->barred = TRUE;
    }
  refuse (watched, failure, now);
}

static void
take_done (KtWatched *watched, const KtFrame *frame, guint every_ms, gint64 now)
{
  guint64 changed = 0;
  g_autoptr (GVariant) record = kt_frame_record (frame, "(t)", NULL);
  if (record != NULL)
    g_variant_get (record, "(t)", &changed);
  watched->called = changed != 0;
  watched->state = KT_WATCHED_READY;
  guint calm = watched->called ? kt_watch_calm_ms (watched->fruitless, every_ms) : 0;
  watched->due = MIN (watched->due, now + calm * G_GINT64_CONSTANT (1000));
}

static void
take_frame (KtWatched *watched, const KtFrame *frame, guint every_ms, gint64 now)
{
  gboolean waits = watched->state == KT_WATCHED_IDLE || watched->state == KT_WATCHED_WAKING;
  if (frame->type == KT_FRAME_FAIL)
    take_failure (watched, frame, now);
  else if (frame->type == KT_FRAME_READY && watched->state == KT_WATCHED_OPENING)
    {
      watched->state = KT_WATCHED_READY;
      watched->opened = watched->due = now;
    }
  else if (frame->type == KT_FRAME_DONE && waits)
    take_done (watched, frame, every_ms, now);
  else
    drop (watched, now);
}

/* A courier that ends unasked. */
static void
lose (KtWatched *watched, gint64 now)
{
  if (watched->state == KT_WATCHED_OPENING)
    refuse (watched,
            g_error_new (KT_ERROR, KT_ERROR_NETWORK, _ ("the courier for «%s» ended unexpectedly"),
                         watched->name),
            now);
  else
    drop (watched, now);
}

void
kt_watched_serve (KtWatched *watched, guint every_ms, gint64 now)
{
  KtFrame frame;
  gboolean eof = FALSE;
  gboolean alive = kt_channel_pump_in (watched->courier->channel, &eof, NULL) && !eof;
  if (kt_channel_next (watched->courier->channel, &frame, NULL))
    take_frame (watched, &frame, every_ms, now);
  else if (!alive)
    lose (watched, now);
}

void
kt_watched_overdue (KtWatched *watched, gint64 now)
{
  gboolean owes = watched->state == KT_WATCHED_OPENING || watched->state == KT_WATCHED_WAKING;
  if (!owes || now - watched->asked < PATIENCE_US)
    return;
  if (watched->state == KT_WATCHED_OPENING)
    refuse (watched,
            g_error_new (KT_ERROR, KT_ERROR_NETWORK, _ ("the courier for «%s» does not answer"),
                         watched->name),
            now);
  else
    drop (watched, now);
}

void
kt_watched_renew (KtWatched *watched, gint64 now)
{
  if (watched->barred)
    return;
  if (watched->mailbox != NULL && watched->courier != NULL)
    {
      kt_helper_kill (g_steal_pointer (&watched->courier));
      watched->state = KT_WATCHED_OFF;
    }
  watched->opened = 0;
  watched->failures = watched->fruitless = 0;
  watched->due = now;
}

gboolean
kt_watched_check (const GPtrArray *watched, GError **error)
{
  KtWatched *last = NULL;
  for (guint i = 0; i < watched->len; i++)
    {
      KtWatched *one = watched->pdata[i];
      if (!one->barred)
        return TRUE;
      if (last == NULL || one->failure != NULL)
        last = one;
    }
  if (last->failure != NULL)
    g_propagate_error (error, g_steal_pointer (&last->failure));
  else
    g_set_error_literal (error, KT_ERROR, KT_ERROR_NETWORK, last->told);
  return FALSE;
}

/* --- after a sync --- */

void
kt_watched_went_well (KtWatched *watched, gboolean fruitless, guint every_ms, gint64 now)
{
  if (watched->called)
    watched->fruitless = fruitless ? watched->fruitless + 1 : 0;
  watched->called = FALSE;
  if (watched->mailbox == NULL)
    watched->failures = 0;
  watched->due = now + every_ms * G_GINT64_CONSTANT (1000);
}

void
kt_watched_failed (KtWatched *watched, gint64 now)
{
  watched->called = FALSE;
  back_off (watched, now);
}

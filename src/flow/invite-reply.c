#include "config.h"
#include "demo-script.h"
#include "kontor/calendar-reader.h"
#include "kontor/contentline.h"
#include "kontor/error.h"
#include "kontor/invite-answer.h"
#include "kontor/invites.h"
#include "kontor/journal.h"
#include "kontor/outbox.h"
#include "kontor/store.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define NOTE_MAX 4096  /* octets */
#define FIELD_MAX 200u /* characters of a foreign text in a header */

void
kt_invite_outcome_clear (KtInviteOutcome *outcome)
{
  g_clear_pointer (&outcome->draft, g_free);
  g_clear_pointer (&outcome->calendar, g_free);
}

/* What is made of an answer before anything is written. */
typedef struct
{
  const KtInvite *invite;
  const KtInviteReply *reply;
  char *me;
  char *text, *event; /* REPLY; what goes into the calendar */
  KtOutbox *wish;     /* NULL: goes into no calendar */
  char *calendar;     /* said to people */
  char *letter, *path;
} Work;

static void
work_clear (Work *work)
{
  g_free (work->me);
  g_free (work->text);
  g_free (work->event);
  kt_outbox_free (work->wish);
  g_free (work->calendar);
  g_free (work->letter);
  g_free (work->path);
}

/* --- who answers --- */

static gboolean
find_me (KtContext *context, Work *work, GError **error)
{
  if (*work->invite->me != '\0')
    work->me = g_strdup (work->invite->me);
  else if (context->settings->addresses != NULL && context->settings->addresses[0] != NULL)
    {
      g_autoptr (KtAddr) addr = kt_addr_parse (context->settings->addresses[0], error);
      work->me = addr != NULL ? g_strdup (kt_addr_norm (addr)) : NULL;
      return addr != NULL;
    }
  if (work->me != NULL)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
               _ ("cannot answer, none of your addresses is among the invited"));
  kt_error_hint (error, _ ("write them into the config: [me] addresses = …"));
  return FALSE;
}

/* --- where it goes --- */

static KtOutbox *
wish_new (const KtInvite *invite)
{
  KtOutbox *wish = kt_outbox_new ();
  wish->kind = KT_OUTBOX_INVITE;
  wish->record = kt_invite_answer_id (invite->dated->uid, invite->dated->recurrence);
  g_free (wish->uid);
  wish->uid = g_strdup (invite->dated->uid);
  return wish;
}

static void
set (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

static KtCalendar *
calendar_by_id (GPtrArray *calendars, gint64 id)
{
  for (guint i = 0; i < calendars->len; i++)
    if (((KtCalendar *)calendars->pdata[i])->id == id)
      return calendars->pdata[i];
  return NULL;
}

/* Where it lies already it stays. */
static gboolean
find_present (KtContext *context, Work *work, char **ret_text, GError **error)
{
  const char *uid = work->invite->dated->uid;
  g_autoptr (GPtrArray) objects = kt_object_by_uid (context->store, uid, error);
  g_autoptr (GPtrArray) calendars
      = objects != NULL ? kt_calendar_list (context->store, NULL, error) : NULL;
  if (calendars == NULL)
    return FALSE;
  for (guint i = 0; i < objects->len; i++)
    {
      const KtObject *object = objects->pdata[i];
      const KtCalendar *calendar = calendar_by_id (calendars, object->calendar);
      if (calendar == NULL || !calendar->writable || object->problem != NULL)
        continue;
      work->wish = wish_new (work->invite);
      set (&work->wish->source, calendar->source);
      set (&work->wish->collection, calendar->href);
      set (&work->wish->href, object->href);
      set (&work->wish->etag, object->etag);
      set (&work->wish->base, object->text);
      work->calendar = g_strdup (calendar->name);
      *ret_text = g_strdup (object->text);
      return TRUE;
    }
  return TRUE;
}

static gboolean
no_calendar (const char *name, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("there is no calendar «%s» to write to"), name);
  kt_error_hint (error, _ ("see which there are: kontor calendar"));
  return FALSE;
}

/* NAME or NAME/COLLECTION as the config calls them. */
static gboolean
find_named (KtContext *context, Work *work, const char *name, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", 2);
  const KtCalendarSource *source = kt_settings_calendar (context->settings, parts[0]);
  if (source == NULL || !source->write)
    return no_calendar (name, error);
  g_autoptr (GPtrArray) calendars = kt_calendar_list (context->store, parts[0], error);
  if (calendars == NULL)
    return FALSE;
  for (guint i = 0; i < calendars->len; i++)
    {
      const KtCalendar *calendar = calendars->pdata[i];
      if (!calendar->writable || (parts[1] != NULL && !g_str_equal (parts[1], calendar->name)))
        continue;
      work->wish = wish_new (work->invite);
      set (&work->wish->source, calendar->source);
      set (&work->wish->collection, calendar->href);
      work->calendar = g_strdup (calendar->name);
      return TRUE;
    }
  return no_calendar (name, error);
}

/* Without a name: where the phone looks, if it looks anywhere. */
static gboolean
find_place (KtContext *context, Work *work, char **ret_present, GError **error)
{
  const char *collection = NULL;
  gboolean declined = g_str_equal (work->reply->answer, "declined");
  if (!find_present (context, work, ret_present, error))
    return FALSE;
  if (work->wish != NULL || declined)
    return TRUE;
  if (work->reply->calendar != NULL)
    return find_named (context, work, work->reply->calendar, error);
  const KtCalendarSource *phone = kt_settings_phone_calendar (context->settings, &collection);
  if (phone == NULL)
    return TRUE;
  work->wish = wish_new (work->invite);
  work->calendar = g_strdup (collection != NULL ? collection : phone->name);
  return TRUE;
}

/* What is under way for it already goes on from there. */
static gboolean
take_up_wish (KtContext *context, Work *work, char **present, GError **error)
{
  if (work->wish == NULL)
    return TRUE;
  g_autoptr (GPtrArray) rows
      = kt_outbox_of (context->store, KT_OUTBOX_INVITE, work->wish->record, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return TRUE;
  const KtOutbox *last = rows->pdata[rows->len - 1];
  work->wish->id = last->id;
  if (*present == NULL && last->state == KT_OUTBOX_WANTED && last->intent != NULL)
    *present = g_strdup (last->intent);
  return TRUE;
}

/* --- texts --- */

static gboolean
make_texts (KtContext *context, Work *work, const char *present, GError **error)
{
  g_autofree char *upper = g_ascii_strup (work->reply->answer, -1);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (context->clock.now);
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autoptr (GString) comment = g_string_new (NULL);
  g_autofree char *text = kt_invite_text (context->store, work->invite->letter, error);
  if (text == NULL)
    return FALSE;
  kt_contentline_escape (comment, work->reply->note);
  const KtIcalChange changes[] = {
    { "", "UID", "", work->invite->dated->uid },
    { work->invite->dated->recurrence, "ATTENDEE", upper, work->me },
    { "", "DTSTAMP", "", stamp },
    { "", "COMMENT", "", comment->str },
  };
  g_autoptr (KtCalendarReader) reader
      = kt_calendar_reader_new (context->clock.now, kt_zone_name (context->clock.zone));
  return kt_calendar_reader_answer (reader, text, present != NULL ? present : "", changes,
                                    G_N_ELEMENTS (changes), &work->text, &work->event, error);
}

/* --- the letter --- */

static const char *
subject_form (const char *answer)
{
  if (g_str_equal (answer, "accepted"))
    /* TRANSLATORS: the subject of a letter */
    return _ ("Accepted: %s");
  /* TRANSLATORS: the subject of a letter */
  return g_str_equal (answer, "declined") ? _ ("Declined: %s") : _ ("Perhaps: %s");
}

/* One line without controls: what a stranger wrote must not begin a header of its own. */
static char *
one_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);
  guint left = FIELD_MAX;
  for (const char *p = valid; *p != '\0' && left-- > 0; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      g_string_append_unichar (line, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (line, FALSE);
}

static void
append_field (GString *out, const char *name, const char *text)
{
  g_autofree char *line = one_line (text);
  g_autofree char *encoded = kt_demo_header_text (line, "utf-8");
  g_string_append_printf (out, "%s: %s\n", name, encoded);
}

static void
append_part (GString *out, const char *boundary, const char *type, const char *text)
{
  g_string_append_printf (out, "--%s\nContent-Type: %s\nContent-Transfer-Encoding: base64\n\n",
                          boundary, type);
  kt_demo_append_base64 (out, text, strlen (text));
}

/* The address as it may stand in a header: what kt_addr_parse() lets through, A-labels, no spaces.
 */
static gboolean
make_letter (KtContext *context, Work *work, GError **error)
{
  const KtDated *dated = work->invite->dated;
  g_autoptr (KtAddr) to = kt_addr_parse (dated->organizer, error);
  g_autoptr (KtAddr) from = to != NULL ? kt_addr_parse (work->me, error) : NULL;
  if (from == NULL)
    return FALSE;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *name
      = context->settings->me_name != NULL ? one_line (context->settings->me_name) : g_strdup ("");
  g_autofree char *encoded = kt_demo_header_text (name, "utf-8");
  gboolean plain
      = strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz -") == strlen (name);
  g_autofree char *subject = g_strdup_printf (subject_form (work->reply->answer), dated->summary);
  g_autofree char *body = g_strdup_printf (
      "%s%s%s\n", subject, *work->reply->note != '\0' ? "\n\n" : "", work->reply->note);
  char ref[KT_REF_LENGTH + 1];
  kt_ref_full (kt_id_random (), ref);
  g_autofree char *boundary = g_strdup_printf ("=_%s", ref);
  g_string_append (out, "X-Unsent: 1\n");
  if (*name != '\0' && (plain || !g_str_is_ascii (name)))
    g_string_append_printf (out, "From: %s <%s>\n", encoded, kt_addr_norm (from));
  else
    g_string_append_printf (out, "From: %s\n", kt_addr_norm (from));
  g_string_append_printf (out, "To: %s\n", kt_addr_norm (to));
  append_field (out, "Subject", subject);
  g_string_append_printf (out, "Message-ID: <%s@%s>\nMIME-Version: 1.0\n", ref,
                          kt_addr_domain (from));
  g_string_append_printf (out, "Content-Type: multipart/alternative; boundary=\"%s\"\n\n",
                          boundary);
  append_part (out, boundary, "text/plain; charset=utf-8", body);
  append_part (out, boundary, "text/calendar; method=REPLY; charset=utf-8", work->text);
  g_string_append_printf (out, "--%s--\n", boundary);
  work->letter = g_string_free (g_steal_pointer (&out), FALSE);
  kt_ref_full (dated->key, ref);
  work->path = g_strdup_printf ("%s/drafts/%s-%s.eml", kt_store_directory (context->store), ref,
                                work->reply->answer);
  return TRUE;
}

static gboolean
write_letter (const Work *work, GError **error)
{
  g_autofree char *dir = g_path_get_dirname (work->path);
  if (g_mkdir_with_parents (dir, 0700) != 0)
    return kt_store_file_error (dir, errno, error);
  return kt_store_file_write (work->path, work->letter, strlen (work->letter), error);
}

/* --- all together --- */

static gboolean
record (KtContext *context, Work *work, GError **error)
{
  const KtDated *dated = work->invite->dated;
  KtInviteAnswer answer = { .uid = dated->uid,
                            .recurrence = dated->recurrence,
                            .answer = (char *)work->reply->answer,
                            .sequence = work->invite->sequence,
                            .updated = context->clock.now };
  if (!kt_invite_answer_put (context->store, &answer, error))
    return FALSE;
  if (work->wish == NULL)
    return TRUE;
  set (&work->wish->intent, work->event);
  work->wish->state = KT_OUTBOX_WANTED;
  return kt_outbox_put (context->store, work->wish, context->clock.now, error);
}

static gboolean
save (KtContext *context, Work *work, GError **error)
{
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  if (!record (context, work, error) || (!context->dry_run && !write_letter (work, error)))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  if (context->dry_run)
    {
      kt_journal_rollback (context->store);
      return TRUE;
    }
  g_autofree char *line
      = g_strdup_printf ("invite %s %s", work->reply->answer, work->invite->dated->summary);
  if (kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error))
    return TRUE;
  g_unlink (work->path);
  return FALSE;
}

static gboolean
check (const KtInvite *invite, const KtInviteReply *reply, GError **error)
{
  if (invite->state == KT_INVITE_STATE_CANCELLED)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» was cancelled by its organizer"),
                   invite->dated->summary);
      return FALSE;
    }
  if (invite->state == KT_INVITE_STATE_NONE || invite->state == KT_INVITE_STATE_PROPOSED
      || *invite->dated->organizer == '\0')
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("nobody asks you to «%s»"),
                   invite->dated->summary);
      return FALSE;
    }
  if (strlen (reply->note) <= NOTE_MAX)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the note is longer than %d KiB"),
               NOTE_MAX / 1024);
  return FALSE;
}

gboolean
kt_invite_reply (KtContext *context, const KtInvite *invite, const KtInviteReply *reply,
                 KtInviteOutcome *ret_outcome, GError **error)
{
  Work work = { .invite = invite, .reply = reply };
  g_autofree char *present = NULL;
  gboolean fine = check (invite, reply, error) && find_me (context, &work, error)
                  && find_place (context, &work, &present, error)
                  && take_up_wish (context, &work, &present, error)
                  && make_texts (context, &work, present, error)
                  && make_letter (context, &work, error) && save (context, &work, error);
  if (fine)
    {
      ret_outcome->draft = g_steal_pointer (&work.path);
      ret_outcome->calendar = g_steal_pointer (&work.calendar);
    }
  work_clear (&work);
  return fine;
}

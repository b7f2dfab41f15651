#include "config.h"
#include "kontor/sync-view.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/table.h"
#include "kontor/term.h"
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define BAR 18 /* columns of the progress bar */

static void
add_count (GString *out, guint n, const char *text)
{
  if (n > 0)
    g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", text);
}

static char *
say_counts (const KtSyncResult *result)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *added
      = g_strdup_printf (ngettext ("%u new", "%u new", result->added), result->added);
  g_autofree char *gone = g_strdup_printf (
      ngettext ("%u gone (kept on its card)", "%u gone (kept on their cards)", result->gone),
      result->gone);
  g_autofree char *refused
      = g_strdup_printf (ngettext ("%u unreadable (kontor doctor)", "%u unreadable (kontor doctor)",
                                   result->quarantined),
                         result->quarantined);
  add_count (out, result->added, added);
  add_count (out, result->gone, gone);
  add_count (out, result->quarantined, refused);
  g_autofree char *missing = g_strdup_printf (
      ngettext ("%u not handed over (asked for again next time)",
                "%u not handed over (asked for again next time)", result->missing),
      result->missing);
  add_count (out, result->missing, missing);
  return out->len > 0 ? g_strdup (out->str) : g_strdup (_ ("nothing new"));
}

/* What went out comes first: that is what the user wonders about. */
/* format: of ngettext(), with its one %u. */
static void
add_number (GString *out, guint n, const char *format)
{
  const char *at = strstr (format, "%u");
  if (n > 0 && at != NULL)
    g_string_append_printf (out, "%s%.*s%u%s", out->len > 0 ? ", " : "", (int)(at - format), format,
                            n, at + 2);
}

static char *
say_calendar_counts (const KtSyncResult *result)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const KtSyncResult *r = result;
  if (r->cards)
    {
      add_number (out, r->sent, ngettext ("%u put there", "%u put there", r->sent));
      add_number (out, r->removed, ngettext ("%u deleted there", "%u deleted there", r->removed));
      add_number (out, r->moved,
                  ngettext ("%u contact of yours", "%u contacts of yours", r->moved));
      add_number (out, r->asked, ngettext ("%u gone there", "%u gone there", r->asked));
    }
  else
    {
      add_number (out, r->sent, ngettext ("%u sent to the phone", "%u sent to the phone", r->sent));
      add_number (out, r->removed,
                  ngettext ("%u taken off the phone", "%u taken off the phone", r->removed));
      add_number (out, r->moved, ngettext ("%u moved there", "%u moved there", r->moved));
      add_number (out, r->asked, ngettext ("%u deleted there", "%u deleted there", r->asked));
    }
  add_number (out, r->conflicts, ngettext ("%u in conflict", "%u in conflict", r->conflicts));
  add_number (out, r->refused, ngettext ("%u refused", "%u refused", r->refused));
  add_number (out, r->added, ngettext ("%u new", "%u new", r->added));
  add_number (out, r->changed, ngettext ("%u changed", "%u changed", r->changed));
  add_number (out, r->gone, ngettext ("%u gone", "%u gone", r->gone));
  add_number (
      out, r->quarantined,
      ngettext ("%u unreadable (kontor doctor)", "%u unreadable (kontor doctor)", r->quarantined));
  return out->len > 0 ? g_strdup (out->str) : g_strdup (_ ("nothing new"));
}

static char *
say_folders (const KtSyncResult *result)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (guint i = 0; i < result->folders->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "",
                            (const char *)g_ptr_array_index (result->folders, i));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
say_time (KtContext *context, KtLocal local)
{
  KtLocal today = kt_context_today (context);
  g_autofree char *day = kt_say_short_date (context, local);
  int days = kt_local_days_between (today, local);
  const char *weekday = kt_say_weekday (local);
  const char *date = days > -7 && days < 7 ? weekday : day;
  return local.hour < 0 ? g_strdup (date)
                        : g_strdup_printf ("%s %02d:%02d", date, local.hour, local.minute);
}

static void
print_note (KtContext *context, const KtSyncResult *result, const KtSyncNote *note)
{
  gboolean cards = result->cards;
  const char *indent = context->width < 60 ? "  " : "         ";
  const char *command = cards ? "addressbook" : "calendar";
  g_autofree char *ref = kt_ref_short (context, note->ref);
  g_autofree char *from = note->from.year != 0 ? say_time (context, note->from) : NULL;
  g_autofree char *to = note->to.year != 0 ? say_time (context, note->to) : NULL;
  g_autofree char *uid = g_strdup_printf ("%" G_GUINT64_FORMAT, note->uid);
  switch (note->kind)
    {
    case KT_SYNC_MOVED:
      kt_out (context, _ ("%s{y:moved on the phone:} %s  %s → {b:%s}   {c:kontor undo %s}\n"),
              indent, note->what, from, to, ref);
      break;
    case KT_SYNC_DELETED:
      if (cards)
        kt_out (context, _ ("%s{y:card deleted there:} %s\n"), indent, note->what);
      else
        kt_out (context, _ ("%s{y:deleted on the phone:} %s  %s\n"), indent, note->what, from);
      kt_out (context, "%s  {c:kontor %s resolve %s --mine | --theirs}\n", indent, command, ref);
      break;
    case KT_SYNC_CONFLICT:
      kt_out (context, _ ("%s{r:changed here and there:} %s %s\n"), indent, note->what,
              note->reason);
      kt_out (context, "%s  {c:kontor %s resolve %s --mine | --theirs%s}\n", indent, command, ref,
              cards ? "" : " | --both");
      break;
    case KT_SYNC_REFUSED:
      kt_out (context, _ ("%s{r:not taken there:} %s, %s\n"), indent, note->what, note->reason);
      break;
    case KT_SYNC_ASIDE:
      kt_out (context,
              /* TRANSLATORS: a letter that cannot be read: its folder, its number there, why */
              _ ("%s{y:set aside:} %s, UID %s, %s; once more: {c:kontor sync --retry %s}\n"),
              indent, note->what, uid, note->reason, result->name);
      break;
    }
}

static void
print_failed (KtContext *context, const KtSyncResult *result)
{
  g_autofree char *line
      = g_strndup (result->error->message, strcspn (result->error->message, "\n"));
  g_autoptr (GString) rest = g_string_new (NULL);
  if (result->last_ok != 0 && result->error->code == KT_ERROR_NETWORK && result->waiting == 0)
    {
      KtLocal local = kt_local_from_utc (result->last_ok, context->clock.zone);
      g_autofree char *time = g_strdup_printf ("%02d:%02d", local.hour, local.minute);
      g_autofree char *day = kt_say_short (context, result->last_ok);
      gboolean today = context->clock.now - result->last_ok < 12 * 3600;
      /* TRANSLATORS: when a source was last read */
      g_string_append_printf (rest, _ ("; last read %s"), today ? time : day);
    }
  if (result->waiting > 0)
    g_string_append_printf (rest,
                            ngettext ("; %u change waits and goes out by itself",
                                      "; %u changes wait and go out by themselves",
                                      result->waiting),
                            result->waiting);
  kt_out (context, "%-8s {y:--}   %s%s\n", result->name, line, rest->str);
}

static void
print_source (KtContext *context, const KtSyncResult *result)
{
  gboolean partly = result->error != NULL && result->error->code == KT_ERROR_PARTLY;
  if (result->error != NULL && !partly)
    {
      print_failed (context, result);
      return;
    }
  g_autofree char *folders = say_folders (result);
  g_autofree char *counts = result->calendar ? say_calendar_counts (result) : say_counts (result);
  if (context->width < 60)
    kt_out (context, partly ? "%-8s {y:!}   %s\n" : "%-8s {g:ok}  %s\n", result->name, counts);
  else
    kt_out (context,
            partly ? "%-8s %-23.23s {y:!}    %-34s {d:%.1f s}\n"
                   : "%-8s %-23.23s {g:ok}   %-34s {d:%.1f s}\n",
            result->name, folders, counts, result->seconds);
}

static void
print_notes (KtContext *context, const KtSyncResult *result)
{
  for (guint i = 0; i < result->notes->len; i++)
    print_note (context, result, g_ptr_array_index (result->notes, i));
}

static void
print_sum (KtContext *context, GPtrArray *results)
{
  guint added = 0, clients = 0, strangers = 0, bulk = 0, mine = 0;
  for (guint i = 0; i < results->len; i++)
    {
      const KtSyncResult *result = g_ptr_array_index (results, i);
      if (result->calendar)
        continue;
      added += result->added;
      clients += result->clients;
      strangers += result->strangers;
      bulk += result->bulk;
      mine += result->mine;
    }
  if (added == 0)
    return;
  g_autofree char *letters = g_strdup_printf (ngettext ("%u letter", "%u letters", added), added);
  g_autofree char *from
      = g_strdup_printf (ngettext ("%u from a client", "%u from clients", clients), clients);
  g_autofree char *others = g_strdup_printf (
      ngettext ("%u from a stranger", "%u from strangers", strangers), strangers);
  g_autofree char *news = g_strdup_printf (
      ngettext ("%u newsletter or notice", "%u newsletters and notices", bulk), bulk);
  g_autofree char *yours = g_strdup_printf (ngettext ("%u of yours", "%u of yours", mine), mine);
  kt_out (context, mine > 0 ? "%s: %s, %s, %s, %s\n" : "%s: %s, %s, %s\n", letters, from, others,
          news, yours);
  if (strangers > 0)
    kt_out_marked (context, "{c:kontor review}\n");
}

static void
json_notes (KtContext *context, KtJson *json, const KtSyncResult *result)
{
  static const char *const kinds[] = { "moved", "deleted", "conflict", "refused", "aside" };
  kt_json_member (json, "notes");
  kt_json_begin_array (json);
  for (guint i = 0; i < result->notes->len; i++)
    {
      const KtSyncNote *note = g_ptr_array_index (result->notes, i);
      char from[KT_LOCAL_TEXT] = "", to[KT_LOCAL_TEXT] = "";
      if (note->from.year != 0)
        kt_local_format (note->from, from);
      if (note->to.year != 0)
        kt_local_format (note->to, to);
      kt_json_begin_object (json);
      kt_json_member (json, "kind");
      kt_json_text (json, kinds[note->kind]);
      kt_json_member (json, "ref");
      if (note->kind == KT_SYNC_ASIDE)
        kt_json_null (json);
      else
        kt_json_ref (json, note->ref);
      kt_json_member (json, "uid");
      if (note->kind == KT_SYNC_ASIDE)
        kt_json_int (json, (gint64)note->uid);
      else
        kt_json_null (json);
      kt_json_member (json, "text");
      kt_json_text (json, note->what);
      kt_json_member (json, "from");
      kt_json_text (json, note->from.year != 0 ? from : NULL);
      kt_json_member (json, "to");
      kt_json_text (json, note->to.year != 0 ? to : NULL);
      kt_json_member (json, "reason");
      kt_json_text (json, note->reason);
      kt_json_end_object (json);
    }
  kt_json_end_array (json);
}

static void
print_json (KtContext *context, GPtrArray *results)
{
  KtJson *json = kt_json_begin ();
  kt_json_member (json, "sources");
  kt_json_begin_array (json);
  for (guint i = 0; i < results->len; i++)
    {
      const KtSyncResult *result = g_ptr_array_index (results, i);
      const struct
      {
        const char *name;
        guint n;
      } counts[] = { { "new", result->added },       { "changed", result->changed },
                     { "gone", result->gone },       { "quarantined", result->quarantined },
                     { "missing", result->missing }, { "sent", result->sent },
                     { "removed", result->removed }, { "moved", result->moved },
                     { "asked", result->asked },     { "conflicts", result->conflicts },
                     { "refused", result->refused }, { "waiting", result->waiting } };
      kt_json_begin_object (json);
      kt_json_member (json, "name");
      kt_json_text (json, result->name);
      kt_json_member (json, "kind");
      kt_json_text (json, result->cards ? "addressbook" : result->calendar ? "calendar" : "mail");
      for (guint k = 0; k < G_N_ELEMENTS (counts); k++)
        {
          kt_json_member (json, counts[k].name);
          kt_json_int (json, counts[k].n);
        }
      json_notes (context, json, result);
      kt_json_member (json, "seconds");
      kt_json_double (json, result->seconds);
      kt_json_member (json, "error");
      kt_json_text (json, result->error != NULL ? result->error->message : NULL);
      kt_json_end_object (json);
    }
  kt_json_end_array (json);
  kt_json_end (context, json);
}

void
kt_sync_view_print (KtContext *context, GPtrArray *results)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, results);
      return;
    }
  if (context->quiet)
    return;
  for (guint i = 0; i < results->len; i++)
    {
      print_source (context, g_ptr_array_index (results, i));
      print_notes (context, g_ptr_array_index (results, i));
    }
  print_sum (context, results);
}

/* " (1 from a client, 2 newsletters and notices)" */
static char *
say_writers (const KtSyncResult *result)
{
  g_autoptr (GString) out = g_string_new (NULL);
  add_number (out, result->clients,
              ngettext ("%u from a client", "%u from clients", result->clients));
  add_number (out, result->strangers,
              ngettext ("%u from a stranger", "%u from strangers", result->strangers));
  add_number (out, result->bulk,
              ngettext ("%u newsletter or notice", "%u newsletters and notices", result->bulk));
  return out->len > 0 ? g_strdup_printf (" (%s)", out->str) : g_strdup ("");
}

static void
print_event (KtContext *context, const KtSyncResult *result)
{
  KtLocal now = kt_local_from_utc (context->clock.now, context->clock.zone);
  kt_out (context, "{d:%02d:%02d}  ", now.hour, now.minute);
  if (result->error != NULL && result->error->code != KT_ERROR_PARTLY)
    {
      print_failed (context, result);
      return;
    }
  g_autofree char *counts = result->calendar ? say_calendar_counts (result) : say_counts (result);
  g_autofree char *writers = result->calendar ? g_strdup ("") : say_writers (result);
  kt_out (context, result->error != NULL ? "%-8s {y:!}    %s%s\n" : "%-8s {g:ok}   %s%s\n",
          result->name, counts, writers);
}

void
kt_sync_view_event (KtContext *context, GPtrArray *results)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      print_json (context, results);
      return;
    }
  for (guint i = 0; !context->quiet && i < results->len; i++)
    {
      print_event (context, g_ptr_array_index (results, i));
      print_notes (context, g_ptr_array_index (results, i));
    }
}

void
kt_sync_view_progress (const KtSyncProgress *progress, gpointer data)
{
  const KtContext *context = data;
  guint full = progress->wanted > 0 ? (guint)((guint64)progress->done * BAR / progress->wanted) : 0;
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *name = kt_term_safe (progress->source, KT_TERM_LINE);
  g_string_append_printf (line, "%-8s ", name);
  for (guint i = 0; i < BAR; i++)
    g_string_append (line, i < full ? "█" : "░");
  /* TRANSLATORS: letters fetched so far, letters in all */
  g_string_append_printf (line, _ ("  %u of %u"), progress->done, progress->wanted);
  if (progress->back_to > 0)
    {
      g_autofree char *day = kt_say_short (context, progress->back_to);
      g_string_append_printf (line, _ (", back to %s"), day);
    }
  g_autoptr (GString) cut = g_string_new (NULL);
  kt_term_append_cell (cut, line->str, MAX (context->width - 1, 20), FALSE);
  fprintf (stderr, "\r\033[K%s", cut->str);
  fflush (stderr);
}

void
kt_sync_view_progress_end (void)
{
  fputs ("\r\033[K", stderr);
  fflush (stderr);
}

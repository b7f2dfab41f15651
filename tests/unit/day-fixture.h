#pragma once
/* Anna's office with letters, for tests of what flows make of them: Riga, Monday 2026-11-23 08:12.
 */
#include "book-fixture.h"
#include "kontor/agenda-view.h"
#include "kontor/auto-contact.h"
#include "kontor/contact.h"
#include "kontor/handle.h"
#include "kontor/letter.h"
#include "kontor/note.h"
#include "kontor/reminder.h"
#include "kontor/review.h"
#include "kontor/source-state.h"
#include "kontor/verdict.h"
#include <stdio.h>

typedef struct
{
  Office office;
  KtContext context;
  KtLetterWriter *writer;
  gint64 inbox, sent, archive;
  guint64 letters;
} Day;

static const char day_config[] = "[me]\nname = Anna Bērziņa\n"
                                 "addresses = anna@studija.example\ntimezone = Europe/Riga\n"
                                 "country = LV\ncurrency = EUR\n";

/* "19T10" is 19 November 10:00 in Riga. */
static inline gint64
day_at (const Day *day, const char *text)
{
  int date = 0, hour = 0;
  g_assert_cmpint (sscanf (text, "%dT%d", &date, &hour), ==, 2);
  KtLocal local = { 2026, 11, (guint8)date, (gint8)hour, 0 };
  return kt_local_to_utc (local, day->context.clock.zone);
}

static inline gint64
day_folder (Day *day, const char *name, const char *role, gint64 horizon)
{
  g_autoptr (GError) error = NULL;
  KtFolder folder = { .source = (char *)"studio",
                      .name = (char *)name,
                      .wire_name = (char *)name,
                      .role = (char *)role,
                      .uidvalidity = 1,
                      .uidnext = 1,
                      .horizon = horizon };
  g_assert_true (kt_folder_put (day->office.store, &folder, &error));
  g_assert_no_error (error);
  return folder.id;
}

static inline void
day_setup (Day *day, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  office_setup (&day->office, NULL);
  KtStore *store = day->office.store;
  g_autofree char *file = g_build_filename (day->office.directory, "config", NULL);
  g_assert_true (
      g_file_set_contents_full (file, day_config, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error));
  KtContext *context = &day->context;
  *context = (KtContext){ .width = 80, .store = store, .out = g_string_new (NULL) };
  context->settings = kt_settings_read (file, &error);
  g_assert_no_error (error);
  context->clock.zone = kt_zone_new ("Europe/Riga");
  context->clock.tzid = g_strdup ("Europe/Riga");
  context->clock.now = G_GINT64_CONSTANT (1795414320);

  KtSourceState state = { .name = (char *)"studio",
                          .kind = (char *)"maildir",
                          .synced_at = context->clock.now - 60,
                          .has_sent = TRUE };
  g_assert_true (kt_store_begin (store, "test", &error));
  g_assert_true (kt_source_state_put (store, &state, &error));
  day->inbox = day_folder (day, "INBOX", "inbox", 0);
  day->sent = day_folder (day, "Sent", "sent", 0);
  day->archive = day_folder (day, "Archive", "archive", 0);
  g_assert_true (kt_store_commit (store, &error));
  g_assert_no_error (error);
}

static inline void
day_teardown (Day *day, gconstpointer data)
{
  kt_letter_writer_free (day->writer);
  kt_settings_free (day->context.settings);
  kt_clock_clear (&day->context.clock);
  g_string_free (day->context.out, TRUE);
  office_teardown (&day->office, NULL);
}

typedef struct
{
  const char *from, *name, *to, *at, *subject, *question;
  gint64 answers; /* msgid_hash of the letter it answers */
  KtLetterKind kind;
  guint32 flags;
  guint32 server_flags;
  gint64 folder; /* 0: INBOX, or Sent where it is from anna@studija.example */
} Mail;

/* Stores one; returns its key, which is its msgid_hash too. */
static inline KtId
day_mail (Day *day, Mail mail)
{
  g_autoptr (GError) error = NULL;
  gboolean mine = g_str_equal (mail.from, "anna@studija.example");
  KtParticipant people[2]
      = { { KT_ROLE_FROM, mail.from, mail.name != NULL ? mail.name : "" },
          { KT_ROLE_TO, mail.to != NULL ? mail.to : "anna@studija.example", "" } };
  KtLetter letter = { .key = (gint64)++day->letters + 1000,
                      .msgid_hash = (gint64)day->letters + 1000,
                      .refs = &mail.answers,
                      .n_refs = mail.answers != 0,
                      .time = day_at (day, mail.at),
                      .kind = mail.kind,
                      .flags = mail.flags | (mail.question != NULL ? KT_LETTER_FLAG_ASKS : 0),
                      .subject = mail.subject != NULL ? mail.subject : "Subject",
                      .text = "text",
                      .question = mail.question != NULL ? mail.question : "",
                      .people = people,
                      .n_people = 2 };
  KtPlacement place = { .folder = mail.folder != 0 ? mail.folder
                                  : mine           ? day->sent
                                                   : day->inbox,
                        .uid = day->letters,
                        .flags = mail.server_flags,
                        .draft = (mail.server_flags & KT_FLAG_DRAFT) != 0,
                        .direction = mine ? KT_DIRECTION_OUT : KT_DIRECTION_IN,
                        .size = 1000,
                        .now = day->context.clock.now };
  if (day->writer == NULL)
    day->writer = kt_letter_writer_new (day->office.store, day->context.settings, &error);
  g_assert_no_error (error);
  g_assert_true (kt_store_begin (day->office.store, "test", &error));
  gboolean ok = kt_letter_writer_put (day->writer, &letter, &place, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
  g_assert_true (kt_store_commit (day->office.store, &error));
  return letter.key;
}

#define MAIL(day, ...) day_mail (day, (Mail){ __VA_ARGS__ })

static inline guint
day_auto_contacts (Day *day)
{
  g_autoptr (GError) error = NULL;
  guint made = 0;
  g_autoptr (GArray) touched = day->writer != NULL ? kt_letter_writer_touched (day->writer) : NULL;
  gboolean ok = kt_auto_contacts (day->office.store, day->context.settings, &day->context.clock,
                                  touched, &made, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
  return made;
}

static inline KtAgenda *
day_agenda (Day *day)
{
  g_autoptr (GError) error = NULL;
  KtLocal today = kt_local_from_utc (day->context.clock.now, day->context.clock.zone);
  KtAgenda *agenda = kt_agenda_gather (&day->context, today, today, &error);
  g_assert_no_error (error);
  g_assert_nonnull (agenda);
  return agenda;
}

#define add_day(path, test) g_test_add (path, Day, NULL, day_setup, test, day_teardown)

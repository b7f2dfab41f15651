#pragma once
/* Letters for tests of the mirror and what reads it. */
#include "book-fixture.h"
#include "kontor/letter.h"

#include <string.h>

#define ME "anna@studija.example"

/* A letter from people written as "role norm name" (role f, s, r, t, c, b, d, w: forwarded). */
typedef struct
{
  const char *id; /* of the Message-ID; NULL none */
  const char *refs[8];
  gint64 time;
  KtLetterKind kind;
  guint32 flags;
  const char *subject, *text, *question;
  const char *people[6];
} Draft;

static inline gint64
id_hash (const char *id)
{
  return id != NULL ? kt_id_hash (id, strlen (id)) : 0;
}

static inline KtParticipant
draft_person (const char *line)
{
  static const char roles[] = "fsrtcbdw";
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  return (KtParticipant){ .role = (KtRole)(strchr (roles, line[0]) - roles),
                          .norm = g_intern_string (words[1]),
                          .name = g_intern_string (words[2] != NULL ? words[2] : "") };
}

/* Puts a draft at a place. Returns the letter's key; *ret_new may be NULL. */
static inline KtId
put_at (KtLetterWriter *writer, const Draft *draft, const KtPlacement *place, gboolean *ret_new)
{
  g_autoptr (GError) error = NULL;
  KtParticipant people[6];
  gint64 refs[8];
  KtLetter letter = { .refs = refs, .people = people };
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, draft->time);
  letter.key = kt_id_hash_strings (draft->id != NULL ? draft->id : draft->subject, time, NULL);
  letter.msgid_hash = id_hash (draft->id);
  letter.time = draft->time;
  letter.kind = draft->kind;
  letter.flags = draft->flags;
  letter.subject = draft->subject != NULL ? draft->subject : "";
  letter.text = draft->text != NULL ? draft->text : "";
  letter.question = draft->question != NULL ? draft->question : "";
  for (guint i = 0; i < G_N_ELEMENTS (draft->refs) && draft->refs[i] != NULL; i++)
    refs[letter.n_refs++] = id_hash (draft->refs[i]);
  for (guint i = 0; i < G_N_ELEMENTS (draft->people) && draft->people[i] != NULL; i++)
    people[letter.n_people++] = draft_person (draft->people[i]);
  g_assert_true (kt_letter_writer_put (writer, &letter, place, ret_new, &error));
  g_assert_no_error (error);
  return letter.key;
}

static inline void
begin (Office *office)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_store_begin (office->store, "test", &error));
  g_assert_no_error (error);
}

static inline void
commit (Office *office)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_store_commit (office->store, &error));
  g_assert_no_error (error);
}

static inline KtLetterWriter *
writer_of (Office *office)
{
  g_autoptr (GError) error = NULL;
  KtLetterWriter *writer = kt_letter_writer_new (office->store, NULL, &error);
  g_assert_no_error (error);
  return writer;
}

/* A folder of source "studio", with UIDVALIDITY 1. */
static inline gint64
folder_named (Office *office, const char *name, const char *role)
{
  g_autoptr (GError) error = NULL;
  KtFolder folder = { .source = (char *)"studio",
                      .name = (char *)name,
                      .wire_name = (char *)name,
                      .role = (char *)role,
                      .uidvalidity = 1,
                      .uidnext = 1 };
  g_assert_true (kt_folder_put (office->store, &folder, &error));
  g_assert_no_error (error);
  return folder.id;
}

/* One letter in a transaction of its own, at UID 1, 2 … of a folder. */
static inline KtId
put_letter (Office *office, gint64 folder, guint64 uid, KtDirection direction, const Draft *draft)
{
  g_autoptr (KtLetterWriter) writer = writer_of (office);
  KtPlacement place
      = { .folder = folder, .uid = uid, .direction = direction, .size = 100, .now = NOW };
  begin (office);
  KtId key = put_at (writer, draft, &place, NULL);
  commit (office);
  return key;
}

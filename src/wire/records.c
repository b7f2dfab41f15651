#include "config.h"
#include "kontor/records.h"
#include "kontor/error.h"
#include "kontor/id.h"
#include "kontor/packed.h"
#include "record-text.h"
#include <string.h>

#define FLAGS_AT 36 /* octets of the head before the flags */
#define PARTS_AT 48 /* … before the number of parts */
#define PART_OCTETS_MAX (22 + 2 * KT_LETTER_NAME_MAX)

static void
pack_head (const KtLetter *letter, gsize n_refs, gsize n_people, gsize n_parts, GByteArray *record)
{
  kt_pack_u64 (record, letter->item);
  kt_pack_u64 (record, (guint64)letter->key);
  kt_pack_u64 (record, (guint64)letter->msgid_hash);
  kt_pack_u64 (record, (guint64)letter->time);
  kt_pack_u32 (record, letter->kind);
  kt_pack_u32 (record, letter->flags);
  kt_pack_u32 (record, (guint32)n_refs);
  kt_pack_u32 (record, (guint32)n_people);
  kt_pack_u32 (record, (guint32)n_parts);
}

/* Where very many people have long names, not all parts fit into a frame beside them. */
static void
pack_parts (const KtLetter *letter, gsize n, gsize begin, GByteArray *record)
{
  guint32 fit = 0, flags = letter->flags;
  for (; fit < n && record->len - begin + PART_OCTETS_MAX <= KT_FRAME_RECORD_MAX; fit++)
    {
      const KtPart *p = &letter->parts[fit];
      kt_pack_u32 (record, p->number);
      kt_pack_text (record, p->name, KT_LETTER_NAME_MAX);
      kt_pack_text (record, p->type, KT_LETTER_NAME_MAX);
      kt_pack_u64 (record, p->size);
    }
  flags = GUINT32_TO_LE (fit < letter->n_parts ? flags | KT_LETTER_FLAG_PARTS_CUT : flags);
  memcpy (record->data + begin + FLAGS_AT, &flags, sizeof flags);
  fit = GUINT32_TO_LE (fit);
  memcpy (record->data + begin + PARTS_AT, &fit, sizeof fit);
}

void
kt_letter_pack (const KtLetter *letter, GByteArray *record)
{
  gsize begin = record->len;
  gsize n_refs = MIN (letter->n_refs, KT_LETTER_REFS_MAX);
  gsize n_people = MIN (letter->n_people, KT_LETTER_PARTICIPANTS_MAX);
  gsize n_parts = MIN (letter->n_parts, KT_LETTER_PARTS_MAX);
  pack_head (letter, n_refs, n_people, n_parts, record);
  kt_pack_text (record, letter->subject, KT_LETTER_SUBJECT_MAX);
  kt_pack_text (record, letter->text, KT_LETTER_TEXT_MAX);
  kt_pack_text (record, letter->question, KT_LETTER_QUESTION_MAX);
  for (gsize i = 0; i < n_refs; i++)
    kt_pack_u64 (record, (guint64)letter->refs[i]);
  for (gsize i = 0; i < n_people; i++)
    {
      const KtParticipant *p = &letter->people[i];
      kt_pack_u32 (record, p->role);
      kt_pack_text (record, p->norm, KT_LETTER_NORM_MAX);
      kt_pack_text (record, p->name, KT_LETTER_NAME_MAX);
      kt_pack_text (record, p->note, KT_LETTER_NOTE_MAX);
    }
  pack_parts (letter, n_parts, begin, record);
}

static gboolean
is_hash (gint64 value)
{
  return value > 0 && value < G_GINT64_CONSTANT (1) << KT_ID_BITS;
}

/* What is wrong with it, or NULL. */
static const char *
check (const KtLetter *letter)
{
  if (!is_hash (letter->key))
    return "its key is out of range";
  if (letter->msgid_hash != 0 && !is_hash (letter->msgid_hash))
    return "its Message-ID is out of range";
  if (letter->n_refs > KT_LETTER_REFS_MAX)
    return "it refers to too many letters";
  if (letter->time < 0 || letter->time >= (G_GINT64_CONSTANT (1) << 40))
    return "its time is out of range";
  if (letter->kind > KT_KIND_BOUNCE)
    return "its kind is unknown";
  if (letter->n_people > KT_LETTER_PARTICIPANTS_MAX)
    return "its addresses pass a limit";
  if (letter->n_parts > KT_LETTER_PARTS_MAX)
    return "its parts pass a limit";
  return NULL;
}

static void
take_head (KtLetter *letter, KtUnpack *unpack)
{
  letter->item = kt_unpack_u64 (unpack);
  letter->key = (gint64)kt_unpack_u64 (unpack);
  letter->msgid_hash = (gint64)kt_unpack_u64 (unpack);
  letter->time = (gint64)kt_unpack_u64 (unpack);
  letter->kind = (KtLetterKind)kt_unpack_u32 (unpack);
  letter->flags = kt_unpack_u32 (unpack);
  letter->n_refs = kt_unpack_u32 (unpack);
  letter->n_people = kt_unpack_u32 (unpack);
  letter->n_parts = kt_unpack_u32 (unpack);
}

static gboolean
take_refs (KtLetter *letter, KtUnpack *unpack)
{
  gint64 *refs = letter->n_refs > 0 ? g_new (gint64, letter->n_refs) : NULL;
  gboolean fine = TRUE;
  for (gsize i = 0; i < letter->n_refs; i++)
    {
      refs[i] = (gint64)kt_unpack_u64 (unpack);
      fine = fine && is_hash (refs[i]);
    }
  letter->refs = refs;
  return fine;
}

static gboolean
take_people (KtLetter *letter, KtUnpack *unpack)
{
  letter->people = g_new (KtParticipant, letter->n_people);
  for (gsize i = 0; i < letter->n_people; i++)
    {
      KtParticipant *p = &letter->people[i];
      p->role = (KtRole)kt_unpack_u32 (unpack);
      p->norm = kt_unpack_text (unpack, KT_LETTER_NORM_MAX);
      p->name = kt_unpack_text (unpack, KT_LETTER_NAME_MAX);
      p->note = kt_unpack_text (unpack, KT_LETTER_NOTE_MAX);
      if (p->role > KT_ROLE_FORWARDED || *p->norm == 0 || kt_record_has_controls (p->norm)
          || kt_record_has_controls (p->note))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_parts (KtLetter *letter, KtUnpack *unpack)
{
  letter->parts = g_new (KtPart, letter->n_parts);
  for (gsize i = 0; i < letter->n_parts; i++)
    {
      KtPart *p = &letter->parts[i];
      p->number = kt_unpack_u32 (unpack);
      p->name = kt_unpack_text (unpack, KT_LETTER_NAME_MAX);
      p->type = kt_unpack_text (unpack, KT_LETTER_NAME_MAX);
      p->size = kt_unpack_u64 (unpack);
      if (p->size > G_MAXINT64)
        return FALSE;
    }
  return TRUE;
}

/* What is wrong with the record, or NULL. */
static const char *
take (KtLetter *letter, KtUnpack *unpack)
{
  take_head (letter, unpack);
  const char *wrong = check (letter);
  if (wrong != NULL)
    return wrong;
  letter->subject = kt_unpack_text (unpack, KT_LETTER_SUBJECT_MAX);
  letter->text = kt_unpack_text (unpack, KT_LETTER_TEXT_MAX);
  letter->question = kt_unpack_text (unpack, KT_LETTER_QUESTION_MAX);
  if (!take_refs (letter, unpack))
    return "it refers to a letter out of range";
  if (!take_people (letter, unpack))
    return "its addresses pass a limit";
  if (!take_parts (letter, unpack))
    return "its parts pass a limit";
  return kt_unpack_ends (unpack) ? NULL : "it is broken";
}

KtLetter *
kt_letter_from_frame (const KtFrame *frame, GError **error)
{
  g_autoptr (KtLetter) letter = g_new0 (KtLetter, 1);
  const char *wrong = frame->length > 0 ? "it is too long" : "it is empty";

  if (frame->length > 0 && frame->length <= KT_FRAME_RECORD_MAX)
    {
      letter->record = g_memdup2 (frame->data, frame->length);
      KtUnpack unpack = { .at = letter->record, .end = letter->record + frame->length };
      wrong = take (letter, &unpack);
    }
  if (wrong == NULL)
    return g_steal_pointer (&letter);
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the reader sent a letter that cannot be, %s",
               wrong);
  return NULL;
}

void
kt_letter_free (KtLetter *letter)
{
  if (letter == NULL)
    return;
  g_free (letter->record);
  g_free ((gpointer)letter->refs);
  g_free (letter->people);
  g_free (letter->parts);
  g_free (letter);
}

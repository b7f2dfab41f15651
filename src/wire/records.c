#include "config.h"
#include "kontor/records.h"
#include "kontor/error.h"
#include "kontor/id.h"
#include "record-text.h"
#include <string.h>

GVariant *
kt_letter_to_variant (const KtLetter *letter)
{
  GVariantBuilder people, parts;
  g_variant_builder_init (&people, G_VARIANT_TYPE ("a(usss)"));
  for (gsize i = 0; i < MIN (letter->n_people, KT_LETTER_PARTICIPANTS_MAX); i++)
    {
      const KtParticipant *p = &letter->people[i];
      g_variant_builder_add (&people, "(us@s@s)", p->role, p->norm,
                             kt_record_cut (p->name, KT_LETTER_NAME_MAX),
                             kt_record_cut (p->note != NULL ? p->note : "", KT_LETTER_NOTE_MAX));
    }
  g_variant_builder_init (&parts, G_VARIANT_TYPE ("a(usst)"));
  for (gsize i = 0; i < MIN (letter->n_parts, KT_LETTER_PARTS_MAX); i++)
    {
      const KtPart *p = &letter->parts[i];
      g_variant_builder_add (&parts, "(u@s@st)", p->number,
                             kt_record_cut (p->name, KT_LETTER_NAME_MAX),
                             kt_record_cut (p->type, KT_LETTER_NAME_MAX), p->size);
    }
  return g_variant_new (
      "(txx@axxuu@s@s@sa(usss)a(usst))", letter->item, letter->key, letter->msgid_hash,
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, letter->refs,
                                 MIN (letter->n_refs, KT_LETTER_REFS_MAX), sizeof (gint64)),
      letter->time, (guint32)letter->kind, letter->flags,
      kt_record_cut (letter->subject, KT_LETTER_SUBJECT_MAX),
      kt_record_cut (letter->text, KT_LETTER_TEXT_MAX),
      kt_record_cut (letter->question, KT_LETTER_QUESTION_MAX), &people, &parts);
}

static gboolean
take_people (KtLetter *letter, GVariant *array)
{
  letter->n_people = g_variant_n_children (array);
  if (letter->n_people > KT_LETTER_PARTICIPANTS_MAX)
    return FALSE;
  letter->people = g_new (KtParticipant, letter->n_people);
  for (gsize i = 0; i < letter->n_people; i++)
    {
      KtParticipant *p = &letter->people[i];
      guint32 role;
      g_variant_get_child (array, i, "(u&s&s&s)", &role, &p->norm, &p->name, &p->note);
      p->role = role;
      if (role > KT_ROLE_FORWARDED || *p->norm == 0 || strlen (p->norm) > 320
          || kt_record_has_controls (p->norm) || strlen (p->name) > KT_LETTER_NAME_MAX
          || strlen (p->note) > KT_LETTER_NOTE_MAX || kt_record_has_controls (p->note))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_parts (KtLetter *letter, GVariant *array)
{
  letter->n_parts = g_variant_n_children (array);
  if (letter->n_parts > KT_LETTER_PARTS_MAX)
    return FALSE;
  letter->parts = g_new (KtPart, letter->n_parts);
  for (gsize i = 0; i < letter->n_parts; i++)
    {
      KtPart *p = &letter->parts[i];
      g_variant_get_child (array, i, "(u&s&st)", &p->number, &p->name, &p->type, &p->size);
      if (strlen (p->name) > KT_LETTER_NAME_MAX || strlen (p->type) > KT_LETTER_NAME_MAX
          || p->size > G_MAXINT64)
        return FALSE;
    }
  return TRUE;
}

/* What is wrong with it, or NULL. */
static const char *
check (const KtLetter *letter)
{
  const gint64 highest = (G_GINT64_CONSTANT (1) << KT_ID_BITS) - 1;
  if (letter->key <= 0 || letter->key > highest)
    return "its key is out of range";
  if (letter->msgid_hash < 0 || letter->msgid_hash > highest)
    return "its Message-ID is out of range";
  if (letter->n_refs > KT_LETTER_REFS_MAX)
    return "it refers to too many letters";
  for (gsize i = 0; i < letter->n_refs; i++)
    if (letter->refs[i] <= 0 || letter->refs[i] > highest)
      return "it refers to a letter out of range";
  if (letter->time < 0 || letter->time >= (G_GINT64_CONSTANT (1) << 40))
    return "its time is out of range";
  if (letter->kind > KT_KIND_BOUNCE)
    return "its kind is unknown";
  if (strlen (letter->subject) > KT_LETTER_SUBJECT_MAX || strlen (letter->text) > KT_LETTER_TEXT_MAX
      || strlen (letter->question) > KT_LETTER_QUESTION_MAX)
    return "its text is too long";
  return NULL;
}

KtLetter *
kt_letter_from_frame (const KtFrame *frame, GError **error)
{
  g_autoptr (KtLetter) letter = g_new0 (KtLetter, 1);
  g_autoptr (GVariant) refs = NULL, people = NULL, parts = NULL;
  guint32 kind;

  letter->variant = kt_frame_record (frame, KT_TYPE_LETTER, error);
  if (letter->variant == NULL)
    return NULL;
  g_variant_get (letter->variant, "(txx@axxuu&s&s&s@a(usss)@a(usst))", &letter->item, &letter->key,
                 &letter->msgid_hash, &refs, &letter->time, &kind, &letter->flags, &letter->subject,
                 &letter->text, &letter->question, &people, &parts);
  letter->kind = kind;
  letter->refs = g_variant_get_fixed_array (refs, &letter->n_refs, sizeof (gint64));
  const char *wrong = check (letter);
  if (wrong == NULL && !take_people (letter, people))
    wrong = "its addresses pass a limit";
  if (wrong == NULL && !take_parts (letter, parts))
    wrong = "its parts pass a limit";
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
  g_clear_pointer (&letter->variant, g_variant_unref);
  g_free (letter->people);
  g_free (letter->parts);
  g_free (letter);
}

#include "config.h"
#include "kontor/card-import.h"
#include "kontor/card-reader.h"
#include "kontor/card-wanted.h"
#include "kontor/contact-card.h"
#include "kontor/contact-edit.h"
#include "kontor/error.h"
#include "kontor/relation.h"
#include <glib/gi18n.h>
#include <string.h>

#define BATCH 500          /* cards that are read at a time */
#define NAME_MAX_CHARS 200 /* as kontor/contact-edit.h */
#define TAG_MAX_CHARS 60

typedef struct
{
  char *owner, *kind, *uid; /* owner, uid: of cards */
} Relation;

static void
clear_relation (gpointer data)
{
  Relation *relation = data;
  g_free (relation->owner);
  g_free (relation->kind);
  g_free (relation->uid);
}

void
kt_card_import_free (KtCardImport *import)
{
  if (import == NULL)
    return;
  g_ptr_array_unref (import->records);
  g_ptr_array_unref (import->warnings);
  g_array_unref (import->relations);
  g_free (import);
}

typedef struct
{
  KtContext *context;
  KtCardImport *import;
  KtImportRecord *record;
  const char *name; /* of the card, for warnings */
} Taking;

static void
warn (Taking *taking, const char *what)
{
  g_ptr_array_add (
      taking->import->warnings,
      g_strdup_printf (_ ("line %u, «%s»: %s"), taking->record->line, taking->name, what));
}

/* --- one card --- */

/* What a contact cannot have stays in the card alone. */
static void
set_text (Taking *taking, KtImportText text, const char *value)
{
  g_autoptr (KtContact) scratch = g_new0 (KtContact, 1);
  g_autoptr (GError) error = NULL;
  if (value == NULL || *value == '\0')
    return;
  if (kt_contact_set_field (scratch, kt_import_text_key (text), value, &taking->context->clock,
                            &error))
    {
      kt_import_record_set (taking->record, text, value);
      return;
    }
  g_autofree char *first = g_strndup (error->message, strcspn (error->message, "\n"));
  warn (taking, first);
}

/* At most that many characters. */
static char *
shortened (const char *text, glong max)
{
  return g_utf8_strlen (text, -1) <= max ? g_strdup (text) : g_utf8_substring (text, 0, max);
}

static void
take_names (Taking *taking, const KtVcard *card)
{
  const struct
  {
    KtImportText text;
    const char *value;
  } names[] = { { KT_IMPORT_NAME, card->name },
                { KT_IMPORT_GIVEN, card->given },
                { KT_IMPORT_FAMILY, card->family },
                { KT_IMPORT_PATRONYMIC, card->additional },
                { KT_IMPORT_COMPANY, card->company } };
  gboolean company = g_str_equal (card->kind, "company");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = shortened (names[i].value, NAME_MAX_CHARS);
      gboolean repeats = names[i].text == KT_IMPORT_COMPANY && company
                         && g_str_equal (card->company, card->name);
      if (!repeats)
        set_text (taking, names[i].text, value);
    }
  if (company)
    kt_import_record_set (taking->record, KT_IMPORT_KIND, "company");
}

static void
take_points (Taking *taking, const KtVcard *card)
{
  for (gsize i = 0; i < card->n_points; i++)
    {
      const KtVcardPoint *point = &card->points[i];
      if (!kt_card_point_fits (taking->context, point))
        {
          g_autofree char *what
              = g_strdup_printf (g_str_equal (point->kind, "phone") ? _ ("«%s» is no phone number")
                                                                    : _ ("«%s» is no address"),
                                 point->value);
          warn (taking, what);
          continue;
        }
      KtImportPoint *taken = kt_import_record_add_point (
          taking->record, point->kind, point->value, *point->label != '\0' ? point->label : NULL);
      if (taken != NULL && (point->flags & KT_VCARD_POINT_SHARED) != 0)
        taken->shared = TRUE;
    }
}

static void
take_fields (Taking *taking, const KtVcard *card)
{
  static const struct
  {
    const char *name;
    KtImportText text;
  } columns[] = { { "type", KT_IMPORT_TYPE },       { "status", KT_IMPORT_STATUS },
                  { "source", KT_IMPORT_SOURCE },   { "discount", KT_IMPORT_DISCOUNT },
                  { "consent", KT_IMPORT_CONSENT }, { "cadence", KT_IMPORT_CADENCE } };
  for (gsize i = 0; i < card->n_fields; i++)
    {
      const KtVcardField *field = &card->fields[i];
      if (*field->name == '=')
        kt_import_record_add_field (taking->record, field->name + 1, field->value);
      for (gsize k = 0; k < G_N_ELEMENTS (columns); k++)
        if (g_str_equal (field->name, columns[k].name))
          set_text (taking, columns[k].text, field->value);
    }
}

static void
take_lists (Taking *taking, const KtVcard *card)
{
  for (gsize i = 0; i < card->n_tags; i++)
    {
      g_autofree char *tag = shortened (card->tags[i], TAG_MAX_CHARS);
      if (kt_card_tag_fits (card->tags[i]))
        kt_import_record_add_tag (taking->record, tag);
      else
        {
          g_autofree char *what = g_strdup_printf (_ ("«%s» cannot be a tag"), tag);
          warn (taking, what);
        }
    }
  for (gsize i = 0; i < card->n_notes; i++)
    kt_import_record_add_note (taking->record, "note", 0, card->notes[i]);
}

static void
take_relations (Taking *taking, const KtVcard *card)
{
  for (gsize i = 0; i < card->n_relations; i++)
    if (*card->relations[i].uid != '\0' && *card->uid != '\0')
      {
        Relation relation = { g_strdup (card->uid), g_strdup (card->relations[i].kind),
                              g_strdup (card->relations[i].uid) };
        g_array_append_val (taking->import->relations, relation);
      }
}

/* A card that this book gave out comes back: whom it is of is known, and it need not be kept. */
static gboolean
is_ours (Taking *taking, const char *uid)
{
  char ref[KT_REF_LENGTH + 1];
  KtId key = kt_contact_card_key (uid);
  g_autoptr (KtContact) contact
      = key != 0 ? kt_contact_get (taking->context->store, key, NULL) : NULL;
  if (contact == NULL)
    return FALSE;
  kt_ref_full (key, ref);
  taking->record->ref = g_strdup (ref);
  return TRUE;
}

static void
take_card (Taking *taking, const KtVcard *card, const char *text, gsize length)
{
  KtImportRecord *record = taking->record;
  taking->name = card->name;
  take_names (taking, card);
  set_text (taking, KT_IMPORT_BIRTHDAY, card->birthday);
  set_text (taking, KT_IMPORT_LANGUAGE, card->language);
  set_text (taking, KT_IMPORT_CITY, card->city);
  take_points (taking, card);
  take_fields (taking, card);
  take_lists (taking, card);
  take_relations (taking, card);
  if (!is_ours (taking, card->uid))
    {
      record->uid = *card->uid != '\0' ? g_strdup (card->uid) : NULL;
      record->vcard = g_strndup (text, length);
    }
  if (*card->warning != '\0')
    warn (taking, card->warning);
}

/* --- a file --- */

static const char *
piece_refusal (const KtVcardPiece *piece)
{
  switch ((KtVcardPieceWhat)piece->what)
    {
    case KT_PIECE_OPEN:
      return _ ("the card does not end, END:VCARD is missing");
    case KT_PIECE_JUNK:
      return _ ("that is no vCard");
    case KT_PIECE_LARGE:
      return _ ("the card is larger than 4 MB");
    case KT_PIECE_CARD:
      break;
    }
  return NULL;
}

static void
take_answer (KtContext *context, KtCardImport *import, const KtVcardPiece *piece,
             const KtVcardCall *call)
{
  const char *refusal = piece_refusal (piece);
  if (refusal == NULL && call->card != NULL && g_str_equal (call->card->kind, "group"))
    {
      import->groups++;
      return;
    }
  KtImportRecord *record = kt_import_record_new (piece->line);
  Taking taking = { context, import, record, "" };
  g_ptr_array_add (import->records, record);
  record->column = 1;
  if (refusal != NULL || call->card == NULL)
    record->refusal = g_strdup (refusal != NULL ? refusal : call->reason);
  else if (call->utf8 != NULL)
    take_card (&taking, call->card, call->utf8, strlen (call->utf8));
  else
    take_card (&taking, call->card, call->text, call->length);
}

static gboolean
read_batch (KtContext *context, KtCardReader *reader, KtCardImport *import, const KtVcardFile *file,
            const char *text, guint from, guint n, GError **error)
{
  g_autofree KtVcardCall *calls = g_new0 (KtVcardCall, n);
  g_autofree guint *numbers = g_new (guint, n);
  guint asked = 0;
  for (guint i = 0; i < n; i++)
    {
      const KtVcardPiece *piece = &g_array_index (file->pieces, KtVcardPiece, from + i);
      if (piece->what != KT_PIECE_CARD)
        continue;
      numbers[i] = asked;
      calls[asked++] = (KtVcardCall){ .text = text + piece->offset,
                                      .length = piece->length,
                                      .charset = file->charset };
    }
  gboolean fine = asked == 0 || kt_card_reader_batch (reader, calls, asked, error);
  for (guint i = 0; fine && i < n; i++)
    {
      const KtVcardPiece *piece = &g_array_index (file->pieces, KtVcardPiece, from + i);
      take_answer (context, import, piece,
                   piece->what == KT_PIECE_CARD ? &calls[numbers[i]] : NULL);
    }
  for (guint i = 0; i < asked; i++)
    kt_vcard_call_clear (&calls[i]);
  return fine;
}

KtCardImport *
kt_card_import_read (KtContext *context, const char *bytes, gsize length, GError **error)
{
  g_autoptr (KtCardReader) reader = kt_card_reader_new ();
  g_autoptr (KtVcardFile) file = kt_card_reader_split (reader, bytes, length, error);
  g_autoptr (KtCardImport) import = g_new0 (KtCardImport, 1);
  import->records = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_import_record_free);
  import->warnings = g_ptr_array_new_with_free_func (g_free);
  import->relations = g_array_new (FALSE, FALSE, sizeof (Relation));
  g_array_set_clear_func (import->relations, clear_relation);
  if (file == NULL)
    return NULL;
  const char *text = file->utf8 != NULL ? file->utf8 : bytes;
  for (guint at = 0; at < file->pieces->len; at += BATCH)
    if (!read_batch (context, reader, import, file, text, at, MIN (BATCH, file->pieces->len - at),
                     error))
      return NULL;
  return g_steal_pointer (&import);
}

/* --- relations --- */

gboolean
kt_card_import_relate (KtContext *context, gpointer data, GError **error)
{
  const KtCardImport *import = data;
  for (guint i = 0; i < import->relations->len; i++)
    {
      const Relation *relation = &g_array_index (import->relations, Relation, i);
      g_autofree char *kind = kt_relation_kind_parse (relation->kind, NULL);
      KtId owner, other;
      if (!kt_contact_card_owner (context->store, relation->owner, &owner, error)
          || !kt_contact_card_owner (context->store, relation->uid, &other, error))
        return FALSE;
      if (kind == NULL || owner == 0 || other == 0 || owner == other)
        continue;
      if (!kt_relation_add (context->store, owner, kind, other, context->clock.now, NULL, error))
        return FALSE;
    }
  return TRUE;
}

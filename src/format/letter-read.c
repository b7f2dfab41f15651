#include "config.h"
#include "kontor/letter-read.h"
#include "kontor/addr.h"
#include "kontor/address-list.h"
#include "kontor/error.h"
#include "kontor/forwarded.h"
#include "kontor/header.h"
#include "kontor/html.h"
#include "kontor/invite-record.h"
#include "kontor/judgement.h"
#include "kontor/kind.h"
#include "kontor/letter-identity.h"
#include "kontor/own-text.h"
#include "kontor/plain-text.h"
#include "kontor/precheck.h"
#include "kontor/sign-phones.h"
#include "kontor/spoof.h"
#include <gmime/gmime.h>
#include <libxml/parser.h>
#include <string.h>

/* Together below a frame's megabyte, whatever the single limits allow. */
#define PEOPLE_OCTETS_MAX (384u << 10)
#define PARTS_OCTETS_MAX (384u << 10)
#define FIELDS_OF_A_KIND 20u /* "To" again and again */

void
kt_letter_read_init (void)
{
  static const char sample[] = "<p>A&eacute;<a href='http://x.example/'>b</a>";

  g_mime_init ();
  xmlInitParser ();
  kt_html_text_free (kt_html_to_text (sample, sizeof sample - 1));
}

void
kt_letter_read_warm (void)
{
  g_auto (KtJudgement) judgement = { 0 };
  const KtKindHints hints = { .from = "", .from_name = "", .subject = "" };
  const char *text = "Could you send it? Would you?";

  kt_judge (text, FALSE, &judgement);
  kt_letter_kind_by_text (&hints, &judgement.voice, text);
}

void
kt_letter_draft_free (KtLetterDraft *draft)
{
  if (draft == NULL)
    return;
  g_string_chunk_free (draft->strings);
  g_array_unref (draft->people);
  g_array_unref (draft->parts);
  g_array_unref (draft->refs);
  g_free (draft->invitation);
  g_free (draft->method);
  g_free (draft);
}

static KtLetterDraft *
draft_new (void)
{
  KtLetterDraft *draft = g_new0 (KtLetterDraft, 1);

  draft->strings = g_string_chunk_new (4096);
  draft->people = g_array_new (FALSE, FALSE, sizeof (KtParticipant));
  draft->parts = g_array_new (FALSE, FALSE, sizeof (KtPart));
  return draft;
}

static const char *
keep (KtLetterDraft *draft, const char *text)
{
  return g_string_chunk_insert (draft->strings, text);
}

/* Takes the header off and puts in its place what a MIME parser needs of it. NULL: no letter. */
static KtHeader *
split_header (GByteArray *bytes, GByteArray **ret_entity, GError **error)
{
  gsize body = 0;

  kt_precheck_line_ends (bytes->data, bytes->len);
  KtHeader *header = kt_header_new (bytes->data, bytes->len, &body);
  if (header == NULL)
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "it has no header");
      return NULL;
    }
  *ret_entity = g_byte_array_sized_new (bytes->len - body + 1024);
  kt_header_append_content_fields (header, *ret_entity);
  g_byte_array_append (*ret_entity, (const guint8 *)"\n", 1);
  g_byte_array_append (*ret_entity, bytes->data + body, bytes->len - body);
  return header;
}

static void
add_person (KtLetterDraft *draft, KtRole role, const char *norm, const char *name, const char *note,
            gsize *octets)
{
  KtParticipant person = { .role = role };

  *octets += strlen (norm) + strlen (name) + strlen (note) + 20;
  if (*octets > PEOPLE_OCTETS_MAX || draft->people->len >= KT_LETTER_PARTICIPANTS_MAX)
    return;
  person.norm = keep (draft, norm);
  person.name = keep (draft, name);
  person.note = keep (draft, note);
  g_array_append_val (draft->people, person);
}

static void
add_people_of_field (KtLetterDraft *draft, KtRole role, const char *value, gsize *octets)
{
  g_autoptr (GArray) list
      = kt_address_list_parse (value, KT_LETTER_PARTICIPANTS_MAX - draft->people->len);

  for (guint i = 0; i < list->len; i++)
    {
      KtMailbox *mailbox = &g_array_index (list, KtMailbox, i);
      if (role <= KT_ROLE_REPLY_TO && kt_name_is_spoofed (mailbox->name, mailbox->norm))
        draft->letter.flags |= KT_LETTER_FLAG_SPOOFED;
      add_person (draft, role, mailbox->norm, mailbox->name, "", octets);
    }
}

static void
add_people (KtLetterDraft *draft, KtHeader *header)
{
  static const struct
  {
    const char *field;
    KtRole role;
    guint max;
  } fields[] = {
    { "From", KT_ROLE_FROM, 1 },
    { "Sender", KT_ROLE_SENDER, 1 },
    { "Reply-To", KT_ROLE_REPLY_TO, 1 },
    { "To", KT_ROLE_TO, FIELDS_OF_A_KIND },
    { "Cc", KT_ROLE_CC, FIELDS_OF_A_KIND },
    { "Bcc", KT_ROLE_BCC, FIELDS_OF_A_KIND },
    { "Delivered-To", KT_ROLE_DELIVERED_TO, 1 },
    { "X-Original-To", KT_ROLE_DELIVERED_TO, 1 },
  };
  gsize octets = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint nth = 0; nth < fields[i].max; nth++)
      {
        const char *value = kt_header_get (header, fields[i].field, nth);
        if (value == NULL)
          break;
        add_people_of_field (draft, fields[i].role, value, &octets);
      }
}

static const char *
sender_of (const KtLetterDraft *draft)
{
  const KtParticipant *first = draft->people->len > 0 ? (KtParticipant *)draft->people->data : NULL;

  return first != NULL && first->role == KT_ROLE_FROM ? first->norm : "";
}

static void
add_parts (KtLetterDraft *draft, KtMimeTree *tree, KtHeader *header, gboolean truncated)
{
  g_autoptr (GArray) parts = kt_mime_tree_parts (tree);
  const char *type = kt_header_get (header, "Content-Type", 0);
  gsize octets = 0;

  for (guint i = 0; i < parts->len && i < KT_LETTER_PARTS_MAX; i++)
    {
      KtMimePart *from = &g_array_index (parts, KtMimePart, i);
      KtPart part = { .number = from->number, .size = from->size };
      octets += strlen (from->name) + strlen (from->type) + 32;
      if (from->attached)
        draft->letter.flags |= KT_LETTER_FLAG_ATTACHED;
      if (octets > PARTS_OCTETS_MAX)
        break;
      part.name = keep (draft, from->name);
      part.type = keep (draft, from->type);
      g_array_append_val (draft->parts, part);
    }
  if (draft->parts->len < parts->len
      || (truncated && type != NULL && g_ascii_strncasecmp (type, "multipart/", 10) == 0))
    draft->letter.flags |= KT_LETTER_FLAG_PARTS_CUT;
  /* only its beginning is here: what makes mixed letters large is attached */
  if (truncated && type != NULL && g_ascii_strncasecmp (type, "multipart/mixed", 15) == 0)
    draft->letter.flags |= KT_LETTER_FLAG_ATTACHED;
}

/* Nobody keeps the text of most letters that machines send (RULES: mail), and to read it is most of
 * the work with them. A letter without an id is known by its text. */
static gboolean
is_head_enough (const KtLetterDraft *draft, KtHeader *header)
{
  const KtLetter *letter = &draft->letter;
  g_autofree char *id = kt_message_id (kt_header_get (header, "Message-ID", 0));
  gboolean machine = letter->kind == KT_KIND_BULK || letter->kind == KT_KIND_AUTOMATIC
                     || letter->kind == KT_KIND_BOUNCE;

  return machine && (letter->flags & KT_LETTER_FLAG_RECEIVED) != 0 && *id != '\0';
}

/* What its text says: of letters that came in first whether a person wrote it. Who writes nothing
 * else says it in the subject. */
static void
judge (KtLetterDraft *draft, const KtKindHints *hints, const char *own, gboolean empty)
{
  KtLetter *letter = &draft->letter;
  g_auto (KtJudgement) judgement = { 0 };

  letter->question = "";
  if (letter->kind == KT_KIND_BOUNCE || letter->kind == KT_KIND_AUTOMATIC)
    return;
  if (letter->kind == KT_KIND_BULK && !(letter->flags & KT_LETTER_FLAG_LIST))
    return;
  kt_judge (empty ? hints->subject : own, hints->reply, &judgement);
  if (letter->kind == KT_KIND_PERSONAL && (letter->flags & KT_LETTER_FLAG_RECEIVED) != 0)
    letter->kind = kt_letter_kind_by_text (hints, &judgement.voice, own);
  if (letter->kind == KT_KIND_BULK || letter->kind == KT_KIND_AUTOMATIC)
    if (!(letter->flags & KT_LETTER_FLAG_LIST))
      return;
  letter->question = keep (draft, judgement.question);
  letter->flags |= kt_judgement_flags (&judgement);
}

/* How much is said, however it is laid out: octets above a blank, eight at a time. */
static gsize
count_ink (const char *text)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101), high = ones << 7;
  gsize length = strlen (text), i = 0, n = 0;
  guint64 eight;

  for (; i + 8 <= length; i += 8)
    {
      memcpy (&eight, text + i, 8);
      guint64 above = ((eight & ~high) + ones * (0x7f - ' ')) | eight;
      n += (((above & high) >> 7) * ones) >> 56;
    }
  for (; i < length; i++)
    n += (guchar)text[i] > ' ';
  return n;
}

/* How its writer can be called: what people sign with. */
static void
note_phones (KtLetterDraft *draft, const char *signature)
{
  KtParticipant *first = (KtParticipant *)(void *)draft->people->data;

  if (draft->letter.kind != KT_KIND_PERSONAL || draft->people->len == 0
      || first->role != KT_ROLE_FROM)
    return;
  g_autofree char *phones = kt_sign_phones (signature);
  if (*phones == '\0')
    return;
  first->note = keep (draft, phones);
  draft->letter.flags |= KT_LETTER_FLAG_PHONES;
}

/* Own text is judged and kept; where there is none, what was forwarded or quoted is kept. */
static void
add_text (KtLetterDraft *draft, const KtKindHints *hints, const KtMimeText *text)
{
  g_autofree char *signature = NULL;
  g_autofree char *own = kt_own_text_and_signature (text->text, &signature);
  g_autoptr (GString) kept = g_string_new (*own != '\0' ? own : text->text);

  judge (draft, hints, own, *text->text == '\0');
  note_phones (draft, signature);
  if (*own != '\0' && count_ink (own) < count_ink (text->text))
    draft->letter.flags |= KT_LETTER_FLAG_OWN;
  kt_html_append_links (kept, text->links);
  gsize length = kt_plain_cut (kept->str, kept->len, KT_LETTER_TEXT_MAX);
  if (text->cut || length < kept->len)
    draft->letter.flags |= KT_LETTER_FLAG_CUT;
  g_string_truncate (kept, length);
  draft->letter.text = keep (draft, kept->str);
}

/* Who wrote what is forwarded: told of letters by people only, and of nobody who takes part. */
static void
add_forwarded (KtLetterDraft *draft, KtMimeTree *tree, const KtMimeText *text)
{
  g_autoptr (GArray) list = kt_forwarded_list_new ();
  gsize octets = 0;

  if (draft->letter.kind != KT_KIND_PERSONAL)
    return;
  kt_mime_tree_attached_from (tree, list, KT_FORWARDED_MAX);
  kt_forwarded_find (text->text, draft->letter.subject, list);
  for (guint i = 0; i < list->len; i++)
    {
      const KtForwarded *one = &g_array_index (list, KtForwarded, i);
      if (strcmp (one->writer.norm, sender_of (draft)) == 0)
        continue;
      add_person (draft, KT_ROLE_FORWARDED, one->writer.norm, one->writer.name, one->date, &octets);
      draft->letter.flags |= KT_LETTER_FLAG_FORWARDS;
    }
}

static void
add_identity (KtLetterDraft *draft, KtHeader *header, const KtMimeText *text,
              const KtLetterSource *source)
{
  g_autofree char *id = kt_message_id (kt_header_get (header, "Message-ID", 0));
  KtLetter *letter = &draft->letter;

  letter->item = source->item;
  letter->msgid_hash = *id != '\0' ? kt_id_hash (id, strlen (id)) : 0;
  letter->key = kt_letter_key (header, sender_of (draft), text->text, text->links != NULL);
  letter->time = kt_letter_time (header, source->received, source->now);
  draft->refs = kt_letter_references (header, letter->msgid_hash);
  letter->refs = (const gint64 *)(void *)draft->refs->data;
  letter->n_refs = draft->refs->len;
}

static void
leave_text (KtLetterDraft *draft, KtHeader *header, KtMimeTree *tree, const KtLetterSource *source)
{
  const KtMimeText nothing = { .text = (char *)"" };

  kt_mime_tree_leave_text (tree);
  add_identity (draft, header, &nothing, source);
  draft->letter.text = draft->letter.question = "";
  draft->letter.flags |= KT_LETTER_FLAG_HEAD_ONLY;
}

/* Cells are parted as they are kept, once the key is made. */
static void
set_tabs (KtMimeText *text)
{
  if (text->links != NULL)
    kt_html_set_tabs (text->text);
}

static KtKindHints
hints_of (const KtLetterDraft *draft, KtHeader *header, KtMimeTree *tree)
{
  const KtParticipant *first = (KtParticipant *)(void *)draft->people->data;
  gboolean named = draft->people->len > 0 && first->role == KT_ROLE_FROM;

  return (KtKindHints){ .from = sender_of (draft),
                        .from_name = named ? first->name : "",
                        .subject = draft->letter.subject,
                        .report_type = kt_mime_tree_report_type (tree),
                        .invitation = kt_mime_tree_has_invitation (tree),
                        .reply = kt_header_has (header, "In-Reply-To")
                                 || kt_header_has (header, "References") };
}

static void
add_kind (KtLetterDraft *draft, KtHeader *header, KtMimeTree *tree, const KtKindHints *hints)
{
  draft->letter.kind = kt_letter_kind (header, hints);
  if (hints->invitation)
    draft->invitation = kt_mime_tree_invitation (tree, KT_INVITE_TEXT_MAX, &draft->method);
  if (kt_header_has (header, "Received"))
    draft->letter.flags |= KT_LETTER_FLAG_RECEIVED;
  if (kt_header_has (header, "List-Id"))
    draft->letter.flags |= KT_LETTER_FLAG_LIST;
}

KtLetterDraft *
kt_letter_read (GByteArray *bytes, const KtLetterSource *source, GError **error)
{
  g_autoptr (GByteArray) entity = NULL;
  g_autoptr (KtHeader) header = split_header (bytes, &entity, error);
  g_autoptr (KtMimeTree) tree = NULL;
  g_auto (KtMimeText) text = { 0 };
  const char *subject;

  if (header == NULL)
    return NULL;
  tree = kt_mime_tree_new (entity, source->truncated, error);
  if (tree == NULL)
    return NULL;
  KtLetterDraft *draft = draft_new ();
  subject = kt_header_get (header, "Subject", 0);
  g_autofree char *decoded
      = kt_header_decode (subject != NULL ? subject : "", KT_LETTER_SUBJECT_MAX);
  draft->letter.subject = keep (draft, decoded);
  add_people (draft, header);
  KtKindHints hints = hints_of (draft, header, tree);
  add_kind (draft, header, tree, &hints);
  if (source->by_kind && is_head_enough (draft, header))
    leave_text (draft, header, tree, source);
  else
    {
      kt_mime_tree_text (tree, KT_MIME_TEXT_MAX, &text);
      add_identity (draft, header, &text, source);
      set_tabs (&text);
      add_text (draft, &hints, &text);
      add_forwarded (draft, tree, &text);
    }
  add_parts (draft, tree, header, source->truncated);
  draft->letter.people = (KtParticipant *)(void *)draft->people->data;
  draft->letter.n_people = draft->people->len;
  draft->letter.parts = (KtPart *)(void *)draft->parts->data;
  draft->letter.n_parts = draft->parts->len;
  return draft;
}

/* The tree of a letter of which nothing else is asked. */
static KtMimeTree *
read_tree (GByteArray *bytes, GError **error)
{
  g_autoptr (GByteArray) entity = NULL;
  g_autoptr (KtHeader) header = split_header (bytes, &entity, error);

  if (header == NULL)
    return NULL;
  /* two copies of a large letter and its decoded part would be one too many */
  g_clear_pointer (&header, kt_header_free);
  g_byte_array_set_size (bytes, 0);
  return kt_mime_tree_new (entity, FALSE, error);
}

GBytes *
kt_letter_read_part (GByteArray *bytes, guint32 number, KtMimePart *ret_part, GError **error)
{
  g_autoptr (KtMimeTree) tree = read_tree (bytes, error);

  return tree != NULL ? kt_mime_tree_decode (tree, number, ret_part, error) : NULL;
}

char *
kt_letter_read_text (GByteArray *bytes, gboolean *ret_cut, GError **error)
{
  g_autoptr (KtMimeTree) tree = read_tree (bytes, error);
  g_auto (KtMimeText) text = { 0 };

  if (tree == NULL)
    return NULL;
  kt_mime_tree_text (tree, KT_MIME_FULL_MAX, &text);
  set_tabs (&text);
  GString *full = g_string_new (text.text);
  kt_html_append_links (full, text.links);
  *ret_cut = text.cut;
  return g_string_free (full, FALSE);
}

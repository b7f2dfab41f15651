#include "config.h"
#include "kontor/card-reader.h"
#include "kontor/error.h"
#include "reader-calls.h"
#include <glib/gi18n.h>
#include <string.h>

struct _KtCardReader
{
  KtReaderTalk *talk;
};

/* What is asked, and what comes back besides texts. */
typedef struct
{
  KtVcardWhat what;
  const char *hint;
  const KtVcard *wanted;
  KtVcard *card;
  GArray *pieces;
  char *charset;
} Ask;

static void
ask (gpointer user, KtChannel *channel, const KtReaderCall *call)
{
  const Ask *request = call->request;
  GVariantBuilder wanted;
  g_variant_builder_init (&wanted, G_VARIANT_TYPE ("a" KT_TYPE_VCARD));
  if (request->wanted != NULL)
    g_variant_builder_add_value (&wanted, kt_vcard_to_variant (request->wanted));
  kt_channel_queue (channel, KT_FRAME_VCARD_ASK,
                    g_variant_new (KT_TYPE_VCARD_ASK, call->item, (guint32)request->what,
                                   request->hint != NULL ? request->hint : "", &wanted));
}

/* Pieces lie one behind the other within the text. */
static gboolean
take_pieces (KtReaderCall *call, GVariant *list)
{
  Ask *request = call->answer;
  gsize n = g_variant_n_children (list);
  GByteArray *body = call->bodies->len > 0 ? g_ptr_array_index (call->bodies, 0) : NULL;
  guint64 end = body != NULL ? body->len : call->lengths[0], at = 0;
  if (n > KT_FRAME_ARRAY_MAX || request->pieces->len + n > KT_VCARDS_MAX + 1)
    return FALSE;
  if (request->pieces->len > 0)
    {
      const KtVcardPiece *last
          = &g_array_index (request->pieces, KtVcardPiece, request->pieces->len - 1);
      at = last->offset + last->length;
    }
  for (gsize i = 0; i < n; i++)
    {
      KtVcardPiece piece;
      g_variant_get_child (list, i, "(ttuu)", &piece.offset, &piece.length, &piece.line,
                           &piece.what);
      if (piece.offset < at || piece.offset > end || piece.length > end - piece.offset
          || piece.what > KT_PIECE_LARGE)
        return FALSE;
      at = piece.offset + piece.length;
      g_array_append_val (request->pieces, piece);
    }
  return TRUE;
}

static gboolean
take (KtReaderCall *call, const KtFrame *frame, GError **error)
{
  Ask *request = call->answer;
  guint64 item;
  if (frame->type == KT_FRAME_VCARD && request->card == NULL)
    {
      request->card = kt_vcard_from_frame (frame, error);
      return request->card != NULL && request->card->item == call->item;
    }
  if (frame->type != KT_FRAME_PIECES || request->pieces == NULL)
    return FALSE;
  g_autoptr (GVariant) list = NULL;
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_PIECES, error);
  if (record == NULL)
    return FALSE;
  g_free (request->charset);
  g_variant_get (record, "(ts@a(ttuu))", &item, &request->charset, &list);
  return item == call->item && take_pieces (call, list);
}

static void
forget (KtReaderCall *call)
{
  Ask *request = call->answer;
  g_clear_pointer (&request->card, kt_vcard_free);
  if (request->pieces != NULL)
    g_array_set_size (request->pieces, 0);
}

static const KtReaderTalkClass talk_class
    = { N_ ("address cards cannot be read, the reader does not run"), ask, take, forget };

KtCardReader *
kt_card_reader_new (void)
{
  KtCardReader *reader = g_new0 (KtCardReader, 1);
  reader->talk = kt_reader_talk_new (&talk_class, reader);
  return reader;
}

void
kt_card_reader_free (KtCardReader *reader)
{
  if (reader == NULL)
    return;
  kt_reader_talk_free (reader->talk);
  g_free (reader);
}

static void
call_init (KtReaderCall *call, Ask *request, const char *text, gsize length)
{
  kt_reader_call_init (call, text, length);
  call->request = request;
  call->answer = request;
}

/* --- files --- */

void
kt_vcard_file_free (KtVcardFile *file)
{
  if (file == NULL)
    return;
  g_free (file->utf8);
  g_free (file->charset);
  g_array_unref (file->pieces);
  g_free (file);
}

KtVcardFile *
kt_card_reader_split (KtCardReader *reader, const char *text, gsize length, GError **error)
{
  g_autoptr (KtVcardFile) file = g_new0 (KtVcardFile, 1);
  Ask request = { .what = KT_VCARD_SPLIT };
  KtReaderCall call;
  file->pieces = request.pieces = g_array_new (FALSE, FALSE, sizeof (KtVcardPiece));
  call_init (&call, &request, text, length);
  gboolean fine = kt_reader_talk_run_one (reader->talk, &call, error);
  file->charset = g_steal_pointer (&request.charset);
  if (fine && call.bodies->len > 0)
    file->utf8 = kt_reader_take_body (g_ptr_array_index (call.bodies, 0));
  kt_reader_call_clear (&call);
  return fine ? g_steal_pointer (&file) : NULL;
}

/* --- cards --- */

void
kt_vcard_call_clear (KtVcardCall *call)
{
  g_clear_pointer (&call->card, kt_vcard_free);
  g_clear_pointer (&call->utf8, g_free);
  g_clear_pointer (&call->reason, g_free);
}

static void
take_answer (KtVcardCall *card, KtReaderCall *call, Ask *request)
{
  card->card = NULL;
  card->utf8 = NULL;
  card->reason = g_steal_pointer (&call->refusal);
  if (card->reason == NULL && request->card == NULL)
    card->reason = g_strdup ("the reader told nothing of it");
  if (card->reason == NULL)
    card->card = g_steal_pointer (&request->card);
  if (card->reason == NULL && call->bodies->len > 0)
    card->utf8 = kt_reader_take_body (g_ptr_array_index (call->bodies, 0));
}

gboolean
kt_card_reader_batch (KtCardReader *reader, KtVcardCall *cards, gsize n, GError **error)
{
  g_autofree KtReaderCall *calls = g_new (KtReaderCall, n);
  g_autofree Ask *requests = g_new0 (Ask, n);
  for (gsize i = 0; i < n; i++)
    {
      requests[i] = (Ask){ .what = KT_VCARD_READ, .hint = cards[i].charset };
      call_init (&calls[i], &requests[i], cards[i].text, cards[i].length);
    }
  gboolean fine = kt_reader_talk_run (reader->talk, calls, n, error);
  for (gsize i = 0; i < n; i++)
    {
      if (fine)
        take_answer (&cards[i], &calls[i], &requests[i]);
      g_clear_pointer (&requests[i].card, kt_vcard_free);
      kt_reader_call_clear (&calls[i]);
    }
  return fine;
}

KtVcard *
kt_card_reader_read (KtCardReader *reader, const char *text, GError **error)
{
  KtVcardCall call = { .text = text, .length = strlen (text) };
  KtVcard *card = NULL;
  if (!kt_card_reader_batch (reader, &call, 1, error))
    return NULL;
  if (call.card == NULL)
    g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, call.reason);
  card = g_steal_pointer (&call.card);
  kt_vcard_call_clear (&call);
  return card;
}

/* --- edits --- */

gboolean
kt_card_reader_patch_all (KtCardReader *reader, const char *const *texts,
                          const KtVcard *const *wanted, gsize n, const char *version, char **ret,
                          char **reasons, GError **error)
{
  g_autofree KtReaderCall *calls = g_new (KtReaderCall, n);
  g_autofree Ask *requests = g_new0 (Ask, n);
  for (gsize i = 0; i < n; i++)
    {
      const char *text = texts[i] != NULL ? texts[i] : "";
      requests[i] = (Ask){ .what = KT_VCARD_PATCH, .hint = version, .wanted = wanted[i] };
      call_init (&calls[i], &requests[i], text, strlen (text));
    }
  gboolean fine = kt_reader_talk_run (reader->talk, calls, n, error);
  for (gsize i = 0; i < n; i++)
    {
      ret[i] = NULL;
      reasons[i] = fine ? g_steal_pointer (&calls[i].refusal) : NULL;
      if (fine && reasons[i] == NULL && calls[i].bodies->len == 1)
        ret[i] = kt_reader_take_body (g_ptr_array_index (calls[i].bodies, 0));
      else if (fine && reasons[i] == NULL)
        reasons[i] = g_strdup ("the reader told nothing of it");
      kt_reader_call_clear (&calls[i]);
    }
  return fine;
}

char *
kt_card_reader_patch (KtCardReader *reader, const char *text, const KtVcard *wanted,
                      const char *version, GError **error)
{
  char *patched = NULL, *reason = NULL;
  if (!kt_card_reader_patch_all (reader, &text, &wanted, 1, version, &patched, &reason, error))
    return NULL;
  if (patched == NULL)
    g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, reason);
  g_free (reason);
  return patched;
}

/* The one text a call answers with, and its name. */
static char *
run_for_text (KtCardReader *reader, KtReaderCall *call, char **ret_name, GError **error)
{
  char *text = NULL;
  if (kt_reader_talk_run_one (reader->talk, call, error))
    {
      if (call->bodies->len == 1)
        text = kt_reader_take_body (g_ptr_array_index (call->bodies, 0));
      else
        kt_reader_nonsense (error);
      if (text != NULL && ret_name != NULL)
        *ret_name = g_strdup (g_ptr_array_index (call->names, 0));
    }
  kt_reader_call_clear (call);
  return text;
}

static char *
run_three (KtCardReader *reader, KtVcardWhat what, const char *base, const char *mine,
           const char *theirs, char **ret_name, GError **error)
{
  Ask request = { .what = what };
  KtReaderCall call;
  call_init (&call, &request, base, strlen (base));
  call.texts[1] = mine;
  call.lengths[1] = strlen (mine);
  call.texts[2] = theirs;
  call.lengths[2] = strlen (theirs);
  call.n_texts = 3;
  return run_for_text (reader, &call, ret_name, error);
}

char *
kt_card_reader_merge (KtCardReader *reader, const char *base, const char *mine, const char *theirs,
                      char **ret_conflicts, GError **error)
{
  return run_three (reader, KT_VCARD_MERGE, base, mine, theirs, ret_conflicts, error);
}

char *
kt_card_reader_join (KtCardReader *reader, const char *from, const char *to, const char *text,
                     GError **error)
{
  const char *wanted = *to != '\0' ? to : "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n";
  return run_three (reader, KT_VCARD_JOIN, from, wanted, text, NULL, error);
}

char *
kt_card_reader_canonical (KtCardReader *reader, const char *text, GError **error)
{
  Ask request = { .what = KT_VCARD_CANONICAL };
  KtReaderCall call;
  call_init (&call, &request, text, strlen (text));
  return run_for_text (reader, &call, NULL, error);
}

#pragma once
#include "kontor/card-record.h"

/* The keeper's calls to one reader about vCards, each answered before the next; a reader that dies
 * over a text is replaced, and the call fails with KT_ERROR_FAILED that says so. Texts are UTF-8.
 */
typedef struct _KtCardReader KtCardReader;
KtCardReader *kt_card_reader_new (void); /* spawned on first use */
void kt_card_reader_free (KtCardReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtCardReader, kt_card_reader_free)

/* A file of cards. */
typedef struct
{
  char *utf8;     /* the text that the pieces lie in, where that is not the file's; else NULL */
  char *charset;  /* for kt_card_reader_batch(); "" unknown */
  GArray *pieces; /* KtVcardPiece, in order */
} KtVcardFile;
void kt_vcard_file_free (KtVcardFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtVcardFile, kt_vcard_file_free)
KtVcardFile *kt_card_reader_split (KtCardReader *reader, const char *text, gsize length,
                                   GError **error);

typedef struct
{
  const char *text; /* of one card, any bytes */
  gsize length;
  const char *charset; /* of the file; NULL unknown */
  KtVcard *card;       /* answer: NULL where it was refused, with the reason */
  char *utf8;          /* the text itself as UTF-8, where it was not; else NULL */
  char *reason;
} KtVcardCall;
void kt_vcard_call_clear (KtVcardCall *call); /* frees the answer */
/* Many at once (pipelined). FALSE: no reader runs here. */
gboolean kt_card_reader_batch (KtCardReader *reader, KtVcardCall *calls, gsize n, GError **error);
KtVcard *kt_card_reader_read (KtCardReader *reader, const char *text, GError **error);

/* text "" or NULL: a new card of that version ("2.1", "3.0", "4.0"). */
char *kt_card_reader_patch (KtCardReader *reader, const char *text, const KtVcard *wanted,
                            const char *version, GError **error);
/* Many at once: texts[i] (NULL new) to ret[i], NULL where it was refused, with the reason. */
gboolean kt_card_reader_patch_all (KtCardReader *reader, const char *const *texts,
                                   const KtVcard *const *wanted, gsize n, const char *version,
                                   char **ret, char **reasons, GError **error);
/* *ret_conflicts: names of properties both changed, "" merged. */
char *kt_card_reader_merge (KtCardReader *reader, const char *base, const char *mine,
                            const char *theirs, char **ret_conflicts, GError **error);
/* As kt_vcard_join(); from, to "": no card. */
char *kt_card_reader_join (KtCardReader *reader, const char *from, const char *to, const char *text,
                           GError **error);
char *kt_card_reader_canonical (KtCardReader *reader, const char *text, GError **error);

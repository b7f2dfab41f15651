#pragma once
#include "kontor/process.h"

/* The keeper's conversation with one kontor-reader that works on texts: requests of up to three
 * texts each, answered one after the other, several under way. A reader that dies over a text is
 * replaced, and that call alone is refused. */
typedef struct
{
  const char *texts[3]; /* borrowed */
  gsize lengths[3], n_texts;
  guint64 item;
  gboolean begun;
  GPtrArray *names, *bodies; /* TEXT frames: char *, GByteArray * */
  gboolean in_text;          /* bytes of the last body are coming */
  gsize octets;
  char *refusal;
  gpointer request, answer; /* the class's own */
} KtReaderCall;

typedef struct
{
  const char *what; /* N_(): said where no reader runs */
  /* Queues the request's first frame; the texts follow. */
  void (*ask) (gpointer user, KtChannel *channel, const KtReaderCall *call);
  /* A frame that is no BEGIN, TEXT, BYTES, ITEM_END, READ_END or REFUSED. FALSE: the reader is not
   * to be believed any more. */
  gboolean (*take) (KtReaderCall *call, const KtFrame *frame, GError **error);
  void (*forget) (KtReaderCall *call); /* what it took so far */
} KtReaderTalkClass;

typedef struct _KtReaderTalk KtReaderTalk;
KtReaderTalk *kt_reader_talk_new (const KtReaderTalkClass *class, gpointer user);
void kt_reader_talk_free (KtReaderTalk *talk);

void kt_reader_call_init (KtReaderCall *call, const char *text, gsize length);
void kt_reader_call_clear (KtReaderCall *call);
/* All of them, each is answered or refused. FALSE with error: no reader runs, or Ctrl-C. */
gboolean kt_reader_talk_run (KtReaderTalk *talk, KtReaderCall *calls, gsize n, GError **error);
/* One; a refusal is KT_ERROR_FAILED. */
gboolean kt_reader_talk_run_one (KtReaderTalk *talk, KtReaderCall *call, GError **error);
/* "the reader talks nonsense", unless there is an error already; FALSE. */
gboolean kt_reader_nonsense (GError **error);
/* A body as a string; empties the array. */
char *kt_reader_take_body (GByteArray *body);

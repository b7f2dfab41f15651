#pragma once
#include "kontor/context.h"
#include "kontor/deal-link.h"
#include "kontor/deal.h"
#include "kontor/letter.h"

/* Letters of deals: what the user said of threads (book) joined with the letters (mirror). Nothing
 * of it is stored but his word, so it holds for the past as well. */
typedef struct _KtDealBook KtDealBook;
/* What was said of all deals' letters, read once for many questions. */
KtDealBook *kt_deal_book_new (KtContext *context, GError **error);
void kt_deal_book_free (KtDealBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtDealBook, kt_deal_book_free)

/* To which deal a letter belongs, its clients being these (KtId). */
gboolean kt_deal_book_judge (KtDealBook *book, const KtStoredLetter *letter, const KtId *contacts,
                             gsize n_contacts, KtDealLink *ret, GError **error);
/* The deals (KtDeal) of a client, read once; belongs to the book. */
GPtrArray *kt_deal_book_deals (KtDealBook *book, KtId contact, GError **error);

/* A letter of a deal. */
typedef struct
{
  KtStoredLetter *letter; /* without text */
  KtDealLinkReason reason;
} KtDealMail;
void kt_deal_mail_free (KtDealMail *mail);

/* Newest first, at most limit; *ret_total: all of them. */
GPtrArray *kt_deal_letters (KtContext *context, const KtDeal *deal, guint limit, guint *ret_total,
                            GError **error);

/* A thread of a client with several open deals: the user has to say whose it is. */
typedef struct
{
  KtStoredLetter *letter; /* its newest */
  KtId contact;
  char *who;
  GPtrArray *deals; /* KtDeal that may be meant; not owned: of the book */
} KtDealQuestion;
void kt_deal_question_free (KtDealQuestion *question);
/* Within the look-back days, newest first. They live as long as the book. */
GPtrArray *kt_deal_questions (KtContext *context, KtDealBook *book, GError **error);

/* Says of a letter, and so of its thread, that it belongs to a deal or does not: a journal entry.
 */
gboolean kt_deal_say (KtContext *context, KtId letter, const KtDeal *const *deals, gsize n,
                      gboolean linked, GError **error);

#pragma once
#include "kontor/header.h"
#include "kontor/judgement.h"
#include "kontor/records.h"

/* What kind of letter this is, by its header and structure. In this order: a bounce, an invitation,
 * what a machine wrote (Auto-Submitted, receipts, out of office), bulk (List-*, Precedence), what a
 * no-reply address sent; everything else a person wrote. */
typedef struct
{
  const char *from;        /* norm of From; "" none */
  const char *from_name;   /* as written; "" none */
  const char *subject;     /* decoded */
  const char *report_type; /* of multipart/report; NULL none */
  gboolean invitation;     /* holds a calendar with METHOD */
  gboolean reply;          /* has In-Reply-To or References */
} KtKindHints;

KtLetterKind kt_letter_kind (KtHeader *header, const KtKindHints *hints);
/* "Out of office", "Автоответ", "Prombūtnē", "Abwesenheitsnotiz" … at a subject's beginning. */
gboolean kt_subject_is_automatic (const char *subject);

/* The same of a letter whose header says personal, by its sender, subject and own text: machines
 * that write orders, receipts, bills and codes without saying so, newsletters, out-of-office notes.
 * Its signs are weighed with weights learned from labelled letters (tests/judgement). */
KtLetterKind kt_letter_kind_by_text (const KtKindHints *hints, const KtVoice *voice,
                                     const char *own_text);

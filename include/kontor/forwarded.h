#pragma once
#include "kontor/address-list.h"

/* Who wrote what a letter forwards, as the text or an attached letter says: a claim, no proof. */

#define KT_FORWARDED_MAX 3u

/* Whether the subject says so: "Fwd:", "WG:", "Пересл:" … */
gboolean kt_forwarded_is_subject (const char *subject);

typedef struct
{
  KtMailbox writer;
  char *date; /* as the head says it, one line; "" not said */
} KtForwarded;
GArray *kt_forwarded_list_new (void); /* of KtForwarded; frees its strings */
/* Appends one whose mailbox is copied; date is taken, NULL: not said. */
void kt_forwarded_add (GArray *list, const KtMailbox *writer, char *date);

/* The writers named over forwarded letters in text, into list (of KtForwarded), at most
 * KT_FORWARDED_MAX of them. Where no line says that what follows is forwarded, the subject must. */
void kt_forwarded_find (const char *text, const char *subject, GArray *list);

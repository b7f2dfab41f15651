#pragma once
#include "kontor/context.h"
#include "kontor/record-state.h"

/* What users type to name a record: the number at the left of the list last printed in this
 * terminal, a ref, or words (RULES: identity, handles, refs). */
typedef struct
{
  KtRecordKind kind;
  KtId key;
  KtId contact; /* whom it is about, 0 nobody */
  gint64 stamp; /* the record's updated/state when listed: a change since makes the number stale */
  int number;   /* as printed */
} KtHandle;

/* Keeps the numbers of a list just printed, per terminal, 12 hours. Handles of rows that cannot be
 * named have kind 0. Nothing is kept where there is no terminal and no session; an empty list
 * leaves the numbers of the one before. */
gboolean kt_handles_save (KtContext *context, const GArray *handles /* KtHandle */, GError **error);

/* A number, then (if it has the form) a ref. kinds: what the command accepts, ORed; where it is
 * KT_RECORD_LETTER or KT_RECORD_CONTACT, the letter of a follow-up and the contact a record is
 * about do as well. KT_ERROR_NOT_FOUND, KT_ERROR_CONFLICT (stale number, wrong kind). */
gboolean kt_handle_resolve (KtContext *context, const char *argument, guint kinds, KtHandle *ret,
                            GError **error);

/* The kind of record a number of the last list is, whatever became of that; 0: there is none. */
KtRecordKind kt_handle_listed (KtContext *context, const char *argument);

/* The same refusal of a stale number once more, inside the transaction that changes its record. */
gboolean kt_handle_recheck (KtContext *context, const KtHandle *handle, GError **error);

/* A contact: number (its record or whom that is about), name, address, phone, ref; "@word" is
 * always a name. Several: KT_ERROR_CONFLICT with the candidates numbered (and kept as handles). */
gboolean kt_who_resolve (KtContext *context, const char *argument, KtId *ret_contact,
                         GError **error);
/* WHO at the beginning of args: one argument, and those behind it that are the next words of the
 * name it finds ("hanna", "weber"), or where it finds more than one, the beginning of that of one
 * ("baiba", "kr") unless it is a service, a hand or a time. *ret_used: how many. */
char *kt_who_take (KtContext *context, char **args, guint *ret_used);
/* Everybody whom words may name, best first (KtContact); a whole phone or address only its owners.
 */
GPtrArray *kt_who_find (KtContext *context, const char *words, GError **error);
/* The contact's phone that the digits are, or are the end of, as it was typed in; NULL: none. */
char *kt_who_phone (KtContext *context, KtId contact, const char *digits);

/* The shortest ref that names no other record, one character longer, for terminals (--refs). */
char *kt_ref_short (KtContext *context, KtId id);

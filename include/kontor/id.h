#pragma once
#include <glib.h>

/* Keys and refs (RULES: identity, journal).
 *
 * A key is a positive integer of 60 bits, never 0. A ref is its short name for people: Crockford
 * base32 in lower case, always a digit and then a letter first ("4k2p"), so that none is a name,
 * a line number or the tail of a phone. The full ref has 12 characters; a prefix of at least 4
 * names a key where it is unique. Twelve such characters hold 57.8 bits, so a ref prefix stands for
 * a few ranges of keys: KT_REF_RANGES of them. */
typedef gint64 KtId;

#define KT_ID_BITS 60
#define KT_REF_LENGTH 12
#define KT_REF_MIN 4
#define KT_REF_RANGES 5

typedef struct
{
  KtId first, last; /* both included */
} KtIdRange;

/* A random key, from getrandom(2). */
KtId kt_id_random (void);

/* Random keys for many rows that are made at once, the smallest first: rows written in their order
 * lie one behind the other in the file, and are no less random. After n of them kt_id_random(). */
typedef struct _KtIdRun KtIdRun;
KtIdRun *kt_id_run_new (gsize n);
KtId kt_id_run_next (KtIdRun *run);
void kt_id_run_free (KtIdRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtIdRun, kt_id_run_free)

/* The first 60 bits of SHA-256 over the bytes. */
KtId kt_id_hash (const void *data, gsize length);

/* The first 60 bits of SHA-256 over the strings joined by NUL ("contact\0" + address). NULL ends
 * the list. */
KtId kt_id_hash_strings (const char *first, ...) G_GNUC_NULL_TERMINATED;

/* Writes the full ref, 12 characters and NUL. */
void kt_ref_full (KtId id, char ref[KT_REF_LENGTH + 1]);

/* Whether text has the form of a ref (whole or shortened); says nothing about existence. */
gboolean kt_ref_has_form (const char *text);

/* The key ranges a ref or prefix of one stands for; returns how many, 0 if text has not the form.
 * Case does not matter. */
guint kt_ref_ranges (const char *text, KtIdRange ranges[KT_REF_RANGES]);

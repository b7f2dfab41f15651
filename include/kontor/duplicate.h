#pragma once
#include <glib.h>

/* Whether two names may be one person's, in whatever spelling: Latin and Cyrillic, Russian,
 * Ukrainian and Latvian, with and without diacritics. Pure. */
typedef enum
{
  KT_LIKENESS_NONE,
  KT_LIKENESS_SAME,       /* the same letters */
  KT_LIKENESS_SPELLING,   /* the same sounds: Олег Савчук, Oleh Savčuk */
  KT_LIKENESS_ORDER,      /* surname first in one */
  KT_LIKENESS_PATRONYMIC, /* left out in one */
  KT_LIKENESS_GIVEN,      /* Олександр, Александр: a name in two languages */
  KT_LIKENESS_INITIALS,   /* A. Bērziņa */
  KT_LIKENESS_TYPO,       /* a letter differs */
} KtLikeness;

#define KT_NAME_KEY_WORDS 4
/* What two names are compared by; made once a contact. */
typedef struct
{
  guint n;                        /* words, at most KT_NAME_KEY_WORDS */
  char *words[KT_NAME_KEY_WORDS]; /* how each sounds, in plain Latin letters, in the order of the
                                     name */
  guint given[KT_NAME_KEY_WORDS]; /* which name of several languages it is; 0 none */
  char *number;                   /* "1986" of «Anna Bērziņa 1986»; NULL none */
  char *shown;                    /* the whole name folded */
  gboolean company;
} KtNameKey;
#define KT_SOUND_MAX 32 /* bytes of a word */

/* The words of a company are without its legal form. */
KtNameKey *kt_name_key (const char *name, gboolean company);
void kt_name_key_free (KtNameKey *key);
/* A word as the first of its languages says it: "oleksandr" is "aleksandr". */
const char *kt_name_common (const KtNameKey *key, guint word);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtNameKey, kt_name_key_free)
/* How a word sounds: "Шевченко", "Shevchenko", "Ševčenko" are one. */
char *kt_name_sound (const char *word);
/* 0 … 100, with the reason. */
int kt_name_likeness (const KtNameKey *a, const KtNameKey *b, KtLikeness *ret_why);

/* Each word of the shorter name is one of the longer in whatever spelling: «Анна» and «Bērziņa
 * Anna», not two sisters. Says something only beside a phone or an address they share. */
gboolean kt_name_within (const KtNameKey *a, const KtNameKey *b);

/* Names that are alike have one of these in common, so that not all need be compared with all. */
GStrv kt_name_blocks (const KtNameKey *key);

/* What is known of two contacts, beside their names. */
typedef struct
{
  const KtNameKey *name;
  const char *birthday; /* ISO, or --MM-DD; NULL not known */
  gboolean phones;      /* has any */
} KtDuplicateFacts;

typedef enum
{
  KT_DUPLICATE_NO,
  KT_DUPLICATE_SHARE, /* two people at one phone or address */
  KT_DUPLICATE_MAYBE, /* the names are near, nothing else says anything */
  KT_DUPLICATE_SAME,  /* most likely one person */
} KtDuplicate;

/* share_phone, share_address: a phone, an address that is not known as several people's. *ret_score
 * 0 … 100 orders them. */
KtDuplicate kt_duplicate_judge (const KtDuplicateFacts *a, const KtDuplicateFacts *b,
                                gboolean share_phone, gboolean share_address, KtLikeness *ret_why,
                                int *ret_score);

#pragma once
#include <glib.h>

/* What becomes of a record's copy in a calendar: three ways compared (notes: safety rules 1 to 3).
 * Pure. */
typedef struct
{
  gboolean wanted;        /* the book wants it there now */
  gboolean left;          /* over or long past: neither put nor taken away */
  gboolean here_changed;  /* the book wants it otherwise than was agreed */
  gboolean known;         /* it was there once, by agreement */
  gboolean there;         /* it lies there now */
  gboolean there_changed; /* with other content than was agreed */
  gboolean conflict;      /* waits for the user's word */
  gboolean asked;         /* deleted there: the same */
} KtPushFacts;

typedef enum
{
  KT_PUSH_NOTHING,
  KT_PUSH_NEW,    /* put, it must not be there */
  KT_PUSH_CHANGE, /* put over what was agreed */
  KT_PUSH_REMOVE,
  KT_PUSH_TAKE,   /* what changed there is taken over */
  KT_PUSH_MERGE,  /* both changed: property by property */
  KT_PUSH_ADOPT,  /* it lies there, and nobody knows since when: compare */
  KT_PUSH_ASK,    /* deleted there: the user says what that means */
  KT_PUSH_FORGET, /* nothing is agreed any more; what lies there stays */
} KtPushStep;

/* Changed beats deleted, on either side. */
KtPushStep kt_push_decide (const KtPushFacts *facts);

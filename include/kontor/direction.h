#pragma once
#include <glib.h>

/* Which way a letter went (RULES: whose letter, and which way). */
typedef enum
{
  KT_DIRECTION_IN,
  KT_DIRECTION_OUT,
} KtDirection;

/* What is known of a letter at one place. Of a letter in several places the facts are ORed: it went
 * out if any place says so. */
typedef struct
{
  gboolean sent_folder; /* a folder marked \Sent, or named by sent = */
  gboolean from_me;     /* its From is one of the user's addresses */
  gboolean received;    /* has a Received field: it came over the network */
} KtDirectionFacts;

/* *ret_forged: From is the user's, but the letter came in. Such a letter makes no contact and
 * closes no thread. */
KtDirection kt_direction_judge (const KtDirectionFacts *facts, gboolean *ret_forged);

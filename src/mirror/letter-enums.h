#pragma once
#include "kontor/letter-rows.h"

#define KT_LETTER_ROW_BITS 20 /* of a row id below the time */

/* Enums as the columns of mirror.letter have them. An unknown word reads as the first. */
const char *kt_direction_id (KtDirection direction);
KtDirection kt_direction_of_id (const char *id);
KtLetterKind kt_letter_kind_of_id (const char *id);

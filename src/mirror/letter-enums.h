#pragma once
#include "kontor/direction.h"
#include "kontor/records.h"

/* Enums as the columns of mirror.letter have them. An unknown word reads as the first. */
const char *kt_direction_id (KtDirection direction);
KtDirection kt_direction_of_id (const char *id);
const char *kt_letter_kind_id (KtLetterKind kind);
KtLetterKind kt_letter_kind_of_id (const char *id);

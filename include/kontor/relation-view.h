#pragma once
#include "kontor/relation.h"

/* As one card shows it: "referred by Santa Kļava", "sent: Inga Bērziņa", "assistant Rita". */
char *kt_say_relation (const KtRelation *relation);
/* A whole sentence: «other» is the kind of «contact». */
char *kt_say_relation_fact (const char *contact, const char *kind, const char *other);

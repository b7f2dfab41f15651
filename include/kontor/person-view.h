#pragma once
#include "kontor/person-export.h"

/* What kt_person_gather() found, for programs and for people. The caller frees. */
char *kt_person_json (KtContext *context, const KtPerson *person);
char *kt_person_html (KtContext *context, const KtPerson *person);

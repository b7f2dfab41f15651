#pragma once
#include "kontor/addr.h"
#include "kontor/records.h"
#include "kontor/store.h"

/* What a server still has of people who were forgotten does not come back with it (RULES:
 * forgetting a person). Makes *ret what may be stored of letter: all of it, without people who were
 * forgotten after it was written, or of an erased letter nothing but its time and threads. *people
 * keeps what ret refers to. */
gboolean kt_letter_without_forgotten (KtStore *store, const KtAddrRules *rules,
                                      const KtLetter *letter, KtLetter *ret, GArray **people,
                                      GError **error);

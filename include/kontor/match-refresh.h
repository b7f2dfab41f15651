#pragma once
#include "kontor/addr.h"
#include "kontor/store.h"

/* The match forms the book keeps, of contact points and of verdicts, when the rules that make them
 * changed. Inside a journal transaction, and before the mirror's are made anew: which addresses a
 * verdict was about, only the old forms there can tell. */
gboolean kt_match_refresh (KtStore *store, const KtAddrRules *rules, GError **error);

#pragma once
#include "kontor/context.h"

/* The whole book as JSON (doc/json.md, "The whole book"): every table in the order of its keys, so
 * that the same book gives the same bytes. Keys are strings. */
#define KT_BOOK_JSON_SCHEMA 1
char *kt_export_json (KtContext *context, guint *ret_rows, GError **error);

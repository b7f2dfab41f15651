#pragma once
#include <glib.h>

/* The order of many names, as g_utf8_collate() has it in the user's locale, each looked at once:
 * indexes into texts, the first first; equal ones stay in order. Texts are NFC, as the book keeps
 * them, so that nothing need be normalised. The caller frees. */
guint *kt_collate_order (const char *const *texts, guint n);

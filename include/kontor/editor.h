#pragma once
#include "kontor/context.h"

/* The user's editor: $VISUAL, else $EDITOR, else editor or vi; its words are arguments, no shell.
 */

/* A private directory (0700, in the state directory) with one file (0600) that holds text. NULL
 * with error. Its path: give it back by kt_editor_remove(), or leave it to the user. */
char *kt_editor_file (const KtContext *context, const char *name, const char *text, GError **error);
/* Replaces what it holds. */
gboolean kt_editor_write (const char *path, const char *text, GError **error);
/* Lets the user work on it and reads it, at most max bytes. NULL with KT_ERROR_FAILED: the editor
 * cannot be started, or says that it failed. Ctrl-C is the editor's meanwhile. */
char *kt_editor_run (KtContext *context, const char *path, gsize max, GError **error);
/* With whatever the editor left beside it. */
void kt_editor_remove (const char *path);

#pragma once
#include <glib.h>

/* Names in a command to copy: they come from strangers, and a shell would run some of them (POSIX,
 * Shell Command Language, 2.2). The caller frees. */

/* As it may stand between double quotes, where $, `, \ and " mean something. */
char *kt_shell_text (const char *text);
/* As a word of its own: bare where nothing in it means anything, else in single quotes. */
char *kt_shell_word (const char *text);

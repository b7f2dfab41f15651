#pragma once
#include <glib.h>

/* text as it may stand between double quotes in a command to copy: names come from strangers, and
 * $, `, \ and " mean something to a shell there (POSIX, Shell Command Language, 2.2.3). */
char *kt_shell_text (const char *text);

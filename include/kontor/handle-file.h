#pragma once
#include "kontor/handle.h"

/* The file that keeps one terminal's numbers: the state directory's list-TTY, or list-session-ID
 * where no standard descriptor is a terminal. */
#define KT_HANDLES_MAX 10000 /* numbers kept of one list */

typedef struct
{
  gint64 at;
  char *command; /* prints the list again: "contact" */
  GArray *handles;
} KtHandleList;
void kt_handle_list_free (KtHandleList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtHandleList, kt_handle_list_free)

/* NULL: none was printed here for this data directory, or the file is not readable. */
KtHandleList *kt_handle_file_read (const KtContext *context);
/* Replaces the file at once; 0600. FALSE where the state directory cannot be written. */
gboolean kt_handle_file_write (const KtContext *context, const GArray *handles);

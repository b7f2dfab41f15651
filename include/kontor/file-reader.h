#pragma once
#include "kontor/process.h"
#include "kontor/records.h"

/* A file handed to kontor-reader whole, as one item of KT_FRAME_READ; its bytes are never looked
 * at here. */

/* Takes one frame of the answer; FALSE with error: it is nonsense. */
typedef gboolean (*KtFileTake) (const KtFrame *frame, gpointer data, GError **error);

/* path "-" is standard input. Every frame between BEGIN and READ_END goes to take. KT_ERROR_FAILED
 * with the reader's reason where it was refused. */
gboolean kt_file_reader_run (const char *path, KtReadWhat what, KtFileTake take, gpointer data,
                             GError **error);

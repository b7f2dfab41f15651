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

/* The file itself, of at most 128 MB, "-" standard input: for a format whose parts the reader is
 * asked about one by one. Nobody here looks into it. */
GByteArray *kt_file_reader_bytes (const char *path, GError **error);

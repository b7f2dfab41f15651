#pragma once
#include <glib.h>

/* One mbox file (mboxrd, mboxo), read from front to back with one buffer: neither long lines nor
 * large letters nor large files cost memory.
 *
 * A letter begins behind a line "From SENDER DATE"; one without a date ("From -") has to stand
 * behind an empty line. Content-Length is not believed. A UID is the hash of what the letter says:
 * Status fields, which programs rewrite, and its length beyond 64 KiB aside. */
typedef struct
{
  guint64 uid;
  gint64 time;            /* of delivery, as the postmark says; 0 unknown */
  guint64 offset, length; /* without the postmark and the empty lines at the end */
  guint32 flags;          /* KT_FLAG_* */
} KtMboxLetter;

#define KT_MBOX_LETTERS_MAX 5000000

/* Appends the letters from an offset on. What Mozilla has marked as deleted and the folder data of
 * other programs are left out. FALSE: errno. */
gboolean kt_mbox_scan (int fd, guint64 from, GArray *letters);

/* Whether a letter begins at the offset, empty lines before it aside. */
gboolean kt_mbox_begins (int fd, guint64 offset);

/* Takes one ">" off ">From " and ">>From " in the body. */
void kt_mbox_unescape (GByteArray *letter);

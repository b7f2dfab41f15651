#pragma once
#include "kontor/header.h"
#include "kontor/id.h"

/* Keys, references and times of letters (RULES: identity). */

/* The id of a Message-ID field without <> and blanks; "" none. */
char *kt_message_id (const char *value);

/* The instant of a Date field; FALSE where it is unreadable. */
gboolean kt_header_date (const char *value, gint64 *ret_utc);

/* Of message-id, sender (norm, "" none) and Date; without a Message-ID of From, To, Date, Subject
 * and the first 4 KiB of text, decoded as UTF-8 with LF line ends before anything is cut off; of
 * HTML the cells, parted by KT_HTML_GAP in text, two blanks apart. */
KtId kt_letter_key (KtHeader *header, const char *sender, const char *text, gboolean of_html);

#define KT_LETTER_KEY_TEXT 4096u

/* Hashes of References and In-Reply-To, oldest first, each once, without own_hash: at most
 * KT_LETTER_REFS_MAX, the first 10 and the last 40. */
GArray *kt_letter_references (KtHeader *header, KtId own_hash); /* of gint64 */

/* Date if it lies within −10 years and +1 day of received; else received; never after now, never
 * negative. received 0: the topmost Received field's date stands for it; without one Date is
 * believed, and without Date it is 0, the beginning of time. */
gint64 kt_letter_time (KtHeader *header, gint64 received, gint64 now);

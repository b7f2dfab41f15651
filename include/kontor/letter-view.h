#pragma once
#include "kontor/calendar.h"
#include "kontor/link.h"
#include "kontor/table.h"

/* How letters are said and written as JSON. */

/* The first of From; NULL none. people is what kt_people_parse() gave. */
const KtParticipant *kt_people_from (const GArray *people);
/* What its text was judged to do: "asks", "closes", "promises", "troubles", "informs"; NULL none.
 */
const char *kt_letter_says (const KtStoredLetter *letter);
/* Members of the object begun: direction, kind, subject, from, people, gone_at, says, question,
 * spoofed, forged, cut. */
void kt_json_letter_members (KtJson *builder, const KtContext *context,
                             const KtStoredLetter *letter);

/* A letter read: header, text, attachments. contacts: KtLink of its cards; parts: KtPart; full: its
 * text is all that the original says. */
void kt_letter_print (KtContext *context, const KtStoredLetter *letter, const GPtrArray *contacts,
                      const GArray *parts, gboolean full);
void kt_letter_json (KtContext *context, const KtStoredLetter *letter, const GPtrArray *contacts,
                     const GArray *parts);
/* Why it stands where it stands, a sentence a line. */
void kt_link_print (KtContext *context, const KtStoredLetter *letter, const GPtrArray *links);
/* words: KtInviteRow, what the letter or letters said of an event. */
void kt_link_json (KtContext *context, const KtStoredLetter *letter, const GPtrArray *links,
                   const GPtrArray *words);
void kt_link_print_event (KtContext *context, const KtDated *event, const GPtrArray *links);
void kt_link_json_event (KtContext *context, const KtDated *event, const GPtrArray *links,
                         const GPtrArray *words);

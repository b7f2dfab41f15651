#pragma once
#include <glib.h>

/* What the writer of a letter wrote, without quotations, attribution lines ("On … wrote:"), a
 * forwarded letter, the signature ("-- ") and the mark of the device, as written by programs in
 * English, Russian, Ukrainian, Latvian and German. text is UTF-8 with LF line ends; the result is
 * trimmed. */
char *kt_own_text (const char *text);
/* The same; *ret_signature (may be NULL) is what stood below as its writer's signature, "" none. */
char *kt_own_text_and_signature (const char *text, char **ret_signature);

/* One line that begins what somebody else wrote, or that no person wrote. For tests. */
typedef enum
{
  KT_LINE_OWN,
  KT_LINE_QUOTED,      /* "> …" */
  KT_LINE_ATTRIBUTION, /* "On … wrote:" */
  KT_LINE_SEPARATOR,   /* "-----Original Message-----", "Begin forwarded message:" */
  KT_LINE_SIGNATURE,   /* "-- " */
  KT_LINE_DEVICE,      /* "Sent from my …" */
} KtLineKind;

/* line has no line end. */
KtLineKind kt_own_text_line (const char *line);

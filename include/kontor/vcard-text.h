#pragma once
#include "kontor/card-record.h"
#include "kontor/ical-text.h"

/* The text of vCards as content lines (kontor/ical-text.h): with quoted-printable's soft line
 * breaks, bare parameters and charsets of vCard 2.1. */

/* One text of at most KT_VCARD_TEXT_MAX octets. KT_ERROR_FAILED: a limit is passed. */
KtIcalText *kt_vcard_text_parse (const char *text, gsize length, GError **error); /* borrowed */
/* The first VCARD in it; NULL: there is none. */
KtIcalComponent *kt_vcard_find (KtIcalText *text);
/* "2.1", "3.0" (also where it is not told), "4.0". */
const char *kt_vcard_version (const KtIcalComponent *card);

/* One ";NAME=value" of a line's parameters, or a bare ";WORD" of 2.1 (that is its value). The
 * texts lie in params; quotes are still there. */
typedef struct
{
  const char *raw, *name, *value;
  gsize raw_length, name_length, length; /* raw: with the semicolon */
  gboolean bare;
} KtVcardParam;
gboolean kt_vcard_param_next (const char **params, KtVcardParam *ret_param); /* FALSE: no more */
gboolean kt_vcard_param_is (const KtVcardParam *param, const char *name);

/* The words of TYPE, of all forms (TYPE=a,b;TYPE=c, bare A;B of 2.1), lower case, sorted; "pref"
 * among them where PREF=1 says so. Free with g_strfreev(). */
GStrv kt_vcard_types (const KtIcalLine *line);
/* How much it is preferred: 1 the most. */
#define KT_VCARD_RANK_LAST 101
guint kt_vcard_rank (const KtIcalLine *line);
gboolean kt_vcard_is_quoted (const KtIcalLine *line); /* quoted-printable */
/* Whether its value is base64 or an address of data: a photo, a key. */
gboolean kt_vcard_is_binary (const KtIcalLine *line);

/* A value as UTF-8, decoded from its encoding and charset, still escaped; without controls but tabs
 * and line feeds. charset: what 8-bit text is where the line does not say; NULL: guessed. "" where
 * it is no text. */
char *kt_vcard_value (const KtIcalLine *line, const char *charset);
/* The parts of a structured value or a list, unescaped, NFC, trimmed; cut at max octets each. */
GPtrArray *kt_vcard_parts (const char *value, char separator, gsize max);
/* Unescaped, NFC, trimmed. */
char *kt_vcard_plain (const char *value, gsize max);
/* Line feeds as ", ", tabs as blanks. Takes the text. */
char *kt_vcard_one_line (char *text);
/* Of a parameter: no controls, at most KT_VCARD_LINE_MAX octets. Takes the text. */
char *kt_vcard_clean (char *text);

/* A file cut into its cards; bytes as they lie there. *ret_utf8: the file in UTF-8, where it was
 * UTF-16 (NULL: it was not); *ret_charset: what its 8-bit text seems to be, "" none. KtVcardPiece.
 * KT_ERROR_FAILED: a limit is passed. */
GArray *kt_vcard_split (const char *text, gsize length, char **ret_utf8, char **ret_charset,
                        GError **error);
/* A card whose bytes are not UTF-8 as one whose are, its lines' CHARSET in step; without NUL. NULL:
 * it was. */
char *kt_vcard_to_utf8 (const char *text, gsize length, const char *charset, gsize *ret_length);

/* What it tells. Mended, with a warning: dates that cannot be, addresses that are none (left out),
 * what passes a limit (cut). KT_ERROR_FAILED: a limit of the text is passed, or it is no card; the
 * message is a reason to show after "refused: ", with the line. */
typedef struct
{
  KtVcard card;
  GStringChunk *strings;
  GArray *points, *fields, *relations;
  GPtrArray *tags, *notes;
} KtVcardRead;
KtVcardRead *kt_vcard_read (const char *text, gsize length, guint64 item, GError **error);
KtVcardRead *kt_vcard_read_card (const KtIcalComponent *card, guint64 item, GError **error);
void kt_vcard_read_free (KtVcardRead *read);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtVcardRead, kt_vcard_read_free)

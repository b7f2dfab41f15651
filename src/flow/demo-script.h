#pragma once
#include "kontor/zone.h"

/* The letters of data/demo, read. Strings live as long as the script. */
typedef struct _KtDemoLetter KtDemoLetter;
struct _KtDemoLetter
{
  const char *id, *from, *to, *cc, *subject, *text;
  const char *charset, *encoding, *form, *multipart, *raw, *drop;
  char **folders;
  GPtrArray *attachments, *headers; /* lines as they stand */
  const KtDemoLetter *parent;       /* the letter answered, NULL none */
  gint64 time;
  gboolean quotes, unread, answered;
};

typedef struct
{
  GPtrArray *letters; /* KtDemoLetter */
  GHashTable *by_id, *people;
  GStringChunk *strings;
  KtZone *zone;
  gint64 now;
} KtDemoScript;

/* KT_ERROR_FAILED names the line that cannot be understood. */
KtDemoScript *kt_demo_script_read (const char *const *texts, gint64 now, GError **error);
void kt_demo_script_free (KtDemoScript *script);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtDemoScript, kt_demo_script_free)

/* Puts days in place of @{…}. NULL: one of them cannot be read. */
char *kt_demo_fill_in (const KtDemoScript *script, const char *text);
/* "2w", "14d", "+3w" and, unless NULL, "16:40". */
gboolean kt_demo_moment (const KtDemoScript *script, const char *when, const char *time,
                         gint64 *ret_utc);

/* The letter's bytes. */
GString *kt_demo_letter_write (const KtDemoScript *script, const KtDemoLetter *letter);

/* The text in *charset, one of iconv's; one that cannot say it becomes utf-8. */
char *kt_demo_convert (const char *text, const char **charset, gsize *ret_length);
char *kt_demo_header_text (const char *text, const char *charset);
void kt_demo_append_base64 (GString *out, const char *bytes, gsize length);
void kt_demo_append_quoted (GString *out, const char *bytes, gsize length);
char *kt_demo_flowed (const char *text);
char *kt_demo_html (const char *text);

#pragma once
#include "kontor/vcard-text.h"

/* What single lines of a card tell, for reading and for finding what an edit means. */

/* A way to reach somebody. */
typedef struct
{
  const char *kind; /* KtVcardPoint.kind */
  char *value;      /* one line; "" only a city */
  char *label, *city;
  gboolean shared;
} KtVcardPlace;
/* FALSE: the line is none, or nobody can be reached by it. Clear with kt_vcard_place_clear(). */
gboolean kt_vcard_place (const KtIcalComponent *card, const KtIcalLine *line,
                         KtVcardPlace *ret_place);
void kt_vcard_place_clear (KtVcardPlace *place);
/* The kind of point a property is of, "email"; NULL: none. */
const char *kt_vcard_place_kind (const char *name);

/* Which is meant: "work", "private", "mobile", "work fax", or X-ABLABEL of its group. */
char *kt_vcard_label (const KtIcalComponent *card, const KtIcalLine *line);
/* The property of a line's group; NULL none. */
const KtIcalLine *kt_vcard_of_group (const KtIcalComponent *card, const char *group,
                                     const char *name);
/* "_$!<Mobile>!$_" (Apple) as "mobile". Takes the text. */
char *kt_vcard_bare_label (char *text);

/* The value of a property as one plain line. */
char *kt_vcard_line_text (const KtIcalLine *line, gsize max);
/* ISO date or --MM-DD; NULL: it cannot be read. */
char *kt_vcard_birthday (const KtIcalLine *line);
/* N, five parts. */
typedef struct
{
  char *family, *given, *additional, *prefix, *suffix;
} KtVcardName;
void kt_vcard_name (const KtIcalLine *line, KtVcardName *ret_name);
void kt_vcard_name_clear (KtVcardName *name);
/* The tags of CATEGORIES: without those that programs put on all cards. */
GPtrArray *kt_vcard_tags (const KtIcalLine *line);
gboolean kt_vcard_is_tag (const char *word);
/* X-KONTOR-…: FALSE: it is none. */
gboolean kt_vcard_field (const KtIcalLine *line, char **ret_name, char **ret_value);
/* RELATED, X-ABRELATEDNAMES, X-SPOUSE …: FALSE: it is none. "" what is not told. */
typedef struct
{
  char *kind, *name, *uid;
} KtVcardKin;
gboolean kt_vcard_kin (const KtIcalComponent *card, const KtIcalLine *line, KtVcardKin *ret_kin);
void kt_vcard_kin_clear (KtVcardKin *kin);
gboolean kt_vcard_is_company (const KtIcalComponent *card);
gboolean kt_vcard_is_group (const KtIcalComponent *card);

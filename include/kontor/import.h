#pragma once
#include "kontor/contact.h"
#include "kontor/context.h"

/* People out of a file, whatever its format: what they are, what the book would become, and making
 * it so. The values are foreign text that a reader handed over; they are checked here. */
typedef struct
{
  char *kind;      /* "email", "phone", "post", "url", "messenger" */
  char *text;      /* as written */
  char *label;     /* NULL none */
  gboolean shared; /* an address that several use; those of roles are in any case */
  guint column;    /* where it stood, for messages; 0 not known */
} KtImportPoint;

typedef struct
{
  char *name, *value; /* a field of the user's own, by its name */
  guint column;       /* where it stood, for messages; 0 not known */
} KtImportField;

typedef struct
{
  char *kind; /* "note", "call", "meeting" */
  gint64 at;  /* UTC seconds; 0: when it is imported */
  char *text;
} KtImportNote;

/* What of a contact is one text. */
typedef enum
{
  KT_IMPORT_KIND, /* "person", "company"; not told: a company where nothing but that has a name */
  KT_IMPORT_NAME, /* not told: made of given, patronymic, family; else the company, the address */
  KT_IMPORT_GIVEN,
  KT_IMPORT_FAMILY,
  KT_IMPORT_PATRONYMIC,
  KT_IMPORT_COMPANY,
  KT_IMPORT_TYPE,
  KT_IMPORT_STATUS,
  KT_IMPORT_SOURCE,
  KT_IMPORT_BIRTHDAY, /* as kt_birthday_parse() takes it */
  KT_IMPORT_LANGUAGE,
  KT_IMPORT_CADENCE,
  KT_IMPORT_DISCOUNT, /* percent: "5", "7,5 %" */
  KT_IMPORT_CITY,
  KT_IMPORT_CONSENT, /* "yes", "no" */
  KT_IMPORT_TEXTS,
} KtImportText;
const char *kt_import_text_key (KtImportText text); /* "name", as kt_contact_set_field() says */

typedef struct
{
  guint line, column;             /* where it begins in the file, 1 the first; 0 not known */
  char *texts[KT_IMPORT_TEXTS];   /* NULL or "": not told */
  guint columns[KT_IMPORT_TEXTS]; /* where each stood, for messages; 0 not known */
  char *ref;                      /* of the contact, whole, in a file that we wrote; NULL none */
  GPtrArray *points;              /* KtImportPoint */
  GPtrArray *tags;                /* char * */
  GPtrArray *fields;              /* KtImportField */
  GPtrArray *notes;               /* KtImportNote */
  char *uid;                      /* of its vCard; NULL none */
  char *vcard;                    /* raw, whole; NULL it was none */
  char *refusal;                  /* why the file's reader could not read it; NULL it could */
} KtImportRecord;
KtImportRecord *kt_import_record_new (guint line);
void kt_import_record_free (KtImportRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtImportRecord, kt_import_record_free)
/* Each copies; empty text is left out, so is what the record has already (then NULL). */
void kt_import_record_set (KtImportRecord *record, KtImportText text, const char *value);
KtImportPoint *kt_import_record_add_point (KtImportRecord *record, const char *kind,
                                           const char *text, const char *label);
void kt_import_record_add_tag (KtImportRecord *record, const char *tag);
void kt_import_record_add_field (KtImportRecord *record, const char *name, const char *value);
void kt_import_record_add_note (KtImportRecord *record, const char *kind, gint64 at,
                                const char *text);

typedef enum
{
  KT_IMPORT_NEW,
  KT_IMPORT_CHANGED,
  KT_IMPORT_SAME,     /* the book has all of it; what differs may be told all the same */
  KT_IMPORT_DOUBTFUL, /* it fits two contacts: nobody is picked */
  KT_IMPORT_REFUSED,
  KT_IMPORT_VERDICTS,
} KtImportVerdict;

typedef struct
{
  char *field;      /* "city", "phone", "tag", "note", "vcard", the name of an own field */
  char *from, *to;  /* from NULL: there was none */
  gboolean written; /* FALSE: it differs and stays as the book has it */
} KtImportChange;

typedef struct
{
  const KtImportRecord *record;
  KtImportVerdict verdict;
  KtId contact;       /* 0: doubtful, refused */
  char *name;         /* of the contact, or what the file calls it */
  GPtrArray *changes; /* KtImportChange; of a new one none */
  char *why;          /* of doubtful and refused; of others a word of warning; NULL none */
  guint line, column; /* where that is; column 0 not known */
} KtImportItem;

typedef struct
{
  const char *file;            /* for messages; "standard input" */
  const char *const *headers;  /* names of the columns, for messages; NULL none */
  const char *const *meanings; /* what each column was understood as; NULL none */
  guint n_headers;
  gboolean update;  /* what differs is overwritten, not only told */
  gboolean partial; /* what is good is imported though something is refused or doubtful */
  /* written in the same entry, NULL nothing: it makes the import one even where nobody is new */
  gboolean (*also) (KtContext *context, gpointer data, GError **error);
  gpointer also_data;
} KtImportOptions;

typedef struct
{
  GPtrArray *items; /* KtImportItem, as the records came */
  guint counts[KT_IMPORT_VERDICTS];
  guint differing;            /* items with something that differs and stays */
  GPtrArray *records;         /* KtImportRecord, held */
  GStrv new_fields;           /* own fields that are made, as text */
  KtIdRun *keys;              /* of those who are new */
  struct _KtImportBook *book; /* the book as it would be */
} KtImportPlan;
void kt_import_plan_free (KtImportPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtImportPlan, kt_import_plan_free)

#define KT_IMPORT_RECORDS_MAX 200000

/* Writes nothing. A record is whom its uid or ref names, else who owns its address (never a shared
 * one), else who has its phone and a near name, else who has its name and company where one of
 * the two sides has neither address nor phone. What is empty is filled, points and tags and notes
 * are added; what differs stays unless update. Records of one file may be the same person. The
 * array is held. */
KtImportPlan *kt_import_plan (KtContext *context, GPtrArray *records,
                              const KtImportOptions *options, GError **error);

/* Whether it may be done: KT_ERROR_FAILED where something is refused or doubtful and options do
 * not say partial; the first of them is told with line and column. */
gboolean kt_import_check (const KtImportPlan *plan, const KtImportOptions *options, GError **error);

/* One journal entry of origin import named command, whole or not at all. KT_ERROR_CONFLICT: the
 * book has changed since the plan was made. Nothing to do: TRUE, and nothing is written. */
gboolean kt_import_do (KtContext *context, KtImportPlan *plan, const KtImportOptions *options,
                       const char *command, GError **error);

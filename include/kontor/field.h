#pragma once
#include "kontor/clock.h"
#include "kontor/id.h"
#include "kontor/store.h"

/* Fields of the user's own on a contact (book). Writers want a journal transaction open. */
typedef enum
{
  KT_FIELD_TEXT,
  KT_FIELD_NUMBER,
  KT_FIELD_DATE,
  KT_FIELD_MONEY,
  KT_FIELD_YES_NO,
  KT_FIELD_CHOICE,
} KtFieldKind;

typedef struct
{
  KtId id;
  char *name;
  KtFieldKind kind;
  GStrv choices; /* of a choice; else empty */
  int position;  /* order on the card */
  gboolean archived;
  gint64 created, updated;
} KtField;
void kt_field_free (KtField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtField, kt_field_free)

const char *kt_field_kind_id (KtFieldKind kind); /* "yes-no", as stored */
gboolean kt_field_kind_parse (const char *id, KtFieldKind *ret);

/* In their order; archived ones too, last. */
GPtrArray *kt_field_list (KtStore *store, gboolean archived, GError **error);
/* By name, however spelled: "shoe-size" is "Shoe size"; archived ones too. NULL without error:
 * there is none. */
KtField *kt_field_find (KtStore *store, const char *name, GError **error);
/* The same among those of kt_field_list(); not owned. */
const KtField *kt_field_among (const GPtrArray *fields, const char *name);
/* A checked name in NFC; NULL with KT_ERROR_USAGE: too long, "=", ":", a line break, or a word that
 * names something of every contact or of a query. */
char *kt_field_check_name (const char *name, GError **error);
gboolean kt_field_insert (KtStore *store, const KtField *field, GError **error);
gboolean kt_field_update (KtStore *store, const KtField *field, GError **error);
/* How many contacts have it filled in. */
gboolean kt_field_count (KtStore *store, KtId field, guint *ret_count, GError **error);

/* What is written there for one contact; in the fields' order. */
typedef struct
{
  KtId field;
  char *name, *value; /* value as stored, canonical */
  KtFieldKind kind;
} KtFieldValue;
void kt_field_value_free (KtFieldValue *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtFieldValue, kt_field_value_free)
GPtrArray *kt_field_values (KtStore *store, KtId contact, GError **error);

/* The canonical form of what was typed: "1234.5", "2026-11-24", "12.50 EUR", "yes". currency: what
 * money without one is in; NULL or "": euros. NULL with KT_ERROR_USAGE that says what it takes. */
char *kt_field_check (const KtField *field, const char *text, const char *currency,
                      const KtClock *clock, GError **error);
/* Writes a checked value; NULL or "" takes it away. */
gboolean kt_field_set (KtStore *store, KtId contact, KtId field, const char *value, GError **error);

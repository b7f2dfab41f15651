#include "config.h"
#include "contact-row.h"
#include "refusal.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/json-writer.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sqlite3.h>
#include <stdlib.h>

#define AT_ONCE 500 /* contacts one statement writes */

#define GET_SQL "SELECT " KT_CONTACT_COLUMNS " FROM contact WHERE id = ?1"
#define NAME_SQL "SELECT name FROM contact WHERE id = ?1"
#define LIST_SQL "SELECT " KT_CONTACT_COLUMNS " FROM contact ORDER BY fold"
#define LIST_TAG_SQL                                                                               \
  "SELECT " KT_CONTACT_COLUMNS " FROM contact WHERE id IN"                                         \
  " (SELECT contact FROM contact_tag WHERE fold = ?1) ORDER BY fold"
#define BY_NAME_SQL "SELECT " KT_CONTACT_COLUMNS " FROM contact WHERE fold = ?1"
#define BY_MATCH_SQL                                                                               \
  "SELECT " KT_CONTACT_COLUMNS " FROM contact WHERE id IN"                                         \
  " (SELECT contact FROM contact_point WHERE match = ?1) ORDER BY fold"
#define EXISTS_SQL "SELECT 1 FROM contact WHERE id = ?1"
#define WRITTEN                                                                                    \
  "(id, kind, name, fold, given, family, patronymic, company, type, status, source, birthday,"     \
  " language, cadence, origin, created, updated, discount, city, consent, employer)"
#define INSERT_SQL                                                                                 \
  "INSERT INTO contact " WRITTEN " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"     \
  " ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)"
/* from an array of arrays, in the order of the columns */
#define INSERT_ALL_SQL                                                                             \
  "INSERT INTO contact " WRITTEN " SELECT v ->> 0, v ->> 1, v ->> 2, v ->> 3, v ->> 4, v ->> 5,"   \
  " v ->> 6, v ->> 7, v ->> 8, v ->> 9, v ->> 10, v ->> 11, v ->> 12, v ->> 13, v ->> 14,"         \
  " v ->> 15, v ->> 16, v ->> 17, v ->> 18, v ->> 19, v ->> 20"                                    \
  " FROM (SELECT value AS v FROM json_each (?1) ORDER BY key)"
#define UPDATE_SQL                                                                                 \
  "UPDATE contact SET kind = ?2, name = ?3, fold = ?4, given = ?5, family = ?6, patronymic = ?7,"  \
  " company = ?8, type = ?9, status = ?10, source = ?11, birthday = ?12, language = ?13,"          \
  " cadence = ?14, origin = ?15, created = ?16, updated = ?17, discount = ?18, city = ?19,"        \
  " consent = ?20, employer = ?21 WHERE id = ?1"

void
kt_contact_free (KtContact *contact)
{
  if (contact == NULL)
    return;
  char *texts[]
      = { contact->kind,     contact->name,   contact->given,  contact->family, contact->patronymic,
          contact->company,  contact->type,   contact->status, contact->source, contact->birthday,
          contact->language, contact->origin, contact->city,   contact->consent };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (contact);
}

static KtContact *
read_contact (sqlite3_stmt *statement)
{
  KtContact *contact = g_new0 (KtContact, 1);
  char **texts[] = { &contact->kind,       &contact->name,     &contact->given,   &contact->family,
                     &contact->patronymic, &contact->company,  &contact->type,    &contact->status,
                     &contact->source,     &contact->birthday, &contact->language };
  int column = 0;
  contact->id = kt_column_int (statement, column++);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (kt_column_text_or_null (statement, column++));
  contact->cadence = (int)kt_column_int (statement, column++);
  contact->origin = g_strdup (kt_column_text (statement, column++));
  contact->created = kt_column_int (statement, column++);
  contact->updated = kt_column_int (statement, column++);
  contact->discount = (int)kt_column_int (statement, column++);
  contact->city = g_strdup (kt_column_text_or_null (statement, column++));
  contact->consent = g_strdup (kt_column_text_or_null (statement, column++));
  contact->employer = kt_column_int (statement, column);
  return contact;
}

GPtrArray *
kt_contact_read_all (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_contact_free);
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    g_ptr_array_add (contacts, read_contact (statement));
  if (failure == NULL)
    return g_steal_pointer (&contacts);
  g_propagate_error (error, failure);
  return NULL;
}

KtContact *
kt_contact_get (KtStore *store, KtId id, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, GET_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", id);
  g_autoptr (GPtrArray) found = kt_contact_read_all (statement, error);
  if (found == NULL)
    return NULL;
  if (found->len > 0)
    return g_ptr_array_steal_index (found, 0);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no such contact"));
  return NULL;
}

gboolean
kt_contact_exists (KtStore *store, KtId id, gboolean *ret_exists, GError **error)
{
  return kt_store_asks (store, error, ret_exists, EXISTS_SQL, "i", id);
}

char *
kt_contact_name (KtStore *store, KtId id, GError **error)
{
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, NAME_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", id);
  if (kt_step (statement, &failed))
    return g_strdup (kt_column_text (statement, 0));
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no such contact"));
  return NULL;
}

typedef struct
{
  char *key;
  KtContact *contact;
} Sorted;

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Sorted *)a)->key, ((const Sorted *)b)->key);
}

/* The collation keys are made once each: comparing names pair by pair costs ten times as much. */
static void
sort_by_name (GPtrArray *contacts)
{
  if (contacts->len < 2)
    return;
  g_autofree Sorted *sorted = g_new (Sorted, contacts->len);
  for (guint i = 0; i < contacts->len; i++)
    {
      sorted[i].contact = contacts->pdata[i];
      sorted[i].key = g_utf8_collate_key (sorted[i].contact->name, -1);
    }
  qsort (sorted, contacts->len, sizeof *sorted, compare_keys);
  for (guint i = 0; i < contacts->len; i++)
    {
      contacts->pdata[i] = sorted[i].contact;
      g_free (sorted[i].key);
    }
}

/* The type is the user's own word, so it is compared as words are. */
static void
keep_type (GPtrArray *contacts, const char *type)
{
  g_autofree char *wanted = kt_fold (type);
  for (guint i = contacts->len; i > 0; i--)
    {
      const KtContact *contact = contacts->pdata[i - 1];
      g_autofree char *fold = kt_fold (contact->type != NULL ? contact->type : "");
      if (strcmp (fold, wanted) != 0)
        g_ptr_array_remove_index (contacts, i - 1);
    }
}

GPtrArray *
kt_contact_list (KtStore *store, const char *type, const char *tag, GError **error)
{
  g_autofree char *fold = tag != NULL ? kt_fold (tag) : NULL;
  sqlite3_stmt *statement
      = kt_store_statement (store, tag != NULL ? LIST_TAG_SQL : LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  if (fold != NULL)
    kt_bind (statement, "s", fold);
  GPtrArray *contacts = kt_contact_read_all (statement, error);
  if (contacts == NULL)
    return NULL;
  if (type != NULL)
    keep_type (contacts, type);
  sort_by_name (contacts);
  return contacts;
}

GPtrArray *
kt_contact_by_match (KtStore *store, const char *match, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, BY_MATCH_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", match);
  return kt_contact_read_all (statement, error);
}

GPtrArray *
kt_contact_by_name (KtStore *store, const char *name, GError **error)
{
  g_autofree char *fold = kt_fold (name);
  sqlite3_stmt *statement = kt_store_statement (store, BY_NAME_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", fold);
  return kt_contact_read_all (statement, error);
}

/* INSERT_SQL and UPDATE_SQL take the same parameters. */
static gboolean
write_contact (KtStore *store, const char *sql, const KtContact *contact, GError **error)
{
  g_return_val_if_fail (contact->id != 0 && contact->name != NULL, FALSE);
  g_autofree char *name = kt_nfc (contact->name, -1), *fold = kt_fold (contact->name);
  return kt_store_run (store, error, sql, "issssssssssssIsiiIssI", contact->id,
                       contact->kind != NULL ? contact->kind : "person", name, fold, contact->given,
                       contact->family, contact->patronymic, contact->company, contact->type,
                       contact->status, contact->source, contact->birthday, contact->language,
                       (gint64)contact->cadence, contact->origin != NULL ? contact->origin : "user",
                       contact->created, contact->updated, (gint64)contact->discount, contact->city,
                       contact->consent, contact->employer);
}

gboolean
kt_contact_insert (KtStore *store, const KtContact *contact, GError **error)
{
  return write_contact (store, INSERT_SQL, contact, error);
}

static void
write_text (KtJson *json, const char *text)
{
  if (text != NULL)
    kt_json_string (json, text);
  else
    kt_json_null (json);
}

static void
write_known (KtJson *json, gint64 value)
{
  if (value != 0)
    kt_json_int (json, value);
  else
    kt_json_null (json);
}

/* What write_contact() binds. */
static void
write_row (KtJson *json, const KtContact *contact)
{
  g_autofree char *name = kt_nfc (contact->name, -1), *fold = kt_fold (contact->name);
  const char *const texts[] = {
    contact->kind != NULL ? contact->kind : "person",
    name,
    fold,
    contact->given,
    contact->family,
    contact->patronymic,
    contact->company,
    contact->type,
    contact->status,
    contact->source,
    contact->birthday,
    contact->language,
  };
  kt_json_begin_array (json);
  kt_json_int (json, contact->id);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    write_text (json, texts[i]);
  write_known (json, contact->cadence);
  kt_json_string (json, contact->origin != NULL ? contact->origin : "user");
  kt_json_int (json, contact->created);
  kt_json_int (json, contact->updated);
  write_known (json, contact->discount);
  write_text (json, contact->city);
  write_text (json, contact->consent);
  write_known (json, contact->employer);
  kt_json_end_array (json);
}

gboolean
kt_contact_insert_all (KtStore *store, const GPtrArray *contacts, GError **error)
{
  for (guint from = 0; from < contacts->len; from += AT_ONCE)
    {
      g_autoptr (KtJson) json = kt_json_new ();
      kt_json_begin_array (json);
      for (guint i = from; i < contacts->len && i < from + AT_ONCE; i++)
        write_row (json, contacts->pdata[i]);
      kt_json_end_array (json);
      if (!kt_store_run (store, error, INSERT_ALL_SQL, "s", kt_json_written (json)))
        return FALSE;
    }
  return TRUE;
}

gboolean
kt_contact_update (KtStore *store, const KtContact *contact, GError **error)
{
  return write_contact (store, UPDATE_SQL, contact, error);
}

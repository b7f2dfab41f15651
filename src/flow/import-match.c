#include "config.h"
#include "import-book.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/phone.h"
#include <glib/gi18n.h>
#include <string.h>

#define CODED_DIGITS 11 /* of a phone that may begin with the code of a country */

/* --- what a record's points are --- */

static gboolean
understand_email (KtContext *context, const KtImportPoint *told, KtPoint *point, GError **error)
{
  const KtSettings *settings = context->settings;
  g_autoptr (KtAddr) addr = kt_addr_parse (told->text, error);
  if (addr == NULL)
    return FALSE;
  point->norm = g_strdup (kt_addr_norm (addr));
  point->match
      = kt_addr_match (addr, settings != NULL ? &settings->addr_rules : &kt_addr_rules_default);
  point->shared = told->shared || kt_addr_is_role (addr);
  return TRUE;
}

/* As it is written here, else with the country's code but without its "+", as salon programs give
 * phones out: "380671112233". */
static char *
understand_phone (KtContext *context, const char *text, GError **error)
{
  const char *country = context->settings != NULL ? context->settings->country : NULL;
  char *phone = kt_phone_normalise (text, country, error);
  if (phone != NULL || strlen (text) < CODED_DIGITS || strspn (text, "0123456789") < strlen (text))
    return phone;
  g_autofree char *coded = g_strconcat ("+", text, NULL);
  phone = kt_phone_normalise (coded, NULL, NULL);
  if (phone != NULL)
    g_clear_error (error);
  return phone;
}

static gboolean
understand (KtContext *context, const KtImportPoint *told, KtPoint *point, GError **error)
{
  point->kind = g_strdup (told->kind);
  point->raw = g_strdup (told->text);
  point->label = g_strdup (told->label);
  if (g_str_equal (told->kind, "email"))
    return understand_email (context, told, point, error);
  if (g_str_equal (told->kind, "phone"))
    point->norm = understand_phone (context, told->text, error);
  else
    point->norm = kt_fold (told->text);
  point->match = g_strdup (point->norm);
  return point->norm != NULL;
}

GPtrArray *
kt_import_points (KtContext *context, const KtImportRecord *record, guint *ret_column,
                  GError **error)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_point_free);
  for (guint i = 0; i < record->points->len; i++)
    {
      const KtImportPoint *told = record->points->pdata[i];
      KtPoint *point = g_new0 (KtPoint, 1);
      g_ptr_array_add (points, point);
      if (!understand (context, told, point, error))
        {
          *ret_column = told->column;
          return NULL;
        }
    }
  return g_steal_pointer (&points);
}

/* --- near names --- */

static gboolean
has_letters (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static gboolean
is_company (const KtContact *contact)
{
  return contact->kind != NULL && g_str_equal (contact->kind, "company");
}

/* What is called by a phone or an address, not by a name. */
static gboolean
is_nameless (const char *name)
{
  return !has_letters (name) || strchr (name, '@') != NULL;
}

gboolean
kt_names_near (const char *a, const char *b)
{
  if (is_nameless (a) || is_nameless (b))
    return TRUE;
  g_autoptr (KtNameKey) one = kt_name_key (a, FALSE), other = kt_name_key (b, FALSE);
  return kt_name_within (one, other);
}

/* The same, with what is known of a company and of the person from before. */
static gboolean
names_near (const KtContact *said, KtImportPerson *person)
{
  if (is_nameless (said->name) || is_nameless (person->contact->name))
    return TRUE;
  g_autoptr (KtNameKey) key = kt_name_key (said->name, is_company (said));
  if (person->key == NULL)
    person->key = kt_name_key (person->contact->name, is_company (person->contact));
  return kt_name_within (key, person->key);
}

/* --- who it is --- */

/* Distinct people, borrowed, and what each was found by. */
typedef struct
{
  GPtrArray *people, *by;
} Found;

static void
add_found (Found *found, KtImportPerson *person, const char *by)
{
  if (g_ptr_array_find (found->people, person, NULL))
    return;
  g_ptr_array_add (found->people, person);
  g_ptr_array_add (found->by, (gpointer)by);
}

static gboolean
owns (const KtImportPerson *person, const KtPoint *point)
{
  for (guint i = 0; i < person->points->len; i++)
    {
      const KtPoint *other = person->points->pdata[i];
      if (g_str_equal (other->match, point->match) && !other->shared)
        return TRUE;
    }
  return FALSE;
}

static void
find_by_points (KtImportBook *book, const char *kind, const KtContact *said,
                const GPtrArray *points, Found *found)
{
  for (guint i = 0; i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      if (!g_str_equal (point->kind, kind) || point->shared)
        continue;
      for (GSList *l = g_hash_table_lookup (book->by_match, point->match); l != NULL; l = l->next)
        {
          KtImportPerson *person = l->data;
          if (owns (person, point) && (said == NULL || names_near (said, person)))
            add_found (found, person, point->raw);
        }
    }
}

/* An address of their own or a phone: what tells people apart. */
static gboolean
has_own_points (const GPtrArray *points)
{
  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      if (g_str_equal (point->kind, "phone")
          || (g_str_equal (point->kind, "email") && !point->shared))
        return TRUE;
    }
  return FALSE;
}

static gboolean
agree (const char *a, const char *b)
{
  g_autofree char *x = kt_fold (a != NULL ? a : ""), *y = kt_fold (b != NULL ? b : "");
  return *x == '\0' || *y == '\0' || g_str_equal (x, y);
}

static void
find_by_name (KtImportBook *book, const KtContact *contact, const GPtrArray *points, Found *found)
{
  g_autofree char *fold = kt_fold (contact->name);
  gboolean told = has_own_points (points);
  for (GSList *l = g_hash_table_lookup (book->by_name, fold); l != NULL; l = l->next)
    {
      KtImportPerson *person = l->data;
      if (agree (contact->company, person->contact->company)
          && agree (contact->birthday, person->contact->birthday)
          && agree (contact->patronymic, person->contact->patronymic)
          && !(told && has_own_points (person->points)))
        add_found (found, person, contact->name);
    }
}

/* Of several with one phone the one who is called just so; NULL: none, or again several. */
static KtImportPerson *
namesake (const Found *found, const char *name)
{
  g_autofree char *fold = kt_fold (name);
  KtImportPerson *person = NULL;
  for (guint i = 0; i < found->people->len; i++)
    {
      KtImportPerson *other = found->people->pdata[i];
      g_autofree char *theirs = kt_fold (other->contact->name);
      if (found->by->pdata[i] != found->by->pdata[0]
          || (person != NULL && g_str_equal (fold, theirs)))
        return NULL;
      if (g_str_equal (fold, theirs))
        person = other;
    }
  return person;
}

static KtImportPerson *
only_one (const Found *found, const char *name, char **ret_why)
{
  if (found->people->len == 0)
    return NULL;
  if (found->people->len == 1)
    return found->people->pdata[0];
  KtImportPerson *exact = namesake (found, name);
  if (exact != NULL)
    return exact;
  const KtImportPerson *first = found->people->pdata[0], *second = found->people->pdata[1];
  if (g_str_equal (found->by->pdata[0], found->by->pdata[1]))
    *ret_why = g_strdup_printf (_ ("«%s» is both «%s» and «%s»"), (char *)found->by->pdata[0],
                                first->contact->name, second->contact->name);
  else
    *ret_why = g_strdup_printf (_ ("«%s» is «%s» and «%s» is «%s»"), (char *)found->by->pdata[0],
                                first->contact->name, (char *)found->by->pdata[1],
                                second->contact->name);
  return NULL;
}

KtImportPerson *
kt_import_match (KtImportBook *book, const KtImportRecord *record, const KtContact *contact,
                 const GPtrArray *points, char **ret_why)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new (), by = g_ptr_array_new ();
  Found found = { people, by };
  KtImportPerson *person
      = record->uid != NULL ? g_hash_table_lookup (book->by_uid, record->uid) : NULL;
  *ret_why = NULL;
  if (person == NULL && record->ref != NULL)
    person = kt_import_book_by_ref (book, record->ref);
  if (person != NULL)
    return person;
  find_by_points (book, "email", NULL, points, &found);
  if (people->len == 0)
    find_by_points (book, "phone", contact, points, &found);
  if (people->len == 0)
    find_by_name (book, contact, points, &found);
  return only_one (&found, contact->name, ret_why);
}

#include "config.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/handle-file.h"
#include "kontor/fold.h"
#include "kontor/nearest.h"
#include "kontor/phone.h"
#include "kontor/reminders.h"
#include "kontor/service.h"
#include "kontor/term.h"
#include <glib/gi18n.h>
#include <string.h>

#define CANDIDATES_MAX 9
#define PHONE_DIGITS_MIN 5 /* fewer are the tail of a number, which kt_contact_find() knows */
#define TAIL 4
#define TAIL_MIN 3
#define BEGUN_MIN 2 /* letters of a name behind another that begin it */

/* The point whose digits end in those of text; 3 at least, as in kt_contact_find(). */
static const KtPoint *
phone_ending (const GPtrArray *points, const char *norm, const char *text)
{
  char digits[KT_PHONE_DIGITS];
  gboolean tail = kt_phone_digits (text, digits) && strlen (digits) >= TAIL_MIN;
  for (guint i = 0; i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      if (g_str_equal (point->kind, "phone")
          && ((tail && g_str_has_suffix (point->norm, digits))
              || (norm != NULL && g_str_equal (point->norm, norm))))
        return point;
    }
  return NULL;
}

/* "··5521", the part of a phone that people read aloud. */
static char *
phone_tail (const char *norm)
{
  gsize length = strlen (norm);
  return g_strdup_printf ("··%s", length > TAIL ? norm + length - TAIL : norm);
}

static const KtPoint *
first_of_kind (const GPtrArray *points, const char *kind)
{
  for (guint i = 0; i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      if (g_str_equal (point->kind, kind))
        return point;
    }
  return NULL;
}

/* What tells one namesake from another: year of birth, company, phone (the one that was typed, if
 * one was), else the address. */
static char *
describe (KtContext *context, const KtContact *contact, const char *argument)
{
  g_autoptr (GPtrArray) points = kt_point_list (context->store, contact->id, NULL);
  const KtPoint *phone = points != NULL ? phone_ending (points, NULL, argument) : NULL;
  if (phone == NULL && points != NULL)
    phone = first_of_kind (points, "phone");
  const KtPoint *email = points != NULL ? first_of_kind (points, "email") : NULL;
  g_autofree char *tail = phone != NULL ? phone_tail (phone->norm) : NULL;
  g_autofree char *year = contact->birthday != NULL && g_ascii_isdigit (contact->birthday[0])
                              ? g_strndup (contact->birthday, 4)
                              : NULL;
  const char *parts[4];
  guint n = 0;

  if (year != NULL)
    parts[n++] = year;
  if (tail != NULL)
    parts[n++] = tail;
  if (contact->company != NULL)
    parts[n++] = contact->company;
  if (email != NULL && (tail == NULL || contact->company == NULL))
    parts[n++] = email->raw;
  GString *line = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (line, "  %s", parts[i]);
  return g_string_free (line, FALSE);
}

static int
widest_name (const GPtrArray *contacts, guint n)
{
  int width = 0;
  for (guint i = 0; i < n; i++)
    {
      const KtContact *contact = contacts->pdata[i];
      width = MAX (width, kt_term_width (contact->name));
    }
  return width;
}

/* The candidates are a list like any other: their numbers can be typed next. */
static gboolean
ambiguous (KtContext *context, const char *argument, const GPtrArray *contacts, GError **error)
{
  guint n = MIN (contacts->len, CANDIDATES_MAX);
  int width = widest_name (contacts, n);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));

  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is more than one contact"), argument);
  for (guint i = 0; i < n; i++)
    {
      const KtContact *contact = contacts->pdata[i];
      KtHandle handle = {
        .kind = KT_RECORD_CONTACT, .key = contact->id, .contact = contact->id, .number = (int)i + 1
      };
      g_autoptr (GString) name = g_string_new (NULL);
      g_autofree char *rest = describe (context, contact, argument);
      kt_term_append_cell (name, contact->name, width, TRUE);
      g_autofree char *line = g_strdup_printf ("%u  %s%s", i + 1, name->str, rest);
      kt_error_detail (error, "%s", g_strchomp (line));
      g_array_append_val (handles, handle);
    }
  if (contacts->len > n)
    kt_error_detail (error, _ ("and %u more"), contacts->len - n);
  kt_error_hint (error,
                 _ ("repeat with more of the name, the phone's last digits, or the number: %d"), 1);
  return kt_handles_save (context, handles, NULL) && FALSE;
}

/* Which name was meant: the word of some name that is near to a word that was typed. */
static void
hint_near (KtContext *context, const char *argument, GError **error)
{
  g_autoptr (GPtrArray) contacts = kt_contact_list (context->store, NULL, NULL, NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folded = kt_fold (argument);

  for (guint i = 0; contacts != NULL && i < contacts->len; i++)
    {
      const KtContact *contact = contacts->pdata[i];
      g_autofree char *fold = kt_fold (contact->name);
      g_auto (GStrv) parts = g_strsplit (fold, " ", -1);
      for (guint j = 0; parts[j] != NULL; j++)
        g_ptr_array_add (words, g_strdup (parts[j]));
    }
  g_ptr_array_add (words, NULL);
  const char *near = kt_nearest (folded, (const char *const *)words->pdata);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean «%s»?"), near);
}

static gboolean
not_found (KtContext *context, const char *argument, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no contact «%s»"), argument);
  hint_near (context, argument, error);
  kt_error_hint (error, _ ("search everywhere: kontor find %s"), argument);
  return FALSE;
}

/* An address or phone in the form that is compared; NULL: it is neither. */
static char *
match_form (const KtContext *context, const char *argument)
{
  const KtSettings *settings = context->settings;
  if (strchr (argument, '@') != NULL)
    {
      g_autoptr (KtAddr) addr = kt_addr_parse (argument, NULL);
      return addr == NULL ? NULL
                          : kt_addr_match (addr, settings != NULL ? &settings->addr_rules
                                                                  : &kt_addr_rules_default);
    }
  guint digits = 0;
  for (const char *p = argument; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      digits++;
    else if (strchr ("+-()/. ", *p) == NULL)
      return NULL;
  return digits < PHONE_DIGITS_MIN
             ? NULL
             : kt_phone_normalise (argument, settings != NULL ? settings->country : NULL, NULL);
}

char *
kt_who_phone (KtContext *context, KtId contact, const char *digits)
{
  g_autoptr (GPtrArray) points = kt_point_list (context->store, contact, NULL);
  g_autofree char *norm = strchr (digits, '@') == NULL ? match_form (context, digits) : NULL;
  const KtPoint *phone = points != NULL ? phone_ending (points, norm, digits) : NULL;
  return phone != NULL ? g_strdup (phone->raw) : NULL;
}

GPtrArray *
kt_who_find (KtContext *context, const char *argument, GError **error)
{
  g_autofree char *match = match_form (context, argument);
  if (match != NULL)
    {
      GPtrArray *owners = kt_contact_by_match (context->store, match, error);
      if (owners == NULL || owners->len > 0)
        return owners;
      g_ptr_array_unref (owners);
    }
  return kt_contact_find (context->store, argument, error);
}

/* A whole name wins over those it only begins. */
static gboolean
is_only_exact (const GPtrArray *contacts, const char *argument)
{
  g_autofree char *fold = kt_fold (argument);
  guint exact = 0;
  for (guint i = 0; i < contacts->len; i++)
    {
      const KtContact *contact = contacts->pdata[i];
      g_autofree char *name = kt_fold (contact->name);
      exact += g_str_equal (name, fold) ? 1 : 0;
    }
  const KtContact *best = contacts->pdata[0];
  g_autofree char *best_fold = kt_fold (best->name);
  return exact == 1 && g_str_equal (best_fold, fold);
}

/* After @: the name alone counts, not a phone or an address. */
static void
keep_names (GPtrArray *contacts, const char *argument)
{
  g_autofree char *fold = kt_fold (argument);
  g_auto (GStrv) words = g_strsplit (fold, " ", -1);
  for (guint i = contacts->len; i > 0; i--)
    {
      const KtContact *contact = contacts->pdata[i - 1];
      g_autofree char *name = kt_fold (contact->name);
      g_autofree char *spaced = g_strconcat (" ", name, NULL);
      gboolean named = TRUE;
      for (guint j = 0; words[j] != NULL; j++)
        {
          g_autofree char *word = g_strconcat (" ", words[j], NULL);
          named = named && strstr (spaced, word) != NULL;
        }
      if (!named)
        g_ptr_array_remove_index (contacts, i - 1);
    }
}

/* TRUE with *ret_contact, TRUE with 0 where nobody has the name, FALSE with error. */
static gboolean
resolve_name (KtContext *context, const char *argument, gboolean name_only, KtId *ret_contact,
              GError **error)
{
  g_autoptr (GPtrArray) contacts = name_only ? kt_contact_find (context->store, argument, error)
                                             : kt_who_find (context, argument, error);
  *ret_contact = 0;
  if (contacts == NULL)
    return FALSE;
  if (name_only)
    keep_names (contacts, argument);
  if (contacts->len > 1 && !is_only_exact (contacts, argument))
    return ambiguous (context, argument, contacts, error);
  if (contacts->len > 0)
    *ret_contact = ((const KtContact *)contacts->pdata[0])->id;
  return TRUE;
}

/* How the next word of a found contact's name, folded, is said by the next argument. */
typedef enum
{
  CONTINUES_NOT,
  CONTINUES_BEGUN, /* its first letters, two at least */
  CONTINUES_WHOLE,
} Continues;

static Continues
continues_name (const char *name, const char *said, const char *next)
{
  g_autofree char *fold = kt_fold (name), *said_fold = kt_fold (said), *word = kt_fold (next);
  g_auto (GStrv) parts = g_strsplit (fold, " ", -1), typed = g_strsplit (said_fold, " ", -1);
  gsize at = 0, n = g_strv_length (typed);
  while (parts[at] != NULL && n > 0 && !g_str_has_prefix (parts[at], typed[n - 1]))
    at++;
  if (*word == '\0' || parts[at] == NULL || parts[at + 1] == NULL
      || !g_str_has_prefix (parts[at + 1], word))
    return CONTINUES_NOT;
  if (g_str_equal (parts[at + 1], word))
    return CONTINUES_WHOLE;
  return g_utf8_strlen (word, -1) >= BEGUN_MIN ? CONTINUES_BEGUN : CONTINUES_NOT;
}

/* Words behind WHO that a command may mean: a service, a hand, a day or an hour. */
static gboolean
means_else (KtContext *context, char **args)
{
  g_autoptr (GPtrArray) services = kt_service_find (context->store, args[0], NULL);
  g_autoptr (GPtrArray) hands = kt_resource_find (context->store, args[0], NULL);
  KtWhenContext when;
  KtLocal first, last;
  guint used;
  if (services == NULL || services->len > 0 || hands == NULL || hands->len > 0)
    return TRUE;
  kt_context_when (context, &when);
  when.reading = KT_READING_FIRST;
  return kt_when_parse ((const char *const *)args, g_strv_length (args), &when, &first, &used, NULL)
         || kt_when_parse_range (args[0], &when, &first, &last, NULL);
}

/* Whether args go on with the name of who is meant by words. The beginning of a name does where
 * words alone are more than one contact and it tells which: else it would not be needed. */
static gboolean
goes_on (KtContext *context, const char *words, char **args)
{
  g_autoptr (GPtrArray) contacts
      = g_ascii_isdigit (*words) ? NULL : kt_contact_find (context->store, words, NULL);
  guint begun = 0;
  for (guint c = 0; contacts != NULL && c < contacts->len; c++)
    {
      Continues how = continues_name (((const KtContact *)contacts->pdata[c])->name, words, *args);
      if (how == CONTINUES_WHOLE)
        return TRUE;
      begun += how == CONTINUES_BEGUN ? 1 : 0;
    }
  return begun == 1 && contacts->len > 1 && !is_only_exact (contacts, words)
         && !means_else (context, args);
}

char *
kt_who_take (KtContext *context, char **args, guint *ret_used)
{
  GString *who = g_string_new (args[0]);
  *ret_used = 1;
  for (guint i = 1; args[i] != NULL && args[i][0] != '\0'; i++)
    {
      const char *words = who->str + (who->str[0] == '@');
      if (!goes_on (context, words, args + i))
        break;
      g_string_append_printf (who, " %s", args[i]);
      *ret_used = i + 1;
    }
  return g_string_free (who, FALSE);
}

/* A short run of digits is a number of the last list where that has it, else a phone's tail. */
static gboolean
is_listed_number (const KtContext *context, const char *argument)
{
  if (strlen (argument) > 3 || strspn (argument, "0123456789") != strlen (argument))
    return FALSE;
  if (strlen (argument) < 3)
    return TRUE;
  g_autoptr (KtHandleList) list = kt_handle_file_read (context);
  for (guint i = 0; list != NULL && i < list->handles->len; i++)
    if (g_array_index (list->handles, KtHandle, i).number == atoi (argument))
      return TRUE;
  return FALSE;
}

gboolean
kt_who_resolve (KtContext *context, const char *argument, KtId *ret_contact, GError **error)
{
  KtHandle handle;
  gboolean name_only = argument[0] == '@';
  const char *words = name_only ? argument + 1 : argument;

  if (*words == '\0')
    return not_found (context, argument, error);
  if (!name_only && is_listed_number (context, argument))
    {
      if (!kt_handle_resolve (context, argument, KT_RECORD_CONTACT, &handle, error))
        return FALSE;
      *ret_contact = handle.key;
      return TRUE;
    }
  /* a whole ref of a contact is nobody's name: no name need be looked at */
  if (!name_only && !kt_contact_of_whole_ref (context->store, argument, ret_contact, error))
    return FALSE;
  if (!name_only && *ret_contact != 0)
    return TRUE;
  if (!resolve_name (context, words, name_only, ret_contact, error))
    return FALSE;
  if (*ret_contact != 0)
    return TRUE;
  if (name_only || !kt_ref_has_form (argument))
    return not_found (context, words, error);
  if (!kt_handle_resolve (context, argument, KT_RECORD_CONTACT, &handle, error))
    return FALSE;
  *ret_contact = handle.key;
  return TRUE;
}

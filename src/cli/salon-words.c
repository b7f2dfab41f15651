#include "config.h"
#include "salon-words.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/handle.h"
#include "kontor/nearest.h"
#include "kontor/when.h"
#include <glib/gi18n.h>
#include <string.h>

#define RUN_MAX 6 /* words of one name */
#define MINUTES_MAX 1440

/* "colour+cut" is three words, "+3d" is one. */
static void
add_word (GPtrArray *words, const char *word)
{
  const char *plus = strchr (word, '+');
  gsize length = strlen (word);
  if (length > 1 && word[length - 1] == '?')
    {
      g_autofree char *before = g_strndup (word, length - 1);
      add_word (words, before);
      g_ptr_array_add (words, g_strdup ("?"));
    }
  else if (plus != NULL && length > 1 && (plus > word || !g_ascii_isdigit (plus[1])))
    {
      g_autofree char *before = g_strndup (word, (gsize)(plus - word));
      if (*before != '\0')
        g_ptr_array_add (words, g_strdup (before));
      g_ptr_array_add (words, g_strdup ("+"));
      if (plus[1] != '\0')
        add_word (words, plus + 1);
    }
  else if (length > 0)
    g_ptr_array_add (words, g_strdup (word));
}

void
kt_words_init (KtWords *words, char **args)
{
  words->words = g_ptr_array_new_with_free_func (g_free);
  words->at = 0;
  for (char **arg = args; *arg != NULL; arg++)
    {
      g_auto (GStrv) parts = g_strsplit_set (*arg, " \t", -1);
      for (char **part = parts; *part != NULL; part++)
        add_word (words->words, *part);
    }
}

void
kt_words_clear (KtWords *words)
{
  g_clear_pointer (&words->words, g_ptr_array_unref);
}

const char *
kt_words_peek (const KtWords *words)
{
  return words->at < words->words->len ? words->words->pdata[words->at] : NULL;
}

static char *
join (const KtWords *words, guint n)
{
  GString *text = g_string_new (NULL);
  for (guint i = words->at; i < words->at + n; i++)
    g_string_append_printf (text, "%s%s", i > words->at ? " " : "",
                            (const char *)words->words->pdata[i]);
  return g_string_free (text, FALSE);
}

char *
kt_words_rest (const KtWords *words)
{
  return join (words, words->words->len - words->at);
}

gboolean
kt_words_take_any (KtWords *words, const char *list)
{
  const char *word = kt_words_peek (words);
  if (word == NULL)
    return FALSE;
  g_autofree char *folded = kt_fold (word);
  g_autofree char *folded_list = kt_fold (list);
  g_auto (GStrv) known = g_strsplit (folded_list, " ", -1);
  if (!g_strv_contains ((const char *const *)known, folded))
    return FALSE;
  words->at++;
  return TRUE;
}

/* Digits at *p; FALSE: none or too many. */
static gboolean
read_number (const char **p, int *ret)
{
  gsize n = strspn (*p, "0123456789");
  if (n == 0 || n > 4)
    return FALSE;
  *ret = atoi (*p);
  *p += n;
  return TRUE;
}

/* "h" or "min" in the languages of the house. */
static gboolean
skip_unit (const char **p, const char *const *units)
{
  for (; *units != NULL; units++)
    if (g_str_has_prefix (*p, *units))
      {
        *p += strlen (*units);
        return TRUE;
      }
  return FALSE;
}

gboolean
kt_words_take_minutes (KtWords *words, int *ret_minutes)
{
  static const char *const hours[] = { "h", "st", "ч", "год", NULL };
  static const char *const minutes[] = { "min", "мин", "хв", "m", "м", NULL };
  const char *p = kt_words_peek (words);
  int first = 0, second = 0;
  if (p == NULL || !read_number (&p, &first))
    return FALSE;
  if (skip_unit (&p, hours))
    {
      first *= 60;
      if (read_number (&p, &second))
        first += second;
    }
  skip_unit (&p, minutes);
  if (*p != '\0' || first > MINUTES_MAX)
    return FALSE;
  words->at++;
  const char *unit = kt_words_peek (words);
  if (unit != NULL && skip_unit (&unit, minutes) && *unit == '\0')
    words->at++;
  *ret_minutes = first;
  return TRUE;
}

gboolean
kt_words_take_money (KtWords *words, const char *currency, gboolean marked, KtMoney *ret,
                     GError **error)
{
  const char *word = kt_words_peek (words);
  if (word == NULL)
    return FALSE;
  for (guint n = words->at + 1 < words->words->len ? 2 : 1; n > 0; n--)
    {
      g_autofree char *text = join (words, n);
      if (!kt_money_has_form (text))
        continue;
      if (marked && strspn (text, "0123456789. ") == strlen (text))
        continue; /* it may as well be a time or a day */
      /* "95 30" would be no amount, "1 234" is one: thousands come in threes */
      if (!kt_money_parse (text, currency, ret, error))
        return FALSE;
      words->at += n;
      return TRUE;
    }
  return FALSE;
}

gboolean
kt_words_take_lengths (KtWords *words, KtLengths *ret)
{
  const char *p = kt_words_peek (words);
  KtLengths lengths = { -1, -1, -1 };
  if (p == NULL || !read_number (&p, &lengths.work))
    return FALSE;
  if (*p == '/' && (p++, !read_number (&p, &lengths.free)))
    return FALSE;
  if (*p == '/' && (p++, !read_number (&p, &lengths.finish)))
    return FALSE;
  if (*p != '\0' || lengths.work == 0)
    return FALSE;
  *ret = lengths;
  words->at++;
  return TRUE;
}

/* "9", "9:30", "9.30" */
static gboolean
read_clock (const char **p, int *ret)
{
  int hour = 0, minute = 0;
  if (!read_number (p, &hour))
    return FALSE;
  if ((**p == ':' || **p == '.') && g_ascii_isdigit ((*p)[1]))
    {
      (*p)++;
      if (!read_number (p, &minute))
        return FALSE;
    }
  *ret = hour * 60 + minute;
  return minute < 60 && *ret <= MINUTES_MAX;
}

gboolean
kt_words_take_times (KtWords *words, KtMinutes *ret)
{
  static const char *const dashes[] = { "-", "–", "—", "..", NULL };
  const char *p = kt_words_peek (words);
  KtMinutes span;
  if (p == NULL || !read_clock (&p, &span.start) || !skip_unit (&p, dashes)
      || !read_clock (&p, &span.end) || *p != '\0' || span.end <= span.start)
    return FALSE;
  *ret = span;
  words->at++;
  return TRUE;
}

static const char *
service_name (gconstpointer row)
{
  return ((const KtService *)row)->name;
}

static const char *
resource_name (gconstpointer row)
{
  return ((const KtSalonResource *)row)->name;
}

typedef const char *(*NameOf) (gconstpointer row);

static gboolean
is_exact (gconstpointer row, NameOf name_of, const char *text)
{
  g_autofree char *name = kt_fold (name_of (row));
  g_autofree char *typed = kt_fold (text);
  return g_str_equal (name, typed);
}

static gboolean
ambiguous (const GPtrArray *rows, NameOf name_of, const char *text, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» may be several"), text);
  for (guint i = 0; i < rows->len; i++)
    kt_error_detail (error, "%s", name_of (rows->pdata[i]));
  kt_error_hint (error, _ ("write more of the name"));
  return FALSE;
}

static gboolean
not_there (KtRecordKind kind, const char *text, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND,
               kind == KT_RECORD_SERVICE ? _ ("there is no service «%s»")
                                         : _ ("there is no hand, chair or room «%s»"),
               text);
  kt_error_hint (error, _ ("see them: kontor %s list"),
                 kind == KT_RECORD_SERVICE ? "service" : "resource");
  return FALSE;
}

typedef GPtrArray *(*FindFunc) (KtStore *store, const char *words, GError **error);

static GPtrArray *
find_staff (KtStore *store, const char *words, GError **error)
{
  GPtrArray *found = kt_resource_find (store, words, error);
  for (guint i = found != NULL ? found->len : 0; i > 0; i--)
    if (((const KtSalonResource *)found->pdata[i - 1])->kind != KT_RESOURCE_STAFF)
      g_ptr_array_remove_index (found, i - 1);
  return found;
}

/* "fringe fri" is not «fringe» twice: no more words than the name has. */
static void
keep_long_enough (GPtrArray *rows, NameOf name_of, guint n)
{
  for (guint i = rows->len; i > 0; i--)
    {
      guint length = 1;
      for (const char *p = name_of (rows->pdata[i - 1]); *p != '\0'; p++)
        length += *p == ' ';
      if (length < n)
        g_ptr_array_remove_index (rows, i - 1);
    }
}

/* Steals the one that is meant, best first in rows: the whole name wins over longer ones. */
static gpointer
pick (GPtrArray *rows, NameOf name_of, const char *text, GError **error)
{
  if (rows->len == 1 || is_exact (rows->pdata[0], name_of, text))
    return g_ptr_array_steal_index (rows, 0);
  ambiguous (rows, name_of, text, error);
  return NULL;
}

/* The longest run of words that names one row; the row, or NULL with or without error. */
static gpointer
take_named (KtContext *context, KtWords *words, FindFunc find, NameOf name_of, GError **error)
{
  guint n = MIN (words->words->len - words->at, RUN_MAX);
  for (; n > 0; n--)
    {
      g_autofree char *text = join (words, n);
      if (g_ascii_isdigit (*text) && n == 1)
        continue; /* "1" is no beginning of a name */
      g_autoptr (GPtrArray) rows = find (context->store, text, error);
      if (rows == NULL)
        return NULL;
      keep_long_enough (rows, name_of, n);
      if (rows->len == 0)
        continue;
      gpointer row = pick (rows, name_of, text, error);
      words->at += row != NULL ? n : 0;
      return row;
    }
  return NULL;
}

gboolean
kt_words_take_service (KtContext *context, KtWords *words, KtId *ret, GError **error)
{
  g_autoptr (KtService) found = take_named (context, words, kt_service_find, service_name, error);
  if (found != NULL)
    *ret = found->id;
  return found != NULL;
}

gboolean
kt_words_take_resource (KtContext *context, KtWords *words, gboolean staff, KtId *ret,
                        GError **error)
{
  g_autoptr (KtSalonResource) found
      = take_named (context, words, staff ? find_staff : kt_resource_find, resource_name, error);
  if (found != NULL)
    *ret = found->id;
  return found != NULL;
}

gboolean
kt_service_offered (KtContext *context, const char *text, KtId *ret, GError **error)
{
  g_autoptr (GPtrArray) rows = kt_service_find (context->store, text, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return not_there (KT_RECORD_SERVICE, text, error);
  g_autoptr (KtService) found = pick (rows, service_name, text, error);
  if (found != NULL)
    *ret = found->id;
  return found != NULL;
}

gboolean
kt_hand_offered (KtContext *context, const char *text, KtId *ret, GError **error)
{
  g_autoptr (GPtrArray) rows = find_staff (context->store, text, error);
  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return not_there (KT_RECORD_RESOURCE, text, error);
  g_autoptr (KtSalonResource) found = pick (rows, resource_name, text, error);
  if (found != NULL)
    *ret = found->id;
  return found != NULL;
}

gboolean
kt_words_refuse (const KtWords *words, const KtCommand *command, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is not understood here"),
               kt_words_peek (words));
  kt_error_hint (error, _ ("usage: kontor %s"), command->usage);
  return FALSE;
}

void
kt_words_hint (KtContext *context, const char *word, GError **error)
{
  g_autoptr (GPtrArray) services = kt_service_list (context->store, FALSE, NULL);
  g_autoptr (GPtrArray) resources = kt_resource_list (context->store, FALSE, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; services != NULL && i < services->len; i++)
    g_ptr_array_add (names, kt_fold (((const KtService *)services->pdata[i])->name));
  for (guint i = 0; resources != NULL && i < resources->len; i++)
    g_ptr_array_add (names, kt_fold (((const KtSalonResource *)resources->pdata[i])->name));
  g_ptr_array_add (names, NULL);
  g_autofree char *folded = kt_fold (word);
  const char *near = kt_nearest (folded, (const char *const *)names->pdata);
  near = near != NULL ? near : kt_when_nearest (word);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean «%s»?"), near);
}

/* By its name; rows that were archived too, so that they can be brought back. */
static gboolean
resolve (KtContext *context, const char *argument, KtRecordKind kind, GPtrArray *all,
         NameOf name_of, gpointer *ret_row, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  KtHandle handle;
  for (guint i = 0; i < all->len; i++)
    if (is_exact (all->pdata[i], name_of, argument))
      g_ptr_array_add (rows, all->pdata[i]);
  if (rows->len == 0 && (g_ascii_isdigit (*argument) || kt_ref_has_form (argument)))
    {
      if (!kt_handle_resolve (context, argument, kind, &handle, error))
        return FALSE;
      for (guint i = 0; i < all->len; i++)
        if (*(const KtId *)all->pdata[i] == handle.key)
          g_ptr_array_add (rows, all->pdata[i]);
    }
  g_autofree char *fold = kt_fold (argument);
  for (guint i = 0; rows->len == 0 && i < all->len; i++)
    {
      g_autofree char *name = kt_fold (name_of (all->pdata[i]));
      if (g_str_has_prefix (name, fold))
        g_ptr_array_add (rows, all->pdata[i]);
    }
  if (rows->len > 1)
    return ambiguous (rows, name_of, argument, error);
  if (rows->len == 1)
    {
      *ret_row = rows->pdata[0];
      return TRUE;
    }
  return not_there (kind, argument, error);
}

gboolean
kt_service_named (KtContext *context, const char *argument, KtId *ret, GError **error)
{
  g_autoptr (GPtrArray) all = kt_service_list (context->store, TRUE, error);
  gpointer row = NULL;
  if (all == NULL
      || !resolve (context, argument, KT_RECORD_SERVICE, all, service_name, &row, error))
    return FALSE;
  *ret = ((const KtService *)row)->id;
  return TRUE;
}

gboolean
kt_resource_named (KtContext *context, const char *argument, KtId *ret, GError **error)
{
  g_autoptr (GPtrArray) all = kt_resource_list (context->store, TRUE, error);
  gpointer row = NULL;
  if (all == NULL
      || !resolve (context, argument, KT_RECORD_RESOURCE, all, resource_name, &row, error))
    return FALSE;
  *ret = ((const KtSalonResource *)row)->id;
  return TRUE;
}

#include "config.h"
#include "booking-words.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/handle.h"
#include "kontor/handle-file.h"
#include "kontor/phone.h"
#include "kontor/reminders.h"
#include "kontor/shell-text.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

#define PHONE_DIGITS_MIN 6 /* fewer are an hour, a day or a tail */
#define NAME_WORDS_MAX 4
#define JUST_PAST 60 /* days: a date without a year so little past is not next year's */

void
kt_booking_words_clear (KtBookingWords *said)
{
  g_clear_pointer (&said->who, g_free);
  g_clear_pointer (&said->new_name, g_free);
  g_clear_pointer (&said->new_phone, g_free);
  g_clear_pointer (&said->when_text, g_free);
  g_clear_pointer (&said->wishes, g_array_unref);
}

/* A phone, not a day: "2026-12-01" and "7.12.2026" have as many figures. */
static gboolean
is_phone (const char *word)
{
  char digits[KT_PHONE_DIGITS];
  KtLocal local;
  return strchr (word, '.') == NULL && strchr (word, ':') == NULL && kt_phone_digits (word, digits)
         && strlen (digits) >= PHONE_DIGITS_MIN && !kt_local_parse (word, &local);
}

/* NAME PHONE of somebody who is not in the book; *ret_used 0: it is not that. */
static gboolean
take_new_client (KtContext *context, char **args, KtBookingWords *said, guint *ret_used,
                 GError **error)
{
  const char *country = context->settings != NULL ? context->settings->country : NULL;
  guint n = 0;
  *ret_used = 0;
  while (args[n] != NULL && n <= NAME_WORDS_MAX && !is_phone (args[n]))
    n++;
  if (n == 0 || n > NAME_WORDS_MAX || args[n] == NULL)
    return TRUE;
  g_autofree char *e164 = kt_phone_normalise (args[n], country, error);
  if (e164 == NULL)
    return FALSE;
  g_autoptr (GPtrArray) owners = kt_contact_by_match (context->store, e164, error);
  if (owners == NULL)
    return FALSE;
  if (owners->len > 0)
    {
      const KtContact *owner = owners->pdata[0];
      g_autofree char *quoted = kt_shell_text (owner->name);
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("%s is the phone of «%s»"), args[n],
                   owner->name);
      kt_error_hint (error, _ ("is it her: kontor book \"%s\" …"), quoted);
      kt_error_hint (error, _ ("somebody else: kontor contact add first"));
      return FALSE;
    }
  char *phone = args[n];
  args[n] = NULL;
  said->new_name = g_strjoinv (" ", args);
  args[n] = phone;
  said->new_phone = g_strdup (phone);
  *ret_used = n + 1;
  return TRUE;
}

/* A phone behind the name of somebody who is in the book: hers, or that of a namesake. */
static gboolean
check_phone (KtContext *context, char **args, KtBookingWords *said, guint *ret_used, GError **error)
{
  const char *phone = args[*ret_used];
  if (phone == NULL || !is_phone (phone))
    return TRUE;
  g_autofree char *hers = kt_who_phone (context, said->contact, phone);
  if (hers != NULL)
    {
      (*ret_used)++;
      return TRUE;
    }
  g_autoptr (KtContact) contact = kt_contact_get (context->store, said->contact, error);
  if (contact == NULL)
    return FALSE;
  g_autofree char *quoted = kt_shell_text (contact->name);
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("%s is not the phone of «%s»"), phone,
               contact->name);
  kt_error_hint (error, _ ("her new one: kontor contact edit \"%s\" --add-phone %s"), quoted,
                 phone);
  kt_error_hint (error,
                 _ ("somebody else: kontor contact add \"%s\" --phone %s, then kontor book %s …"),
                 quoted, phone, phone);
  return FALSE;
}

/* WHO at the beginning of args. */
static gboolean
take_who (KtContext *context, char **args, KtBookingWords *said, guint *ret_used, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *who = kt_who_take (context, args, ret_used);
  if (kt_who_resolve (context, who, &said->contact, &failure))
    {
      said->who = g_steal_pointer (&who);
      return check_phone (context, args, said, ret_used, error);
    }
  if (g_error_matches (failure, KT_ERROR, KT_ERROR_NOT_FOUND))
    {
      guint used;
      if (!take_new_client (context, args, said, &used, error))
        return FALSE;
      if (used > 0)
        {
          *ret_used = used;
          return TRUE;
        }
      g_autofree char *quoted = kt_shell_text (who);
      kt_error_hint (&failure, _ ("somebody new: kontor book \"%s\" PHONE …"), quoted);
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Whether a list of free times is the last one in this terminal, and has the number. */
static gboolean
is_slot_number (const KtContext *context, const char *word)
{
  g_autoptr (KtHandleList) list = kt_handle_file_read (context);
  gsize n = strspn (word, "0123456789");
  if (list == NULL || n == 0 || n > 3 || word[n] != '\0')
    return FALSE;
  for (guint i = 0; i < list->handles->len; i++)
    {
      const KtHandle *handle = &g_array_index (list->handles, KtHandle, i);
      if (handle->kind == KT_RECORD_SLOT && handle->number == atoi (word))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_digits (const char *word, gsize n)
{
  return n > 0 && strspn (word, "0123456789") >= n;
}

static gboolean
begins_price (KtWords ahead)
{
  KtMoney price;
  return kt_words_take_money (&ahead, "EUR", TRUE, &price, NULL);
}

/* Words from the place on that may say when: up to a mark, or to a price. */
static guint
words_ahead (const KtWords *words)
{
  KtWords ahead = *words;
  const char *word;
  while ((word = kt_words_peek (&ahead)) != NULL && !g_str_equal (word, "?")
         && !g_str_equal (word, "+") && (ahead.at == words->at || !begins_price (ahead)))
    ahead.at++;
  return ahead.at - words->at;
}

/* Whether a time is told to the minute: "15:00", "14.30", "1430"; not "15", "thu15", "25.11.". */
static gboolean
is_exact (const char *word)
{
  for (const char *p = word; *p != '\0'; p++)
    {
      if (!g_ascii_isdigit (*p) || (p > word && (g_ascii_isdigit (p[-1]) || p[-1] == '.')))
        continue;
      gsize n = strspn (p, "0123456789");
      if (n == 4 && p[n] == '\0' && p > word)
        return TRUE;
      if (n == 4 && p[n] == '\0')
        return atoi (p) / 100 < 24;
      if (n <= 2 && (p[n] == ':' || p[n] == '.') && is_digits (p + n + 1, 2) && p[n + 3] != '.')
        return TRUE;
    }
  return FALSE;
}

/* "22.11." on the 23rd is next year's: who wrote it meant another day, or says the year. */
static gboolean
is_just_past (KtContext *context, KtLocal when, const char *text)
{
  KtLocal today = kt_context_today (context), last_year = when;
  last_year.year--;
  int ago = kt_local_days_between (last_year, today);
  for (const char *p = text; *p != '\0'; p++)
    if (strspn (p, "0123456789") == 4 && g_str_has_prefix (p, "2"))
      return FALSE;
  return strchr (text, '.') != NULL && ago > 0 && ago <= JUST_PAST;
}

gboolean
kt_words_not_just_past (KtContext *context, KtLocal when, const char *text, GError **error)
{
  if (!is_just_past (context, when, text))
    return TRUE;
  KtLocal past = when;
  past.year--;
  g_autofree char *distance = kt_say_distance (context, past);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is past: %s"), text, distance);
  kt_error_hint (error, _ ("next year: %d.%02d.%d"), when.day, when.month, when.year);
  return FALSE;
}

static gboolean
take_when (KtContext *context, KtWords *words, KtReading reading, KtBookingWords *said,
           GError **error)
{
  const char *const *rest = (const char *const *)words->words->pdata + words->at;
  g_autoptr (GError) failure = NULL;
  KtWhenContext when;
  guint used = 0;
  kt_context_when (context, &when);
  when.reading = reading;
  if (said->has_when
      || !kt_when_parse (rest, words_ahead (words), &when, &said->when, &used, &failure))
    {
      if (failure != NULL && !g_error_matches (failure, KT_ERROR, KT_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  said->has_when = TRUE;
  said->about = said->when.hour >= 0 && said->when.minute == 0;
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < used; i++)
    {
      said->about = said->about && !is_exact (rest[i]);
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", rest[i]);
    }
  said->when_text = g_string_free (text, FALSE);
  words->at += used;
  return kt_words_not_just_past (context, said->when, said->when_text, error);
}

/* The minute of the day that words which are days say as well: "thu 15", "fri afternoon". */
static int
told_minute (const KtWords *words, guint n, const KtWhenContext *when)
{
  const char *const *rest = (const char *const *)words->words->pdata + words->at;
  KtLocal local;
  guint used;
  gboolean told = kt_when_parse (rest, n, when, &local, &used, NULL) && used == n;
  return told && local.hour >= 0 ? local.hour * 60 + local.minute : -1;
}

/* "week", "mon..fri", "next month": the longest run that is days. */
static gboolean
take_range (KtContext *context, KtWords *words, KtBookingWords *said)
{
  KtWhenContext when;
  kt_context_when (context, &when);
  when.reading = KT_READING_FIRST;
  for (guint n = MIN (words->words->len - words->at, 3u); !said->has_range && n > 0; n--)
    {
      GString *text = g_string_new (NULL);
      for (guint i = 0; i < n; i++)
        g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                                (const char *)words->words->pdata[words->at + i]);
      g_autofree char *range = g_string_free (text, FALSE);
      if (!kt_when_parse_range (range, &when, &said->first, &said->last, NULL))
        continue;
      said->has_range = TRUE;
      said->near = told_minute (words, n, &when);
      words->at += n;
      return TRUE;
    }
  return FALSE;
}

/* A service, or a hand for the service before it. */
static gboolean
take_wish (KtContext *context, KtWords *words, KtBookingWords *said, GError **error)
{
  guint at = words->at;
  GError *failure = NULL;
  KtVisitWish wish = { 0 };
  gboolean with = kt_words_take_any (words, KT_WORDS_WITH);
  if (!with && kt_words_take_service (context, words, &wish.service, &failure))
    {
      g_array_append_val (said->wishes, wish);
      return TRUE;
    }
  if (failure == NULL && kt_words_take_resource (context, words, TRUE, &wish.staff, &failure))
    {
      KtVisitWish *last = said->wishes->len > 0
                              ? &g_array_index (said->wishes, KtVisitWish, said->wishes->len - 1)
                              : NULL;
      if (last != NULL && last->staff == 0)
        last->staff = wish.staff;
      else if (last == NULL)
        g_array_append_val (said->wishes, wish);
      else
        {
          words->at = at;
          return FALSE;
        }
      return TRUE;
    }
  words->at = at;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return FALSE;
}

/* Whether each word typed is a word of the name, not only the beginning of one. */
static gboolean
is_whole (KtContext *context, const KtVisitWish *wish, const KtWords *words, guint from)
{
  g_autoptr (KtService) service
      = wish->service != 0 ? kt_service_get (context->store, wish->service, NULL) : NULL;
  g_autoptr (KtSalonResource) hand
      = service == NULL ? kt_resource_get (context->store, wish->staff, NULL) : NULL;
  g_autofree char *name = kt_fold (service != NULL ? service->name
                                   : hand != NULL  ? hand->name
                                                   : "");
  g_auto (GStrv) parts = g_strsplit (name, " ", -1);
  for (guint i = from; i < words->at; i++)
    {
      g_autofree char *word = kt_fold (words->words->pdata[i]);
      if (!g_strv_contains ((const char *const *)parts, word))
        return FALSE;
    }
  return TRUE;
}

/* Whether the words at the place say when, rather than the beginning of a name: "fri" is Friday
 * even where there is a service «fringe». A whole name wins, and so does what takes more words. */
static gboolean
says_when (KtContext *context, const KtWords *words, KtBookingKind kind)
{
  KtWords ahead = *words;
  KtVisitWish wish = { 0 };
  KtWhenContext when;
  KtLocal local, last;
  guint used = 0;
  kt_context_when (context, &when);
  when.reading = KT_READING_FIRST;
  const char *const *rest = (const char *const *)words->words->pdata + words->at;
  if (!kt_when_parse (rest, words_ahead (words), &when, &local, &used, NULL))
    used = kind == KT_BOOKING_SLOTS && kt_when_parse_range (rest[0], &when, &local, &last, NULL);
  if (used == 0)
    return FALSE;
  gboolean named = kt_words_take_service (context, &ahead, &wish.service, NULL)
                   || kt_words_take_resource (context, &ahead, TRUE, &wish.staff, NULL);
  guint taken = ahead.at - words->at;
  return !named || taken < used || (taken == used && !is_whole (context, &wish, &ahead, words->at));
}

/* One step; FALSE with or without error: nothing was taken. */
static gboolean
take_one (KtContext *context, KtWords *words, KtBookingKind kind, KtReading reading,
          KtBookingWords *said, GError **error)
{
  const char *word = kt_words_peek (words);
  const KtSettings *settings = context->settings;
  const char *currency
      = settings != NULL && settings->currency != NULL ? settings->currency : "EUR";
  GError *failure = NULL;
  if (kt_words_take_any (words, "?"))
    return said->pencil = TRUE;
  if (kt_words_take_any (words, "+ and un и та"))
    return said->wishes->len > 0;
  gboolean taken = !says_when (context, words, kind) && take_wish (context, words, said, &failure);
  if (!taken && failure == NULL && kind == KT_BOOKING_SLOTS)
    taken = take_range (context, words, said);
  if (!taken && failure == NULL && kind == KT_BOOKING_BOOK)
    {
      if (!said->has_when && said->number == 0 && is_slot_number (context, word))
        {
          said->number = atoi (word);
          words->at++;
          return TRUE;
        }
      if (!said->has_price)
        taken = said->has_price
            = kt_words_take_money (words, currency, TRUE, &said->price, &failure);
      if (!taken)
        {
          g_autoptr (GError) doubt = g_steal_pointer (&failure); /* 10.30 may be a time */
          taken = take_when (context, words, reading, said, &failure);
          if (!taken && failure == NULL)
            failure = g_steal_pointer (&doubt);
        }
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return taken;
}

/* Whether the first words are no WHO: a service, a hand or days. */
static gboolean
begins_without_who (KtContext *context, char **args)
{
  g_auto (KtWords) words = { 0 };
  g_auto (KtBookingWords) said = { .wishes = g_array_new (FALSE, TRUE, sizeof (KtVisitWish)) };
  kt_words_init (&words, args);
  return kt_words_peek (&words) != NULL
         && (says_when (context, &words, KT_BOOKING_SLOTS)
             || take_wish (context, &words, &said, NULL));
}

gboolean
kt_booking_words_parse (KtContext *context, const KtCommand *command, char **args,
                        KtBookingKind kind, KtReading reading, KtBookingWords *ret, GError **error)
{
  guint used = 0;
  g_auto (KtWords) words = { 0 };
  *ret = (KtBookingWords){ .wishes = g_array_new (FALSE, TRUE, sizeof (KtVisitWish)) };
  if (kind == KT_BOOKING_BOOK || (args[0] != NULL && !begins_without_who (context, args)))
    if (!take_who (context, args, ret, &used, error))
      return FALSE;
  kt_words_init (&words, args + used);
  while (kt_words_peek (&words) != NULL)
    {
      GError *failure = NULL;
      if (take_one (context, &words, kind, reading, ret, &failure))
        continue;
      if (failure == NULL)
        {
          kt_words_refuse (&words, command, error);
          kt_words_hint (context, kt_words_peek (&words), error);
          return FALSE;
        }
      g_propagate_error (error, failure);
      return FALSE;
    }
  return TRUE;
}

static gboolean
no_service (KtContext *context, const KtBookingWords *said, GError **error)
{
  g_autoptr (GPtrArray) services = kt_service_list (context->store, FALSE, error);
  g_autoptr (KtContact) contact = NULL;
  if (services == NULL)
    return FALSE;
  if (said->contact != 0)
    contact = kt_contact_get (context->store, said->contact, NULL);
  if (contact != NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("which service? «%s» had none yet"),
                 contact->name);
  else
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("which service?"));
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < services->len && i < 8; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((const KtService *)services->pdata[i])->name);
  if (services->len == 0)
    kt_error_hint (error, _ ("write down what you do first: kontor service add cut 35 30 €"));
  else
    kt_error_hint (error, _ ("one of: %s"), names->str);
  return FALSE;
}

gboolean
kt_booking_words_fill (KtContext *context, KtBookingWords *said, GError **error)
{
  KtVisitWish *first = said->wishes->len > 0 ? &g_array_index (said->wishes, KtVisitWish, 0) : NULL;
  if (first != NULL && first->service != 0)
    return TRUE;
  KtId staff = first != NULL ? first->staff : 0;
  GArray *usual = said->contact != 0 ? kt_usual_wishes (context, said->contact, error)
                                     : g_array_new (FALSE, TRUE, sizeof (KtVisitWish));
  if (usual == NULL)
    return FALSE;
  for (guint i = 0; staff != 0 && i < usual->len; i++)
    g_array_index (usual, KtVisitWish, i).staff = staff;
  for (guint i = 1; i < said->wishes->len; i++) /* "ilze + cut" */
    g_array_append_val (usual, g_array_index (said->wishes, KtVisitWish, i));
  g_array_unref (said->wishes);
  said->wishes = usual;
  return usual->len > 0 || no_service (context, said, error);
}

#include "config.h"
#include "salon-words.h"
#include "visit-parts.h"
#include "kontor/ask-when.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/reminders.h"
#include "kontor/visit-view.h"
#include "kontor/visit-when.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>
#include <string.h>

#define HAND_WORDS_MAX 2u
#define TO "to uz на до -> →"

/* Which of a client's visits is said. */
typedef struct
{
  KtVisitPicking picking;
  GPtrArray *open; /* KtAppointment: what may be meant; NULL: it is named, the words tell of it */
  gboolean has_day;
  KtLocal day;   /* without an hour: any of that day */
  KtId staff;    /* 0: whoever */
  gboolean with; /* "with" before the hand */
} Pick;

static gboolean
fits (const KtContext *context, const Pick *pick, const KtAppointment *visit)
{
  KtLocal start = kt_visit_local (context, visit);
  gboolean by = pick->staff == 0;
  for (guint i = 0; !by && i < visit->parts->len; i++)
    by = ((const KtVisitPart *)visit->parts->pdata[i])->staff == pick->staff;
  return by
         && (!pick->has_day
             || (kt_local_days_between (start, pick->day) == 0
                 && (pick->day.hour < 0
                     || (start.hour == pick->day.hour && start.minute == pick->day.minute))));
}

static guint
count_fits (const KtContext *context, const Pick *pick)
{
  guint n = 0;
  for (guint i = 0; i < pick->open->len; i++)
    n += fits (context, pick, pick->open->pdata[i]);
  return n;
}

/* A bare hour behind the day, where one of her visits begins then, or it is named: "thu 16". */
static gboolean
take_hour (const KtContext *context, const char *word, Pick *pick)
{
  gsize digits = word != NULL ? strspn (word, "0123456789") : 0;
  if (digits == 0 || digits > 2 || word[digits] != '\0' || pick->day.hour >= 0)
    return FALSE;
  Pick hour = *pick;
  hour.day.hour = (gint8)atoi (word);
  if (hour.day.hour > 23 || (hour.open != NULL && count_fits (context, &hour) == 0))
    return FALSE;
  *pick = hour;
  return TRUE;
}

/* The day, and hour, that words begin with, of their first max; how many they are. "2 children are
 * ill" is none. */
static guint
take_day (KtContext *context, char **words, guint max, Pick *pick)
{
  KtWhenContext when;
  guint used = 0;
  if (words[0] == NULL || max == 0
      || (g_ascii_isdigit (*words[0]) && strpbrk (words[0], ".:-") == NULL))
    return 0;
  kt_context_when (context, &when);
  when.reading = KT_READING_FIRST;
  if (!kt_when_parse ((const char *const *)words, max, &when, &pick->day, &used, NULL))
    return 0;
  pick->has_day = TRUE;
  return used < max && take_hour (context, words[used], pick) ? used + 1 : used;
}

/* Whether each word typed is a word of the hand's name, not only the beginning of one. */
static gboolean
is_whole (KtContext *context, KtId staff, const KtWords *words, guint from)
{
  g_autofree char *name = kt_hand_name (context, staff);
  g_autofree char *fold = kt_fold (name != NULL ? name : "");
  g_auto (GStrv) parts = g_strsplit (fold, " ", -1);
  for (guint i = from; i < words->words->len; i++)
    {
      g_autofree char *word = kt_fold (words->words->pdata[i]);
      if (!g_strv_contains ((const char *const *)parts, word))
        return FALSE;
    }
  return TRUE;
}

/* The hand that words begin with; how many they are. Without "with" it is one only where more than
 * one visit may be meant or nothing follows: "marina is ill" is a reason too. */
static guint
take_hand (KtContext *context, char **words, Pick *pick)
{
  for (guint n = MIN (g_strv_length (words), HAND_WORDS_MAX + 1); n > 0; n--)
    {
      g_auto (KtWords) run = { 0 };
      g_autoptr (GPtrArray) some = g_ptr_array_new ();
      KtId staff = 0;
      for (guint i = 0; i < n; i++)
        g_ptr_array_add (some, words[i]);
      g_ptr_array_add (some, NULL);
      kt_words_init (&run, (char **)some->pdata);
      gboolean with = kt_words_take_any (&run, KT_WORDS_WITH);
      guint from = run.at;
      if (kt_words_peek (&run) == NULL
          || !kt_words_take_resource (context, &run, TRUE, &staff, NULL)
          || kt_words_peek (&run) != NULL || !is_whole (context, staff, &run, from))
        continue;
      if (!with && pick->open != NULL && count_fits (context, pick) < 2 && words[n] != NULL)
        return 0;
      pick->staff = staff;
      pick->with = with;
      return n;
    }
  return 0;
}

/* Whether words say when a visit is to be. */
static gboolean
is_when (KtContext *context, const KtAppointment *visit, char **words)
{
  KtLocal start;
  g_autoptr (GError) doubt = NULL;
  return words[0] != NULL
         && (kt_visit_when_move (context, visit, words, KT_READING_FIRST, &start, &doubt)
             || !g_error_matches (doubt, KT_ERROR, KT_ERROR_NOT_FOUND))
         && (doubt == NULL || g_strv_length (words) == 1);
}

static gboolean
is_to (const char *word)
{
  g_autofree char *fold = kt_fold (word != NULL ? word : "");
  g_auto (GStrv) to = g_strsplit (TO, " ", -1);
  return *fold != '\0' && g_strv_contains ((const char *const *)to, fold);
}

/* Of "fri 10 sat 10" or "fri 10 to sat" the day before the one it moves to. What is one time as a
 * whole says where to; how many words the day is. */
static guint
take_from (KtContext *context, char **words, const KtAppointment *visit, Pick *pick)
{
  guint n = g_strv_length (words);
  if (is_when (context, visit, words))
    return 0;
  for (guint max = n > 0 ? n - 1 : 0; max > 0; max--)
    {
      Pick from = *pick;
      guint used = take_day (context, words, max, &from);
      if (used != max || count_fits (context, &from) == 0)
        continue;
      used += is_to (words[used]);
      if (!is_when (context, visit, words + used))
        continue;
      *pick = from;
      return used;
    }
  return 0;
}

/* "Zane Ozola has no such visit on Fri 27.11.". Always FALSE. */
static gboolean
refuse_none (KtContext *context, const Pick *pick, const KtAppointment *visit, GError **error)
{
  g_autofree char *who = kt_visit_who (context, visit), *hand = kt_hand_name (context, pick->staff);
  g_autofree char *next = kt_say_visit_start (context, kt_visit_local (context, visit));
  g_autofree char *hands = kt_visit_hands (context, visit);
  if (pick->has_day)
    {
      g_autofree char *date = kt_say_short_date (context, pick->day);
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("%s has no such visit on %s %s"), who,
                   kt_say_weekday (pick->day), date);
    }
  else
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("%s has no such visit with %s"), who,
                 hand != NULL ? hand : "");
  g_autofree char *said = hands != NULL ? g_strconcat (next, ", ", hands, NULL) : g_strdup (next);
  kt_error_hint (error, _ ("the next one: %s"), said);
  return FALSE;
}

/* Drops what was not meant. */
static void
keep_fits (const KtContext *context, const Pick *pick)
{
  for (guint i = pick->open->len; i > 0; i--)
    if (!fits (context, pick, pick->open->pdata[i - 1]))
      g_ptr_array_remove_index (pick->open, i - 1);
}

/* What the words behind a client's name say of which visit; *rest goes on behind them. */
static void
take_words (KtContext *context, const KtAppointment *visit, char ***rest, Pick *pick)
{
  for (guint used = 1; used > 0 && **rest != NULL; *rest += used)
    {
      used = pick->staff == 0 ? take_hand (context, *rest, pick) : 0;
      if (used == 0 && !pick->has_day && pick->picking == KT_PICK_DAY)
        used = take_day (context, *rest, g_strv_length (*rest), pick);
      if (used == 0 && !pick->has_day && pick->picking == KT_PICK_FROM && pick->open != NULL)
        used = take_from (context, *rest, visit, pick);
    }
}

/* "«3» is another visit than «marina» says". Always FALSE. */
static gboolean
refuse_other (KtContext *context, const char *name, const char *said, const KtAppointment *visit,
              GError **error)
{
  g_autofree char *who = kt_visit_who (context, visit), *hands = kt_visit_hands (context, visit);
  g_autofree char *start = kt_say_visit_start (context, kt_visit_local (context, visit));
  g_autofree char *is = g_strconcat (who != NULL ? who : _ ("off the street"), ", ", start,
                                     hands != NULL ? ", " : "", hands != NULL ? hands : "", NULL);
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is another visit than «%s» says"), name,
               said);
  kt_error_hint (error, _ ("it is: %s"), is);
  return FALSE;
}

gboolean
kt_visit_cmd_says (KtContext *context, const char *name, KtVisitNaming naming,
                   const KtAppointment *visit, KtVisitPicking picking, char ***rest, GError **error)
{
  Pick pick = { .picking = picking };
  char **behind = *rest;
  take_words (context, visit, &behind, &pick);
  /* "3 marina is ill" gives a reason; "9:00 fri she is ill" means Friday's */
  gboolean sure = pick.with || (pick.has_day && naming == KT_VISIT_BY_HOUR);
  if (behind == *rest || (!sure && picking == KT_PICK_DAY && *behind != NULL))
    return TRUE;
  if (fits (context, &pick, visit))
    {
      *rest = behind;
      return TRUE;
    }
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  for (char **word = *rest; word < behind; word++)
    g_ptr_array_add (some, *word);
  g_ptr_array_add (some, NULL);
  g_autofree char *said = g_strjoinv (" ", (char **)some->pdata);
  return refuse_other (context, name, said, visit, error);
}

/* Two that begin at once are told apart by nothing but what is said. */
static gboolean
has_twin (const Pick *pick, const KtAppointment *visit)
{
  guint n = 0;
  for (guint i = 0; i < pick->open->len; i++)
    n += ((const KtAppointment *)pick->open->pdata[i])->start_at == visit->start_at;
  return n > 1;
}

/* Of those that begin at once the ones of a client whom words begin with; how many words they are,
 * 0: it is nobody of them. */
static guint
take_client (KtContext *context, char **words, GPtrArray *open)
{
  guint used = 0;
  gboolean name = words[0] != NULL && g_unichar_isalpha (g_utf8_get_char (words[0]))
                  && kt_payment_way_find (words[0]) == NULL;
  g_autofree char *who = name ? kt_who_take (context, words, &used) : NULL;
  g_autoptr (GPtrArray) found = who != NULL ? kt_who_find (context, who, NULL) : NULL;
  g_autoptr (GPtrArray) meant = g_ptr_array_new ();
  for (guint i = 0; found != NULL && i < open->len; i++)
    for (guint j = 0; j < found->len; j++)
      if (((const KtContact *)found->pdata[j])->id == ((KtAppointment *)open->pdata[i])->contact)
        g_ptr_array_add (meant, open->pdata[i]);
  for (guint i = open->len; meant->len > 0 && i > 0; i--)
    if (!g_ptr_array_find (meant, open->pdata[i - 1], NULL))
      g_ptr_array_remove_index (open, i - 1);
  return meant->len > 0 ? used : 0;
}

/* Of the one visit that begins at an hour its client may be said as well. */
static guint
skip_client (KtContext *context, char **words, KtAppointment *visit)
{
  g_autoptr (GPtrArray) only = g_ptr_array_new ();
  g_ptr_array_add (only, visit);
  return take_client (context, words, only);
}

/* Behind "done 9:00" stands no name of somebody else; other words are for the command to read. */
static gboolean
check_other_client (KtContext *context, const char *hour, const KtAppointment *visit, char **words,
                    GError **error)
{
  guint used = 0;
  if (words[0] == NULL || !g_unichar_isalpha (g_utf8_get_char (words[0]))
      || kt_payment_way_find (words[0]) != NULL)
    return TRUE;
  g_autofree char *who = kt_who_take (context, words, &used);
  g_autoptr (GPtrArray) found = who != NULL ? kt_who_find (context, who, NULL) : NULL;
  return found == NULL || found->len == 0 || refuse_other (context, hour, who, visit, error);
}

/* "9:00 marina", "9:00 zane": which of several that begin then. *visit stays NULL where args begin
 * with no such hour. */
static gboolean
pick_at_hour (KtContext *context, char **args, KtVisitPurpose purpose, KtAppointment **visit,
              char ***rest, GError **error)
{
  g_autoptr (GPtrArray) open = NULL;
  Pick pick = { .picking = KT_PICK_HAND };
  if (args[0] == NULL || !kt_visit_at_hour (context, args[0], purpose, &open, error))
    return args[0] == NULL;
  if (open == NULL || open->len < 2)
    return TRUE;
  pick.open = open;
  *rest = args + 1;
  guint client = take_client (context, *rest, open);
  *rest += client;
  take_words (context, open->pdata[0], rest, &pick);
  if (client == 0 && pick.staff == 0)
    return TRUE;
  keep_fits (context, &pick);
  if (open->len > 1)
    return kt_visit_ambiguous (context, args[0], open, error);
  if (open->len == 1)
    {
      *visit = g_ptr_array_steal_index (open, 0);
      return TRUE;
    }
  g_autofree char *hand = kt_hand_name (context, pick.staff);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("at %s there is no visit with %s"), args[0],
               hand != NULL ? hand : "");
  kt_error_hint (error, _ ("see the day: kontor day"));
  return FALSE;
}

gboolean
kt_visit_cmd_behind_hour (KtContext *context, const char *hour, KtAppointment *visit, char ***rest)
{
  *rest += skip_client (context, *rest, visit);
  return kt_visit_cmd_says (context, hour, KT_VISIT_BY_HOUR, visit, KT_PICK_HAND, rest, NULL);
}

gboolean
kt_visit_cmd_pick (KtContext *context, const KtCommand *command, char **args,
                   KtVisitPurpose purpose, KtVisitPicking picking, KtAppointment **visit,
                   char ***rest, GError **error)
{
  KtVisitNaming naming;
  if (!pick_at_hour (context, args, purpose, visit, rest, error))
    return FALSE;
  if (*visit != NULL)
    return TRUE;
  if (!kt_visit_cmd_take (context, command, args, purpose, visit, rest, &naming, error))
    return FALSE;
  if (naming == KT_VISIT_BY_HOUR)
    *rest += skip_client (context, *rest, *visit);
  if (naming != KT_VISIT_BY_CLIENT)
    return kt_visit_cmd_says (context, args[0], naming, *visit, picking, rest, error)
           && (naming != KT_VISIT_BY_HOUR || picking != KT_PICK_HAND
               || check_other_client (context, args[0], *visit, *rest, error));
  Pick pick = { .picking = picking };
  g_autoptr (GPtrArray) open = kt_visit_open_of (context, (*visit)->contact, purpose, error);
  if (open == NULL)
    return FALSE;
  pick.open = open;
  take_words (context, *visit, rest, &pick);
  if (!pick.has_day && pick.staff == 0)
    {
      if (!has_twin (&pick, *visit))
        return TRUE;
      pick.has_day = TRUE;
      pick.day = kt_visit_local (context, *visit);
    }
  keep_fits (context, &pick);
  if (open->len == 0)
    return refuse_none (context, &pick, *visit, error);
  if (open->len > 1 && (pick.has_day || has_twin (&pick, open->pdata[0])))
    return kt_visit_ambiguous (context, args[0], open, error);
  guint nearest = 0; /* of several with that hand the next one */
  for (guint i = 1; i < open->len; i++)
    if (ABS (((const KtAppointment *)open->pdata[i])->start_at - context->clock.now)
        < ABS (((const KtAppointment *)open->pdata[nearest])->start_at - context->clock.now))
      nearest = i;
  kt_appointment_free (*visit);
  *visit = g_ptr_array_steal_index (open, nearest);
  return TRUE;
}

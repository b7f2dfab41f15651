#include "config.h"
#include "kontor/allergy.h"
#include "kontor/ask.h"
#include "kontor/ask-when.h"
#include "kontor/brief-view.h"
#include "kontor/command.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/formula.h"
#include "kontor/handle.h"
#include "kontor/journal.h"
#include "kontor/reminder-view.h"
#include "kontor/reminders.h"
#include "kontor/visit-facts.h"
#include <glib/gi18n.h>
#include <string.h>

/* --- what both share --- */

/* The last such day; *ret as it was where text is NULL. */
static gboolean
parse_day (KtContext *context, gpointer data, KtReading reading, KtLocal *ret, GError **error)
{
  const char *text = data;
  KtWhenContext when;
  guint used;
  kt_context_when (context, &when);
  when.past = TRUE;
  when.reading = reading;
  return kt_when_parse (&text, 1, &when, ret, &used, error);
}

static gboolean
read_day (KtContext *context, char *text, KtLocal *ret, GError **error)
{
  KtReading reading;
  if (!kt_ask_when (context, parse_day, text, &reading, error)
      || !parse_day (context, text, reading, ret, error))
    return FALSE;
  if (kt_local_days_between (kt_context_today (context), *ret) <= 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is still to come"), text);
  return FALSE;
}

static char *
read_text (const char *text, gsize max, GError **error)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  if (strlen (copy) <= max)
    return kt_nfc (copy, -1);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the text is longer than %d bytes"), (int)max);
  return NULL;
}

/* WHO at the beginning of args. */
static KtContact *
read_client (KtContext *context, const KtCommand *command, char **args, char ***ret_rest,
             GError **error)
{
  guint used;
  KtId id;
  if (args[0] == NULL)
    {
      kt_command_missing (command, "WHO", error);
      return NULL;
    }
  g_autofree char *who = kt_who_take (context, args, &used);
  *ret_rest = args + used;
  return kt_who_resolve (context, who, &id, error) ? kt_contact_get (context->store, id, error)
                                                   : NULL;
}

static gboolean
end (KtContext *context, const char *verb, const KtContact *contact, gboolean ok, GError **error)
{
  if (!ok || context->dry_run)
    {
      kt_journal_rollback (context->store);
      return ok;
    }
  g_autofree char *line = g_strdup_printf ("%s %s", verb, contact->name);
  return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
}

static gboolean
begin (KtContext *context, GError **error)
{
  return kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error);
}

static KtJson *
begin_json (const KtContact *contact)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "contact");
  kt_json_contact (builder, contact->id, contact->name);
  return builder;
}

/* --- formulas --- */

static gboolean
show_formulas (KtContext *context, const KtContact *contact, GError **error)
{
  g_autoptr (GPtrArray) formulas = kt_formula_list (context->store, contact->id, error);
  g_autoptr (GPtrArray) allergies
      = formulas != NULL ? kt_allergy_list (context->store, contact->id, error) : NULL;
  if (allergies == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = begin_json (contact);
      kt_json_member (builder, "allergies");
      kt_json_allergies (builder, context, allergies);
      kt_json_member (builder, "formulas");
      kt_json_formulas (builder, context, formulas);
      kt_json_end (context, builder);
      return TRUE;
    }
  g_autofree char *line = kt_allergy_line (context, allergies);
  kt_out (context, "{b:%s}\n", contact->name);
  if (line != NULL)
    kt_out (context, "{r:%s  %s}\n", _ ("ALLERGY"), line);
  kt_formulas_print (context, formulas);
  if (formulas->len == 0)
    kt_out (context, "%s\n", _ ("no formula yet"));
  return TRUE;
}

/* A first word of letters, with more behind it, is the kind ("colour 7.1 30 g"). */
static gboolean
is_kind (const char *word, const char *next)
{
  if (next == NULL)
    return FALSE;
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalpha (g_utf8_get_char (p)) && !(p != word && g_str_equal (p, ":")))
      return FALSE;
  return *word != '\0';
}

/* As it was written before, where it is there: "Colour" is "colour". */
static char *
kind_of (const GPtrArray *formulas, const char *word)
{
  g_autofree char *plain = g_strndup (word, strlen (word) - (g_str_has_suffix (word, ":") ? 1 : 0));
  g_autofree char *fold = kt_fold (plain);
  for (guint i = 0; i < formulas->len; i++)
    {
      const KtFormula *formula = formulas->pdata[i];
      g_autofree char *known = kt_fold (formula->kind);
      if (g_str_equal (known, fold))
        return g_strdup (formula->kind);
    }
  return kt_nfc (plain, -1);
}

/* Without a kind: the one that was used last. */
static char *
last_kind (const GPtrArray *formulas)
{
  const KtFormula *last = NULL;
  for (guint i = 0; i < formulas->len; i++)
    {
      const KtFormula *formula = formulas->pdata[i];
      if (last == NULL || formula->at > last->at)
        last = formula;
    }
  return g_strdup (last != NULL ? last->kind : _ ("formula"));
}

static gboolean
read_formula (KtContext *context, KtFormula *formula, char **rest, GError **error)
{
  g_autoptr (GPtrArray) formulas = kt_formula_list (context->store, formula->contact, error);
  if (formulas == NULL)
    return FALSE;
  gboolean says_kind = is_kind (rest[0], rest[1]);
  g_autofree char *joined = g_strjoinv (" ", rest + (says_kind ? 1 : 0));
  formula->kind = says_kind ? kind_of (formulas, rest[0]) : last_kind (formulas);
  formula->text = read_text (joined, KT_FORMULA_TEXT_MAX, error);
  if (formula->text == NULL)
    return FALSE;
  if (*formula->text != '\0' && strlen (formula->kind) <= KT_FORMULA_KIND_MAX)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
               *formula->text == '\0' ? _ ("there is no text to note")
                                      : _ ("a kind is one short word: colour, cut, nails …"));
  return FALSE;
}

static gboolean
add_formula (KtContext *context, const KtContact *contact, char **rest, const char *why, char *at,
             GError **error)
{
  g_autoptr (KtFormula) formula = g_new0 (KtFormula, 1);
  KtLocal day = kt_context_today (context);
  formula->id = kt_id_random ();
  formula->contact = contact->id;
  formula->reason = read_text (why != NULL ? why : "", KT_FORMULA_TEXT_MAX, error);
  if (formula->reason == NULL || !read_formula (context, formula, rest, error)
      || (at != NULL && !read_day (context, at, &day, error)))
    return FALSE;
  formula->created = formula->updated = context->clock.now;
  formula->at = at != NULL ? kt_local_to_utc (day, context->clock.zone) : context->clock.now;
  if (!begin (context, error))
    return FALSE;
  gboolean ok = kt_formula_insert (context->store, formula, error);
  if (!end (context, "formula", contact, ok, error))
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      g_autoptr (GPtrArray) none = g_ptr_array_new ();
      KtJson *builder = begin_json (contact);
      g_ptr_array_add (one, formula);
      kt_json_member (builder, "allergies");
      kt_json_allergies (builder, context, none);
      kt_json_member (builder, "formulas");
      kt_json_formulas (builder, context, one);
      kt_json_end (context, builder);
      return TRUE;
    }
  kt_out (context, "formula {b:%s}  %s: %s\n", contact->name, formula->kind, formula->text);
  kt_out_dry_run (context);
  return TRUE;
}

static gboolean
run_formula (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *why = NULL, *at = NULL;
  const GOptionEntry entries[] = { { "at", 0, 0, G_OPTION_ARG_STRING, &at, NULL, NULL },
                                   { "why", 0, 0, G_OPTION_ARG_STRING, &why, NULL, NULL },
                                   { NULL } };
  char **rest = NULL;
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  g_autoptr (KtContact) contact = read_client (context, command, args, &rest, error);
  if (contact == NULL)
    return FALSE;
  return rest[0] != NULL ? add_formula (context, contact, rest, why, at, error)
                         : show_formulas (context, contact, error);
}

static const GOptionEntry formula_options[]
    = { { "at", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("when it was used; now otherwise"),
          N_ ("WHEN") },
        { "why", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("why it differs from the one before"),
          N_ ("TEXT") },
        { NULL } };

const KtCommand kt_cmd_formula = {
  .name = "formula",
  .summary = N_ ("how the colour was mixed, the cut made, for next time"),
  .usage = "formula WHO [KIND] TEXT [--why TEXT] [--at WHEN]\n"
           "formula WHO",
  .help
  = N_ ("Dated; the newest of a kind stands in the brief, with what it was before. KIND is a "
        "word of your own; without it the one used last. Without TEXT what is known is "
        "shown.\n"
        "Examples:\n"
        "  kontor formula zane colour \"7.1 30 g + 8.0 15 g, 6 %, 35 min\" --why \"too yellow\"\n"
        "  kontor formula zane"),
  .needs = KT_NEED_WRITE,
  .run = run_formula,
  .options = formula_options,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_SALON,
};

/* --- allergies --- */

static gboolean
show_allergies (KtContext *context, const KtContact *contact, GError **error)
{
  g_autoptr (GPtrArray) allergies = kt_allergy_list (context->store, contact->id, error);
  if (allergies == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = begin_json (contact);
      kt_json_member (builder, "allergies");
      kt_json_allergies (builder, context, allergies);
      kt_json_end (context, builder);
      return TRUE;
    }
  g_autofree char *line = kt_allergy_line (context, allergies);
  if (line != NULL)
    kt_out (context, "{b:%s}  {r:%s %s}\n", contact->name, _ ("ALLERGY"), line);
  else
    kt_out (context, "{b:%s}  %s\n", contact->name, _ ("no allergy is known"));
  return TRUE;
}

/* The one so called; else, where one that is known is meant, the only one that text begins, or the
 * only one at all where there is no text; -1 none. A new «nut» is not the «nutmeg» she has. */
static int
find_allergy (const GPtrArray *allergies, const char *text, gboolean known_one)
{
  g_autofree char *fold = kt_fold (text);
  int found = -1;
  guint n = 0;
  if (*fold == '\0')
    return allergies->len == 1 ? 0 : -1;
  for (guint i = 0; i < allergies->len; i++)
    {
      g_autofree char *known = kt_fold (((const KtAllergy *)allergies->pdata[i])->text);
      if (g_str_equal (known, fold))
        return (int)i;
      if (!known_one || !g_str_has_prefix (known, fold))
        continue;
      found = (int)i;
      n++;
    }
  return n == 1 ? found : -1;
}

static gboolean
no_allergy (const KtContact *contact, const char *text, GError **error)
{
  if (*text != '\0')
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("%s has no allergy «%s»"), contact->name,
                 text);
  else
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("which allergy? say the beginning of it"));
  return FALSE;
}

/* Out of the book only after a question: it is looked at before anybody touches her. */
static gboolean
remove_allergy (KtContext *context, const KtContact *contact, const char *text, GError **error)
{
  g_autoptr (GPtrArray) allergies = kt_allergy_list (context->store, contact->id, error);
  if (allergies == NULL)
    return FALSE;
  int at = find_allergy (allergies, text, TRUE);
  if (at < 0)
    return no_allergy (contact, text, error);
  const KtAllergy *allergy = allergies->pdata[at];
  g_autofree char *question
      = kt_marked (_ ("%s: is {b:%s} an allergy no more? [y/N] "), contact->name, allergy->text);
  gboolean yes;
  if (!kt_ask_yes (context, question, &yes, error))
    return FALSE;
  if (!yes)
    {
      kt_out (context, "%s\n", _ ("it stays"));
      return TRUE;
    }
  if (!begin (context, error))
    return FALSE;
  gboolean ok = kt_allergy_delete (context->store, allergy->id, error);
  return end (context, "allergy removed:", contact, ok, error)
         && show_allergies (context, contact, error);
}

static gboolean
put_allergy (KtContext *context, const KtContact *contact, const char *text, char *tested,
             const char *result, GError **error)
{
  g_autoptr (GPtrArray) allergies = kt_allergy_list (context->store, contact->id, error);
  KtLocal day = { 0 };
  if (allergies == NULL || (tested != NULL && !read_day (context, tested, &day, error)))
    return FALSE;
  day.hour = -1;
  day.minute = 0;
  int at = find_allergy (allergies, text, tested != NULL || result != NULL);
  if (at < 0 && *text == '\0')
    return no_allergy (contact, text, error);
  KtAllergy fresh = { .id = kt_id_random (),
                      .contact = contact->id,
                      .text = (char *)text,
                      .created = context->clock.now };
  KtAllergy allergy = at >= 0 ? *(const KtAllergy *)allergies->pdata[at] : fresh;
  if (tested != NULL)
    allergy.tested = day;
  if (result != NULL)
    allergy.result = (char *)result;
  allergy.updated = MAX (context->clock.now, allergy.updated + 1);
  if (!begin (context, error))
    return FALSE;
  gboolean ok = kt_allergy_put (context->store, &allergy, error);
  if (!end (context, "allergy", contact, ok, error))
    return FALSE;
  kt_out_dry_run (context);
  return context->dry_run || show_allergies (context, contact, error);
}

static gboolean
run_allergy (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *tested = NULL, *result_word = NULL;
  gboolean removes = FALSE;
  const GOptionEntry entries[]
      = { { "remove", 0, 0, G_OPTION_ARG_NONE, &removes, NULL, NULL },
          { "result", 0, 0, G_OPTION_ARG_STRING, &result_word, NULL, NULL },
          { "tested", 0, 0, G_OPTION_ARG_STRING, &tested, NULL, NULL },
          { NULL } };
  char **rest = NULL;
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  g_autoptr (KtContact) contact = read_client (context, command, args, &rest, error);
  if (contact == NULL)
    return FALSE;
  g_autofree char *joined = g_strjoinv (" ", rest);
  g_autofree char *text = read_text (joined, KT_ALLERGY_TEXT_MAX, error);
  g_autofree char *result
      = result_word != NULL ? read_text (result_word, KT_ALLERGY_TEXT_MAX, error) : NULL;
  if (text == NULL || (result_word != NULL && result == NULL))
    return FALSE;
  if (removes)
    return remove_allergy (context, contact, text, error);
  return *text == '\0' && tested == NULL && result == NULL
             ? show_allergies (context, contact, error)
             : put_allergy (context, contact, text, tested, result, error);
}

static const GOptionEntry allergy_options[]
    = { { "remove", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("it is none any more; asks"), NULL },
        { "result", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("what the patch test showed"),
          N_ ("TEXT") },
        { "tested", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("day of the patch test"), N_ ("DATE") },
        { NULL } };

const KtCommand kt_cmd_allergy = {
  .name = "allergy",
  .summary = N_ ("what must be known before anybody touches a client"),
  .usage = "allergy WHO [TEXT] [--tested DATE] [--result TEXT] [--remove]",
  .help = N_ ("Stands first wherever the client is shown. The same beginning of TEXT again changes "
              "what is there.\n"
              "Examples:\n"
              "  kontor allergy zane \"PPD: only the PPD-free line\"\n"
              "  kontor allergy zane PPD --tested 17.11. --result fine\n"
              "  kontor allergy zane PPD --remove"),
  .needs = KT_NEED_WRITE,
  .run = run_allergy,
  .options = allergy_options,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_SALON,
};

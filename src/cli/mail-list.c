#include "config.h"
#include "mail-parts.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/letter-rows.h"
#include "kontor/letter-view.h"
#include <glib/gi18n.h>

#define SHOWN 20
#define SHOWN_MAX 10000

static const KtColumn columns[] = {
  { "ref", N_ ("REF"), KT_COLUMN_REF },          { "at", N_ ("WHEN"), KT_COLUMN_TIME },
  { "direction", N_ ("WAY"), KT_COLUMN_TEXT },   { "name", N_ ("WHO"), KT_COLUMN_TEXT },
  { "address", N_ ("ADDRESS"), KT_COLUMN_TEXT }, { "subject", N_ ("SUBJECT"), KT_COLUMN_TEXT },
  { "kind", N_ ("KIND"), KT_COLUMN_TEXT },       { "attached", N_ ("FILES"), KT_COLUMN_TEXT },
};

static void
add_row (KtTable *table, KtContext *context, const KtStoredLetter *letter)
{
  gboolean screen = context->terminal && context->output == KT_OUTPUT_TEXT;
  gboolean out = letter->direction == KT_DIRECTION_OUT;
  gboolean attached = letter->flags & KT_LETTER_FLAG_ATTACHED;
  g_autofree char *text = g_strdup (letter->people);
  g_autoptr (GArray) people = kt_people_parse (text);
  const KtParticipant *who = kt_people_other (people, letter->direction);
  kt_table_add (table, letter->key, letter->time, screen ? (out ? ">" : "<") : (out ? "out" : "in"),
                who != NULL && *who->name != 0 ? who->name : NULL, who != NULL ? who->norm : NULL,
                letter->subject, kt_letter_kind_id (letter->kind),
                attached ? (screen ? "+" : "yes") : NULL);
}

static void
keep (const KtStoredLetter *letter, KtId contact, GArray *handles)
{
  KtHandle handle = { .kind = KT_RECORD_LETTER,
                      .key = letter->key,
                      .contact = contact,
                      .number = (int)handles->len + 1 };
  g_array_append_val (handles, handle);
}

static gboolean
add_of_contact (KtTable *table, KtContext *context, const char *who, guint limit, GArray *handles,
                GError **error)
{
  KtId contact;
  if (!kt_who_resolve (context, who, &contact, error))
    return FALSE;
  g_autoptr (GPtrArray) letters
      = kt_link_letters_of (context->store, context->settings, contact, limit, NULL, error);
  for (guint i = 0; letters != NULL && i < letters->len; i++)
    {
      const KtLinkedLetter *linked = letters->pdata[i];
      add_row (table, context, linked->letter);
      keep (linked->letter, contact, handles);
    }
  return letters != NULL;
}

static gboolean
add_newest (KtTable *table, KtContext *context, guint limit, GArray *handles, GError **error)
{
  g_autoptr (GPtrArray) letters = kt_letter_newest (context->store, context->all, limit, error);
  for (guint i = 0; letters != NULL && i < letters->len; i++)
    {
      add_row (table, context, letters->pdata[i]);
      keep (letters->pdata[i], 0, handles);
    }
  return letters != NULL;
}

gboolean
kt_mail_cmd_list (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  int limit = context->all ? SHOWN_MAX : SHOWN;
  const GOptionEntry entries[]
      = { { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, NULL }, { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (limit < 1 || limit > SHOWN_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("--limit is 1 to %d"), SHOWN_MAX);
      return FALSE;
    }
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  g_autofree char *who = g_strjoinv (" ", args);
  if (!(*who != '\0' ? add_of_contact (table, context, who, (guint)limit, handles, error)
                     : add_newest (table, context, (guint)limit, handles, error)))
    return FALSE;
  kt_table_print (table, context, "letters");
  if (*who == '\0' && !context->all && context->terminal && context->output == KT_OUTPUT_TEXT
      && !context->quiet)
    kt_out (context, _ ("{d:without newsletters; with them: kontor mail --all}\n"));
  return context->output != KT_OUTPUT_TEXT || kt_handles_save (context, handles, error);
}

#include "config.h"
#include "contact-parts.h"
#include "kontor/command.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/find-view.h"
#include "kontor/handle.h"
#include "kontor/letter.h"
#include "kontor/query.h"
#include "kontor/search.h"
#include <glib/gi18n.h>
#include <string.h>

#define SHOWN 50
#define SHOWN_ALL 10000

/* What consists of digits is a phone or its end too: its owners come first. */
static gboolean
add_owners (KtContext *context, const char *words, GPtrArray *hits, GError **error)
{
  if (strspn (words, "0123456789 +-()./") != strlen (words))
    return TRUE;
  g_autoptr (GPtrArray) owners = kt_who_find (context, words, error);
  for (guint i = owners != NULL ? owners->len : 0; i > 0; i--)
    {
      const KtContact *owner = owners->pdata[i - 1];
      g_autofree char *phone = kt_who_phone (context, owner->id, words);
      if (phone == NULL) /* the digits are part of the name: found by that */
        continue;
      KtHit *hit = g_new0 (KtHit, 1);
      hit->kind = KT_HIT_CONTACT;
      hit->key = hit->contact = owner->id;
      hit->title = g_strdup (owner->name);
      hit->snippet = g_steal_pointer (&phone);
      g_ptr_array_insert (hits, 0, hit);
    }
  return owners != NULL;
}

/* What letters are asked for by what they are: the word and its flag. */
static const struct
{
  const char *word;
  guint flag;
} letter_words[] = {
  { "has:attachment", KT_LETTER_FLAG_ATTACHED }, { "has:attachments", KT_LETTER_FLAG_ATTACHED },
  { "has:file", KT_LETTER_FLAG_ATTACHED },       { "has:files", KT_LETTER_FLAG_ATTACHED },
  { "is:forwarded", KT_LETTER_FLAG_FORWARDS },   { "is:forward", KT_LETTER_FLAG_FORWARDS },
  { "is:fwd", KT_LETTER_FLAG_FORWARDS },
};

/* Such words are taken off; their flags. */
static guint
take_flags (char **words)
{
  guint kept = 0, flags = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint flag = 0;
      for (gsize j = 0; j < G_N_ELEMENTS (letter_words); j++)
        if (g_ascii_strcasecmp (letter_words[j].word, words[i]) == 0)
          flag = letter_words[j].flag;
      flags |= flag;
      if (flag == 0)
        words[kept++] = words[i];
    }
  words[kept] = NULL;
  return flags;
}

static gboolean
find_flagged (KtContext *context, const char *words, guint flags, const char *said, GError **error)
{
  guint limit = context->all ? SHOWN_ALL : SHOWN;
  g_autoptr (GPtrArray) hits = kt_search_flagged (context->store, words, flags, limit, error);
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  if (hits == NULL)
    return FALSE;
  kt_find_print (context, hits, *words != '\0' ? words : said, limit, handles);
  return context->output != KT_OUTPUT_TEXT || kt_handles_save (context, handles, error);
}

static gboolean
run_find (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] == NULL)
    return kt_command_missing (command, "WORD…", error);
  g_autofree char **rest = g_memdup2 (args, (g_strv_length (args) + 1) * sizeof *args);
  guint flags = take_flags (rest);
  g_autofree char *query = kt_query_join (rest), *words = g_strjoinv (" ", rest);
  if (flags != 0 && kt_query_has_fields (context, query))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   _ ("has:attachment and is:forwarded find letters, «%s» clients"), query);
      kt_error_hint (error, _ ("beside it write words: kontor find has:attachment weber"));
      return FALSE;
    }
  if (kt_query_has_fields (context, query))
    return kt_contact_list_print (context, query, &(KtContactListing){ 0 }, error);
  if (flags != 0)
    return find_flagged (context, words, flags, args[0], error);
  guint limit = context->all ? SHOWN_ALL : SHOWN;
  g_autoptr (GPtrArray) hits = kt_search (context->store, words, limit, error);
  if (hits == NULL || !add_owners (context, words, hits, error)
      || !kt_find_add_invoices (context, words, hits, error))
    return FALSE;
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  kt_find_print (context, hits, words, limit, handles);
  return context->output != KT_OUTPUT_TEXT || kt_handles_save (context, handles, error);
}

const KtCommand kt_cmd_find = {
  .name = "find",
  .summary = N_ ("search letters, contacts, notes, reminders, deals"),
  .usage = "find WORD…\n"
           "find QUERY",
  .help
  = N_ ("All words must be there, in any language and with or without their marks: marta "
        "finds Mārta, елка finds ёлка. \"A phrase\" in quotes, the beginning of a word with a "
        "star. The newest letters come first; --all shows more than 50. has:attachment finds "
        "letters with attachments alone, is:forwarded what somebody passed on. Words with a "
        "field of the query language (tag:vip, last:>90d) name contacts instead: kontor help "
        "query-language.\n"
        "Examples:\n"
        "  kontor find wine labels\n"
        "  kontor find '\"wine labels\"'\n"
        "  kontor find 'catal*' --json\n"
        "  kontor find has:attachment invoice\n"
        "  kontor find 'tag:vip last:>90d'"),
  .needs = KT_NEED_READ,
  .run = run_find,
  .group = KT_GROUP_DAILY,
};

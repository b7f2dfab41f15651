#include "config.h"
#include "mail-parts.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/letter-view.h"
#include "kontor/sync.h"
#include "kontor/term.h"
#include <glib/gi18n.h>

/* A pipe gets the octets as they are; a terminal never sees what a stranger wrote unescaped. */
static gboolean
print_original (KtContext *context, KtId key, GError **error)
{
  KtFetched *fetched = kt_fetch_original (context, key, error);
  if (fetched == NULL)
    return FALSE;
  if (!context->terminal)
    g_string_append_len (context->out, (const char *)fetched->bytes->data,
                         (gssize)fetched->bytes->len);
  else
    kt_term_append (context->out, (const char *)fetched->bytes->data, (gssize)fetched->bytes->len,
                    KT_TERM_BLOCK);
  kt_fetched_free (fetched);
  return TRUE;
}

/* All that the original says instead of what was kept. *ret_text owns it. */
static gboolean
read_full (KtContext *context, KtStoredLetter *letter, char **ret_text, KtLetter **ret_whole,
           GError **error)
{
  gboolean cut = FALSE;
  KtFetched *original = kt_fetch_original (context, letter->key, error);
  if (original == NULL)
    return FALSE;
  *ret_text = kt_fetched_text (original, &cut, error);
  *ret_whole = *ret_text != NULL ? kt_fetched_letter (original, error) : NULL;
  kt_fetched_free (original);
  if (*ret_whole == NULL)
    return FALSE;
  letter->text = *ret_text;
  letter->flags &= ~(guint32)(KT_LETTER_FLAG_OWN | KT_LETTER_FLAG_CUT | KT_LETTER_FLAG_PARTS_CUT);
  letter->flags |= cut ? KT_LETTER_FLAG_CUT : 0;
  letter->flags |= (*ret_whole)->flags & KT_LETTER_FLAG_PARTS_CUT;
  return TRUE;
}

static gboolean
print_stored (KtContext *context, KtId key, gboolean full, GError **error)
{
  g_autoptr (GPtrArray) strings = NULL;
  g_autofree char *text = NULL;
  g_autoptr (KtLetter) whole = NULL;
  g_autoptr (KtStoredLetter) letter = kt_letter_get (context->store, key, error);
  if (letter == NULL || (full && !read_full (context, letter, &text, &whole, error)))
    return FALSE;
  g_autoptr (GPtrArray) links = kt_link_explain (context->store, context->settings, letter, error);
  g_autoptr (GArray) parts
      = links != NULL ? kt_letter_parts (context->store, letter->id, &strings, error) : NULL;
  if (parts == NULL)
    return FALSE;
  if (whole != NULL)
    {
      g_array_set_size (parts, 0);
      g_array_append_vals (parts, whole->parts, (guint)whole->n_parts);
    }
  g_autoptr (GPtrArray) contacts = kt_link_contacts (links);
  if (context->output == KT_OUTPUT_JSON)
    kt_letter_json (context, letter, contacts, parts);
  else
    kt_letter_print (context, letter, contacts, parts, full);
  return TRUE;
}

gboolean
kt_mail_cmd_show (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean raw = FALSE, full = FALSE;
  KtHandle handle;
  const GOptionEntry entries[] = { { "full", 0, 0, G_OPTION_ARG_NONE, &full, NULL, NULL },
                                   { "raw", 0, 0, G_OPTION_ARG_NONE, &raw, NULL, NULL },
                                   { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL || args[1] != NULL || (raw && full))
    return kt_command_usage_error (command, error);
  if (!kt_handle_resolve (context, args[0], KT_RECORD_LETTER, &handle, error))
    {
      if (!g_ascii_isdigit (args[0][0])) /* no number or ref: a name, most likely */
        kt_error_hint (error, _ ("somebody's letters: kontor mail list %s"), args[0]);
      return FALSE;
    }
  return raw ? print_original (context, handle.key, error)
             : print_stored (context, handle.key, full, error);
}

#include "config.h"
#include "paper-values.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <string.h>

static const char *
find_fold (const char *text, const char *wanted)
{
  gsize length = strlen (wanted);
  for (; *text != '\0'; text++)
    if (g_ascii_strncasecmp (text, wanted, length) == 0)
      return text;
  return NULL;
}

/* 'sha256-…' of what stands in the style sheets; a template with styles in its tags has to allow
 * them all. */
static char *
style_policy (const char *html)
{
  if (find_fold (html, " style=") != NULL)
    return g_strdup ("'unsafe-inline'");
  GString *policy = g_string_new (NULL);
  for (const char *at = html; (at = find_fold (at, "<style")) != NULL;)
    {
      const char *begin = strchr (at, '>'),
                 *end = begin != NULL ? find_fold (begin, "</style") : NULL;
      if (end == NULL)
        break;
      guint8 digest[32];
      gsize length = sizeof digest;
      g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
      g_checksum_update (sum, (const guchar *)begin + 1, end - begin - 1);
      g_checksum_get_digest (sum, digest, &length);
      g_autofree char *base64 = g_base64_encode (digest, length);
      g_string_append_printf (policy, "%s'sha256-%s'", policy->len > 0 ? " " : "", base64);
      at = end;
    }
  if (policy->len == 0)
    g_string_append (policy, "'none'");
  return g_string_free (policy, FALSE);
}

/* The policy stands first in the head, so that it holds for all that follows. */
static char *
add_policy (const char *html, GError **error)
{
  const char *head = find_fold (html, "<head>");
  if (head == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the page of the template has no <head>"));
      return NULL;
    }
  head += strlen ("<head>");
  g_autofree char *style = style_policy (html);
  GString *page = g_string_new_len (html, head - html);
  g_string_append_printf (page,
                          "\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                          "'none'; style-src %s; img-src data:; base-uri 'none'; form-action "
                          "'none'\">",
                          style);
  g_string_append (page, head);
  return g_string_free (page, FALSE);
}

static char *
fill (const char *body, KtFillFormat format, const KtFillValues *values, GError **error)
{
  g_autofree char *filled = kt_fill (body, format, values, error);
  if (filled == NULL || format == KT_FILL_TEXT)
    return g_steal_pointer (&filled);
  return add_policy (filled, error);
}

gboolean
kt_paper_check (const char *body, KtFillFormat format, GError **error)
{
  g_autoptr (KtFillValues) values = kt_paper_places ();
  g_autofree char *filled = fill (body, format, values, error);
  return filled != NULL;
}

char *
kt_paper_print (KtContext *context, const KtInvoice *invoice, const char *kind, KtFillFormat format,
                const char *name, GError **error)
{
  g_autoptr (KtContact) contact
      = invoice->contact != 0 ? kt_contact_get (context->store, invoice->contact, error) : NULL;
  if (invoice->contact != 0 && contact == NULL)
    return NULL;
  g_autoptr (GPtrArray) items = kt_invoice_items (context->store, invoice->id, error);
  g_autoptr (GPtrArray) payments
      = items != NULL ? kt_invoice_payments (context->store, invoice->id, error) : NULL;
  g_autoptr (KtTemplate) template
      = payments != NULL ? kt_template_choose (context->store, name, kind, format,
                                               contact != NULL ? contact->language : NULL, error)
                         : NULL;
  if (template == NULL)
    return NULL;
  g_autoptr (KtFillValues) values = kt_paper_places ();
  kt_paper_fill_in (context, values, invoice, contact, items, payments);
  g_autofree char *filled = fill (template->body, format, values, error);
  if (filled == NULL)
    g_prefix_error (error, "«%s»: ", template->name);
  return g_steal_pointer (&filled);
}

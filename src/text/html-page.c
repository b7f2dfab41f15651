#include "config.h"
#include "kontor/html-page.h"
#include "kontor/term.h"

#include <string.h>

const char kt_html_style[]
    = ":root{color-scheme:light dark;--ink:#1d1d1f;--paper:#fff;--dim:#63636b;--line:#d4d4da;"
      "--accent:#2f6f8f;--bad:#b3261e}"
      "@media(prefers-color-scheme:dark){:root{--ink:#e9e9ee;--paper:#17181b;--dim:#a0a0aa;"
      "--line:#3a3b41;--accent:#6fb4d6;--bad:#ff8a80}}"
      "@media print{:root{--ink:#000;--paper:#fff;--dim:#444;--line:#999;--accent:#2f6f8f;"
      "--bad:#000}}"
      "*{box-sizing:border-box}"
      "body{margin:0 auto;max-width:60em;padding:2em 1.5em 4em;color:var(--ink);"
      "background:var(--paper);font:11pt/1.5 'DejaVu Sans','Segoe UI',Roboto,Arial,sans-serif}"
      "h1{font-size:1.5em;line-height:1.25;margin:0 0 .3em}"
      "h2{font-size:1.1em;margin:1.8em 0 .4em}"
      "p{margin:.4em 0}.dim{color:var(--dim)}.bad{color:var(--bad)}"
      "a{color:var(--accent)}"
      "table{border-collapse:collapse;width:100%;font-size:.95em;font-variant-numeric:tabular-nums}"
      "th,td{text-align:left;vertical-align:top;padding:.3em .7em .3em 0;"
      "border-bottom:1px solid var(--line)}"
      "th{color:var(--dim);font-weight:600}th.n,td.n{text-align:right;white-space:nowrap}"
      "tfoot td{border-bottom:0;font-weight:600}"
      "pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:.3em 0}"
      "footer{margin-top:3em;color:var(--dim);font-size:.85em}"
      "@media print{body{max-width:none;padding:0;font-size:10pt}tr,h2{break-inside:avoid}"
      "h2{break-after:avoid}}";

static void
append (GString *out, const char *text, KtTermMode mode)
{
  g_autofree char *safe = kt_term_safe (text != NULL ? text : "", mode);
  g_autofree char *escaped = g_markup_escape_text (safe, -1);
  g_string_append (out, escaped);
}

void
kt_html_append (GString *out, const char *text)
{
  append (out, text, KT_TERM_BLOCK);
}

void
kt_html_append_element (GString *out, const char *tag, const char *class, const char *text)
{
  g_string_append_printf (out, "<%s", tag);
  if (class != NULL)
    g_string_append_printf (out, " class=\"%s\"", class);
  g_string_append_c (out, '>');
  kt_html_append (out, text);
  g_string_append_printf (out, "</%s>", tag);
}

static gboolean
may_be_followed (const char *address)
{
  static const char *const schemes[] = { "https://", "http://", "mailto:" };
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (address, schemes[i], strlen (schemes[i])) == 0)
      return TRUE;
  return FALSE;
}

void
kt_html_append_link (GString *out, const char *address, const char *text)
{
  if (!may_be_followed (address))
    {
      kt_html_append (out, text);
      return;
    }
  g_string_append (out, "<a href=\"");
  append (out, address, KT_TERM_LINE);
  g_string_append (out, "\">");
  kt_html_append (out, text);
  g_string_append (out, "</a>");
}

static char *
hash_of (const char *style)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 octets[32];
  gsize length = sizeof octets;
  g_checksum_update (checksum, (const guchar *)style, -1);
  g_checksum_get_digest (checksum, octets, &length);
  return g_base64_encode (octets, length);
}

char *
kt_html_page (const char *title, const char *language, const char *style, const char *body)
{
  g_autofree char *whole = g_strconcat (kt_html_style, style, NULL);
  g_autofree char *hash = hash_of (whole);
  GString *out = g_string_new ("<!DOCTYPE html>\n<html");
  if (language != NULL)
    {
      g_string_append (out, " lang=\"");
      append (out, language, KT_TERM_LINE);
      g_string_append_c (out, '"');
    }
  g_string_append_printf (
      out,
      ">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
      " 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
      hash);
  kt_html_append_element (out, "title", NULL, title);
  g_string_append_printf (out, "\n<style>%s</style>\n</head>\n<body>\n%s\n</body>\n</html>\n",
                          whole, body);
  return g_string_free (out, FALSE);
}

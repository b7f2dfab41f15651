#include "config.h"
#include "vcard-patch.h"
#include <string.h>

gboolean
kt_vcard_is_version (const KtVcardPatch *patch, const char *version)
{
  return strcmp (patch->version, version) == 0;
}

/* --- params --- */

static const struct
{
  const char *word, *type;
} label_types[]
    = { { "work", "WORK" }, { "private", "HOME" }, { "home", "HOME" }, { "mobile", "CELL" },
        { "fax", "FAX" },   { "pager", "PAGER" },  { "main", "MAIN" }, { "car", "CAR" } };

void
kt_vcard_append_type (const KtVcardPatch *patch, GString *params, const char *type)
{
  if (kt_vcard_is_version (patch, "2.1"))
    g_string_append_printf (params, ";%s", type);
  else if (kt_vcard_is_version (patch, "4.0"))
    {
      g_autofree char *lower = g_ascii_strdown (type, -1);
      g_string_append_printf (params, ";TYPE=%s", lower);
    }
  else
    g_string_append_printf (params, ";TYPE=%s", type);
}

/* FALSE: the label is the user's own word. */
gboolean
kt_vcard_append_label (const KtVcardPatch *patch, GString *params, const char *label)
{
  g_auto (GStrv) words = g_strsplit (label, " ", -1);
  gsize length = params->len;

  for (char **word = words; *word != NULL; word++)
    {
      const char *type = NULL;
      for (gsize i = 0; i < G_N_ELEMENTS (label_types); i++)
        if (strcmp (*word, label_types[i].word) == 0)
          type = label_types[i].type;
      if (type == NULL && **word != '\0')
        {
          g_string_truncate (params, length);
          return FALSE;
        }
      if (type != NULL)
        kt_vcard_append_type (patch, params, type);
    }
  return TRUE;
}

static gboolean
is_type (const KtVcardParam *param)
{
  return param->bare || kt_vcard_param_is (param, "TYPE");
}

/* A line's params without the words that label_types stand for. */
char *
kt_vcard_params_without_label (const KtIcalLine *line)
{
  g_autofree char *plain = kt_vcard_plain_params (line);
  GString *out = g_string_new (NULL);
  const char *params = plain;
  KtVcardParam param;

  while (kt_vcard_param_next (&params, &param))
    {
      g_autofree char *value = g_strndup (param.value, param.length);
      g_strdelimit (value, "\"", ' ');
      g_auto (GStrv) words = g_strsplit (value, ",", -1);
      if (!is_type (&param))
        {
          g_string_append_len (out, param.raw, (gssize)param.raw_length);
          continue;
        }
      for (char **word = words; *word != NULL; word++)
        {
          gboolean label = FALSE;
          for (gsize i = 0; i < G_N_ELEMENTS (label_types); i++)
            label = label || g_ascii_strcasecmp (g_strstrip (*word), label_types[i].type) == 0;
          if (!label && **word != '\0')
            g_string_append_printf (out, ";%.*s%s", param.bare ? 0 : 5, "TYPE=", *word);
        }
    }
  return g_string_free (out, FALSE);
}

/* --- a line for a point --- */

static const struct
{
  const char *scheme, *service, *old; /* IMPP's X-SERVICE-TYPE; the property of 2.1 */
} messengers[] = { { "xmpp:", "Jabber", "X-JABBER" },
                   { "skype:", "Skype", "X-SKYPE" },
                   { "icq:", "ICQ", "X-ICQ" },
                   { "aim:", "AIM", "X-AIM" },
                   { "msnim:", "MSN", "X-MSN" },
                   { "ymsgr:", "Yahoo", "X-YAHOO" },
                   { "qq:", "QQ", "X-QQ" },
                   { "gg:", "GaduGadu", "X-GADUGADU" },
                   { "telegram:", "Telegram", "X-TELEGRAM" },
                   { "whatsapp:", "WhatsApp", "X-WHATSAPP" },
                   { "signal:", "Signal", "X-SIGNAL" },
                   { "viber:", "Viber", "X-VIBER" },
                   { "matrix:", "Matrix", "X-MATRIX" } };

/* Name, params and value of a new messenger. */
static void
draft_messenger (const KtVcardPatch *patch, const char *value, const char **ret_name,
                 GString *params, GString *out)
{
  gboolean old = kt_vcard_is_version (patch, "2.1");

  *ret_name = old ? "X-MS-IMADDRESS" : "IMPP";
  for (gsize i = 0; i < G_N_ELEMENTS (messengers); i++)
    if (g_str_has_prefix (value, messengers[i].scheme))
      {
        if (old)
          {
            *ret_name = messengers[i].old;
            value += strlen (messengers[i].scheme);
          }
        else
          g_string_append_printf (params, ";X-SERVICE-TYPE=%s", messengers[i].service);
        break;
      }
  kt_vcard_escape (patch, out, value);
}

/* What follows the city: in the places of region, code and country that say as much. */
static gboolean
place_rest (char **rest, guint n, const char *parts[3])
{
  parts[0] = parts[1] = parts[2] = "";
  if (n == 1)
    parts[strpbrk (rest[0], "0123456789") != NULL ? 1 : 2] = rest[0];
  else
    for (guint i = 0; i < n && n <= 3; i++)
      parts[3 - n + i] = rest[i];
  return n <= 3;
}

/* A line of an address in ADR's parts, the city where it is one of them. */
static void
draft_post (const KtVcardPatch *patch, const char *text, GString *out)
{
  const char *city = patch->wanted->city;
  g_auto (GStrv) words = g_strsplit (text, ", ", -1);
  g_autoptr (GString) street = g_string_new (NULL);
  guint n = g_strv_length (words), at = 1;
  const char *parts[3] = { "", "", "" };

  while (at < n && (city == NULL || *city == '\0' || strcmp (words[at], city) != 0))
    at++;
  if (at >= n || !place_rest (words + at + 1, n - at - 1, parts))
    {
      at = n;
      city = "";
      parts[0] = parts[1] = parts[2] = "";
    }
  for (guint i = 0; i < at; i++)
    g_string_append_printf (street, "%s%s", i > 0 ? ", " : "", words[i]);
  g_string_append (out, ";;");
  kt_vcard_escape (patch, out, street->str);
  g_string_append_c (out, ';');
  kt_vcard_escape (patch, out, city);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_string_append_c (out, ';');
      kt_vcard_escape (patch, out, parts[i]);
    }
}

const char *
kt_vcard_property_of (const char *kind)
{
  static const char *const names[][2]
      = { { "email", "EMAIL" }, { "phone", "TEL" }, { "post", "ADR" }, { "url", "URL" } };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (kind, names[i][0]) == 0)
      return names[i][1];
  return "IMPP";
}

void
kt_vcard_draft_point (const KtVcardPatch *patch, const KtVcardPoint *point, const char **ret_name,
                      GString *params, GString *out)
{
  *ret_name = kt_vcard_property_of (point->kind);
  if (strcmp (point->kind, "messenger") == 0)
    draft_messenger (patch, point->value, ret_name, params, out);
  else if (strcmp (point->kind, "post") == 0)
    draft_post (patch, point->value, out);
  else if (strcmp (point->kind, "url") == 0 && strpbrk (point->value, "\\\n") == NULL)
    g_string_append (out, point->value); /* a URI is not escaped */
  else
    kt_vcard_escape (patch, out, point->value);
}

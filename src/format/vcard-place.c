#include "config.h"
#include "kontor/addr.h"
#include "kontor/ical-value.h"
#include "vcard-part.h"
#include <string.h>

/* --- labels --- */

char *
kt_vcard_bare_label (char *text)
{
  if (g_str_has_prefix (text, "_$!<") && g_str_has_suffix (text, ">!$_"))
    {
      g_autofree char *inner = g_strndup (text + 4, strlen (text) - 8);
      g_free (text);
      return g_utf8_strdown (inner, -1);
    }
  return text;
}

const KtIcalLine *
kt_vcard_of_group (const KtIcalComponent *card, const char *group, const char *name)
{
  if (*group == '\0')
    return NULL;
  for (guint i = 0; i < card->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (card->nodes, KtIcalNode, i);
      if (node->component == NULL && strcmp (node->line.name, name) == 0
          && g_ascii_strcasecmp (node->line.group, group) == 0)
        return &node->line;
    }
  return NULL;
}

static void
add_word (GString *label, const char *word)
{
  if (label->len > 0)
    g_string_append_c (label, ' ');
  g_string_append (label, word);
}

/* Types that do not tell which of several is meant. */
static gboolean
says_nothing (const char *type)
{
  static const char *const noise[]
      = { "pref",   "internet", "voice",  "msg",        "x400",      "intl", "dom",
          "parcel", "other",    "postal", "x-other",    "uri",       "text", "isdn",
          "bbs",    "modem",    "video",  "x-internet", "textphone", NULL };

  return g_strv_contains (noise, type);
}

/* Where first, then what: "work fax". */
static char *
types_label (const KtIcalLine *line)
{
  static const char *const places[][2]
      = { { "work", "work" }, { "home", "private" }, { "cell", "mobile" }, { "iphone", "mobile" } };
  g_auto (GStrv) types = kt_vcard_types (line);
  GString *label = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_strv_contains ((const char *const *)types, places[i][0])
        && strstr (label->str, places[i][1]) == NULL)
      add_word (label, places[i][1]);
  for (char **type = types; *type != NULL; type++)
    {
      gboolean told = says_nothing (*type);
      for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
        told = told || strcmp (*type, places[i][0]) == 0;
      if (!told)
        add_word (label, g_str_has_prefix (*type, "x-") ? *type + 2 : *type);
    }
  return g_string_free (label, FALSE);
}

char *
kt_vcard_label (const KtIcalComponent *card, const KtIcalLine *line)
{
  const KtIcalLine *own = kt_vcard_of_group (card, line->group, "X-ABLABEL");
  char *label = own != NULL ? kt_vcard_bare_label (kt_vcard_line_text (own, KT_VCARD_LINE_MAX))
                            : kt_vcard_clean (types_label (line));

  if (strcmp (label, "home") == 0)
    {
      g_free (label);
      return g_strdup ("private");
    }
  return label;
}

/* --- values --- */

typedef enum
{
  PLACE_EMAIL,
  PLACE_PHONE,
  PLACE_POST,
  PLACE_URL,
  PLACE_MESSENGER,
} PlaceKind;

static const char *const kind_names[] = { "email", "phone", "post", "url", "messenger" };

static const struct
{
  const char *name;
  PlaceKind kind;
  const char *scheme; /* of a messenger whose property names it */
} places[] = {
  { "EMAIL", PLACE_EMAIL, NULL },
  { "TEL", PLACE_PHONE, NULL },
  { "ADR", PLACE_POST, NULL },
  { "URL", PLACE_URL, NULL },
  { "X-SOCIALPROFILE", PLACE_URL, NULL },
  { "IMPP", PLACE_MESSENGER, NULL },
  { "X-JABBER", PLACE_MESSENGER, "xmpp" },
  { "X-GOOGLE-TALK", PLACE_MESSENGER, "xmpp" },
  { "X-GTALK", PLACE_MESSENGER, "xmpp" },
  { "X-SKYPE", PLACE_MESSENGER, "skype" },
  { "X-SKYPE-USERNAME", PLACE_MESSENGER, "skype" },
  { "X-ICQ", PLACE_MESSENGER, "icq" },
  { "X-AIM", PLACE_MESSENGER, "aim" },
  { "X-MSN", PLACE_MESSENGER, "msnim" },
  { "X-YAHOO", PLACE_MESSENGER, "ymsgr" },
  { "X-QQ", PLACE_MESSENGER, "qq" },
  { "X-GADUGADU", PLACE_MESSENGER, "gg" },
  { "X-TELEGRAM", PLACE_MESSENGER, "telegram" },
  { "X-WHATSAPP", PLACE_MESSENGER, "whatsapp" },
  { "X-SIGNAL", PLACE_MESSENGER, "signal" },
  { "X-VIBER", PLACE_MESSENGER, "viber" },
  { "X-MATRIX", PLACE_MESSENGER, "matrix" },
  { "X-MS-IMADDRESS", PLACE_MESSENGER, NULL },
};

static int
find_place (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (strcmp (places[i].name, name) == 0)
      return (int)i;
  return -1;
}

const char *
kt_vcard_place_kind (const char *name)
{
  int i = find_place (name);

  return i >= 0 ? kind_names[places[i].kind] : NULL;
}

/* "tel:+371-29;ext=5" as people write it. Takes the text. */
static char *
phone_text (char *text)
{
  if (g_ascii_strncasecmp (text, "tel:", 4) != 0)
    return text;
  g_autofree char *bare = g_uri_unescape_string (text + 4, NULL);
  g_autofree char *uri = bare != NULL ? g_steal_pointer (&bare) : g_strdup (text + 4);
  const char *ext = strstr (uri, ";ext=");
  GString *out = g_string_new_len (uri, (gssize)strcspn (uri, ";"));

  if (ext != NULL && ext[5] != '\0')
    g_string_append_printf (out, " ext. %.*s", (int)strcspn (ext + 5, ";"), ext + 5);
  g_free (text);
  return g_string_free (out, FALSE);
}

/* Bare, as it will be written; NULL: no address. Takes the text. */
static char *
email_text (char *text)
{
  char *from = text;

  if (g_ascii_strncasecmp (from, "mailto:", 7) == 0)
    from += 7;
  from[strcspn (from, "?")] = '\0';
  /* "Anna <anna@x>" */
  char *open = strrchr (from, '<'), *shut = open != NULL ? strchr (open, '>') : NULL;
  if (shut != NULL)
    {
      *shut = '\0';
      from = open + 1;
    }
  g_autoptr (KtAddr) addr = kt_addr_parse (g_strstrip (from), NULL);
  char *bare = addr != NULL ? g_strdup (from) : NULL;
  g_free (text);
  return bare;
}

/* The service of IMPP;X-SERVICE-TYPE=Telegram:x-apple:anna. Takes the text. */
static char *
messenger_text (const KtIcalLine *line, const char *scheme, char *text)
{
  g_autofree char *told = kt_ical_param (line->params, "X-SERVICE-TYPE");
  g_autofree char *value = text;
  const char *colon = strchr (value, ':');
  gboolean apple = g_ascii_strncasecmp (value, "x-apple:", 8) == 0;

  if (*value == '\0')
    return g_strdup ("");
  if (colon != NULL && !apple && scheme == NULL)
    {
      g_autofree char *lower = g_ascii_strdown (value, colon - value);
      return g_strconcat (lower, colon, NULL);
    }
  if (scheme != NULL && colon != NULL && g_ascii_strncasecmp (value, scheme, strlen (scheme)) == 0)
    return g_strdup (value);
  const char *bare = apple ? colon + 1 : value;
  if (scheme != NULL)
    return g_strconcat (scheme, ":", bare, NULL);
  g_autofree char *service = told != NULL ? kt_vcard_clean (g_ascii_strdown (told, -1)) : NULL;
  return service != NULL ? g_strconcat (service, ":", bare, NULL) : g_strdup (bare);
}

/* Street and the like, city, code and country in one line. */
static char *
post_text (const KtIcalLine *line, char **ret_city)
{
  static const guint8 order[] = { 2, 1, 0, 3, 4, 5, 6 }; /* street, extended, box, city … */
  g_autofree char *value = kt_vcard_value (line, NULL);
  g_autoptr (GPtrArray) parts = kt_vcard_parts (value, ';', KT_VCARD_LINE_MAX);
  GString *out = g_string_new (NULL);
  gboolean only_city = TRUE;

  for (guint i = 0; i < parts->len; i++)
    parts->pdata[i] = kt_vcard_one_line (parts->pdata[i]);
  *ret_city = g_strdup (parts->len > 3 ? parts->pdata[3] : "");
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const char *part = order[i] < parts->len ? parts->pdata[order[i]] : "";
      if (*part == '\0')
        continue;
      only_city = only_city && order[i] == 3;
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", part);
    }
  if (only_city)
    g_string_truncate (out, 0);
  return g_string_free (out, FALSE);
}

static char *
value_of (const KtIcalLine *line, int index, char **ret_city)
{
  if (places[index].kind == PLACE_POST)
    return post_text (line, ret_city);
  char *text = kt_vcard_line_text (line, KT_VCARD_VALUE_MAX);
  switch (places[index].kind)
    {
    case PLACE_EMAIL:
      return email_text (text);
    case PLACE_PHONE:
      return phone_text (text);
    case PLACE_MESSENGER:
      return messenger_text (line, places[index].scheme, text);
    default:
      return text;
    }
}

gboolean
kt_vcard_place (const KtIcalComponent *card, const KtIcalLine *line, KtVcardPlace *ret_place)
{
  int index = find_place (line->name);
  KtVcardPlace place = { 0 };

  if (index < 0)
    return FALSE;
  place.value = value_of (line, index, &place.city);
  if (place.value == NULL || (*place.value == '\0' && (place.city == NULL || *place.city == '\0')))
    {
      kt_vcard_place_clear (&place);
      return FALSE;
    }
  if (strlen (place.value) > KT_VCARD_VALUE_MAX)
    *(char *)g_utf8_find_prev_char (place.value, place.value + KT_VCARD_VALUE_MAX) = '\0';
  g_autofree char *shared = kt_ical_param (line->params, "X-KONTOR-SHARED");
  place.kind = kind_names[places[index].kind];
  place.label = kt_vcard_label (card, line);
  place.shared = shared != NULL && kt_ical_is (shared, "yes");
  *ret_place = place;
  return TRUE;
}

void
kt_vcard_place_clear (KtVcardPlace *place)
{
  g_clear_pointer (&place->value, g_free);
  g_clear_pointer (&place->label, g_free);
  g_clear_pointer (&place->city, g_free);
}

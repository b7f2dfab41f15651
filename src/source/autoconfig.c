#include "config.h"
#include "kontor/mail-find.h"
#include "kontor/error.h"
#include "kontor/http.h"
#include <libxml/parser.h>
#include <string.h>
#include <glib/gi18n.h>

/* The document in which a domain tells mail programs their settings:
 *   <clientConfig><emailProvider><incomingServer type="imap"><hostname>…<port>…<socketType>SSL */
#define DOCUMENT_MAX (256u << 10)
#define VALUE_MAX 512u /* octets of one value */
#define DEPTH_MAX 16u
#define HOST_MAX 253u

typedef enum
{
  VALUE_NONE,
  VALUE_HOST,
  VALUE_PORT,
  VALUE_SOCKET,
  VALUE_USER,
  VALUES,
} Value;

typedef struct
{
  xmlParserCtxt *parser;
  const char *address;
  guint depth;
  guint server; /* depth of the incomingServer we are in, 0 none */
  gboolean refused, rooted;
  Value value; /* of the element we are in */
  GString *values[VALUES];
  KtFound found; /* host NULL: nothing yet */
} Reader;

static void
refuse (Reader *self)
{
  self->refused = TRUE;
  xmlStopParser (self->parser);
}

/* A document type can only do harm: entities, outside text. */
static void
on_doctype (void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  refuse (context);
}

static gboolean
is_imap (int n, const xmlChar **attributes)
{
  for (int i = 0; i < n; i++, attributes += 5)
    if (strcmp ((const char *)attributes[0], "type") == 0
        && attributes[4] - attributes[3] == (gssize)strlen ("imap")
        && g_ascii_strncasecmp ((const char *)attributes[3], "imap", strlen ("imap")) == 0)
      return TRUE;
  return FALSE;
}

static Value
value_of (const char *name)
{
  static const char *const names[VALUES] = { "", "hostname", "port", "socketType", "username" };
  for (guint i = 1; i < VALUES; i++)
    if (g_str_equal (name, names[i]))
      return i;
  return VALUE_NONE;
}

static void
on_start (void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space,
          int n_spaces, const xmlChar **spaces, int n, int n_default, const xmlChar **attributes)
{
  Reader *self = context;
  if (++self->depth > DEPTH_MAX)
    {
      refuse (self);
      return;
    }
  if (self->depth == 1)
    self->rooted = strcmp ((const char *)name, "clientConfig") == 0;
  if (self->server == 0 && strcmp ((const char *)name, "incomingServer") == 0
      && is_imap (n, attributes))
    {
      self->server = self->depth;
      for (guint i = 1; i < VALUES; i++)
        g_string_truncate (self->values[i], 0);
    }
  self->value = self->server > 0 && self->depth == self->server + 1 ? value_of ((const char *)name)
                                                                    : VALUE_NONE;
  if (self->value != VALUE_NONE && self->values[self->value]->len > 0)
    self->value = VALUE_NONE; /* the first counts */
}

static void
on_text (void *context, const xmlChar *text, int length)
{
  Reader *self = context;
  if (self->value == VALUE_NONE)
    return;
  GString *value = self->values[self->value];
  if (value->len + (gsize)length > VALUE_MAX)
    refuse (self);
  else
    g_string_append_len (value, (const char *)text, length);
}

static gboolean
is_host (const char *text)
{
  gsize length = strlen (text);
  if (length == 0 || length > HOST_MAX || strchr ("-.", text[0]) != NULL
      || strstr (text, "..") != NULL)
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && *text != '-' && *text != '.')
      return FALSE;
  return TRUE;
}

static gboolean
is_user (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    if ((guchar)*at < ' ' || *at == '\177')
      return FALSE;
  return *text != '\0' && g_utf8_validate (text, -1, NULL);
}

/* %EMAILADDRESS% and its parts; nothing is the whole address. */
static char *
user_of (const Reader *self, const char *pattern)
{
  const char *at = strrchr (self->address, '@');
  g_autofree char *local = g_strndup (self->address, at != NULL ? at - self->address : 0);
  GString *user = g_string_new (*pattern != '\0' ? pattern : self->address);
  g_string_replace (user, "%EMAILADDRESS%", self->address, 0);
  g_string_replace (user, "%EMAILLOCALPART%", local, 0);
  g_string_replace (user, "%EMAILDOMAIN%", at != NULL ? at + 1 : "", 0);
  return g_string_free (user, FALSE);
}

/* Of a whole server, whether it will do and is better than what there is. */
static void
take_server (Reader *self)
{
  const char *host = g_strstrip (self->values[VALUE_HOST]->str);
  const char *socket = g_strstrip (self->values[VALUE_SOCKET]->str);
  guint64 port = 0;
  gboolean tls = g_ascii_strcasecmp (socket, "SSL") == 0 || g_ascii_strcasecmp (socket, "TLS") == 0;
  gboolean starttls = g_ascii_strcasecmp (socket, "STARTTLS") == 0;
  KtSourceKind kind = tls ? KT_SOURCE_IMAPS : KT_SOURCE_IMAP_STARTTLS;
  g_autofree char *user = user_of (self, g_strstrip (self->values[VALUE_USER]->str));
  if ((!tls && !starttls) || !is_host (host) || !is_user (user)
      || !g_ascii_string_to_unsigned (g_strstrip (self->values[VALUE_PORT]->str), 10, 1, 65535,
                                      &port, NULL))
    return;
  if (self->found.host != NULL && (self->found.kind == KT_SOURCE_IMAPS || kind != KT_SOURCE_IMAPS))
    return;
  kt_found_clear (&self->found);
  self->found = (KtFound){ .how = KT_FOUND_DOCUMENT,
                           .kind = kind,
                           .host = g_strdup (host),
                           .user = g_steal_pointer (&user),
                           .port = (guint16)port };
}

static void
on_end (void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
  Reader *self = context;
  self->value = VALUE_NONE;
  if (self->server > 0 && self->depth == self->server)
    {
      take_server (self);
      self->server = 0;
    }
  self->depth--;
}

gboolean
kt_autoconfig_read (const char *text, gsize length, const char *address, KtFound *ret_found,
                    GError **error)
{
  static const xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
                                         .internalSubset = on_doctype,
                                         .startElementNs = on_start,
                                         .endElementNs = on_end,
                                         .characters = on_text,
                                         .cdataBlock = on_text };
  Reader self = { .address = address };
  for (guint i = 1; i < VALUES; i++)
    self.values[i] = g_string_new (NULL);
  self.parser = xmlCreatePushParserCtxt ((xmlSAXHandler *)&handler, &self, NULL, 0, NULL);
  xmlCtxtUseOptions (self.parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  gboolean fits = length <= DOCUMENT_MAX;
  int result = fits ? xmlParseChunk (self.parser, text, (int)length, 0) : XML_ERR_OK;
  if (fits && result == XML_ERR_OK && !self.refused)
    result = xmlParseChunk (self.parser, NULL, 0, 1);
  xmlFreeParserCtxt (self.parser);
  for (guint i = 1; i < VALUES; i++)
    g_string_free (self.values[i], TRUE);
  const char *why = !fits ? _ ("it is too long")
                    : result != XML_ERR_OK || self.refused || !self.rooted
                        ? _ ("it is no settings document")
                    : self.found.host == NULL ? _ ("it names no IMAP server with TLS")
                                              : NULL;
  if (why == NULL)
    {
      *ret_found = self.found;
      return TRUE;
    }
  kt_found_clear (&self.found);
  g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, why);
  return FALSE;
}

gboolean
kt_http_autoconfig (const KtFindRequest *request, const char *url, KtFound *ret_found,
                    GError **error)
{
  const GUriFlags flags = G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED;
  g_autoptr (GUri) uri = g_uri_parse (url, flags, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (host == NULL || *host == '\0' || g_strcmp0 (g_uri_get_scheme (uri), "https") != 0
      || g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_USAGE, _ ("it is no https:// address"));
      return FALSE;
    }
  guint16 port = (guint16)MAX (g_uri_get_port (uri), 0);
  const KtHttpOptions options = { "", NULL, request->ca_file, request->deadline_ms };
  const KtHttpRequest ask = { .method = "GET", .url = url, .octets_max = DOCUMENT_MAX };
  g_auto (KtHttpAnswer) answer = { 0 };
  g_autoptr (KtHttp) http = kt_http_new (host, port, &options, error);
  if (http == NULL || !kt_http_ask (http, &ask, &answer, error))
    return FALSE;
  if (answer.status != 200 || answer.body == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("the server answers %u"), answer.status);
      return FALSE;
    }
  return kt_autoconfig_read ((const char *)answer.body->data, answer.body->len, request->address,
                             ret_found, error);
}

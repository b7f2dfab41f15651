#include "config.h"
#include "dav-xml.h"
#include "kontor/error.h"
#include <libxml/parser.h>
#include <string.h>
#include <glib/gi18n.h>

#define DAV "DAV:"
#define CALDAV "urn:ietf:params:xml:ns:caldav"
#define CARDDAV "urn:ietf:params:xml:ns:carddav"
#define CALSERVER "http://calendarserver.org/ns/"
#define SABRE "http://sabredav.org/ns"
#define HOMES_MAX 8

typedef enum
{
  ELEMENT_OTHER,
  ELEMENT_MULTISTATUS,
  ELEMENT_RESPONSE,
  ELEMENT_PROPSTAT,
  ELEMENT_PROP,
  ELEMENT_HREF,
  ELEMENT_STATUS,
  ELEMENT_TOKEN,
  ELEMENT_ETAG,
  ELEMENT_NAME,
  ELEMENT_CTAG,
  ELEMENT_DATA,
  ELEMENT_PRINCIPAL,
  ELEMENT_HOME,
  ELEMENT_COMPONENTS,
  ELEMENT_COMPONENT,
  ELEMENT_PRIVILEGES,
  ELEMENT_ERROR,
  ELEMENT_DESCRIPTION,
  ELEMENT_FLAG, /* its being there says it all */
} Element;

/* Where a flag counts: servers forget the wrappers between, so it is any ancestor. */
static const struct
{
  const char *space, *name;
  Element element;
  guint flag;
} elements[] = {
  { DAV, "multistatus", ELEMENT_MULTISTATUS, 0 },
  { DAV, "response", ELEMENT_RESPONSE, 0 },
  { DAV, "propstat", ELEMENT_PROPSTAT, 0 },
  { DAV, "prop", ELEMENT_PROP, 0 },
  { DAV, "href", ELEMENT_HREF, 0 },
  { DAV, "status", ELEMENT_STATUS, 0 },
  { DAV, "sync-token", ELEMENT_TOKEN, 0 },
  { DAV, "getetag", ELEMENT_ETAG, 0 },
  { DAV, "displayname", ELEMENT_NAME, 0 },
  { CALSERVER, "getctag", ELEMENT_CTAG, 0 },
  { CALDAV, "calendar-data", ELEMENT_DATA, 0 },
  { CARDDAV, "address-data", ELEMENT_DATA, 0 },
  { DAV, "current-user-principal", ELEMENT_PRINCIPAL, 0 },
  { CALDAV, "calendar-home-set", ELEMENT_HOME, 0 },
  { CARDDAV, "addressbook-home-set", ELEMENT_HOME, 0 },
  { CALDAV, "supported-calendar-component-set", ELEMENT_COMPONENTS, KT_DAV_COMPONENTS },
  { CALDAV, "comp", ELEMENT_COMPONENT, 0 },
  { DAV, "current-user-privilege-set", ELEMENT_PRIVILEGES, KT_DAV_PRIVILEGES },
  { DAV, "error", ELEMENT_ERROR, 0 },
  { DAV, "responsedescription", ELEMENT_DESCRIPTION, 0 },
  { SABRE, "message", ELEMENT_DESCRIPTION, 0 },
  { DAV, "collection", ELEMENT_FLAG, KT_DAV_COLLECTION },
  { CALDAV, "calendar", ELEMENT_FLAG, KT_DAV_CALENDAR },
  { CARDDAV, "addressbook", ELEMENT_FLAG, KT_DAV_ADDRESSBOOK },
  { DAV, "write", ELEMENT_FLAG, KT_DAV_WRITE },
  { DAV, "write-content", ELEMENT_FLAG, KT_DAV_WRITE },
  { DAV, "bind", ELEMENT_FLAG, KT_DAV_WRITE },
  { DAV, "all", ELEMENT_FLAG, KT_DAV_WRITE },
  { DAV, "sync-collection", ELEMENT_FLAG, KT_DAV_SYNC },
  { CALDAV, "calendar-multiget", ELEMENT_FLAG, KT_DAV_MULTIGET },
  { CARDDAV, "addressbook-multiget", ELEMENT_FLAG, KT_DAV_MULTIGET },
};

struct _KtDavReader
{
  KtDavReading reading;
  xmlParserCtxt *parser;
  GError *error;
  Element stack[KT_DAV_DEPTH_MAX];
  guint depth, items;
  GString *text;        /* of the innermost element that has one of interest */
  gsize text_max;       /* 0: of no interest */
  KtDavItem item, part; /* part: of a propstat whose status is not known yet */
  guint part_status;
  char *token, *condition, *description;
  gboolean whole; /* the root has ended */
};

/* --- items --- */

static void
item_clear (KtDavItem *item)
{
  g_free (item->href);
  g_free (item->etag);
  g_free (item->name);
  g_free (item->token);
  g_free (item->ctag);
  g_free (item->principal);
  g_free (item->condition);
  g_free (item->description);
  g_clear_pointer (&item->homes, g_ptr_array_unref);
  if (item->data != NULL)
    g_string_free (item->data, TRUE);
  *item = (KtDavItem){ 0 };
}

static void
move_text (char **to, char **from)
{
  if (*from == NULL)
    return;
  g_free (*to);
  *to = g_steal_pointer (from);
}

/* A propstat is over: what it holds counts if its status is good, or not told. */
static void
merge_part (KtDavReader *self)
{
  KtDavItem *item = &self->item, *part = &self->part;
  if (self->part_status == 0 || self->part_status / 100 == 2)
    {
      item->flags |= part->flags;
      move_text (&item->etag, &part->etag);
      move_text (&item->name, &part->name);
      move_text (&item->token, &part->token);
      move_text (&item->ctag, &part->ctag);
      move_text (&item->principal, &part->principal);
      if (part->homes != NULL && item->homes == NULL)
        item->homes = g_steal_pointer (&part->homes);
      if (part->data != NULL && item->data == NULL)
        item->data = g_steal_pointer (&part->data);
    }
  item_clear (part);
}

/* --- the parser's calls --- */

static void
refuse (KtDavReader *self, const char *why)
{
  if (self->error == NULL)
    self->error = g_error_new (KT_ERROR, KT_ERROR_FAILED, _ ("its answer is unusable: %s"), why);
  xmlStopParser (self->parser);
}

static gsize
find_element (const xmlChar *space, const xmlChar *name)
{
  gsize i = 0;
  while (i < G_N_ELEMENTS (elements)
         && (strcmp (elements[i].name, (const char *)name) != 0
             || g_strcmp0 (elements[i].space, (const char *)space) != 0))
    i++;
  return i;
}

static gboolean
is_within (const KtDavReader *self, Element element)
{
  for (guint i = 0; i < self->depth; i++)
    if (self->stack[i] == element)
      return TRUE;
  return FALSE;
}

static gsize
text_max_of (Element element)
{
  switch (element)
    {
    case ELEMENT_DATA:
      return KT_COLLECTION_TEXT_MAX;
    case ELEMENT_HREF:
    case ELEMENT_STATUS:
    case ELEMENT_TOKEN:
    case ELEMENT_ETAG:
    case ELEMENT_NAME:
    case ELEMENT_CTAG:
    case ELEMENT_DESCRIPTION:
      return KT_DAV_VALUE_MAX;
    default:
      return 0;
    }
}

/* <comp name="VEVENT"/> */
static gboolean
is_event_component (int n, const xmlChar **attributes)
{
  for (int i = 0; i < n; i++, attributes += 5)
    if (strcmp ((const char *)attributes[0], "name") == 0
        && attributes[4] - attributes[3] == (gssize)strlen ("VEVENT")
        && g_ascii_strncasecmp ((const char *)attributes[3], "VEVENT", strlen ("VEVENT")) == 0)
      return TRUE;
  return FALSE;
}

static void
note_condition (KtDavReader *self, const xmlChar *name)
{
  char **condition = is_within (self, ELEMENT_RESPONSE) ? &self->item.condition : &self->condition;
  if (*condition == NULL && xmlStrlen (name) <= 100)
    *condition = g_strdup ((const char *)name);
}

static void
on_start (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space,
          int n_namespaces, const xmlChar **namespaces, int n_attributes, int n_defaulted,
          const xmlChar **attributes)
{
  KtDavReader *self = data;
  gsize i = find_element (space, name);
  Element element = i < G_N_ELEMENTS (elements) ? elements[i].element : ELEMENT_OTHER;
  Element parent = self->depth > 0 ? self->stack[self->depth - 1] : ELEMENT_OTHER;
  if (self->depth == KT_DAV_DEPTH_MAX)
    {
      refuse (self, _ ("too deep"));
      return;
    }
  if (self->depth == 0 && element != (self->reading.is_error ? ELEMENT_ERROR : ELEMENT_MULTISTATUS))
    {
      refuse (self, _ ("not the language of a calendar server"));
      return;
    }
  if (parent == ELEMENT_ERROR && element != ELEMENT_DESCRIPTION
      && g_strcmp0 ((const char *)space, SABRE) != 0)
    note_condition (self, name);
  self->stack[self->depth++] = element;
  if (is_within (self, ELEMENT_PROP) && i < G_N_ELEMENTS (elements))
    self->part.flags |= elements[i].flag;
  if (element == ELEMENT_COMPONENT && parent == ELEMENT_COMPONENTS
      && is_event_component (n_attributes, attributes))
    self->part.flags |= KT_DAV_EVENTS;
  g_string_truncate (self->text, 0);
  self->text_max = text_max_of (element);
}

static void
on_text (void *data, const xmlChar *text, int length)
{
  KtDavReader *self = data;
  if (self->text_max == 0)
    return;
  if (self->text->len + length <= self->text_max)
    g_string_append_len (self->text, (const char *)text, length);
  else if (self->stack[self->depth - 1] != ELEMENT_DATA)
    refuse (self, _ ("a value is too long"));
  else
    {
      self->part.flags |= KT_DAV_TOO_LARGE;
      g_string_truncate (self->text, 0);
      self->text_max = 0;
    }
}

/* "HTTP/1.1 404 Not Found" */
static guint
status_of (const char *text)
{
  const char *space = strchr (text, ' ');
  return space != NULL ? (guint)g_ascii_strtoull (space, NULL, 10) : 0;
}

static void
end_href (KtDavReader *self, Element parent)
{
  char *href = g_strstrip (g_strdup (self->text->str));
  if (parent == ELEMENT_RESPONSE && self->item.href == NULL)
    self->item.href = g_steal_pointer (&href);
  else if (parent == ELEMENT_PRINCIPAL && self->part.principal == NULL)
    self->part.principal = g_steal_pointer (&href);
  else if (parent == ELEMENT_HOME)
    {
      if (self->part.homes == NULL)
        self->part.homes = g_ptr_array_new_with_free_func (g_free);
      if (self->part.homes->len < HOMES_MAX)
        g_ptr_array_add (self->part.homes, g_steal_pointer (&href));
    }
  g_free (href);
}

static void
keep_text (KtDavReader *self, char **place)
{
  g_free (*place);
  *place = g_strstrip (g_strdup (self->text->str));
}

static void
end_response (KtDavReader *self)
{
  if (++self->items > self->reading.items_max)
    refuse (self, _ ("it lists too many resources"));
  else if (self->item.href == NULL || *self->item.href == '\0')
    refuse (self, _ ("a response is about nothing"));
  else if (self->reading.item != NULL && self->error == NULL
           && !self->reading.item (self->reading.data, &self->item, &self->error))
    xmlStopParser (self->parser);
  item_clear (&self->item);
  item_clear (&self->part); /* of a prop without its propstat */
}

static void
end_value (KtDavReader *self, Element element, Element parent)
{
  gboolean prop = parent == ELEMENT_PROP;
  if (element == ELEMENT_HREF)
    end_href (self, parent);
  else if (element == ELEMENT_STATUS && parent == ELEMENT_PROPSTAT)
    self->part_status = status_of (self->text->str);
  else if (element == ELEMENT_STATUS && parent == ELEMENT_RESPONSE)
    self->item.status = status_of (self->text->str);
  else if (element == ELEMENT_TOKEN && parent == ELEMENT_MULTISTATUS)
    keep_text (self, &self->token);
  else if (element == ELEMENT_TOKEN && prop)
    keep_text (self, &self->part.token);
  else if (element == ELEMENT_ETAG && prop)
    keep_text (self, &self->part.etag);
  else if (element == ELEMENT_NAME && prop)
    keep_text (self, &self->part.name);
  else if (element == ELEMENT_CTAG && prop)
    keep_text (self, &self->part.ctag);
  else if (element == ELEMENT_DESCRIPTION)
    keep_text (self,
               is_within (self, ELEMENT_RESPONSE) ? &self->item.description : &self->description);
  else if (element == ELEMENT_DATA && prop && self->part.data == NULL
           && !(self->part.flags & KT_DAV_TOO_LARGE))
    {
      self->part.data = g_steal_pointer (&self->text);
      self->text = g_string_new (NULL);
    }
}

static void
on_end (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
  KtDavReader *self = data;
  if (self->depth == 0)
    return;
  Element element = self->stack[--self->depth];
  Element parent = self->depth > 0 ? self->stack[self->depth - 1] : ELEMENT_OTHER;
  end_value (self, element, parent);
  if (element == ELEMENT_PROPSTAT)
    {
      merge_part (self);
      self->part_status = 0;
    }
  else if (element == ELEMENT_RESPONSE && parent == ELEMENT_MULTISTATUS)
    end_response (self);
  self->whole = self->depth == 0;
  g_string_truncate (self->text, 0);
  self->text_max = 0;
}

/* Entities are only ever needed to do harm. */
static void
on_doctype (void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  refuse (data, _ ("it brings a document type of its own"));
}

static void
on_complaint (void *data, const char *format, ...)
{
}

/* --- the reader --- */

KtDavReader *
kt_dav_reader_new (const KtDavReading *reading)
{
  KtDavReader *self = g_new0 (KtDavReader, 1);
  xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
                            .startElementNs = on_start,
                            .endElementNs = on_end,
                            .characters = on_text,
                            .cdataBlock = on_text,
                            .ignorableWhitespace = on_text,
                            .internalSubset = on_doctype,
                            .externalSubset = on_doctype,
                            .warning = on_complaint,
                            .error = on_complaint };
  self->reading = *reading;
  self->text = g_string_new (NULL);
  self->parser = xmlCreatePushParserCtxt (&handler, self, NULL, 0, NULL);
  xmlCtxtUseOptions (self->parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
  return self;
}

void
kt_dav_reader_free (KtDavReader *self)
{
  if (self == NULL)
    return;
  xmlFreeParserCtxt (self->parser);
  item_clear (&self->item);
  item_clear (&self->part);
  g_clear_error (&self->error);
  g_string_free (self->text, TRUE);
  g_free (self->token);
  g_free (self->condition);
  g_free (self->description);
  g_free (self);
}

static gboolean
check (KtDavReader *self, int result, GError **error)
{
  if (result != XML_ERR_OK && self->error == NULL)
    self->error = g_error_new (KT_ERROR, KT_ERROR_FAILED, _ ("its answer is unusable: %s"),
                               _ ("it is not well formed"));
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

static gboolean
is_forbidden (guchar octet)
{
  return octet < ' ' && octet != '\t' && octet != '\n' && octet != '\r';
}

gboolean
kt_dav_reader_feed (KtDavReader *self, const void *octets, gsize length, GError **error)
{
  const char *at = octets, *end = at + length;
  while (at < end && self->error == NULL)
    {
      const char *stop = at;
      while (stop < end && !is_forbidden ((guchar)*stop))
        stop++;
      if (stop > at && !check (self, xmlParseChunk (self->parser, at, (int)(stop - at), 0), error))
        return FALSE;
      at = stop < end ? stop + 1 : stop;
    }
  return check (self, XML_ERR_OK, error);
}

gboolean
kt_dav_reader_end (KtDavReader *self, char **ret_token, GError **error)
{
  int result = self->error == NULL ? xmlParseChunk (self->parser, NULL, 0, 1) : XML_ERR_OK;
  if (!check (self, result == XML_ERR_OK && !self->whole ? XML_ERR_DOCUMENT_END : result, error))
    return FALSE;
  if (ret_token != NULL)
    *ret_token = g_steal_pointer (&self->token);
  return TRUE;
}

const char *
kt_dav_reader_condition (const KtDavReader *self)
{
  return self->condition;
}

const char *
kt_dav_reader_description (const KtDavReader *self)
{
  return self->description;
}

#include "config.h"
#include "kontor/mime-tree.h"
#include "kontor/address-list.h"
#include "kontor/charset.h"
#include "kontor/error.h"
#include "kontor/forwarded.h"
#include "kontor/header.h"
#include "kontor/plain-text.h"
#include "kontor/precheck.h"
#include "mime-leaf.h"
#include <string.h>

#define DATE_OCTETS 80u /* of an attached letter's */

struct _KtMimeTree
{
  GByteArray *entity;
  GMimeObject *root;
  GPtrArray *leaves; /* KtMimeLeaf, in order */
  gboolean truncated;
  gsize text_max; /* of kt_mime_tree_text() */
  char *report_type;
};

static gboolean collect (KtMimeTree *tree, GMimeObject *object, GMimeObject *parent, guint depth);

static gboolean
collect_children (KtMimeTree *tree, GMimeMultipart *multipart, guint depth)
{
  int n = g_mime_multipart_get_count (multipart);

  for (int i = 0; i < n; i++)
    if (!collect (tree, g_mime_multipart_get_part (multipart, i), (GMimeObject *)multipart, depth))
      return FALSE;
  return TRUE;
}

/* Nested letters are leaves: what is in them was not written to me. */
static gboolean
collect (KtMimeTree *tree, GMimeObject *object, GMimeObject *parent, guint depth)
{
  if (depth > KT_MIME_DEPTH_MAX)
    return FALSE;
  if (GMIME_IS_MULTIPART (object))
    return collect_children (tree, (GMimeMultipart *)object, depth + 1);
  if (tree->leaves->len < KT_PRECHECK_PARTS_MAX)
    g_ptr_array_add (tree->leaves,
                     kt_mime_leaf_new (object, parent, tree->entity, tree->leaves->len + 1));
  return TRUE;
}

static GMimeObject *
parse_entity (GByteArray *entity)
{
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_byte_array (entity);
  g_autoptr (GMimeParser) parser = g_mime_parser_new_with_stream (stream);

  /* parts refer to the bytes, which stay ours */
  g_mime_stream_mem_set_owner ((GMimeStreamMem *)stream, FALSE);
  g_mime_parser_set_persist_stream (parser, TRUE);
  return g_mime_parser_construct_part (parser, NULL);
}

static void
note_report (KtMimeTree *tree)
{
  GMimeContentType *type = g_mime_object_get_content_type (tree->root);
  const char *value = g_mime_content_type_get_parameter (type, "report-type");

  if (g_mime_content_type_is_type (type, "multipart", "report"))
    tree->report_type = g_ascii_strdown (value != NULL ? value : "", -1);
}

KtMimeTree *
kt_mime_tree_new (GByteArray *entity, gboolean truncated, GError **error)
{
  g_autoptr (KtMimeTree) tree = NULL;

  if (!kt_precheck_entity (entity->data, entity->len, error))
    return NULL;
  tree = g_new0 (KtMimeTree, 1);
  tree->entity = g_byte_array_ref (entity);
  tree->truncated = truncated;
  tree->leaves = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_mime_leaf_free);
  tree->root = parse_entity (entity);
  if (tree->root == NULL)
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED, "its MIME structure is unreadable");
      return NULL;
    }
  if (!collect (tree, tree->root, NULL, 0))
    {
      g_set_error_literal (error, KT_ERROR, KT_ERROR_FAILED,
                           "more than 32 parts within one another");
      return NULL;
    }
  note_report (tree);
  return g_steal_pointer (&tree);
}

void
kt_mime_tree_free (KtMimeTree *tree)
{
  if (tree == NULL)
    return;
  g_clear_pointer (&tree->leaves, g_ptr_array_unref);
  g_clear_object (&tree->root);
  g_byte_array_unref (tree->entity);
  g_free (tree->report_type);
  g_free (tree);
}

const char *
kt_mime_tree_report_type (KtMimeTree *tree)
{
  return tree->report_type;
}

gboolean
kt_mime_tree_has_invitation (KtMimeTree *tree)
{
  for (guint i = 0; i < tree->leaves->len; i++)
    if (kt_mime_leaf_is_invitation (g_ptr_array_index (tree->leaves, i)))
      return TRUE;
  return FALSE;
}

/* The same text often comes twice, as text/calendar and as an attachment: the first one does. */
char *
kt_mime_tree_invitation (KtMimeTree *tree, gsize max, char **ret_method)
{
  for (guint i = 0; i < tree->leaves->len; i++)
    {
      const KtMimeLeaf *leaf = g_ptr_array_index (tree->leaves, i);
      gboolean whole = !tree->truncated || !kt_mime_leaf_touches_end (leaf);
      char *text = whole && kt_mime_leaf_is_invitation (leaf)
                       ? kt_mime_leaf_invitation (leaf, max, ret_method)
                       : NULL;
      if (text != NULL)
        return text;
    }
  return NULL;
}

static KtMimeLeaf *
leaf_of (KtMimeTree *tree, GMimeObject *object)
{
  for (guint i = 0; i < tree->leaves->len; i++)
    {
      KtMimeLeaf *leaf = g_ptr_array_index (tree->leaves, i);
      if (leaf->object == object)
        return leaf;
    }
  return NULL;
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n\037")] == '\0';
}

static void
add_text (KtMimeTree *tree, KtMimeLeaf *leaf, GString *out, KtMimeText *text)
{
  g_autoptr (GPtrArray) links = NULL;
  g_autofree char *more = kt_mime_leaf_text (leaf, tree->text_max, &links, &text->cut);

  leaf->is_body = TRUE;
  if (tree->truncated && kt_mime_leaf_touches_end (leaf))
    text->cut = TRUE;
  if (is_blank (more))
    return;
  if (out->len > 0)
    g_string_append (out, out->str[out->len - 1] == '\n' ? "\n" : "\n\n");
  /* the links of a second HTML part would share the numbers of the first */
  if (text->links == NULL)
    text->links = g_steal_pointer (&links);
  g_string_append (out, more);
}

static void find_text (KtMimeTree *tree, GMimeObject *object, GString *out, KtMimeText *text);

/* multipart/alternative: the best comes last, but plain text says the same and is cheaper. */
static void
find_alternative (KtMimeTree *tree, GMimeMultipart *multipart, GString *out, KtMimeText *text)
{
  int n = g_mime_multipart_get_count (multipart);
  gsize before = out->len;

  for (int pass = 0; pass < 2 && out->len == before; pass++)
    for (int i = 0; i < n && out->len == before; i++)
      {
        GMimeObject *child = g_mime_multipart_get_part (multipart, i);
        gboolean plain
            = g_mime_content_type_is_type (g_mime_object_get_content_type (child), "text", "plain");
        if (plain == (pass == 0))
          find_text (tree, child, out, text);
      }
  /* the others say the same again: no attachments */
  for (int i = 0; i < n; i++)
    {
      KtMimeLeaf *leaf = leaf_of (tree, g_mime_multipart_get_part (multipart, i));
      if (leaf != NULL && kt_mime_leaf_is_readable (leaf))
        leaf->is_body = TRUE;
    }
}

static void
find_text (KtMimeTree *tree, GMimeObject *object, GString *out, KtMimeText *text)
{
  if (!GMIME_IS_MULTIPART (object))
    {
      KtMimeLeaf *leaf = leaf_of (tree, object);
      if (leaf != NULL && kt_mime_leaf_is_readable (leaf) && out->len < tree->text_max)
        add_text (tree, leaf, out, text);
      return;
    }
  GMimeMultipart *multipart = (GMimeMultipart *)object;
  if (g_mime_content_type_is_type (g_mime_object_get_content_type (object), "multipart",
                                   "alternative"))
    {
      find_alternative (tree, multipart, out, text);
      return;
    }
  int n = g_mime_multipart_get_count (multipart);
  for (int i = 0; i < n; i++)
    find_text (tree, g_mime_multipart_get_part (multipart, i), out, text);
}

void
kt_mime_tree_text (KtMimeTree *tree, gsize max, KtMimeText *ret_text)
{
  GString *out = g_string_new (NULL);

  tree->text_max = max;
  *ret_text = (KtMimeText){ 0 };
  find_text (tree, tree->root, out, ret_text);
  ret_text->text = g_string_free (out, FALSE);
}

void
kt_mime_tree_leave_text (KtMimeTree *tree)
{
  for (guint i = 0; i < tree->leaves->len; i++)
    {
      KtMimeLeaf *leaf = g_ptr_array_index (tree->leaves, i);
      leaf->is_body |= kt_mime_leaf_is_readable (leaf);
    }
}

void
kt_mime_text_clear (KtMimeText *text)
{
  g_clear_pointer (&text->text, g_free);
  g_clear_pointer (&text->links, g_ptr_array_unref);
}

void
kt_mime_part_clear (KtMimePart *part)
{
  g_clear_pointer (&part->name, g_free);
  g_clear_pointer (&part->type, g_free);
}

/* As written: its addresses are read elsewhere, behind limits. */
static char *
field_of (GMimeMessage *message, const char *name)
{
  GMimeHeaderList *headers = g_mime_object_get_header_list ((GMimeObject *)message);
  GMimeHeader *header = headers != NULL ? g_mime_header_list_get_header (headers, name) : NULL;
  const char *raw = header != NULL ? g_mime_header_get_raw_value (header) : NULL;

  if (raw == NULL)
    return NULL;
  g_autofree char *text = kt_charset_to_utf8 (raw, MIN (strlen (raw), KT_HEADER_FIELD_MAX), NULL);
  g_strdelimit (text, "\r\n\t", ' ');
  return g_strdup (g_strstrip (text));
}

void
kt_mime_tree_attached_from (KtMimeTree *tree, GArray *list, guint max)
{
  for (guint i = 0; i < tree->leaves->len && list->len < max; i++)
    {
      KtMimeLeaf *leaf = g_ptr_array_index (tree->leaves, i);
      GMimeMessage *message
          = GMIME_IS_MESSAGE_PART (leaf->object)
                ? g_mime_message_part_get_message ((GMimeMessagePart *)leaf->object)
                : NULL;
      g_autofree char *from = message != NULL ? field_of (message, "From") : NULL;
      g_autoptr (GArray) found = from != NULL ? kt_address_list_parse (from, 1) : NULL;
      if (found == NULL || found->len == 0)
        continue;
      g_autofree char *date = field_of (message, "Date");
      kt_forwarded_add (list, &g_array_index (found, KtMailbox, 0),
                        kt_plain_line (date, DATE_OCTETS));
    }
}

static void
clear_part (gpointer part)
{
  kt_mime_part_clear (part);
}

GArray *
kt_mime_tree_parts (KtMimeTree *tree)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (KtMimePart));

  g_array_set_clear_func (parts, clear_part);
  for (guint i = 0; i < tree->leaves->len; i++)
    {
      KtMimeLeaf *leaf = g_ptr_array_index (tree->leaves, i);
      KtMimePart part;
      if (leaf->is_body)
        continue;
      kt_mime_leaf_describe (leaf, &part);
      if (tree->truncated && kt_mime_leaf_touches_end (leaf))
        part.size = 0;
      g_array_append_val (parts, part);
    }
  return parts;
}

GBytes *
kt_mime_tree_decode (KtMimeTree *tree, guint32 number, KtMimePart *ret_part, GError **error)
{
  if (number == 0 || number > tree->leaves->len)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, "the letter has no part %u", number);
      return NULL;
    }
  KtMimeLeaf *leaf = g_ptr_array_index (tree->leaves, number - 1);
  kt_mime_leaf_describe (leaf, ret_part);
  GByteArray *decoded = kt_mime_leaf_decode (leaf, G_MAXSIZE);
  ret_part->size = decoded->len;
  return g_byte_array_free_to_bytes (decoded);
}

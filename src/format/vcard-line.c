#include "config.h"
#include "kontor/contentline.h"
#include "kontor/error.h"
#include "vcard-form.h"
#include "vcard-patch.h"
#include <string.h>

#define QUOTED_AT 70 /* columns of quoted-printable */
#define LONG 70      /* octets of a line of 2.1 that needs no folds */

static gboolean
is_old (const char *version)
{
  return strcmp (version, "2.1") == 0;
}

/* --- 2.1 --- */

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar)*text >= 0x80)
      return FALSE;
  return TRUE;
}

/* RFC 2045 §6.7, line feeds as CRLF; column: where the value begins. */
static void
append_quoted (GString *out, const char *value, gsize column, const char *line_end)
{
  for (const char *p = value; *p != '\0'; p++)
    {
      gboolean plain = (guchar)*p > 0x20 && (guchar)*p < 0x7f && *p != '=';
      gsize width = plain ? 1 : *p == '\n' ? 6 : 3;
      if (column + width > QUOTED_AT)
        {
          g_string_append_printf (out, "=%s", line_end);
          column = 0;
        }
      if (*p == ' ' && p[1] != '\0' && column > 0)
        {
          plain = TRUE;
          width = 1;
        }
      if (plain)
        g_string_append_c (out, *p);
      else if (*p == '\n')
        g_string_append (out, "=0D=0A");
      else
        g_string_append_printf (out, "=%02X", (guchar)*p);
      column += width;
    }
}

static void
append_old (GString *out, const KtVcardDraft *draft, const char *head, const char *line_end)
{
  gboolean ascii = is_ascii (draft->value);

  g_string_append (out, head);
  if (ascii && strchr (draft->value, '\n') == NULL && strlen (head) + strlen (draft->value) < LONG)
    {
      g_string_append_printf (out, ":%s%s", draft->value, line_end);
      return;
    }
  if (!ascii)
    g_string_append (out, ";CHARSET=UTF-8");
  g_string_append (out, ";ENCODING=QUOTED-PRINTABLE:");
  append_quoted (out, draft->value, out->len, line_end);
  g_string_append (out, line_end);
}

/* --- any --- */

static gboolean
is_clean (const char *text, gboolean lines)
{
  for (const char *p = text; *p != '\0'; p++)
    if (((guchar)*p < 0x20 && *p != '\t' && !(lines && *p == '\n')) || *p == 0x7f)
      return FALSE;
  return g_utf8_validate (text, -1, NULL);
}

/* As anybody else would read it. */
static gboolean
says_that (const char *raw, const KtVcardDraft *draft, KtIcalLine *ret_line, KtIcalText **ret_lines)
{
  g_autoptr (KtIcalText) lines = kt_ical_text_parse_cards (raw, strlen (raw), NULL);
  const KtIcalComponent *root = lines != NULL ? kt_ical_text_root (lines) : NULL;

  if (root == NULL || root->nodes->len != 1)
    return FALSE;
  const KtIcalNode *node = &g_array_index (root->nodes, KtIcalNode, 0);
  g_autofree char *params = kt_vcard_plain_params (&node->line);
  g_autofree char *value = node->component == NULL ? kt_vcard_value (&node->line, NULL) : NULL;
  if (node->component != NULL || g_ascii_strcasecmp (node->line.name, draft->name) != 0
      || g_ascii_strcasecmp (node->line.group, draft->group) != 0
      || strcmp (params, draft->params) != 0 || strcmp (value, draft->value) != 0)
    return FALSE;
  *ret_line = node->line;
  *ret_lines = g_steal_pointer (&lines);
  return TRUE;
}

gboolean
kt_vcard_line_new (KtIcalText *text, const char *version, const KtVcardDraft *draft,
                   KtIcalLine *ret_line, GError **error)
{
  const char *line_end = kt_ical_text_line_end (text);
  g_autoptr (GString) raw = g_string_new (NULL);
  g_autoptr (KtIcalText) lines = NULL;
  g_autofree char *head = g_strconcat (draft->group, *draft->group != '\0' ? "." : "", draft->name,
                                       draft->params, NULL);
  KtIcalLine line;

  if (is_clean (head, FALSE) && is_clean (draft->value, is_old (version)))
    {
      if (is_old (version))
        append_old (raw, draft, head, line_end);
      else
        {
          g_autofree char *whole = g_strconcat (head, ":", draft->value, NULL);
          kt_contentline_fold (raw, whole, line_end);
        }
    }
  if (raw->len == 0 || !says_that (raw->str, draft, &line, &lines))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "cannot write %s, its value breaks the line",
                   draft->name);
      return FALSE;
    }
  *ret_line = kt_ical_line_copy (text, &line);
  return TRUE;
}

/* --- where lines are --- */

static KtIcalNode *
node_at (const KtVcardPatch *patch, guint index)
{
  return &g_array_index (patch->card->nodes, KtIcalNode, index);
}

KtIcalLine *
kt_vcard_line_at (const KtVcardPatch *patch, guint index)
{
  KtIcalNode *node = node_at (patch, index);

  return node->component == NULL ? &node->line : NULL;
}

guint
kt_vcard_index_of (const KtVcardPatch *patch, const char *name, guint from)
{
  for (; from < patch->card->nodes->len; from++)
    {
      const KtIcalLine *line = kt_vcard_line_at (patch, from);
      if (line != NULL && strcmp (line->name, name) == 0)
        break;
    }
  return from;
}

gboolean
kt_vcard_replace (KtVcardPatch *patch, guint index, const KtVcardDraft *draft, GError **error)
{
  KtIcalLine *old = kt_vcard_line_at (patch, index), line;

  if (!kt_vcard_line_new (patch->text, patch->version, draft, &line, error))
    return FALSE;
  kt_ical_touch (patch->touched, old);
  *old = line;
  return TRUE;
}

gboolean
kt_vcard_replace_value (KtVcardPatch *patch, guint index, const char *value, GError **error)
{
  const KtIcalLine *line = kt_vcard_line_at (patch, index);
  g_autofree char *params = kt_vcard_plain_params (line);
  const KtVcardDraft draft = { line->group, line->name, params, value };

  return kt_vcard_replace (patch, index, &draft, error);
}

gboolean
kt_vcard_add (KtVcardPatch *patch, const KtVcardDraft *draft, GError **error)
{
  guint at = kt_ical_property_end (patch->card);
  KtIcalNode node = { 0 };

  if (!kt_vcard_line_new (patch->text, patch->version, draft, &node.line, error))
    return FALSE;
  for (guint i = 0; (i = kt_vcard_index_of (patch, draft->name, i)) < patch->card->nodes->len; i++)
    at = i + 1;
  kt_ical_node_insert (patch->text, patch->card, at, &node);
  return TRUE;
}

guint
kt_vcard_remove (KtVcardPatch *patch, guint index)
{
  const KtIcalLine *line = kt_vcard_line_at (patch, index);
  g_autofree char *group = g_strdup (line->group);
  gboolean alone = *group != '\0';

  kt_ical_touch (patch->touched, line);
  g_array_remove_index (patch->card->nodes, index);
  for (guint i = 0; alone && i < patch->card->nodes->len; i++)
    {
      line = kt_vcard_line_at (patch, i);
      alone = line == NULL || g_ascii_strcasecmp (line->group, group) != 0
              || kt_vcard_is_companion (line);
    }
  for (guint i = patch->card->nodes->len; alone && i-- > 0;)
    {
      line = kt_vcard_line_at (patch, i);
      if (line == NULL || g_ascii_strcasecmp (line->group, group) != 0)
        continue;
      kt_ical_touch (patch->touched, line);
      g_array_remove_index (patch->card->nodes, i);
      index -= i < index;
    }
  return index;
}

char *
kt_vcard_plain_params (const KtIcalLine *line)
{
  GString *out = g_string_new (NULL);
  const char *params = line->params;
  KtVcardParam param;

  while (kt_vcard_param_next (&params, &param))
    {
      g_autofree char *word = g_ascii_strdown (param.value, (gssize)param.length);
      if (kt_vcard_param_is (&param, "CHARSET") || kt_vcard_param_is (&param, "ENCODING")
          || (param.bare && strcmp (word, "quoted-printable") == 0))
        continue;
      g_string_append_len (out, param.raw, (gssize)param.raw_length);
    }
  return g_string_free (out, FALSE);
}

char *
kt_vcard_new_group (const KtVcardPatch *patch)
{
  guint64 highest = 0;

  for (guint i = 0; i < patch->card->nodes->len; i++)
    {
      const KtIcalLine *line = kt_vcard_line_at (patch, i);
      guint64 number = 0;
      if (line != NULL && g_ascii_strncasecmp (line->group, "item", 4) == 0
          && g_ascii_string_to_unsigned (line->group + 4, 10, 0, 999999, &number, NULL))
        highest = MAX (highest, number);
    }
  return g_strdup_printf ("item%" G_GUINT64_FORMAT, highest + 1);
}

void
kt_vcard_escape (const KtVcardPatch *patch, GString *value, const char *text)
{
  if (!is_old (patch->version))
    {
      kt_contentline_escape (value, text);
      return;
    }
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == ';' || *p == '\\')
        g_string_append_c (value, '\\');
      if (*p == '\n' || *p == '\t' || ((guchar)*p >= 0x20 && *p != 0x7f))
        g_string_append_c (value, *p);
    }
}

char *
kt_vcard_escaped (const KtVcardPatch *patch, const char *text)
{
  GString *value = g_string_new (NULL);

  kt_vcard_escape (patch, value, text);
  return g_string_free (value, FALSE);
}

#pragma once
#include "kontor/vcard-edit.h"
#include <string.h>

static inline KtVcardRead *
vcard_read (const char *text)
{
  g_autoptr (GError) error = NULL;
  gsize length = strlen (text);
  g_autofree char *utf8 = kt_vcard_to_utf8 (text, length, NULL, &length);
  KtVcardRead *read = kt_vcard_read (utf8 != NULL ? utf8 : text, length, 1, &error);

  g_assert_no_error (error);
  return read;
}

/* All that a card tells in one line, to be compared. */
static inline char *
vcard_say (const KtVcard *card)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s|%s|%s|%s|%s", card->kind, card->name, card->family, card->given,
                          card->additional);
  g_string_append_printf (out, "|%s|%s|%s|%s|%s", card->company, card->title, card->birthday,
                          card->language, card->city);
  for (gsize i = 0; i < card->n_points; i++)
    g_string_append_printf (out, "|%s=%s (%s)", card->points[i].kind, card->points[i].value,
                            card->points[i].label);
  for (gsize i = 0; i < card->n_tags; i++)
    g_string_append_printf (out, "|#%s", card->tags[i]);
  for (gsize i = 0; i < card->n_notes; i++)
    g_string_append_printf (out, "|note=%s", card->notes[i]);
  for (gsize i = 0; i < card->n_fields; i++)
    g_string_append_printf (out, "|%s=%s", card->fields[i].name, card->fields[i].value);
  for (gsize i = 0; i < card->n_relations; i++)
    g_string_append_printf (out, "|%s is %s%s", card->relations[i].kind, card->relations[i].name,
                            card->relations[i].uid);
  return g_string_free (out, FALSE);
}

static inline char *
vcard_patched (const char *text, const KtVcard *wanted, const char *version)
{
  g_autoptr (GError) error = NULL;
  GString *out = kt_vcard_patch (text, strlen (text), wanted, version, &error);

  g_assert_no_error (error);
  return g_string_free (out, FALSE);
}

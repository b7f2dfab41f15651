#pragma once
#include "kontor/letter-read.h"
#include <string.h>

/* A letter read as the reader does it; "now" is 2026-11-22 10:00 UTC. */
#define FIXTURE_NOW G_GINT64_CONSTANT (1795341600)

static inline KtLetterDraft *
fixture_read_bytes (const char *bytes, gsize length, gint64 received, gboolean truncated,
                    GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  KtLetterSource source = { 7, received, FIXTURE_NOW, truncated };

  g_byte_array_append (array, (const guint8 *)bytes, length);
  return kt_letter_read (array, &source, error);
}

static inline KtLetterDraft *
fixture_read (const char *text)
{
  g_autoptr (GError) error = NULL;
  KtLetterDraft *draft = fixture_read_bytes (text, strlen (text), 0, FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (draft);
  return draft;
}

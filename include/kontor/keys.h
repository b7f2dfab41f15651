#pragma once
#include <glib.h>

/* Keys of a terminal, one at a time, for what redraws at each of them. */
typedef enum
{
  KT_KEY_NONE, /* more octets are needed */
  KT_KEY_TEXT, /* one printable character */
  KT_KEY_ENTER,
  KT_KEY_TAB,
  KT_KEY_BACK_TAB,
  KT_KEY_UP,
  KT_KEY_DOWN,
  KT_KEY_ESCAPE,
  KT_KEY_BACKSPACE,
  KT_KEY_DELETE,
  KT_KEY_ERASE_WORD, /* Ctrl-W */
  KT_KEY_ERASE_LINE, /* Ctrl-U */
  KT_KEY_END,        /* Ctrl-D, Ctrl-C, or the terminal is gone */
  KT_KEY_OTHER,      /* a key without a meaning here; swallowed whole */
} KtKeyKind;

#define KT_KEY_TEXT_MAX 7 /* octets with NUL */

typedef struct
{
  KtKeyKind kind;
  char text[KT_KEY_TEXT_MAX]; /* of KT_KEY_TEXT: UTF-8 */
} KtKey;

/* The first key of octets; returns how many it took, 0 with KT_KEY_NONE. quiet: nothing followed
 * for a while, so that an ESC is the key itself. Sequences: ECMA-48 §5.4, xterm's keys. */
gsize kt_key_decode (const char *octets, gsize n, gboolean quiet, KtKey *ret);

/* A terminal whose keys come at once and unechoed, until it is freed. */
typedef struct _KtKeys KtKeys;
KtKeys *kt_keys_open (int fd, GError **error); /* KT_ERROR_FAILED: not a terminal */
void kt_keys_free (KtKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtKeys, kt_keys_free)
/* Waits for the next key. Pasted text comes as its characters. */
KtKey kt_keys_next (KtKeys *keys);
/* Whether keys wait already: what they lead to need not be drawn in between. */
gboolean kt_keys_pending (KtKeys *keys);

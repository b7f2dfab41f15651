#include "config.h"
#include "kontor/collate.h"
#include <stdlib.h>
#include <string.h>

#define KEY_ROOM 512

typedef struct
{
  guint64 head; /* the first octets of the key: most comparisons end there */
  const char *key;
  guint index;
} Item;

static const char *
make_key (GStringChunk *keys, const char *text)
{
  char room[KEY_ROOM];
  gsize length = strxfrm (room, text, sizeof room);
  if (length < sizeof room)
    return g_string_chunk_insert_len (keys, room, (gssize)length);
  g_autofree char *more = g_malloc (length + 1);
  strxfrm (more, text, length + 1);
  return g_string_chunk_insert_len (keys, more, (gssize)length);
}

static guint64
head_of (const char *key)
{
  guint64 head = 0;
  memcpy (&head, key, strnlen (key, sizeof head));
  return GUINT64_FROM_BE (head);
}

static int
compare (const void *a, const void *b)
{
  const Item *x = a, *y = b;
  if (x->head != y->head)
    return x->head < y->head ? -1 : 1;
  int order = strcmp (x->key, y->key);
  return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

guint *
kt_collate_order (const char *const *texts, guint n)
{
  GStringChunk *keys = g_string_chunk_new (1 << 16);
  g_autofree Item *items = g_new (Item, n);
  guint *order = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    {
      items[i].key = make_key (keys, texts[i]);
      items[i].head = head_of (items[i].key);
      items[i].index = i;
    }
  if (n > 1)
    qsort (items, n, sizeof *items, compare);
  for (guint i = 0; i < n; i++)
    order[i] = items[i].index;
  g_string_chunk_free (keys);
  return order;
}

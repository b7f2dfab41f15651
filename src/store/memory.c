#include "config.h"
#include "store-private.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* What SQLite asks for while a command only reads: thousands of small pieces (Debian builds it
 * without its own lookaside), which the general allocator looks for each by itself. Here a piece
 * that was given back goes to the next who wants one of its size. The process ends soon; pieces are
 * never given back to the system. Each thread has a pool of its own, as SQLite holds no lock around
 * where it keeps no statistics; a piece goes to the pool of who gives it back. */
#ifdef KT_SANITIZED /* they look after each piece by itself */
#define IS_SANITIZED TRUE
#else
#define IS_SANITIZED FALSE
#endif
#define STEP 16            /* octets from one size to the next */
#define SMALL 1024         /* the largest that is kept so */
#define CHUNK (128 * 1024) /* all its pages at once, not at 32 faults */

/* Before each piece; as long as what SQLite wants its pieces aligned to. */
typedef struct
{
  guint64 size;
} Head;

typedef struct Piece
{
  struct Piece *next;
} Piece;

static _Thread_local struct
{
  Piece *kept[SMALL / STEP + 1]; /* by size */
  char *at, *end;                /* of the newest chunk, what is still free */
} pool;

static int
round_up (int size)
{
  return (size + STEP - 1) & ~(STEP - 1);
}

static Head *
cut (gsize size)
{
  if ((gsize)(pool.end - pool.at) < size)
    {
      char *chunk = mmap (NULL, CHUNK, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
      if (chunk == MAP_FAILED)
        return NULL;
      pool.at = chunk;
      pool.end = chunk + CHUNK;
    }
  Head *head = (Head *)(void *)pool.at;
  pool.at += size;
  return head;
}

static void *
get (int wanted)
{
  int size = round_up (wanted);
  Piece *piece = size <= SMALL ? pool.kept[size / STEP] : NULL;
  if (piece != NULL)
    {
      pool.kept[size / STEP] = piece->next;
      return piece;
    }
  gsize whole = sizeof (Head) + (gsize)size;
  Head *head = size <= SMALL ? cut (whole) : malloc (whole);
  if (head == NULL)
    return NULL;
  head->size = (guint64)size;
  return head + 1;
}

static int
size_of (void *memory)
{
  return memory != NULL ? (int)((Head *)memory - 1)->size : 0;
}

static void
give_back (void *memory)
{
  int size = size_of (memory);
  if (size > SMALL)
    free ((Head *)memory - 1);
  else if (memory != NULL)
    {
      Piece *piece = memory;
      piece->next = pool.kept[size / STEP];
      pool.kept[size / STEP] = piece;
    }
}

static void *
grow_large (void *memory, int wanted)
{
  int size = round_up (wanted);
  Head *head = realloc ((Head *)memory - 1, sizeof (Head) + (gsize)size);
  if (head == NULL)
    return NULL;
  head->size = (guint64)size;
  return head + 1;
}

static void *
change_size (void *memory, int wanted)
{
  int size = size_of (memory);
  if (wanted <= size)
    return memory;
  if (size > SMALL)
    return grow_large (memory, wanted);
  void *larger = get (wanted);
  if (larger == NULL)
    return NULL;
  memcpy (larger, memory, (gsize)size);
  give_back (memory);
  return larger;
}

static int
begin (void *data)
{
  return SQLITE_OK;
}

static void
end (void *data)
{
}

void
kt_sqlite_pool_memory (void)
{
  static sqlite3_mem_methods methods
      = { get, give_back, change_size, size_of, round_up, begin, end, NULL };
  if (!IS_SANITIZED)
    sqlite3_config (SQLITE_CONFIG_MALLOC, &methods); /* refused once SQLite runs */
}

#pragma once
#include "kontor/frame.h"

/* KT_FRAME_READ of kind KT_READ_JSON: a book in JSON (doc/json.md, "The whole book"). Answered with
 * JSON_HEAD for each scalar at the top and JSON_ROWS…, then READ_END; or REFUSED at any point. */
typedef enum
{
  KT_JSON_NULL,
  KT_JSON_INT, /* text: its digits */
  KT_JSON_TEXT,
  KT_JSON_MORE, /* text that goes on in the next value of that name */
  KT_JSON_KINDS,
} KtJsonKind;

/* item, name, KtJsonKind, text */
#define KT_TYPE_JSON_HEAD "(tsus)"
/* item, table, rows: whether it goes on in the next frame, values (name, KtJsonKind, text) */
#define KT_TYPE_JSON_ROWS "(tsa(ba(sus)))"

#define KT_JSON_VALUES_MAX 100u     /* of a row */
#define KT_JSON_TEXT_MAX (8u << 20) /* octets of one */
#define KT_JSON_ROWS_MAX 5000000u   /* of all tables */
#define KT_JSON_FRAME_ROWS 1000u
#define KT_JSON_PIECE (128u << 10)

typedef struct
{
  const char *name, *text; /* text "" of null */
  KtJsonKind kind;
} KtJsonValue;

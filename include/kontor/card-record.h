#pragma once
#include "kontor/frame.h"

/* vCards as the reader understands them (vCard 2.1, RFC 2426, RFC 6350), and what it is asked to do
 * with their text. The raw text is the master copy: it is patched, never printed back. */

/* --- keeper → reader: KT_FRAME_VCARD_ASK, as many texts as its kind says follow --- */

typedef enum
{
  KT_VCARD_SPLIT, /* 1 text, a file: → [TEXT "utf-8": the file, where it was UTF-16] PIECES…
                    READ_END; the pieces lie in that text */
  KT_VCARD_READ,  /* 1 text, one card: → CARD [TEXT "utf-8": the card, where its bytes were not]
                    READ_END */
  KT_VCARD_PATCH, /* 1 text, one card or empty: → TEXT READ_END */
  KT_VCARD_MERGE, /* 3 texts (base, mine, theirs): → TEXT READ_END (name: the properties that both
                    sides changed, by commas; "" merged: theirs with my changes) */
  KT_VCARD_JOIN,  /* 3 texts (from, to, card): → TEXT READ_END, as kt_vcard_join() */
  KT_VCARD_CANONICAL, /* 1 text: → TEXT (normal form, to compare by content) READ_END */
} KtVcardWhat;

/* item, KtVcardWhat, hint (READ: charset that the file's other cards seem to have, "" unknown;
 * PATCH: version of a new card), PATCH: what the card is to tell */
#define KT_TYPE_VCARD_ASK "(tusa" KT_TYPE_VCARD ")"

/* --- reader → keeper --- */

/* A card of a file, or what is none. At most KT_FRAME_ARRAY_MAX in a frame. */
typedef struct
{
  guint64 offset, length; /* octets */
  guint32 line;           /* its first, from 1 */
  guint32 what;           /* KtVcardPieceWhat */
} KtVcardPiece;
typedef enum
{
  KT_PIECE_CARD,
  KT_PIECE_OPEN,  /* END:VCARD is missing */
  KT_PIECE_JUNK,  /* lines that belong to no card */
  KT_PIECE_LARGE, /* a card of more than KT_VCARD_TEXT_MAX octets */
} KtVcardPieceWhat;
#define KT_TYPE_PIECES "(tsa(ttuu))" /* item, charset the file seems to have or "", pieces */

#define KT_VCARD_FILE_MAX (128u << 20) /* octets of a file */
#define KT_VCARD_TEXT_MAX (4u << 20)   /* octets of one card, photos and all */
#define KT_VCARDS_MAX 100000u          /* pieces of a file */
#define KT_VCARD_LINE_MAX 500u         /* octets of what has a line of the book */
#define KT_VCARD_VALUE_MAX 1000u       /* of an address, a URL, a field */
#define KT_VCARD_NOTE_MAX (16u << 10)
#define KT_VCARD_NOTES_MAX (400u << 10) /* of all notes together; those past it are left out */
#define KT_VCARD_LIST_MAX 100u          /* points, tags, notes, fields, relations: of each */

/* What a card tells; asked for in a patch: what it is to tell. The others are left alone. */
enum
{
  KT_VCARD_UID = 1 << 0,
  KT_VCARD_NAME = 1 << 1,    /* name, family, given, additional; kind "company" (prefix, suffix:
                               a patch keeps what is there) */
  KT_VCARD_COMPANY = 1 << 2, /* company; a patch keeps the department while the company stays */
  KT_VCARD_TITLE = 1 << 3,
  KT_VCARD_BIRTHDAY = 1 << 4,
  KT_VCARD_LANGUAGE = 1 << 5,
  KT_VCARD_EMAIL = 1 << 6, /* all points of that kind */
  KT_VCARD_PHONE = 1 << 7,
  KT_VCARD_POST = 1 << 8, /* and the city */
  KT_VCARD_URL = 1 << 9,
  KT_VCARD_MESSENGER = 1 << 10,
  KT_VCARD_TAGS = 1 << 11,
  KT_VCARD_NOTES = 1 << 12,
  KT_VCARD_RELATIONS = 1 << 13,
  KT_VCARD_FIELDS = 1 << 14, /* X-KONTOR-… */
  KT_VCARD_ALL = (1 << 15) - 1,
};

typedef struct
{
  const char *kind;  /* "email", "phone", "post", "url", "messenger" */
  const char *value; /* as a person would write it; a messenger: "skype:name" */
  const char *label; /* "work", "private", "mobile", "fax" …, or the user's own word; "" none */
  guint32 flags;     /* KT_VCARD_POINT_* */
} KtVcardPoint;
enum
{
  KT_VCARD_POINT_SHARED = 1 << 0, /* info@: of nobody in particular */
};

typedef struct
{
  const char
      *name; /* a column of the book ("type", "status" …), or "=" and the name of an own field
              */
  const char *value;
} KtVcardField;

typedef struct
{
  const char *kind; /* "spouse", "assistant" …, or the user's own word */
  const char *name; /* of the other; "" not told */
  const char *uid;  /* of the other's card; "" not told */
} KtVcardRelation;

/* Pointers go into variant, which it owns; variant NULL: they are the caller's. No string is NULL
 * in a card that was read; NULL is "" in one that is asked for. UTF-8, NFC, no controls (but line
 * feeds and tabs in notes). */
typedef struct
{
  GVariant *variant;
  guint64 item;
  guint32 tells;
  const char *version; /* "2.1", "3.0", "4.0" */
  const char *uid;
  const char *kind; /* "person", "company", "group" (of other cards; nobody to be kept) */
  const char *name; /* as shown: FN, else made of N, ORG, NICKNAME, an address; never "" */
  const char *family, *given, *additional, *prefix, *suffix;
  const char *company, *department, *title;
  const char *birthday; /* ISO date, or --MM-DD */
  const char *language; /* BCP 47 */
  const char *city;
  const char *warning;  /* what was mended or not understood, for people; "" nothing */
  KtVcardPoint *points; /* the preferred one of a kind first */
  gsize n_points;
  const char **tags, **notes;
  gsize n_tags, n_notes;
  KtVcardField *fields;
  gsize n_fields;
  KtVcardRelation *relations;
  gsize n_relations;
} KtVcard;

/* item, tells, (version, uid, kind), (name, family, given, additional, prefix, suffix), (company,
 * department, title), (birthday, language, city), warning, points, tags, notes, fields, relations
 */
#define KT_TYPE_VCARD "(tu(sss)(ssssss)(sss)(sss)sa(sssu)asasa(ss)a(sss))"

GVariant *kt_vcard_to_variant (const KtVcard *card); /* floating; what passes a limit is cut */
/* Checks every limit; NULL with KT_ERROR_FAILED names what is wrong. */
KtVcard *kt_vcard_from_frame (const KtFrame *frame, GError **error);
KtVcard *kt_vcard_from_variant (GVariant *record,
                                GError **error); /* of KT_TYPE_VCARD; takes a ref */
void kt_vcard_free (KtVcard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtVcard, kt_vcard_free)

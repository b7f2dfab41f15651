#pragma once
#include <glib.h>

/* The content lines of an iCalendar or vCard text (RFC 5545 §3.1, RFC 6350 §3.2) as a tree of
 * components, each line with its bytes as found: what is not touched is written back as it was.
 *
 * Forgiven are bare LF and CR as line ends, folds within a character, empty lines, lines without a
 * colon, an END that is missing or closes nothing. Refused with KT_ERROR_FAILED is what passes a
 * limit; the message is a reason to show after "refused: ". */
#define KT_ICAL_TEXT_MAX (64u << 20) /* octets of a file */
#define KT_ICAL_LINE_MAX (1u << 20)  /* octets of one line with its folds */
#define KT_ICAL_LINES_MAX 2000000u
#define KT_ICAL_DEPTH_MAX 16u

/* Strings are unfolded, are not checked to be UTF-8 and have no NUL or line end. */
typedef struct
{
  const char *raw; /* with folds and line end; raw_length 0: it is missing (END) */
  gsize raw_length;
  const char *name;   /* upper case, without its group; "" no content line, only kept */
  const char *group;  /* "item1" (vCard); "" none */
  const char *params; /* as written: "" or ";TZID=Europe/Riga;X=…" */
  const char *value;
} KtIcalLine;

typedef struct _KtIcalComponent KtIcalComponent;

/* A property, or a component in between (then line is empty). */
typedef struct
{
  KtIcalLine line;
  KtIcalComponent *component; /* NULL: a property, or a line that is only kept */
} KtIcalNode;

struct _KtIcalComponent
{
  const char *name; /* upper case; "" of the root */
  KtIcalLine begin, end;
  GArray *nodes; /* KtIcalNode, in order; may be edited */
};

/* Owns everything its lines point to, but not the text they were read from. */
typedef struct _KtIcalText KtIcalText;

KtIcalText *kt_ical_text_parse (const char *text, gsize length, GError **error); /* borrowed */
/* The same of vCards: a line may end with a soft line break of quoted-printable, and be as long as
 * the text (photos). */
KtIcalText *kt_ical_text_parse_cards (const char *text, gsize length, GError **error);
void kt_ical_text_free (KtIcalText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtIcalText, kt_ical_text_free)

/* Its nodes are the VCALENDARs (vCards), and lines outside of them. */
KtIcalComponent *kt_ical_text_root (KtIcalText *text);
const char *kt_ical_text_line_end (const KtIcalText *text); /* as its first line ends */
GString *kt_ical_text_write (KtIcalText *text);
void kt_ical_component_write (const KtIcalComponent *component, GString *out);

/* The first property of that name (upper case); NULL none. */
const KtIcalLine *kt_ical_line_find (const KtIcalComponent *component, const char *name);
const char *kt_ical_value (const KtIcalComponent *component, const char *name); /* "" none */
/* Its sub-component number n (from 0) of that name, NULL: of any; NULL there is none. */
KtIcalComponent *kt_ical_component_find (const KtIcalComponent *component, const char *name,
                                         guint n);

/* One parameter's value, of a list the first, quotes taken off and RFC 6868's ^ forms undone; NULL
 * none. */
char *kt_ical_param (const char *params, const char *name);

/* A new line, folded at 75 octets on character borders, with the text's line end. params as in
 * KtIcalLine. FALSE with KT_ERROR_FAILED where one of them would break out of its line: controls
 * but TAB, broken UTF-8, a name that is none, parameters whose quotes do not close. */
gboolean kt_ical_line_new (KtIcalText *text, const char *name, const char *params,
                           const char *value, KtIcalLine *ret_line, GError **error);
/* Puts a node in at an index; before it a line end, should the last line have none. */
void kt_ical_node_insert (KtIcalText *text, KtIcalComponent *component, guint index,
                          const KtIcalNode *node);
/* A copy of a component of any text that lives as long as this text. */
KtIcalComponent *kt_ical_component_copy (KtIcalText *text, const KtIcalComponent *component);
/* A line of any text, folded as it was, with the line ends of this text. */
KtIcalLine kt_ical_line_copy (KtIcalText *text, const KtIcalLine *line);

/* What a line says, the same for all ways to write it: NAME;PARAM=…:value without folds, parameters
 * in order, without those that only say what holds anyhow (VALUE=DATE-TIME, RSVP=FALSE …). */
void kt_ical_line_canonical (const KtIcalLine *line, GString *out);
/* What programs and servers change or add without anybody having changed the event: DTSTAMP,
 * LAST-MODIFIED, CREATED, PRODID, X-RADICALE-NAME … */
gboolean kt_ical_line_is_noise (const KtIcalLine *line);

/* VEVENT, VTODO, VJOURNAL: what has a UID and, as an override, a RECURRENCE-ID. */
gboolean kt_ical_component_is_entry (const KtIcalComponent *component);
/* RECURRENCE-ID as it is written, YYYYMMDD[THHMMSS[Z]]; "" the master. The caller frees. */
char *kt_ical_recurrence (const KtIcalComponent *component);
/* The same as an instant in UTC where its TZID is a zone that is known: to compare by. */
char *kt_ical_recurrence_key (const KtIcalComponent *component);
/* The entry of a text that a recurrence names (a time without Z: in the zone of the master); ""
 * the master. *ret_calendar, unless NULL: the component it lies in. NULL none. */
KtIcalComponent *kt_ical_entry_find (KtIcalText *text, const char *recurrence,
                                     KtIcalComponent **ret_calendar);

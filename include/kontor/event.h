#pragma once
#include "kontor/frame.h"

/* iCalendar as the reader understood it (RFC 5545), and what it is asked to do with such text. */

/* --- keeper → reader: KT_FRAME_ICAL --- */

typedef enum
{
  KT_ICAL_READ,  /* 1 text: → EVENT… READ_END */
  KT_ICAL_SPLIT, /* 1 text with many UIDs: → TEXT… (name: the UID) READ_END; each is a whole
                    VCALENDAR with the zones it uses */
  KT_ICAL_PATCH, /* 1 text, changes: → TEXT READ_END; lines that are not meant stay as they are */
  KT_ICAL_MERGE, /* 3 texts (base, mine, theirs): → TEXT READ_END (name: the properties that both
                    sides changed, by commas; "" merged: the text is theirs with my changes) */
  KT_ICAL_CANONICAL, /* 1 text: → TEXT (normal form, to compare by content) READ_END */
  KT_ICAL_ANSWER,    /* 2 texts (an invitation; the object that lies in a calendar already, empty
                        none), changes UID, ATTENDEE (recurrence; params: PARTSTAT, value: address),
                        DTSTAMP, COMMENT: → TEXT "reply" TEXT "event" READ_END
                        (kontor/ical-edit.h) */
} KtIcalWhat;

/* item, KtIcalWhat, window of occurrences (UTC seconds, end excluded), zone of floating times
 * (IANA), changes: (recurrence "" the master, property name, parameters as written after the name
 * ("" or ";TZID=…"), value; value "" and name with a leading "-": all such properties are removed).
 * A property that is there is replaced where it stands, a new one is put at the end of its
 * component, before sub-components; several changes of one name are its several lines. ATTENDEE
 * stands for the line with that address only. "UID" renames all components. "METHOD": of the
 * VCALENDAR. */
#define KT_TYPE_ICAL "(tuxxsa(ssss))"
typedef struct
{
  const char *recurrence, *name, *params, *value;
} KtIcalChange;
#define KT_ICAL_CHANGES_MAX 100u
#define KT_ICAL_EVENTS_MAX 5000u      /* components of one text */
#define KT_ICAL_OCCURRENCES_MAX 5000u /* of one component; more: KT_EVENT_CUT */

/* --- reader → keeper --- */

enum
{
  KT_EVENT_ALL_DAY = 1 << 0,
  KT_EVENT_FLOATING = 1 << 1,     /* no zone: the user's was taken */
  KT_EVENT_TRANSPARENT = 1 << 2,  /* does not block time */
  KT_EVENT_CUT = 1 << 3,          /* more occurrences than are told */
  KT_EVENT_ZONE_GUESSED = 1 << 4, /* its TZID names no zone that is known: UTC or the user's */
  KT_EVENT_ALARM = 1 << 5,        /* rings */
  KT_EVENT_ORPHAN = 1 << 6,       /* an override without its master */
  KT_EVENT_PRIVATE = 1 << 7,      /* CLASS is PRIVATE or CONFIDENTIAL */
};

typedef struct
{
  const char *norm;     /* kt_addr_norm() */
  const char *name;     /* CN, NFC; "" none */
  const char *role;     /* "organizer", "required", "optional", "other" */
  const char *partstat; /* "needs-action", "accepted", "declined", "tentative", "delegated", "" */
} KtAttendee;

typedef struct
{
  gint64 start, end; /* UTC seconds, end excluded */
} KtOccurrence;

#define KT_EVENT_SUMMARY_MAX 2000 /* bytes */
#define KT_EVENT_DESCRIPTION_MAX (16u << 10)
#define KT_EVENT_UID_MAX 1000
#define KT_EVENT_ATTENDEES_MAX 500
#define KT_EVENT_ALARMS_MAX 20
#define KT_EVENT_NAME_MAX 300  /* of an attendee */
#define KT_EVENT_RULE_MAX 2000 /* a longer rule is told as cut, its occurrences are right */
#define KT_EVENT_WARNING_MAX 1000
#define KT_EVENT_ALARM_MAX (366 * 24 * 60) /* minutes before, or after if negative */

/* One VEVENT. Pointers go into variant, which it owns. */
typedef struct
{
  GVariant *variant;
  guint64 item;
  const char *uid, *recurrence; /* RECURRENCE-ID in the form YYYYMMDD[THHMMSS[Z]]; "" the master */
  gint64 sequence, dtstamp;     /* dtstamp: UTC seconds, 0 none */
  const char *summary, *location, *description;
  const char *status; /* "confirmed", "tentative", "cancelled", "" */
  const char *start_local,
      *end_local;    /* kontor/local-time.h; dates of all-day events, end excluded */
  const char *tzid;  /* IANA; "" floating or all day */
  gint64 start, end; /* UTC seconds of the first occurrence */
  guint32 flags;
  const char *rrule;     /* value; "" once */
  const char *organizer; /* kt_addr_norm(); "" none */
  const char *warning;   /* what was mended while reading, for people; "" nothing */
  KtAttendee *attendees; /* the organizer too */
  gsize n_attendees;
  const gint32 *alarms; /* minutes before the start */
  gsize n_alarms;
  KtOccurrence *occurrences; /* in the window, ascending; without those that overrides replace */
  gsize n_occurrences;
} KtEvent;

/* item, uid, recurrence, sequence, dtstamp, (summary, location, description, status), (start_local,
 * end_local, tzid, start, end), flags, rrule, organizer, warning, attendees, alarms, occurrences */
#define KT_TYPE_EVENT "(tssxx(ssss)(sssxx)usssa(ssss)aia(xx))"

GVariant *kt_event_to_variant (const KtEvent *event); /* floating; what passes a limit is cut */
/* Checks every limit and range; NULL with KT_ERROR_FAILED names what is wrong. */
KtEvent *kt_event_from_frame (const KtFrame *frame, GError **error);
void kt_event_free (KtEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtEvent, kt_event_free)

/* item, name */
#define KT_TYPE_TEXT "(ts)"

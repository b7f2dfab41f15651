#pragma once
#include "kontor/addr.h"
#include "kontor/zone.h"

/* The config file (RULES: config), read once, then constant. */
typedef enum
{
  KT_SOURCE_IMAPS,
  KT_SOURCE_IMAP_STARTTLS,
  KT_SOURCE_IMAP_TUNNEL,
  KT_SOURCE_MAILDIR,
  KT_SOURCE_EML,
  KT_SOURCE_CALDAV,
  KT_SOURCE_VDIR,
  KT_SOURCE_ICS_FILE,
  KT_SOURCE_ICS_URL,
  KT_SOURCE_CARDDAV,
  KT_SOURCE_VDIR_CARDS, /* a vdir of .vcf */
  KT_SOURCE_MBOX,
} KtSourceKind;

/* What proves who we are to a server: at most one of the four. Without any the Secret Service is
 * asked, then the user. */
typedef struct
{
  char *password, *password_command, *password_file;
  char *oauth2_command; /* prints a token */
  int command_seconds;  /* that any of these commands may take; 0: the default */
} KtCredentials;

/* Which cards of this book are put where none lies yet. */
typedef enum
{
  KT_PUSH_NONE,
  KT_PUSH_ALL,
  KT_PUSH_QUERY,
} KtPushCards;

/* A place of calendars, or of address books. */
typedef struct
{
  char *name; /* of [calendar NAME] or [contacts NAME]; nothing else that is synced has the same */
  KtSourceKind kind;
  char *user, *host; /* host NULL: found by the domain of user (RFC 6764); user NULL: no login */
  guint16 port;      /* 0: the scheme's, or what SRV says */
  char *path;        /* of the URL, escaped as written, with the query of an .ics; "" unknown;
                        vdir, ics file: in the file system */
  KtCredentials credentials;
  char *ca_file;
  char **calendars;  /* names of the collections wanted; NULL: all that hold events, or cards */
  gboolean write;    /* DAV and vdir: yes unless told otherwise; ics never */
  gboolean days_off; /* all-day events are no working days */
  int deadline_ms;   /* of one answer; 0: the default */
  KtPushCards push;  /* of address books: contacts made here that go out */
  char *push_query;  /* those that it names (kontor/query.h) */
} KtCalendarSource;

/* Whether letters lie there in files of this machine. */
gboolean kt_source_is_letter_files (KtSourceKind kind);
/* Whether what lies there are cards. */
gboolean kt_source_is_cards (KtSourceKind kind);

/* How a server is asked what changed in a folder; what follows can do all that the one before it
 * can. AUTO: by the best the server offers. */
typedef enum
{
  KT_SYNC_MODE_AUTO,
  KT_SYNC_MODE_UIDS,      /* all UIDs are compared, flags only of young letters */
  KT_SYNC_MODE_CONDSTORE, /* flags changed since (RFC 7162) */
  KT_SYNC_MODE_QRESYNC,   /* and what vanished since (RFC 7162) */
} KtSyncMode;

typedef struct
{
  char *name; /* of [mail NAME]; the key of everything that comes from it */
  KtSourceKind kind;
  char *user, *host;
  guint16 port;
  char *path; /* maildir, mbox, eml */
  char *tunnel;
  KtCredentials credentials;
  char *ca_file;
  char **folders;   /* patterns; NULL: INBOX and the folder marked \Sent */
  char *sent;       /* the Sent folder where it is not marked */
  char **addresses; /* own addresses of this account (address =) */
  int since_days;   /* 0: everything */
  int deadline_ms;  /* of one answer; 0: the default */
  KtSyncMode mode;  /* forced, but for AUTO */
} KtMailSource;

typedef enum
{
  KT_AUTO_CONTACTS_REPLIED,
  KT_AUTO_CONTACTS_NEVER,
  KT_AUTO_CONTACTS_ALL,
} KtAutoContacts;

/* [invoice]: who asks for the money, and how. Texts are NULL where they were not given. */
typedef struct
{
  char *name; /* NULL: that of [me] */
  char *address, *registration, *vat_number, *bank, *iban, *bic, *email, *phone, *web;
  char *footer;                /* a line at the end of the page */
  char *number, *offer_number; /* patterns (kontor/number-pattern.h); never NULL */
  char *start;                 /* the number the first year begins with */
  int tax;                     /* VAT in hundredths of a percent */
  gboolean tax_added;          /* prices are without it; else it lies within them */
  int due, offer_valid;        /* days */
} KtInvoiceSettings;

typedef struct
{
  char *file;
  char *me_name, *timezone, *country, *currency;
  char **addresses;
  guint working_days; /* bit 1 Monday … bit 7 Sunday */
  int day_starts;     /* hour */
  int answer_after;   /* working days */
  int nudge_after;    /* working days */
  int keep_books;     /* years after the one they are of: what forget keeps without a name */
  int look_back;      /* days; older threads are history, not follow-ups */
  int watch_minutes;  /* between two looks of sync --watch at everything */
  KtAutoContacts auto_contacts;
  KtAddrRules addr_rules;
  GPtrArray *mail;      /* KtMailSource */
  GPtrArray *calendars; /* KtCalendarSource */
  GPtrArray *books;     /* KtCalendarSource: of address books */
  char *phone_calendar; /* [me] phone-calendar = NAME or NAME/COLLECTION: where appointments and
                           reminders are pushed; NULL: nowhere */
  GHashTable *rates; /* of [rates]: currency → gint64 *, what one of it is worth in currency, in
                        millionths; only to rank by */
  KtInvoiceSettings invoice;
  KtZone *zone;   /* of timezone, NULL without: whoever opens it by name gets this one */
  GHashTable *me; /* own addresses of all of it, in their match form */
  char *hash;     /* of what derived columns depend on (own addresses, addr_rules) */
} KtSettings;

/* A missing file is KT_ERROR_NOT_FOUND ("hint: kontor init"); else KT_ERROR_USAGE with file and
 * line: double groups, unknown keys with the nearest known name, values out of range, a file that
 * holds a password and is readable by others. */
KtSettings *kt_settings_read (const char *file, GError **error);
void kt_settings_free (KtSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtSettings, kt_settings_free)

/* What an amount is worth in the user's currency, in thousandths of it: for ranking only. 0: there
 * is no [rates], or none for that currency. */
gint64 kt_settings_rank (const KtSettings *settings, const char *currency, gint64 minor);

/* Whether an address, in its match form, is the user's own by config. */
gboolean kt_settings_is_me (const KtSettings *settings, const char *match);

const KtCalendarSource *kt_settings_calendar (const KtSettings *settings, const char *name);
const KtCalendarSource *kt_settings_book (const KtSettings *settings, const char *name);
/* Where appointments go; NULL: nowhere. *ret_collection: the name of one of its calendars, NULL
 * where it was left open. Belongs to settings. */
const KtCalendarSource *kt_settings_phone_calendar (const KtSettings *settings,
                                                    const char **ret_collection);

/* What can be read and is most likely not meant: char *, for people. Looks at the file system. */
GPtrArray *kt_settings_doubts (const KtSettings *settings);

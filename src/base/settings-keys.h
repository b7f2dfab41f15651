#pragma once
#include "settings-file.h"
#include "kontor/settings.h"

/* The keys a section may have, as a table: what a value is and where it goes. */
typedef enum
{
  VALUE_TEXT,
  VALUE_COMMAND, /* text in which # is no comment */
  VALUE_PATH,
  VALUE_LIST,
  VALUE_ADDRESSES,
  VALUE_INT,
  VALUE_BOOL,
  VALUE_DAYS,
  VALUE_WORKING_DAYS,
  VALUE_WEEKDAYS,
  VALUE_LETTERS, /* as many as .last */
  VALUE_ZONE,
  VALUE_AUTO_CONTACTS,
  VALUE_MAIL_URL,
  VALUE_CALENDAR_URL,
  VALUE_PERCENT,
  VALUE_NUMBERS, /* a pattern (kontor/number-pattern.h) */
  VALUE_IBAN,
  VALUE_LINES, /* text; the items of a list are its lines */
  VALUE_CONTACTS_URL,
  VALUE_PUSH,
  VALUE_SYNC_MODE,
} KtValueType;

typedef struct
{
  const char *name;
  KtValueType type;
  gsize offset;    /* in the struct of the section */
  int first, last; /* of numbers */
  const char *example;
} KtSettingsKey;

/* The tables, each ended by a name NULL, by section. */
extern const KtSettingsKey kt_settings_me_keys[], kt_settings_mail_keys[],
    kt_settings_calendar_keys[], kt_settings_invoice_keys[], kt_settings_rates_keys[],
    kt_settings_contacts_keys[];

/* What stands in a group into target, which is what offsets are counted from. */
gboolean kt_settings_take_group (const KtSettingsFile *file, const char *group,
                                 const KtSettingsKey *keys, gpointer target, GError **error);

/* One password at most, and in the config itself only where nobody else reads it. */
gboolean kt_settings_check_credentials (const KtSettingsFile *file, const char *group,
                                        const KtCredentials *credentials, GError **error);
gboolean kt_credentials_any (const KtCredentials *credentials);
void kt_credentials_clear (KtCredentials *credentials);

/* All sections of a kind, into settings. */
gboolean kt_settings_take_mail (KtSettings *settings, const KtSettingsFile *file, GError **error);
void kt_mail_source_free (KtMailSource *source);
gboolean kt_settings_take_calendars (KtSettings *settings, const KtSettingsFile *file,
                                     GError **error);
gboolean kt_settings_take_books (KtSettings *settings, const KtSettingsFile *file, GError **error);
void kt_calendar_source_free (KtCalendarSource *source);

/* [rates], into settings. */
gboolean kt_settings_take_rates (KtSettings *settings, const KtSettingsFile *file, GError **error);
/* [invoice], into settings. */
gboolean kt_settings_take_invoice (KtSettings *settings, const KtSettingsFile *file,
                                   GError **error);
void kt_invoice_settings_clear (KtInvoiceSettings *invoice);

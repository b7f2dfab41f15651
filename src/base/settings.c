#include "config.h"
#include "kontor/error.h"
#include "kontor/nearest.h"
#include "settings-keys.h"
#include <glib/gi18n.h>
#include <string.h>

#define ME(member) G_STRUCT_OFFSET (KtSettings, member)

const KtSettingsKey kt_settings_me_keys[] = {
  { "name", VALUE_TEXT, ME (me_name) },
  { "addresses", VALUE_ADDRESSES, ME (addresses), 0, 0,
    "anna@studija.example; anna@inbox.example" },
  { "timezone", VALUE_ZONE, ME (timezone), 0, 0, "Europe/Riga" },
  { "country", VALUE_LETTERS, ME (country), 0, 2, "LV" },
  { "currency", VALUE_LETTERS, ME (currency), 0, 3, "EUR" },
  { "working-days", VALUE_WEEKDAYS, ME (working_days), 0, 0, "mon..fri; sun" },
  { "day-starts", VALUE_INT, ME (day_starts), 0, 23, "9" },
  { "answer-after", VALUE_WORKING_DAYS, ME (answer_after), 0, 0, "1 working day" },
  { "nudge-after", VALUE_WORKING_DAYS, ME (nudge_after), 0, 0, "4 working days" },
  { "keep-books", VALUE_INT, ME (keep_books), 0, 100, "5" },
  { "look-back", VALUE_DAYS, ME (look_back), 0, 0, "90 days" },
  { "watch-minutes", VALUE_INT, ME (watch_minutes), 1, 1440, "5" },
  { "phone-calendar", VALUE_TEXT, ME (phone_calendar) },
  { "auto-contacts", VALUE_AUTO_CONTACTS, ME (auto_contacts), 0, 0, "replied, never, all" },
  { "plus-tags", VALUE_BOOL, ME (addr_rules.strip_plus), 0, 0, "yes, no" },
  { "gmail-dots", VALUE_BOOL, ME (addr_rules.gmail_dots), 0, 0, "yes, no" },
  { NULL },
};

static void
add_own (KtSettings *settings, char **addresses)
{
  for (char **item = addresses; item != NULL && *item != NULL; item++)
    {
      g_autoptr (KtAddr) addr = kt_addr_parse (*item, NULL);
      g_hash_table_add (settings->me, kt_addr_match (addr, &settings->addr_rules));
    }
}

/* Own addresses, and the hash of what rows derived from them depend on. */
static void
settle (KtSettings *settings)
{
  add_own (settings, settings->addresses);
  for (guint i = 0; i < settings->mail->len; i++)
    add_own (settings, ((KtMailSource *)settings->mail->pdata[i])->addresses);

  g_autoptr (GList) own = g_list_sort (g_hash_table_get_keys (settings->me), (GCompareFunc)strcmp);
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_append_printf (text, "%d %d\n", settings->addr_rules.strip_plus,
                          settings->addr_rules.gmail_dots);
  for (GList *l = own; l != NULL; l = l->next)
    g_string_append_printf (text, "%s\n", (char *)l->data);
  settings->hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, text->len);
}

static const KtCalendarSource *
find_named (const GPtrArray *sources, const char *name)
{
  for (guint i = 0; i < sources->len; i++)
    {
      const KtCalendarSource *source = sources->pdata[i];
      if (g_str_equal (source->name, name))
        return source;
    }
  return NULL;
}

const KtCalendarSource *
kt_settings_calendar (const KtSettings *settings, const char *name)
{
  return find_named (settings->calendars, name);
}

const KtCalendarSource *
kt_settings_book (const KtSettings *settings, const char *name)
{
  return find_named (settings->books, name);
}

/* A name may hold a slash itself: the longest that fits is meant. */
const KtCalendarSource *
kt_settings_phone_calendar (const KtSettings *settings, const char **ret_collection)
{
  const char *text = settings->phone_calendar;
  const KtCalendarSource *best = NULL;
  for (guint i = 0; text != NULL && i < settings->calendars->len; i++)
    {
      const KtCalendarSource *source = settings->calendars->pdata[i];
      gsize length = strlen (source->name);
      if (strncmp (text, source->name, length) == 0 && (text[length] == '\0' || text[length] == '/')
          && (best == NULL || length > strlen (best->name)))
        best = source;
    }
  *ret_collection = NULL;
  if (best != NULL && text[strlen (best->name)] == '/' && text[strlen (best->name) + 1] != '\0')
    *ret_collection = text + strlen (best->name) + 1;
  return best;
}

/* The nearest name, or how to make one. */
static void
hint_calendar (const KtSettings *settings, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < settings->calendars->len; i++)
    {
      const KtCalendarSource *source = settings->calendars->pdata[i];
      if (source->write)
        g_ptr_array_add (names, source->name);
    }
  g_ptr_array_add (names, NULL);
  g_autofree char *wanted
      = g_strndup (settings->phone_calendar, strcspn (settings->phone_calendar, "/"));
  const char *nearest = kt_nearest (wanted, (const char *const *)names->pdata);
  if (nearest != NULL)
    kt_error_hint (error, _ ("did you mean «%s»?"), nearest);
  else
    kt_error_hint (error, _ ("it is the name of a [calendar NAME], or NAME/CALENDAR"));
}

static gboolean
check_phone_calendar (const KtSettings *settings, const KtSettingsFile *file, GError **error)
{
  const char *collection;
  if (settings->phone_calendar == NULL)
    return TRUE;
  const KtCalendarSource *source = kt_settings_phone_calendar (settings, &collection);
  if (source != NULL && source->write)
    return TRUE;
  if (source != NULL)
    return kt_settings_refuse (file, "me", "phone-calendar", error,
                               _ ("phone-calendar cannot be «%s», which is only read"),
                               source->name);
  kt_settings_refuse (file, "me", "phone-calendar", error,
                      _ ("there is no calendar «%s» in this config"), settings->phone_calendar);
  hint_calendar (settings, error);
  return FALSE;
}

static KtSettings *
defaults (void)
{
  KtSettings *settings = g_new0 (KtSettings, 1);
  settings->working_days = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5;
  settings->day_starts = 9;
  settings->keep_books = 5;
  settings->answer_after = 1;
  settings->nudge_after = 4;
  settings->look_back = 90;
  settings->watch_minutes = 5;
  settings->auto_contacts = KT_AUTO_CONTACTS_REPLIED;
  settings->addr_rules = kt_addr_rules_default;
  settings->invoice.due = 14;
  settings->invoice.offer_valid = 30;
  settings->mail = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_mail_source_free);
  settings->calendars = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_calendar_source_free);
  settings->books = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_calendar_source_free);
  settings->me = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return settings;
}

KtSettings *
kt_settings_read (const char *path, GError **error)
{
  g_autoptr (KtSettingsFile) file = kt_settings_file_read (path, error);
  if (file == NULL)
    return NULL;
  g_autoptr (KtSettings) settings = defaults ();
  settings->file = g_strdup (file->path);
  if (!kt_settings_take_group (file, "me", kt_settings_me_keys, settings, error)
      || !kt_settings_take_mail (settings, file, error)
      || !kt_settings_take_calendars (settings, file, error)
      || !kt_settings_take_invoice (settings, file, error)
      || !kt_settings_take_rates (settings, file, error)
      || !kt_settings_take_books (settings, file, error)
      || !check_phone_calendar (settings, file, error))
    return NULL;
  if (settings->currency == NULL)
    settings->currency = g_strdup ("EUR");
  settle (settings);
  return g_steal_pointer (&settings);
}

void
kt_settings_free (KtSettings *settings)
{
  if (settings == NULL)
    return;
  g_free (settings->file);
  g_free (settings->me_name);
  g_free (settings->timezone);
  g_clear_pointer (&settings->zone, kt_zone_unref);
  g_free (settings->country);
  g_free (settings->currency);
  g_strfreev (settings->addresses);
  g_ptr_array_unref (settings->mail);
  g_ptr_array_unref (settings->calendars);
  g_ptr_array_unref (settings->books);
  g_free (settings->phone_calendar);
  kt_invoice_settings_clear (&settings->invoice);
  g_clear_pointer (&settings->rates, g_hash_table_unref);
  g_hash_table_unref (settings->me);
  g_free (settings->hash);
  g_free (settings);
}

gboolean
kt_settings_is_me (const KtSettings *settings, const char *match)
{
  return g_hash_table_contains (settings->me, match);
}

#include "config.h"
#include "demo-book.h"
#include "kontor/auto-contact.h"
#include "kontor/contact.h"
#include "kontor/demo.h"
#include "kontor/error.h"
#include "kontor/journal.h"
#include "kontor/note.h"
#include "kontor/relation.h"
#include "kontor/reminder.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define FIELDS_MAX 9

gboolean
kt_demo_book_moment (const KtDemoBook *book, const char *text, gint64 *ret_utc)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  return g_strv_length (words) == 2 && kt_demo_moment (book->script, words[0], words[1], ret_utc);
}

char *
kt_demo_book_date (const KtDemoBook *book, gint64 utc, int days)
{
  KtLocal day = kt_local_add_days (kt_local_from_utc (utc, book->script->zone), days);
  return g_strdup_printf ("%04d-%02d-%02d", day.year, day.month, day.day);
}

char *
kt_demo_book_day (const KtDemoBook *book, const char *when)
{
  gint64 utc;
  return kt_demo_moment (book->script, when, "00:00", &utc) ? kt_demo_book_date (book, utc, 0)
                                                            : NULL;
}

static gboolean
is_said (const char *field)
{
  return field != NULL && *field != '\0' && !g_str_equal (field, "-");
}

static char *
said (const char *field)
{
  return is_said (field) ? g_strdup (field) : NULL;
}

static KtId
contact_of (const KtDemoBook *book, const char *name)
{
  const KtId *id = g_hash_table_lookup (book->contacts, name);
  return id != NULL ? *id : 0;
}

/* As sync would make it of the address, so that the letters find it. */
static gboolean
make_contact (KtDemoBook *book, const char *person, gint64 since, KtId *ret, GError **error)
{
  const char *open = strrchr (person, '<');
  if (open == NULL)
    return FALSE;
  g_autoptr (KtAddr) addr = kt_addr_parse (open, error);
  if (addr == NULL)
    return FALSE;
  g_autofree char *name = g_strchomp (g_strndup (person, open - person));
  g_autofree char *norm = g_strdup (kt_addr_norm (addr));
  g_autofree char *match = kt_addr_match (addr, &kt_addr_rules_default);
  KtAddressSeen seen = { .norm = norm, .match = match, .name = name };
  return kt_contact_from_address (book->store, &seen, "import", since, ret, error);
}

static gboolean
put_phone (KtDemoBook *book, KtId contact, const char *phone, gint64 since, GError **error)
{
  g_auto (GStrv) digits = g_strsplit (phone, " ", -1);
  g_autofree char *norm = g_strjoinv ("", digits);
  KtPoint point = { .id = kt_id_hash_strings ("demo", "phone", phone, NULL),
                    .contact = contact,
                    .kind = (char *)"phone",
                    .raw = (char *)phone,
                    .norm = norm,
                    .match = norm,
                    .position = 1 };
  return kt_point_insert (book->store, &point, since, error);
}

/* "born=+1/40": forty years old tomorrow. */
static gboolean
read_more (KtDemoBook *book, KtContact *contact, const char *more, GError **error)
{
  if (!is_said (more))
    return TRUE;
  if (g_str_has_prefix (more, "phone="))
    return put_phone (book, contact->id, more + strlen ("phone="), contact->created, error);
  if (g_str_has_prefix (more, "name="))
    {
      g_free (contact->name);
      contact->name = g_strdup (more + strlen ("name="));
      return TRUE;
    }
  const char *slash = strchr (more, '/');
  if (!g_str_has_prefix (more, "born=") || slash == NULL)
    return FALSE;
  KtLocal day = kt_local_from_utc (book->script->now, book->script->zone);
  day = kt_local_add_days (day, atoi (more + strlen ("born=")));
  if (day.month == 2 && day.day == 29)
    day.day = 28; /* the year of birth may have been none of those */
  contact->birthday
      = g_strdup_printf ("%04d-%02d-%02d", day.year - atoi (slash + 1), day.month, day.day);
  return TRUE;
}

static gboolean
read_client (KtDemoBook *book, char **fields, GError **error)
{
  const char *person = g_hash_table_lookup (book->script->people, fields[0]);
  KtId id;
  gint64 since;
  if (person == NULL || !kt_demo_moment (book->script, fields[1], "09:00", &since)
      || !make_contact (book, person, since, &id, error))
    return FALSE;
  g_autoptr (KtContact) contact = kt_contact_get (book->store, id, error);
  if (contact == NULL)
    return FALSE;
  g_hash_table_insert (book->contacts, g_strdup (fields[0]), g_memdup2 (&id, sizeof id));
  contact->type = said (fields[2]);
  contact->city = said (fields[3]);
  contact->language = said (fields[4]);
  contact->discount = atoi (fields[5]) * 100;
  contact->source = said (fields[6]);
  g_auto (GStrv) tags = g_strsplit (is_said (fields[7]) ? fields[7] : "", " ", -1);
  return read_more (book, contact, fields[8], error)
         && kt_contact_update (book->store, contact, error)
         && kt_tag_set (book->store, id, (const char *const *)tags, error);
}

static gboolean
read_relation (KtDemoBook *book, char **fields, GError **error)
{
  KtId other = contact_of (book, fields[0]), contact = contact_of (book, fields[2]);
  return other != 0 && contact != 0
         && kt_relation_add (book->store, contact, fields[1], other, book->script->now, NULL,
                             error);
}

gboolean
kt_demo_book_move (KtDemoBook *book, KtDeal *deal, const char *stage, const char *reason, gint64 at,
                   GError **error)
{
  const KtStage *to = kt_pipelines_stage (book->pipelines, kt_stage_default (stage));
  return to != NULL && kt_deal_move (book->store, deal, to, reason, at, error);
}

/* "inquiry 12w 09:18, offer 10w 10:02": made in the first of them. */
static gboolean
walk (KtDemoBook *book, KtDeal *deal, const char *way, const char *reason, GError **error)
{
  g_auto (GStrv) steps = g_strsplit (way, ", ", -1);
  for (guint i = 0; steps[i] != NULL; i++)
    {
      gint64 at;
      char *when = strchr (steps[i], ' ');
      if (when == NULL || !kt_demo_book_moment (book, when + 1, &at))
        return FALSE;
      *when = '\0';
      if (i > 0)
        {
          if (!kt_demo_book_move (book, deal, steps[i], steps[i + 1] == NULL ? reason : NULL, at,
                                  error))
            return FALSE;
          continue;
        }
      deal->stage = kt_stage_default (steps[i]);
      deal->since = deal->created = deal->updated = at;
      if (!kt_deal_insert (book->store, deal, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_deal (KtDemoBook *book, char **fields, GError **error)
{
  KtDeal *deal = g_new0 (KtDeal, 1);
  g_hash_table_insert (book->deals, g_strdup (fields[0]), deal);
  deal->id = kt_id_hash_strings ("demo", "deal", fields[0], NULL);
  deal->contact = contact_of (book, fields[1]);
  deal->title = g_strdup (fields[2]);
  deal->has_amount = TRUE;
  deal->expected = is_said (fields[4]) ? kt_demo_book_day (book, fields[4]) : NULL;
  const char *reason = is_said (fields[6]) ? fields[6] : NULL;
  return deal->contact != 0 && kt_money_parse (fields[3], "EUR", &deal->amount, error)
         && walk (book, deal, fields[5], reason, error);
}

/* A deal, or a client. */
static gboolean
find_subject (const KtDemoBook *book, const char *name, KtId *ret_deal, KtId *ret_contact)
{
  const KtDeal *deal = g_hash_table_lookup (book->deals, name);
  *ret_deal = deal != NULL ? deal->id : 0;
  *ret_contact = deal != NULL ? deal->contact : contact_of (book, name);
  return *ret_contact != 0;
}

/* All day, or at an hour. */
static gboolean
read_reminder (KtDemoBook *book, char **fields, GError **error)
{
  g_auto (GStrv) when = g_strsplit (fields[1], " ", 2);
  gint64 midnight, then;
  KtId deal, contact;
  if (g_strv_length (when) != 2 || !find_subject (book, fields[0], &deal, &contact)
      || !kt_demo_moment (book->script, when[0], "00:00", &midnight)
      || !kt_demo_moment (book->script, "5w", "17:30", &then))
    return FALSE;
  KtLocal due = kt_local_from_utc (midnight, book->script->zone);
  due.hour = is_said (when[1]) ? (gint8)atoi (when[1]) : -1;
  due.minute = 0;
  g_autofree char *uid = g_strdup_printf ("reminder-%s-%s", fields[0], when[0]);
  KtReminder reminder = { .id = kt_id_hash_strings ("demo", "reminder", uid, NULL),
                          .contact = contact,
                          .deal = deal,
                          .text = fields[2],
                          .due = due,
                          .start = due,
                          .tzid = (char *)kt_zone_name (book->script->zone),
                          .due_at = kt_local_to_utc (due, book->script->zone),
                          .uid = uid,
                          .created = then,
                          .updated = then };
  return kt_reminder_insert (book->store, &reminder, error);
}

static gboolean
read_note (KtDemoBook *book, char **fields, GError **error)
{
  KtNote note = { .id = kt_id_hash_strings ("demo", "note", fields[1], fields[2], NULL),
                  .kind = fields[0],
                  .text = fields[3] };
  if (!find_subject (book, fields[1], &note.deal, &note.contact)
      || !kt_demo_book_moment (book, fields[2], &note.at))
    return FALSE;
  note.created = note.updated = note.at;
  return kt_note_insert (book->store, &note, error);
}

/* How many fields each has at least. */
static const struct
{
  const char *word;
  guint fields;
  KtDemoBookRecord read;
} records[] = {
  { "client", 8, read_client },
  { "relation", 3, read_relation },
  { "deal", 6, read_deal },
  { "offer", 3, kt_demo_read_offer },
  { "invoice", 5, kt_demo_read_invoice },
  { "reminder", 3, read_reminder },
  { "note", 4, read_note },
};

/* Fields that are left out at the end are empty. */
static gboolean
read_record (KtDemoBook *book, const char *line, GError **error)
{
  const char *blank = strchr (line, ' ');
  gsize length = blank != NULL ? (gsize)(blank - line) : 0;
  g_auto (GStrv) parts = g_strsplit (blank != NULL ? blank : "", "|", FIELDS_MAX);
  char *fields[FIELDS_MAX + 1] = { NULL };
  for (guint i = 0; parts[i] != NULL; i++)
    fields[i] = g_strstrip (parts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    if (strncmp (records[i].word, line, length) == 0 && records[i].word[length] == '\0'
        && g_strv_length (parts) >= records[i].fields)
      return records[i].read (book, fields, error);
  return FALSE;
}

static gboolean
read_all (KtDemoBook *book, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (kt_demo_office_texts[0], "\n", -1);
  if (!kt_pipeline_ensure (book->store, book->script->now, error)
      || (book->pipelines = kt_pipeline_list (book->store, TRUE, error)) == NULL)
    return FALSE;
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0' && **line != '#' && !read_record (book, *line, error))
      {
        if (error != NULL && *error == NULL)
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot read the demo's «%s»"), *line);
        return FALSE;
      }
  return kt_demo_papers_write (book, error);
}

static gboolean
write_book (KtDemoBook *book, GError **error)
{
  if (!kt_journal_begin (book->store, KT_ORIGIN_IMPORT, "demo", error))
    return FALSE;
  if (read_all (book, error))
    return kt_journal_commit (book->store, "demo", book->script->now, TRUE, NULL, error);
  kt_journal_rollback (book->store);
  return FALSE;
}

gboolean
kt_demo_book_make (const char *config_file, const char *data, const KtDemoScript *script,
                   guint *ret_clients, guint *ret_deals, GError **error)
{
  KtPaths paths;
  kt_paths_init (&paths, config_file, data);
  g_autoptr (KtStore) store = kt_store_open (&paths, KT_STORE_WRITE, error);
  kt_paths_clear (&paths);
  if (store == NULL)
    return FALSE;
  g_autoptr (GHashTable) contacts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) deals
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)kt_deal_free);
  g_autoptr (GPtrArray) papers
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_demo_paper_free);
  KtDemoBook book = {
    .store = store, .script = script, .contacts = contacts, .deals = deals, .papers = papers
  };
  gboolean made = write_book (&book, error);
  g_clear_pointer (&book.pipelines, g_ptr_array_unref);
  *ret_clients = g_hash_table_size (contacts);
  *ret_deals = g_hash_table_size (deals);
  return made;
}

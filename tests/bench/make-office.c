/* make-office CONFIG DATA: a large office's book for the bench, the same every time, beside the
 * letters that were synced: 20,000 contacts, 10,000 deals with their moves and items, invoices,
 * visits, notes, tags, own fields. */
#include "config.h"
#include "kontor/clock.h"
#include "kontor/fold.h"
#include "kontor/id.h"
#include "kontor/local-time.h"
#include "kontor/store.h"
#include <sqlite3.h>
#include <stdio.h>

#define CONTACTS 20000
#define DEALS 10000
#define VISITS 40000
#define STAGES 6
#define SERVICES 6
#define HANDS 4
#define DAYS 1500 /* how far back it goes */

#define KEY(kind, n) (((gint64)(kind) << 32) | (gint64)((guint64)(n)*2654435761u % 4294967291u))
enum
{
  CONTACT = 1,
  POINT,
  TAG,
  FIELD,
  VALUE,
  DEAL,
  ITEM,
  MOVE,
  INVOICE,
  LINE,
  PAYMENT,
  VISIT,
  PART,
  NOTE,
  REMINDER,
  RELATION,
};

typedef struct
{
  KtStore *store;
  KtClock clock;
  KtLocal today;
  GError *error;
  guint64 state;
} Bench;

static guint64
rnd (Bench *bench, guint64 below)
{
  bench->state ^= bench->state << 13;
  bench->state ^= bench->state >> 7;
  bench->state ^= bench->state << 17;
  return (bench->state >> 11) % below;
}

#define PUT(sql, format, ...) kt_store_run (bench->store, &bench->error, sql, format, __VA_ARGS__)

/* Some day of the years past, as UTC and as a date. */
static gint64
some_day (Bench *bench, int days, char text[KT_LOCAL_TEXT])
{
  KtLocal day = kt_local_add_days (bench->today, days);
  day.hour = -1;
  day.minute = 0;
  kt_local_format (day, text);
  return kt_local_to_utc (day, bench->clock.zone);
}

static const char *const first_names[]
    = { "Anna",   "Rita",  "Zane",   "Inga",   "Оксана", "Vera",   "Māra",    "Elza", "Ніна",
        "Daina",  "Toms",  "Jānis",  "Андрей", "Ольга",  "Hanna",  "Pēteris", "Līga", "Сергій",
        "Kaspar", "Edgar", "Марина", "Юлія",   "Ilze",   "Kārlis", "Светлана" };
static const char *const last_begin[] = { "Kaln", "Ozol", "Bērz", "Liep", "Кова",  "Мель",
                                          "Ivan", "Web",  "Шев",  "Krūm", "Siliņ", "Zar" };
static const char *const last_end[] = { "e", "iņš", "a", "ль", "ко", "ov", "er", "ник" };
static const char *const cities[]
    = { "Rīga", "Jūrmala", "Liepāja", "Київ", "Berlin", "Daugavpils" };
static const char *const types[] = { "client", "designer", "supplier", "printer" };
static const char *const tag_names[] = { "vip", "brand", "wine", "books", "slow", "fair", "2026" };
static const char *const languages[] = { "lv", "ru", "uk", "en" };

#define PICK(list) list[rnd (bench, G_N_ELEMENTS (list))]

static void
put_contact (Bench *bench, guint n)
{
  char birthday[KT_LOCAL_TEXT];
  g_autofree char *name = g_strdup_printf ("%s %s%s %u", PICK (first_names), PICK (last_begin),
                                           PICK (last_end), n % 977);
  g_autofree char *company
      = n % 3 == 0 ? g_strdup_printf ("%s %u SIA", PICK (last_begin), n % 1999) : NULL;
  g_autofree char *fold = kt_fold (name);
  g_autofree char *email
      = g_strdup_printf ("person%u@%s%u.example", n, n % 2 ? "firm" : "box", n % 499);
  g_autofree char *phone = g_strdup_printf ("+3712%07u", n);
  some_day (bench, -7000 - (int)rnd (bench, 14000), birthday);
  gint64 created = bench->clock.now - (gint64)rnd (bench, DAYS) * 86400;
  PUT ("INSERT INTO contact (id, name, fold, company, type, birthday, language, created, updated,"
       " city) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
       "issssssiis", KEY (CONTACT, n), name, fold, company, PICK (types), n % 2 ? birthday : NULL,
       PICK (languages), created, created, PICK (cities));
  PUT ("INSERT INTO contact_point (id, contact, kind, raw, norm, match, created)"
       " VALUES (?, ?, 'phone', ?, ?, ?, 1)",
       "iisss", KEY (POINT, n), KEY (CONTACT, n), phone, phone, phone);
  if (n % 5 < 4)
    PUT ("INSERT INTO contact_point (id, contact, kind, raw, norm, match, created)"
         " VALUES (?, ?, 'email', ?, ?, ?, 1)",
         "iisss", KEY (POINT, n + CONTACTS), KEY (CONTACT, n), email, email, email);
  for (guint i = 0, first = (guint)rnd (bench, 7); i < n % 3; i++)
    PUT ("INSERT INTO contact_tag (id, contact, tag, fold) VALUES (?, ?, ?3, ?3)", "iis",
         KEY (TAG, n * 3 + i), KEY (CONTACT, n), tag_names[(first + i) % 7]);
}

static void
put_about (Bench *bench, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", (guint)rnd (bench, 200));
  gint64 at = bench->clock.now - (gint64)rnd (bench, DAYS) * 86400;
  PUT ("INSERT INTO contact_field (id, contact, field, value) VALUES (?, ?, ?, ?)", "iiis",
       KEY (VALUE, n), KEY (CONTACT, n), KEY (FIELD, n % 2), n % 2 ? number : "matte");
  PUT ("INSERT INTO note (id, contact, kind, at, text, created, updated)"
       " VALUES (?1, ?2, ?3, ?4, ?5, ?4, ?4)",
       "iisis", KEY (NOTE, n), KEY (CONTACT, n), n % 2 ? "call" : "note", at,
       n % 7 ? "asked for the price of paper" : "wants the wedding trial in May");
  if (n % 10 == 0)
    PUT ("INSERT INTO reminder (id, contact, text, due_local, tzid, due_at, start_local, uid,"
         " created, updated) VALUES (?1, ?2, 'call', '2027-01-11', 'Europe/Riga', ?3, '2027-01-11',"
         " ?4, 1, 1)",
         "iiis", KEY (REMINDER, n), KEY (CONTACT, n), at + (gint64)DAYS * 86400, number);
  if (n % 20 == 0 && n > 0)
    PUT (
        "INSERT INTO relation (id, contact, kind, other, created) VALUES (?, ?, 'referred-by', ?, 1)",
        "iii", KEY (RELATION, n), KEY (CONTACT, n), KEY (CONTACT, n / 2));
}

static void
put_directory (Bench *bench)
{
  static const char *const stages[STAGES]
      = { "Inquiry", "Offer", "In work", "Invoiced", "Won", "Lost" };
  static const char *const services[SERVICES]
      = { "cut", "colour", "manicure", "brows", "translation", "layout" };
  static const char *const hands[HANDS] = { "Ilze", "Līga", "Marina", "Dace" };
  PUT (
      "INSERT INTO field (id, name, fold, kind, position, created, updated)"
      " VALUES (?1, 'paper', 'paper', 'text', 0, 1, 1), (?2, 'print run', 'print run', 'number', 1,"
      " 1, 1)",
      "ii", KEY (FIELD, 0), KEY (FIELD, 1));
  PUT ("INSERT INTO pipeline (id, name, fold, position, created, updated)"
       " VALUES (?, 'Deals', 'deals', 0, 1, 1)",
       "i", kt_id_hash_strings ("pipeline", "default", NULL));
  for (gint64 i = 0; i < STAGES; i++)
    {
      g_autofree char *fold = kt_fold (stages[i]);
      PUT ("INSERT INTO stage (id, pipeline, name, fold, kind, position, probability, stale,"
           " created, updated) VALUES (?, ?, ?, ?, ?, ?, ?, nullif (?, 0), 1, 1)",
           "iisssiii", 100 + i, kt_id_hash_strings ("pipeline", "default", NULL), stages[i], fold,
           i < 4    ? "open"
           : i == 4 ? "won"
                    : "lost",
           i, i == 5 ? (gint64)0 : 20 + i * 20, i < 4 ? (gint64)14 : (gint64)0);
    }
  for (gint64 i = 0; i < SERVICES; i++)
    PUT ("INSERT INTO service (id, name, fold, work, price, currency, created, updated)"
         " VALUES (?1, ?2, ?2, 60, 3500, 'EUR', 1, 1)",
         "is", 200 + i, services[i]);
  for (gint64 i = 0; i < HANDS; i++)
    {
      g_autofree char *fold = kt_fold (hands[i]);
      PUT ("INSERT INTO resource (id, kind, name, fold, position, created, updated)"
           " VALUES (?, 'staff', ?, ?, ?, 1, 1)",
           "issi", 300 + i, hands[i], fold, i);
    }
}

static void
put_moves (Bench *bench, guint n, gint64 since, guint stage, gint64 amount)
{
  guint last = MIN (stage, 4), k = 0;
  for (guint at = 0; at <= last; at++, k++)
    PUT ("INSERT INTO deal_move (id, deal, at, from_stage, to_stage, amount, currency)"
         " VALUES (?, ?, ?, ?, ?, ?, 'EUR')",
         "iiiIii", KEY (MOVE, n * 8 + k), KEY (DEAL, n), since - (gint64)(last - at) * 5 * 86400,
         at == 0 ? (gint64)0 : (gint64)(100 + at - 1),
         (gint64)(at == last ? 100 + stage : 100 + at), amount);
  for (guint i = 0; i < 2; i++)
    PUT ("INSERT INTO deal_item (id, deal, position, service, name, quantity, price)"
         " VALUES (?, ?, ?, ?, 'translation', 2000, ?)",
         "iiiii", KEY (ITEM, n * 2 + i), KEY (DEAL, n), (gint64)i, (gint64)(200 + rnd (bench, 6)),
         amount / 4);
}

static void
put_invoice (Bench *bench, guint n, int days, gint64 amount)
{
  char issued[KT_LOCAL_TEXT], due[KT_LOCAL_TEXT];
  gint64 at = some_day (bench, -days, issued);
  some_day (bench, 14 - days, due);
  g_autofree char *number = g_strdup_printf ("%.4s-%05u", issued, n);
  gboolean paid = days > 40;
  PUT ("INSERT INTO invoice (id, kind, number, contact, deal, amount, currency, issued, due, state,"
       " created, updated) VALUES (?1, 'invoice', ?2, ?3, ?4, ?5, 'EUR', ?6, ?7, ?8, ?9, ?9)",
       "isiiisssi", KEY (INVOICE, n), number, KEY (CONTACT, n * 3 % CONTACTS), KEY (DEAL, n),
       amount, issued, due, paid ? "paid" : "open", at);
  PUT ("INSERT INTO invoice_item (id, invoice, position, service, name, quantity, price, total)"
       " VALUES (?1, ?2, 0, ?3, 'translation', 1000, ?4, ?4)",
       "iiii", KEY (LINE, n), KEY (INVOICE, n), (gint64)(200 + n % SERVICES), amount);
  PUT ("INSERT INTO invoice_number (kind, year, serial, number, invoice, at)"
       " VALUES ('invoice', ?, ?, ?, ?, ?)",
       "iisii", (gint64)g_ascii_strtoll (issued, NULL, 10), (gint64)n, number, KEY (INVOICE, n),
       at);
  if (paid)
    PUT ("INSERT INTO invoice_payment (id, invoice, amount, paid, how, created)"
         " VALUES (?, ?, ?, ?, 'transfer', ?)",
         "iiisi", KEY (PAYMENT, n), KEY (INVOICE, n), amount, due, at);
}

static void
put_deal (Bench *bench, guint n)
{
  guint stage = n % 10 < 4 ? n % 4 : n % 10 < 8 ? 4 : 5;
  int days = stage < 4 ? (int)rnd (bench, 60) : (int)rnd (bench, DAYS);
  gint64 since = bench->clock.now - (gint64)days * 86400, amount = (gint64)rnd (bench, 400000);
  g_autofree char *title = g_strdup_printf ("%s %s %u", PICK (last_begin), PICK (tag_names), n);
  PUT ("INSERT INTO deal (id, contact, stage, title, amount, currency, since, closed_at, created,"
       " updated) VALUES (?, ?, ?, ?, ?, 'EUR', ?, ?, ?, ?)",
       "iiisiiIii", KEY (DEAL, n), KEY (CONTACT, n * 3 % CONTACTS), (gint64)(100 + stage), title,
       amount, since, stage < 4 ? (gint64)0 : since, since - 30 * 86400, since);
  put_moves (bench, n, since, stage, amount);
  if (stage == 3 || stage == 4)
    put_invoice (bench, n, days, amount + 100);
}

static void
put_visit (Bench *bench, guint n)
{
  static const char *const states[]
      = { "done", "done", "done", "done", "done", "done", "done", "done", "no-show", "cancelled" };
  KtLocal day = kt_local_add_days (bench->today, -(int)(n * DAYS / VISITS) + 10);
  day.hour = (gint8)(9 + n % 9);
  day.minute = 0;
  char local[KT_LOCAL_TEXT];
  kt_local_format (day, local);
  gint64 start = kt_local_to_utc (day, bench->clock.zone);
  const char *state = start > bench->clock.now ? "booked" : PICK (states);
  gint64 paid = g_str_equal (state, "done") ? (gint64)(2000 + rnd (bench, 9000)) : 0;
  g_autofree char *uid = g_strdup_printf ("office-%u@kontor.example", n);
  PUT ("INSERT INTO appointment (id, contact, start_local, tzid, start_at, end_at, state, price,"
       " currency, paid_how, paid, done_at, paid_at, uid, created, updated)"
       " VALUES (?, ?, ?, 'Europe/Riga', ?, ?, ?, 3500, 'EUR', ?, ?, ?, ?, ?, 1, 1)",
       "iisiissIIIs", KEY (VISIT, n), KEY (CONTACT, n * 7 % (CONTACTS / 3)), local, start,
       start + 3600, state, paid ? "card" : NULL, paid, paid ? start + 3600 : (gint64)0,
       paid ? start + 3600 : (gint64)0, uid);
  PUT ("INSERT INTO appointment_part (id, appointment, position, service, name, staff, start, work,"
       " price) VALUES (?, ?, 0, ?, 'cut', ?, 0, 60, 3500)",
       "iiii", KEY (PART, n), KEY (VISIT, n), (gint64)(200 + n % SERVICES),
       (gint64)(300 + n % HANDS));
}

static void
put_all (Bench *bench)
{
  bench->today = kt_local_from_utc (bench->clock.now, bench->clock.zone);
  bench->state = 88172645463325252u;
  put_directory (bench);
  for (guint n = 0; n < CONTACTS && bench->error == NULL; n++)
    put_contact (bench, n);
  for (guint n = 0; n < CONTACTS && bench->error == NULL; n++)
    put_about (bench, n);
  for (guint n = 0; n < DEALS && bench->error == NULL; n++)
    put_deal (bench, n);
  for (guint n = 0; n < VISITS && bench->error == NULL; n++)
    put_visit (bench, n);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  KtPaths paths;
  if (argc != 3)
    return 2;
  kt_paths_init (&paths, argv[1], argv[2]);
  gboolean good = kt_clock_init (&bench.clock, "Europe/Riga", &bench.error)
                  && (bench.store = kt_store_open (&paths, KT_STORE_WRITE, &bench.error)) != NULL
                  && kt_store_begin (bench.store, "bench", &bench.error);
  if (good)
    put_all (&bench);
  if (good && bench.error == NULL)
    kt_store_commit (bench.store, &bench.error);
  if (bench.error != NULL)
    fprintf (stderr, "make-office: %s\n", bench.error->message);
  kt_store_close (bench.store);
  kt_clock_clear (&bench.clock);
  kt_paths_clear (&paths);
  return bench.error != NULL;
}

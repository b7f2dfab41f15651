#include "config.h"
#include "kontor/addr.h"
#include <string.h>

/* What an address tells by its name alone. All names here are written without - _ and dots, so
 * that no-reply, no_reply and noreply are one; kt_addr_is_role() and kt_addr_is_machine() take
 * these out of what they look at. */

/* Mailboxes of a house, not of a person: English, Latvian, Russian and Ukrainian (in Latin
 * letters), German. */
static const char role_names[]
    = " abuse accounting accounts admin administracija administrator anfrage billing birojs "
      "bookings booking bookkeeping buchhaltung buero buhgalter buhgalteria bukhgalter "
      "bukhgalteria buro business callcenter care career careers contact contacts contactus "
      "customercare customerservice dokumenti einkauf empfang enquiries enquiry feedback "
      "finance finances frontdesk gramatvediba gramatvedis hallo hello help helpdesk hr "
      "hostmaster info information informacija inquiry invoice invoices jobs kanceleja kasse "
      "klienti klientuserviss kontakt kontakti kontor kundenservice legal lietvediba mail "
      "marketing media noliktava ofis office orders order partners pasutijumi pasts payments "
      "pieteikumi post pr press presse priemnaya pryimalnya recepcija reception rechnung "
      "registratura rekini rezervacija reservation reservations sales salon sekretar sekretare "
      "sekretariat sekretars service serviss shop sklad studio studija support team termin "
      "termine tirdznieciba vadiba veikals verkauf verwaltung webmaster welcome zakaz "
      "zamovlennia zentrale ";

/* Machines anywhere in the name: bookings-noreply, noreply-7f3a. */
static const char *const machine_parts[]
    = { "noreply",        "donotreply",   "nonreply",     "noanswer",   "neatbildet",
        "nichtantworten", "keineantwort", "neotvechat",   "neotvechai", "nevidpovida",
        "nepasrepondre",  "noresponse",   "mailerdaemon", "autoreply",  "autoresponder" };

/* Machines by the whole name, or followed by something that is no letter: bounce-123, alerts+x. */
static const char *const machine_names[]
    = { "alert",  "alerts",     "automailer",  "bounce",       "bounces",
        "daemon", "digest",     "listserv",    "mailer",       "majordomo",
        "news",   "newsletter", "newsletters", "notification", "notifications",
        "notify", "notifier",   "postmaster",  "reminder",     "reminders",
        "robot",  "rassylka",   "system",      "updates",      "uvedomlenie" };

/* Where shops, banks, carriers and services send from: the same languages. */
static const char errand_names[]
    = " account accountupdate auto bank banka banque bestellung bestellungen bill bonus booking "
      "bookings buchung check cloud club code confirm confirmation confirmations courier "
      "customer delivery dostavka dostavks documents email estatement express faktura hosting "
      "invoice invoicing klub klubs klienti konto kurier kurjers kvitancija lieferung login "
      "mailing maksajumi member membership messages mailbox no online order ordering orders "
      "parcel pasutijums password payment paypal piegade portal post promo receipt receipts "
      "registration reklama rekins reservation reservierung reservierungen returns rezervacijas "
      "robot sale schet secure security service services shipment shipping shop statement "
      "statements store subscription ticket tickets tracking transaction uvedomleniya verify "
      "versand vypiska webshop welcome zahlung zustellung zakazy zvit ";

/* Providers where everybody has a mailbox: Latvia, Russia, Ukraine, German-speaking countries, the
 * world. */
static const char free_domains[]
    = " inbox.lv apollo.lv one.lv tvnet.lv delfi.lv mail.lv e-pasts.lv inbox.eu inbox.ee "
      "inbox.lt baltcom.lv navigator.lv epasts.lv balticom.lv latnet.lv parks.lv mail.ee "
      "hot.ee online.ee one.lt takas.lt delfi.lt mail.ru bk.ru list.ru inbox.ru internet.ru "
      "xmail.ru yandex.ru ya.ru yandex.com yandex.ua yandex.by yandex.kz rambler.ru lenta.ru "
      "autorambler.ru myrambler.ru ro.ru rambler.ua pochta.ru vk.com qip.ru hotbox.ru narod.ru "
      "e1.ru ngs.ru tut.by mail.by mail.kz ukr.net i.ua ua.fm email.ua meta.ua bigmir.net "
      "online.ua mail.ua 3g.ua ex.ua voliacable.com freemail.ukr.net gmail.ua gmx.de gmx.net "
      "gmx.at gmx.ch gmx.com gmx.eu web.de t-online.de freenet.de arcor.de mail.de posteo.de "
      "posteo.net mailbox.org email.de online.de vodafone.de kabelmail.de bluewin.ch "
      "hispeed.ch aon.at chello.at a1.net unitybox.de magenta.de mailo.com gmail.com "
      "googlemail.com icloud.com me.com mac.com aol.com aim.com proton.me protonmail.com "
      "protonmail.ch pm.me tutanota.com tutanota.de tuta.com tuta.io tutamail.com keemail.me "
      "zoho.com zohomail.com zohomail.eu fastmail.com fastmail.fm hey.com mail.com email.com "
      "msn.com passport.com rocketmail.com ymail.com duck.com qq.com 163.com 126.com sina.com "
      "yeah.net naver.com hushmail.com riseup.net disroot.org wp.pl o2.pl onet.pl interia.pl "
      "op.pl poczta.fm seznam.cz centrum.cz email.cz libero.it orange.fr free.fr laposte.net "
      "wanadoo.fr sfr.fr btinternet.com comcast.net verizon.net att.net sbcglobal.net cox.net "
      "telia.com abv.bg citromail.hu freemail.hu ";

/* Providers with a domain in each country: yahoo.de, outlook.lv, hotmail.co.uk. */
static const char free_families[] = " yahoo hotmail outlook live rediffmail ";

/* Whether a list of words, each with a space before and after, holds this one. */
static gboolean
is_listed (const char *word, const char *list)
{
  if (*word == '\0' || strchr (word, ' ') != NULL)
    return FALSE;
  g_autofree char *spaced = g_strconcat (" ", word, " ", NULL);
  return strstr (list, spaced) != NULL;
}

/* The local part up to a plus, without - _ and dots. */
static char *
squash (const KtAddr *addr)
{
  GString *name = g_string_new (NULL);
  for (const char *p = kt_addr_local (addr); *p != '\0' && *p != '+'; p++)
    if (strchr ("-_.", *p) == NULL)
      g_string_append_c (name, *p);
  return g_string_free (name, FALSE);
}

gboolean
kt_addr_is_role (const KtAddr *addr)
{
  g_autofree char *name = squash (addr);
  return is_listed (name, role_names);
}

gboolean
kt_addr_sends_bills (const KtAddr *addr)
{
  g_autofree char *name = squash (addr);
  return is_listed (name, errand_names);
}

gboolean
kt_addr_is_machine (const KtAddr *addr)
{
  g_autofree char *name = squash (addr);
  for (gsize i = 0; i < G_N_ELEMENTS (machine_parts); i++)
    if (strstr (name, machine_parts[i]) != NULL)
      return TRUE;

  const char *local = kt_addr_local (addr);
  for (gsize i = 0; i < G_N_ELEMENTS (machine_names); i++)
    {
      gsize length = strlen (machine_names[i]);
      if (strncmp (local, machine_names[i], length) == 0 && !g_ascii_isalpha (local[length])
          && (guchar)local[length] < 0x80 && local[length] != '.')
        return TRUE;
    }
  return FALSE;
}

gboolean
kt_domain_is_free_mail (const char *domain)
{
  g_autofree char *lower = g_ascii_strdown (domain, -1);
  if (is_listed (lower, free_domains))
    return TRUE;
  g_auto (GStrv) labels = g_strsplit (lower, ".", 4);
  guint n = g_strv_length (labels);
  return (n == 2 || (n == 3 && strlen (labels[1]) <= 3)) && is_listed (labels[0], free_families);
}

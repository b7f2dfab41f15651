#include "config.h"
#include "contact-parts.h"
#include "forget-contact.h"
#include <glib/gi18n.h>

/* `contact show` is `show`, which knows the card. */
static gboolean
run_show (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  const KtCommand *show = kt_command_find ("show");
  return show->run (context, show, args, error);
}

static gboolean
run_contact (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "list", kt_contact_cmd_list, KT_NEED_READ },
    { "add", kt_contact_cmd_add, KT_NEED_WRITE },
    { "edit", kt_contact_cmd_edit, KT_NEED_WRITE },
    { "show", run_show, KT_NEED_READ },
    { "delete", kt_contact_cmd_delete, KT_NEED_WRITE },
    { "relate", kt_contact_cmd_relate, KT_NEED_WRITE },
    { "unrelate", kt_contact_cmd_unrelate, KT_NEED_WRITE },
    { "duplicates", kt_contact_cmd_duplicates, 0 },
    { "merge", kt_contact_cmd_merge, KT_NEED_WRITE },
    { "export", kt_contact_cmd_export, KT_NEED_READ },
    { "forget", kt_forget_contact, KT_NEED_WRITE },
    { NULL },
  };
  return kt_command_dispatch (context, command, subcommands, args, error);
}

static const GOptionEntry options[] = {
  { "add-email", 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, N_ ("edit: one more address"),
    N_ ("ADDRESS") },
  { "add-phone", 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, N_ ("edit: one more phone"),
    N_ ("NUMBER") },
  { "add-tag", 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, N_ ("edit: one more tag"), N_ ("TAG") },
  { "birthday", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("add: date of birth, 1986-03-12 or --03-12 without the year"), N_ ("DATE") },
  { "cadence", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("add: after how many days silence is worth a word"), N_ ("DAYS") },
  { "columns", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("list: which columns, by commas"),
    N_ ("LIST") },
  { "company", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("add: where they work"), N_ ("COMPANY") },
  { "email", 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, N_ ("add: their address; may be repeated"),
    N_ ("ADDRESS") },
  { "language", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("add: what they speak: lv, ru, uk, en …"),
    N_ ("TAG") },
  { "limit", 'n', 0, G_OPTION_ARG_INT, NULL, N_ ("list: only the first so many"), N_ ("N") },
  { "name", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("edit: their name"), N_ ("NAME") },
  { "no-paper", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("forget: write no page"), NULL },
  { "not", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("duplicates: they are two people"), NULL },
  { "paper", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("forget: where the page for the person goes"),
    N_ ("FILE") },
  { "phone", 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, N_ ("add: their phone; may be repeated"),
    N_ ("NUMBER") },
  { "remove-email", 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, N_ ("edit: not their address"),
    N_ ("ADDRESS") },
  { "remove-phone", 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, N_ ("edit: not their phone"),
    N_ ("NUMBER") },
  { "remove-tag", 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, N_ ("edit: without this tag"),
    N_ ("TAG") },
  { "shared", 0, 0, G_OPTION_ARG_NONE, NULL,
    N_ ("add, edit: the addresses given are used by several people"), NULL },
  { "sort", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("list: name, last, spent, visits, created or updated; -name the other way round"),
    N_ ("BY") },
  { "tag", 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, N_ ("add: a tag; may be repeated"), N_ ("TAG") },
  { "to", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("export: the directory that is made"), N_ ("DIR") },
  { "type", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("add: your own word: client, supplier …"),
    N_ ("TYPE") },
  { NULL }
};

const KtCommand kt_cmd_contact = {
  .name = "contact",
  .summary = N_ ("add, edit, list or delete people and companies"),
  .usage = "contact [list] [QUERY] [--sort BY] [--columns LIST] [-n N]\n"
           "contact add NAME [PHONE | ADDRESS]… [KEY=VALUE]… [--email ADDRESS]… [--phone NUMBER]… "
           "[OPTION]…\n"
           "contact edit WHO [KEY=VALUE | KEY+=VALUE | KEY-=VALUE]… [OPTION]…\n"
           "contact show WHO\n"
           "contact delete WHO\n"
           "contact relate WHO KIND WHOM\n"
           "contact unrelate WHO [KIND] WHOM\n"
           "contact duplicates [QUERY]\n"
           "contact duplicates --not NUMBER… | WHO WHOM\n"
           "contact merge NUMBER | KEPT OTHER\n"
           "contact export WHO [--to DIR]\n"
           "contact forget WHO [--paper FILE | --no-paper]",
  .help = N_ ("A contact is a person or a company. Give it an address and the whole past with that "
              "address stands on its card at once; phones are found however they are typed. KEY is "
              "name, given, family (surname), patronymic, company, type, status, source, birthday, "
              "language, city, discount, consent, cadence or kind; email, phone, post, url, "
              "messenger or tag, of which there may be several (KEY+= adds one, KEY-= takes one "
              "away, «29123456 (work)» says what it is); or a field of your own (kontor field). An "
              "empty VALUE clears it. contact edit WHO alone opens $VISUAL or $EDITOR. A person "
              "works at the company whose card has the name, or in whose domain the address lies. "
              "contact relate inga referred-by santa reads «Santa is the KIND of Inga».\n"
              "Examples:\n"
              "  kontor contact add \"Anna Bērziņa\" --email anna@studija.example\n"
              "  kontor contact add \"Jānis Ozols\" --phone 29123456 --type client --tag vip\n"
              "  kontor contact list type:client\n"
              "  kontor contact list 'tag:vip last:>90d' --sort spent\n"
              "  kontor contact edit kalns company=\"Rīgas Brīze\" --add-tag vip\n"
              "  kontor contact edit 3 birthday=12.03.1986 cadence=42\n"
              "  kontor contact edit anna phone+=\"29 888 777 (work)\" discount=\"10 %\"\n"
              "  kontor contact relate inga referred-by \"Santa Kļava\"\n"
              "  kontor contact duplicates\n"
              "  kontor contact merge 1\n"
              "  kontor contact delete 3\n"
              "  kontor contact export marta liepa"),
  .needs = KT_NEED_SETTINGS,
  .run = run_contact,
  .options = options,
  .complete = KT_COMPLETE_WHO,
  .words = "add delete duplicates edit export forget list merge relate show unrelate",
  .group = KT_GROUP_RECORDS,
};

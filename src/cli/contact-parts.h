#pragma once
#include "kontor/command.h"
#include "kontor/contact-apply.h"

/* The subcommands of `kontor contact`, a file each. */
gboolean kt_contact_cmd_list (KtContext *context, const KtCommand *command, char **args,
                              GError **error);
gboolean kt_contact_cmd_add (KtContext *context, const KtCommand *command, char **args,
                             GError **error);
gboolean kt_contact_cmd_edit (KtContext *context, const KtCommand *command, char **args,
                              GError **error);
gboolean kt_contact_cmd_delete (KtContext *context, const KtCommand *command, char **args,
                                GError **error);
gboolean kt_contact_cmd_export (KtContext *context, const KtCommand *command, char **args,
                                GError **error);

gboolean kt_contact_cmd_duplicates (KtContext *context, const KtCommand *command, char **args,
                                    GError **error);
gboolean kt_contact_cmd_merge (KtContext *context, const KtCommand *command, char **args,
                               GError **error);
gboolean kt_contact_cmd_relate (KtContext *context, const KtCommand *command, char **args,
                                GError **error);
gboolean kt_contact_cmd_unrelate (KtContext *context, const KtCommand *command, char **args,
                                  GError **error);

/* One number of `contact duplicates`, or two contacts. */
gboolean kt_contact_take_pair (KtContext *context, char **args, KtId *ret_a, KtId *ret_b,
                               GError **error);

/* How `contact list` and `segment show` list whom a query names; "" everybody. */
typedef struct
{
  const char *sort;    /* "name", "last" …, with "-" before it the other way round; NULL: name */
  const char *columns; /* ids by commas; NULL: the usual ones */
  int limit;           /* 0: all */
} KtContactListing;
gboolean kt_contact_list_print (KtContext *context, const char *query, const KtContactListing *how,
                                GError **error);

/* The name of `contact add NAME… [PHONE | ADDRESS]…`: phones and addresses that end it go into the
 * lists, before what is there. */
char *kt_contact_take_points (char **args, const char *country, char ***emails, char ***phones);
/* Commits what a subcommand wrote as the line that `log` shows; rolls back with --dry-run. */
gboolean kt_contact_end_write (KtContext *context, const char *line, GError **error);
/* Takes the options that say something of a contact out of args, as changes. edit: those that take
 * away, too. */
gboolean kt_contact_parse_options (const KtCommand *command, gboolean edit, char ***args,
                                   GPtrArray *changes, gboolean *ret_shared, GError **error);
/* Lets the user change the contact in an editor and writes what came out of it. */
gboolean kt_contact_edit_form (KtContext *context, const char *who, GError **error);
/* "added  Anna Bērziņa, Studija, 29 123 456 · 12 letters on the card", after the warnings (char *).
 * changes: what was said (KtContactChange). */
void kt_contact_say_written (KtContext *context, const char *verb, const KtContact *contact,
                             const GPtrArray *changes, const GPtrArray *warnings);
/* "the card of «Anna» leaves «phone» with the next sync", of each such source (char *). */
void kt_contact_say_leaving (KtContext *context, const char *name, const GPtrArray *sources);
/* The same as JSON; warnings may be NULL. */
void kt_contact_json_written (KtContext *context, const KtContact *contact, guint64 letters,
                              const GPtrArray *warnings);

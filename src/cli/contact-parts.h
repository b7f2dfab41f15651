#pragma once
#include "kontor/command.h"
#include "kontor/contact.h"

/* The subcommands of `kontor contact`, a file each. */
gboolean kt_contact_cmd_list (KtContext *context, const KtCommand *command, char **args,
                              GError **error);
gboolean kt_contact_cmd_add (KtContext *context, const KtCommand *command, char **args,
                             GError **error);
gboolean kt_contact_cmd_edit (KtContext *context, const KtCommand *command, char **args,
                              GError **error);
gboolean kt_contact_cmd_delete (KtContext *context, const KtCommand *command, char **args,
                                GError **error);

/* The name of `contact add NAME… [PHONE | ADDRESS]…`: phones and addresses that end it go into the
 * lists, before what is there. */
char *kt_contact_take_points (char **args, const char *country, char ***emails, char ***phones);
/* Commits what a subcommand wrote as the line that `log` shows; rolls back with --dry-run. */
gboolean kt_contact_end_write (KtContext *context, const char *line, GError **error);
/* "added  Anna Bērziņa, Studija, 29 123 456 · 12 letters on the card", after the warnings (char *).
 * emails, phones: what was given, NULL none. */
void kt_contact_say_written (KtContext *context, const char *verb, const KtContact *contact,
                             char **emails, char **phones, const GPtrArray *warnings);
/* The same as JSON; warnings may be NULL. */
void kt_contact_json_written (KtContext *context, const KtContact *contact, guint64 letters,
                              const GPtrArray *warnings);

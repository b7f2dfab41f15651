#pragma once
#include "kontor/clock.h"
#include "kontor/settings.h"

/* The first config file, from a few answers. */
typedef struct
{
  char *name, *address, *timezone, *country;
  char *source, *url, *password_command;          /* of a mailbox; url empty: none */
  char *password_file, *oauth2_command, *ca_file; /* of that mailbox too */
  char *own_address;                              /* its address = */
  char *calendar, *calendar_password_command;     /* its url; empty: none */
  gboolean phone;                                 /* appointments go to that calendar */
} KtNewConfig;                                    /* what is NULL or empty is left out */
void kt_new_config_clear (KtNewConfig *config);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtNewConfig, kt_new_config_clear)

/* Its [mail NAME] section, and the whole of a new file; the caller frees. */
char *kt_new_config_mail (const KtNewConfig *config);
char *kt_new_config_text (const KtNewConfig *config);

/* What most people would answer, to be offered; the caller frees. NULL: no idea. */
char *kt_guess_mail_url (const char *address);
char *kt_guess_source_name (const char *address);
char *kt_guess_country (const char *tzid);

/* Whether what is answered so far can be; KT_ERROR_USAGE says why not. */
gboolean kt_new_config_check (const KtNewConfig *config, GError **error);

/* Writes and reads back; 0600, the directory 0700. KT_ERROR_CONFLICT where the file is there,
 * KT_ERROR_USAGE for an answer that cannot be; then nothing is left behind. */
gboolean kt_new_config_write (const KtNewConfig *config, const char *file, GError **error);

/* config-append.c: a section more in a config that is there. What stands in it stays as it is, and
 * who may read it; replaced at once or not at all. KT_ERROR_USAGE: it could not be read then. */
gboolean kt_config_append (const char *file, const char *section, GError **error);
/* What the reader of configs says of temporary, as if it were file. */
KtSettings *kt_config_read_as (const char *temporary, const char *file, GError **error);
/* What the file would be read as with it; without a file, what section alone is. */
KtSettings *kt_config_preview (const char *file, const char *section, GError **error);

#pragma once
#include <glib.h>

/* What mail providers want, as their own pages say it: one row each (preset.c), shown in
 * doc/providers.md. */
typedef enum
{
  KT_PRESET_PASSWORD,     /* the one of the web site */
  KT_PRESET_APP_PASSWORD, /* one made for this program */
  KT_PRESET_OAUTH,        /* none: a token */
} KtPresetLogin;

typedef struct
{
  const char *id, *name; /* "gmail"; "Gmail" */
  const char *domains;   /* of addresses, parted by spaces */
  const char *imap;      /* host, port 993, TLS from the start; the user is the whole address */
  const char *hosts;     /* others of the same, parted by spaces; ".x.y" is whatever ends so */
  const char *caldav, *carddav; /* host; NULL: it has none, or one we cannot use */
  KtPresetLogin login;
  const char *hint;           /* N_(): where its password or token comes from */
  const char *folders;        /* N_(): what is peculiar; NULL nothing */
  const char *source, *as_of; /* the pages that say it, and when they did */
} KtPreset;

const KtPreset *kt_preset_rows (void); /* id NULL ends them */

/* By the domain of an address, in any case; NULL: no provider that is known. */
const KtPreset *kt_preset_of_domain (const char *domain);
/* By the host of a server. */
const KtPreset *kt_preset_of_host (const char *host);

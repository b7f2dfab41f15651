#pragma once
#include "kontor/courier-open.h"
#include "kontor/find-record.h"
#include "kontor/preset.h"

/* A mailbox before it is in the config: where it lies, and whether one gets in. */
typedef struct
{
  KtSourceKind kind;
  char *host, *user;
  guint16 port;
  const KtPreset *preset; /* NULL: it was found by how */
  KtFoundHow how;
  gboolean foreign; /* unsigned DNS names a host elsewhere: ask before believing */
} KtAccountPlace;
void kt_account_place_clear (KtAccountPlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtAccountPlace, kt_account_place_clear)
/* "imaps://anna%40studija.example@imap.studija.example" */
char *kt_account_place_url (const KtAccountPlace *place);

typedef struct
{
  void (*tried) (gpointer data, KtFoundHow how, const char *where, const char *why);
  gpointer data;
} KtAccountSearch;

/* Where the mail of an address (normalised) lies: a preset, else what a courier finds. document: a
 * settings document at an https:// URL, NULL the usual places. KT_ERROR_NOT_FOUND. */
gboolean kt_account_find (const char *address, const char *document, const char *ca_file,
                          const KtAccountSearch *search, KtAccountPlace *ret_place, GError **error);

typedef struct
{
  char *name, *wire_name;
  guint letters;
} KtAccountFolder;

/* What one finds inside. */
typedef struct
{
  GPtrArray *folders; /* KtAccountFolder, those that are read */
  char *sent;         /* the one of sent letters; NULL: none */
} KtAccountInside;
void kt_account_inside_clear (KtAccountInside *inside);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtAccountInside, kt_account_inside_clear)

/* Logs in and looks around. */
gboolean kt_account_check (const KtMailSource *config, const KtCourierWatch *watch,
                           gboolean no_input, KtAccountInside *ret_inside, GError **error);

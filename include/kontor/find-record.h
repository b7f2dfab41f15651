#pragma once

/* Records of a search for a mail server: types and rules as in kontor/records.h. */

/* The server of an address (kontor/mail-find.h): address, where the settings document lies ("" the
 * usual places), ca-file, deadline in ms (0 default). */
#define KT_TYPE_FIND "(sssu)"
typedef enum
{
  KT_FOUND_SRV,
  KT_FOUND_DOCUMENT,
  KT_FOUND_GUESS,
} KtFoundHow;

/* KtFoundHow, where it was looked, why it was not there. */
#define KT_TYPE_TRIED "(uss)"
/* KtFoundHow, KtSourceKind, host, port, user, whether unsigned DNS names a host elsewhere */
#define KT_TYPE_FOUND "(uususb)"

#pragma once
#include "kontor/contact.h"

/* The columns a contact is read from, in kt_contact_read()'s order. */
#define KT_CONTACT_COLUMNS                                                                         \
  "id, kind, name, given, family, patronymic, company, type, status, source, birthday, language,"  \
  " cadence, origin, created, updated, discount, city, consent, employer"

/* All rows of a statement that selects KT_CONTACT_COLUMNS; NULL with error. */
GPtrArray *kt_contact_read_all (struct sqlite3_stmt *statement, GError **error);

#pragma once
#include <glib.h>

/* The demo office: a config and a Maildir of a freelance translator's year, made of the letters of
 * data/demo (the format is told in data/demo/README). The same now gives the same bytes. */

/* Makes DIR/config (0600), DIR/mail and a book in DIR/data: clients, deals, invoices, written as
 * one import into the journal. KT_ERROR_CONFLICT for a directory that is not empty,
 * KT_ERROR_DATABASE where it cannot be written. */
gboolean kt_demo_make (const char *dir, gint64 now, guint *ret_letters, guint *ret_clients,
                       guint *ret_deals, GError **error);

/* The demo salon: DIR/config, DIR/calendars (a vdir) and a book in DIR/data, written as one import
 * into the journal: half a year of visits, and a day that is full, whichever day it is (the format
 * is told in data/demo/README). The same errors. */
gboolean kt_demo_salon_make (const char *dir, gint64 now, guint *ret_clients, guint *ret_visits,
                             GError **error);

extern const char *const kt_demo_office_texts[]; /* data/demo/office.txt */
extern const char *const kt_demo_salon_texts[];  /* data/demo/salon.txt */
extern const char
    *const kt_demo_texts[]; /* the files of data/demo, the people first; NULL ends it */

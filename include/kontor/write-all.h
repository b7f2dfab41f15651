#pragma once
#include <glib.h>

/* Writes all of it, however little goes at a time; FALSE with errno. */
gboolean kt_write_all (int fd, gconstpointer data, gsize length);

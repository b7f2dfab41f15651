#pragma once
#include "kontor/process.h"
#include "kontor/settings.h"

/* The way to a source: its courier, started and told the secret. */

/* sync-open.c: a courier told what to open; it answers READY or FAIL. */
KtHelper *kt_courier_open (const KtMailSource *config, gboolean no_input, GError **error);
/* secret.c: runs a tunnel command; its end of the conversation in *ret_fd. */
gboolean kt_tunnel_spawn (const KtMailSource *source, int *ret_fd, GError **error);

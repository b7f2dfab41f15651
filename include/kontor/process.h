#pragma once
#include "kontor/frame.h"

/* A helper process and the keeper's end of its socket. The helper's end is descriptor 3; extra_fd
 * (or -1) becomes 4. Killed with its parent (EOF and PDEATHSIG). */
typedef struct
{
  int pid;
  KtChannel *channel;
  int tunnel; /* a child of ours that it talks to, and that ends with it; 0 none */
} KtHelper;

/* Spawns and greets. From the main thread only (PDEATHSIG counts threads). KT_ERROR_FAILED. */
KtHelper *kt_helper_spawn (const char *name, int extra_fd, GError **error);
/* The same in two steps, with time for other things between them: it takes as long to start as
 * opening the databases does. The second takes the helper, and returns it; NULL with error when it
 * is another build's or dead; NULL without when it was given none. */
KtHelper *kt_helper_start (const char *name, int extra_fd, GError **error);
KtHelper *kt_helper_greeted (KtHelper *helper, GError **error);
/* Closes the socket, which ends the helper, waits for it; returns its wait status. One that does
 * not end within two seconds is killed. */
int kt_helper_end (KtHelper *helper);
/* For a tunnel that nobody needs any more: one that has not ended by itself is told to, then
 * killed. */
void kt_process_end (int pid);
/* The same at once, for a helper that is in the middle of something. */
int kt_helper_kill (KtHelper *helper);
/* For helpers: dies with the parent, ignores SIGPIPE; returns the channel on descriptor 3 after
 * the greeting. NULL with error when there is no parent. */
KtChannel *kt_helper_begin (GError **error);
/* For helpers: whether the other end is gone, so that nobody is left to be told anything. */
gboolean kt_helper_is_alone (KtChannel *channel);
/* Why a reader died of what it read, by its wait status; for people, after "refused: ". */
const char *kt_helper_death_reason (int status);

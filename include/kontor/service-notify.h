#pragma once

/* Tells the service manager what a daemon does (sd_notify(3)): "READY=1". Does nothing where none
 * waits for it ($NOTIFY_SOCKET). */
void kt_service_notify (const char *state);

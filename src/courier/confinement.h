#pragma once

/* Gives up, for good, what a courier never needs. What is in force is returned, for people; what
 * the kernel does not have is left out. Before any thread is started. */

/* New privileges, being looked into, core files, programs and other processes: "no-new-privs,
 * no-core, no-exec". */
char *kt_courier_confine (void);

/* Writing any file and starting any program: "landlock 3". Only below writable (NULL: nowhere)
 * files may still be made, written and removed. After kt_courier_confine(), before anything is
 * opened for others. */
char *kt_courier_confine_files (const char *writable);

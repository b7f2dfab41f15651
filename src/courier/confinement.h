#pragma once

/* Gives up, for good, what a courier never needs: writing any file, starting any program, new
 * privileges, being looked into, core files. To be called before any thread is started. Returns
 * what is in force, for people: "landlock 3, no-new-privs, no-core". What the kernel does not
 * have is left out. */
char *kt_courier_confine (void);

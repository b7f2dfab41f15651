#pragma once
#include <glib.h>

/* What a letter's subject is about, without what programs put before it: "Re:", "Fwd:", "AW:",
 * "Отв:", "Atb:" … , again and again. Points into subject. */
const char *kt_subject_base (const char *subject);
/* A number of the subject so, whatever its case; 0: it says too little to tell matters apart. */
guint64 kt_subject_topic (const char *subject);
/* A number of a person's name, whatever the order of its words and its case; 0: not two words. */
guint64 kt_name_number (const char *name);

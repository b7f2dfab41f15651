#pragma once

/* Word lists of sign-off.c, folded (kontor/fold.h), words apart by one space. */
extern const char *const kt_words_sign_off[];      /* a line that begins so ends a letter */
extern const char *const kt_words_sign_off_weak[]; /* so does one that says nothing more */
extern const char *const kt_words_reach[];         /* labels of phones and addresses */
extern const char *const kt_words_this_letter[];   /* "this e-mail" */
extern const char *const kt_words_confidential[];
extern const char *const kt_words_notice[]; /* alone they make a legal notice or advertisement */
extern const char *const kt_words_notice_stem_cyrillic[];
extern const char *const kt_words_notice_stem[];    /* as written: one is in every notice */
extern const char *const kt_words_notice_heading[]; /* as written, case of ASCII apart */
extern const char *const kt_words_caution[];        /* a gateway's warning over the letter */
extern const char *const kt_words_postscript[];

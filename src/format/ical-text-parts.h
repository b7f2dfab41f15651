#pragma once
#include "kontor/ical-text.h"

/* What reading and editing of content lines share. */
struct _KtIcalText
{
  KtIcalComponent *root;
  GPtrArray *components; /* all of them, owned */
  GStringChunk *strings;
  const char *line_end;
};

/* Of that text, without lines. */
KtIcalComponent *kt_ical_component_new (KtIcalText *text, const char *name);
/* Takes an unfolded line apart: name[;params]:value. FALSE: it is none. */
gboolean kt_ical_take_apart (KtIcalText *text, const char *unfolded, gsize length,
                             KtIcalLine *line);
gboolean kt_ical_is_name_char (char c);
/* A run of CRs before LF is one line end: programs write "\r\r\n". */
const char *kt_ical_skip_line_end (const char *at, const char *end);
const char *kt_ical_find_line_end (const char *at, const char *end);

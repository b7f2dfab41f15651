#include "config.h"
#include "kontor/flowed.h"
#include "kontor/judgement.h"
#include "kontor/own-text.h"
#include "kontor/plain-text.h"
#include "kontor/records.h"
#include <string.h>

/* Text, joined, cut and judged. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *valid = g_utf8_make_valid ((const char *)data, size);
  g_autofree char *block = kt_plain_block (valid, strlen (valid));
  g_autofree char *joined = kt_flowed_join (block, size % 2);
  g_autofree char *own = kt_own_text (joined);
  g_auto (KtJudgement) judgement = { 0 };

  kt_judge (own, FALSE, &judgement);
  if (!g_utf8_validate (own, -1, NULL) || !g_utf8_validate (judgement.question, -1, NULL)
      || strlen (judgement.question) > KT_LETTER_QUESTION_MAX)
    g_error ("own text or question is out of bounds");
  return 0;
}

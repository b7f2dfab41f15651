#include "config.h"
#include "letter-enums.h"

static const char *const kinds[] = {
  [KT_KIND_PERSONAL] = "personal", [KT_KIND_BULK] = "bulk",     [KT_KIND_AUTOMATIC] = "automatic",
  [KT_KIND_INVITE] = "invite",     [KT_KIND_BOUNCE] = "bounce",
};

const char *
kt_direction_id (KtDirection direction)
{
  return direction == KT_DIRECTION_OUT ? "out" : "in";
}

KtDirection
kt_direction_of_id (const char *id)
{
  return id[0] == 'o' ? KT_DIRECTION_OUT : KT_DIRECTION_IN;
}

const char *
kt_letter_kind_id (KtLetterKind kind)
{
  return kinds[kind];
}

KtLetterKind
kt_letter_kind_of_id (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (id, kinds[i]))
      return i;
  return KT_KIND_PERSONAL;
}

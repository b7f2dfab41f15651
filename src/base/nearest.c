#include "config.h"
#include "kontor/nearest.h"
#include <string.h>

/* Optimal string alignment: Damerau-Levenshtein where no part is edited twice. */
static guint
distance (const char *a, const char *b)
{
  guint rows[3][KT_NEAREST_MAX + 1];
  guint *before = rows[0], *last = rows[1], *row = rows[2];
  gsize length = strlen (b);
  for (gsize j = 0; j <= length; j++)
    last[j] = j;
  for (gsize i = 1; a[i - 1] != '\0'; i++)
    {
      row[0] = i;
      for (gsize j = 1; j <= length; j++)
        {
          char x = g_ascii_tolower (a[i - 1]), y = g_ascii_tolower (b[j - 1]);
          row[j] = MIN (last[j - 1] + (x != y), MIN (last[j], row[j - 1]) + 1);
          if (i > 1 && j > 1 && x == g_ascii_tolower (b[j - 2]) && y == g_ascii_tolower (a[i - 2]))
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
      guint *free_row = before;
      before = last, last = row, row = free_row;
    }
  return last[length];
}

static const char *
only_completion (const char *word, const char *const *known)
{
  const char *found = NULL;
  gsize length = strlen (word);
  for (; length > 1 && *known != NULL; known++)
    if (g_ascii_strncasecmp (word, *known, length) == 0)
      {
        if (found != NULL)
          return NULL;
        found = *known;
      }
  return found;
}

const char *
kt_nearest (const char *word, const char *const *known)
{
  gsize length = strnlen (word, KT_NEAREST_MAX + 1);
  if (length == 0 || length > KT_NEAREST_MAX)
    return NULL;

  const char *best = NULL;
  guint least = length < 5 ? 2 : 3;
  for (const char *const *k = known; *k != NULL; k++)
    {
      guint d = strlen (*k) > KT_NEAREST_MAX ? G_MAXUINT : distance (word, *k);
      if (d < least && d < length)
        best = *k, least = d;
    }
  return best != NULL ? best : only_completion (word, known);
}

#include "config.h"
#include "kontor/addr.h"
#include "kontor/fold.h"
#include "kontor/kind.h"
#include <string.h>

/* Points. A letter is a machine's or a mailing from ENOUGH on, an out-of-office note from AWAY on.
 */
#define ENOUGH 30
#define ENOUGH_AWAY 40

static int
points (guint times, guint most, int each)
{
  return (int)MIN (times, most) * each;
}

/* Whether a word of the sender's name, as people have them, stands in the address: anna.weber@ of
 * Anna Weber, but not paper@paperhouse.example of Paper House. */
static gboolean
is_named_in_address (const KtKindHints *hints)
{
  g_autofree char *folded = kt_fold (hints->from_name);
  g_auto (GStrv) words = g_strsplit_set (folded, " .,-_\"'()", 8);
  gsize local = strcspn (hints->from, "@");
  guint n = 0, found = 0, house = 0;

  for (char **word = words; *word != NULL; word++)
    {
      gsize length = strlen (*word);
      n += length > 0;
      if (length >= 3 && g_strstr_len (hints->from, (gssize)local, *word) != NULL)
        found++;
      if (length >= 3 && strstr (hints->from + local, *word) != NULL)
        house++;
    }
  return n >= 2 && n <= 3 && found > 0 && house < n;
}

/* What speaks for a person: a free mailbox, a name in the address, an answer, "I". */
static int
person_points (const KtKindHints *hints, const KtVoice *voice)
{
  const char *at = strchr (hints->from, '@');
  int sum = points (voice->person, 2, 10);

  if (at != NULL && kt_domain_is_free_mail (at + 1))
    sum += 30;
  if (is_named_in_address (hints))
    sum += 20;
  return sum + (hints->reply ? 20 : 0);
}

static int
sender_points (const KtKindHints *hints)
{
  g_autoptr (KtAddr) addr = *hints->from != '\0' ? kt_addr_parse (hints->from, NULL) : NULL;

  if (addr == NULL)
    return 0;
  return kt_addr_is_role (addr) || kt_addr_sends_bills (addr) ? 10 : 4;
}

KtLetterKind
kt_letter_kind_by_text (const KtKindHints *hints, const KtVoice *voice)
{
  KtVoice all = *voice;
  kt_voice_add (&all, hints->subject);
  int person = person_points (hints, &all);
  int sender = sender_points (hints);
  int machine = points (all.machine, 2, 30) + points (all.errand, 4, 12) + sender - person;
  int bulk = points (all.mailing, 2, 30) + points (all.advert, 3, 12) + sender / 2 - person;
  int away = points (all.away, 2, 20) + points (all.away_too, 4, 10);

  if (all.receipt > 0 || (all.away > 0 && away >= ENOUGH_AWAY))
    return KT_KIND_AUTOMATIC;
  if (bulk >= ENOUGH && bulk >= machine)
    return KT_KIND_BULK;
  return machine >= ENOUGH ? KT_KIND_AUTOMATIC : KT_KIND_PERSONAL;
}

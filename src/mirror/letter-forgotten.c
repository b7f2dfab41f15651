#include "config.h"
#include "letter-forgotten.h"
#include "kontor/tombstone.h"

static gboolean
is_forgotten (KtStore *store, const KtAddrRules *rules, const char *norm, gint64 written,
              gboolean *ret, GError **error)
{
  gint64 at = 0;
  g_autoptr (KtAddr) addr = kt_addr_parse (norm, NULL);
  g_autofree char *match = addr != NULL ? kt_addr_match (addr, rules) : g_strdup (norm);
  gboolean ok = kt_tombstone_at (store, KT_TOMB_ADDRESS, match, &at, error);
  *ret = at != 0 && written <= at;
  return ok;
}

static void
empty (KtLetter *letter)
{
  letter->subject = letter->text = letter->question = "";
  letter->n_people = letter->n_parts = 0;
  letter->kind = KT_KIND_AUTOMATIC;
}

gboolean
kt_letter_without_forgotten (KtStore *store, const KtAddrRules *rules, const KtLetter *letter,
                             KtLetter *ret, GArray **people, GError **error)
{
  gint64 at = 0;
  gboolean any = FALSE;
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, letter->key);
  *ret = *letter;
  if (!kt_tombstone_any (store, &any, error)
      || (any && !kt_tombstone_at (store, KT_TOMB_LETTER, key, &at, error)))
    return FALSE;
  if (at != 0)
    empty (ret);
  if (!any || at != 0)
    return TRUE;
  *people = g_array_sized_new (FALSE, FALSE, sizeof (KtParticipant), (guint)letter->n_people);
  for (gsize i = 0; i < letter->n_people; i++)
    {
      gboolean forgotten;
      if (!is_forgotten (store, rules, letter->people[i].norm, letter->time, &forgotten, error))
        return FALSE;
      if (!forgotten)
        g_array_append_val (*people, letter->people[i]);
    }
  ret->people = (KtParticipant *)(*people)->data;
  ret->n_people = (*people)->len;
  return TRUE;
}

#include "config.h"
#include "kind-signs.h"
#include "kontor/addr.h"
#include "kontor/fold.h"
#include <string.h>

#define NAME_LETTERS 3    /* a shorter word is no name that could be found again */
#define SIGNED_LOOK 60    /* octets at a text's end where its writer signs */
#define WORDS_OCTETS 100u /* by which lengths are told apart */
#define WORDS_MAX 8u
#define VOICE_MAX 4u
#define AT_OCTETS 8u /* of a word before the at */

static void
see_voice (const KtSeer *seer, const KtVoice *voice)
{
  const struct
  {
    const char *sign;
    guint n;
  } rows[] = {
    { "@person", voice->person },   { "@machine", voice->machine }, { "@errand", voice->errand },
    { "@mailing", voice->mailing }, { "@advert", voice->advert },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint n = 1; n <= MIN (rows[i].n, VOICE_MAX); n++)
      kt_sign_count (seer, rows[i].sign, n);
}

/* Which words of the sender's name stand where: before the at, behind it, at the end of the text.
 * Anna Weber is anna.weber@, Paper House is paper@paperhouse.example. */
static void
see_name (const KtSeer *seer, const KtKindHints *hints, const char *folded_text)
{
  g_autofree char *folded = kt_fold (hints->from_name);
  g_auto (GStrv) words = g_strsplit_set (folded, " .,-_\"'()", 8);
  gsize local = strcspn (hints->from, "@"), length = strlen (folded_text);
  const char *end = folded_text + length - MIN (length, SIGNED_LOOK);
  guint n = 0, named = 0, house = 0, signs = 0;

  for (char **word = words; *word != NULL; word++)
    {
      n += **word != '\0';
      if (strlen (*word) < NAME_LETTERS)
        continue;
      named += g_strstr_len (hints->from, (gssize)local, *word) != NULL;
      house += strstr (hints->from + local, *word) != NULL;
      signs += strstr (end, *word) != NULL;
    }
  if (n >= 2 && n <= 3 && named > 0 && house < n)
    kt_sign_say (seer, "@named");
  if (house > 0)
    kt_sign_say (seer, "@house");
  if (signs > 0)
    kt_sign_say (seer, "@signed");
}

static void
see_address (const KtSeer *seer, const char *norm)
{
  g_autoptr (KtAddr) addr = *norm != '\0' ? kt_addr_parse (norm, NULL) : NULL;
  if (addr == NULL)
    return;
  if (kt_addr_is_role (addr) || kt_addr_sends_bills (addr))
    kt_sign_say (seer, "@role");
  if (kt_domain_is_free_mail (kt_addr_domain (addr)))
    kt_sign_say (seer, "@free");
  KtStem at = kt_stem_new ("@at", 3);
  g_auto (GStrv) words = g_strsplit_set (kt_addr_local (addr), ".-_+", 4);
  for (char **word = words; *word != NULL; word++)
    {
      KtStem stem = kt_stem_new (*word, MIN (strlen (*word), AT_OCTETS));
      if (g_str_is_ascii (*word) && strpbrk (*word, " |:_") == NULL)
        kt_sign_see (seer, "", 0, &at, &stem);
    }
}

void
kt_kind_signs (const KtKindHints *hints, const KtVoice *voice, const char *own_text,
               const KtSeer *seer)
{
  g_autofree char *folded = kt_fold (own_text), *subject = kt_fold (hints->subject);

  kt_signs_of_text (subject, seer);
  kt_signs_of_text (folded, seer);
  see_name (seer, hints, folded);
  see_address (seer, hints->from);
  see_voice (seer, voice);
  if (hints->reply)
    kt_sign_say (seer, "@reply");
  kt_sign_count (seer, "@words", MIN ((guint)strlen (own_text) / WORDS_OCTETS, WORDS_MAX));
}

#include "config.h"
#include "clause-de.h"
#include <string.h>

/* "haben Sie vielen Dank", "seien Sie gegrüßt", "entschuldigen Sie". */
static gboolean
is_polite (const KtClauses *clauses, guint at)
{
  static const char *const dank[] = { "dank", "gegrüßt", "versichert", "sorgen", "keine", NULL };
  static const char *const verbs[]
      = { "seien",    "sei",          "entschuldigen", "verzeihen", "grüßen", "beachten",
          "passen",   "entschuldige", "finden",        "freuen",    "wissen", "weißt",
          "erhalten", "sehen",        "bekommen",      NULL };
  guint end = kt_clause_end (clauses, at);
  if (kt_word_says (clauses, at, verbs) && (kt_word_is (clauses, at, KT_WORD_MODAL) == 0))
    return TRUE;
  for (guint i = at + 2; i < end && i < at + 5; i++)
    if (kt_word_says (clauses, i, dank))
      return (kt_word_is (clauses, at, KT_WORD_HAVE) != 0
              || g_str_has_prefix (clauses->words[at].text, "mach"))
             && (i + 1 >= end || !g_str_equal (clauses->words[i].text, "keine"));
  return FALSE;
}

/* Verb before subject: "könnten Sie", "hast du", "kann ich", "geht das". first: nothing stands
 * before it; after a subordinate clause every sentence goes on verb first. */
static gboolean
is_inverted (const KtClauses *clauses, guint at, gboolean first)
{
  static const char *const asks_wir[]
      = { "können",  "sollen", "wollen",  "dürfen", "müssen",  "könnten",
          "sollten", "hätten", "dürften", "sagen",  "treffen", NULL };
  static const char *const asks_ich[]
      = { "kann",   "soll",    "darf",   "muss",    "könnte",  "dürfte",  "sollte",
          "müsste", "bekomme", "kriege", "brauche", "koennte", "duerfte", NULL };
  static const char *const verbs[]
      = { "ist",    "sind",    "hat",     "gibt",    "geht",         "ginge",  "passt",   "reicht",
          "klappt", "kostet",  "dauert",  "stimmt",  "gilt",         "kommt",  "braucht", "wird",
          "werden", "kann",    "darf",    "soll",    "muss",         "könnte", "dürfte",  "sollte",
          "müsste", "würde",   "wäre",    "hätte",   "lässt",        "gäbe",   "bleibt",  "läuft",
          "passen", "reichen", "kosten",  "kommen",  "haben",        "können", "wären",   "hätten",
          "würden", "besteht", "spricht", "klappte", "funktioniert", "macht",  "wäre",    "gehen",
          "gehört", "fehlt",   "war",     NULL };
  static const char *const subjects[]
      = { "es",     "das", "man",  "jemand", "die",   "der",   "den",   "mein",  "meine",  "unser",
          "unsere", "ihr", "ihre", "dein",   "deine", "euer",  "eure",  "diese", "dieser", "dieses",
          "ihnen",  "dir", "euch", "alles",  "noch",  "schon", "etwas", "so",    "beides", NULL };
  static const char *const some[] = { "ein", "eine", "einen", "er", "sie", NULL };
  static const char *const would[] = { "wäre", "hätte",  "könnte", "ginge",  "gäbe",  "reicht",
                                       "gibt", "kostet", "kann",   "dauert", "würde", NULL };
  static const char *const any_time[] = { "jederzeit", "immer", NULL };
  guint next = at + 1;
  if (next >= clauses->n || clauses->words[next].clause || is_polite (clauses, at)
      || kt_german_holds_word (clauses, next, clauses->n,
                               any_time)) /* "kommen Sie vorbei, wann immer …" */
    return FALSE;
  if (kt_word_is (clauses, next, KT_WORD_YOU) != 0 && (first || !kt_german_is_noun (clauses, at)))
    {
      const char *word = clauses->words[at].text;
      gboolean sie = g_str_equal (clauses->words[next].text, "sie");
      if (!first && kt_word_is (clauses, at, FINITE) != 0)
        return FALSE;
      if (sie)
        return kt_german_ends (clauses, at, "en") || kt_german_ends (clauses, at, "ern")
               || kt_german_ends (clauses, at, "eln") || g_str_equal (word, "sind");
      if (g_str_equal (clauses->words[next].text, "du"))
        return kt_german_ends (clauses, at, "st") || kt_german_ends (clauses, at, "ßt");
      return kt_german_ends (clauses, at, "t")
             && kt_word_is (clauses, at, FINITE | KT_WORD_VERB) != 0 && next + 1 < clauses->n
             && !kt_german_is_noun (clauses, next + 1);
    }
  if (!first)
    return FALSE;
  if (g_str_equal (clauses->words[next].text, "ich"))
    return kt_word_says (clauses, at, asks_ich) && clauses->n > 3
           && (kt_german_infinitive (clauses, next) & KT_WORD_PONDER) == 0;
  if (g_str_equal (clauses->words[next].text, "wir"))
    return kt_word_says (clauses, at, asks_wir);
  if (!kt_word_says (clauses, at, verbs) || next + 1 >= clauses->n)
    return FALSE;
  return kt_word_says (clauses, next, subjects)
         || (kt_word_says (clauses, next, some) && kt_word_says (clauses, at, would));
}

/* "schick mir", "gib Bescheid": stems; "schicke dir" is what I do. */
static gboolean
is_imperative (const KtClauses *clauses, guint at)
{
  static const char *const me[] = { "mir", "uns", "mich", "bitte", "doch", "mal", NULL };
  static const char *const you[] = { "dir", "euch", "ihnen", "ich", "wir", "sie", NULL };
  static const char *const strong[] = { "gib", "nimm", "lies", "sieh", "vergiss", "sprich", NULL };
  static const char *const sich[] = { "dich", "keine", "dir", "gut", NULL };
  guint next = at + 1;
  if (next >= clauses->n || kt_german_is_noun (clauses, at))
    return FALSE;
  if (kt_word_says (clauses, at, strong))
    return TRUE;
  guint32 stem = kt_word_known (1, clauses->words[at].text) & VERBAL;
  if ((stem & KT_WORD_VERB) == 0 && kt_german_ends (clauses, at, "e"))
    return (kt_word_is (clauses, at, KT_WORD_VERB) & ~KT_WORD_MIND) != 0
           && kt_word_says (clauses, next, me);
  if ((stem & KT_WORD_VERB) == 0 || (stem & KT_WORD_MIND) != 0)
    return FALSE;
  if (kt_word_says (clauses, at + 2, sich) && g_str_has_prefix (clauses->words[at].text, "mach"))
    return FALSE;
  return !kt_word_says (clauses, next, you) && !kt_german_ends (clauses, at, "e");
}

static gboolean
may_be_verb (const KtClauses *clauses, guint at)
{
  if (kt_word_is (clauses, at, FINITE | VERBAL) != 0)
    return !kt_german_is_noun (clauses, at);
  if (at >= clauses->n || kt_german_is_noun (clauses, at)
      || kt_word_is (clauses, at, ~(guint32)KT_WORD_LIKE) != 0)
    return FALSE;
  return kt_german_ends (clauses, at, "t") || kt_german_ends (clauses, at, "en")
         || kt_german_ends (clauses, at, "st");
}

static gboolean
is_interrogative (const KtClauses *clauses, guint at)
{
  static const char *const as[] = { "wie", "was", NULL };
  guint from = kt_word_is (clauses, at, KT_WORD_PREP) != 0 ? at + 1 : at;
  if (kt_word_is (clauses, from, KT_WORD_WH) == 0)
    return FALSE;
  guint next = from + 1;
  if (next >= clauses->n)
    return clauses->n <= 3;
  if (kt_word_is (clauses, next, KT_WORD_FIRST | KT_WORD_YOU | KT_WORD_PART | KT_WORD_GOOD) != 0
      || kt_word_says (clauses, next,
                       (const char *const[]){ "immer", "schön", "vereinbart", "besprochen",
                                              "versprochen", "folgt", NULL }))
    return FALSE;
  if (clauses->n <= 4 && !kt_word_says (clauses, from, as))
    return TRUE;
  guint end = kt_clause_end (clauses, from);
  for (guint i = next; i < end && i <= from + NEAR; i++)
    if (may_be_verb (clauses, i))
      return i + 1 < end || end == clauses->n;
    else if (kt_word_is (clauses, i, KT_WORD_FIRST | KT_WORD_YOU) != 0)
      return FALSE;
  return FALSE;
}

/* "wäre schön, wenn", "würde mich freuen", "ist es möglich". */
static gboolean
is_wish (const KtClauses *clauses, guint at)
{
  static const char *const been[] = { "gewesen", NULL };
  static const char *const freuen[]
      = { "freuen", "interessieren", "helfen", "reichen", "geholfen", "gedient", NULL };
  if (kt_word_is (clauses, at, KT_WORD_WOULD) == 0)
    return FALSE;
  if (kt_word_is (clauses, at, KT_WORD_BE) != 0)
    {
      for (guint i = at + 1; i < clauses->n && i < at + 6; i++)
        if (kt_word_is (clauses, i, KT_WORD_GOOD) != 0 || kt_word_says (clauses, i, freuen))
          return !kt_german_holds_word (clauses, i, clauses->n, been);
      return FALSE;
    }
  static const char *const interest[] = { "interessieren", NULL };
  guint end = MIN (kt_clause_end (clauses, at), at + 6);
  if (at == 1 && kt_word_says (clauses, 0, interest))
    return TRUE;
  for (guint i = at + 1; i < clauses->n && i < at + 6; i++)
    if (kt_word_says (clauses, i, freuen)
        || (i < end && kt_word_is (clauses, i, KT_WORD_LIKE) != 0
            && kt_word_is (clauses, i, KT_WORD_NOT) == 0))
      return !kt_german_thanks (clauses, i);
  return FALSE;
}

/* "ob", and interrogatives after what wants to be known. */
static guint32
said_by_indirect (const KtClauses *clauses, guint at)
{
  static const char *const als[] = { "als", "egal", NULL };
  static const char *const want[]
      = { "wissen",    "sagen",    "fragen",      "unsicher",     "sicher", "klar",     "unklar",
          "mitteilen", "erklären", "verraten",    "interessiert", "wüsste", "verstehe", "verstehen",
          "weiß",      "bescheid", "mitzuteilen", "erfahren",     "frage",  "weiss",    NULL };
  static const char *const sure[]
      = { "weiß", "weiss", "sicher", "klar", "verstehe", "verstehen", "wissen", NULL };
  gboolean ob = g_str_equal (clauses->words[at].text, "ob");
  if (at == 0 || (!ob && (kt_word_is (clauses, at, KT_WORD_WH) == 0 || !clauses->words[at].clause)))
    return 0;
  if (kt_word_says (clauses, at - 1, als))
    return 0;
  gboolean known = FALSE, doubted = FALSE, modal = FALSE;
  for (guint i = 0; i < at; i++)
    {
      known |= kt_word_says (clauses, i, want);
      doubted |= kt_word_is (clauses, i, KT_WORD_NOT) != 0 || !kt_word_says (clauses, i, sure);
      modal |= kt_word_is (clauses, i, KT_WORD_NOT | KT_WORD_MODAL | KT_WORD_WOULD | KT_WORD_YOU)
               != 0;
      if (kt_word_is (clauses, i, KT_WORD_PONDER) != 0 && !kt_word_says (clauses, i, want)
          && kt_word_is (clauses, i, KT_WORD_VERB) != 0
          && (kt_german_holds (clauses, 0, at, KT_WORD_FIRST)))
        return KT_PHRASE_PROMISE;
    }
  if (ob)
    return known || modal ? KT_PHRASE_QUERY : 0;
  return known && modal && doubted ? KT_PHRASE_QUERY : 0;
}

/* "zu dunkel": too much of something, not "zu schicken", "zu Hause", "zu Ihnen". */
static gboolean
is_too_much (const KtClauses *clauses, guint at)
{
  static const char *const zu[] = { "zu", NULL };
  static const char *const fine[]
      = { "hause", "zweit", "dritt",  "viert", "ihnen", "dir",   "euch", "mir",
          "uns",   "ihm",   "zweien", "viel",  "fuß",   "recht", "ende", NULL };
  if (!kt_word_says (clauses, at, zu) || at + 1 >= clauses->n || clauses->words[at + 1].clause)
    return FALSE;
  const KtWord *next = &clauses->words[at + 1];
  if (next->capital || g_str_has_suffix (next->text, "n") || kt_word_says (clauses, at + 1, fine))
    return FALSE;
  return (next->classes
          & (KT_WORD_DET | KT_WORD_TIME | KT_WORD_FIRST | KT_WORD_YOU | KT_WORD_WH | KT_WORD_ADV))
         == 0;
}

/* "meine Tochter sucht jemanden", "wenn du mir die Adresse gibst". */
static gboolean
wants_for_me (const KtClauses *clauses, guint at)
{
  static const char *const seeks[] = { "sucht",   "braucht", "benötigt", "möchte",  "bräuchte",
                                       "wünscht", "suchen",  "brauchen", "möchten", NULL };
  static const char *const mine[] = { "mein", "meine", "meinem", "unser", "unsere", NULL };
  static const char *const me[] = { "mir", "uns", "mich", NULL };
  guint end = kt_clause_end (clauses, at);
  if (kt_word_says (clauses, at, seeks) && !kt_german_is_noun (clauses, at))
    return kt_german_holds_word (clauses, 0, at, mine)
           && !kt_german_holds (clauses, at, end, KT_WORD_NOT);
  if (kt_word_is (clauses, at, KT_WORD_IF) == 0 || g_str_equal (clauses->words[at].text, "ob")
      || kt_word_is (clauses, at + 1, KT_WORD_YOU) == 0)
    return FALSE;
  for (guint i = at + 2; i < end; i++)
    if (kt_word_says (clauses, i, me))
      return TRUE;
  return FALSE;
}

/* Others: "meldet sich", "geht morgen raus", "bekommen Sie es am Montag", "wird bezahlt". */
static guint32
said_by_others (const KtClauses *clauses, guint at)
{
  static const char *const verbs[]
      = { "meldet",  "schickt", "sendet",  "überweist", "folgt", "folgen",
          "bezahlt", "liefert", "kümmert", "antwortet", NULL };
  static const char *const given[]
      = { "bekommen", "bekommst", "erhalten", "erhältst", "kriegst", "kriegen", "bekommt",
          "hören",    "hörst",    "erfährst", "erfahren", "siehst",  NULL };
  static const char *const out[] = { "raus", "hinaus", NULL };
  if (kt_german_is_noun (clauses, at) || kt_german_is_enclosed (clauses)
      || kt_german_holds (clauses, at, clauses->n, KT_WORD_NOT))
    return 0;
  if (kt_word_says (clauses, at, verbs))
    return kt_german_is_dated (clauses, 0) && at > 0
                   && kt_word_is (clauses, at + 1, KT_WORD_YOU) == 0
               ? KT_PHRASE_PROMISE
               : 0;
  if (kt_word_says (clauses, at, given))
    return kt_german_is_dated (clauses, 0)
                   && (kt_word_is (clauses, at + 1, KT_WORD_YOU) != 0
                       || (at > 0 && kt_word_is (clauses, at - 1, KT_WORD_YOU) != 0))
               ? KT_PHRASE_PROMISE
               : 0;
  if (g_str_equal (clauses->words[at].text, "geht") && kt_german_is_dated (clauses, 0) && at > 0)
    return kt_german_holds_word (clauses, at + 1, clauses->n, out) ? KT_PHRASE_PROMISE : 0;
  return 0;
}

/* "um 8 oder um 17 Uhr": a choice of times. */
static gboolean
offers_choice (const KtClauses *clauses, guint at)
{
  static const char *const or [] = { "oder", NULL };
  static const char *const free[]
      = { "wäre",  "ginge", "hätte",    "hätten",  "könnte", "könnten", "frei",
          "passt", "geht",  "anbieten", "möglich", "wären",  NULL };
  return kt_word_says (clauses, at, or) && at >= 1
         && kt_german_holds (clauses, at >= 3 ? at - 3 : 0, at, KT_WORD_TIME)
         && kt_german_holds (clauses, at + 1, MIN (at + 4, clauses->n), KT_WORD_TIME)
         && kt_german_holds_word (clauses, 0, clauses->n, free);
}

/* "sobald ich weiß, was Ihnen passt", "bis wir Ihre Antwort haben". */
static gboolean
waits_for_you (const KtClauses *clauses, guint at)
{
  static const char *const until[] = { "sobald", "bis", "bevor", "solange", "wenn", NULL };
  static const char *const you[] = { "ihnen",  "dir",  "euch", "ihre",  "ihren", "ihr", "deine",
                                     "deinen", "dein", "eure", "euren", "euer",  NULL };
  static const char *const have[]
      = { "weiß", "habe", "haben", "höre", "hören", "bekomme", "wissen", "weiss", "hab", NULL };
  return kt_word_says (clauses, at, until) && kt_word_is (clauses, at + 1, KT_WORD_FIRST) != 0
         && kt_german_holds_word (clauses, at + 2, clauses->n, you)
         && kt_german_holds_word (clauses, at + 2, clauses->n, have);
}

/* "die Maschine ist fertig", "der Schal hängt an der Garderobe": how things stand. */
static guint32
said_of_things (const KtClauses *clauses, guint at)
{
  static const char *const lies[] = { "liegt",  "liegen", "steht", "stehen", "hängt",
                                      "hängen", "gilt",   "läuft", "bleibt", NULL };
  static const char *const is[] = { "ist", "sind", "wurde", "wurden", NULL };
  static const char *const ready[]
      = { "da",           "fertig",     "hier",           "bereit",    "wieder",
          "beendet",      "vorbei",     "bezahlt",        "erledigt",  "verbucht",
          "angekommen",   "überwiesen", "unterschrieben", "vermerkt",  "vollständig",
          "eingetroffen", "trocken",    "bestellt",       "repariert", "versandt",
          "quitt",        NULL };
  guint end = kt_clause_end (clauses, at);
  if (at == 0 || kt_german_holds (clauses, at, end, KT_WORD_NOT | KT_WORD_YOU))
    return 0;
  static const char *const left[] = { "lassen", "gelassen", "geblieben", NULL };
  if (kt_word_says (clauses, at, lies))
    return kt_word_says (clauses, at + 1, left) ? 0 : KT_PHRASE_INFORM;
  if (!kt_word_says (clauses, at, is))
    return 0;
  for (guint i = at + 1; i < end; i++)
    if (kt_word_says (clauses, i, ready)
        || (kt_word_is (clauses, i, KT_WORD_PART) != 0 && !kt_german_is_noun (clauses, i)))
      return KT_PHRASE_INFORM;
  return 0;
}

static guint32
said_at_start (const KtClauses *clauses, guint at, gboolean first)
{
  if (is_inverted (clauses, at, first))
    return KT_PHRASE_ASK;
  if (is_imperative (clauses, at))
    return KT_PHRASE_ASK;
  if (first && is_interrogative (clauses, at))
    return KT_PHRASE_QUERY;
  return first ? kt_german_without_subject (clauses, at) : 0;
}

guint32
kt_clauses_german (const KtClauses *clauses)
{
  guint32 said = 0;
  for (guint at = 0; at < clauses->n; at++)
    {
      const KtWord *word = &clauses->words[at];
      if (word->clause || word->start)
        {
          guint start = kt_word_skip (clauses, at, KT_WORD_LINK);
          gboolean fronted = at > 0 && !word->clause
                             && kt_word_is (clauses, at - 1, KT_WORD_ADV | KT_WORD_TIME) != 0;
          if (start < clauses->n && (start == at || !clauses->words[start].clause)
              && !clauses->words[start].known && !clauses->words[start].plain)
            said |= said_at_start (clauses, start, word->start && !fronted);
        }
      if ((word->classes & KT_WORD_FIRST) != 0 && !word->plain)
        said |= kt_german_by_first (clauses, at);
      if (is_wish (clauses, at) || wants_for_me (clauses, at) || offers_choice (clauses, at)
          || waits_for_you (clauses, at))
        said |= KT_PHRASE_ASK;
      said |= said_by_indirect (clauses, at) | said_by_others (clauses, at)
              | said_of_things (clauses, at);
      if (is_too_much (clauses, at))
        said |= KT_PHRASE_TROUBLE;
    }
  return said;
}

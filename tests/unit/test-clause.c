#include "config.h"
#include "../../src/format/clause.h"
#include "kontor/judgement.h"
#include <string.h>

/* Sentences that were written without a look at the words the rules know, to see whether the
 * shape of a sentence is understood and not its wording. Each language and deed has a table; a few
 * may fail, as in life. */
#define MAY_FAIL 0.1
#define MAY_FAIL_TROUBLE 0.4 /* trouble is told by things, not by build */

static const char *const english_ask[] = {
  "I was hoping we might shift our call to later in the day.",
  "Mind giving me a shout when the proofs land?",
  "There's something I can't work out on page seven, who approves the captions",
  "We're short of a photographer for the 12th and thought of you.",
  "It'd help me a lot to have the figures before lunch.",
  "Do you happen to know a good framer round here",
  "Our charity is after somebody to redo its leaflet.",
  "Would you be up for another round of edits on the brochure",
  "I'm keen to have my hair done before the wedding on the 20th.",
  "Might there be a slot for two on Saturday afternoon",
  "Swap the second and third picture and take the border off.",
  "Not sure which of the two invoices is the right one.",
  "My sister needs a birth certificate translated into Spanish.",
  "What sort of budget are we talking about",
  "If you could drop the signed copy at reception that'd be ace.",
  "I'd want the larger size after all.",
  "Shall we say half past four at the mill",
  "Just checking whether my parcel has turned up at yours.",
  "You'd be doing me a huge favour by sending the fonts over.",
  "Interested in your bridal package, tell me more.",
  "Would Wednesday be any good for the fitting",
  "I'd be over the moon if you could squeeze in my mum.",
  "We've been let down by our caterer and could do with a hand on the menus.",
  "Could the logo go on the left instead",
  "I can't decide between the two covers, which would you pick",
  "Our landlord wants the contract in English by Friday.",
  "Do let us have your best price.",
  "Whenever you get a minute, have a glance at the attached.",
  "Does the discount still apply",
  "You didn't say how many copies are included.",
  "I wonder whether a shorter version exists.",
  "Either Monday or Tuesday would suit, you choose.",
  "Please bear in mind that the hall must be booked by noon, so a yes or no today would be good.",
  "Are dogs allowed in the studio",
  "It would be lovely to have you at our opening, can you make it",
  "I was going to ask for the leftover paper.",
  "Kindly let us have two copies.",
  "I'm trying to find out who did the lettering on your sign.",
  "We propose moving the deadline to the 14th.",
  "Reckon you could fix the typo on page 3",
};

static const char *const english_promise[] = {
  "I'll dig out the old contract and forward it.",
  "We'll have an answer for you by midweek.",
  "Going to speak to my landlord tonight.",
  "I'm putting the quote together as we speak, it goes out tomorrow.",
  "Will ping you once the printer calls.",
  "My colleague Jo is going to contact you about the permit.",
  "The deposit will reach you on Monday.",
  "I need to run this past our treasurer first.",
  "Give me till Thursday to mull it over.",
  "I shall return the corrected pages by courier.",
  "Expect the drawings from me early next week.",
  "I'll let the committee decide and report back.",
  "You'll be hearing from our accounts team.",
  "Let me look that up and get back to you.",
  "Payment is going out this afternoon.",
  "I promise to have it done by the weekend.",
  "I'm on the case, more tomorrow.",
  "We're still debating it, decision on Friday.",
  "Once I've seen the fabric I'll tell you what I think.",
  "I'll pop the cheque in the post tonight.",
  "I'll chat to Dad and drop you a line.",
  "We should be able to tell you on Monday.",
  "I'm waiting for my accountant, then you'll get the papers.",
  "My assistant will sort it out tomorrow.",
  "We aim to pay within the week.",
  "I'll see if I can find the negatives.",
  "I have to sleep on this one.",
  "I'm going through it at the moment and will send notes.",
  "It's in the pipeline, you'll have it by Tuesday.",
  "I'll write it up properly over the weekend.",
  "We are discussing it at our meeting next week.",
  "The samples are being packed and leave tomorrow.",
  "I shall think it through.",
  "I'll double check with the venue.",
  "You can count on a draft by noon.",
};

static const char *const english_trouble[] = {
  "The zip file is empty.",
  "Half of the brochure came out green.",
  "I've been charged twice for one appointment.",
  "Nobody turned up yesterday and I waited an hour.",
  "The link just spins and nothing loads.",
  "My nails broke after two days.",
  "You've spelled our name with one t.",
  "The courier says the address doesn't exist.",
  "I won't make it on Thursday, the car broke down.",
  "The cut is uneven on the left side.",
  "There are only nine pages in the PDF, not ten.",
  "We were told Friday and it's now Wednesday.",
  "The sound drops out halfway through the video.",
  "My booking has vanished from the calendar.",
  "That's not the text I approved.",
  "The invoice has last year's address on it.",
  "Something has gone wrong with the payment.",
  "I'm afraid I must call off our meeting.",
  "The frame arrived with the glass in pieces.",
  "The colour washed out completely after one wash.",
};

static const char *const english_nothing[] = {
  "The cards came and everybody adores them.",
  "Signed and posted this morning.",
  "See you at the fair then, I'll be the one in the red coat.",
  "We had such a laugh on Saturday.",
  "All paid up, have a lovely evening.",
  "That suits me perfectly.",
  "Ten o'clock it is.",
  "I'll bring my own towel.",
  "Your lecture was the highlight of the week.",
  "Happy with everything, go to print.",
  "The file is uploaded to the shared folder.",
  "Good luck with the move!",
  "Just a note to say the baby is here.",
  "We've settled on another venue in the end, thank you for your time.",
  "The meeting went well and everyone agreed.",
  "Received with thanks.",
  "Don't worry about the delay, there's no rush.",
  "I read your article on the train, very funny.",
  "Can't wait to see it on the wall!",
  "Call me any time if something comes up.",
  "The kids loved the cake, every crumb is gone.",
  "Friday at six, perfect.",
  "I'll come through the back entrance.",
  "We got home safely and the cat is happy.",
  "It's a deal.",
  "Here's the code for the gate: 4471.",
  "Parcel picked up, all fine.",
  "I took your advice and repainted the door.",
  "Let's do that then.",
  "I've transferred the deposit.",
  "Your text is online now.",
  "Thank you, that answers everything.",
  "No hurry at all.",
  "What a wonderful surprise!",
  "I'll have the blue one then.",
};

static const char *const german_ask[] = {
  "Ich wollte mal horchen, ob am Samstag noch was geht.",
  "Magst du mir die Rohdaten rüberschieben?",
  "Hätten Sie zufällig noch ein paar Muster übrig",
  "Wäre klasse, die Korrektur bis Mittwoch zu haben.",
  "Uns fehlen noch die Maße vom Schaufenster.",
  "Wir bräuchten das Ganze auch auf Französisch.",
  "Mir ist nicht ganz klar, welche Schrift Sie meinen.",
  "Tausch bitte die Bilder auf Seite zwei.",
  "Kommst du Donnerstag mit zum Großmarkt",
  "Meine Tochter heiratet im Juni und sucht noch jemanden für die Frisur.",
  "Dürfte ich Sie um eine kurze Rückmeldung bitten.",
  "Sagen wir halb fünf am Hafen",
  "Gilt der Preis auch für die große Ausführung",
  "Melden Sie sich doch, sobald die Proben da sind.",
  "Ab wann kann man bei euch buchen",
  "Interessieren würde mich auch ein Logo.",
  "Wenn du mir die Adresse durchgibst, komme ich vorbei.",
  "Bin auf der Suche nach einer Übersetzerin fürs Polnische.",
  "Was nehmen Sie denn für so eine Seite",
  "Die Überschrift kann ruhig größer, das Datum raus.",
  "Habt ihr am Mittwoch noch Luft für zwei Köpfe",
  "Ich hätte da noch eine Bitte.",
  "Würde es auch eine Woche später gehen",
  "Es wäre mir sehr geholfen, wenn ich die Zahlen heute bekäme.",
  "Das Logo hätte ich lieber links.",
  "Bekomme ich dafür einen Kostenvoranschlag",
  "Könnte jemand von euch den Schlüssel abholen",
  "Wir suchen eine Fotografin für die Taufe.",
  "Gibt es das Papier auch in Grau",
  "Schau doch bitte mal über den Text.",
  "Mich würde interessieren, wie lange so etwas dauert.",
  "Lieber Dienstag oder lieber Mittwoch",
  "Bitte um kurze Info zum Liefertermin.",
  "Nehmt ihr auch Karten",
  "Unser Chef möchte das Angebot bis Montag haben.",
  "Was würde denn eine zweite Seite kosten",
  "Kannst du das übernehmen",
  "Wo finde ich die Vorlage",
  "Ich weiß nicht, ob die Datei bei dir angekommen ist.",
  "Bräuchte bis morgen deine Kontonummer.",
};

static const char *const german_promise[] = {
  "Ich hake beim Verlag nach und gebe dann Laut.",
  "Den Scan kriegen Sie heute Abend.",
  "Schaue ich mir am Wochenende in Ruhe an.",
  "Muss ich erst mit der Chefin klären.",
  "Ich setze mich gleich dran.",
  "Wir kommen nächste Woche auf Sie zu.",
  "Mein Kollege ruft Sie morgen an.",
  "Das Geld geht Freitag raus.",
  "Ich überlege es mir und sage dir Bescheid.",
  "Sobald die Druckerei antwortet, leite ich es weiter.",
  "Werde das intern besprechen und mich melden.",
  "Die Rechnung folgt in den nächsten Tagen.",
  "Ich suche dir die Unterlagen raus.",
  "Gib mir noch bis Montag Zeit.",
  "Lass mich eine Nacht drüber schlafen.",
  "Wir prüfen das und antworten Ihnen schriftlich.",
  "Ich frage mal meine Schwester.",
  "Nachher tippe ich dir die Liste ab.",
  "Die Überweisung mache ich heute noch.",
  "Bis Ende der Woche haben Sie von uns eine Entscheidung.",
  "Ich rede mit Papa und melde mich.",
  "Am Montag wissen wir mehr und sagen Bescheid.",
  "Meine Assistentin kümmert sich morgen darum.",
  "Wir zahlen noch diese Woche.",
  "Ich schaue nach, ob die Negative noch da sind.",
  "Darüber muss ich erst mal schlafen.",
  "Bin gerade beim Durchsehen, die Anmerkungen kommen heute Abend.",
  "Du bekommst es bis Dienstag.",
  "Schreibe ich am Wochenende in Ruhe auf.",
  "Das besprechen wir nächste Woche in der Sitzung.",
  "Ich werde darüber nachdenken.",
  "Die Muster gehen morgen in die Post.",
  "Wir lassen es prüfen und kommen auf Sie zurück.",
  "Den Rest liefere ich nach.",
  "Ich erkundige mich beim Saal.",
};

static const char *const german_trouble[] = {
  "Die Datei ist leer.",
  "Auf dem Plakat steht der falsche Tag.",
  "Gestern war niemand im Laden, ich stand vor verschlossener Tür.",
  "Das Paket kam aufgerissen an.",
  "Der Lack blättert schon nach zwei Tagen ab.",
  "Ihr habt unseren Namen mit zwei n geschrieben.",
  "Ich schaffe es am Donnerstag leider nicht.",
  "Der Link führt ins Leere.",
  "Mir wurde der Termin doppelt berechnet.",
  "Die Seite lädt seit gestern nicht mehr.",
  "Es sind nur neun Seiten statt zehn.",
  "Meine Haare sind jetzt orange.",
  "Das hatten wir anders abgesprochen.",
  "Ich muss unser Treffen leider absagen.",
  "Mit dem Ergebnis bin ich nicht glücklich.",
  "Die Maschine ist ausgefallen.",
  "Irgendwas stimmt mit der Rechnung nicht.",
  "Die Karten sind viel zu dunkel geworden.",
  "Auf meine letzte Mail kam keine Antwort.",
  "Der Schnitt ist links kürzer als rechts.",
};

static const char *const german_nothing[] = {
  "Die Karten sind da und alle sind hin und weg.",
  "Unterschrieben und heute früh eingeworfen.",
  "Dann bis Freitag am Bahnhof, ich habe den roten Schal um.",
  "Zehn Uhr passt mir prima.",
  "War ein toller Abend gestern, wir reden noch immer davon.",
  "Ist überwiesen, schönen Feierabend.",
  "Ich bringe mein Handtuch selbst mit.",
  "Kann so in den Druck.",
  "Keine Eile, mach in Ruhe.",
  "Die Bilder liegen im gemeinsamen Ordner.",
  "Ich freue mich auf die Massage.",
  "Wir haben uns für einen anderen Saal entschieden, trotzdem danke.",
  "Alles erhalten, beste Grüße.",
  "Viel Glück beim Umzug!",
  "Nur zur Info, wir sind ab Montag in der Gartenstraße.",
  "Habe deinen Artikel gelesen, sehr lustig.",
  "Ruf an, wenn was ist.",
  "Dein Vortrag war das Beste am ganzen Tag.",
  "Wenn Sie Fragen haben, können Sie mich jederzeit anrufen.",
  "Die Sitzung lief gut, alle waren dafür.",
  "Die Kinder haben die Torte bis zum letzten Krümel verputzt.",
  "Freitag um sechs, perfekt.",
  "Ich komme durch den Hintereingang.",
  "Wir sind gut heimgekommen.",
  "Abgemacht.",
  "Hier der Code fürs Tor: 4471.",
  "Paket abgeholt, alles gut.",
  "Ich habe deinen Rat befolgt und die Tür gestrichen.",
  "Machen wir so.",
  "Die Anzahlung habe ich überwiesen.",
  "Ihr Text ist jetzt online.",
  "Danke, damit ist alles geklärt.",
  "Das eilt überhaupt nicht.",
  "Was für eine schöne Überraschung!",
  "Dann nehme ich die blaue.",
};

typedef enum
{
  DEED_ASK,
  DEED_PROMISE,
  DEED_TROUBLE,
  DEED_NOTHING,
} Deed;

static gboolean
does (const char *text, Deed deed)
{
  g_auto (KtJudgement) judgement = { 0 };
  kt_judge (text, &judgement);
  switch (deed)
    {
    case DEED_ASK:
      return judgement.asks;
    case DEED_PROMISE:
      return judgement.promises && !judgement.asks;
    case DEED_TROUBLE: /* who asks what to do about it is owed an answer too */
      return judgement.troubles || judgement.asks;
    default:
      return !judgement.asks && !judgement.promises && !judgement.troubles;
    }
}

static void
check (const char *const *sentences, gsize n, Deed deed, double may_fail)
{
  guint wrong = 0;

  for (gsize i = 0; i < n; i++)
    if (!does (sentences[i], deed))
      {
        wrong++;
        g_test_message ("not understood: %s", sentences[i]);
      }
  g_assert_cmpfloat (wrong, <=, may_fail * (double)n);
}

#define CHECK(sentences, deed, may_fail) check (sentences, G_N_ELEMENTS (sentences), deed, may_fail)

static void
of_english (void)
{
  CHECK (english_ask, DEED_ASK, MAY_FAIL);
  CHECK (english_promise, DEED_PROMISE, MAY_FAIL);
  CHECK (english_trouble, DEED_TROUBLE, MAY_FAIL_TROUBLE);
  CHECK (english_nothing, DEED_NOTHING, MAY_FAIL);
}

static void
of_german (void)
{
  CHECK (german_ask, DEED_ASK, MAY_FAIL);
  CHECK (german_promise, DEED_PROMISE, MAY_FAIL);
  CHECK (german_trouble, DEED_TROUBLE, MAY_FAIL_TROUBLE);
  CHECK (german_nothing, DEED_NOTHING, MAY_FAIL);
}

/* The same verb does or does not do it, by what stands around it. */
static void
by_build (void)
{
  static const struct
  {
    const char *text;
    Deed deed;
  } cases[] = {
    { "Order two more boxes.", DEED_ASK }, /* no order that was shipped */
    { "Order 4711 left the house.", DEED_NOTHING },
    { "I'll crosscheck the dates.", DEED_PROMISE },
    { "I'll collect them at noon.", DEED_NOTHING },
    { "I'd be glad if you came.", DEED_ASK },
    { "I'd be glad to.", DEED_NOTHING },
    { "hi marta can you come at ten. thanks", DEED_ASK },
    { "I'll ask her, and pass on what she says.", DEED_PROMISE },
    { "Complete the form today.", DEED_ASK },
    { "complete and timed.", DEED_NOTHING }, /* the end of a line above */
    { "Wann kommt der Bote", DEED_ASK },
    { "Wie schön es geworden ist!", DEED_NOTHING },
    { "Morgen haben wir alles.", DEED_NOTHING },
    { "Schick mir die Datei.", DEED_ASK },
    { "Schicke dir die Datei morgen.", DEED_PROMISE },
    { "Ich scanne dir die Seite ein, dann hast du alles.", DEED_PROMISE },
    { "Ich wüsste gern, ob Sie kommen.", DEED_ASK },
    { "Ich prüfe, ob sie kommen.", DEED_PROMISE },
    { "", DEED_NOTHING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (!does (cases[i].text, cases[i].deed))
        g_test_message ("not understood: %s", cases[i].text);
      g_assert_true (does (cases[i].text, cases[i].deed));
    }
}

static GPtrArray *
vocabulary (const KtWordTable *table)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  for (; table->words != NULL; table++)
    {
      g_auto (GStrv) row = g_strsplit (table->words, " ", 0);
      for (char **word = row; *word != NULL; word++)
        if (**word != '\0')
          g_ptr_array_add (words, g_strdup (*word));
    }
  return words;
}

/* Whatever words stand side by side, no rule looks behind the last one. */
static void
of_any_words (gconstpointer data)
{
  static const char *const marks[] = { " ", " ", " ", " ", ", ", ". ", "? ", "! ", " - ", "'" };
  g_autoptr (GPtrArray) words = vocabulary (data);
  g_autoptr (GRand) dice = g_rand_new_with_seed (1);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < 6000; i++)
    {
      g_auto (KtJudgement) judgement = { 0 };
      guint n = i % 1000 == 0 ? 2 * KT_TOKENS_MAX : (guint)g_rand_int_range (dice, 1, 9);
      g_string_truncate (text, 0);
      for (guint j = 0; j < n; j++)
        g_string_append_printf (
            text, "%s%s", (char *)words->pdata[g_rand_int_range (dice, 0, (gint32)words->len)],
            j + 1 < n ? marks[g_rand_int_range (dice, 0, G_N_ELEMENTS (marks))] : "");
      kt_judge (text->str, &judgement);
      g_assert_nonnull (judgement.question);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clause/english", of_english);
  g_test_add_func ("/clause/german", of_german);
  g_test_add_func ("/clause/by-build", by_build);
  g_test_add_data_func ("/clause/any-english-words", kt_words_en, of_any_words);
  g_test_add_data_func ("/clause/any-german-words", kt_words_de, of_any_words);
  return g_test_run ();
}

#include "config.h"
#include "clause.h"

/* Verbs stand as stems: "schick" of schicke, schicken, schickst. */
const KtWordTable kt_words_de[] = {
  { KT_WORD_FIRST, "ich wir" },
  { KT_WORD_YOU, "sie du ihr" },
  { KT_WORD_THIRD, "er es man das dies jemand alles etwas das's jeder niemand" },
  { KT_WORD_DET,
    "der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner unser "
    "unsere unseren unserem ihre ihren ihrem ihrer dein deine deinen deinem deiner euer eure euren "
    "diese dieser dieses diesen diesem jede jeden beide beiden welch alle einige mehrere" },
  { KT_WORD_DET | KT_WORD_NOT, "kein keine keinen keinem keiner" },
  { KT_WORD_WH,
    "was wann wo wer wen wem warum wieso weshalb wie wieviel wieviele welche welcher welches "
    "welchen welchem woher wohin wofür womit worauf woran wovon inwiefern inwieweit wozu" },
  { KT_WORD_BE, "bin bist ist sind seid war waren warst" },
  { KT_WORD_HAVE, "habe hab hast hat haben habt hatte hatten" },
  { KT_WORD_MODAL,
    "kann kannst können könnt darf darfst dürfen dürft soll sollst sollen sollt muss "
    "musst müssen müsst will willst wollen wollt muß mag magst mögen" },
  { KT_WORD_MODAL | KT_WORD_WOULD,
    "könnte könnten könntest könntet dürfte dürften dürftest sollte sollten solltest müsste müssten "
    "müsstest würde würden würdest möchte möchten möchtest wollte wollten koennte koennten koenntest "
    "wuerde wuerden wuerdest moechte moechten duerfte muesste sollt" },
  { KT_WORD_BE | KT_WORD_WOULD, "wäre wären wärst wärest waere waeren" },
  { KT_WORD_HAVE | KT_WORD_WOULD, "hätte hätten hättest hättet haette haetten" },
  { KT_WORD_WISH, "brauche brauchen bräuchte bräuchten braeuchte benötige benötigen suche suchen "
                  "brauch benoetige benoetigen wünsche wüsste wüssten interessiere" },
  { KT_WORD_WILL, "werde werden wird wirst werdet" },
  { KT_WORD_NOT, "nicht nie niemals nichts weder nirgends ohne" },
  { KT_WORD_SEEK, "unsicher unklar ratlos unschlüssig interessiert gespannt neugierig" },
  { KT_WORD_LIKE, "gern gerne lieber" },
  { KT_WORD_GOOD,
    "schön gut super toll nett lieb hilfreich prima klasse ideal perfekt wunderbar dankbar froh "
    "möglich machbar recht fein besser wichtig praktisch großartig freundlich okay ok sinnvoll "
    "einfacher angenehm schoen moeglich" },
  { KT_WORD_ADV,
    "bitte auch noch nur mal doch denn eben dann schon kurz einfach vielleicht eventuell evtl "
    "eigentlich sehr wirklich jetzt gerade wohl ja halt bloß dort hier da dazu dafür davon darauf "
    "daran damit sonst etwa ungefähr ganz so also wieder immer bereits natürlich selbstverständlich "
    "leider hoffentlich unbedingt dringend schnell lieber erst zuerst nun allerdings trotzdem "
    "deshalb darum nochmal nochmals einmal zwar wenigstens mindestens direkt selber selbst sofort "
    "umgehend zeitnah vorher danach außerdem sicher bestimmt" },
  { KT_WORD_TIME,
    "heute morgen übermorgen montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "vormittag nachmittag abend mittag woche wochenende monat januar februar märz april mai juni "
    "juli august september oktober november dezember bald später gleich demnächst nächste nächsten "
    "nächster kommende kommenden uhr vormittags nachmittags abends morgens früh spätestens "
    "montags sobald ende anfang mitte kürze feierabend stunde tagen wochen naechste spaeter "
    "naechsten uebermorgen diese" },
  { KT_WORD_PREP, "in im an am auf aus bei bis mit nach von vom vor zu zum zur für über um unter "
                  "durch gegen ab seit wegen zwischen per statt anstatt ohne fuer ueber" },
  { KT_WORD_IF, "ob wenn falls sofern" },
  { KT_WORD_LINK,
    "und aber oder sondern sowie denn hallo hi hey danke ja nein ach oh ok okay nun tja übrigens "
    "außerdem ps zweitens erstens naja ne" },
  { KT_WORD_QUERY, "frage fragen bitte rückfrage anliegen nachfrage gefallen anfrage" },
  { KT_WORD_VERB | KT_WORD_CARRY,
    "schick send meld antwort überweis liefer mail reich bezahl zahl versend übermittel schreib "
    "leit informier ruf bestätig ueberweis bestaetig verschick teil gib geb faxt übersend liefer "
    "kontaktier nachreich kläre" },
  { KT_WORD_VERB | KT_WORD_PONDER,
    "prüf klär frag überleg besprech schau guck check les überprüf nachseh nachfrag pruef klaer "
    "ueberleg rechn erkundig abklär sprech red bespreche vergleich kläre durchles abstimm "
    "entscheid kalkulier seh denk hak übersetz rückfrag diskutier beraten beratschlag" },
  { KT_WORD_VERB | KT_WORD_SHIFT,
    "absag verschieb stornier umbuch kündig verleg absage umtausch abbestell absagen verschoben" },
  { KT_WORD_VERB,
    "kümmer erledig such bereit lass lad leg stell korrigier änder überarbeit pass scann füll trag "
    "organisier druck mach bring versuch bemüh aender ueberarbeit fuell setz füg mess zeig erklär "
    "sag sprich nenn nimm nehm halt hol buch reservier streich lösch ersetz tausch wähl unterschreib "
    "ergänz vergiss lies sieh komm wart erinner kauf bestell kopier entfern entwerf zeichn gestalt "
    "formatier schneid kürz färb vergrößer verkleiner verbesser verschön aktualisier speicher "
    "versuch beantrag registrier trenn packt pack vereinbar beacht verwend benutz nutz richt zieh "
    "schneid mal formulier fertig layout hoch biet loes lös konvertier exportier notier trag "
    "verlänger plan fang arbeit bau berechn reparier erneuer beschreib bearbeit" },
  { KT_WORD_STAY,
    "komm nehm hol bring wart bleib find freu hoff wünsch glaub lieb hab seh hör geh fahr treff "
    "steh leb wohn kenn versteh dank grüß bitt brauch biet vermiss schätz empfehl nutz halt notier "
    "buch bestell kauf trag mach fang sag red denk arbeit erinner lass plan mein ess wander reis "
    "vertrau pass merk reservier schaff" },
  { KT_WORD_MIND, "entschuldig verzeih grüß beacht hoff freu dank glaub wünsch" },
  { 0, NULL },
};

#include "config.h"
#include "lexicon.h"

const KtPhraseTable kt_phrases_de[] = {
  { KT_PHRASE_ASK,
    "^{konnten,konnen,wurden,mochten,hatten,haben,waren,sind,brauchen,wollen,wissen,machen,bieten,"
    "nehmen,durfen,durften,sollen,sollten,mussten,mussen,sprechen} {sie,wir}|"
    "^{konnte,konntest,kannst,wurdest,willst,hast,bist,machst,brauchst,mochtest,magst,weisst,"
    "darf,durfte,kann,soll,sollte,wurde} {du,ich,man,er,es}|^{konnt,habt,macht,braucht} ihr|"
    "waren sie so|ware es|{ist,war} es {moglich,machbar,okay,ok,in ordnung}|"
    "^{ginge,geht,passt,klappt} {es,das,auch,ihnen,dir,euch}|passt {ihnen,dir,euch}|"
    "bis wann|ab wann|wann {konnen,konnten,kann,konnte,ist,sind,brauchen,brauchst,soll,darf,passt,"
    "durfen,haben,hatten,ware,wird}|^wann|^{wie,was,wo,welche,welcher,welches,wer,warum,wieso,woher,"
    "wohin,wofur} {lange,viel,viele,teuer,weit,hoch,ist,sind,kostet,kosten,kann,konnen,soll,sollen,"
    "haben,hat,machen,nehmen,wurde,wurden,ware,brauchen,sagen,sagst,meinen,meinst,denken,denkst}|"
    "was {kostet,kosten,wurde,nimmst,nehmen sie,halten sie,halst} |was ~ kosten wurde|"
    "wie {viel,viele,teuer,lange} {kostet,ist,wird,wurde,dauert,geht}|"
    "^{reicht,reichen,passt,geht,ginge,klappt,gilt,stimmt,braucht} {eine,ein,der,die,das,es}|"
    "gerne wissen|gern wissen|{wissen,fragen} {mochte,wollte,mussen,musste}|noch wissen|"
    "{wollte,mochte,wollten,mochten} {ich,wir,sie,mal,nur,noch} ~ {fragen,wissen,bitten}|"
    "{wurde,wurden} {mich,uns} interessieren|interessiert {mich,uns}|interessiere mich|"
    "{ich,wir} {brauche,brauchen,benotige,benotigen,brauchte,brauchten,suche,suchen}|"
    "{brauche,benotige,brauchte,suche,benotigen,suchen} {ich,wir}|"
    "{fehlt,fehlen} {mir,uns} noch|{wird,werden} benotigt|"
    "{schicken,senden,geben,teilen,lassen,sagen,nennen,rufen,schreiben,melden,machen,korrigieren,"
    "andern,uberarbeiten,prufen,bestatigen,ubersenden,ubermitteln,mailen,bringen,nehmen,schauen,"
    "sehen,warten,uberweisen,stellen,tragen,fullen,erganzen,entscheiden,wahlen,reservieren,buchen,"
    "stornieren,verschieben,unterschreiben,erklaren,leiten,setzen,drucken,liefern,kontaktieren,"
    "antworten,denken} sie|"
    "^{schick,schicke,sende,gib,sag,sage,schau,guck,mach,mache,ruf,lass,denk,such,pruf,bring,ander,"
    "fug,setz,leite,meld,melde,antworte,schreib,schreibe,nenn,nimm,stell,trag,korrigier} "
    "{mir,uns,mal,bitte,es,das,die,den,mich,ihn,dich,doch,daran,einfach,ihr,ein,eine,kurz,noch}|"
    "teilen sie|um {ruckmeldung,antwort,bestatigung,korrektur,zusendung,auskunft,angebot,"
    "mitteilung,uberprufung,ruckruf}|{bitte,bitten} um|"
    "{warte,warten} {auf,noch auf,immer noch auf}|{freue,freuen} {mich,uns} {auf,uber} "
    "{ihre,deine,eine,eure} {ruckmeldung,antwort,ruckantwort,nachricht,anmerkungen,rucksprache,"
    "entscheidung,zusage,bestatigung}|auf ihre {antwort,ruckmeldung,nachricht,entscheidung}|"
    "auf deine {antwort,ruckmeldung,nachricht,entscheidung}|wurde ich mich freuen|"
    "uber ~ {wurde ich mich freuen,freue ich mich,wurden wir uns freuen}|"
    "{ware,waren} {ich,wir} {dankbar,ihnen dankbar,dir dankbar}|dankbar {fur,wenn}|"
    "{im,schon mal im} voraus|vorab vielen dank|schonmal danke|"
    "{ich,wir} {bin,sind} {mir,uns} {nicht sicher,nur unsicher,unsicher,noch unsicher}|unsicher|"
    "keine ahnung|{verstehe,verstehen} {ich,wir,das,nicht}|{weiss,weiss} {ich,nicht,noch} {nicht,ob,wie}|"
    "ist {mir,uns} {unklar,nicht klar,noch nicht klar}|"
    "{machen,haben,bieten,verkaufen,ubersetzen,gestalten} sie|"
    "{biete,bieten} {ich,wir,ihnen,ihnen an}|{ich,wir} {biete,bieten,konnte,konnten,wurde,wurden} "
    "{ihnen,dir,euch}|{kann,konnen} {ich,wir} {ihnen,dir} ~ anbieten|anbieten|"
    "{falls,wenn} {sie,du,ihr} {mochten,mochtest,wollen,willst,wunschen,interesse haben,konnen,"
    "kannst,zusagen,zusagst,fruher,lieber}|bei interesse|{frei,platz frei} geworden|"
    "{sie,du} {konnten,konntest,konnen} {am,um,auch,gern,gerne,ja}|"
    "anbei ~ {angebot,kostenvoranschlag,offerte,vorschlag}|{mein,unser} {angebot,kostenvoranschlag}|"
    "was {besser passt,ihnen lieber ist,dir lieber ist,meinen sie,meinst du,sagst du,sagen sie}|"
    "{welche,welcher,welches,welchen} ~ {sie,du,ihr} {mochten,wollen,bevorzugen,lieber}|"
    "{melden,meldet,melde} {sie,euch,dich} {sich,bitte,kurz}|dringend|"
    "{mochte,mochten,wurde gern,wurde gerne,wurden gern,wurden gerne,hatte gern,hatte gerne} "
    "{ich,wir,einen,gern,gerne,mich,den,die,das,ein,eine}|{ich,wir} {mochte,mochten,hatte gern,"
    "hatte gerne,wurde gern,wurde gerne,wurden gern,wurden gerne}|wollte fragen|konntest du|"
    "seid ihr|bist du|wie sieht es|wie schaut es|siehts aus|ist noch {was,etwas} frei|noch {was,etwas} frei|"
    "lieferbar|vereinbaren" },
  { KT_PHRASE_QUERY, "wie schnell|^wie {gut,schon,gross,gross}|^was fur" },
  { KT_PHRASE_PLEASE, "bitte|bitten|bitteschon" },
  { KT_PHRASE_COURTESY,
    "bei {fragen,ruckfragen,unklarheiten,weiteren fragen}|fragen haben|fragen {hast,habt}|"
    "{fur,bei} ruckfragen|{noch,weitere} fragen|bitte {beachten,schon,sehr}|"
    "{gern,gerne,jederzeit} zur verfugung|zur verfugung|finden sie {anbei,im anhang}|"
    "{entschuldigen,verzeihen} sie|{machen,mach} {sie sich,dir} keine|keine {sorge,sorgen}|"
    "grussen sie|{schonen,liebe} gruss an|grusse an|passen sie auf sich|pass auf dich|"
    "wenn {noch ,}{etwas,was} {ist,sein sollte,fehlt}|"
    "bitte {antworten,erwidern} sie nicht|bitte nicht antworten|haben sie {noch ,}fragen|"
    "sollten sie {noch ,}fragen" },
  { KT_PHRASE_NO_ANSWER,
    "keine {antwort,ruckmeldung} {notig,notwendig,erforderlich,noetig}|"
    "{nicht,nicht zu} antworten|nicht zu {reagieren,antworten}|{brauchen,brauchst,mussen,musst} "
    "{nicht,nichts,nicht zu} {antworten,zu tun,reagieren}|bedarf keiner antwort|"
    "antwort {nicht notig,ist nicht notig,nicht erforderlich}|ohne antwort" },
  { KT_PHRASE_RHETORIC,
    "nicht wahr|wer hatte das gedacht|wer hatte gedacht|stell dir vor|wissen sie was|weisst du was|"
    "weisst du was|ist das nicht der hammer|was will man mehr|wer will das nicht|"
    "wer mochte das nicht|wer kennt das nicht" },
  { KT_PHRASE_TAG,
    "{ist,sind,war,waren} {das,die,es,sie,der} nicht|^{ist,sind} {das,die} nicht|oder" },
  { KT_PHRASE_PRAISE,
    "toll|schon|super|wunderschon|wunderbar|herrlich|grossartig|grossartig|klasse|fantastisch|suss|"
    "suss|lustig|verruckt|genial|prachtig|hubsch|traumhaft" },
  { KT_PHRASE_SMALL_TALK,
    "wie geht {es,s}|wie gehts|{wie,und wie} lauft es|wie lauft|alles {gut,klar,fit} {bei,so}|"
    "{geht es,gehts} {ihnen,dir,euch} gut|was macht die kunst|wie war {der,dein,ihr,euer,das} "
    "{urlaub,wochenende}" },
  { KT_PHRASE_CLOSING,
    "danke|vielen {lieben ,}dank|besten dank|herzlichen dank|{tausend,lieben,1000} dank|dankeschon|"
    "dankend|passt|alles {klar,gut,bestens}|einverstanden|verstanden|perfekt|prima|"
    "bis {dann,morgen,bald,spater,montag,dienstag,mittwoch,donnerstag,freitag,samstag,sonntag}|"
    "in ordnung|geht in ordnung|abgemacht|{gern,gerne} geschehen|bitte {schon,sehr}|"
    "schonen {tag,abend,feierabend,sonntag}|schones {wochenende,we}|wunderbar|erhalten|ja danke|"
    "{geht,alles} klar|freut mich|toll|super|klasse|sehr gut|sehr schon|kein problem|ok|okay|gut|"
    "{ist,schon} notiert|zur kenntnis genommen|mache ich|wird gemacht|schonen urlaub|"
    "frohe {weihnachten,ostern}|gute {besserung,reise}|"
    "{freue,freuen} {mich,uns} {drauf,darauf,schon,auf den termin,auf das treffen}" },
  { KT_PHRASE_OBJECTION,
    "aber|leider|jedoch|nicht|kein*|fehler|falsch|nur|allerdings|trotzdem|dennoch|statt" },
  { KT_PHRASE_NEGATION, "nicht|kein|keine|keinen|keiner|nie|niemals|ohne" },
  { KT_PHRASE_SALUTATION,
    "hallo|guten {tag,morgen,abend}|gruss gott|gruss gott|sehr geehrte*|liebe|lieber|moin|servus|"
    "{mit ,}{freundlichen,besten,lieben,herzlichen,vielen} grussen|mit freundlichen|freundliche|"
    "{mit ,}{freundlichen,besten,lieben,herzlichen,vielen} grussen|"
    "{viele,liebe,beste,schone,herzliche} {grusse,grusse}|gruss|gruss|grusse|grusse|lg|mfg|vg|bg|"
    "hochachtungsvoll|hi|hey" },
  { KT_PHRASE_LEAD, "und|also|aber|dann|ja|nein|ach|oh|so|nun|jetzt|ubrigens|noch|oder" },
  { KT_PHRASE_PROMISE,
    "{ich,wir} {schicke,schicken,sende,senden,klare,klaren,prufe,prufen,maile,mailen,"
    "kummere,kummern,melde,melden,gebe,geben,frage,fragen,schaue,schauen,schau,uberlege,uberlegen,"
    "erledige,erledigen,bespreche,besprechen,liefere,liefern,reiche,reichen,suche,leite,leiten,"
    "bereite,bereiten,rufe,rufen,antworte,antworten,hake,checke,sage,sagen,lasse,lassen} "
    "{ihnen,dir,euch,mich,uns,das,es,sie,die,den,dem,morgen,heute,nach,noch,bei,am,bis,gleich,"
    "einmal,mal,alles,im,ab,gerne,gern,spater,drum,darum,dann}|"
    "{schicke,sende,klare,prufe,maile,kummere,melde,gebe,frage,uberlege,erledige,liefere,reiche,"
    "mache,suche,schaue,rufe,bespreche} ich|{schicken,senden,klaren,prufen,melden,geben,besprechen,"
    "machen,liefern,kummern} wir|melde mich|melden uns|gebe {dir,ihnen,euch} ~ bescheid|"
    "{geben,gebe} {ihnen,dir,euch}|kummere mich|kummern uns|"
    "{werde,werden} {ich,wir,es,das,sie,die,ihnen,dir,mich,uns} ~ {schicken,senden,melden,prufen,"
    "klaren,nachreichen,antworten,nachfragen,nachsehen,erledigen,uberlegen,besprechen,machen,"
    "liefern,zusenden,mitteilen,scannen,kummern,anrufen}|"
    "{muss,mussen} {ich,wir,das,erst,noch} ~ {besprechen,klaren,prufen,uberlegen,nachsehen,nachfragen}|"
    "{folgt,folgen,kommt,kommen} {morgen,noch,in kurze,bald,bis,nach,am,heute,nachste,gleich}|"
    "{bekommen,bekommst,erhalten,erhaltst} {sie,du,ihr} {es,ihn,die,das,den} ~ {morgen,bis,am,heute,"
    "spater,nachste}|bin dran|in arbeit|arbeite daran|komme auf {sie,dich} zu" },
  { KT_PHRASE_PLAIN,
    "{schicke,sende,senden,schicken,ubersende,ubersenden} {ich,wir} ~ {anbei,hiermit,im anhang}|"
    "{anbei,hiermit} {schicke,sende,ubersende,senden,schicken} {ich,wir}|"
    "{ich,wir} {schicke,sende,ubersende,senden,schicken} {ihnen ,dir ,}{anbei,hiermit}|"
    "{mochte,mochten} {ich,wir} {mich,uns} ~ {bedanken,entschuldigen}|"
    "{mochte,mochten} {ich,wir} ihnen ~ {danken,gratulieren,mitteilen}|"
    "wie sie {sehen,wissen,wunschen}|"
    "{wollte,wollten} nur {kurz ,mal ,}sagen|wollte nur|haben {sie,wir} {vielen,herzlichen} dank|"
    "{alles,was} was {ich,wir} {brauche,brauchen}|{brauche,brauchen} {ich,wir} nicht|"
    "finden sie uns|erreichen sie {mich,uns}|freuen wir uns auf|seien sie" },
  { KT_PHRASE_TROUBLE,
    "fehler*|falsch*|{fehlt,fehlen}|vertauscht|verwechselt|kaputt|beschadigt|zerknittert|zerrissen|"
    "defekt|verargert|enttauscht|unzufrieden|sauer|argerlich|beschwerde|reklamation|reklamieren|"
    "{funktioniert,geht,passt,klappt} {leider ,noch immer ,immer noch ,uberhaupt ,gar ,}nicht|"
    "nicht {angekommen,erhalten,bekommen,offnen,lesen,lesbar,bezahlen,verbuchen,verarbeiten,"
    "in ordnung,zufrieden,schaffen,moglich,richtig,geliefert,erschienen}|noch {nichts,immer nichts,"
    "immer nicht,keine antwort}|problem mit|probleme mit|unleserlich|verschwunden|"
    "{schaffe,komme} {ich,es,das} ~ nicht|zu {dunkel,hell,klein,gross,gross,kurz,lang,spat}|"
    "muss ~ absagen|{abgebrochen,abgeplatzt,ausgefallen}|so geht das nicht|mangel|mahnung" },
  { KT_PHRASE_RESOLVED,
    "{behoben,korrigiert,geklart,gelost,gefunden}|hat sich erledigt|schon erledigt|kein problem|"
    "{kein,keine} {fehler,probleme}|stimmt jetzt|fehlerfrei" },
  { KT_PHRASE_DECLINE,
    "anders entschieden|{andere,anderen,anderes,anderer} {anbieter,buro,ubersetzer,firma,"
    "ubersetzerin,angebot}|nicht mehr {benotigt,notig,gebraucht}|"
    "{brauchen,benotigen,brauche} ~ nicht mehr|{uber,ubersteigt} unser* budget|zu teuer|absagen|"
    "verzichten|kein interesse|nicht in frage|{nicht,doch nicht} weiter verfolgen|"
    "dagegen entschieden|sehen wir davon ab" },
  { KT_PHRASE_INFORM,
    "zur {info,information,kenntnis}|nur zur|anbei|im anhang|hiermit|wie {besprochen,vereinbart,"
    "versprochen,gewunscht}|hier {ist,sind,die,das,der}|teilen wir mit|informieren wir|kurze info|"
    "{wollte,wollten} nur {kurz ,mal ,}sagen" },
  { KT_PHRASE_PERSON, "ich|mir|mich|mein|meine|meinen" },
  { KT_PHRASE_MACHINE,
    "automatisch {generiert*,erstellt*,erzeugt*,versendet*}|maschinell {erstellt,erzeugt}|"
    "antworten sie {bitte ,}nicht auf|nicht auf diese {nachricht,e mail,mail,email}|"
    "{automatische,automatisierte} {nachricht,e mail,benachrichtigung,mail}|"
    "kann nicht beantwortet werden|nicht an diese adresse" },
  { KT_PHRASE_ERRAND,
    "{ihre,deine} {bestellung,buchung,reservierung,sendung,lieferung,zahlung,anmeldung,rechnung}|"
    "{ihr,dein} {paket,konto,passwort,abo,termin,auftrag,postfach,kontoauszug,kundenkonto}|"
    "{bestell,buchungs,auftrags,sendungs,rechnungs,kunden,reservierungs,bestatigungs} nummer|"
    "{bestellnummer,buchungsnummer,auftragsnummer,sendungsnummer,rechnungsnummer,kundennummer,"
    "reservierungsnummer,bestatigungscode,buchungsbestatigung,reservierungsbestatigung,"
    "bestellbestatigung,versandbestatigung,zahlungseingang,gesamtbetrag,zwischensumme,endbetrag,"
    "kontoauszug,sendungsverfolgung,hilfebereich,kundencenter,lieferstatus,zustellung,wunschort}|"
    "{anreise,abreise} {0,1,2,3}*|anreise|abreise|{wurde,wird,wurden} {heute ,soeben ,}"
    "{versendet,versandt,zugestellt,abgebucht,bestatigt,geliefert,eingezogen}|"
    "{wird,werden} ~ {zugestellt,abgebucht,eingezogen,geliefert}|{bestatigen,bestatigt} {wir ,}"
    "{ihre,ihnen ihre} {buchung,reservierung,bestellung,anmeldung}|elektronischen postfach|"
    "{sehr geehrte kundin,sehr geehrter kunde,liebe kundin,lieber kunde}|"
    "fur ihre {bestellung,buchung,zahlung,anmeldung,reservierung}|"
    "{sicherheitscode,einmalpasswort,anmeldecode,tan,bestatigungscode}|{code,link} ist|"
    "{loggen,melden} sie sich {ein,an}|unsere agb|eingegangen und|{lager,versandzentrum} verlasst|"
    "weitere e mail|widerrufs*|freuen uns auf ihren besuch|ticketnummer|ihre anfrage ist|"
    "anfrage ~ eingegangen" },
  { KT_PHRASE_MAILING,
    "{newsletter,hier,e mails,mails} {abmelden,abbestellen}|hier abmelden|abbestellen|im browser|"
    "keine weiteren {e mails,mails,newsletter}|newsletter|abgemeldet|vom verteiler|"
    "{erhalten,bekommen} {sie ,}diese {e mail,mail,nachricht} weil" },
  { KT_PHRASE_ADVERT,
    "rabatt*|sparen|{jetzt,gleich} {entdecken,shoppen,sichern,bestellen,buchen,zugreifen,kaufen}|"
    "{aktion,aktionen,sale,schlussverkauf,gutschein,gutscheincode,angebote,schnappchen}|nur {bis,noch bis}|"
    "neue {kollektion,saison,farben}|{winter,sommer,herbst,fruhjahrs}kollektion|"
    "{winterkollektion,sommerkollektion,herbstkollektion}|versandkostenfrei|gratis|"
    "diese woche neu|{schon,bereits} gesehen|exklusiv*" },
  { KT_PHRASE_AWAY,
    "nicht {im buro,im haus,am platz}|im urlaub|{derzeit,zurzeit,zur zeit,momentan,aktuell} "
    "{nicht,abwesend,im}|nicht {weitergeleitet,gelesen}|{abwesend,abwesenheit,elternzeit,"
    "mutterschutz,dienstreise}|{ab,am} ~ wieder {im buro,erreichbar,da,fur sie}|nicht erreichbar|"
    "wieder im buro" },
  { KT_PHRASE_AWAY_TOO,
    "{vielen dank,danke,besten dank} fur {ihre,deine} {nachricht,e mail,mail,email,anfrage}|"
    "in dringenden|dringenden fallen|{nach meiner,nach der} ruckkehr|{meine,meinen,unsere} "
    "{kollegin,kollegen,vertretung}|wenden sie sich|bis zum|bis einschliesslich|bis einschliesslich|"
    "ab dem|wieder erreichbar|ihre {nachricht,e mail,mail} {wird,werde,wurde}" },
  { KT_PHRASE_RECEIPT,
    "{ihre,deine} {nachricht,e mail,mail} ~ gelesen|dies ist eine {lesebestatigung,empfangsbestatigung}|"
    "nachricht ~ wurde ~ gelesen" },
  { KT_PHRASE_FILLER,
    "noch|nur|auch|bitte|mal|eben|gerne|gern|dann|vielleicht|doch|schon|kurz|einfach|bald|"
    "gleich|denn|eigentlich|sehr|sofort|leider|eventuell|evtl|unbedingt|naturlich|"
    "selbstverstandlich|erst|zuerst|so" },
  { KT_PHRASE_ASK, "{kostet,kosten} ~ {euro,eur}|{belauft,belaufen} sich|liegt bei ~ euro|"
                   "{wurde,wurden} ~ kosten|{falls,wenn} {sie,du} einverstanden {sind,bist}|"
                   "bei einverstandnis|{geben,sagen} sie ~ bescheid|{gib,sag,gebt,sagt} ~ bescheid|"
                   "bescheid {geben,sagen}|um {kurzen,kurze} {bescheid,info}|wissen lassen|"
                   "lieber {vormittags,nachmittags,spater,fruher,am}|mit welchen kosten" },
  { KT_PHRASE_PROMISE,
    "{ich,wir} {lade,laden,lege,stelle,stellen,korrigiere,korrigieren,andere,andern,uberarbeite,uberarbeiten,passe,scanne,scannen,uberweise,uberweisen,fulle,trage,teile,teilen,informiere,informieren,bestatige,bestatigen,erkundige,organisiere,ubersetze,drucke,mache,machen,bringe,bringen} {ihnen,dir,euch,mich,das,es,sie,die,den,morgen,heute,bis,am}|"
    "{lade,lege,stelle,korrigiere,andere,uberarbeite,passe,scanne,uberweise,fulle,teile,informiere,bestatige,erkundige,organisiere,ubersetze,drucke,bringe} ich|"
    "{sage,gebe,sagen,geben} ~ bescheid|"
    "{melde,melden} {mich,uns} ~ {bei,wieder,dann,spater,morgen,heute}|"
    "{muss,mussen} {ich,wir} ~ {besprechen,klaren,prufen,uberlegen,nachsehen,nachfragen,fragen,abklaren,rucksprache}|"
    "rucksprache halten" },
  { KT_PHRASE_ERRAND,
    "{ihre,deine} {abrechnung,rate,police,zahlungserinnerung,zugangsdaten,kontodaten}|"
    "{kundenportal,lastschrift,zahlschein,abbuchung,zahlungserinnerung}|buchen wir ~ ab|"
    "{buchen,ziehen} wir den betrag|im {kundenkonto,portal,onlineportal}|"
    "neue {buchung,nachricht,anfrage,bewertung}|abrechnung fur" },
  { KT_PHRASE_ADVERT,
    "vermissen {sie,dich}|mit dem code|lange nicht mehr {gesehen,besucht}|jetzt nur|"
    "letzte chance" },
  { KT_PHRASE_MAILING,
    "klick {abmelden,abbestellen}|jederzeit {abmelden,abbestellen}|kein interesse mehr|"
    "keine {mails,e mails,post} mehr" },
  { KT_PHRASE_ERRAND,
    "{ihre,deine} {fahrkarte,fahrkarten,eintrittskarte,bordkarte,tickets,bestatigung}|"
    "{ihr,dein} {ticket,gutschein,vertrag,e ticket}|abfahrt|platz {0,1,2,3,4,5,6,7,8,9}*|"
    "dass sie {mit uns,bei uns}|halten sie ~ bereit" },
  { KT_PHRASE_TROUBLE, "muss es ~ heissen|{soll,sollte,muss} ~ {heissen,lauten}|"
                       "{statt,anstatt} {ein,der,die,das,dem,des}|soll es ~ heissen" },
  { KT_PHRASE_ASK,
    "{falls,wenn} {das,es,dies,alles} ~ {in ordnung,ok,okay,recht,passt,passen}|finden sie" },
  { KT_PHRASE_PROMISE,
    "{schreibe,schicke,melde,sende,gebe,maile,sage,rufe} {dir,ihnen,euch,mich,dich,sie} ~ {morgen,heute,spater,montag,dienstag,mittwoch,donnerstag,freitag,bald,dann,nachste,wieder}|"
    "leite {es,das,sie,ihn} ~ weiter|"
    "{ich,wir} {lese,lesen,schreibe,schreiben} ~ {morgen,heute,bis,am,spater,nachste}|"
    "sobald ich {es,das,sie,ihn,mehr}" },
  { KT_PHRASE_MAILING,
    "tragen ~ aus|nicht mehr wunschen|austragen|in dieser ausgabe|{liebe,verehrte} {kolleginnen,mitglieder,kundinnen,kunden,leserinnen,leser,eltern,freundinnen,freunde,abonnenten,gaste}" },
  { KT_PHRASE_ERRAND,
    "automatisch*|{liebe,verehrte} {schulerinnen,mieterinnen,mieter,nutzer,nutzerinnen,teilnehmer,teilnehmerinnen}" },
  { KT_PHRASE_RHETORIC, "{wer,was,wem} {braucht,will,kann,hat,weiss,mag} schon" },
  { KT_PHRASE_PLAIN, "das sollten {sie,du} {wissen,sehen}|das solltest du {wissen,sehen}" },
  { KT_PHRASE_TROUBLE, "kratzer|riss{,e}|fleck*|delle{,n}|schaden|schaden|bruch|undicht|leck" },
  { KT_PHRASE_AWAY,
    "bin ~ {unterwegs,verreist}|bin ~ auf {reise,dienstreise,recherchereise,reisen}|{lese,lesen} ~ {mails,e mails,nachrichten} {nur,selten}" },
  { KT_PHRASE_AWAY_TOO,
    "im notfall|{nur,nur noch} {sporadisch,unregelmassig,selten}|bis zum|uber meine" },
  { KT_PHRASE_INFORM,
    "{bedanke,bedanken} {mich,uns}|{bedanken,bedanke} {wir,ich}|dank*|gruss aus|{kleiner,lieber} gruss|schnappschuss*" },
  { KT_PHRASE_PROMISE, "und {sag,sage,geb,gebe} ~ bescheid" },
  { KT_PHRASE_PLAIN,
    "{dann,damit,so} {hast,weisst,kannst,bist,siehst,brauchst,musst,haben,wissen,konnen,sind,sehen} {du,sie,ihr}" },
  { KT_PHRASE_PROMISE,
    "auf dem laufenden|{halte,halten} {sie,dich,euch} {informiert,auf dem}|{gib,geben} {mir,uns} ~ zeit|{lass,lassen} mich ~ schlafen|nacht druber schlafen" },
  { KT_PHRASE_TROUBLE,
    "leer|leere|aufgerissen|{blattert,brockelt,tropft,klemmt,knarzt,wackelt,streikt,spinnt} |doppelt ~ {berechnet,abgebucht,bezahlt}|{ladt,geht,offnet,startet,druckt} ~ nicht {mehr,auf}|{stimmt,passt} ~ nicht|anders {abgesprochen,vereinbart,besprochen}|nicht {glucklich,einverstanden}|{keine,nie eine} antwort|niemand ~ {da,im,erreichbar}|ausgefallen|entfallt|{ist,sind} ~ gerissen|verrutscht|abgelehnt|storniert|abgesturzt|{habt,haben} ~ vergessen|geschwollen|entzundet|verbrannt|verfarbt|verspatet|gescheitert" },
  { KT_PHRASE_SALUTATION, "huhu|hallochen|tach|gudn" },
  { KT_PHRASE_TROUBLE,
    "nicht {dabei,drauf,drin,da}|nicht {entziffern,finden,sehen,zuordnen}|lack ab" },
  { KT_PHRASE_ASK, "{hoffe,hoffen} {dass ,}{sie,du,ihr}|ich hoffe {es,das} {geht,klappt,passt}" },
  { KT_PHRASE_ASK, "lieber ~ oder {lieber,doch}" },
  { KT_PHRASE_PROMISE,
    "{muss,mussen} ~ schlafen|{geht,gehen} ~ {in die post,zur post,auf den weg}" },
  { KT_PHRASE_CLOSING, "machen wir {so,das,es}|so machen {wir,wirs}" },
  { KT_PHRASE_ASK,
    "{mir,uns} {fehlt,fehlen}|auf der suche nach|{kann,konnen} ruhig|{muss,mussen,musste,mussten,sollte,sollten} noch ~ {rein,raus,weg,dazu,grosser,kleiner,geandert}" },
  { 0, NULL },
};

#include "config.h"
#include "lexicon.h"

const KtPhraseTable kt_phrases_lv[] = {
  { KT_PHRASE_ASK,
    "*{iet,ieties,lasiet,prasiet,nesiet,taisiet}|{lasiet,prasiet,nesiet,taisiet}|"
    "{atsut,nosut,parsut,iesut,aizsut,izsut,pasak,uzrakst,ierakst,pierakst,izrakst,atbild,parbaud,"
    "apskat,apstiprin,aprekin,nosauc,norad,aizpild,parakst,apmaks,izdar,uztais,nomain,pamain,parcel,"
    "atcel,pasut,atrod,izlem,atgriez,atved,savac,piezvan,atzvan,iesak,novert,ieliec,nonem,parad,iedod,"
    "atnes,izvert,palidz,atgadin,izlas,pastast,atlas,sagaid}i|"
    "{izlabo,salabo,labo,precize,pievieno,sagatavo,iztulko,saskano,izdruka,piedava,komente,paskaidro,"
    "rezerve,informe,samazini,palielini,parsuti,padoma}|{paskaties,izvelies,apskaties,piezvani}|"
    "{dod,dodiet} {zinu,zinat,man}|pazino|{uzmet,uzmetiet} aci|"
    "{neaizmirsti,neaizmirstiet}|lugums|ludzu {jus,tevi}|"
    "{vajag,vajadzigs,vajadziga,vajadzigi,vajadzigas,vajadzetu,vajadzes,nepieciesams,nepieciesama,"
    "nepieciesami,nepieciesamas,jaizlabo,jatulko,jaiztulko,jaizdara}|ir nepieciesams|"
    "^{kad,kur,cik,kapec,kas,kuram,kurs,kura,kada,kads,kadas,kadi,ko,ka} {varu,var,varat,vari,jums,tev,"
    "butu,ir,bus,maksa,maksas,maksatu,drikst,cena,termins,varetu,vajag,maksaja,tad,jus,tu,"
    "domajat,domaji,likt,labak,sakam,atbildam,ludzu,varesiet,varesi,esat,skaits}|"
    "cik {maksa,maksas,maksatu,daudz,liels,liela,tas,apmeram,lapas,jums,man}|"
    "par cik|uz {kuru,kadu} {datumu,laiku,dienu}|lidz kuram|cikos|{kads,kada,kadas,kadi} {ir,butu,cena,"
    "cenas,termins,jusu,izmaksas,laiks}|un kad|kurs laiks|"
    "{gaidu,gaidam,gaidisu,gaidisim} {atbildi,jusu,tavu,no,zinu,apstiprinajumu,rekinu,lemumu,ar}|"
    "ar nepacietibu gaid*|gaidot|{gribu,gribeju,gribejam,gribetu,gribam,velos,veletos,velamies} "
    "{jautat,pajautat,uzzinat,noskaidrot,precizet,pieteikties,pierakstities,pasutit,zinat,sanemt,ludzu,"
    "palugt,ludzat,ludzt,parcelt,atcelt,lai,nopirkt,apspriest,aprunaties,vienoties,saprast,jums,"
    "piedavat,nomainit,mainit}|gribetu|veletos|velamies|"
    "{interese,interesetu,interesejos,intereseja} {mani,mus,jus,vai,par,cik}|{mani,mus} interes*|"
    "interesejos|{priecasos,priecasimies} {par,ja,sanemt,dzirdet}|"
    "{busu,busim} {pateicigs,pateiciga,pateicigi} {par,ja}|{jau ,}ieprieks {paldies,pateic*}|"
    "paldies {jau ,}ieprieks|{gaidu,gaidam}|{mekleju,meklejam}|"
    "{piedavaju,piedavajam,varu piedavat,varam piedavat,velamies piedavat,varetu piedavat}|"
    "{atbrivojas,atbrivojies,ir brivs,ir briva} {vieta,laiks,viens}|"
    "ja {gribat,gribi,velaties,velies,jus interese,jums interese,interese,der,jums der,ertak,jums ertak,"
    "piekritat,piekriti,jums butu,jums ir iespeja,ir iespeja,neiebilstat}|"
    "{pielikuma,nosutu,sutu,pievienoju} ~ {piedavajums,piedavajumu,tame,tami,aprekinu,aprekins}|"
    "{mans,musu} piedavajums|pec jusu ieskatiem|ka jums {ertak,labak,skiet,patik}|kurs {jums ,}{ertaks,labaks,"
    "labak,variants}|jusu {lemum*,piekrisan*,apstiprinajum*,viedokl*,piezim*,komentar*,atbild*,vertejum*,"
    "ieteikum*}|{jums,tev} {der,derigs,ertak,ertaks}|steidzami|steidzams|varbut {varat,vari,var,jums,tev,"
    "piektdien,pirmdien,otrdien,tresdien,ceturtdien,sestdien,rit}|drikst|es gribetu|"
    "{varat,varetu,varesiet,varesi} {man,mums,ludzu,jus}|ka {rikoties,darit,butu}|pasteidzieties" },
  { KT_PHRASE_DOUBT, "{saubos,neesmu dross,neesmu drosa,nesaprotu,nesapratu,nezinu,nav skaidrs,"
                     "nav saprotams,nevaru saprast,nevaru izlemt}" },
  { KT_PHRASE_QUERY,
    "^vai|vai *{at,siet,sieties,aties}|vai {jus,tu,jums,tev,var,varat,varetu,varesiet,varesi,nevaretu,nevar,nav,ir,butu,der,"
    "paspesiet,esat,esi,vari,varam,drikst,neesat,bus,tas,tad,sestdien,piektdien,rit}|cik {ilgi,ilgs,atri,drizi}|^{cik,kada,kads}" },
  { KT_PHRASE_PLEASE, "ludzu|ludzam|esiet {tik ,}{laipni,laipna,laipns}|ja nav gruti" },
  { KT_PHRASE_COURTESY,
    "ja {rodas,ir,bus,radisies,rastos} {kadi ,kads ,vel ,}{jautajumi,jautajums,neskaidribas}|"
    "jautajumu gadijuma|{jautajumiem,neskaidribu gadijuma}|ir jautajumi|"
    "nemiet vera|{skat,skatit,skatiet} pielikuma|pielikuma {ludzu,atradisiet}|"
    "{piedod,atvaino,piedodiet}{iet,jiet,}|neuztraucieties|nekautrejieties|{zvaniet,rakstiet} {drosi,"
    "jebkura}|drosi {zvaniet,rakstiet,jautajiet}|labprat {palidzesu,palidzesim,atbildesu}|"
    "{nodod,nododiet,pasveicini,pasveiciniet} {sveicienus,vinu,visus}|turies|sargi sevi" },
  { KT_PHRASE_NO_ANSWER,
    "{atbildet,atbilde,atbildi} {nevajag,nav vajadzigs,nav vajadziga,nav nepieciesama,"
    "nav obligati}|{nevajag,nav} {jaatbild,atbildet}|nav jaatbild|neatbildi|neatbildiet|varat neatbildet|vari neatbildet" },
  { KT_PHRASE_RHETORIC | KT_PHRASE_INFORM,
    "^nu {gan,vai nav}|vai nav {skaist*,jauk*,burvig*,fors*,lielisk*}|ak vai|"
    "kas to butu domajis|kas butu domajis|{iedomajies,iedomajieties}|zini ko|zinat ko|kuram gan|"
    "ko vel {var ,}veleties|kas gan to" },
  { KT_PHRASE_TAG, "vai nav|vai ne|ne ta|vai tad nav" },
  { KT_PHRASE_PRAISE | KT_PHRASE_INFORM,
    "skaisti|skaista|skaistas|skaists|skaistums|lieliski|lieliska|brinumskaist*|brinums|brinisk*|forsi|"
    "forsa|burvigi|burviga|burvigas|jauki|sajusma|fantastiski|super|pasakaini" },
  { KT_PHRASE_SMALL_TALK,
    "ka {klajas,iet,jums,tev} {iet,klajas,pasai,pasam,}|ka {klajas,iet,pasai,pasam,dzive,veseliba}|"
    "kas jauns|ka pavadiji*|vai {viss,viss labi} {labi,}" },
  { KT_PHRASE_CLOSING,
    "{liels ,milzigs ,liels liels ,sirsnigs ,}paldies|paldiesins|paldies {liels,loti,milzigs}|"
    "{loti ,}labi|sarunats|norunats|sapratu|sapratam|skaidrs|lieliski|tiekamies|uz tiksanos|"
    "uz {redzesanos,sazinasanos}|piekritu|piekritam|sanemu|sanemam|sanemts|"
    "{jauku,labu,skaistu} {dienu,vakaru,nedelas nogali,atputu,nedelu}|jaukas {brivdienas,svetkus}|"
    "lai {jauka,laba,jums}|nav par ko|ludzu|perfekti|ja paldies|lidz {rit,tiksanas,pirmdien,otrdien,"
    "tresdien,ceturtdien,piektdien,sestdien,svetdien}*|ata|der|forsi|apstiprinu|super|ok|okei|"
    "pateicos|pateicamies|viss {kartiba,labi,skaidrs,super,der}|bus|priecajos|priecajamies|{gaidu,gaidam} {pie,jus,tevi}|gaidisu {tevi,"
    "jus}|gaidisim {jus,tevi}|{priecigus,jaukus} {svetkus,ziemassvetkus}|daudz laimes|apsveicu|"
    "lai {veicas,izdodas}|abpuseji" },
  { KT_PHRASE_OBJECTION, "bet|tomer|diemzel|nav|ne|nevar*|kluda|problema|tikai|tacu|zel" },
  { KT_PHRASE_NEGATION, "nav|ne|nevis|bez|nekad" },
  { KT_PHRASE_SALUTATION,
    "sveiki|sveika|sveiks|sveicinati|sveiciens|labdien|labrit|labvakar|cau|cauu|caw|ar cienu|cienijam*|"
    "mila|milais|milie|ar sveicieniem|ar {labakajiem ,}{velejumiem,sveicieniem}|visu labu|"
    "{godatais,godata}|ar pateicibu" },
  { KT_PHRASE_LEAD, "un|bet|ta|ja|ne|tad|vel|ari|nu|ok|starp citu|ak|ui|tikai|varbut|lidz|tatad" },
  { KT_PHRASE_PROMISE,
    "{zvani,raksti,suti,doma,mekle,megina,labo,tulko,informe,precize,rezerve,runa,dari,taisi,skene}sim|"
    "{centisimies,dosim,teiksim}|{nauda,maksajums,fails,rekins,maket*,dokument*,pielikums,atbilde} {bus,pienaks,"
    "sekos,naks}|"
    "dosu {zinu,jums,tev,atbildi}|dosim {zinu,jums,atbildi}|{atbilde,darbs} bus|"
    "bus {gatavs,gatava,gatavi,gatavas} {rit,lidz,pirmdien,otrdien,tresdien,ceturtdien,piektdien,nakam*}|"
    "{man,mums} {vajag,vajadzigs} {laiks,padomat,laiku,parrunat,apspriest}|{vel ,}{jaapdoma,japadoma,"
    "jaapspriez,japarruna,janoskaidro,japarbauda}|{nosutis,atsutis,atbildes,pazinos,piezvanis,uzrakstis}" },
  { KT_PHRASE_PROMISE | KT_PHRASE_PERSON,
    "{zvani,raksti,suti,doma,mekle,megina,labo,tulko,informe,precize,rezerve,runa,dari,taisi,skene}su|"
    "{centisos,skatisos,meginasu,teiksu,vienosos}" },
  { KT_PHRASE_PLAIN,
    "{ka ,}{solits,solija,soliju,sarunats,runajam,ierasts,parasti,vienmer}|ka {soliju,runajam,norunajam,"
    "vienojamies,parasti,vienmer,ieprieks,ludzat}|{gribeju,gribejam,gribetu,velos,veletos} "
    "{tikai ,}{pateikt,pateikties,apsveikt,padalities}|viss {kas ,}{vajadzigs,nepieciesams}|"
    "{nav ,vairs nav ,}vajadzigs nekas|{nevajag,nevajadzes}|nav {vajadzigs,vajadziga,nepieciesams,"
    "nepieciesama}|ja {vajag,nepieciesams,vajadzigs}|bus|ludzu atvainojiet|"
    "{gaidisim,gaidam,gaidisu} {jus,tevi} {pie,rit,sestdien,piektdien}|"
    "paldies ka {pazinojat,pamanijat,uzrakstijat}|informeju|informejam|pasakiet paldies|ja vajadzes" },
  { KT_PHRASE_TROUBLE,
    "klud*|{nepareiz*,kludain*}|{sajaukt*,samainit*}|{saburzit*,saplest*,salauz*,saplis*,bojat*,"
    "slapja,brakis}|{neapmierinat*,dusmig*,vilies,vilusies,sarugtinat*,sasutis}|sudzib*|pretenzij*|"
    "{nestrada,neatveras,nedarbojas,nesanemu,nesanemam,neatnaca,nepienaca,nesakrit,nevar,nevaru,nevaram,"
    "nederes,neder,nepatik,nesanaks,nesanak,nepaspeju,neizdodas,neturas,neredz,netieku,netiksu,"
    "nesanemts,nesanem,netika}|joprojam {nav,ne,gaidu,nesanemu}|vel {nav,aizvien,neesmu}|"
    "truks*|trukst|nav {piegadats,sanemts,atnacis,lappuses,paraksta,zimoga,faila,pareizs,pareiza,labi}|"
    "problema{s,} ar|vieta {rakstits,ir}|par {tumsu,gaisu,isu,garu,mazu,lielu,velu}|"
    "{nolupa,nolobijas,nokrita,nomazgajas}|maksajums atnaca atpakal|{aizmirsts,aizmirsat,pazudis}" },
  { KT_PHRASE_RESOLVED,
    "{izlaboju,izlabots,salaboju,salabots,atradu,atrisinats,atrisinajas,nokartots,nokartoju}|"
    "nav {problemu,kludu,problema,iebildumu}|bez {kludam,iebildumiem}|vairs nav {vajadzigs,aktuali}|"
    "tagad strada" },
  { KT_PHRASE_DECLINE,
    "{atteiksimies,atteiksos,atsakamies,atsakos,atteikties} |{par dargu,dargi,padargi}|"
    "{nevaram,nevaru} atlauties|{izvelejamies,izvelejos,atradam,nolemam} {cit*,savadak}|"
    "cit{u,am,a} {izpilditaj*,tulk*,biroj*,salon*,piegadataj*,piedavajum*,dizainer*}|pardomaj*|"
    "vairs {nevajag,nav vajadzigs,nav vajadziga,nav nepieciesams}|"
    "neesam ieintereseti|nav aktuali|iztiksim|parsniedz musu budzetu|atcelam|nesanaks {sadarboties,pasutit}" },
  { KT_PHRASE_INFORM,
    "zinasanai|informacijai|informeju|informejam|pazinoju|pazinojam|pielikuma|nosutu|pievienoju|"
    "{te,seit} ir|{gribeju,gribejam,gribetu} {tikai ,}{pateikt,pateikties,padalities,apsveikt}|ka {soliju,solits,runajam,ludzat}" },
  { KT_PHRASE_PERSON, "es|man|mani|mans|mana|manu|manis" },
  { KT_PHRASE_MACHINE,
    "automatisk{s,i,a,u} {pazinojums,zinojums,e pasts,vestule,sagatavo*,generet*,izveidot*,nosutit*}|"
    "{sagatavots,izveidots,generets,nosutits} automatiski|{ludzu ,ludzam ,}{neatbild*,uz to neatbild*}|"
    "uz {so,to} {e pastu ,vestuli ,zinojumu ,}neatbild*" },
  { KT_PHRASE_ERRAND,
    "{jusu,tavs} {pasutijum*,sutijum*,rezervacij*,rekin*,konta,paket*,maksajum*,pieteikum*,abonement*,"
    "paku,klienta,profil*,parol*}|{pasutijuma,rezervacijas,sutijuma,klienta,apstiprinajuma,rekina} "
    "{numurs,nr,kods,apstiprinajums,izsekosana}|pasutijums {nr,ir,sanemts}|{ir,tiks,tika} {sanemts,"
    "piegadats,piegadata,nosutits,apstiprinats,apstiprinata,norakstit*,nodots,sagatavots,ieskaitit*}|"
    "konta izrakst*|internetbank*|{cienijamais,cienijama,godatais} {klient,kliente,lietotaj,pircej}|"
    "paldies par {pasutijumu,pirkumu,rezervaciju,registraciju,maksajumu,samaksu}|sanemsiet "
    "{pazinojumu,zinu}|{palidzibas sadalu,palidzibas centr*,klientu dienest*,klientu serviss,klientu centrs}|"
    "{ierasanas,izbrauksana}|{summa,kopa,apmaksas termins} {0,1,2,3,4,5,6,7,8,9}*|kopa apmaksai|"
    "apmaksas termins|{drosibas,vienreizejais,apstiprinajuma} kods|kods ir deriga*|piegades laiku|"
    "{sava,jusu} konta|{kurjeram,pakomata,pakomats}|pieteikums ~ registrets|atgadinam par {vizit*,pierakst*}|"
    "{jus esat,esat} pierakstit*|{piegadats,piegadata} sodien" },
  { KT_PHRASE_MAILING,
    "atrakstities|atrakstieties|{atteikties,atteikieties} no {jaunumiem,zinam,si,sis}|{pieteicies,"
    "pieteikusies,pieteikusas,parakstijies,parakstijusies} {jaunumiem,jaunumu,vestkopai,musu}|"
    "{skatit,atvert} {parluka,parlukprogramma}|{sanemt,sanemsi} {musu ,}jaunumus|vairs {nevelies,nevelaties} "
    "{sanemt}|jaunumu vestul*" },
  { KT_PHRASE_ADVERT,
    "atlaid*|izpardosan*|akcija*|{tikai,vel} lidz|{perc,iegadajies,pasuti,piesakies} {tagad,jau}|"
    "melna piektdiena|jaun{a,akas} kolekcij*|davanu kart*|bezmaksas piegade|atlaizu kod*|sonedel|"
    "izdevigi|ipass piedavajums|svetdienai|gatava svetkiem|gatavs svetkiem" },
  { KT_PHRASE_AWAY,
    "{esmu ,}atvalinajuma|{neatrodos,neesmu} {biroja,darba}|prombutne|komandejuma|slimibas lap*|"
    "{piekluve,pieeja} e pastam|e pastu {nelasu,lasu}|dekreta|berna kopsanas" },
  { KT_PHRASE_AWAY_TOO,
    "paldies par {jusu ,}{vestuli,e pastu,zinu,zinojumu}|steidzamos|steidzama|{pec ,}atgriesan*|"
    "atgriezisos|sazinieties|sazinaties|{manu,mana} {kolegi,kolega}|paslaik|sobrid|ierobezota|"
    "noteikti atbildesu|atbildesu pec" },
  { KT_PHRASE_RECEIPT,
    "{jusu,sis} {zinojums,e pasts} ~ {izlasits,piegadats}|jusu vestule ~ izlasita" },
  { KT_PHRASE_FILLER,
    "vel|tikai|ari|vienkarsi|ludzu|jau|uzreiz|noteikti|loti|tad|pats|pati|jums|tev|mums|man|"
    "varbut|driz|precizi|ka" },
  { KT_PHRASE_ASK,
    "{izmaksas,maksas,maksa,iznaks,cena,kopa} ~ {eiro,eur}|"
    "{saki,sakiet} {un,kad,kurs,ka,vai,ludzu}|ja {piekritat,esat miera,viss der,apmierina}|"
    "uz kuru {kontu,adresi}|man ja{atnes,zina,saprot}|dodiet zalo gaismu" },
  { KT_PHRASE_PROMISE, "{augsupieladesu,augsupieladesim}|"
                       "{japarruna,japajauta,jaaprunajas,jakonsultejas,jasaskano} ~ {ar,un}|"
                       "{jaapspriez,japarruna,japajauta,jasaskano,janoskaidro}" },
  { KT_PHRASE_ERRAND, "rekins par|{apmaksat,samaksat} {varat,var}|klientu portal*|klienta numur*|"
                      "{jauns,jauna} {pieraksts,rezervacija,pasutijums}|{skaititaj*,radijum*}|"
                      "maksajuma uzdevum*" },
  { KT_PHRASE_ADVERT,
    "mums tevis pietruka|{ievadi,izmanto} {kodu,atlaizu}|sen neesi bijusi|pedeja iespeja" },
  { KT_PHRASE_MAILING, "{atteiktos,atteiksies,atrakstitos} no|lai {atteiktos,atrakstitos}" },
  { KT_PHRASE_MAILING, "{atraksties,atrakstieties}|vairs {nevelies,nevelaties}|vienu klikski" },
  { KT_PHRASE_ERRAND, "{jusu,tava} {e bilete,bilete}|e bilete|{atiesana,izlidosana}|"
                      "vieta {0,1,2,3,4,5,6,7,8,9}*|{celojat,lidojat} ar mums|"
                      "{jusu,tavs} {talons,sertifikats,vaucers}" },
  { KT_PHRASE_ADVERT, "jau veikala|{pasuti,iegadajies} lidz|bezmaksas piegad*" },
  { KT_PHRASE_ASK, "{palugsu,lugsu,lugsim,palugsim}|ko {daram,darit,daris,daram ar}|"
                   "{varbut,vai} *{at,siet,sieties}" },
  { KT_PHRASE_TROUBLE, "vajadzeja but|ne skanas|nespesu {atnakt,ierasties}|neatnaksu|saslim*|"
                       "original{a,i} {ir,bija}" },
  { KT_PHRASE_TROUBLE, "jabut|nevis {0,1,2,3,4,5,6,7,8,9}*" },
  { KT_PHRASE_ASK, "ja ~ {apmierina,piekritat,der,ertak,interese}" },
  { KT_PHRASE_ERRAND | KT_PHRASE_ASK,
    "novertejiet|nospiediet|ieejiet|saglabajiet|uzradiet|papildiniet|lejupieladejiet|atjaunojiet" },
  { KT_PHRASE_MACHINE,
    "{si,sis} {vestule,zinojums,e pasts} {nav,ir,tika}|atbilde nav {nepieciesama,vajadziga}|"
    "{cien*,godat*} {klient*,lietotaj*,pircej*,abonent*,pasazier*,iedzivotaj*,vecak*,lasitaj*,"
    "viesi}|ja {tas ,}{neesat,neesi,nebijat,nebiji} {jus,tu}|automatiski {pagarinats,pagarinata,"
    "pagarinasies,norakstits,norakstita,atjaunots,atjaunosies,tiks}|automatiski ~ pagarin*|"
    "{maksajums,apmaksa} {ir ,}{sekmig*,veiksmig*,sanemt*,apstiprinat*}|esam sanemusi {maksajum*,"
    "pieteikum*,iesniegum*,pasutijum*,jusu}|{uzskatiet,ludzam uzskatit} so|sistema {izveidoj*,nosutij*}" },
  { KT_PHRASE_ERRAND,
    "{sutijum*,maksajum*,norakstit*,parads,parada,paradu,tarif*,abonement*,bonus*,punkti,punktus,atlikum*,profil*,"
    "lietotajvard*,parol*,reiss,reisam,reisa,iekapsan*,bilete,biletes,bilesu,polis*,apdrosinas*,"
    "sodanaud*,nodok*,deklaracij*,iesniegum*,kanceleja*,pazinojum*,pakomat*,kurjer*,izsekos*,"
    "server*,apkop*,automatiski,piegadi,piegades,sanemej*,komisij*,atgadinajum*,rezervacij*,abonent*,"
    "internetbank*,lasitaj*,noliktava,grozij*,elektronisk*,pakalpojum*}|"
    "{piegadat*,izsniegt*,pagarinat*,norakstit*,ieskaitit*,registret*,izrakstits,aktivizet*,"
    "bloket*,anulet*,noformet*,apmaksat*,atcelt*,publicet*,izsutit*,parakstijusas}|"
    "{atgadinam,atvainojamies par,ludzam lidzi}|{lietotne,profila,kabineta,portala} {varat,var}|"
    "{varat,var,iespejams} {apskatit,lejupieladet,pagarinat,mainit,atcelt}|stajas speka|{nonemti,nonemts}|"
    "dienu laika|lietosanas termin*|{deriguma,termina} beigas|atkal pieejam*|{gaidisanas,rindas} "
    "sarakst*|planot* {darbi,apkop*}|nebus pieejam*|bus pieejam*|paldies ka {izvelejaties,izmantojat}|"
    "{apskatija,pieteikusies} {jusu,tavu}|darba devej*|apmaksas {datums,termins}|"
    "{informesim,pazinosim} {atseviski,jus}|diennakts" },
  { KT_PHRASE_ADVERT,
    "{bezmaks*,bonus*,katalog*,jaunum*,izloz*,davana,davanas,davanu,sortiment*,tendenc*,vebinar*,"
    "izpardos*,atlaid*,kolekcij*,piedavajumus,sludinajum*}|{viet*,skaits} {ir ,}ierobez*|pedej* vietas|"
    "{palikusas,atlikusas} ~ vietas|{nepalaid,nepalaidiet} garam|gaidam {jus ,}{veikal*,salon*,musu}|"
    "aicinam|ieeja {briva,bez}|{atverta,sakta} {pieteiksan*,registr*}|tikai {sonedel,sodien,lidz,lidz}|"
    "{speka,deriga} lidz|{sezona,kursi} {sak*,jau}|{sonedel,somenes}|saja {numura,menesi}|"
    "{lasiet,skatieties,izvelieties,piesakieties,piesakies,registrejieties,pievienojieties,apmeklejiet} "
    "{musu,elektroniski,jau,lidz,majas,un}|{esam ,}jums savakusi|par puscenu|iesakam nekaveties|un sanem|labas zinas" },
  { KT_PHRASE_INFORM,
    "^{te,seit}|^*{ejam,ajam,ijam,camies,jamies}|^*{iju,aju,eju,ijos,ejos}|^iemetu|visiem iesaku|beidzot|{sanemu,sanemam}|tas ari viss|vienkarsi gribej*|{pateicigi,pateicigs,pateiciga}|"
    "{iedomajies,iedomajieties}|{piedzima,nakusi,nacis pasaule}|{samaksats,sanemts} jau" },
  { KT_PHRASE_PLAIN, /* end as orders do: "goes", "you will", wishes, other languages */
    "{aiz,no,at,pa,ie,par,pie,iz,uz,sa,ap}iet|{smiet,skriet,quiet,diets,soviet,juliet}|"
    "*gebiet|ne*{iet,ieties}|"
    "{atvainojiet,piedodiet,zvaniet,rakstiet,naciet,brauciet,ciemojieties,atputieties,izbaudiet,esiet,"
    "turieties,saudzejiet,priecajieties,apsveiciet,nododiet,iedomajieties,ticiet,zinasiet}" },
  { KT_PHRASE_PLAIN, /* end as promises do: nouns, what promises nothing */
    "{samaksu,apmaksu,izmaksu,piemaksu,parmaksu,interesu,procesu,ofisu,servisu,"
    "pasu,atbalsu,ieradisos,ieradisimies,piedalisos,piedalisimies,satiksos,"
    "satiksimies,sazvanisimies,sarunasim,savaksu,panemsu,iznemsu,pagaidisu,pagaidisim,sagaidisu,sagaidisim,"
    "atnaksu,atnaksim,atbrauksu,atbrauksim,iebrauksu,aizbrauksu,aizbrauksim,paspesu,paspesim,iesim,"
    "apmeklesu,apmeklesim,paliksu,paliksim,sapratisu}|"
    "{pa,pie,no,sa,ie,par,at,iz,aiz}iesu" },
  { KT_PHRASE_UNMARKED,
    "{jus,tu} *{at,aties}|{jus,tu} ~ {*at,*aties,*iet,*ieties}|{kur,kurs,kura,kad,cik,kads,kada,kapec,kas}|vai {ne,nav}" },
  { KT_PHRASE_ASK,
    "^ne*siet|gribetos|{man,mums} vajadzetu|^{uz ,}{kurieni,kurp}|^uz {kuru,kadu}|"
    "{esam gatavi,gatavi,gatavs,gatava} {runat,apspriest,vienoties,pasutit,parakstit,tikties,piemaksat,maksat}|"
    "{saki,sakiet,interesanti} vai" },
  { KT_PHRASE_PLAIN, "*{skriesu,vedisu,vedisim,iesu,brauksu,nesisim,mirsu}|ka vai" },
  { KT_PHRASE_TROUBLE,
    "maksajums ne*|ta ari {nav,neesam,neesmu,ne*}|{neesam,neesmu} {apmierinat*,sanem*}|"
    "{pazud*,saluz*,salauz*,saplis*,saplest*,sabojaj*,nolupa*,nolobij*,nokrit*,atlimej*,izplud*,skib*,"
    "iesprud*,aizkavej*,nepareiz*}|{tukss,tuksa,tuksu,tuksi}|{svess,svesa,svesu,svesi,svesas}|"
    "ne*{tveras,darbojas,strada,ielade,raksta,drukajas,izgaja,atnaca,pienaca,atveras,saglabajas,turejas}" },
  { KT_PHRASE_ASK,
    "atgadinu|{tu,jus} ~ {soliji,solija*}|nevilcin*|aicinam {jus ,}*{niegt,dalities}|"
    "butu {labi,jauki,lieliski,vertigi,interesanti,noderigi,forsi} {ja,*t,*ties}|{atcelu,parcelu}|"
    "{nakas,nacas,jaatcel,japarcel} {viziti,pierakst*,tiksan*}" },
  { KT_PHRASE_TROUBLE,
    "{neesmu,neesam} *{usi,jusi,jis,jusas,jusies}|neesot|ne varda|{nesanemsu,neieradisos}|"
    "{jus,tu} {teicat,teici,apgalvojat,pats teicat,pati teicat}|"
    "{pietuk*,zilum*,apsarta*,alergij*,kairinajum*,niez*,sap,iekais*,noplud*,plais*,skrapej*,traip*}|"
    "nav {apmaksat*,samaksat*,nomaksat*,parakstit*,gatav*,pienacis}|nokavet*|nedeg" },
  { KT_PHRASE_INFORM, "{neko,kludas,kludu} {neatradu,neatradam}" },
  { KT_PHRASE_TROUBLE,
    "ne{suta,sakrit,rada,lade,ielade,atver,druka,turas,lip,atbild,pienak,atnak,nolasa,redz,sanem,spid,nosuta,"
    "saglaba,piegada,atskano,pieslede,atzist,pienem,sader,iet cauri}|ne*{acat,ijat,ejat,ajat,evat,sat}|{jus,tu} ~ ne*{acat,ijat,ejat,ajat,evat,sat}|"
    "{izjuk*,izir*,nobir*,atlip*,salip*,noplis*,izbale*,noblok*}|{norakst*,nonem*,apmaks*,samaks*} divreiz|"
    "{studija,durvis,birojs,veikals} {bija ,ir ,}{slegt*,ciet}|"
    "vieta {nodruk*,atsut*,sanem*,rakst*,uzlik*,ielik*,piegad*,ielikt*}" },
  { KT_PHRASE_PLAIN, "{neesat,nebijat}" },
  { KT_PHRASE_ASK, "{gribu,gribam,velos,velamies} *{t,ties}" },
  { KT_PHRASE_PLAIN,
    "{gribu,gribam,velos,velamies} {pateikt,pateikties,padalities,apsveikt,noveleties,novelet}" },
  { KT_PHRASE_UNMARKED,
    "^{varat,vari,varesiet,varesi} *{t,ties}|{jus,tu} ~ {esat,esi,atverti,briva,brivi,gatavi,majas}" },
  { KT_PHRASE_UNMARKED, "*{siet,sieties}" },
  { KT_PHRASE_TROUBLE,
    "{neredzu,neatrodu,nedzirdu,nevaresu,nevaresim}|neder{eja,es}|{plan*,biez*,isak*,garak*,mazak*,sliktak*,"
    "tumsak*,gaisak*,dargak*} neka|izradij* *{aks,aka,aki}|uz sves{u,as}|"
    "{saplais*,ieplais*,uzkaras,izsitum*,novecoj*,nobidij*,izkropl*,izsmer*,netir*,sakustas,burbul*,nelidz*,"
    "sasmer*,salocit*}" },
  { KT_PHRASE_PROMISE,
    "{apskatis,parbaudis,parakstis,sagatavos,parrekinas,nodos,izlems,apstiprinas,saskanos,atgriezisies ar}|"
    "{man,mums} {vajag,vajadzigs,vajadzigas} {paris,dazas,laiku,laiks,nedelu,dienu}" },
  { KT_PHRASE_ASK, "^{nu ,}kas tur {ar,ir ar}|^interese|{nepateiksi,nezini,nevari,nepateiktu} *|"
                   "{varam,varu} {satikties,tikties,sazvanities,aprunaties,atbraukt}|ja ~ erti" },
  { KT_PHRASE_RHETORIC | KT_PHRASE_INFORM, "ka jums tads {skaistums,laiks,brinums}" },
  { KT_PHRASE_DECLINE, "pagaidam {nogaidisim,pagaidisim,atturesimies}|{atturesimies,atturesos}" },
  { KT_PHRASE_PLAIN,
    "jabut {pie,klat,gatav*}|{vari,varat} {gulet,aizmirst,but}|{nesteidzies,nesteidzieties}|"
    "{paturi,paturiet} sev" },
  { 0, NULL },
};

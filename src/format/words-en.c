#include "config.h"
#include "lexicon.h"

const KtPhraseTable kt_phrases_en[] = {
  { KT_PHRASE_ASK,
    "could you|can you|would you|will you|could we|can we|may we|could i|can i|may i|shall i|"
    "shall we|should i|should we|would it be|is it possible|would that be|are you able|"
    "are you free|are you available|do you have|do you know|do you want|do you think|do you need|"
    "do you do|do you offer|do you still|did you get|did you receive|did you manage|"
    "have you {had,got,received,heard,decided,thought,seen}|"
    "let me know|let us know|keep {me,us} posted|tell {me,us}|get back to {me,us}|drop me a line|"
    "give {me,us} a {call,ring,shout}|{call,ring,text} me|remind me|need your|need you to|"
    "need to {know,hear,have}|{i,we} {need,require}|{ill,well,i will,we will,i would,id} need|"
    "needs your|is needed|are needed|looking for|in {need,search} of|need {somebody,someone}|"
    "waiting {for your,to hear,for an answer,for a reply}|awaiting your|await your|"
    "{look,looking} forward to {hearing,your,receiving,reading}|hope to hear|hoping to hear|"
    "{i,we} would {like,love,appreciate}|{id,wed} {like,love}|would like to|want to {know,ask}|"
    "wanted to {know,ask}|like to {know,ask}|wondering|wonder {if,whether,what,how}|"
    "{not,not quite,not entirely} sure {how,what,if,whether,which,about,when,where,why}|unsure|"
    "{dont,do not,didnt,did not} understand|{dont,do not} know {how,what,if,whether,which,when}|"
    "no idea {how,what,if,when,whether}|unclear|need{,s} to understand|would appreciate|"
    "appreciate {your,it if,a,any}|be grateful {for,if}|grateful {for your,if}|kindly|asap|"
    "{enquire,inquire,enquiring,inquiring} about|{i,we} {request,ask you}|thanks in advance|"
    "thank you in advance|many thanks in advance|squeeze me in|fit me in|book me in|put me down|"
    "sign me up|any chance|any {news,update,updates} {on,about,from,yet}|"
    "{i,we} can offer|{happy,pleased,glad} to offer|{id,i would,we would,wed} offer|"
    "{i,we} {could,can} do|{my,our} offer is|attached ~ {offer,quote,quotation,estimate,proposal}|"
    "find ~ {offer,quote,quotation,estimate,proposal}|enclosed ~ {offer,quote,estimate,proposal}|"
    "heres {my,our} {offer,quote,quotation,estimate,proposal}|"
    "here is {my,our,the} {offer,quote,quotation,estimate,proposal}|"
    "{i,we} have a {gap,slot,free slot,space}|whichever|whatever suits you|up to you|"
    "if {you like,youd like,you want,you would like,you prefer,youre interested}|"
    "if you are interested|if {that,it,this,either} {suits,works}|{suits,works for} you|"
    "your {choice,decision,approval,confirmation,feedback,thoughts,comments,opinion,verdict}|"
    "your {preference,availability,rates,best price}|{im,i am,we are} {free,available}|"
    "please advise|pending your|before {i,we} {can,go ahead,proceed,continue}|how would you feel|"
    "what do you {think,say,reckon}|^{send,tell,call,check,confirm,advise,change,fix,correct,add} "
    "{me,us,it,them,the,that,this,my,our,your,whether,if,on,a,another,one,two,these,those}|"
    "^{remove,replace,make,give,book,forward,quote,resend,reschedule,cancel,move,update,put,use} "
    "{me,us,it,them,the,that,this,my,our,your,a,one,two,these,those}|"
    "^{have,take} a look|^look into|^remember to|^dont forget|^do not forget|^make sure|"
    "^{can,could,would,will,do,does,did,is,are,was,were,has,have,had,should,shall,may,might,must} "
    "{you,we,i,it,he,she,they,there,this,that,the,my,your,our,anyone,anybody,somebody,these,any}|"
    "how {can,could,would,do,does,should,shall} {you,we,i,it,they,the,that,this,your}|"
    "{when,where,why,who,which} {can,could,would,will,do,does,did,is,are,should,shall} "
    "{you,we,i,it,they,the,that,this,your}|^what time|"
    "how {much,many} {is,are,r,would,does,do,will,should}|and how {much,long,soon,many}|"
    "what {is,would,are,will} {the,your,it,that}|whats {the,your}|^which one|^whats|at what rate|"
    "and what ~ {cost,price,add}|on {what,which} date|by when" },
  { KT_PHRASE_QUERY, "^how {much,many,long,soon,far,big,fast,quickly}|^what a" },
  { KT_PHRASE_PLEASE, "please|pls|plz|plse" },
  { KT_PHRASE_COURTESY,
    "please {find,see} {attached,enclosed,below}|please see the attach{ed,ment}|"
    "please find the attached|please see attachment|"
    "please {note,ignore,accept,be advised,be informed,be aware,disregard}|"
    "please {do not,dont} {reply,respond,worry,bother,answer}|"
    "any {further ,other ,more ,}{questions,queries,doubts,problems}|have {questions,queries}|"
    "{do not,dont} hesitate|feel free|at your disposal|happy to {help,answer}|"
    "anything {else,further,more} {you need,i can do,from me}|if you need {anything,help}|"
    "{dont,do not} worry|give my {regards,love,best}|say hi|take care|keep well|stay safe|"
    "here {if,when} you need" },
  { KT_PHRASE_NO_ANSWER,
    "no need to {reply,respond,answer,write back,get back}|no {reply,answer,response} "
    "{needed,necessary,required,is needed,is necessary,is required,expected}|"
    "{do not,dont} {reply,respond,answer}|{you,u} {dont,do not} {need,have} to {reply,respond,answer}|nothing to do on your side|"
    "no action {needed,required,is needed,is required}|nothing for you to do" },
  { KT_PHRASE_RHETORIC,
    "who wouldnt|who would have {thought,guessed}|who wouldve thought|who knew|"
    "can you believe|guess what|^you know what|^what a ~ right|how {great,cool,nice,sweet} is that|"
    "what more {could,can} {one,you,i} {want,ask}" },
  { KT_PHRASE_TAG, "{isnt,wasnt} {it,that,this,she,he}|{arent,werent} {they,those,these,you}|"
                   "{doesnt,didnt} {it,she,he,that} {look,turn}|right|dont you think" },
  { KT_PHRASE_PRAISE,
    "beautiful|gorgeous|great|lovely|wonderful|amazing|fantastic|pretty|cute|awesome|nice|perfect|"
    "funny|crazy|brilliant|sweet|stunning|adorable|marvellous|fabulous|incredible" },
  { KT_PHRASE_SMALL_TALK,
    "how are {you,things,the kids,the children,you doing,you all}|"
    "{how,hows} is it going|hows it going|how have you been|hows {life,everything,business}|"
    "how is {life,everything,business,the family}|{whats,what is} {up,new}|keeping well|"
    "how was {your,the} {weekend,holiday,trip,vacation,summer}" },
  { KT_PHRASE_CLOSING,
    "thanks|thank you|thx|ty|many thanks|much appreciated|got it|great|perfect|ok|okay|k|agreed|"
    "sounds {good,great,fine,perfect,lovely}|see you|noted|will do|works for {me,us}|that works|"
    "no problem|no worries|you are welcome|youre welcome|cheers|received|deal|fine|"
    "all {good,right,fine,clear}|wonderful|excellent|"
    "have a {nice,good,great,lovely,wonderful,safe}|"
    "{look,looking} forward to {seeing,it,meeting,working,welcoming}|yes {thanks,thank you}|understood|super|"
    "cool|awesome|confirmed|brilliant|lovely|approved|looks {good,great,fine,perfect}|"
    "{a,thanks a} million|bless you|not at all|my pleasure|sure thing|fair enough|good to know|"
    "congratulations|happy {birthday,new year,holidays,easter,christmas}|merry christmas" },
  { KT_PHRASE_OBJECTION,
    "but|however|unfortunately|wrong|problem|not|cant|cannot|dont|doesnt|isnt|still|instead|only|"
    "except|later|although|though" },
  { KT_PHRASE_NEGATION, "not|never|dont|doesnt|didnt|wont|cannot|cant|no|without|nor" },
  { KT_PHRASE_SALUTATION,
    "hi|hello|hiya|hey|dear|good {morning,afternoon,evening,day}|best|best {regards,wishes}|"
    "{kind,kindest,warm,warmest,many} regards|regards|yours|sincerely|yours {sincerely,faithfully,truly}|"
    "sincerely yours|br|greetings|all the best|with {kind,best} regards|love|xx|x|cheers" },
  { KT_PHRASE_LEAD, "so|and|but|also|well|now|ok|okay|just|then|or|yes|no|oh|btw|actually" },
  { KT_PHRASE_PROMISE,
    "{ill,i will,well,we will,i shall,we shall,let me,lets me,i am going to,im going to} "
    "{send,get back,get it,get you,get the,get them,get this,get that,come back,be back to,check,"
    "look into,look for,look at,look it up,have a look,take a look,find out,find,ask,confirm,scan,"
    "forward,let you know,call,ring,phone,email,mail,text,reply,answer,respond,write,prepare,finish,"
    "return,think,discuss,talk,speak,deliver,do it,do that,do this,do the,do my,try,sort,fix,"
    "correct,make,upload,share,drop,pass,post,provide,submit,update,review,read,work on,decide,"
    "follow up,be in touch,keep you posted,report,transfer,settle,draft,translate,start,resend,"
    "clarify,double check,verify,arrange,handle,deal with,take care of,see what,see if,have it,"
    "have them,have the,then send,also send,still send}|"
    "leave it with me|{im,i am,were,we are} on it|on my list|working on it|in the works|"
    "need to {check,think,discuss,ask,talk,look} {it,this,that,with,about,at,over,first}|"
    "need {some,a little,a bit of,more} time|{i,we} need to {check,think,discuss,ask,talk,look,find}|"
    "bear with {me,us}|get back to you|back to you {by,on,with,as,soon,shortly,next,tomorrow,later}|"
    "{be,is,are} with you by|youll {have,get,receive} {it,the,them,my,our}|"
    "you will {have,get,receive} {it,the,them,my,our}|to follow {shortly,soon,tomorrow}" },
  { KT_PHRASE_PLAIN,
    "{all,everything,whatever} {i,we,you} need{,ed}|as you {can,would,could}|you would like me|"
    "as {soon as,far as} {i,we} can|{as,if} you need|how {i,we} can|the best {i,we} can|"
    "{i,we} would like to {thank,say,congratulate,apologise,apologize}|"
    "{id,wed} {like,love} to {thank,say,congratulate,apologise,apologize}|"
    "let me know if you need {anything,more,help}|thanks for letting me know|"
    "thank you for letting me know|for letting {me,us} know|as {you,i} can see|"
    "{will,ill,well} {see,be there,come,pick,collect,fetch}" },
  { KT_PHRASE_TROUBLE,
    "wrong|mistake{,s}|error{,s}|missing|misspelled|misspelt|misprint{,s}|typo{,s}|swapped|"
    "mixed up|upside down|broken|damaged|creased|torn|upset|disappointed|disappointing|unhappy|"
    "annoyed|angry|furious|complaint{,s}|{doesnt,does not,dont,do not,didnt} work|not {working,happy}|"
    "{cant,cannot,couldnt,could not} {open,read,book,pay,find,use,print,download,see,get,reach,"
    "process,access,accept}|unable to|{didnt,did not,hasnt,havent,has not,have not,never} "
    "{arrive,arrived,receive,received,come,work}|not {arrived,received,what,right,acceptable}|"
    "still {waiting,no,havent,hasnt,not}|{problem,problems,trouble,issue,issues} with|incorrect|"
    "bounced|{cant,cannot,wont be able to,unable to} {make,come,attend}|wont be able|"
    "{failed,refused,rejected,overdue,faded,leaking,crooked,blurry,unreadable,illegible}|"
    "doesnt {fit,match,look right}|too {dark,light,small,big,short,long,late,thin,yellow}|"
    "falling {out,off}|fell {off,out}|came off|peeling|chipped" },
  { KT_PHRASE_RESOLVED,
    "fixed|corrected|sorted|resolved|solved|found it|never mind|nevermind|not a problem|"
    "no {problem,problems,mistakes,errors,issues,trouble}|all good now|works now" },
  { KT_PHRASE_DECLINE,
    "{another,a different,other} {office,translator,provider,supplier,designer,company,salon}|"
    "{someone,somebody} else|decided {against,not to}|{gone,going,go} with {another,someone,somebody}|"
    "{no longer,dont,do not} need{,ed}|not interested|{above,beyond,over,outside} our budget|"
    "{out of,outside} our {budget,price range}|beyond what we|too expensive|cant afford|"
    "pass {this time,on this}|not this time|have to {pass,decline}|{wont be,not} going ahead|"
    "decline|called off|fallen through|on hold for now|change of plans" },
  { KT_PHRASE_INFORM,
    "for your information|fyi|just {to let you know,letting you know,wanted to say,wanted to thank}|"
    "to let you know|wanted to say|please be informed|this is to inform|"
    "{here,attached} {is,are}|heres|attached|as {promised,agreed,discussed,requested}" },
  { KT_PHRASE_PERSON, "i|im|ill|ive|id|me|my" },
  { KT_PHRASE_MACHINE,
    "automatically generated|generated automatically|automated {message,email,mail,notification}|"
    "{automatic,auto generated} {message,email,notification}|sent automatically|"
    "{do not,dont} {reply,respond} to this|not monitored|unmonitored|no longer wish to receive|"
    "this {mailbox,inbox,address} is not|replies to this|system generated|was sent by our system" },
  { KT_PHRASE_ERRAND,
    "{your,the} order|order {number,no,id,summary,confirmation,details}|{confirmation,booking,"
    "reservation,reference,tracking,invoice,customer,policy} {number,no,code,id}|"
    "{booking,reservation,payment,appointment} {confirmation,confirmed}|"
    "{confirm,confirmed} your {booking,reservation,order,payment,appointment,registration}|"
    "your {booking,reservation,appointment,registration,subscription,membership}|"
    "{track,tracking} your|your {parcel,package,shipment,delivery}|"
    "{has,have} been {shipped,dispatched,delivered,received,charged,processed,scheduled,renewed}|"
    "out for delivery|will be {delivered,charged,debited,renewed,processed}|delivery options|"
    "{your,monthly,account} statement|{account,card} ending|online banking|{log,sign} in|"
    "your {account,password,profile}|{verification,security,confirmation,login,access} code|"
    "one time {code,password,passcode}|expires in|{did not,didnt,havent} request this|"
    "safely ignore|{amount,balance,total,payment} due|{no,not} action {is ,}required|"
    "dear {customer,client,user,member,guest,subscriber,valued customer}|valued customer|"
    "help {centre,center,desk}|support {team,staff}|ticket|{received,being reviewed by} your request|"
    "your request|all rights reserved|{terms,privacy} {and conditions,policy,of service}|"
    "view {your,the} {order,invoice,statement,receipt,booking,details}|check {in,out} {3,time}|"
    "{thank you,thanks} for {choosing,your order,your purchase,your booking,your payment,shopping,"
    "registering,signing up}|manage your|{order,payment} has been|receipt from|your receipt|"
    "{rate,review} your|how did we do|new {sign in,login,device}|subtotal|grand total" },
  { KT_PHRASE_MAILING,
    "unsubscribe|view {this email,this message,it,online} {in,online}|in your browser|"
    "{manage,update,change} {your ,}{email ,}preferences|email preferences|"
    "{you are,youre} receiving this|you receive{d,} this {email,message,newsletter}|"
    "subscribed to {our,the}|you signed up|opt out|our newsletter|mailing list" },
  { KT_PHRASE_ADVERT,
    "discount{,s}|{big,biggest,winter,summer,spring,autumn,our} sale|{shop,buy,order,book} now|"
    "black friday|cyber monday|special {offer,price}|exclusive {offer,deal}|save {up,on}|"
    "new {collection,arrivals,season}|free {shipping,delivery}|limited time|{ends,until} {sunday,"
    "midnight,tonight}|everything is|promo {code,codes}|dont miss|loyalty|{off,sale} {all,everything}|"
    "off until|you will love|youll love|this week" },
  { KT_PHRASE_AWAY,
    "out of {the ,}office|{annual,maternity,parental,sick,paternity} leave|on {vacation,holiday,leave}|"
    "{limited,no} access to {email,emails,my email,my emails,my mail,my mailbox,my inbox}|"
    "{will not be,is not} {forwarded,read}|away from {my desk,the office}|"
    "{away,absent} {until,from}|not in the office|currently unavailable" },
  { KT_PHRASE_AWAY_TOO,
    "{thank you,thanks} for {your,the} {email,message,mail,e mail,letter,enquiry}|"
    "urgent|{will,ill} {reply,respond,answer} {to your,when,upon,as soon,after}|"
    "{upon,on,after} my return|when i {return,am back,get back}|currently|"
    "{contact,call} my colleague|please contact|back {on,in the office}|be back" },
  { KT_PHRASE_RECEIPT,
    "your message ~ {was,has been} {read,displayed,opened}|this is a {read,delivery,return} receipt|"
    "your message ~ was delivered" },
  { KT_PHRASE_FILLER,
    "still|just|also|only|really|now|then|please|kindly|maybe|perhaps|possibly|already|again|"
    "soon|quickly|definitely|certainly|personally|gladly|both|then|first|so" },
  { KT_PHRASE_ASK,
    "{would,will} {cost,come to,be around,amount to}|comes to|"
    "{price,fee,cost,total,rate} {is,would be,will be}|i charge|we charge|"
    "{say,give me} the {word,go ahead}|just say|"
    "if {you agree,that is ok,thats ok,that is fine,thats fine,all is well,you are happy,youre happy,ok for you}|"
    "once you {confirm,agree,approve,decide}|{have,need} to {bring,present,submit,show} to|"
    "{im,i am,we are,were} missing|{is,are} missing from your|holds up|before i can|"
    "must know|have to know|{which,what} ~ {do you,would you,you} {prefer,like,want}|"
    "do i {need,have,pay,send,bring}|prefer" },
  { KT_PHRASE_PROMISE,
    "{ill,i will,well,we will} {tell,let,get,give you an answer,give you a,get hold,pass on,look after,organise,organize,bring up,chase,investigate,inform,notify,message,show you,see to}|"
    "{need,have} to {check,talk,speak,ask,discuss,clear,consult} ~ with|{have,need} to ask|"
    "will revert|revert to you|as soon as i {know,hear,have,can}" },
  { KT_PHRASE_PLAIN,
    "{ill,i will,will,well,we will} send {my,our,a,the} {son,daughter,husband,wife,driver,courier,colleague,man,boy,assistant,friend,mother,brother,sister}|"
    "{ill,i will,will,well} send {someone,somebody}|"
    "{ill,i will,will,well} {get there,get in,call in,ring the bell,let myself}" },
  { KT_PHRASE_ERRAND,
    "your {bill,invoice,statement,plan,meter,policy,premium,direct debit}|direct debit|"
    "my account|{collect,charge} this amount|"
    "{booked,cancelled,rescheduled} {ladies,mens,a,an,your,cut,manicure}|"
    "new {appointment,booking,order,message,lead,review,follower}|open the {calendar,app}|"
    "to see details|"
    "{bill,invoice} for {january,february,march,april,may,june,july,august,september,october,november,december}" },
  { KT_PHRASE_ADVERT, "we miss you|{use,enter} {the ,}code|at checkout|{shop,browse} {the,our}|"
                      "{last,final} {chance,hours}|giveaway|gift card|webinar" },
  { KT_PHRASE_MAILING, "because you {have ,}{shopped,bought,registered,signed,subscribed,are a}" },
  { KT_PHRASE_MAILING, "{one,single} click|no longer {interested,want to receive,wish to receive}|"
                       "stop receiving" },
  { KT_PHRASE_ERRAND,
    "{your,the} {e ticket,ticket,boarding pass,itinerary,tickets,pass,voucher,gift card}|"
    "departure|seat {0,1,2,3,4,5,6,7,8,9}*|travelling with us|have it ready|"
    "your {registration,enrolment,application} {is,was,has}|we have received your" },
  { KT_PHRASE_TROUBLE, "should {be,read,say,have been}|instead of|has to be changed" },
  { KT_PHRASE_ASK,
    "before i {sign,agree,pay,confirm,decide,commit}|"
    "if {its,it is,that is,thats,this is,everything is,all is} {all right,alright,ok,okay,fine,good,acceptable}|"
    "{find,get,give} me {another,a new,a different} {slot,time,appointment,date}" },
  { KT_PHRASE_ASK, "{gentle,friendly,little,quick,kind,short,another,small} {reminder,nudge}" },
  { KT_PHRASE_DECLINE, "{ill,i will,well} pass {this time,on this,on it,this one}|count me out" },
  { KT_PHRASE_RHETORIC, "who needs|who cares|who doesnt" },
  { KT_PHRASE_INFORM,
    "thanks|thank you|word of thanks|congratulations|thought {youd,you would} {like,be,want}" },
  { KT_PHRASE_TROUBLE,
    "scratch{,es,ed}|crack{,s,ed}|stain{,s,ed}|dent{,s,ed}|smudge{,s,d}|smear{,s,ed}|leak{,s}|blank page*|cut off" },
  { KT_PHRASE_MAILING,
    "{leave,off} {this,our,the} list|leave the mailing|in this issue|dear {members,friends,readers,customers,subscribers,residents,parents,colleagues,neighbours,guests,clients}" },
  { KT_PHRASE_ERRAND, "automatic*" },
  { KT_PHRASE_PLAIN,
    "should be {in,ready,here,there,fine,ok,okay,with,done,able,enough,back,arriving,good,on,at}" },
  { KT_PHRASE_TROUBLE,
    "empty|uneven|broke|vanished|disappeared|crashed|crashes|froze|freezes|died|nobody {came,turned,showed,answered,picked}|{gone,went,going} wrong|in pieces|washed out|drops out|nothing {loads,happens,works,arrived,came,changed}|{doesnt,didnt,does not} exist|not the ~ {i,we} {approved,ordered,asked,chose,wanted,agreed}|{were,was} {told,promised,supposed}|charged ~ twice|twice for|call off|must {cancel,postpone}|misunderstanding|blocked|locked out|expired|bent|stale|mouldy|rude|unacceptable|ruined|spoiled|spoilt|bleeding|swollen|itchy|burnt|burned|late again" },
  { KT_PHRASE_PROMISE,
    "give me {till,until,a day,a few,some time,a moment,time,a week,an hour,a couple}|expect ~ from {me,us}|{youll,you will} {be hearing,hear}|{i,we} promise|on the case|more {tomorrow,later,soon,next week}" },
  { KT_PHRASE_ASK, "doing {me,us} a ~ favour|doing {me,us} a ~ favor|do {me,us} a favour" },
  { KT_PHRASE_PLAIN, "ring the {bell,doorbell}" },
  { KT_PHRASE_ASK,
    "{acceptable,agreeable,convenient,suitable} {to,for} you|by the ~ if possible|if at all possible" },
  { KT_PHRASE_TROUBLE,
    "dead|{dont,do not} have {one,it,any,them}|{losing,lost} ~ {bookings,customers,clients,money,orders}" },
  { KT_PHRASE_ASK,
    "hope you {can,could,will be able,have time,would}|hope {that is,thats,its,it is} possible" },
  { KT_PHRASE_ASK,
    "could do with|could use {a,some,another}|{whenever,when,if} you {get,have} {a minute,a moment,a chance,a sec,time,five minutes}|{would,will,both,either} suit|your call|you choose|{reckon,think,suppose} you {could,can}|going to ask {you,if,whether,for,about}" },
  { KT_PHRASE_PROMISE,
    "{should ,}be able to {tell,confirm,send,say,let,give} {you,it,them}|count on ~ {by,before}|need to run {this,it,that} {past,by}|drop you a line" },
  { 0, NULL },
};

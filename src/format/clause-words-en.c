#include "config.h"
#include "clause.h"

const KtWordTable kt_words_en[] = {
  { KT_WORD_FIRST, "i we" },
  { KT_WORD_FIRST | KT_WORD_BE, "i'm we're im" },
  { KT_WORD_FIRST | KT_WORD_WILL, "i'll we'll ill" },
  { KT_WORD_FIRST | KT_WORD_WOULD, "i'd we'd id" },
  { KT_WORD_FIRST | KT_WORD_HAVE, "i've we've ive" },
  { KT_WORD_YOU, "you u ya" },
  { KT_WORD_YOU | KT_WORD_BE, "you're youre" },
  { KT_WORD_YOU | KT_WORD_WILL, "you'll youll" },
  { KT_WORD_YOU | KT_WORD_WOULD, "you'd youd" },
  { KT_WORD_YOU | KT_WORD_HAVE, "you've youve" },
  { KT_WORD_THIRD, "he she it they this that these those there somebody someone anybody anyone "
                   "everybody everyone nobody something anything everything nothing one both" },
  { KT_WORD_THIRD | KT_WORD_BE, "it's he's she's that's there's they're its thats theres" },
  { KT_WORD_THIRD | KT_WORD_WILL, "it'll he'll she'll they'll that'll there'll" },
  { KT_WORD_THIRD | KT_WORD_WOULD, "it'd that'd he'd she'd they'd" },
  { KT_WORD_DET,
    "the a an my our your his her their its any some all each every no another either "
    "this that these those both more few several two three four five six seven eight nine "
    "ten eleven twelve twenty" },
  { KT_WORD_WH, "what when where who whom whose why which how what's where's who's how's when's "
                "whats wheres hows" },
  { KT_WORD_BE, "am is are was were" },
  { KT_WORD_BE | KT_WORD_NOT, "isn't aren't wasn't weren't isnt arent wasnt werent ain't" },
  { KT_WORD_DO, "do does did" },
  { KT_WORD_DO | KT_WORD_NOT, "don't doesn't didn't dont doesnt didnt" },
  { KT_WORD_HAVE, "have has had" },
  { KT_WORD_HAVE | KT_WORD_NOT, "haven't hasn't hadn't havent hasnt hadnt" },
  { KT_WORD_MODAL, "can may must should might" },
  { KT_WORD_MODAL | KT_WORD_WOULD, "could would" },
  { KT_WORD_MODAL | KT_WORD_NOT, "can't cannot mustn't shouldn't cant shouldnt" },
  { KT_WORD_MODAL | KT_WORD_WOULD | KT_WORD_NOT, "couldn't wouldn't couldnt wouldnt" },
  { KT_WORD_WILL, "will shall" },
  { KT_WORD_WILL | KT_WORD_NOT, "won't shan't wont" },
  { KT_WORD_NOT, "not never nor neither hardly" },
  { KT_WORD_WISH, "need want require" },
  { KT_WORD_SEEK,
    "wondering hoping looking searching interested curious unsure trying thinking considering "
    "planning keen eager confused puzzled stuck torn seeking wishing dying desperate asking "
    "enquiring inquiring tempted debating unclear undecided" },
  { KT_WORD_LIKE, "like love appreciate prefer" },
  { KT_WORD_GOOD,
    "great good nice lovely helpful handy perfect ideal amazing brilliant useful wonderful "
    "fantastic fab super awesome best better easier kind grateful appreciated happy glad "
    "thankful obliged delighted relieved excellent cool possible pleased sweet best-case ideal" },
  { KT_WORD_ADV,
    "please pls just also only really kindly maybe perhaps possibly still already again actually "
    "quickly definitely certainly gladly probably simply briefly currently first finally always "
    "therefore obviously quite rather very so then now once honestly sadly unfortunately "
    "luckily hopefully happily personally desperately urgently badly too ever even absolutely "
    "truly most much instead directly ever" },
  { KT_WORD_TIME,
    "today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday mon tue tues "
    "wed thu thur thurs fri sat sun morning afternoon evening noon midday lunchtime week weekend "
    "month january february march april june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec soon later shortly next asap mornings "
    "afternoons evenings weekends weekdays eod midnight o'clock am pm" },
  { KT_WORD_PREP, "at for with to on in from by of about over into onto under through up down out "
                  "off before after until till within without as like than via per around between "
                  "against towards back away" },
  { KT_WORD_IF, "if whether" },
  { KT_WORD_LINK, "and but so or plus also then well ok okay yes oh hi hey thanks btw anyway "
                  "otherwise alternatively finally lastly secondly firstly ps" },
  { KT_WORD_QUERY,
    "question questions query queries enquiry inquiry request requests favour favor "
    "remark remarks correction corrections comment comments amendment amendments edits "
    "tweak tweaks snag snags niggle niggles worry concern" },
  { KT_WORD_PART,
    "sent paid done made got gotten written read found seen given taken told had been "
    "brought bought chosen gone come heard left lost met run said sold shown spoken spent kept "
    "begun built drawn hung held known laid led lent meant understood won forgotten broken "
    "forgiven wrapped" },
  { KT_WORD_VERB | KT_WORD_CARRY,
    "send contact confirm reply respond pay transfer deliver return forward provide "
    "submit advise notify inform resend ring post ship issue arrange sort handle supply settle "
    "refund organise organize reach" },
  { KT_WORD_VERB | KT_WORD_CARRY | KT_WORD_NOUNY, "call answer mail email phone text message fax "
                                                  "update" },
  { KT_WORD_VERB | KT_WORD_PONDER,
    "check ask clarify consult discuss consider verify compare investigate read decide review "
    "chase dig double recheck confer deliberate translate" },
  { KT_WORD_VERB | KT_WORD_PONDER | KT_WORD_MIND, "think speak talk sleep look see know" },
  { KT_WORD_VERB | KT_WORD_SHIFT, "shift cancel reschedule postpone rearrange rebook withdraw" },
  { KT_WORD_VERB | KT_WORD_SHIFT | KT_WORD_NOUNY, "move change delay" },
  { KT_WORD_VERB,
    "accept add adjust allow apply approve assign attach avoid bring calculate choose clean clear "
    "close collect combine complete continue convert correct create crop crossfade darken deduct "
    "define delete describe determine divide do download draw drop edit emphasise enclose enlarge "
    "ensure enter erase exchange execute explain export extend fetch fill finalise finalize find "
    "finish fix follow format get give go grant guide hand help hide highlight hold hurry "
    "illustrate import improve include increase indicate insert install integrate introduce invite "
    "itemise justify keep lay leave lend let lighten link list listen locate lower make mark "
    "match meet mention merge modify omit open pack pass paste pick place polish prepare "
    "proceed produce proofread pull push put quote reach rebuild recommend reconsider redo reduce "
    "refer reformat register release remind remove rename renew repair repeat rephrase replace "
    "replicate replan reprint reserve resize restore resubmit retouch retype reword rewrite rework "
    "round run save scan select sell separate shave shift shorten show shrink sign simplify skip "
    "smooth specify split spread squeeze start stick stop straighten sum swap switch take tell "
    "tidy tighten tone touch treat trim try turn type undo unlock upload use wait wash weigh write "
    "wrap zip work crosscheck come bear estimate finetune tweak remain align rotate sharpen "
    "strike embed compress flip photograph suggest propose" },
  { KT_WORD_VERB | KT_WORD_NOUNY,
    "order book charge copy count cover deal design display file group hold invoice label mark "
    "name note number offer paint park plan price print process proof record remark report rush "
    "schedule share sample sketch stamp store study test tint trade trust visit watch place point "
    "shape ground cut set draft reserve light love dye colour color cost ask" },
  { KT_WORD_STAY,
    "be see come arrive collect pick fetch pop stop meet wait stay wear need have want like love "
    "miss remember use enjoy hope know join attend go stick park recommend buy find trust leave "
    "visit swing head walk drive take bring drop order book keep let pass live manage survive "
    "understand accept choose become seem happen tell say run feel look get cross bear hold bet "
    "admit never always prefer spread show reach knock follow hang ring celebrate treasure wash "
    "cook eat sit stand sleep dress travel fly land" },
  { KT_WORD_MIND,
    "hope love enjoy thank trust wish guess believe mean miss feel remember take have stay "
    "sleep rest mind sounds looks congrats welcome cheers worry hesitate bother be like need want "
    "seem understand appreciate prefer imagine suppose wonder regret apologise apologize "
    "hang never go" },
  { 0, NULL },
};

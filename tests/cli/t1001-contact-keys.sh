# contact add and edit: every key, several of a kind, companies by name and domain.
. "${srcdir:?}/tests/cli/lib.sh"
write_config
dump () { kontor contact list; kontor show "$@"; }
kontor contact add "Rīgas Brīze" kind=company email=info@brize.example >/dev/null

check_golden contact-keys-add kontor contact add "Toms Kalns" toms@brize.example "phone=29 123 456 (work)" \
  phone=29123457 "post=Brīvības iela 1, Rīga (home)" url=https://kalns.example/ chat=@toms \
  given=Toms surname=Kalns patronymic=Jāņa type=client status=new city=Rīga "discount=7,5 %" \
  language=lv birthday=12.03.1986 consent=jā cadence=30 "tags=vip, brand" "source=the web"
check_golden contact-keys-card kontor show kalns
check 'all of it as JSON' json '(d["contact"]["given"] == "Toms" and d["contact"]["family"] == "Kalns"
  and d["contact"]["patronymic"] == "Jāņa" and d["contact"]["city"] == "Rīga"
  and d["contact"]["discount_percent"] == "7.5" and d["contact"]["consent"] == "yes"
  and d["contact"]["employer"]["name"] == "Rīgas Brīze" and d["contact"]["company"] == "Rīgas Brīze"
  and [p["label"] for p in d["points"] if p["kind"] == "phone"] == ["work", None])' kontor show kalns --json
check 'the name is made of its parts' eval 'kontor contact add given=Inga family=Kalve >/dev/null && kontor show "Inga Kalve"'
check 'and follows them' eval 'kontor contact edit "inga kalve" family=Ozola >/dev/null && kontor show "Inga Ozola"'

check_golden contact-keys-add-one kontor contact edit kalns 'phone+=29 123 458 (new)'
check_golden contact-keys-which kontor contact edit kalns phone=29999999
check 'a refused one changes nothing' eval 'kontor show kalns | grep -q "29 123 458 (new)"'
check_golden contact-keys-less kontor contact edit kalns phone-=29123456 phone-=29123457 tag-=brand
check_golden contact-keys-instead kontor contact edit kalns phone=29888777
check 'an empty one takes all away' eval 'kontor contact edit kalns phone= email= && ! kontor show kalns | grep -qE "phone|mail "'
check 'a label can be put on what is there' eval 'kontor contact edit kalns "phone=29888777" &&
  kontor contact edit kalns "phone+=+371 29 888 777 (salon)" && kontor show kalns | grep -q "29888777 (salon)"'
check 'undo brings the phone back' eval 'kontor contact edit kalns phone= >/dev/null && kontor undo >/dev/null && kontor show kalns | grep -q 29888777'

kontor contact add Edge >/dev/null
refused () { # refused KEY=VALUE WORDS: named with its key, exit 2, and the book stays as it is
  local before after
  before=$(dump edge)
  status 2 kontor contact edit edge "$1" && says "$2" kontor contact edit edge "$1" && after=$(dump edge) && [ "$before" = "$after" ]
}
check 'discount over all' refused discount=101 'share of the price'
check 'discount below nothing' refused discount=-5 'share of the price'
check 'discount in words' refused discount=some 'share of the price'
check 'discount of three digits' refused discount=1.234 'share of the price'
check 'consent is yes or no' refused consent=perhaps 'yes or no'
check 'kinds are two' refused kind=robot 'no such kind'
check 'a phone is a phone' refused phone=abc 'not a phone number'
check 'a label is short' refused "phone=29111222 ($(printf 'x%.0s' {1..60}))" 'cannot be a label'
check 'a post address has a limit' refused "post=$(printf 'x%.0s' {1..500})" 'is no post'
check 'one city only' refused city+=Rīga 'only one'
check 'an unknown key is named with the nearest' refused citty=Rīga 'did you mean city?'
check 'control characters are seen' eval 'kontor contact edit edge "$(printf "city=\033[31mRed")" && ! kontor show edge | grep -q "$(printf "\033")"'

# companies
check 'people of free mail belong to nobody' eval 'kontor contact add "Inbox" kind=company email=help@inbox.lv >/dev/null &&
  kontor contact add "Rita Roze" rita@inbox.lv >/dev/null && ! kontor show rita | head -1 | grep -q Inbox'
check 'who named another company stays there' eval 'kontor contact add "Dace Vītola" dace@brize.example company=Studija >/dev/null &&
  kontor show dace | head -1 | grep -q Studija && ! kontor show "rīgas brīze" | grep -q Dace'
check 'a new card finds its people' eval 'kontor contact add "Anna Koks" anna@koksunko.example >/dev/null &&
  kontor contact add "Pēteris Koks" company="Koks un Ko" >/dev/null &&
  kontor contact add "Koks un Ko" kind=company url=www.koksunko.example >/dev/null &&
  kontor show "koks un ko" | grep -q "people   Anna Koks · Pēteris Koks"'
check 'a company that is renamed takes them along' eval 'kontor contact edit "koks un ko" name="Koks SIA" >/dev/null &&
  kontor show "anna koks" | head -1 | grep -q "Koks SIA"'
check 'company= wins and stays' eval 'kontor contact edit "anna koks" company= >/dev/null && KONTOR_NOW=2026-11-23T09:00:00+02:00 kontor contact edit "anna koks" city=Rīga >/dev/null &&
  ! kontor show "koks sia" | grep -q Anna'
check 'a domain of two cards picks neither' eval 'kontor contact add "Brīze Two" kind=company email=two@brize.example >/dev/null &&
  kontor contact add "Zane Zila" zane@brize.example >/dev/null && json "d[\"contact\"][\"employer\"] is None" kontor show zane --json'
check 'a card that is gone leaves its name' eval 'kontor contact delete "koks sia" --yes >/dev/null &&
  json "d[\"contact\"][\"employer\"] is None and d[\"contact\"][\"company\"] == \"Koks SIA\"" kontor show pēteris --json'
check 'and undo employs them again' eval 'kontor undo >/dev/null && json "d[\"contact\"][\"employer\"][\"name\"] == \"Koks SIA\"" kontor show pēteris --json'

done_testing

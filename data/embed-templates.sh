#!/bin/sh
# Writes the built-in templates as C: embed-templates.sh DIRECTORY
set -eu
cd "$1"
echo '/* generated from data/templates */'
echo '#include "kontor/template.h"'
echo 'const KtBuiltinTemplate kt_builtin_templates[] = {'
# one KIND FORMAT FILE LANGUAGE: the file with the words of a language and a kind put in
one () {
  words=$1
  [ "$1" = letter ] && words=invoice # it is about one
  printf '  { "%s", "%s", "%s",\n' "$1" "$2" "$4"
  LC_ALL=C awk -v kind="$words" '
    # @word:20@ is so many characters wide; those of UTF-8 that go on with one are not counted
    function padded(word, width,   count) {
      count = word
      gsub(/[\200-\277]/, "", count)
      width -= length(count)
      while (width-- > 0) word = word " "
      return word
    }
    FNR == NR {
      at = index($0, "=")
      key = substr($0, 1, at - 1)
      if (sub("[.]" kind "$", "", key) || key !~ /[.]/)
        words[key] = substr($0, at + 1)
      next
    }
    {
      line = $0; out = ""
      while (match(line, /@[A-Za-z-]+(:[0-9]+)?@/)) {
        split(substr(line, RSTART + 1, RLENGTH - 2), parts, ":")
        key = parts[1]
        if (key in words) out = out substr(line, 1, RSTART - 1) padded(words[key], parts[2] + 0)
        else out = out substr(line, 1, RSTART + RLENGTH - 1)
        line = substr(line, RSTART + RLENGTH)
      }
      line = out line
      gsub(/\\/, "\\\\", line); gsub(/"/, "\\\"", line)
      print "    \"" line "\\n\""
    }' "words-$4" "$3"
  echo '  },'
}
for language in en lv ru uk; do
  for kind in invoice offer; do
    one "$kind" html paper.html "$language"
    one "$kind" text paper.txt "$language"
  done
  one letter text reminder.txt "$language"
done
echo '  { NULL, NULL, NULL, NULL }'
echo '};'

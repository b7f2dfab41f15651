# Names, lengths and what must not stand in a file.
. "${srcdir:?}/tests/lint/tap.sh"

unique () { sources '*.c' '*.cc' '*.h' | sed 's|.*/||' | sort | uniq -d; }

# too_long MAXIMUM FILE…
too_long () {
  local maximum=$1
  shift
  wc -l "$@" | awk -v m="$maximum" '$2 != "total" && $1 > m { print $2 ": " $1 " lines" }'
}

# Paths of the machine it was written on; those of /dev, /proc, /usr, /etc and /tmp are everybody's.
foreign_paths () { grep -rnE '["'"'"' =](/work|/home|/root|/Users)/' src include tests/unit data doc po/*.in 2>/dev/null | grep -v '/home/anna'; }

odd_bytes () {
  grep -lP '\t' $(sources '*.c' '*.h' '*.cc') | sed 's/$/: a tab/'
  grep -lP '[ \t]$' $(sources '*.c' '*.h' '*.cc' '*.sh') | sed 's/$/: white space at the end of a line/'
  grep -lP '\r' $(sources '*.c' '*.h' '*.cc' '*.sh' '*.mk') | sed 's/$/: a carriage return/'
}

listed () {
  local file
  for file in $(sources '*.c' '*.cc' '*.h'); do
    grep -qr --include='*.mk' -e "$file" -e "$(basename "$file" .c)\$" src tests || echo "$file is in no .mk"
  done
}

unfinished () { grep -nE '\b(TODO|FIXME|XXX|HACK)\b' $(sources '*.c' '*.h' '*.cc' '*.mk'); }

clean 'file names are unique' unique
clean 'sources have at most 500 lines' too_long 500 $(sources '*.c' '*.cc' '*.h' | grep -v '^tests/')
clean 'tests have at most 550 lines' too_long 550 $(sources '*.c' '*.h' | grep '^tests/')
clean 'headers have at most 180 lines' too_long 180 $(sources '*.h' | grep '^include/')
clean 'no path of one machine' foreign_paths
clean 'no tabs, no white space at ends of lines' odd_bytes
clean 'every source is in a make fragment' listed
clean 'nothing is left unfinished' unfinished

done_testing

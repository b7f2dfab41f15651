# Includes point downward only (DESIGN §3), and foreign headers stay where they belong.
. "${srcdir:?}/tests/lint/tap.sh"

# What each layer may include of our own, itself apart. The layer of a header is that of the source of
# the same name, else of the lowest one that includes it.
allowed () {
  case $1 in
    base) echo '' ;;
    text) echo 'base' ;;
    wire) echo 'base text' ;;
    net) echo 'base text wire' ;;
    source) echo 'base text wire net' ;;
    courier) echo 'base text wire net source' ;;
    format) echo 'base text wire' ;;
    reader) echo 'base text wire format' ;;
    rules) echo 'base text wire' ;;
    store) echo 'base text wire rules' ;;
    book | mirror) echo 'base text wire rules store book mirror' ;; # two files, one connection
    flow) echo 'base text wire rules store book mirror' ;;
    view) echo 'base text wire rules store book mirror flow' ;;
    cli) echo 'base text wire rules store book mirror flow view' ;;
    *) echo "unknown layer $1" >&2 ;;
  esac
}

all_layers='base text wire net source courier format reader rules store book mirror flow view cli'

# Headers whose sources have another name, or none.
layer_of_header () {
  local name=$1 found
  case $name in
    build-id) echo wire; return ;;
    helper-dir) echo base; return ;;
    command | command-rows | globals | run) echo cli; return ;;
    ask | table | table-cells | marks) echo view; return ;;
    context) echo store; return ;; # carried by every layer from flow upward
    handle | handle-file | contact-edit) echo flow; return ;;
    frame | records | process) echo wire; return ;;
    settings) echo base; return ;;
    migrations | journal | store | record-state | search) echo store; return ;;
    contact) echo book; return ;;
    *) ;;
  esac
  found=$(find src -name "$name.c")
  if [ -n "$found" ]; then
    found=${found#src/}
    echo "${found%%/*}"
    return
  fi
  for found in $all_layers; do # the lowest one that has it
    grep -qsF "#include \"kontor/$name.h\"" "src/$found"/*.[ch] && { echo "$found"; return; }
  done
}

downward () {
  local file layer header of
  declare -A layers=()
  for file in $(sources '*.c' '*.h' '*.cc' | grep '^src/'); do
    layer=${file#src/} layer=${layer%%/*}
    for header in $(sed -n 's/^#include "kontor\/\(.*\)\.h"$/\1/p' "$file"); do
      [ -n "${layers[$header]-}" ] || layers[$header]=$(layer_of_header "$header")
      of=${layers[$header]}
      [ "$of" = "$layer" ] && continue
      case " $(allowed "$layer") " in
        *" $of "*) ;;
        *) echo "$file includes kontor/$header.h of $of" ;;
      esac
    done
  done
}

# confine HEADER-PATTERN LAYER…
confine () {
  local pattern=$1 file layer
  shift
  for file in $(grep -lE "^#include <($pattern)" $(sources '*.c' '*.h' '*.cc' | grep -v '^tests/')); do
    case $file in
      include/*) layer=$(layer_of_header "$(basename "$file" .h)") ;;
      *) layer=${file#src/} layer=${layer%%/*} ;;
    esac
    case " $* " in
      *" $layer "*) ;;
      *) echo "$file includes $pattern" ;;
    esac
  done
}

# What decides is given its data and the time: it opens nothing and asks no clock.
pure () {
  grep -nE '^#include <(stdio|fcntl|unistd|sys/|time|gio|sqlite3)|g_get_real_time|g_date_time_new_now|\btime \(' \
    src/rules/*.c
}

# Only view, cli and what main calls print or exit; couriers and readers answer in frames.
speechless () {
  grep -nE '\b(printf|puts|fputs|g_print|g_printerr|perror|exit) \(' \
    $(sources '*.c' | grep -E '^src/(base|text|wire|net|source|format|rules|store|book|mirror|flow)/')
}

# Table names of the mirror are always written with their schema (RULES: files).
mirror_prefix () {
  local tables
  tables=$(sed -n 's/^CREATE.* TABLE mirror\.\([a-z_]*\).*/\1/p' data/sql/mirror/*.sql | paste -sd'|')
  grep -nE "\b(FROM|JOIN|INTO|UPDATE) ($tables)\b" src/*/*.c
}

clean 'includes point downward' downward
clean 'sqlite3.h stays with the databases' confine 'sqlite3' store book mirror
clean 'libetpan stays with the network' confine 'libetpan/' source net
clean 'GMime stays with the formats' confine 'gmime/' format
clean 'libxml2 stays with formats and WebDAV' confine 'libxml/' format source
clean 'libcurl stays with the network' confine 'curl/' net
clean 'libphonenumber stays in its plugin' confine 'phonenumbers/' base
clean 'json-glib stays with the tests' confine 'json-glib/'
clean 'gio stays with the network' confine 'gio/' source net courier
clean 'rules are pure' pure
clean 'libraries neither print nor exit' speechless
clean 'mirror tables are named with their schema' mirror_prefix

done_testing

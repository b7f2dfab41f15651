# The fault-ridden reader in place of the real one, for tests: . "$srcdir/tests/faults/lib.sh"
#
# Nothing in the product can be told to use another reader. kontor finds its helpers beside itself
# when it stands in a build tree; so this lays a tree of copies in which the reader is another.

# faulty_tree DIR: fills DIR; the program to run is DIR/kontor.
faulty_tree () {
  local dir=$1
  mkdir -p "$dir" &&
    cp "$builddir/kontor" "$builddir/kontor-courier" "$builddir/kontor-build-tree" "$dir/" &&
    cp "$builddir/tests/faults/reader-faulty" "$dir/kontor-reader" &&
    { [ ! -e "$builddir/kontor-phone.so" ] || cp "$builddir/kontor-phone.so" "$dir/"; }
}

# faulty_letter FAULT FILE: a letter that makes that reader misbehave: crash, hang, sleep, memory,
# write, exec, fork, socket; "none" is read like any other.
faulty_letter () {
  printf '%s\r\n' 'From: Rita Kalve <rita@klients.example>' 'To: anna@studija.example' \
    "Subject: The letter that means $1" 'Date: Fri, 20 Nov 2026 08:30:00 +0200' \
    "Message-ID: <fault-$1@klients.example>" "X-Kontor-Fault: $1" '' 'Can you come on Friday?' >"$2"
}

#!/bin/bash
# certificates.sh DIR: makes a test authority and what it signs, with openssl.
#   ca.pem      the authority            server.pem  for localhost
#   guess.pem   for imap.studija.example
#   wrong.pem   for www.host.example     expired.pem for localhost, over since 2021
#   self.pem    for localhost, signed by nobody     other.pem  by an authority of its own
# each with its key in NAME.key. `certificates.sh DIR more` makes also, all but good for localhost:
#   future.pem  not valid before 2049    client.pem  for clients only
#   leaf.pem    signed by server.pem, which is no authority
#   name.pem    no alternative name      lookalike.pem  for localhost.host.example
#   nul.pem     for "localhost\0.host.example"    weak.pem  RSA of 1024 bits, SHA-1
set -e
dir=${1:?directory}
mkdir -p "$dir"
cd "$dir"
umask 077
: >index.txt
echo 1000 >serial
cat >openssl.conf <<'EOF'
[ca]
default_ca = test
[test]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
EOF

key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" 2>>log; }

# authority NAME
authority() {
  key "$1"
  openssl req -x509 -config openssl.conf -key "$1.key" -subj "/CN=Test authority $1" -days 3650 \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign \
    -out "$1.pem" 2>>log
}

# certificate NAME HOST AUTHORITY FROM TO [OPTION…]: options of the request
certificate() {
  local name=$1 host=$2 authority=$3 from=$4 to=$5
  shift 5
  [ $# != 0 ] || set -- -addext "subjectAltName=DNS:$host"
  [ -e "$name.key" ] || key "$name"
  openssl req -new -config openssl.conf -key "$name.key" -subj "/CN=$host" "$@" -out "$name.csr" 2>>log
  openssl ca -batch -notext -config openssl.conf ${digest:+-md "$digest"} -keyfile "$authority.key" \
    -cert "$authority.pem" -startdate "$from" -enddate "$to" -in "$name.csr" -out "$name.pem" 2>>log
}

more() {
  local from=20200101000000Z to=20491231000000Z
  certificate future localhost ca 20490101000000Z $to
  certificate client localhost ca $from $to -addext subjectAltName=DNS:localhost \
    -addext extendedKeyUsage=critical,clientAuth
  certificate leaf localhost server $from $to
  cat server.pem >>leaf.pem
  certificate name localhost ca $from $to -addext subjectAltName=email:anna@studija.example
  certificate lookalike localhost.host.example ca $from $to
  certificate nul host.example ca $from $to \
    -addext subjectAltName=DER:$(printf '3019%s' 8217 && printf 'localhost\0.host.example' | od -An -tx1 | tr -d ' \n')
  openssl genrsa -out weak.key 1024 2>>log
  digest=sha1 certificate weak localhost ca $from $to
}

authority ca
authority stranger
certificate server localhost ca 20200101000000Z 20491231000000Z
certificate guess imap.studija.example ca 20200101000000Z 20491231000000Z
certificate wrong www.host.example ca 20200101000000Z 20491231000000Z
certificate expired localhost ca 20200101000000Z 20210101000000Z
certificate other localhost stranger 20200101000000Z 20491231000000Z
key self
openssl req -x509 -config openssl.conf -key self.key -subj /CN=localhost -days 3650 \
  -addext subjectAltName=DNS:localhost -out self.pem 2>>log
[ "${2-}" != more ] || more
chmod 644 ./*.pem

#!/bin/bash
# certificates.sh DIR: makes a test authority and what it signs, with openssl.
#   ca.pem      the authority            server.pem  for localhost
#   wrong.pem   for www.host.example     expired.pem for localhost, over since 2021
#   self.pem    for localhost, signed by nobody     other.pem  by an authority of its own
# each with its key in NAME.key
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

# certificate NAME HOST AUTHORITY FROM TO
certificate() {
  key "$1"
  openssl req -new -config openssl.conf -key "$1.key" -subj "/CN=$2" \
    -addext "subjectAltName=DNS:$2" -out "$1.csr" 2>>log
  openssl ca -batch -notext -config openssl.conf -keyfile "$3.key" -cert "$3.pem" \
    -startdate "$4" -enddate "$5" -in "$1.csr" -out "$1.pem" 2>>log
}

authority ca
authority stranger
certificate server localhost ca 20200101000000Z 20491231000000Z
certificate wrong www.host.example ca 20200101000000Z 20491231000000Z
certificate expired localhost ca 20200101000000Z 20210101000000Z
certificate other localhost stranger 20200101000000Z 20491231000000Z
key self
openssl req -x509 -config openssl.conf -key self.key -subj /CN=localhost -days 3650 \
  -addext subjectAltName=DNS:localhost -out self.pem 2>>log
chmod 644 ./*.pem

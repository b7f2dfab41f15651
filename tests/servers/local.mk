# tests/servers: real servers on loopback; skipped with a reason where they are not installed
EXTRA_DIST += tests/servers/dovecot.sh tests/servers/certificates.sh tests/servers/lib.sh
cli_tests += tests/servers/t0901-imap-login.sh
EXTRA_DIST += tests/servers/dovecot.sh tests/servers/certificates.sh tests/servers/lib.sh \
  tests/servers/imap.py tests/servers/proxy.py tests/servers/tls.py
unit_tests += tests/servers/test-dovecot
tests_servers_test_dovecot_SOURCES = tests/servers/test-dovecot.c tests/unit/courier-client.c \
  tests/unit/courier-client.h
EXTRA_tests_servers_test_dovecot_DEPENDENCIES = kontor-courier$(EXEEXT)
# calendar servers: Radicale, Xandikos, sabre/dav, Cyrus
EXTRA_DIST += tests/servers/dav-lib.sh tests/servers/radicale.sh tests/servers/xandikos.sh \
  tests/servers/sabre.sh tests/servers/sabre-server.php tests/servers/cyrus.sh tests/servers/dav.py
unit_tests += tests/servers/test-caldav
tests_servers_test_caldav_SOURCES = tests/servers/test-caldav.c tests/servers/dav-fixture.c \
  tests/servers/dav-fixture.h
tests_servers_test_caldav_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
tests_servers_test_caldav_LDADD = libcourier.a libkeeper.a libshared.a $(COURIER_LIBS) \
  $(KEEPER_LIBS) -lm
EXTRA_tests_servers_test_caldav_DEPENDENCIES = kontor-dav.so kontor-courier$(EXEEXT)
# and one that lies
EXTRA_DIST += tests/servers/fake-dav.py
unit_tests += tests/servers/test-http
tests_servers_test_http_SOURCES = tests/servers/test-http.c tests/servers/fake-dav.c \
  tests/servers/fake-dav.h
tests_servers_test_http_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
tests_servers_test_http_LDADD = libdav.a libcourier.a libshared.a $(COURIER_LIBS) $(DAV_LIBS)
unit_tests += tests/servers/test-dav
tests_servers_test_dav_SOURCES = tests/servers/test-dav.c tests/servers/dav-fixture.c \
  tests/servers/dav-fixture.h tests/servers/fake-dav.c tests/servers/fake-dav.h
tests_servers_test_dav_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
tests_servers_test_dav_LDADD = libcourier.a libshared.a $(COURIER_LIBS)
EXTRA_tests_servers_test_dav_DEPENDENCIES = kontor-dav.so
EXTRA_DIST += tests/servers/two-way.sh
cli_tests += tests/servers/t0951-two-way-radicale.sh tests/servers/t0952-two-way-xandikos.sh \
  tests/servers/t0953-two-way-sabre.sh tests/servers/t0954-two-way-cyrus.sh tests/servers/t0955-lost-answers.sh
EXTRA_DIST += tests/servers/requests.sh tests/servers/dav-proxy.py
cli_tests += tests/servers/t0956-requests-radicale.sh tests/servers/t0957-requests-sabre.sh
# address books on the same servers
EXTRA_DIST += tests/servers/two-way-cards.sh
cli_tests += tests/servers/t0961-cards-radicale.sh tests/servers/t0962-cards-xandikos.sh \
  tests/servers/t0963-cards-sabre.sh tests/servers/t0964-cards-cyrus.sh tests/servers/t0965-cards-trouble.sh
# logins of every kind, with a real Dovecot
cli_tests += tests/servers/t0921-logins.sh
EXTRA_DIST += tests/servers/token.py
torture_tests += tests/servers/t0955-lost-answers.sh
torture_tests += tests/servers/t0965-cards-trouble.sh
# accounts: what is found, tried and written
cli_tests += tests/servers/t0922-account.sh
EXTRA_DIST += tests/servers/autoconfig.py
# labels instead of folders
cli_tests += tests/servers/t0923-gmail.sh
EXTRA_DIST += tests/servers/gmail.py
# one suite of IMAP for every server and mode
EXTRA_DIST += tests/servers/imap-suite.sh
EXTRA_DIST += tests/servers/dovecot-suite.sh
EXTRA_DIST += tests/servers/cyrus-suite.sh
EXTRA_DIST += tests/servers/listener.py
EXTRA_DIST += tests/servers/imap-state.py
EXTRA_DIST += tests/servers/count-proxy.py
cli_tests += tests/servers/t0911-dovecot-qresync.sh
cli_tests += tests/servers/t0912-dovecot-condstore.sh
cli_tests += tests/servers/t0913-dovecot-uids.sh
cli_tests += tests/servers/t0914-cyrus-qresync.sh
cli_tests += tests/servers/t0915-cyrus-condstore.sh
cli_tests += tests/servers/t0916-cyrus-uids.sh
cli_tests += tests/servers/t0917-round-trips.sh
cli_tests += tests/servers/t0966-dav-tokens.sh
EXTRA_DIST += tests/servers/bearer.py

# tests/fuzz: one target a parser. With --enable-fuzzing (and clang) they are libFuzzer programs,
# else the same sources are replayed over the committed corpus in every make check.
EXTRA_DIST += tests/fuzz/corpus tests/fuzz/run.sh

if FUZZING
noinst_PROGRAMS += tests/fuzz/fuzz-letter tests/fuzz/fuzz-html tests/fuzz/fuzz-own-text
tests_fuzz_fuzz_letter_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_fuzz_letter_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_letter_LDADD = libreader.a libshared.a $(READER_LIBS)
tests_fuzz_fuzz_html_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_fuzz_html_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_html_LDADD = libreader.a libshared.a $(READER_LIBS)
tests_fuzz_fuzz_own_text_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_fuzz_own_text_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_own_text_LDADD = libreader.a libshared.a $(READER_LIBS)
noinst_PROGRAMS += tests/fuzz/fuzz-when
tests_fuzz_fuzz_when_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_when_LDADD = libshared.a $(BASE_LIBS)
noinst_PROGRAMS += tests/fuzz/fuzz-guard
tests_fuzz_fuzz_guard_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
tests_fuzz_fuzz_guard_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_guard_LDADD = libcourier.a libshared.a $(COURIER_LIBS)
noinst_PROGRAMS += tests/fuzz/fuzz-frame
tests_fuzz_fuzz_frame_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_frame_LDADD = libshared.a $(BASE_LIBS)
noinst_PROGRAMS += tests/fuzz/fuzz-ical-text
tests_fuzz_fuzz_ical_text_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_fuzz_ical_text_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_ical_text_LDADD = libreader.a libshared.a $(READER_LIBS)
noinst_PROGRAMS += tests/fuzz/fuzz-ical
tests_fuzz_fuzz_ical_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_fuzz_ical_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_ical_LDADD = libreader.a libshared.a $(READER_LIBS)
noinst_PROGRAMS += tests/fuzz/fuzz-vcard
tests_fuzz_fuzz_vcard_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_fuzz_vcard_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_vcard_LDADD = libreader.a libshared.a $(READER_LIBS)
noinst_PROGRAMS += tests/fuzz/fuzz-csv
tests_fuzz_fuzz_csv_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_fuzz_csv_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_csv_LDADD = libreader.a libshared.a $(READER_LIBS)
noinst_PROGRAMS += tests/fuzz/fuzz-json
tests_fuzz_fuzz_json_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_fuzz_json_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_json_LDADD = libreader.a libshared.a $(READER_LIBS)
else
unit_tests += tests/fuzz/replay-vcard
tests_fuzz_replay_vcard_SOURCES = tests/fuzz/fuzz-vcard.c tests/fuzz/replay.c
tests_fuzz_replay_vcard_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_replay_vcard_LDADD = libreader.a libshared.a $(READER_LIBS)
unit_tests += tests/fuzz/replay-ical
tests_fuzz_replay_ical_SOURCES = tests/fuzz/fuzz-ical.c tests/fuzz/replay.c
tests_fuzz_replay_ical_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_replay_ical_LDADD = libreader.a libshared.a $(READER_LIBS)
unit_tests += tests/fuzz/replay-ical-text
tests_fuzz_replay_ical_text_SOURCES = tests/fuzz/fuzz-ical-text.c tests/fuzz/replay.c
tests_fuzz_replay_ical_text_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_replay_ical_text_LDADD = libreader.a libshared.a $(READER_LIBS)
unit_tests += tests/fuzz/replay-frame
tests_fuzz_replay_frame_SOURCES = tests/fuzz/fuzz-frame.c tests/fuzz/replay.c
tests_fuzz_replay_frame_LDADD = libshared.a $(BASE_LIBS)
unit_tests += tests/fuzz/replay-letter tests/fuzz/replay-html tests/fuzz/replay-own-text
tests_fuzz_replay_letter_SOURCES = tests/fuzz/fuzz-letter.c tests/fuzz/replay.c
tests_fuzz_replay_letter_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_replay_letter_LDADD = libreader.a libshared.a $(READER_LIBS)
tests_fuzz_replay_html_SOURCES = tests/fuzz/fuzz-html.c tests/fuzz/replay.c
tests_fuzz_replay_html_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_replay_html_LDADD = libreader.a libshared.a $(READER_LIBS)
tests_fuzz_replay_own_text_SOURCES = tests/fuzz/fuzz-own-text.c tests/fuzz/replay.c
tests_fuzz_replay_own_text_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_replay_own_text_LDADD = libreader.a libshared.a $(READER_LIBS)
unit_tests += tests/fuzz/replay-when
tests_fuzz_replay_when_SOURCES = tests/fuzz/fuzz-when.c tests/fuzz/replay.c
tests_fuzz_replay_when_LDADD = libshared.a $(BASE_LIBS)
unit_tests += tests/fuzz/replay-guard
tests_fuzz_replay_guard_SOURCES = tests/fuzz/fuzz-guard.c tests/fuzz/replay.c
tests_fuzz_replay_guard_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
tests_fuzz_replay_guard_LDADD = libcourier.a libshared.a $(COURIER_LIBS)
endif

if FUZZING
noinst_PROGRAMS += tests/fuzz/fuzz-query
tests_fuzz_fuzz_query_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_query_LDADD = libkeeper.a libshared.a $(BASE_LIBS)
else
unit_tests += tests/fuzz/replay-query
tests_fuzz_replay_query_SOURCES = tests/fuzz/fuzz-query.c tests/fuzz/replay.c
tests_fuzz_replay_query_LDADD = libkeeper.a libshared.a $(BASE_LIBS)
unit_tests += tests/fuzz/replay-csv
tests_fuzz_replay_csv_SOURCES = tests/fuzz/fuzz-csv.c tests/fuzz/replay.c
tests_fuzz_replay_csv_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_replay_csv_LDADD = libreader.a libshared.a $(READER_LIBS)
unit_tests += tests/fuzz/replay-json
tests_fuzz_replay_json_SOURCES = tests/fuzz/fuzz-json.c tests/fuzz/replay.c
tests_fuzz_replay_json_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_replay_json_LDADD = libreader.a libshared.a $(READER_LIBS)
endif

if FUZZING
noinst_PROGRAMS += tests/fuzz/fuzz-imap
tests_fuzz_fuzz_imap_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
tests_fuzz_fuzz_imap_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_imap_LDADD = libcourier.a libshared.a $(COURIER_LIBS)
noinst_PROGRAMS += tests/fuzz/fuzz-address-list
tests_fuzz_fuzz_address_list_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_fuzz_address_list_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_address_list_LDADD = libreader.a libshared.a $(READER_LIBS)
noinst_PROGRAMS += tests/fuzz/fuzz-config
tests_fuzz_fuzz_config_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_config_LDADD = libshared.a $(BASE_LIBS)
noinst_PROGRAMS += tests/fuzz/fuzz-dav-xml
tests_fuzz_fuzz_dav_xml_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS) $(DAV_CFLAGS)
tests_fuzz_fuzz_dav_xml_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_dav_xml_LDADD = libdav.a libshared.a $(COURIER_LIBS) $(DAV_LIBS)
else
unit_tests += tests/fuzz/replay-imap
tests_fuzz_replay_imap_SOURCES = tests/fuzz/fuzz-imap.c tests/fuzz/replay.c
tests_fuzz_replay_imap_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
tests_fuzz_replay_imap_LDADD = libcourier.a libshared.a $(COURIER_LIBS)
unit_tests += tests/fuzz/replay-address-list
tests_fuzz_replay_address_list_SOURCES = tests/fuzz/fuzz-address-list.c tests/fuzz/replay.c
tests_fuzz_replay_address_list_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_fuzz_replay_address_list_LDADD = libreader.a libshared.a $(READER_LIBS)
unit_tests += tests/fuzz/replay-config
tests_fuzz_replay_config_SOURCES = tests/fuzz/fuzz-config.c tests/fuzz/replay.c
tests_fuzz_replay_config_LDADD = libshared.a $(BASE_LIBS)
unit_tests += tests/fuzz/replay-dav-xml
tests_fuzz_replay_dav_xml_SOURCES = tests/fuzz/fuzz-dav-xml.c tests/fuzz/replay.c
tests_fuzz_replay_dav_xml_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS) $(DAV_CFLAGS)
tests_fuzz_replay_dav_xml_LDADD = libdav.a libshared.a $(COURIER_LIBS) $(DAV_LIBS)
endif

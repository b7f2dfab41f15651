# One library a process: what all three share, then the keeper, the courier, the reader.
# Each layer names its files in its own fragment.
noinst_LIBRARIES += libshared.a libkeeper.a libcourier.a libreader.a libdav.a
libshared_a_SOURCES =
nodist_libshared_a_SOURCES =
libkeeper_a_SOURCES =
nodist_libkeeper_a_SOURCES =
libcourier_a_SOURCES =
libreader_a_SOURCES =
libdav_a_SOURCES =
libkeeper_a_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
libcourier_a_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
libreader_a_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
libdav_a_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS) $(DAV_CFLAGS) -fPIC

include src/base/local.mk
include src/text/local.mk
include src/wire/local.mk
include src/net/local.mk
include src/source/local.mk
include src/courier/local.mk
include src/format/local.mk
include src/reader/local.mk
include src/rules/local.mk
include src/store/local.mk
include src/book/local.mk
include src/mirror/local.mk
include src/flow/local.mk
include src/view/local.mk
include src/cli/local.mk

bin_PROGRAMS += kontor
kontor_SOURCES = src/cli/main.c
kontor_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
kontor_CPPFLAGS = $(AM_CPPFLAGS) -DLOCALEDIR=\"$(localedir)\"
kontor_LDADD = libkeeper.a libshared.a $(KONTOR_LIBS) $(LIBINTL) -lm

pkglibexec_PROGRAMS += kontor-courier kontor-reader
kontor_courier_SOURCES = src/courier/courier-main.c
kontor_courier_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
kontor_courier_LDADD = libcourier.a libshared.a $(COURIER_LIBS)
kontor_reader_SOURCES = src/reader/reader-main.c
kontor_reader_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
kontor_reader_LDADD = libreader.a libshared.a $(READER_LIBS)

# libphonenumber is C++ and slow to load: a plugin, opened at the first phone number
pkglibexec_PROGRAMS += kontor-phone.so
kontor_phone_so_SOURCES = src/base/phone-plugin.cc
kontor_phone_so_CXXFLAGS = -fPIC -std=c++17 -O2 $(SAN_CFLAGS)
kontor_phone_so_LDFLAGS = -shared $(SAN_CFLAGS)
kontor_phone_so_LDADD = -lphonenumber

# libcurl and libxml2 are slow to load too: a plugin of the courier, opened by what speaks HTTP. It
# exports nothing to the courier and takes nothing from it: what both need it has of its own.
pkglibexec_PROGRAMS += kontor-dav.so
kontor_dav_so_SOURCES = src/base/error.c src/net/tls.c src/net/wait.c
kontor_dav_so_SOURCES += src/base/preset.c
kontor_dav_so_SOURCES += src/net/purpose.c
kontor_dav_so_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS) -fPIC
kontor_dav_so_LDFLAGS = -shared -Wl,-z,relro -Wl,-z,now -Wl,--as-needed $(SAN_CFLAGS) \
  -Wl,-u,kt_http_caldav_driver -Wl,-u,kt_http_carddav_driver -Wl,-u,kt_http_ics_url_driver \
  -Wl,-u,kt_http_autoconfig
kontor_dav_so_LDADD = libdav.a $(COURIER_LIBS) $(DAV_LIBS)

# The build tree is known by this file: helpers are then looked for beside the binary.
noinst_DATA = kontor-build-tree
kontor-build-tree:
	$(AM_V_GEN)echo "helpers lie beside this file" >$@
CLEANFILES += kontor-build-tree

# Both ends of every socket must come from one build.
wire_sources = $(srcdir)/include/kontor/find-record.h $(srcdir)/include/kontor/frame.h $(srcdir)/include/kontor/letter-record.h $(srcdir)/include/kontor/records.h \
  $(srcdir)/include/kontor/event.h $(srcdir)/include/kontor/invite-record.h \
  $(srcdir)/src/wire/frame.c $(srcdir)/src/wire/records.c \
  $(srcdir)/src/wire/event-record.c $(srcdir)/src/wire/invite-record.c
BUILT_SOURCES += include/kontor/build-id.h
CLEANFILES += include/kontor/build-id.h
include/kontor/build-id.h: $(wire_sources) Makefile
	$(AM_V_GEN)$(MKDIR_P) include/kontor && \
	{ echo '#pragma once'; printf '#define KT_BUILD_ID "$(PACKAGE_VERSION)-'; \
	  cat $(wire_sources) | sha256sum | cut -c1-12 | sed 's/$$/"/'; } >$@.tmp && mv $@.tmp $@

# GLib's header is most of what a compiler reads: done once, and taken where CFLAGS say
# "-include precompiled.h" (./dev asan). What a file forgets to include is found without.
CLEANFILES += precompiled.h precompiled.h.gch
precompiled.h:
	$(AM_V_GEN)printf '#include <%s>\n' config.h glib.h string.h >$@
precompiled.h.gch: precompiled.h config.h
	$(AM_V_CC)$(COMPILE) -x c-header -o $@ precompiled.h

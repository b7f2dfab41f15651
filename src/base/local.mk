libshared_a_SOURCES += include/kontor/local-time.h src/base/local-time.c
libshared_a_SOURCES += include/kontor/addr.h src/base/addr.c src/base/addr-kind.c
libshared_a_SOURCES += include/kontor/zone.h src/base/zone.c
libshared_a_SOURCES += include/kontor/clock.h src/base/clock.c
libshared_a_SOURCES += include/kontor/error.h src/base/error.c
libshared_a_SOURCES += include/kontor/id.h src/base/id.c
libshared_a_SOURCES += include/kontor/paths.h src/base/paths.c
libshared_a_SOURCES += include/kontor/write-all.h src/base/write-all.c

# Where helpers lie, seen from the installed kontor: the whole may be moved.
BUILT_SOURCES += include/kontor/helper-dir.h
CLEANFILES += include/kontor/helper-dir.h
include/kontor/helper-dir.h: Makefile
	$(AM_V_GEN)$(MKDIR_P) include/kontor && \
	{ echo '#pragma once'; printf '#define KT_HELPER_DIR "%s"\n' \
	  "`realpath -m --relative-to='$(bindir)' '$(pkglibexecdir)'`"; } >$@.tmp && mv $@.tmp $@
libshared_a_SOURCES += include/kontor/interrupt.h src/base/interrupt.c
libshared_a_SOURCES += include/kontor/nearest.h src/base/nearest.c
libshared_a_SOURCES += include/kontor/phone.h src/base/phone.c
libshared_a_SOURCES += include/kontor/plugin.h src/base/plugin.c
libshared_a_SOURCES += include/kontor/settings.h src/base/settings.c
libshared_a_SOURCES += src/base/settings-file.h src/base/settings-file.c src/base/settings-values.c
libshared_a_SOURCES += src/base/settings-url.h src/base/settings-url.c
libshared_a_SOURCES += include/kontor/money.h src/base/money.c
libshared_a_SOURCES += include/kontor/money.h
libshared_a_SOURCES += src/base/settings-keys.h src/base/settings-keys.c src/base/settings-mail.c \
  src/base/settings-calendar.c src/base/settings-doubts.c
libshared_a_SOURCES += include/kontor/number-pattern.h src/base/number-pattern.c
libshared_a_SOURCES += include/kontor/iban.h src/base/iban.c src/base/settings-invoice.c
libshared_a_SOURCES += src/base/settings-rates.c
libshared_a_SOURCES += include/kontor/preset.h src/base/preset.c
libshared_a_SOURCES += include/kontor/service-notify.h src/base/service-notify.c

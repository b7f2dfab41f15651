# src/rules, part of libkeeper.a
libkeeper_a_SOURCES += include/kontor/direction.h include/kontor/workday.h \
  include/kontor/follow-up.h include/kontor/quiet.h include/kontor/name.h \
  include/kontor/agenda.h include/kontor/proposal.h \
  src/rules/direction.c src/rules/workday.c src/rules/follow-up.c src/rules/quiet.c src/rules/name.c \
  src/rules/agenda.c src/rules/proposal.c
libkeeper_a_SOURCES += include/kontor/sync-plan.h src/rules/sync-plan.c
libkeeper_a_SOURCES += include/kontor/link-rule.h src/rules/link-rule.c
libkeeper_a_SOURCES += include/kontor/interval.h include/kontor/fit.h \
  src/rules/interval.c src/rules/fit.c
libkeeper_a_SOURCES += include/kontor/day-sheet.h src/rules/day-sheet.c src/rules/day-grid.c
libkeeper_a_SOURCES += include/kontor/calendar-plan.h src/rules/calendar-plan.c
libkeeper_a_SOURCES += include/kontor/slot-rule.h src/rules/slot-rule.c
libkeeper_a_SOURCES += include/kontor/event-name.h src/rules/event-name.c
libkeeper_a_SOURCES += include/kontor/invite-rule.h src/rules/invite-rule.c
libkeeper_a_SOURCES += include/kontor/calendar-push-rule.h src/rules/calendar-push-rule.c
libkeeper_a_SOURCES += include/kontor/invoice-sum.h src/rules/invoice-sum.c
libkeeper_a_SOURCES += include/kontor/erase-words.h src/rules/erase-words.c
libkeeper_a_SOURCES += include/kontor/query-parse.h include/kontor/query-range.h \
  src/rules/query-parse.c src/rules/query-range.c
libkeeper_a_SOURCES += include/kontor/duplicate.h src/rules/duplicate.c src/rules/name-sound.c
libkeeper_a_SOURCES += include/kontor/deal-link.h include/kontor/named-amount.h \
  src/rules/deal-link.c src/rules/named-amount.c
libkeeper_a_SOURCES += include/kontor/report-data.h src/rules/report-data.c \
  include/kontor/work-time.h src/rules/work-time.c
libkeeper_a_SOURCES += include/kontor/watch-rule.h src/rules/watch-rule.c

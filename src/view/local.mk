libkeeper_a_SOURCES += include/kontor/table.h include/kontor/table-cells.h include/kontor/marks.h \
  src/view/json.c src/view/marks.c src/view/marks-format.c src/view/say.c src/view/table.c \
  src/view/table-aligned.c src/view/table-data.c
libkeeper_a_SOURCES += include/kontor/ask.h src/view/ask.c
libkeeper_a_SOURCES += include/kontor/sync-view.h src/view/sync-view.c
libkeeper_a_SOURCES += include/kontor/reminder-view.h src/view/reminder-view.c
libkeeper_a_SOURCES += include/kontor/agenda-view.h src/view/agenda-view.c src/view/agenda-line.c \
  src/view/agenda-groups.c src/view/agenda-json.c src/view/waiting-view.c \
  src/view/agenda-parts.h src/view/agenda-visit.c src/view/agenda-why.c
libkeeper_a_SOURCES += include/kontor/review-view.h src/view/review-view.c
libkeeper_a_SOURCES += include/kontor/ask-when.h src/view/ask-when.c
libkeeper_a_SOURCES += include/kontor/card-view.h include/kontor/letter-view.h src/view/card-view.c \
  src/view/card-head.c src/view/card-line.c src/view/card-json.c src/view/letter-view.c \
  src/view/letter-text.c src/view/letter-text.h src/view/letter-cells.c \
  src/view/letter-json.c src/view/link-view.c src/view/card-parts.h \
  src/view/card-visits-view.c src/view/card-json-visits.c
libkeeper_a_SOURCES += include/kontor/find-view.h src/view/find-view.c
libkeeper_a_SOURCES += include/kontor/day-view.h src/view/day-view.c src/view/day-marks.c \
  src/view/day-json.c src/view/day-html.c
libkeeper_a_SOURCES += include/kontor/visit-view.h src/view/visit-view.c src/view/visit-json.c
libkeeper_a_SOURCES += include/kontor/fits-view.h include/kontor/brief-view.h \
  src/view/fits-view.c src/view/brief-view.c
libkeeper_a_SOURCES += src/view/review-event-view.c
libkeeper_a_SOURCES += include/kontor/visit-log.h src/view/visit-log.c
libkeeper_a_SOURCES += include/kontor/invite-view.h src/view/invite-view.c
libkeeper_a_SOURCES += include/kontor/salon-view.h include/kontor/slots-view.h \
  include/kontor/booked-view.h include/kontor/closure-view.h src/view/closure-view.c \
  src/view/salon-view.c src/view/resource-view.c \
  src/view/slots-choose.c src/view/slots-choose.h src/view/slots-view.c src/view/booked-view.c
libkeeper_a_SOURCES += include/kontor/keys.h src/view/keys.c
libkeeper_a_SOURCES += include/kontor/booking.h
libkeeper_a_SOURCES += src/view/booking.c
libkeeper_a_SOURCES += src/view/booking-parts.h
libkeeper_a_SOURCES += src/view/booking-dialogue.c
libkeeper_a_SOURCES += src/view/booking-do.c
libkeeper_a_SOURCES += src/view/booking-draft.c
libkeeper_a_SOURCES += src/view/booking-draw.c
libkeeper_a_SOURCES += src/view/booking-offers.c
libkeeper_a_SOURCES += include/kontor/forget-view.h src/view/forget-view.c src/view/forget-paper.c
libkeeper_a_SOURCES += include/kontor/editor.h src/view/editor.c
libkeeper_a_SOURCES += include/kontor/person-view.h src/view/person-json.c src/view/person-html.c
libkeeper_a_SOURCES += include/kontor/invoice-view.h src/view/invoice-view.c \
  src/view/invoice-table.c src/view/invoice-show.c
libkeeper_a_SOURCES += include/kontor/deal-view.h src/view/board-parts.h src/view/deal-view.c \
  src/view/deal-list-view.c src/view/deal-board.c src/view/board-foot.c src/view/deal-show.c
libkeeper_a_SOURCES += include/kontor/report-view.h include/kontor/chart.h src/view/report-json.h \
  src/view/report-words.c src/view/report-chart.c src/view/report-table.c src/view/report-json.c \
  src/view/report-html.c src/view/chart.c
libkeeper_a_SOURCES += include/kontor/sql-view.h src/view/sql-view.c
libkeeper_a_SOURCES += include/kontor/import-view.h src/view/import-view.c
libkeeper_a_SOURCES += include/kontor/duplicates-view.h src/view/duplicates-view.c \
  include/kontor/merge-view.h src/view/merge-view.c include/kontor/relation-view.h \
  src/view/relation-view.c src/view/card-people.c
libkeeper_a_SOURCES += include/kontor/export-csv.h src/view/export-csv.c
libkeeper_a_SOURCES += src/view/card-money.c
libkeeper_a_SOURCES += src/view/find-invoices.c
libkeeper_a_SOURCES += src/view/agenda-deal.c
libkeeper_a_SOURCES += src/view/card-deals.c
libkeeper_a_SOURCES += include/kontor/deal-log.h src/view/deal-log.c
libkeeper_a_SOURCES += src/view/review-deal-view.c

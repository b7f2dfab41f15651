# src/book, part of libkeeper.a
libkeeper_a_SOURCES += src/book/ref-lookup.c
libkeeper_a_SOURCES += include/kontor/match-refresh.h src/book/match-refresh.c
libkeeper_a_SOURCES += include/kontor/owners.h src/book/owners.c
libkeeper_a_SOURCES += include/kontor/contact.h include/kontor/note.h include/kontor/reminder.h \
  include/kontor/verdict.h src/book/contact-row.h src/book/refusal.h src/book/undo.h \
  src/book/address-verdict.c src/book/contact.c src/book/contact-delete.c src/book/contact-find.c \
  src/book/letter-verdict.c src/book/note.c src/book/point.c src/book/refusal.c \
  src/book/reminder.c src/book/tag.c src/book/undo.c src/book/undo-conflict.c
libkeeper_a_SOURCES += include/kontor/contact-reach.h src/book/contact-reach.c
libkeeper_a_SOURCES += include/kontor/service.h
libkeeper_a_SOURCES += include/kontor/closure.h
libkeeper_a_SOURCES += include/kontor/appointment.h
libkeeper_a_SOURCES += include/kontor/formula.h include/kontor/allergy.h include/kontor/waiting.h \
  include/kontor/good.h include/kontor/day-close.h src/book/formula.c src/book/allergy.c \
  src/book/waiting.c src/book/good.c src/book/day-close.c
libkeeper_a_SOURCES += include/kontor/name-words.h src/book/name-words.c
libkeeper_a_SOURCES += include/kontor/service.h include/kontor/closure.h \
  include/kontor/appointment.h src/book/salon-row.h src/book/salon-row.c src/book/service.c \
  src/book/resource.c src/book/hours.c src/book/skill.c src/book/closure.c \
  src/book/appointment-parts.h src/book/appointment-parts.c src/book/appointment.c \
  src/book/appointment-event.c
libkeeper_a_SOURCES += include/kontor/outbox.h src/book/outbox.c src/book/kept-text.c
libkeeper_a_SOURCES += include/kontor/visit-history.h src/book/visit-history.c
libkeeper_a_SOURCES += src/book/contact-names.c
libkeeper_a_SOURCES += include/kontor/event-verdict.h src/book/event-verdict.c
libkeeper_a_SOURCES += include/kontor/visit-question.h src/book/visit-question.c
libkeeper_a_SOURCES += include/kontor/invite-answer.h src/book/invite-answer.c
libkeeper_a_SOURCES += include/kontor/client-rows.h src/book/client-rows.c
libkeeper_a_SOURCES += include/kontor/pipeline.h include/kontor/deal.h include/kontor/deal-item.h \
  include/kontor/deal-letter.h src/book/default-pipeline.h src/book/deal-row.h \
  src/book/pipeline.c src/book/default-pipeline.c src/book/pipeline-find.c src/book/deal.c \
  src/book/deal-move.c src/book/deal-item.c src/book/deal-letter.c
libkeeper_a_SOURCES += include/kontor/invoice.h src/book/invoice-row.h src/book/invoice.c \
  src/book/invoice-list.c src/book/invoice-number.c src/book/invoice-payment.c
libkeeper_a_SOURCES += include/kontor/field.h src/book/field.c src/book/field-value.c
libkeeper_a_SOURCES += include/kontor/relation.h src/book/relation.c
libkeeper_a_SOURCES += include/kontor/employer.h src/book/employer.c
libkeeper_a_SOURCES += include/kontor/import-rows.h src/book/import-rows.c
libkeeper_a_SOURCES += include/kontor/tombstone.h src/book/tombstone.c
libkeeper_a_SOURCES += include/kontor/forget-rows.h src/book/forget-rows.c
libkeeper_a_SOURCES += include/kontor/query-rows.h src/book/query-rows.c
libkeeper_a_SOURCES += include/kontor/segment.h src/book/segment.c
libkeeper_a_SOURCES += include/kontor/person-rows.h src/book/person-rows.c
libkeeper_a_SOURCES += include/kontor/contact-columns.h src/book/contact-columns.c
libkeeper_a_SOURCES += include/kontor/saved-report.h src/book/saved-report.c
libkeeper_a_SOURCES += include/kontor/import-mapping.h src/book/import-mapping.c
libkeeper_a_SOURCES += include/kontor/duplicate-rows.h src/book/duplicate-rows.c
libkeeper_a_SOURCES += include/kontor/contact-card.h src/book/contact-card.c
libkeeper_a_SOURCES += include/kontor/export-rows.h src/book/export-rows.c
libkeeper_a_SOURCES += include/kontor/template.h src/book/template.c
libkeeper_a_SOURCES += include/kontor/contact-rows.h src/book/contact-rows.c
libkeeper_a_SOURCES += include/kontor/book-rows.h src/book/book-rows.c
libkeeper_a_SOURCES += include/kontor/contact-vcard.h src/book/contact-vcard.c

# src/flow, part of libkeeper.a
libkeeper_a_SOURCES += include/kontor/handle.h include/kontor/handle-file.h \
  include/kontor/record-state.h src/flow/handles.c src/flow/handle-file.c src/flow/who.c
libkeeper_a_SOURCES += include/kontor/contact-edit.h src/flow/contact-field.c src/flow/contact-points.c
libkeeper_a_SOURCES += include/kontor/sync-window.h
libkeeper_a_SOURCES += include/kontor/snoozed.h src/flow/snoozed.c
libkeeper_a_SOURCES += include/kontor/auto-contact.h include/kontor/sync.h include/kontor/sync-engine.h include/kontor/courier-open.h src/flow/sync.c \
  src/flow/sync-source.c src/flow/sync-list.c src/flow/sync-reader.c src/flow/sync-store.c src/flow/sync-doubt.c src/flow/secret.c src/flow/sync-open.c src/flow/fetch.c
libkeeper_a_SOURCES += include/kontor/new-config.h src/flow/new-config.c
libkeeper_a_SOURCES += include/kontor/keyring.h src/flow/keyring.c
libkeeper_a_SOURCES += include/kontor/command-output.h src/flow/command-output.c
libkeeper_a_SOURCES += src/flow/config-append.c
libkeeper_a_SOURCES += include/kontor/account.h src/flow/account.c
libkeeper_a_SOURCES += src/flow/auto-contacts.c
libkeeper_a_SOURCES += include/kontor/reminders.h src/flow/reminder-request.c src/flow/reminders.c
libkeeper_a_SOURCES += include/kontor/export-ics.h include/kontor/ics-records.h \
  src/flow/export-ics.c src/flow/ics-records.c
libkeeper_a_SOURCES += src/flow/auto-contacts.c include/kontor/follow-ups.h \
  src/flow/follow-read.h src/flow/follow-place.c src/flow/follow-read.c src/flow/follow-ups.c
libkeeper_a_SOURCES += include/kontor/agenda-gather.h src/flow/agenda-gather.c \
  src/flow/agenda-visits.c src/flow/agenda-events.c
libkeeper_a_SOURCES += include/kontor/review.h src/flow/review.c src/flow/review-decide.c
libkeeper_a_SOURCES += src/flow/review-parts.h src/flow/review-letters.c
libkeeper_a_SOURCES += include/kontor/link.h src/flow/link.c src/flow/link-book.c src/flow/link-book.h src/flow/link-why.c
libkeeper_a_SOURCES += include/kontor/checkup.h src/flow/checkup.c src/flow/checkup-helpers.c \
  src/flow/checkup-sources.c
libkeeper_a_SOURCES += include/kontor/card.h src/flow/card.c src/flow/card-visits.c
libkeeper_a_SOURCES += include/kontor/save-part.h src/flow/save-part.c
libkeeper_a_SOURCES += include/kontor/demo.h src/flow/demo-script.h src/flow/demo.c \
  src/flow/demo-script.c src/flow/demo-when.c src/flow/demo-letter.c src/flow/demo-encode.c \
  src/flow/demo-files.h src/flow/demo-book.h src/flow/demo-book.c src/flow/demo-papers.c \
  src/flow/demo-salon.h src/flow/demo-salon.c src/flow/demo-salon-rows.c \
  src/flow/demo-salon-people.c src/flow/demo-salon-visits.c
libkeeper_a_SOURCES += include/kontor/slots.h
libkeeper_a_SOURCES += include/kontor/visit.h
libkeeper_a_SOURCES += include/kontor/calendar-reader.h
libkeeper_a_SOURCES += include/kontor/calendar-courier.h src/flow/calendar-courier.c
libkeeper_a_SOURCES += include/kontor/helper-call.h src/flow/helper-call.c
libkeeper_a_SOURCES += include/kontor/visit-facts.h include/kontor/due.h include/kontor/fits.h
libkeeper_a_SOURCES += include/kontor/days-off.h src/flow/days-off.c
libkeeper_a_SOURCES += include/kontor/visit-words.h include/kontor/visit-done.h \
  include/kontor/visit-when.h include/kontor/visit-resolve.h src/flow/visit-change.h \
  src/flow/visit-change.c src/flow/visit-words.c src/flow/visit-state.c src/flow/visit-when.c \
  src/flow/visit-resolve.c src/flow/visit-facts.c src/flow/due.c src/flow/fits.c
libkeeper_a_SOURCES += include/kontor/again.h include/kontor/brief.h include/kontor/takings.h \
  src/flow/again.c src/flow/brief.c src/flow/takings.c
libkeeper_a_SOURCES += include/kontor/calendar-courier.h
libkeeper_a_SOURCES += src/flow/reader-calls.h src/flow/reader-calls.c
libkeeper_a_SOURCES += include/kontor/calendar-reader.h src/flow/calendar-reader.c
libkeeper_a_SOURCES += src/flow/salon.h src/flow/salon-read.c src/flow/salon-hours.c \
  src/flow/salon-busy.c src/flow/salon-wants.c src/flow/slots.c src/flow/slots-place.c \
  src/flow/slots-gaps.c src/flow/usual.h src/flow/usual.c src/flow/visit-refusal.h \
  src/flow/visit-refusal.c src/flow/visit-book.c
libkeeper_a_SOURCES += include/kontor/link-events.h src/flow/link-events.c
libkeeper_a_SOURCES += include/kontor/day-gather.h src/flow/day-gather.c src/flow/day-visits.c \
  src/flow/day-closures.c
libkeeper_a_SOURCES += include/kontor/visit-hold.h include/kontor/visit-walk-in.h \
  src/flow/visit-hold.c src/flow/visit-move.c src/flow/visit-walk-in.c
libkeeper_a_SOURCES += src/flow/reader-calls.h src/flow/reader-calls.c
libkeeper_a_SOURCES += include/kontor/calendar-reader.h src/flow/calendar-reader.c
libkeeper_a_SOURCES += src/flow/sync-invite.h src/flow/sync-invite.c
libkeeper_a_SOURCES += include/kontor/invites.h src/flow/invites.c src/flow/invite-reply.c
libkeeper_a_SOURCES += include/kontor/calendar-sync.h include/kontor/calendar-engine.h \
  src/flow/calendar-sync.c src/flow/calendar-pull.c src/flow/calendar-collections.c \
  src/flow/calendar-expand.c \
  src/flow/calendar-wish.c src/flow/calendar-change.c src/flow/calendar-rows.c \
  src/flow/calendar-push.c src/flow/calendar-invite.c src/flow/calendar-put.c \
  src/flow/calendar-theirs.c src/flow/calendar-stopped.c src/flow/calendar-resolve.c \
  src/flow/phone-state.c src/flow/checkup-calendars.c
libkeeper_a_SOURCES += include/kontor/addressbook-sync.h include/kontor/addressbook-engine.h \
  include/kontor/collection-kind.h \
  src/flow/collection-kind.c src/flow/addressbook-facts.c src/flow/addressbook-wish.c \
  src/flow/addressbook-contact.c src/flow/addressbook-take.c src/flow/addressbook-push.c \
  src/flow/addressbook-undo.c
libkeeper_a_SOURCES += include/kontor/client-index.h src/flow/client-index.c
libkeeper_a_SOURCES += include/kontor/card-reader.h
libkeeper_a_SOURCES += src/flow/contact-settle.c
libkeeper_a_SOURCES += include/kontor/import.h src/flow/import.c src/flow/import-book.h \
  src/flow/import-book.c src/flow/import-match.c src/flow/import-work.h src/flow/import-said.c src/flow/import-merge.c \
  src/flow/import-plan.c src/flow/import-do.c
libkeeper_a_SOURCES += include/kontor/forget.h src/flow/forget.c src/flow/forget-plan.c src/flow/forget-pending.c src/flow/forget-search.c
libkeeper_a_SOURCES += src/flow/contact-settle.c include/kontor/contact-apply.h \
  src/flow/point-fill.h src/flow/contact-apply.c
libkeeper_a_SOURCES += include/kontor/contact-form.h src/flow/contact-form.c
libkeeper_a_SOURCES += include/kontor/query.h src/flow/query-part.h src/flow/query.c \
  src/flow/query-fields.c src/flow/query-match.c src/flow/query-number.c
libkeeper_a_SOURCES += include/kontor/person-export.h src/flow/person-export.c
libkeeper_a_SOURCES += include/kontor/card-reader.h src/flow/card-reader.c
libkeeper_a_SOURCES += include/kontor/invoice-make.h src/flow/invoice-stage.h \
  src/flow/invoice-stage.c src/flow/invoice-lines.h src/flow/invoice-lines.c \
  src/flow/invoice-make.c src/flow/payment-habit.c include/kontor/deal-billing.h \
  src/flow/deal-billing.c
libkeeper_a_SOURCES += include/kontor/merge.h src/flow/merge.c src/flow/merge-cards.c
libkeeper_a_SOURCES += include/kontor/deals.h include/kontor/deal-sheet.h \
  include/kontor/deal-letters.h src/flow/deals.c src/flow/deal-name.c src/flow/deal-sheet.c \
  src/flow/deal-letters.c src/flow/deal-questions.c
libkeeper_a_SOURCES += include/kontor/report-run.h src/flow/report-parts.h src/flow/report-parts.c \
  src/flow/report-groups.c src/flow/report-receipts.c src/flow/report-run.c src/flow/report-funnel.c \
  src/flow/report-forecast.c src/flow/report-revenue.c src/flow/report-visits.c \
  src/flow/report-sources.c src/flow/report-answers.c src/flow/report-clients.c \
  src/flow/report-lists.c src/flow/report-tax.c
libkeeper_a_SOURCES += include/kontor/file-reader.h src/flow/file-reader.c \
  include/kontor/csv-file.h src/flow/csv-file.c include/kontor/csv-columns.h src/flow/csv-words.h \
  src/flow/csv-words.c src/flow/csv-columns.c src/flow/csv-meaning.c src/flow/csv-cells.h \
  src/flow/csv-cells.c src/flow/csv-records.c
libkeeper_a_SOURCES += include/kontor/duplicates.h src/flow/duplicates.c
libkeeper_a_SOURCES += include/kontor/card-wanted.h src/flow/card-wanted.c \
  include/kontor/card-import.h src/flow/card-import.c \
  include/kontor/card-export.h src/flow/card-export.c
libkeeper_a_SOURCES += include/kontor/paper.h src/flow/paper.c src/flow/paper-values.h \
  src/flow/paper-values.c
libkeeper_a_SOURCES += src/flow/agenda-invoices.c src/flow/card-invoices.c
libkeeper_a_SOURCES += src/flow/agenda-deals.c src/flow/follow-deals.h src/flow/follow-deals.c
libkeeper_a_SOURCES += include/kontor/pipelines.h src/flow/pipelines.c src/flow/pipeline-form.c
libkeeper_a_SOURCES += include/kontor/export-json.h src/flow/export-json.c include/kontor/import-json.h src/flow/import-json.c
libkeeper_a_SOURCES += src/flow/import-forgotten.c
libkeeper_a_SOURCES += src/flow/import-forgotten.h
libkeeper_a_SOURCES += src/flow/card-moves.c
libkeeper_a_SOURCES += include/kontor/courier-pool.h src/flow/courier-pool.c
libkeeper_a_SOURCES += include/kontor/watch.h src/flow/watch-parts.h src/flow/watch.c src/flow/watch-source.c
libkeeper_a_SOURCES += src/flow/follow-ties.h src/flow/follow-ties.c

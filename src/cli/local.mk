libkeeper_a_SOURCES += include/kontor/command.h include/kontor/context.h \
  include/kontor/globals.h include/kontor/run.h \
  src/cli/commands.c src/cli/globals.c src/cli/help.c src/cli/parse.c src/cli/report.c \
  src/cli/run.c \
  src/cli/cmd-help.c \
  src/cli/cmd-sync.c \
  src/cli/cmd-version.c
libkeeper_a_SOURCES += src/cli/cmd-config.c
libkeeper_a_SOURCES += src/cli/cmd-init.c
libkeeper_a_SOURCES += src/cli/cmd-done.c src/cli/cmd-export.c src/cli/cmd-note.c \
  src/cli/cmd-remind.c src/cli/cmd-snooze.c
libkeeper_a_SOURCES += src/cli/cmd-agenda.c src/cli/cmd-waiting.c
libkeeper_a_SOURCES += src/cli/cmd-review.c src/cli/review-events.c src/cli/review-events.h
libkeeper_a_SOURCES += src/cli/cmd-contact.c src/cli/contact-parts.h src/cli/contact-add.c src/cli/contact-words.c \
  src/cli/contact-change.c src/cli/contact-list.c
libkeeper_a_SOURCES += src/cli/cmd-doctor.c src/cli/cmd-log.c src/cli/cmd-undo.c

libkeeper_a_SOURCES += src/cli/cmd-find.c src/cli/cmd-mail.c src/cli/cmd-show.c src/cli/cmd-why.c \
  src/cli/mail-link.c src/cli/mail-list.c src/cli/mail-parts.h src/cli/mail-save.c \
  src/cli/mail-show.c
libkeeper_a_SOURCES += src/cli/cmd-demo.c
libkeeper_a_SOURCES += src/cli/calendar-link.c
libkeeper_a_SOURCES += src/cli/cmd-day.c
libkeeper_a_SOURCES += src/cli/salon-words.h src/cli/salon-words.c src/cli/booking-words.h \
  src/cli/booking-words.c src/cli/cmd-service.c src/cli/cmd-resource.c \
  src/cli/resource-leaves.c src/cli/resource-leaves.h src/cli/service-hands.c \
  src/cli/service-hands.h src/cli/cmd-block.c \
  src/cli/cmd-slots.c src/cli/cmd-book.c
libkeeper_a_SOURCES += src/cli/cmd-addressbook.c
libkeeper_a_SOURCES += src/cli/cmd-calendar.c src/cli/calendar-parts.h src/cli/calendar-list.c \
  src/cli/calendar-decide.c

# Every row of a cmd-*.c above is a command: found, not listed, so that no merge loses one.
nodist_libkeeper_a_SOURCES += include/kontor/command-rows.h
BUILT_SOURCES += include/kontor/command-rows.h
CLEANFILES += include/kontor/command-rows.h
include/kontor/command-rows.h: $(libkeeper_a_SOURCES) Makefile
	$(AM_V_GEN)$(MKDIR_P) include/kontor && for f in $(libkeeper_a_SOURCES); do case $$f in \
	  src/cli/cmd-*) sed -n 's/^const KtCommand kt_cmd_\([a-z_]*\) .*/KT_COMMAND (\1)/p' $(srcdir)/$$f;; \
	esac; done | LC_ALL=C sort >$@.tmp && mv $@.tmp $@
libkeeper_a_SOURCES += src/cli/visit-parts.h src/cli/visit-parts.c src/cli/payment-words.c \
  src/cli/done-visit.c src/cli/cmd-again.c src/cli/cmd-arrived.c src/cli/cmd-late.c \
  src/cli/close-again.c src/cli/close-again.h src/cli/cmd-brief.c \
  src/cli/cmd-cancel.c src/cli/cmd-close.c src/cli/cmd-due.c src/cli/cmd-fill.c src/cli/cmd-good.c \
  src/cli/cmd-move.c src/cli/cmd-visit.c src/cli/cmd-formula.c src/cli/cmd-wait.c
libkeeper_a_SOURCES += src/cli/cmd-invite.c
libkeeper_a_SOURCES += src/cli/visit-pick.c
libkeeper_a_SOURCES += src/cli/forget-contact.h src/cli/cmd-forget.c
libkeeper_a_SOURCES += src/cli/contact-editor.c
libkeeper_a_SOURCES += src/cli/contact-export.c
libkeeper_a_SOURCES += src/cli/cmd-invoice.c src/cli/cmd-paid.c src/cli/cmd-unpaid.c \
  src/cli/invoices.h src/cli/invoices-words.c src/cli/invoices-do.c src/cli/invoices-list.c \
  src/cli/invoices-show.c
libkeeper_a_SOURCES += src/cli/cmd-deal.c src/cli/deal-parts.h src/cli/deal-words.c \
  src/cli/deal-add.c src/cli/deal-list.c src/cli/deal-stage.c src/cli/deal-edit.c \
  src/cli/deal-items.c src/cli/deal-words-said.c
libkeeper_a_SOURCES += src/cli/cmd-report.c src/cli/cmd-sql.c src/cli/report-saved.h src/cli/report-saved.c
libkeeper_a_SOURCES += src/cli/cmd-import.c src/cli/import-parts.h src/cli/import-csv.c
libkeeper_a_SOURCES += src/cli/contact-duplicates.c src/cli/contact-merge.c src/cli/contact-relate.c \
  src/cli/cmd-field.c
libkeeper_a_SOURCES += src/cli/import-vcf.c src/cli/export-parts.h src/cli/export-vcf.c
libkeeper_a_SOURCES += src/cli/export-csv-command.c
libkeeper_a_SOURCES += src/cli/invoices-print.c
libkeeper_a_SOURCES += src/cli/cmd-template.c src/cli/template-parts.h src/cli/template-parts.c
libkeeper_a_SOURCES += src/cli/cmd-query.c src/cli/cmd-segment.c src/cli/help-query.c
libkeeper_a_SOURCES += src/cli/deal-done.c
libkeeper_a_SOURCES += src/cli/cmd-pipeline.c
libkeeper_a_SOURCES += src/cli/import-json-command.c
libkeeper_a_SOURCES += src/cli/review-deals.c src/cli/review-deals.h
libkeeper_a_SOURCES += src/cli/cmd-account.c src/cli/account-parts.h src/cli/account-steps.c \
  src/cli/account-add.c src/cli/account-test.c

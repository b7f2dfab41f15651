sql_files = data/sql/book/001-initial.sql data/sql/book/002-salon.sql \
  data/sql/book/003-clients.sql \
  data/sql/mirror/001-initial.sql data/sql/mirror/002-calendars.sql \
  data/sql/mirror/003-addressbooks.sql \
  data/sql/mirror/004-missing.sql
EXTRA_DIST += $(sql_files) data/embed.sh

# Migrations travel inside the binary, in order of their numbers.
nodist_libkeeper_a_SOURCES += src/store/migrations-sql.c
CLEANFILES += src/store/migrations-sql.c
src/store/migrations-sql.c: $(sql_files) data/embed.sh
	$(AM_V_GEN)$(MKDIR_P) src/store && $(SHELL) $(srcdir)/data/embed.sh $(srcdir)/data/sql >$@.tmp && mv $@.tmp $@

AM_DISTCHECK_CONFIGURE_FLAGS = --enable-werror

bashcompletiondir = $(bashcompdir)
dist_bashcompletion_DATA = data/completions/kontor

# The demo office's letters travel inside the binary too; the people come first.
demo_files = data/demo/people.txt data/demo/kalns.txt data/demo/latvian.txt data/demo/english.txt \
  data/demo/ukrainian.txt data/demo/russian.txt data/demo/strangers.txt data/demo/odd.txt \
  data/demo/newsletters.txt
office_files = data/demo/office.txt
salon_files = data/demo/salon.txt
EXTRA_DIST += $(demo_files) $(office_files) $(salon_files) data/demo/README data/embed-demo.sh
nodist_libkeeper_a_SOURCES += src/flow/demo-texts.c src/flow/demo-office-texts.c src/flow/demo-salon-texts.c
CLEANFILES += src/flow/demo-texts.c src/flow/demo-office-texts.c src/flow/demo-salon-texts.c
src/flow/demo-texts.c: $(demo_files) data/embed-demo.sh
	$(AM_V_GEN)$(MKDIR_P) src/flow && ( cd $(srcdir) && $(SHELL) data/embed-demo.sh kt_demo_texts $(demo_files) ) >$@.tmp && mv $@.tmp $@
src/flow/demo-office-texts.c: $(office_files) data/embed-demo.sh
	$(AM_V_GEN)$(MKDIR_P) src/flow && ( cd $(srcdir) && $(SHELL) data/embed-demo.sh kt_demo_office_texts $(office_files) ) >$@.tmp && mv $@.tmp $@
src/flow/demo-salon-texts.c: $(salon_files) data/embed-demo.sh
	$(AM_V_GEN)$(MKDIR_P) src/flow && ( cd $(srcdir) && $(SHELL) data/embed-demo.sh kt_demo_salon_texts $(salon_files) ) >$@.tmp && mv $@.tmp $@

# The papers that are printed travel inside the binary as well.
template_files = data/templates/paper.html data/templates/paper.txt data/templates/reminder.txt \
  data/templates/words-en data/templates/words-lv data/templates/words-ru data/templates/words-uk
EXTRA_DIST += $(template_files) data/templates/README data/embed-templates.sh
nodist_libkeeper_a_SOURCES += src/book/template-texts.c
CLEANFILES += src/book/template-texts.c
src/book/template-texts.c: $(template_files) data/embed-templates.sh
	$(AM_V_GEN)$(MKDIR_P) src/book && $(SHELL) $(srcdir)/data/embed-templates.sh $(srcdir)/data/templates >$@.tmp && mv $@.tmp $@

# Services of the user's own manager: systemctl --user enable --now kontor-watch
systemduserunitdir = $(prefix)/lib/systemd/user
dist_systemduserunit_DATA = data/systemd/kontor-sync.timer
nodist_systemduserunit_DATA = data/systemd/kontor-watch.service data/systemd/kontor-sync.service
EXTRA_DIST += data/systemd/kontor-watch.service.in data/systemd/kontor-sync.service.in
CLEANFILES += data/systemd/kontor-watch.service data/systemd/kontor-sync.service
data/systemd/kontor-watch.service: data/systemd/kontor-watch.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) data/systemd && sed 's|@bindir[@]|$(bindir)|' $(srcdir)/data/systemd/kontor-watch.service.in >$@.tmp && mv $@.tmp $@
data/systemd/kontor-sync.service: data/systemd/kontor-sync.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) data/systemd && sed 's|@bindir[@]|$(bindir)|' $(srcdir)/data/systemd/kontor-sync.service.in >$@.tmp && mv $@.tmp $@

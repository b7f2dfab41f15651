sql_files = data/sql/book/001-initial.sql data/sql/mirror/001-initial.sql
EXTRA_DIST += $(sql_files) data/embed.sh

# Migrations travel inside the binary, in order of their numbers.
nodist_libkeeper_a_SOURCES += src/store/migrations-sql.c
CLEANFILES += src/store/migrations-sql.c
src/store/migrations-sql.c: $(sql_files) data/embed.sh
	$(AM_V_GEN)$(MKDIR_P) src/store && $(SHELL) $(srcdir)/data/embed.sh $(srcdir)/data/sql >$@.tmp && mv $@.tmp $@

AM_DISTCHECK_CONFIGURE_FLAGS = --enable-werror

bashcompletiondir = $(bashcompdir)
dist_bashcompletion_DATA = data/completions/kontor

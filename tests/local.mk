TEST_EXTENSIONS = .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
SH_LOG_COMPILER = bash
AM_TESTS_ENVIRONMENT = \
  KONTOR='$(abs_top_builddir)/kontor$(EXEEXT)' srcdir='$(abs_top_srcdir)' builddir='$(abs_top_builddir)' \
  G_TEST_SRCDIR='$(abs_top_srcdir)' G_TEST_BUILDDIR='$(abs_top_builddir)' \
  SANITIZED='$(SANITIZED)' G_DEBUG=fatal-warnings,gc-friendly MALLOC_PERTURB_=85 CC='$(CC)' \
  LC_ALL=C.UTF-8 LANGUAGE= TZ=UTC; \
  export SANITIZED KONTOR srcdir builddir G_TEST_SRCDIR G_TEST_BUILDDIR G_DEBUG MALLOC_PERTURB_ CC LC_ALL LANGUAGE TZ;

if SANITIZERS
SANITIZED = yes
endif

# A unit test is one file tests/unit/test-X.c, named in its layer's fragment. Shared and keeper
# tests link everything the keeper has; courier and reader tests their own library.
unit_tests =
cli_tests =
# What does more under KONTOR_TORTURE (./dev torture) than in a check: a fragment adds its own.
torture_tests =
include tests/unit/shared.mk
include tests/unit/keeper.mk
include tests/unit/courier.mk
include tests/unit/reader.mk
# what takes longest or waits for servers first: tests are started in this order
include tests/hostile/local.mk
include tests/faults/local.mk
include tests/servers/local.mk
include tests/cli/local.mk
include tests/fuzz/local.mk
include tests/lint/local.mk
include tests/bench/local.mk
include tests/judgement/local.mk

LDADD = libkeeper.a libshared.a $(KEEPER_LIBS) -lm
if UNIT_TESTS
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif
TESTS += $(cli_tests)
EXTRA_DIST += $(cli_tests)

# What a compiler says of the tests, without what it makes of them.
.PHONY: check-syntax
check-syntax: $(BUILT_SOURCES)
	@find $(srcdir)/tests -name '*.c' ! -path '*/kill-at.c' -print0 | xargs -0 -P 2 -n 4 $(SHELL) -c 'for f; do \
	  $(COMPILE) $(READER_CFLAGS) $(COURIER_CFLAGS) $(DAV_CFLAGS) $(KEEPER_CFLAGS) $(JSON_CFLAGS) \
	  -fsyntax-only $$f || exit 255; done' sh

.PHONY: torture-tests
torture-tests:
	@echo $(torture_tests)

dist_man1_MANS = doc/man/kontor.1
EXTRA_DIST += doc/json.md
EXTRA_DIST += doc/hostile-servers.md
EXTRA_DIST += doc/judgement.md
EXTRA_DIST += doc/providers.md

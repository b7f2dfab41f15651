# hostile servers: a table of scenarios, replies cut after octets, connections cut at random
EXTRA_DIST += tests/hostile/scenarios.txt tests/hostile/scenario.py tests/hostile/server.py
EXTRA_DIST += tests/hostile/world.py tests/hostile/office.py tests/hostile/launch.py
EXTRA_DIST += tests/hostile/hostile.py tests/hostile/cuts.py tests/hostile/dovecot.py
EXTRA_DIST += tests/hostile/need.sh
cli_tests += tests/hostile/hostile.sh
cli_tests += tests/hostile/cuts.sh
cli_tests += tests/hostile/random-cuts.sh
torture_tests += tests/hostile/hostile.sh
torture_tests += tests/hostile/cuts.sh
torture_tests += tests/hostile/random-cuts.sh
EXTRA_DIST += tests/hostile/tries.py
cli_tests += tests/hostile/tries.sh

# base, text, wire
unit_tests += tests/unit/test-frame
unit_tests += tests/unit/test-local-time
unit_tests += tests/unit/test-error
unit_tests += tests/unit/test-id
unit_tests += tests/unit/test-addr
unit_tests += tests/unit/test-clock
unit_tests += tests/unit/test-paths
unit_tests += tests/unit/test-fold
unit_tests += tests/unit/test-term
unit_tests += tests/unit/test-nearest
unit_tests += tests/unit/test-phone
unit_tests += tests/unit/test-settings
unit_tests += tests/unit/test-when
unit_tests += tests/unit/test-repeat
unit_tests += tests/unit/test-contentline
unit_tests += tests/unit/test-csv
unit_tests += tests/unit/test-ics

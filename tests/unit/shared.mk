# base, text, wire
unit_tests += tests/unit/test-frame

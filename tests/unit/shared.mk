# base, text, wire
unit_tests +=

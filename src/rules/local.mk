# src/rules, part of libkeeper.a

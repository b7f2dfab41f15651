# src/text, part of libshared.a

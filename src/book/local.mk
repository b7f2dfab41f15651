# src/book, part of libkeeper.a

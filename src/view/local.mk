# src/view, part of libkeeper.a

# src/mirror, part of libkeeper.a

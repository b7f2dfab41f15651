# src/cli, part of libkeeper.a

# src/flow, part of libkeeper.a

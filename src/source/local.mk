# src/source, part of libcourier.a

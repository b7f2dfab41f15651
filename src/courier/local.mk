# src/courier, part of libcourier.a

# src/reader, part of libreader.a

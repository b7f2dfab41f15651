dist_man1_MANS = doc/man/kontor.1

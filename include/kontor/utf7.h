#pragma once

/* Modified UTF-7 of IMAP mailbox names (RFC 3501 §5.1.3). Both return new strings. */
char *kt_utf7_encode (const char *utf8);

/* NULL when it is not well formed: not the shortest way to write it, lone surrogates, controls. */
char *kt_utf7_decode (const char *utf7);

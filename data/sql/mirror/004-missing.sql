-- A letter that the server lists and does not hand over waits here too, until it was asked for often enough.
ALTER TABLE mirror.quarantine ADD COLUMN missing INTEGER NOT NULL DEFAULT 0 -- the server did not hand it over
  CHECK (missing IN (0, 1));

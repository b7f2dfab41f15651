-- A letter that the server lists and does not hand over waits here too, until it was asked for often enough.
-- letter.people: a line may end with a note, "role<TAB>norm<TAB>name[<TAB>note]".
ALTER TABLE mirror.quarantine ADD COLUMN missing INTEGER NOT NULL DEFAULT 0 -- the server did not hand it over
  CHECK (missing IN (0, 1));

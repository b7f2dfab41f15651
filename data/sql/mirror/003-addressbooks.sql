-- Address books lie beside calendars: the same tables, told apart by what is in them.
ALTER TABLE mirror.calendar ADD COLUMN kind TEXT NOT NULL DEFAULT 'calendar' -- what its objects are
  CHECK (kind IN ('calendar', 'addressbook'));

-- What the reader understood of an object that is a card; the contact made of it is the book's.
CREATE TABLE mirror.card (
  object INTEGER PRIMARY KEY,            -- object.id
  name TEXT NOT NULL,                    -- as shown, NFC; foreign
  kind TEXT NOT NULL CHECK (kind IN ('contact', 'group')) -- a person or company; groups are left alone
) STRICT;

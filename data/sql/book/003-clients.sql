-- The card index in full, the pipeline of deals, invoices, and what the user keeps for both. Tables
-- are added, and columns at the end of some; outbox, which no undo touches, is built anew.
-- undo: safe

ALTER TABLE contact ADD COLUMN discount INTEGER CHECK (discount BETWEEN 1 AND 10000); -- hundredths of a percent
ALTER TABLE contact ADD COLUMN city TEXT; -- where they live or work, as typed
-- may they be written to about anything but their own affairs; NULL: never asked
ALTER TABLE contact ADD COLUMN consent TEXT CHECK (consent IN ('yes', 'no'));
ALTER TABLE contact ADD COLUMN employer INTEGER REFERENCES contact (id); -- the company they work for, where it has a card
-- the few companies among all contacts, and who works where
CREATE INDEX contact_companies ON contact (id) WHERE kind = 'company';
CREATE INDEX contact_employer ON contact (employer) WHERE employer IS NOT NULL;

-- A field of the user's own: what may be written into it.
CREATE TABLE field (
  id INTEGER PRIMARY KEY,                -- key
  name TEXT NOT NULL CHECK (name <> ''), -- as shown, NFC
  fold TEXT NOT NULL,                    -- kt_fold(name)
  kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'money', 'yes-no', 'choice')), -- its type
  choices TEXT NOT NULL DEFAULT '',      -- choice: one a line
  position INTEGER NOT NULL DEFAULT 0,   -- order on the card
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)), -- not offered any more
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;

-- What is written there for a contact.
CREATE TABLE contact_field (
  id INTEGER PRIMARY KEY,                -- hash of ("contact-field", contact, field)
  contact INTEGER NOT NULL REFERENCES contact (id), -- whose
  field INTEGER NOT NULL REFERENCES field (id), -- which
  -- NFC text; number: canonical decimal; date: ISO; money: "12.50 EUR"; yes-no: yes, no; choice: as listed
  value TEXT NOT NULL CHECK (value <> '')
) STRICT;
CREATE INDEX contact_field_contact ON contact_field (contact);
CREATE INDEX contact_field_field ON contact_field (field, value);

-- Who is what to whom: «other is the KIND of contact». One row for both sides (kontor/relation.h):
-- the lesser key first where the word is the same from there, parent for child.
CREATE TABLE relation (
  id INTEGER PRIMARY KEY,                -- hash of ("relation", contact, kind, other)
  contact INTEGER NOT NULL REFERENCES contact (id), -- whose
  -- spouse, assistant, referred-by …, or the user's own word; not-same: two people who look alike
  kind TEXT NOT NULL CHECK (kind <> ''),
  other INTEGER NOT NULL REFERENCES contact (id), -- who
  created INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX relation_contact ON relation (contact);
CREATE INDEX relation_other ON relation (other);

-- The vCard a contact came with: photos and properties that have no column stay in it (RFC 6350). Of
-- two that were merged both stay, the first is the kept one's own.
CREATE TABLE contact_vcard (
  id INTEGER PRIMARY KEY,                -- hash of ("vcard", contact)
  contact INTEGER NOT NULL REFERENCES contact (id), -- whose
  uid TEXT NOT NULL DEFAULT '',          -- UID as it was told; '': it had none
  text TEXT NOT NULL                     -- raw, whole
) STRICT;
CREATE INDEX contact_vcard_contact ON contact_vcard (contact);
CREATE INDEX contact_vcard_uid ON contact_vcard (uid) WHERE uid <> '';

-- A query that has a name (kontor/query.h).
CREATE TABLE segment (
  id INTEGER PRIMARY KEY,                -- key
  name TEXT NOT NULL CHECK (name <> ''), -- as shown, NFC
  fold TEXT NOT NULL,                    -- kt_fold(name)
  query TEXT NOT NULL CHECK (query <> ''), -- as typed
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;

-- How the columns of a kind of file are read, as the user said once.
CREATE TABLE import_mapping (
  id INTEGER PRIMARY KEY,                -- key
  name TEXT NOT NULL CHECK (name <> ''), -- as shown, NFC
  fold TEXT NOT NULL,                    -- kt_fold(name)
  mapping TEXT NOT NULL,                 -- one a line: header of the file TAB field of the contact
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;

-- A way deals take.
CREATE TABLE pipeline (
  id INTEGER PRIMARY KEY,                -- key; of the first: hash of ("pipeline", "default")
  name TEXT NOT NULL CHECK (name <> ''), -- as shown, NFC
  fold TEXT NOT NULL,                    -- kt_fold(name)
  position INTEGER NOT NULL,             -- the first is the usual one
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)), -- not offered any more
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;

-- Where a deal stands on its way.
CREATE TABLE stage (
  id INTEGER PRIMARY KEY,                -- key; of the first pipeline's: hash of ("stage", its word)
  pipeline INTEGER NOT NULL REFERENCES pipeline (id), -- of which
  name TEXT NOT NULL CHECK (name <> ''), -- as shown, NFC
  fold TEXT NOT NULL,                    -- kt_fold(name)
  kind TEXT NOT NULL CHECK (kind IN ('open', 'won', 'lost')), -- under way, or how it ended
  position INTEGER NOT NULL,             -- order within the pipeline
  probability INTEGER NOT NULL CHECK (probability BETWEEN 0 AND 100), -- percent that are won from here
  stale INTEGER CHECK (stale > 0),       -- days after which a deal stands still; NULL: never
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)), -- taken out of the pipeline
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX stage_pipeline ON stage (pipeline, position);

-- Work that may come, is under way or is over.
CREATE TABLE deal (
  id INTEGER PRIMARY KEY,                -- key
  contact INTEGER REFERENCES contact (id), -- the client; NULL: forgotten
  stage INTEGER NOT NULL REFERENCES stage (id), -- where it stands
  title TEXT NOT NULL CHECK (title <> ''), -- as shown, NFC
  amount INTEGER CHECK (amount >= 0),    -- minor units; NULL: not known yet
  currency TEXT,                         -- ISO 4217, of the amount and of all items; NULL: no amount, no item
  expected TEXT,                         -- ISO date it is due or expected to be won
  reason TEXT,                           -- why it was won or lost, in words
  since INTEGER NOT NULL,                -- UTC seconds: in this stage
  closed_at INTEGER,                     -- UTC seconds: won or lost; NULL: open
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX deal_contact ON deal (contact);
CREATE INDEX deal_stage ON deal (stage, since);
CREATE INDEX deal_open ON deal (since, stage) WHERE closed_at IS NULL;
CREATE INDEX deal_closed ON deal (closed_at) WHERE closed_at IS NOT NULL;

-- What a deal consists of, out of the directory of services and goods, or in words.
CREATE TABLE deal_item (
  id INTEGER PRIMARY KEY,                -- key
  deal INTEGER NOT NULL REFERENCES deal (id), -- of which
  position INTEGER NOT NULL,             -- order
  service INTEGER REFERENCES service (id), -- out of the directory; NULL: not a service of it
  good INTEGER REFERENCES good (id),     -- the same of goods
  name TEXT NOT NULL CHECK (name <> ''), -- as shown
  quantity INTEGER NOT NULL CHECK (quantity > 0), -- thousandths
  unit TEXT,                             -- page, hour …; NULL: pieces
  price INTEGER NOT NULL CHECK (price >= 0) -- minor units of one, in the deal's currency
) STRICT;
CREATE INDEX deal_item_deal ON deal_item (deal, position);

-- Where a deal has been: one row a move, the first when it was made.
CREATE TABLE deal_move (
  id INTEGER PRIMARY KEY,                -- key
  deal INTEGER NOT NULL REFERENCES deal (id), -- which
  at INTEGER NOT NULL,                   -- UTC seconds
  from_stage INTEGER REFERENCES stage (id), -- NULL: it was made
  to_stage INTEGER NOT NULL REFERENCES stage (id), -- where to
  amount INTEGER,                        -- minor units it had then; NULL: none
  currency TEXT,                         -- ISO 4217 of it
  reason TEXT                            -- as said; NULL: nothing
) STRICT;
CREATE INDEX deal_move_deal ON deal_move (deal, at);
CREATE INDEX deal_move_at ON deal_move (at, to_stage);

-- Letters that the user put to a deal, or said it has nothing to do with: they stand for their threads.
CREATE TABLE deal_letter (
  id INTEGER PRIMARY KEY,                -- hash of ("deal-letter", deal, letter)
  deal INTEGER NOT NULL REFERENCES deal (id), -- to which
  letter INTEGER NOT NULL,               -- letter key; the mirror may be gone
  verdict TEXT NOT NULL CHECK (verdict IN ('linked', 'not-linked')), -- does it belong there
  created INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX deal_letter_deal ON deal_letter (deal);
CREATE INDEX deal_letter_letter ON deal_letter (letter);

ALTER TABLE note ADD COLUMN deal INTEGER REFERENCES deal (id); -- about which deal; NULL: none
ALTER TABLE reminder ADD COLUMN deal INTEGER REFERENCES deal (id); -- the next step of which deal; NULL: none
CREATE INDEX note_deal ON note (deal) WHERE deal IS NOT NULL;
CREATE INDEX reminder_deal ON reminder (deal) WHERE deal IS NOT NULL;

-- What was asked for in writing: an offer, or money.
CREATE TABLE invoice (
  id INTEGER PRIMARY KEY,                -- key
  kind TEXT NOT NULL CHECK (kind IN ('invoice', 'offer')), -- which of both
  number TEXT NOT NULL,                  -- as printed: invoice_number.number
  contact INTEGER REFERENCES contact (id), -- to whom; NULL: forgotten
  deal INTEGER REFERENCES deal (id),     -- for what; NULL: no deal
  amount INTEGER NOT NULL CHECK (amount >= 0), -- minor units, of all lines, tax included
  currency TEXT NOT NULL,                -- ISO 4217
  tax INTEGER NOT NULL DEFAULT 0 CHECK (tax BETWEEN 0 AND 10000), -- VAT in hundredths of a percent, within amount
  issued TEXT NOT NULL,                  -- ISO date
  due TEXT NOT NULL,                     -- ISO date; of an offer: valid until
  -- open: waits for money or an answer; paid, accepted in full; void, declined: nothing is awaited
  state TEXT NOT NULL CHECK (state IN ('open', 'paid', 'void', 'accepted', 'declined')),
  reminded TEXT,                         -- ISO date of the last reminder; NULL: none
  text TEXT NOT NULL DEFAULT '',         -- a line for the client
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL,              -- UTC seconds
  tax_amount INTEGER NOT NULL DEFAULT 0, -- minor units of VAT within amount, as it was printed
  reason TEXT                            -- why it is void or declined, in words
) STRICT;
CREATE INDEX invoice_contact ON invoice (contact);
CREATE INDEX invoice_deal ON invoice (deal) WHERE deal IS NOT NULL;
CREATE INDEX invoice_number_of ON invoice (number COLLATE NOCASE);
CREATE INDEX invoice_issued ON invoice (issued);
CREATE INDEX invoice_open ON invoice (due) WHERE state = 'open';

-- Its lines, as they were printed.
CREATE TABLE invoice_item (
  id INTEGER PRIMARY KEY,                -- key
  invoice INTEGER NOT NULL REFERENCES invoice (id), -- of which
  position INTEGER NOT NULL,             -- order
  service INTEGER REFERENCES service (id), -- out of the directory; NULL: not a service of it
  good INTEGER REFERENCES good (id),     -- the same of goods
  name TEXT NOT NULL CHECK (name <> ''), -- as printed
  quantity INTEGER NOT NULL CHECK (quantity > 0), -- thousandths
  unit TEXT,                             -- page, hour …; NULL: pieces
  price INTEGER NOT NULL,                -- minor units of one
  total INTEGER NOT NULL                 -- minor units: quantity × price, rounded half up once
) STRICT;
CREATE INDEX invoice_item_invoice ON invoice_item (invoice, position);

-- Money that came for an invoice.
CREATE TABLE invoice_payment (
  id INTEGER PRIMARY KEY,                -- key
  invoice INTEGER NOT NULL REFERENCES invoice (id), -- for which
  amount INTEGER NOT NULL CHECK (amount > 0), -- minor units in the invoice's currency
  paid TEXT NOT NULL,                    -- ISO date it came
  how TEXT CHECK (how IN ('cash', 'card', 'transfer')), -- NULL: not said
  created INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX invoice_payment_invoice ON invoice_payment (invoice, amount, paid); -- sums without the rows
CREATE INDEX invoice_payment_paid ON invoice_payment (paid);

-- Numbers that were given. Not journaled: an undo takes the invoice back, never its number, which is
-- void then and not given again.
CREATE TABLE invoice_number (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- order in which they were given
  kind TEXT NOT NULL CHECK (kind IN ('invoice', 'offer')), -- series
  year INTEGER NOT NULL,                 -- series
  serial INTEGER NOT NULL,               -- within kind and year, without gaps
  number TEXT NOT NULL,                  -- as printed
  invoice INTEGER NOT NULL,              -- key of the invoice it was given to
  at INTEGER NOT NULL,                   -- UTC seconds
  UNIQUE (kind, year, serial)
) STRICT;

-- Texts that are filled in: an invoice, an offer, a letter.
CREATE TABLE template (
  id INTEGER PRIMARY KEY,                -- key
  name TEXT NOT NULL CHECK (name <> ''), -- as shown, NFC
  fold TEXT NOT NULL,                    -- kt_fold(name)
  kind TEXT NOT NULL CHECK (kind IN ('invoice', 'offer', 'letter')), -- for what
  format TEXT NOT NULL CHECK (format IN ('text', 'html')), -- how its values are escaped
  language TEXT,                         -- BCP 47; NULL: any
  body TEXT NOT NULL,                    -- with {{places}} (kontor/fill.h)
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;

-- A report with its parameters.
CREATE TABLE saved_report (
  id INTEGER PRIMARY KEY,                -- key
  name TEXT NOT NULL CHECK (name <> ''), -- as shown, NFC
  fold TEXT NOT NULL,                    -- kt_fold(name)
  report TEXT NOT NULL,                  -- which
  arguments TEXT NOT NULL DEFAULT '',    -- as typed, one a line
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;

-- What was erased, so that no sync brings it back. Keyed hashes: nobody can read from them who it was.
-- Not journaled: forgetting cannot be undone.
CREATE TABLE tombstone (
  id INTEGER PRIMARY KEY,                -- key
  kind TEXT NOT NULL CHECK (kind IN ('address', 'phone', 'name', 'letter', 'event', 'card')), -- of what
  hash TEXT NOT NULL,                    -- HMAC-SHA256 in hex, key: file "tombstone-key" beside the book
  at INTEGER NOT NULL                    -- UTC seconds
) STRICT;
CREATE INDEX tombstone_hash ON tombstone (kind, hash);

-- What lies on a server on behalf of a record: contacts of an address book too, now.
CREATE TABLE outbox_new (
  id INTEGER PRIMARY KEY,                -- key
  kind TEXT NOT NULL CHECK (kind IN ('appointment', 'reminder', 'invite', 'contact')), -- what it stands for
  record INTEGER NOT NULL,               -- its key
  source TEXT NOT NULL,                  -- [calendar NAME] or [contacts NAME]
  collection TEXT NOT NULL,              -- href of the calendar or address book
  href TEXT NOT NULL,                    -- of the object
  uid TEXT NOT NULL,                     -- its UID
  etag TEXT NOT NULL DEFAULT '',         -- of base
  base TEXT NOT NULL DEFAULT '',         -- as both sides had it last; '': never there
  intent TEXT,                           -- text of a PUT that may or may not have arrived; NULL: none
  state TEXT NOT NULL                    -- how it stands
    CHECK (state IN ('wanted', 'putting', 'deleting', 'agreed', 'conflict', 'refused', 'asked')),
  mine TEXT NOT NULL DEFAULT '',         -- its properties as the book wanted them when it was agreed
  attempts INTEGER NOT NULL DEFAULT 0,   -- since it last worked
  reason TEXT,                           -- of refused and conflict, in words
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;
INSERT INTO outbox_new SELECT * FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE INDEX outbox_record ON outbox (kind, record);
CREATE INDEX outbox_href ON outbox (source, collection, href);
CREATE INDEX outbox_uid ON outbox (uid);

-- Words of deals.
CREATE VIRTUAL TABLE deal_fts USING fts5 (
  title, content = 'deal', content_rowid = 'id', tokenize = 'kontor', prefix = '2 3'
);
CREATE TRIGGER deal_fts_insert AFTER INSERT ON deal BEGIN
  INSERT INTO deal_fts (rowid, title) VALUES (new.id, new.title);
END;
CREATE TRIGGER deal_fts_delete AFTER DELETE ON deal BEGIN
  INSERT INTO deal_fts (deal_fts, rowid, title) VALUES ('delete', old.id, old.title);
END;
CREATE TRIGGER deal_fts_update AFTER UPDATE OF title ON deal BEGIN
  INSERT INTO deal_fts (deal_fts, rowid, title) VALUES ('delete', old.id, old.title);
  INSERT INTO deal_fts (rowid, title) VALUES (new.id, new.title);
END;

-- reports read a year of visits: what they ask for stands in the index, not in 8,000 rows elsewhere
DROP INDEX appointment_paid;
CREATE INDEX appointment_paid
  ON appointment (paid_at, state, paid_how, contact, currency, paid, tip, price) WHERE paid_at IS NOT NULL;
DROP INDEX appointment_part_appointment;
CREATE INDEX appointment_part_appointment
  ON appointment_part (appointment, service, staff, position, work, finish, price);
-- the few that were done and have not been paid
CREATE INDEX appointment_unpaid
  ON appointment (start_at) WHERE state = 'done' AND (paid_how = 'later' OR paid IS NULL);

-- book.db: what only the user knows or decided. Small, precious, journaled.
-- Keys are 60-bit (kontor/id.h). Foreign keys are NO ACTION: with CASCADE an undo would silently
-- delete newer rows. Instants are UTC seconds; planned times keep their local form and TZID.
-- Columns are only ever added at the end of a table (changesets go by position).

-- A person or a company the user deals with.
CREATE TABLE contact (
  id INTEGER PRIMARY KEY,                -- key; of a contact that sync made: hash of its address
  -- a person or an organisation
  kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'company')),
  name TEXT NOT NULL CHECK (name <> ''), -- as shown, NFC
  fold TEXT NOT NULL,                    -- kt_fold(name): what names are matched in
  given TEXT,                            -- parts of the name, where the user gave them
  family TEXT,                           -- as given
  patronymic TEXT,                       -- as given
  company TEXT,                          -- the company's name, free text
  type TEXT,                             -- the user's own word: client, supplier, designer …
  status TEXT,                           -- the user's own word
  source TEXT,                           -- who or what sent them
  birthday TEXT,                         -- ISO date, or --MM-DD without a year
  language TEXT,                         -- BCP 47 tag
  cadence INTEGER CHECK (cadence > 0),   -- days after which silence is noticed
  origin TEXT NOT NULL DEFAULT 'user' CHECK (origin IN ('user', 'sync', 'import')), -- who made it
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX contact_fold ON contact (fold);

-- Ways to reach a contact.
CREATE TABLE contact_point (
  id INTEGER PRIMARY KEY,                -- key; of one that sync made: hash of its address
  contact INTEGER NOT NULL REFERENCES contact (id), -- whose
  kind TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'post', 'url', 'messenger')), -- what it is
  raw TEXT NOT NULL,                     -- as typed
  norm TEXT NOT NULL,                    -- addr.h, E.164; else the raw text folded
  match TEXT NOT NULL,                   -- what is compared: addr.h match form; else norm
  label TEXT,                            -- work, private …
  share TEXT NOT NULL DEFAULT 'personal' CHECK (share IN ('personal', 'shared')), -- info@ picks nobody
  position INTEGER NOT NULL DEFAULT 0,   -- the first of a kind is the preferred one
  created INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX contact_point_contact ON contact_point (contact);
CREATE INDEX contact_point_match ON contact_point (match);
-- covers the search for part of an address and for the tail of a phone, which read all of a kind
CREATE INDEX contact_point_kind ON contact_point (kind, norm, match, contact);

-- The user's own words on a contact.
CREATE TABLE contact_tag (
  id INTEGER PRIMARY KEY,                -- key
  contact INTEGER NOT NULL REFERENCES contact (id), -- whose
  tag TEXT NOT NULL,                     -- as typed
  fold TEXT NOT NULL                     -- kt_fold(tag)
) STRICT;
CREATE INDEX contact_tag_contact ON contact_tag (contact);
CREATE INDEX contact_tag_fold ON contact_tag (fold);

-- What the user wrote down about a contact: a note, a phone call, a meeting.
CREATE TABLE note (
  id INTEGER PRIMARY KEY,                -- key
  contact INTEGER NOT NULL REFERENCES contact (id), -- about whom
  kind TEXT NOT NULL CHECK (kind IN ('note', 'call', 'meeting')), -- written down, spoken or met
  at INTEGER NOT NULL,                   -- when it happened, UTC seconds
  text TEXT NOT NULL,                    -- as typed, NFC
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX note_contact ON note (contact, at);

-- What is to be done, and when.
CREATE TABLE reminder (
  id INTEGER PRIMARY KEY,                -- key
  contact INTEGER REFERENCES contact (id), -- about whom; NULL: nobody
  text TEXT NOT NULL,                    -- as typed, NFC
  due_local TEXT NOT NULL,               -- the truth: ISO date, or date and minute
  tzid TEXT NOT NULL,                    -- IANA zone of due_local
  due_at INTEGER NOT NULL,               -- derived: UTC seconds; recomputed when tzdata changes
  repeat TEXT,                           -- RFC 5545 RRULE value (kontor/when.h)
  start_local TEXT NOT NULL,             -- first due_local: where a repetition counts from
  -- a repetition stays open and moves on
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
  done_at INTEGER,                       -- UTC seconds
  letter INTEGER,                        -- key of the letter it is about; NULL: none
  uid TEXT NOT NULL,                     -- iCalendar UID (RFC 5545 §3.8.4.7)
  sequence INTEGER NOT NULL DEFAULT 0,   -- iCalendar SEQUENCE
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX reminder_due ON reminder (state, due_at);
CREATE INDEX reminder_contact ON reminder (contact);

-- What the user decided about one letter; wins over every rule.
CREATE TABLE letter_verdict (
  id INTEGER PRIMARY KEY,                -- key
  letter INTEGER NOT NULL,               -- letter key; the mirror may be gone
  -- with whom it goes, or that it waits no more
  verdict TEXT NOT NULL CHECK (verdict IN ('linked', 'not-linked', 'dismissed', 'snoozed')),
  contact INTEGER REFERENCES contact (id), -- linked, not-linked: to whom
  until_at INTEGER,                      -- snoozed: UTC seconds
  created INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX letter_verdict_letter ON letter_verdict (letter);
CREATE INDEX letter_verdict_contact ON letter_verdict (contact);

-- What the user decided about one address.
CREATE TABLE address_verdict (
  id INTEGER PRIMARY KEY,                -- hash of ("address-verdict", match)
  match TEXT NOT NULL,                   -- addr.h match form
  -- never: makes no contact again
  verdict TEXT NOT NULL CHECK (verdict IN ('ignore', 'mine', 'shared', 'never')),
  created INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX address_verdict_match ON address_verdict (match);

-- Small facts of the program about this book (not the user's config file).
CREATE TABLE setting (
  name TEXT PRIMARY KEY NOT NULL,        -- what
  value TEXT NOT NULL                    -- as text
) STRICT, WITHOUT ROWID;

-- One row a command that changed the book (RULES: journal). The only table of ours that is not journaled.
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, -- order; never used twice
  id INTEGER NOT NULL UNIQUE,            -- key, for refs
  at INTEGER NOT NULL,                   -- UTC seconds
  device TEXT NOT NULL,                  -- kept in a file beside the book
  -- undo without a ref leaves sync alone
  origin TEXT NOT NULL CHECK (origin IN ('user', 'sync', 'import')),
  command TEXT NOT NULL,                 -- one line a person can read
  undoes TEXT,                           -- seqs of the entries this one takes back, newest first, by spaces
  schema INTEGER NOT NULL,               -- user_version it was recorded under
  changeset BLOB                         -- SQLite session; NULL: erased; last, so that lists need not read it
) STRICT;
CREATE INDEX journal_undoes ON journal (undoes) WHERE undoes IS NOT NULL;

-- Words of the book. External content, fed by triggers, so that an undo feeds them too; the
-- delete always gets exactly the text that was inserted.
CREATE VIRTUAL TABLE contact_fts USING fts5 (
  name, company, content = 'contact', content_rowid = 'id', tokenize = 'kontor', prefix = '2 3'
);
CREATE TRIGGER contact_fts_insert AFTER INSERT ON contact BEGIN
  INSERT INTO contact_fts (rowid, name, company) VALUES (new.id, new.name, new.company);
END;
CREATE TRIGGER contact_fts_delete AFTER DELETE ON contact BEGIN
  INSERT INTO contact_fts (contact_fts, rowid, name, company) VALUES ('delete', old.id, old.name, old.company);
END;
CREATE TRIGGER contact_fts_update AFTER UPDATE OF name, company ON contact BEGIN
  INSERT INTO contact_fts (contact_fts, rowid, name, company) VALUES ('delete', old.id, old.name, old.company);
  INSERT INTO contact_fts (rowid, name, company) VALUES (new.id, new.name, new.company);
END;

-- Words of notes, calls and meetings.
CREATE VIRTUAL TABLE note_fts USING fts5 (
  text, content = 'note', content_rowid = 'id', tokenize = 'kontor', prefix = '2 3'
);
CREATE TRIGGER note_fts_insert AFTER INSERT ON note BEGIN
  INSERT INTO note_fts (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER note_fts_delete AFTER DELETE ON note BEGIN
  INSERT INTO note_fts (note_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER note_fts_update AFTER UPDATE OF text ON note BEGIN
  INSERT INTO note_fts (note_fts, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO note_fts (rowid, text) VALUES (new.id, new.text);
END;

-- Words of reminders.
CREATE VIRTUAL TABLE reminder_fts USING fts5 (
  text, content = 'reminder', content_rowid = 'id', tokenize = 'kontor', prefix = '2 3'
);
CREATE TRIGGER reminder_fts_insert AFTER INSERT ON reminder BEGIN
  INSERT INTO reminder_fts (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER reminder_fts_delete AFTER DELETE ON reminder BEGIN
  INSERT INTO reminder_fts (reminder_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER reminder_fts_update AFTER UPDATE OF text ON reminder BEGIN
  INSERT INTO reminder_fts (reminder_fts, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO reminder_fts (rowid, text) VALUES (new.id, new.text);
END;

-- mirror.db: what servers said. Big and rebuildable; deleting it loses only letters that are gone
-- from their server. Attached to the book as schema "mirror"; nothing here is journaled.

-- One [mail NAME] of the config, by its name.
CREATE TABLE mirror.source (
  name TEXT PRIMARY KEY NOT NULL,        -- as in the config
  kind TEXT NOT NULL,                    -- imaps, imap+starttls, tunnel, maildir, eml
  retired_at INTEGER,                    -- its section left the config; its letters stay
  synced_at INTEGER,                     -- last run that ended well, UTC seconds
  error TEXT,                            -- what the last run failed with; NULL: it ended well
  has_sent INTEGER NOT NULL DEFAULT 0 CHECK (has_sent IN (0, 1)) -- a Sent folder is known
) STRICT, WITHOUT ROWID;

-- A folder of a source, and how far it was read.
CREATE TABLE mirror.folder (
  id INTEGER PRIMARY KEY,                -- row
  source TEXT NOT NULL,                  -- source.name
  name TEXT NOT NULL,                    -- UTF-8, as shown
  wire_name TEXT NOT NULL,               -- as the server spells it
  -- by SPECIAL-USE, the config or its name
  role TEXT NOT NULL CHECK (role IN ('inbox', 'sent', 'archive', 'drafts', 'junk', 'trash', 'other')),
  uidvalidity INTEGER NOT NULL,          -- RFC 3501 §2.3.1.1
  uidnext INTEGER NOT NULL,              -- all UIDs below are known, once horizon is 0
  modseq INTEGER NOT NULL DEFAULT 0,     -- RFC 7162 HIGHESTMODSEQ; Maildir: a stamp of its directories
  total INTEGER NOT NULL DEFAULT 0,      -- letters the server counted then
  horizon INTEGER,                       -- all letters newer than this instant are here; 0: all; NULL: none yet
  since INTEGER NOT NULL DEFAULT 0,      -- letters received from then on were wanted; 0: all
  gone_at INTEGER,                       -- the folder vanished on the server
  UNIQUE (source, wire_name)             -- two may be shown by one name
) STRICT;

-- A letter, once however many folders hold it.
CREATE TABLE mirror.letter (
  id INTEGER PRIMARY KEY,                -- time << 20 | n: rowid order is time order
  key INTEGER NOT NULL UNIQUE,           -- RULES: identity
  msgid_hash INTEGER NOT NULL,           -- hash of Message-ID; 0: none
  thread INTEGER NOT NULL,               -- number shared by its thread, not stable
  time INTEGER NOT NULL,                 -- UTC seconds (RULES: letter time)
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')), -- RULES: whose letter
  -- who or what wrote it
  kind TEXT NOT NULL                     -- not IN: a list of three or more is a table made for each row
    CHECK (kind = 'personal' OR kind = 'bulk' OR kind = 'automatic' OR kind = 'invite'
           OR kind = 'bounce'),
  flags INTEGER NOT NULL DEFAULT 0,      -- KT_LETTER_FLAG_*
  sender INTEGER NOT NULL,               -- address of From; 0: none
  size INTEGER NOT NULL,                 -- octets on the server
  gone_at INTEGER,                       -- in no synced folder since, UTC seconds
  subject TEXT NOT NULL,                 -- decoded, NFC
  people TEXT NOT NULL,                  -- who as written: lines "role<TAB>norm<TAB>name"
  question TEXT                          -- the sentence that asks
) STRICT;
CREATE INDEX mirror.letter_thread ON letter (thread, id);

-- What the writer wrote, apart from its letter: lists and follow-ups then read a fifth of the pages.
CREATE TABLE mirror.letter_text (
  letter INTEGER PRIMARY KEY,            -- letter.id
  text TEXT NOT NULL                     -- own text, 64 KiB at most; bulk letters have no row
) STRICT;

-- Where a letter lies. One letter may lie in many folders.
CREATE TABLE mirror.location (
  folder INTEGER NOT NULL,               -- folder.id
  uid INTEGER NOT NULL,                  -- IMAP UID; Maildir and eml: hash of the file's base name
  letter INTEGER NOT NULL,               -- letter.id
  flags INTEGER NOT NULL DEFAULT 0,      -- KT_FLAG_SEEN …
  PRIMARY KEY (folder, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX mirror.location_letter ON location (letter);

-- Every address that ever wrote or was written to.
CREATE TABLE mirror.address (
  id INTEGER PRIMARY KEY,                -- row
  norm TEXT NOT NULL UNIQUE,             -- kontor/addr.h
  match TEXT NOT NULL,                   -- addr.h match form
  name TEXT NOT NULL DEFAULT '',         -- best name seen
  name_rank INTEGER NOT NULL DEFAULT 0,  -- how good: 0 none, 1 written by others, 2 its own From
  fold TEXT NOT NULL DEFAULT '',         -- kt_fold(name)
  wrote_at INTEGER NOT NULL DEFAULT 0,   -- newest personal letter from it
  written_at INTEGER NOT NULL DEFAULT 0  -- newest letter from me to it
) STRICT;
CREATE INDEX mirror.address_match ON address (match);

-- Who takes part in which letter, newest letters last.
CREATE TABLE mirror.participant (
  address INTEGER NOT NULL,              -- address.id
  letter INTEGER NOT NULL,               -- letter.id, hence in order of time
  role INTEGER NOT NULL,                 -- KtRole; the strongest one
  PRIMARY KEY (address, letter)
) STRICT, WITHOUT ROWID;

-- Every Message-ID seen or referred to, and the thread it belongs to.
CREATE TABLE mirror.thread_ref (
  msgid_hash INTEGER PRIMARY KEY,        -- hash of a Message-ID
  thread INTEGER NOT NULL                -- letter.thread
) STRICT;
CREATE INDEX mirror.thread_ref_thread ON thread_ref (thread);

-- Attachments and other parts with a name.
CREATE TABLE mirror.part (
  letter INTEGER NOT NULL,               -- letter.id
  n INTEGER NOT NULL,                    -- number in the MIME tree, from 1
  name TEXT NOT NULL,                    -- file name as written
  type TEXT NOT NULL,                    -- MIME type
  size INTEGER NOT NULL,                 -- decoded octets; 0: not known
  PRIMARY KEY (letter, n)
) STRICT, WITHOUT ROWID;

-- Items that the reader could not take: shown by doctor, retried by sync --retry.
CREATE TABLE mirror.quarantine (
  folder INTEGER NOT NULL,               -- folder.id
  uid INTEGER NOT NULL,                  -- as in location
  reason TEXT NOT NULL,                  -- for people
  at INTEGER NOT NULL,                   -- last try, UTC seconds
  attempts INTEGER NOT NULL DEFAULT 1,   -- how often it was tried
  PRIMARY KEY (folder, uid)
) STRICT, WITHOUT ROWID;

-- One run over one source.
CREATE TABLE mirror.sync_run (
  id INTEGER PRIMARY KEY,                -- row
  source TEXT NOT NULL,                  -- source.name
  started INTEGER NOT NULL,              -- UTC seconds
  finished INTEGER,                      -- UTC seconds; NULL: it was cut short
  new INTEGER NOT NULL DEFAULT 0,        -- letters stored
  changed INTEGER NOT NULL DEFAULT 0,    -- letters whose flags changed
  gone INTEGER NOT NULL DEFAULT 0,       -- letters that left the server
  quarantined INTEGER NOT NULL DEFAULT 0, -- letters set aside
  error TEXT                             -- for people; NULL: ended well
) STRICT;

-- Small facts about this mirror (hash of the config its derived columns were made with).
CREATE TABLE mirror.fact (
  name TEXT PRIMARY KEY NOT NULL,        -- what
  value TEXT NOT NULL                    -- as text
) STRICT, WITHOUT ROWID;

-- What letter_fts indexes: its deletes get exactly these words.
CREATE VIEW mirror.letter_words AS
  SELECT l.id AS id, l.subject AS subject, coalesce(t.text, '') AS text
  FROM letter AS l LEFT JOIN letter_text AS t ON t.letter = l.id;

-- Words of letters.
CREATE VIRTUAL TABLE mirror.letter_fts USING fts5 (
  subject, text, content = 'letter_words', content_rowid = 'id', tokenize = 'kontor'
);
-- A window of 1,000 letters is one segment, and segments merge eight at a time: with the defaults
-- half of a first sync went into writing the same terms again.
INSERT INTO mirror.letter_fts (letter_fts, rank) VALUES ('hashsize', 16777216);
INSERT INTO mirror.letter_fts (letter_fts, rank) VALUES ('automerge', 8);
INSERT INTO mirror.letter_fts (letter_fts, rank) VALUES ('pgsz', 8100);

-- How often a contact is in touch: made after each sync, so that an agenda need not read ten years
-- of letters to see who is unusually quiet.
CREATE TABLE mirror.rhythm (
  contact INTEGER PRIMARY KEY,           -- contact.id of the book
  last INTEGER NOT NULL,                 -- newest personal letter either way, UTC seconds
  gap INTEGER NOT NULL                   -- median days between days of contact; 0: too few to tell
) STRICT;

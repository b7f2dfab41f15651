-- The booking diary, and what lies in calendars on the user's behalf. Only tables are added.
-- undo: safe

-- What is done for clients, and how long it takes: hands at work, a gap in which it works by itself
-- (colour), hands again.
CREATE TABLE service (
  id INTEGER PRIMARY KEY,                -- key
  name TEXT NOT NULL CHECK (name <> ''), -- as shown, NFC
  fold TEXT NOT NULL,                    -- kt_fold(name)
  work INTEGER NOT NULL CHECK (work > 0), -- minutes of work at the beginning
  free INTEGER NOT NULL DEFAULT 0 CHECK (free >= 0), -- minutes in which the hands are free
  finish INTEGER NOT NULL DEFAULT 0 CHECK (finish >= 0), -- minutes of work after that
  before INTEGER NOT NULL DEFAULT 0 CHECK (before >= 0), -- minutes to prepare
  after INTEGER NOT NULL DEFAULT 0 CHECK (after >= 0), -- minutes to clean up
  price INTEGER CHECK (price >= 0),      -- minor units; NULL: by agreement
  currency TEXT,                         -- ISO 4217
  rebook INTEGER CHECK (rebook > 0),     -- days after which it is due again; NULL: never by itself
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)), -- not offered any more
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX service_fold ON service (fold);

-- Who works and where: a hand, a chair, a room.
CREATE TABLE resource (
  id INTEGER PRIMARY KEY,                -- key
  kind TEXT NOT NULL CHECK (kind IN ('staff', 'chair', 'room')), -- what it is
  name TEXT NOT NULL CHECK (name <> ''), -- as shown, NFC
  fold TEXT NOT NULL,                    -- kt_fold(name)
  calendar TEXT,                         -- source of the calendars that block only this one
  position INTEGER NOT NULL DEFAULT 0,   -- order of columns in the day sheet
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)), -- left
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;

-- Working hours. A break is the time between two rows of one weekday. No row at all for a resource:
-- the salon's hours; none for the salon: the working days of the config, 9 to 18.
CREATE TABLE resource_hours (
  id INTEGER PRIMARY KEY,                -- key
  resource INTEGER REFERENCES resource (id), -- whose; NULL: of the salon
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- 1 Monday
  opens INTEGER NOT NULL CHECK (opens BETWEEN 0 AND 1439), -- minute of the day
  closes INTEGER NOT NULL CHECK (closes BETWEEN 1 AND 1440) -- minute of the day
) STRICT;
CREATE INDEX resource_hours_resource ON resource_hours (resource);

-- Who does a service, in which time; or where it is done. No row of staff: every hand does it.
-- Several rows of chairs or rooms: any one of them is needed.
CREATE TABLE service_resource (
  id INTEGER PRIMARY KEY,                -- key
  service INTEGER NOT NULL REFERENCES service (id), -- what
  resource INTEGER NOT NULL REFERENCES resource (id), -- who or where
  work INTEGER CHECK (work > 0),         -- minutes, as in service; NULL: the service's
  free INTEGER CHECK (free >= 0),        -- the same
  finish INTEGER CHECK (finish >= 0),    -- the same
  price INTEGER CHECK (price >= 0)       -- minor units; NULL: the service's
) STRICT;
CREATE INDEX service_resource_service ON service_resource (service);
CREATE INDEX service_resource_resource ON service_resource (resource);

-- Times that differ from the hours: holidays, lunch, a Saturday that is open for once.
CREATE TABLE closure (
  id INTEGER PRIMARY KEY,                -- key
  resource INTEGER REFERENCES resource (id), -- whose; NULL: the whole salon
  kind TEXT NOT NULL CHECK (kind IN ('closed', 'open')), -- which way it differs
  start_local TEXT NOT NULL,             -- ISO date, or date and minute
  end_local TEXT NOT NULL,               -- dates: the last day, included; else the end, excluded
  tzid TEXT NOT NULL,                    -- IANA zone of both
  repeat TEXT,                           -- RRULE value (kontor/when.h); NULL: once
  text TEXT NOT NULL DEFAULT '',         -- why
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX closure_start ON closure (start_local);

-- A visit of a client.
CREATE TABLE appointment (
  id INTEGER PRIMARY KEY,                -- key
  contact INTEGER REFERENCES contact (id), -- who comes; NULL: somebody off the street
  start_local TEXT NOT NULL,             -- the truth: date and minute
  tzid TEXT NOT NULL,                    -- IANA zone of start_local
  start_at INTEGER NOT NULL,             -- derived: UTC seconds
  end_at INTEGER NOT NULL,               -- derived: when the last part ends
  state TEXT NOT NULL                    -- how far it is
    CHECK (state IN ('pencilled', 'booked', 'confirmed', 'arrived', 'done', 'no-show', 'cancelled')),
  pencilled_until INTEGER,               -- pencilled: lapses then, UTC seconds
  price INTEGER CHECK (price >= 0),      -- minor units, of all parts; NULL: by agreement
  currency TEXT,                         -- ISO 4217, of all money here
  paid_how TEXT CHECK (paid_how IN ('cash', 'card', 'transfer', 'later')), -- NULL: not paid yet
  paid INTEGER CHECK (paid >= 0),        -- minor units with goods, without tip
  tip INTEGER CHECK (tip >= 0),          -- minor units
  arrived_at INTEGER,                    -- UTC seconds
  done_at INTEGER,                       -- UTC seconds; when its outcome was written down
  text TEXT NOT NULL DEFAULT '',         -- what was said when it was booked
  series INTEGER,                        -- shared by visits booked together as a repetition
  overlaps INTEGER NOT NULL DEFAULT 0 CHECK (overlaps IN (0, 1)), -- taken although it was not free
  question TEXT,                         -- what the user has to decide: deleted on the phone …; NULL: nothing
  uid TEXT NOT NULL,                     -- iCalendar UID (RFC 5545 §3.8.4.7)
  sequence INTEGER NOT NULL DEFAULT 0,   -- iCalendar SEQUENCE
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL,              -- UTC seconds
  paid_at INTEGER                        -- UTC seconds, whose day's drawer it came to; NULL: not paid
) STRICT;
CREATE INDEX appointment_start ON appointment (start_at);
CREATE INDEX appointment_paid ON appointment (paid_at) WHERE paid_at IS NOT NULL;
CREATE INDEX appointment_contact ON appointment (contact, start_at);
CREATE INDEX appointment_series ON appointment (series) WHERE series IS NOT NULL;
CREATE INDEX appointment_open ON appointment (state, start_at);
-- the whole history, client by client, from the index alone
CREATE INDEX appointment_done ON appointment (contact, start_at, state) WHERE state = 'done';

-- What is done in a visit, by whom, where, and when within it. Times are relative to the visit, so
-- that moving it changes one row.
CREATE TABLE appointment_part (
  id INTEGER PRIMARY KEY,                -- key
  appointment INTEGER NOT NULL REFERENCES appointment (id), -- of which visit
  position INTEGER NOT NULL,             -- order within it
  service INTEGER REFERENCES service (id), -- what; NULL: only its name is known
  name TEXT NOT NULL,                    -- as the service was called then
  staff INTEGER REFERENCES resource (id), -- whose hands; NULL: nobody's
  place INTEGER REFERENCES resource (id), -- chair or room; NULL: none is needed
  start INTEGER NOT NULL CHECK (start >= 0), -- minutes after the start of the visit
  work INTEGER NOT NULL CHECK (work >= 0), -- minutes, as in service
  free INTEGER NOT NULL DEFAULT 0 CHECK (free >= 0), -- the same
  finish INTEGER NOT NULL DEFAULT 0 CHECK (finish >= 0), -- the same
  before INTEGER NOT NULL DEFAULT 0 CHECK (before >= 0), -- the same
  after INTEGER NOT NULL DEFAULT 0 CHECK (after >= 0), -- the same
  price INTEGER CHECK (price >= 0)       -- minor units; NULL: by agreement
) STRICT;
CREATE INDEX appointment_part_appointment ON appointment_part (appointment, service, staff);
CREATE INDEX appointment_part_service ON appointment_part (service);

-- Goods sold at a visit.
CREATE TABLE appointment_item (
  id INTEGER PRIMARY KEY,                -- key
  appointment INTEGER NOT NULL REFERENCES appointment (id), -- at which visit
  name TEXT NOT NULL,                    -- what
  quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity > 0), -- how many
  price INTEGER NOT NULL CHECK (price >= 0) -- minor units of one
) STRICT;
CREATE INDEX appointment_item_appointment ON appointment_item (appointment);

-- Goods that are sold at visits, with their list price.
CREATE TABLE good (
  id INTEGER PRIMARY KEY,                -- key
  name TEXT NOT NULL CHECK (name <> ''), -- as shown, NFC
  fold TEXT NOT NULL,                    -- kt_fold(name)
  price INTEGER NOT NULL CHECK (price >= 0), -- minor units
  currency TEXT NOT NULL,                -- ISO 4217
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)), -- not sold any more
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;

-- What happened to a visit, as evidence.
CREATE TABLE appointment_event (
  id INTEGER PRIMARY KEY,                -- key
  appointment INTEGER NOT NULL REFERENCES appointment (id), -- to which
  at INTEGER NOT NULL,                   -- UTC seconds
  what TEXT NOT NULL                     -- what happened
    CHECK (what IN ('pencilled', 'booked', 'confirmed', 'moved', 'changed', 'told', 'answered',
                    'arrived', 'done', 'no-show', 'cancelled', 'lapsed', 'reopened')),
  how TEXT,                              -- phone, message, calendar …; NULL: at this terminal
  from_local TEXT,                       -- moved: from when
  to_local TEXT,                         -- booked, moved: to when
  text TEXT                              -- in words; NULL: nothing more
) STRICT;
CREATE INDEX appointment_event_appointment ON appointment_event (appointment, at);

-- Who would come if a time became free.
CREATE TABLE waiting_list (
  id INTEGER PRIMARY KEY,                -- key
  contact INTEGER NOT NULL REFERENCES contact (id), -- who
  service INTEGER REFERENCES service (id), -- for what; NULL: the usual
  staff INTEGER REFERENCES resource (id), -- with whom; NULL: anybody
  first TEXT,                            -- ISO date; NULL: from now on
  last TEXT,                             -- ISO date; NULL: any time
  day_part TEXT NOT NULL DEFAULT 'any' CHECK (day_part IN ('any', 'morning', 'afternoon', 'evening')), -- when in the day
  weekdays INTEGER NOT NULL DEFAULT 254, -- bit 1 Monday … bit 7 Sunday
  text TEXT NOT NULL DEFAULT '',         -- as said
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'held', 'booked', 'withdrawn')), -- how far
  held_until INTEGER,                    -- held: UTC seconds
  held_start TEXT,                       -- held: local start of the time offered
  held_staff INTEGER REFERENCES resource (id), -- held: with whom
  created INTEGER NOT NULL,              -- UTC seconds: since when
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX waiting_list_state ON waiting_list (state, created);
CREATE INDEX waiting_list_contact ON waiting_list (contact);

-- How something was mixed or done, dated: the newest of a kind is what is used next time.
CREATE TABLE formula (
  id INTEGER PRIMARY KEY,                -- key
  contact INTEGER NOT NULL REFERENCES contact (id), -- for whom
  kind TEXT NOT NULL,                    -- colour, cut, nails …: the user's word
  at INTEGER NOT NULL,                   -- when it was used, UTC seconds
  text TEXT NOT NULL,                    -- as typed, NFC
  reason TEXT NOT NULL DEFAULT '',       -- why it differs from the one before
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX formula_contact ON formula (contact, kind, at);

-- What must be known before anybody touches a client.
CREATE TABLE allergy (
  id INTEGER PRIMARY KEY,                -- key
  contact INTEGER NOT NULL REFERENCES contact (id), -- whose
  text TEXT NOT NULL,                    -- to what, and what follows
  tested TEXT,                           -- ISO date of the last patch test; NULL: none
  result TEXT,                           -- what it showed
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX allergy_contact ON allergy (contact);

-- A day whose takings were counted.
CREATE TABLE day_close (
  id INTEGER PRIMARY KEY,                -- hash of ("day-close", day)
  day TEXT NOT NULL,                     -- ISO date
  cash INTEGER NOT NULL,                 -- minor units that should be in the drawer
  counted INTEGER,                       -- minor units that are; NULL: not counted
  currency TEXT NOT NULL,                -- ISO 4217
  closed_at INTEGER NOT NULL             -- UTC seconds
) STRICT;

-- What the user decided about an event of a calendar; wins over every rule.
CREATE TABLE event_verdict (
  id INTEGER PRIMARY KEY,                -- key
  uid TEXT NOT NULL,                     -- iCalendar UID
  verdict TEXT NOT NULL CHECK (verdict IN ('linked', 'not-linked', 'ignored')), -- with whom it goes
  contact INTEGER REFERENCES contact (id), -- linked, not-linked: to whom
  created INTEGER NOT NULL               -- UTC seconds
) STRICT;
CREATE INDEX event_verdict_uid ON event_verdict (uid);
CREATE INDEX event_verdict_contact ON event_verdict (contact);

-- What was answered to an invitation.
CREATE TABLE invite_answer (
  id INTEGER PRIMARY KEY,                -- hash of ("invite", uid, recurrence)
  uid TEXT NOT NULL,                     -- iCalendar UID
  recurrence TEXT NOT NULL DEFAULT '',   -- RECURRENCE-ID as told; '': all of it
  answer TEXT NOT NULL CHECK (answer IN ('accepted', 'declined', 'tentative')), -- RFC 5545 PARTSTAT
  sequence INTEGER NOT NULL,             -- of the request that was answered
  created INTEGER NOT NULL,              -- UTC seconds
  updated INTEGER NOT NULL               -- UTC seconds
) STRICT;

-- What lies on a server, or shall, on behalf of a record of this book: its text as both sides agreed
-- last, and what is under way. Not journaled: what was sent cannot be taken back, and the next sync
-- compares it with the book as it is then.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,                -- key
  kind TEXT NOT NULL CHECK (kind IN ('appointment', 'reminder', 'invite')), -- what it stands for
  record INTEGER NOT NULL,               -- its key
  source TEXT NOT NULL,                  -- [calendar NAME]
  collection TEXT NOT NULL,              -- href of the calendar
  href TEXT NOT NULL,                    -- of the object
  uid TEXT NOT NULL,                     -- iCalendar UID
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
CREATE INDEX outbox_record ON outbox (kind, record);
CREATE INDEX outbox_href ON outbox (source, collection, href);
CREATE INDEX outbox_uid ON outbox (uid);

-- Texts that were replaced, and both sides of a conflict. Kept a year.
CREATE TABLE kept_text (
  id INTEGER PRIMARY KEY,                -- key
  uid TEXT NOT NULL,                     -- iCalendar UID
  side TEXT NOT NULL CHECK (side IN ('mine', 'theirs', 'replaced')), -- whose text
  outbox INTEGER,                        -- of an open conflict: outbox.id; NULL: settled
  text TEXT NOT NULL,                    -- raw
  at INTEGER NOT NULL                    -- UTC seconds
) STRICT;
CREATE INDEX kept_text_outbox ON kept_text (outbox);
CREATE INDEX kept_text_at ON kept_text (at);

-- Words of formulas.
CREATE VIRTUAL TABLE formula_fts USING fts5 (
  text, content = 'formula', content_rowid = 'id', tokenize = 'kontor', prefix = '2 3'
);
CREATE TRIGGER formula_fts_insert AFTER INSERT ON formula BEGIN
  INSERT INTO formula_fts (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER formula_fts_delete AFTER DELETE ON formula BEGIN
  INSERT INTO formula_fts (formula_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER formula_fts_update AFTER UPDATE OF text ON formula BEGIN
  INSERT INTO formula_fts (formula_fts, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO formula_fts (rowid, text) VALUES (new.id, new.text);
END;

-- the few who have one, among all clients
CREATE INDEX contact_birthday ON contact (birthday) WHERE birthday IS NOT NULL;
CREATE INDEX contact_cadence ON contact (cadence) WHERE cadence IS NOT NULL;

-- whose an address is, from the index alone
DROP INDEX contact_point_match;
CREATE INDEX contact_point_match ON contact_point (match, kind, contact, share);

-- Calendars as servers, folders and files show them, and invitations out of letters.

-- A calendar of a [calendar NAME] of the config.
CREATE TABLE mirror.calendar (
  id INTEGER PRIMARY KEY,                -- row
  source TEXT NOT NULL,                  -- source.name
  href TEXT NOT NULL,                    -- of the collection, percent-encoded as the server spells it
  name TEXT NOT NULL,                    -- as shown
  writable INTEGER NOT NULL CHECK (writable IN (0, 1)), -- the server and the config allow it
  state TEXT NOT NULL DEFAULT '',        -- sync token, CTag or hash the objects below stand for; '': none
  compared_at INTEGER NOT NULL DEFAULT 0, -- last complete comparison, UTC seconds; 0: never
  stopped TEXT,                          -- why it is not synced any more until the user decides
  gone_at INTEGER,                       -- vanished on the server
  UNIQUE (source, href)
) STRICT;

-- One resource of a calendar: all components that share a UID.
CREATE TABLE mirror.object (
  id INTEGER PRIMARY KEY,                -- row
  calendar INTEGER NOT NULL,             -- calendar.id
  href TEXT NOT NULL,                    -- percent-decoded; of a file with many: the UID
  etag TEXT NOT NULL,                    -- as told; of files: a hash of the text
  uid TEXT NOT NULL DEFAULT '',          -- '': it has none
  text TEXT NOT NULL,                    -- raw, as the server has it
  problem TEXT,                          -- why the reader cannot take it; NULL: it could
  gone_at INTEGER,                       -- deleted there; its past stays on cards
  UNIQUE (calendar, href)
) STRICT;
CREATE INDEX mirror.object_uid ON object (uid);
CREATE INDEX mirror.object_problem ON object (calendar) WHERE problem IS NOT NULL;

-- A component of an object as the reader understood it: the master, or one override.
CREATE TABLE mirror.event (
  id INTEGER PRIMARY KEY,                -- row
  object INTEGER NOT NULL,               -- object.id; 0: of an invitation that lies in no calendar
  invite INTEGER NOT NULL DEFAULT 0,     -- invite.id; 0: of an object
  key INTEGER NOT NULL,                  -- hash of ("event", uid, recurrence); of copies the same
  uid TEXT NOT NULL,                     -- iCalendar UID
  recurrence TEXT NOT NULL DEFAULT '',   -- RECURRENCE-ID as told; '': the master
  sequence INTEGER NOT NULL,             -- RFC 5545 SEQUENCE
  dtstamp INTEGER NOT NULL,              -- UTC seconds; 0: none
  summary TEXT NOT NULL,                 -- NFC
  location TEXT NOT NULL,                -- NFC
  description TEXT NOT NULL,             -- NFC, cut
  status TEXT NOT NULL,                  -- confirmed, tentative, cancelled, ''
  start_local TEXT NOT NULL,             -- ISO date, or date and minute, in tzid
  tzid TEXT NOT NULL,                    -- IANA zone; '': floating or all day
  start_at INTEGER NOT NULL,             -- UTC seconds
  end_at INTEGER NOT NULL,               -- UTC seconds, excluded
  flags INTEGER NOT NULL,                -- KT_EVENT_*
  rrule TEXT NOT NULL DEFAULT '',        -- value of RRULE; '': once
  organizer TEXT NOT NULL DEFAULT ''     -- kontor/addr.h norm; '': none
) STRICT;
CREATE INDEX mirror.event_object ON event (object);
CREATE INDEX mirror.event_key ON event (key);
CREATE INDEX mirror.event_uid ON event (uid);
CREATE INDEX mirror.event_invite ON event (invite) WHERE invite <> 0;

-- When it takes place, repetitions expanded: two years back, three ahead.
CREATE TABLE mirror.occurrence (
  start_at INTEGER NOT NULL,             -- UTC seconds
  event INTEGER NOT NULL,                -- event.id
  end_at INTEGER NOT NULL,               -- UTC seconds, excluded
  PRIMARY KEY (start_at, event)
) STRICT, WITHOUT ROWID;
-- What lasts longer than a day may have begun long before the day that is asked for.
CREATE INDEX mirror.occurrence_long ON occurrence (end_at) WHERE end_at - start_at > 86400;
CREATE INDEX mirror.occurrence_event ON occurrence (event, start_at);

-- Who takes part in an event, the organizer included.
CREATE TABLE mirror.attendee (
  event INTEGER NOT NULL,                -- event.id
  norm TEXT NOT NULL,                    -- kontor/addr.h
  match TEXT NOT NULL,                   -- addr.h match form
  name TEXT NOT NULL,                    -- as told; '': none
  role TEXT NOT NULL,                    -- organizer, required, optional, other
  partstat TEXT NOT NULL,                -- needs-action, accepted, declined, tentative, delegated, ''
  PRIMARY KEY (event, norm)
) STRICT, WITHOUT ROWID;
CREATE INDEX mirror.attendee_match ON attendee (match, event);

-- With whom an event goes because its words name him; attendees are joined by address instead.
CREATE TABLE mirror.event_name (
  event INTEGER NOT NULL,                -- event.id
  contact INTEGER NOT NULL,              -- contact.id of the book
  certain INTEGER NOT NULL CHECK (certain IN (0, 1)), -- 0: one of several who may be meant
  words TEXT NOT NULL,                   -- the words that name him
  PRIMARY KEY (event, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX mirror.event_name_contact ON event_name (contact, event);

-- What letters said about events (iTIP, RFC 5546): one word a component and letter. Which of them
-- holds is judged anew with each word (kontor/invite-rule.h).
CREATE TABLE mirror.invite (
  id INTEGER PRIMARY KEY,                -- row, in the order they were stored
  letter INTEGER NOT NULL,               -- letter.key it came in
  sender TEXT NOT NULL,                  -- From, addr.h norm; '': none
  method TEXT NOT NULL CHECK (method IN ('request', 'cancel', 'reply', 'counter', 'publish', 'other')), -- iTIP METHOD
  uid TEXT NOT NULL,                     -- iCalendar UID
  recurrence TEXT NOT NULL DEFAULT '',   -- RECURRENCE-ID as told; '': the master
  sequence INTEGER NOT NULL,             -- RFC 5545 SEQUENCE
  dtstamp INTEGER NOT NULL,              -- UTC seconds; 0: none
  organizer TEXT NOT NULL,               -- addr.h norm; '': none
  organizer_by TEXT NOT NULL,            -- its SENT-BY; '': none
  attendee TEXT NOT NULL,                -- of reply and counter: who speaks; '': of others
  attendee_by TEXT NOT NULL,             -- its SENT-BY; '': none
  partstat TEXT NOT NULL,                -- of a reply: its PARTSTAT in lower case; '': none
  comment TEXT NOT NULL,                 -- of reply and counter; '': none
  start_at INTEGER NOT NULL,             -- UTC seconds: DTSTART it names
  verdict TEXT NOT NULL                  -- what the rules made of it
    CHECK (verdict IN ('holds', 'unproven', 'stale', 'foreign', 'unknown', 'proposal', 'unhandled')),
  text TEXT NOT NULL,                    -- raw iCalendar; '': that of the letter's first row
  at INTEGER NOT NULL                    -- time of the letter, UTC seconds
) STRICT;
CREATE INDEX mirror.invite_uid ON invite (uid);
CREATE INDEX mirror.invite_letter ON invite (letter);
CREATE INDEX mirror.invite_holds ON invite (method, verdict) WHERE verdict IN ('holds', 'unproven');

-- a day's agenda reads the places of some thousand letters: from the index alone
DROP INDEX mirror.location_letter;
CREATE INDEX mirror.location_letter ON location (letter, flags);

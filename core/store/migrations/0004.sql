-- What one charity says to another, in feeds and under keys of the two.

-- Of direct feeds and keys the charity across, as this register sees it; zeros for the others.
ALTER TABLE feed ADD COLUMN partner BLOB NOT NULL DEFAULT x'00000000000000000000000000000000';
ALTER TABLE audience_key ADD COLUMN partner BLOB NOT NULL
    DEFAULT x'00000000000000000000000000000000';

-- canonical: one row for each thing that was said (sync/direct). What is withdrawn says nothing any
-- more: about, person and body are empty then.
CREATE TABLE direct_fact (
    id         BLOB NOT NULL,
    charity    BLOB NOT NULL, -- who says it
    partner    BLOB NOT NULL, -- the charity across
    type       INTEGER NOT NULL,
    about      BLOB,          -- the fact that it answers, or the claim that it asks about
    person     BLOB,          -- the author's own file; a random id, and nothing more to the other
    stamp      INTEGER NOT NULL, -- the hybrid clock of its author; orders answers
    node       BLOB NOT NULL,
    version    BLOB NOT NULL,
    withdrawn  INTEGER NOT NULL DEFAULT 0,
    body       BLOB NOT NULL,
    PRIMARY KEY (id, charity, partner, type)
) STRICT, WITHOUT ROWID;
CREATE INDEX direct_fact_by_type ON direct_fact (type, stamp);
CREATE INDEX direct_fact_by_about ON direct_fact (about) WHERE about IS NOT NULL;
CREATE INDEX direct_fact_by_person ON direct_fact (person) WHERE person IS NOT NULL;

-- local: how many claims of another charity were opened at this desk in a Solar Hijri month
-- (year * 12 + month - 1), and of how many it was told.
CREATE TABLE opening (
    charity  BLOB NOT NULL,
    month    INTEGER NOT NULL,
    count    INTEGER NOT NULL,
    told     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (charity, month)
) STRICT, WITHOUT ROWID;

-- Bundles: which were written and read at this desk, and what other desks hold.

-- local: exports, the newest 1,024. positions is how far this desk had each feed that it wrote of:
-- feed id 32, u64 sequence, link 32, one behind the other.
CREATE TABLE bundle_export (
    number     INTEGER PRIMARY KEY,
    set_id     BLOB NOT NULL UNIQUE CHECK (length(set_id) = 16),
    time_ms    INTEGER NOT NULL,
    positions  BLOB NOT NULL
) STRICT;

-- local: the files of each export, as a receipt names them.
CREATE TABLE bundle_sent (
    bundle       BLOB PRIMARY KEY CHECK (length(bundle) = 16),
    header_hash  BLOB NOT NULL CHECK (length(header_hash) = 32),
    export       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX bundle_sent_by_export ON bundle_sent (export);

-- local: the desks that each export was for, and when the receipt of one came.
CREATE TABLE bundle_addressee (
    export      INTEGER NOT NULL,
    desk        BLOB NOT NULL CHECK (length(desk) = 32),
    receipt_ms  INTEGER,
    PRIMARY KEY (export, desk)
) STRICT, WITHOUT ROWID;

-- local: bundles that were read to their end, the newest 1,024. taken is 1 when all that was in the
-- file was taken; awaited are the positions that it named and that are not here yet: of one that
-- awaits nothing a receipt goes out.
CREATE TABLE bundle_read (
    number       INTEGER PRIMARY KEY,
    bundle       BLOB NOT NULL CHECK (length(bundle) = 16),
    header_hash  BLOB NOT NULL CHECK (length(header_hash) = 32),
    sender       BLOB NOT NULL CHECK (length(sender) = 32),
    set_id       BLOB NOT NULL CHECK (length(set_id) = 16),
    part         INTEGER NOT NULL,
    parts        INTEGER NOT NULL,
    taken        INTEGER NOT NULL,
    awaited      BLOB NOT NULL,
    UNIQUE (bundle, header_hash)
) STRICT;
CREATE INDEX bundle_read_by_set ON bundle_read (set_id, part);

-- local: how far another desk has a feed, as it said itself in its newest bundle or by a receipt;
-- only places that are here too.
CREATE TABLE desk_holds (
    desk  BLOB NOT NULL CHECK (length(desk) = 32),
    feed  BLOB NOT NULL CHECK (length(feed) = 32),
    seq   INTEGER NOT NULL,
    link  BLOB NOT NULL CHECK (length(link) = 32),
    PRIMARY KEY (desk, feed)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_holds_by_feed ON desk_holds (feed);

-- local: the time in the newest bundle of a desk; an older one that comes late raises nothing.
CREATE TABLE desk_bundle (
    desk     BLOB PRIMARY KEY CHECK (length(desk) = 32),
    time_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

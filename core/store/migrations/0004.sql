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

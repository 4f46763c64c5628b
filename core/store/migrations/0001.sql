-- The first schema. Three kinds of tables:
--   received   what feeds carry, exactly as it came (feed, segment, entry, certificate)
--   canonical  a function of the accepted entries, the same at every desk that holds them
--   local      of this desk alone; never part of the canonical state
-- Ids are 16-byte blobs, days are days since 1970-01-01, times milliseconds since 1970-01-01 UTC.

-- ---------------------------------------------------------------- received
CREATE TABLE feed (
    number            INTEGER PRIMARY KEY,
    id                BLOB NOT NULL CHECK (length(id) = 32),
    -- 0, or the number of the branch of a forked feed
    branch            INTEGER NOT NULL DEFAULT 0,
    descriptor        BLOB NOT NULL,
    scope             INTEGER NOT NULL,
    node              BLOB NOT NULL,
    charity           BLOB NOT NULL,
    position          INTEGER NOT NULL DEFAULT 0,
    link              BLOB NOT NULL,
    head_time_ms      INTEGER NOT NULL DEFAULT 0,
    head_signature    BLOB,
    forked            INTEGER NOT NULL DEFAULT 0,
    own               INTEGER NOT NULL DEFAULT 0,
    UNIQUE (id, branch)
) STRICT;

CREATE TABLE segment (
    feed       INTEGER NOT NULL REFERENCES feed (number),
    first_seq  INTEGER NOT NULL,
    count      INTEGER NOT NULL,
    link       BLOB NOT NULL,
    time_ms    INTEGER NOT NULL,
    signature  BLOB NOT NULL,
    PRIMARY KEY (feed, first_seq)
) STRICT, WITHOUT ROWID;

-- bytes is NULL once a payload was destroyed; the digest stays, so the chain still verifies.
CREATE TABLE entry (
    number   INTEGER PRIMARY KEY,
    feed     INTEGER NOT NULL REFERENCES feed (number),
    seq      INTEGER NOT NULL,
    record   BLOB,
    digest   BLOB NOT NULL,
    bytes    BLOB,
    UNIQUE (feed, seq)
) STRICT;
CREATE INDEX entry_by_record ON entry (record) WHERE record IS NOT NULL;
-- What cannot be read yet: its key has not arrived, or a newer program wrote it.
CREATE INDEX entry_waiting ON entry (number) WHERE record IS NULL AND bytes IS NOT NULL;

-- Two signed heads of one sequence with different links.
CREATE TABLE fork_proof (
    feed       INTEGER NOT NULL REFERENCES feed (number),
    seq        INTEGER NOT NULL,
    first      BLOB NOT NULL,
    second     BLOB NOT NULL,
    PRIMARY KEY (feed, seq)
) STRICT, WITHOUT ROWID;

-- Membership: council decisions and certificates, as signed.
CREATE TABLE certificate (
    hash   BLOB PRIMARY KEY CHECK (length(hash) = 32),
    bytes  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- canonical
CREATE TABLE beneficiary (
    row           INTEGER PRIMARY KEY,
    id            BLOB NOT NULL UNIQUE,
    given_name    TEXT,
    family_name   TEXT,
    father_name   TEXT,
    birth_day     INTEGER,
    birth_year    INTEGER,
    sex           INTEGER NOT NULL DEFAULT 0,
    phones        TEXT,
    province      TEXT,
    city          TEXT,
    address       TEXT,
    postal_code   TEXT,
    file_number   TEXT,
    confidential  INTEGER NOT NULL DEFAULT 0,
    discreet      INTEGER NOT NULL DEFAULT 0,
    sort_key      BLOB NOT NULL
) STRICT;
CREATE INDEX beneficiary_by_name ON beneficiary (sort_key, row);

CREATE TABLE identity (
    id             BLOB PRIMARY KEY,
    beneficiary    BLOB NOT NULL,
    kind           INTEGER NOT NULL,
    -- canonical when confirmed, else folded as typed; for passports with the issuing state before
    number         TEXT NOT NULL,
    issuing_state  TEXT,
    typed          TEXT,
    confirmed      INTEGER NOT NULL,
    proposed       INTEGER NOT NULL DEFAULT 0,
    removed        INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_by_number ON identity (number, kind);
CREATE INDEX identity_by_beneficiary ON identity (beneficiary);

CREATE TABLE household (
    id            BLOB PRIMARY KEY,
    name          TEXT,
    confidential  INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
    id           BLOB PRIMARY KEY,
    household    BLOB NOT NULL,
    beneficiary  BLOB NOT NULL,
    relation     TEXT,
    head         INTEGER NOT NULL DEFAULT 0,
    joined_day   INTEGER,
    left_day     INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX member_by_household ON member (household);
CREATE INDEX member_by_beneficiary ON member (beneficiary);

CREATE TABLE aid (
    id           BLOB PRIMARY KEY,
    beneficiary  BLOB,
    household    BLOB,
    unit         INTEGER NOT NULL,
    category     TEXT NOT NULL,
    item         TEXT,
    amount_rial  INTEGER NOT NULL,
    day          INTEGER NOT NULL,
    state        INTEGER NOT NULL,
    hold_until   INTEGER,
    source       TEXT,
    reason       TEXT,
    note         TEXT,
    void_reason  TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX aid_by_beneficiary ON aid (beneficiary, day);
CREATE INDEX aid_by_household ON aid (household, day) WHERE household IS NOT NULL;

CREATE TABLE rule (
    id    BLOB PRIMARY KEY,
    body  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Where a record came from: a row of a list that somebody imported.
CREATE TABLE import_list (
    id    BLOB PRIMARY KEY,
    name  TEXT NOT NULL,
    kind  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE import_row (
    list         BLOB NOT NULL,
    fingerprint  BLOB NOT NULL,
    place        INTEGER NOT NULL,
    row          INTEGER NOT NULL,
    record       BLOB NOT NULL,
    PRIMARY KEY (list, fingerprint, place, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_row_by_row ON import_row (list, row);
CREATE INDEX import_row_by_fingerprint ON import_row (fingerprint, place);

CREATE TABLE conflict (
    record       BLOB NOT NULL,
    record_type  INTEGER NOT NULL,
    field        INTEGER NOT NULL,
    PRIMARY KEY (record, record_type, field)
) STRICT, WITHOUT ROWID;

-- The newest revision of each claim; a withdrawal beats every revision.
CREATE TABLE claim (
    id          BLOB NOT NULL,
    charity     BLOB NOT NULL,
    feed        INTEGER NOT NULL,
    tag         BLOB NOT NULL,
    generation  INTEGER NOT NULL,
    revision    INTEGER NOT NULL,
    withdrawn   INTEGER NOT NULL DEFAULT 0,
    drop_after  INTEGER NOT NULL,
    frame       BLOB NOT NULL,
    PRIMARY KEY (id, charity)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_by_tag ON claim (tag);

-- ---------------------------------------------------------------- local
CREATE TABLE secret (
    name   TEXT PRIMARY KEY,
    value  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- key is NULL once destroyed; destroyed always wins.
CREATE TABLE subject_key (
    subject  BLOB PRIMARY KEY,
    key      BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE audience_key (
    id     BLOB PRIMARY KEY CHECK (length(id) = 8),
    scope  INTEGER NOT NULL,
    key    BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
    name  TEXT PRIMARY KEY,
    slot  BLOB NOT NULL UNIQUE,
    role  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_due (
    aid  BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE own_claim (
    id        BLOB PRIMARY KEY,
    aid       BLOB NOT NULL,
    revision  INTEGER NOT NULL,
    body      BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX own_claim_by_aid ON own_claim (aid);

CREATE TABLE veil_seed (
    kind        INTEGER NOT NULL,
    number      TEXT NOT NULL,
    state       TEXT NOT NULL,
    generation  INTEGER NOT NULL,
    seed        BLOB NOT NULL,
    PRIMARY KEY (kind, number, state, generation)
) STRICT, WITHOUT ROWID;

-- Record ids and keyed hashes only; each row's hash covers the one before.
CREATE TABLE audit (
    number   INTEGER PRIMARY KEY,
    time_ms  INTEGER NOT NULL,
    user     TEXT NOT NULL,
    deed     INTEGER NOT NULL,
    record   BLOB,
    keyed    BLOB,
    hash     BLOB NOT NULL
) STRICT;

-- Words are search keys already: only spaces part them.
CREATE VIRTUAL TABLE person_search USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
INSERT INTO person_search (person_search, rank) VALUES ('secure-delete', 1);

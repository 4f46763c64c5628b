-- Several desks of one charity: which key writes, and whose claims are withdrawn by whom.

-- The greatest (number, id) of a scope is the key that writes.
ALTER TABLE audience_key ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
UPDATE audience_key SET number = 1
    WHERE id IN (SELECT value FROM secret WHERE name LIKE 'writing_key.%');
DELETE FROM secret WHERE name LIKE 'writing_key.%';

-- 1: another desk wrote of it and claims what it changed; here only what is missing is claimed and
-- what is no longer wanted is withdrawn.
ALTER TABLE claim_due ADD COLUMN arrived INTEGER NOT NULL DEFAULT 0;
INSERT OR IGNORE INTO claim_due (aid, arrived) SELECT id, 1 FROM aid
    WHERE EXISTS (SELECT 1 FROM secret WHERE name = 'network');

-- local: of whom claims of an aid may stand somewhere although the file that they came from was
-- erased. Random ids and the kind of an identity; gone once the withdrawals are written.
CREATE TABLE lost_claim (
    aid     BLOB NOT NULL,
    person  BLOB NOT NULL,
    kind    INTEGER NOT NULL,
    PRIMARY KEY (aid, person, kind)
) STRICT, WITHOUT ROWID;

-- local: own aid that a rule asks a reason for because of what other charities claim, and since
-- when that is known.
CREATE TABLE overlap (
    aid       BLOB PRIMARY KEY,
    found_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- local: own aid whose claims changed here and that was not compared with those of others yet.
CREATE TABLE overlap_due (
    aid  BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

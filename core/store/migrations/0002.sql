-- The second schema: all that a charity keeps (core/record/kinds.def), one table a kind. Every column
-- is a field, under the field's name, except the first five:
--   subject      whose text it is; NULL for records of the office
--   made_ms      when its first entry was written, by that desk's hybrid clock
--   author       the user who wrote it, node the desk
--   void_reason  why a fact was voided; NULL while it holds
-- Tables called record_… are canonical as a whole.

CREATE TABLE record_beneficiary (
    id                   BLOB PRIMARY KEY,
    subject              BLOB,
    made_ms              INTEGER NOT NULL,
    author               BLOB,
    node                 BLOB NOT NULL,
    void_reason          TEXT,
    mother_name          TEXT,
    certificate_number   TEXT,
    certificate_series   TEXT,
    certificate_serial   TEXT,
    certificate_place    TEXT,
    marital_state        TEXT,
    education            TEXT,
    occupation           TEXT,
    phone_owners         TEXT,
    address_hint         TEXT,
    sayyid               TEXT,
    old_file_number      TEXT,
    shelf                TEXT,
    file_state           TEXT,
    file_state_reason    TEXT,
    file_state_day       INTEGER,
    file_state_decision  BLOB,
    referred_to          TEXT,
    without_papers       INTEGER,
    temporary_number     TEXT,
    disability_kind      TEXT,
    disability_severity  TEXT,
    illness              TEXT,
    child_kind           TEXT,
    nationality          TEXT,
    village              TEXT,
    death_day            INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX record_beneficiary_by_file_state ON record_beneficiary (file_state);

CREATE TABLE record_identity (
    id           BLOB PRIMARY KEY,
    subject      BLOB,
    made_ms      INTEGER NOT NULL,
    author       BLOB,
    node         BLOB NOT NULL,
    void_reason  TEXT,
    valid_until  INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX record_identity_by_subject ON record_identity (subject);
CREATE INDEX record_identity_by_valid_until ON record_identity (valid_until);

CREATE TABLE record_household (
    id                   BLOB PRIMARY KEY,
    subject              BLOB,
    made_ms              INTEGER NOT NULL,
    author               BLOB,
    node                 BLOB NOT NULL,
    void_reason          TEXT,
    headship             TEXT,
    headship_cause       TEXT,
    guardian_kind        TEXT,
    guardian             BLOB,
    guardian_name        TEXT,
    guardianship_number  TEXT,
    guardianship_until   INTEGER,
    collector            BLOB,
    collector_name       TEXT,
    collector_phone      TEXT,
    housing              TEXT,
    deposit_rial         INTEGER,
    rent_rial            INTEGER,
    income_rial          INTEGER,
    expenses_rial        INTEGER,
    subsidy_rial         INTEGER,
    decile               INTEGER,
    decile_day           INTEGER,
    discreet             INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX record_household_by_guardianship_until ON record_household (guardianship_until);
CREATE INDEX record_household_by_decile_day ON record_household (decile_day);

CREATE TABLE record_member (
    id           BLOB PRIMARY KEY,
    subject      BLOB,
    made_ms      INTEGER NOT NULL,
    author       BLOB,
    node         BLOB NOT NULL,
    void_reason  TEXT,
    left_reason  TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX record_member_by_subject ON record_member (subject);

CREATE TABLE record_aid (
    id               BLOB PRIMARY KEY,
    subject          BLOB,
    made_ms          INTEGER NOT NULL,
    author           BLOB,
    node             BLOB NOT NULL,
    void_reason      TEXT,
    delivery         TEXT,
    tracking_number  TEXT,
    fund             BLOB,
    schedule         BLOB,
    proposal         BLOB,
    decision         BLOB,
    letter           BLOB,
    distribution     BLOB,
    payment_line     BLOB,
    kit              BLOB,
    stock_item       BLOB,
    quantity_milli   INTEGER,
    value_rial       INTEGER,
    deliverer        TEXT,
    collector_name   TEXT,
    invoice_number   TEXT,
    sponsorship      BLOB,
    loan             BLOB,
    project          TEXT,
    need             BLOB,
    period_month     INTEGER,
    goods_order      BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX record_aid_by_subject ON record_aid (subject);
CREATE INDEX aid_by_hold_until ON aid (state, hold_until) WHERE hold_until IS NOT NULL;
CREATE INDEX record_aid_by_fund ON record_aid (fund) WHERE fund IS NOT NULL;
CREATE INDEX record_aid_by_schedule ON record_aid (schedule) WHERE schedule IS NOT NULL;
CREATE INDEX record_aid_by_proposal ON record_aid (proposal) WHERE proposal IS NOT NULL;
CREATE INDEX record_aid_by_need ON record_aid (need) WHERE need IS NOT NULL;
CREATE INDEX record_aid_by_sponsorship ON record_aid (sponsorship) WHERE sponsorship IS NOT NULL;
CREATE INDEX record_aid_by_payment_line ON record_aid (payment_line) WHERE payment_line IS NOT NULL;
CREATE INDEX record_aid_by_distribution ON record_aid (distribution) WHERE distribution IS NOT NULL;

CREATE TABLE record_need (
    id            BLOB PRIMARY KEY,
    subject       BLOB,
    made_ms       INTEGER NOT NULL,
    author        BLOB,
    node          BLOB NOT NULL,
    void_reason   TEXT,
    category      TEXT,
    item          TEXT,
    urgency       TEXT,
    state         TEXT,
    found_day     INTEGER,
    amount_rial   INTEGER,
    description   TEXT,
    met_day       INTEGER,
    met_by        BLOB,
    contact       BLOB,
    state_reason  TEXT,
    review_day    INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX record_need_by_subject ON record_need (subject);
CREATE INDEX record_need_by_state ON record_need (state, urgency, found_day);
CREATE INDEX record_need_by_review_day ON record_need (review_day);

CREATE TABLE record_contact (
    id               BLOB PRIMARY KEY,
    subject          BLOB,
    made_ms          INTEGER NOT NULL,
    author           BLOB,
    node             BLOB NOT NULL,
    void_reason      TEXT,
    kind             TEXT,
    state            TEXT,
    planned_day      INTEGER,
    done_day         INTEGER,
    visitor          TEXT,
    asked_of         TEXT,
    findings         TEXT,
    decision         TEXT,
    next_review_day  INTEGER,
    state_reason     TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX record_contact_by_subject ON record_contact (subject);
CREATE INDEX record_contact_by_next_review_day ON record_contact (state, next_review_day);
CREATE INDEX record_contact_by_planned_day ON record_contact (state, planned_day);

CREATE TABLE record_document (
    id           BLOB PRIMARY KEY,
    subject      BLOB,
    made_ms      INTEGER NOT NULL,
    author       BLOB,
    node         BLOB NOT NULL,
    void_reason  TEXT,
    kind         TEXT,
    state        TEXT,
    number       TEXT,
    issued_day   INTEGER,
    valid_until  INTEGER,
    seen_day     INTEGER,
    note         TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX record_document_by_subject ON record_document (subject);
CREATE INDEX record_document_by_valid_until ON record_document (valid_until);

CREATE TABLE record_file_note (
    id           BLOB PRIMARY KEY,
    subject      BLOB,
    made_ms      INTEGER NOT NULL,
    author       BLOB,
    node         BLOB NOT NULL,
    void_reason  TEXT,
    code         TEXT,
    until_day    INTEGER,
    removed      INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX record_file_note_by_subject ON record_file_note (subject);
CREATE INDEX record_file_note_by_until_day ON record_file_note (until_day);

CREATE TABLE record_consent (
    id              BLOB PRIMARY KEY,
    subject         BLOB,
    made_ms         INTEGER NOT NULL,
    author          BLOB,
    node            BLOB NOT NULL,
    void_reason     TEXT,
    purposes        TEXT,
    state           TEXT,
    charities       TEXT,
    signatory       TEXT,
    signatory_name  TEXT,
    signed_day      INTEGER,
    valid_until     INTEGER,
    withdrawn_day   INTEGER,
    document        BLOB,
    note            TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX record_consent_by_subject ON record_consent (subject);
CREATE INDEX record_consent_by_valid_until ON record_consent (valid_until);
CREATE INDEX record_consent_by_signed_day ON record_consent (signed_day);

CREATE TABLE record_coverage (
    id           BLOB PRIMARY KEY,
    subject      BLOB,
    made_ms      INTEGER NOT NULL,
    author       BLOB,
    node         BLOB NOT NULL,
    void_reason  TEXT,
    body         TEXT,
    name         TEXT,
    file_number  TEXT,
    since_day    INTEGER,
    until_day    INTEGER,
    amount_rial  INTEGER,
    note         TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX record_coverage_by_subject ON record_coverage (subject);

CREATE TABLE record_bank_account (
    id               BLOB PRIMARY KEY,
    subject          BLOB,
    made_ms          INTEGER NOT NULL,
    author           BLOB,
    node             BLOB NOT NULL,
    void_reason      TEXT,
    iban             TEXT,
    holder           TEXT,
    holder_relation  TEXT,
    seen_day         INTEGER,
    closed           INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX record_bank_account_by_subject ON record_bank_account (subject);
CREATE INDEX record_bank_account_by_iban ON record_bank_account (iban);

CREATE TABLE record_introducer (
    id             BLOB PRIMARY KEY,
    subject        BLOB,
    made_ms        INTEGER NOT NULL,
    author         BLOB,
    node           BLOB NOT NULL,
    void_reason    TEXT,
    kind           TEXT,
    name           TEXT,
    phone          TEXT,
    letter_number  TEXT,
    letter_day     INTEGER,
    only_through   INTEGER,
    note           TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX record_introducer_by_subject ON record_introducer (subject);

CREATE TABLE record_schedule (
    id               BLOB PRIMARY KEY,
    subject          BLOB,
    made_ms          INTEGER NOT NULL,
    author           BLOB,
    node             BLOB NOT NULL,
    void_reason      TEXT,
    category         TEXT,
    item             TEXT,
    unit             TEXT,
    amount_rial      INTEGER,
    period           TEXT,
    from_day         INTEGER,
    until_day        INTEGER,
    state            TEXT,
    state_day        INTEGER,
    state_reason     TEXT,
    decision         BLOB,
    next_review_day  INTEGER,
    delivery         TEXT,
    fund             BLOB,
    bank_account     BLOB,
    sponsorship      BLOB,
    proposal         BLOB,
    note             TEXT,
    claimed_aid      BLOB,
    pauses           TEXT,
    amounts          TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX record_schedule_by_subject ON record_schedule (subject);
CREATE INDEX record_schedule_by_state ON record_schedule (state, next_review_day);

CREATE TABLE record_decision (
    id           BLOB PRIMARY KEY,
    subject      BLOB,
    made_ms      INTEGER NOT NULL,
    author       BLOB,
    node         BLOB NOT NULL,
    void_reason  TEXT,
    kind         TEXT,
    number       TEXT,
    day          INTEGER,
    present      TEXT,
    minutes      TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE record_letter (
    id              BLOB PRIMARY KEY,
    subject         BLOB,
    made_ms         INTEGER NOT NULL,
    author          BLOB,
    node            BLOB NOT NULL,
    void_reason     TEXT,
    number          TEXT,
    addressee_kind  TEXT,
    addressee       TEXT,
    category        TEXT,
    item            TEXT,
    ceiling_rial    INTEGER,
    issued_day      INTEGER,
    valid_until     INTEGER,
    state           TEXT,
    hold            BLOB,
    aid             BLOB,
    invoice_number  TEXT,
    invoice_rial    INTEGER,
    used_day        INTEGER,
    state_reason    TEXT,
    fund            BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX record_letter_by_subject ON record_letter (subject);
CREATE INDEX record_letter_by_valid_until ON record_letter (state, valid_until);

CREATE INDEX record_letter_by_invoice ON record_letter (invoice_number)
    WHERE invoice_number IS NOT NULL;

CREATE TABLE record_fund (
    id                 BLOB PRIMARY KEY,
    subject            BLOB,
    made_ms            INTEGER NOT NULL,
    author             BLOB,
    node               BLOB NOT NULL,
    void_reason        TEXT,
    kind               TEXT,
    name               TEXT,
    deadline_day       INTEGER,
    permission_number  TEXT,
    permission_day     INTEGER,
    recipients         TEXT,
    categories         TEXT,
    closed             INTEGER,
    note               TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE record_kit (
    id           BLOB PRIMARY KEY,
    subject      BLOB,
    made_ms      INTEGER NOT NULL,
    author       BLOB,
    node         BLOB NOT NULL,
    void_reason  TEXT,
    name         TEXT,
    category     TEXT,
    closed       INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE record_stock_item (
    id           BLOB PRIMARY KEY,
    subject      BLOB,
    made_ms      INTEGER NOT NULL,
    author       BLOB,
    node         BLOB NOT NULL,
    void_reason  TEXT,
    name         TEXT,
    measure      TEXT,
    category     TEXT,
    low_milli    INTEGER,
    value_rial   INTEGER,
    closed       INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE record_stock_receipt (
    id              BLOB PRIMARY KEY,
    subject         BLOB,
    made_ms         INTEGER NOT NULL,
    author          BLOB,
    node            BLOB NOT NULL,
    void_reason     TEXT,
    stock_item      BLOB,
    quantity_milli  INTEGER,
    day             INTEGER,
    received_from   TEXT,
    value_rial      INTEGER,
    expiry_day      INTEGER,
    number          TEXT,
    note            TEXT,
    correction      INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX record_stock_receipt_by_stock_item ON record_stock_receipt (stock_item);

CREATE TABLE record_goods_order (
    id              BLOB PRIMARY KEY,
    subject         BLOB,
    made_ms         INTEGER NOT NULL,
    author          BLOB,
    node            BLOB NOT NULL,
    void_reason     TEXT,
    number          TEXT,
    stock_item      BLOB,
    kit             BLOB,
    quantity_milli  INTEGER,
    category        TEXT,
    issued_day      INTEGER,
    valid_until     INTEGER,
    state           TEXT,
    delivered_day   INTEGER,
    hold            BLOB,
    aid             BLOB,
    collector_name  TEXT,
    state_reason    TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX record_goods_order_by_subject ON record_goods_order (subject);
CREATE INDEX record_goods_order_by_state ON record_goods_order (state);

CREATE TABLE record_sponsor (
    id           BLOB PRIMARY KEY,
    subject      BLOB,
    made_ms      INTEGER NOT NULL,
    author       BLOB,
    node         BLOB NOT NULL,
    void_reason  TEXT,
    code         TEXT,
    name         TEXT,
    phone        TEXT,
    since_day    INTEGER,
    closed       INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE record_sponsorship (
    id            BLOB PRIMARY KEY,
    subject       BLOB,
    made_ms       INTEGER NOT NULL,
    author        BLOB,
    node          BLOB NOT NULL,
    void_reason   TEXT,
    sponsor       BLOB,
    amount_rial   INTEGER,
    period        TEXT,
    from_day      INTEGER,
    until_day     INTEGER,
    state         TEXT,
    state_day     INTEGER,
    state_reason  TEXT,
    consent       BLOB,
    progress      TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX record_sponsorship_by_subject ON record_sponsorship (subject);
CREATE INDEX record_sponsorship_by_sponsor ON record_sponsorship (sponsor);

CREATE TABLE record_loan (
    id               BLOB PRIMARY KEY,
    subject          BLOB,
    made_ms          INTEGER NOT NULL,
    author           BLOB,
    node             BLOB NOT NULL,
    void_reason      TEXT,
    amount_rial      INTEGER,
    state            TEXT,
    day              INTEGER,
    instalments      INTEGER,
    first_due_day    INTEGER,
    every_months     INTEGER,
    purpose          TEXT,
    guarantor_name   TEXT,
    guarantor_phone  TEXT,
    fund             BLOB,
    decision         BLOB,
    aid              BLOB,
    state_reason     TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX record_loan_by_subject ON record_loan (subject);
CREATE INDEX record_loan_by_state ON record_loan (state);

CREATE TABLE record_instalment (
    id              BLOB PRIMARY KEY,
    subject         BLOB,
    made_ms         INTEGER NOT NULL,
    author          BLOB,
    node            BLOB NOT NULL,
    void_reason     TEXT,
    loan            BLOB,
    number          INTEGER,
    due_day         INTEGER,
    amount_rial     INTEGER,
    state           TEXT,
    paid_day        INTEGER,
    receipt_number  TEXT,
    state_reason    TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX record_instalment_by_subject ON record_instalment (subject);
CREATE INDEX record_instalment_by_loan ON record_instalment (loan);
CREATE INDEX record_instalment_by_due_day ON record_instalment (state, due_day);

CREATE TABLE record_distribution (
    id           BLOB PRIMARY KEY,
    subject      BLOB,
    made_ms      INTEGER NOT NULL,
    author       BLOB,
    node         BLOB NOT NULL,
    void_reason  TEXT,
    name         TEXT,
    category     TEXT,
    item         TEXT,
    unit         TEXT,
    day          INTEGER,
    place        TEXT,
    state        TEXT,
    kit          BLOB,
    amount_rial  INTEGER,
    fund         BLOB,
    decision     BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE record_distribution_line (
    id              BLOB PRIMARY KEY,
    subject         BLOB,
    made_ms         INTEGER NOT NULL,
    author          BLOB,
    node            BLOB NOT NULL,
    void_reason     TEXT,
    distribution    BLOB,
    number          INTEGER,
    state           TEXT,
    delivered_day   INTEGER,
    collector_name  TEXT,
    aid             BLOB,
    reason          TEXT,
    note            TEXT,
    home_delivery   INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX record_distribution_line_by_subject ON record_distribution_line (subject);
CREATE INDEX record_distribution_line_by_distribution ON record_distribution_line (distribution);

CREATE TABLE record_payment_batch (
    id           BLOB PRIMARY KEY,
    subject      BLOB,
    made_ms      INTEGER NOT NULL,
    author       BLOB,
    node         BLOB NOT NULL,
    void_reason  TEXT,
    number       TEXT,
    day          INTEGER,
    layout       TEXT,
    state        TEXT,
    from_iban    TEXT,
    fund         BLOB,
    decision     BLOB,
    note         TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE record_payment_line (
    id               BLOB PRIMARY KEY,
    subject          BLOB,
    made_ms          INTEGER NOT NULL,
    author           BLOB,
    node             BLOB NOT NULL,
    void_reason      TEXT,
    payment_batch    BLOB,
    number           INTEGER,
    bank_account     BLOB,
    iban             TEXT,
    holder           TEXT,
    amount_rial      INTEGER,
    category         TEXT,
    schedule         BLOB,
    period_month     INTEGER,
    proposal         BLOB,
    state            TEXT,
    tracking_number  TEXT,
    return_reason    TEXT,
    aid              BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX record_payment_line_by_subject ON record_payment_line (subject);
CREATE INDEX record_payment_line_by_payment_batch ON record_payment_line (payment_batch);

CREATE TABLE record_scan (
    id           BLOB PRIMARY KEY,
    subject      BLOB,
    made_ms      INTEGER NOT NULL,
    author       BLOB,
    node         BLOB NOT NULL,
    void_reason  TEXT,
    document     BLOB,
    name         TEXT,
    size_bytes   INTEGER,
    digest       BLOB,
    page         INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX record_scan_by_subject ON record_scan (subject);
CREATE INDEX record_scan_by_document ON record_scan (document);

CREATE TABLE record_office_setting (
    id           BLOB PRIMARY KEY,
    subject      BLOB,
    made_ms      INTEGER NOT NULL,
    author       BLOB,
    node         BLOB NOT NULL,
    void_reason  TEXT,
    name         TEXT,
    value        TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE record_proposal (
    id            BLOB PRIMARY KEY,
    subject       BLOB,
    made_ms       INTEGER NOT NULL,
    author        BLOB,
    node          BLOB NOT NULL,
    void_reason   TEXT,
    category      TEXT,
    item          TEXT,
    unit          TEXT,
    amount_rial   INTEGER,
    day           INTEGER,
    urgency       TEXT,
    need          BLOB,
    explanation   TEXT,
    state         TEXT,
    decision      BLOB,
    decided_rial  INTEGER,
    decided_note  TEXT,
    aid           BLOB,
    schedule      BLOB,
    loan          BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX record_proposal_by_subject ON record_proposal (subject);
CREATE INDEX record_proposal_by_state ON record_proposal (state);

CREATE TABLE record_fund_movement (
    id           BLOB PRIMARY KEY,
    subject      BLOB,
    made_ms      INTEGER NOT NULL,
    author       BLOB,
    node         BLOB NOT NULL,
    void_reason  TEXT,
    fund         BLOB,
    amount_rial  INTEGER,
    day          INTEGER,
    note         TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX record_fund_movement_by_fund ON record_fund_movement (fund);

CREATE TABLE record_kit_line (
    id              BLOB PRIMARY KEY,
    subject         BLOB,
    made_ms         INTEGER NOT NULL,
    author          BLOB,
    node            BLOB NOT NULL,
    void_reason     TEXT,
    kit             BLOB,
    stock_item      BLOB,
    quantity_milli  INTEGER,
    removed         INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX record_kit_line_by_kit ON record_kit_line (kit);

CREATE TABLE record_stock_issue (
    id              BLOB PRIMARY KEY,
    subject         BLOB,
    made_ms         INTEGER NOT NULL,
    author          BLOB,
    node            BLOB NOT NULL,
    void_reason     TEXT,
    stock_item      BLOB,
    quantity_milli  INTEGER,
    day             INTEGER,
    cause           TEXT,
    goods_order     BLOB,
    aid             BLOB,
    value_rial      INTEGER,
    note            TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX record_stock_issue_by_subject ON record_stock_issue (subject);
CREATE INDEX record_stock_issue_by_aid ON record_stock_issue (aid) WHERE aid IS NOT NULL;
CREATE INDEX record_stock_issue_by_stock_item ON record_stock_issue (stock_item);

-- ---------------------------------------------------------------- finding people (local)
-- The same words as before and further ones, with doclists for beginnings of one to four letters:
-- a beginning that half of the people share is read from its own list and stops early. A leaf fits
-- into a page of the file beside what the cipher keeps there. The words are written at the next
-- opening (core/register/search_index.h).
DROP TABLE person_search;
CREATE VIRTUAL TABLE person_search USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii',
    prefix = '1 2 3 4'
);
INSERT INTO person_search (person_search, rank) VALUES ('secure-delete', 1);
INSERT INTO person_search (person_search, rank) VALUES ('pgsz', 3900);
CREATE INDEX identity_by_ending ON identity (substr(number, -4));

-- How many people's sort keys begin with the same four letters: the place of any row of the list,
-- and how many there are, without counting all before it. Kept by the triggers alone.
CREATE TABLE people_stair (
    beginning  BLOB PRIMARY KEY,
    people     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO people_stair (beginning, people)
    SELECT IFNULL(substr(sort_key, 1, 4), x''), COUNT(*) FROM beneficiary GROUP BY 1;
CREATE TRIGGER people_stair_up AFTER INSERT ON beneficiary BEGIN
    INSERT INTO people_stair (beginning, people)
        VALUES (IFNULL(substr(new.sort_key, 1, 4), x''), 1)
        ON CONFLICT (beginning) DO UPDATE SET people = people + 1;
END;
CREATE TRIGGER people_stair_down AFTER DELETE ON beneficiary BEGIN
    UPDATE people_stair SET people = people - 1
        WHERE beginning = IFNULL(substr(old.sort_key, 1, 4), x'');
    DELETE FROM people_stair WHERE people = 0
        AND beginning = IFNULL(substr(old.sort_key, 1, 4), x'');
END;
CREATE TRIGGER people_stair_move AFTER UPDATE OF sort_key ON beneficiary
WHEN substr(old.sort_key, 1, 4) IS NOT substr(new.sort_key, 1, 4) BEGIN
    UPDATE people_stair SET people = people - 1
        WHERE beginning = IFNULL(substr(old.sort_key, 1, 4), x'');
    DELETE FROM people_stair WHERE people = 0
        AND beginning = IFNULL(substr(old.sort_key, 1, 4), x'');
    INSERT INTO people_stair (beginning, people)
        VALUES (IFNULL(substr(new.sort_key, 1, 4), x''), 1)
        ON CONFLICT (beginning) DO UPDATE SET people = people + 1;
END;
-- The latest help of the whole office.
CREATE INDEX aid_by_day ON aid (day, id);
-- ---------------------------------------------------------------- erasing
CREATE INDEX subject_key_destroyed ON subject_key (subject) WHERE key IS NULL;

-- Local. Others said that somebody is erased; here it is still to be done.
CREATE TABLE erase_due (
    subject  BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Local. Records with text that waits for the key of its subject.
CREATE TABLE sealed_record (
    subject      BLOB NOT NULL,
    record       BLOB NOT NULL,
    record_type  INTEGER NOT NULL,
    PRIMARY KEY (subject, record, record_type)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- users and the audit log
-- Canonical: who works at the charity, at whichever desk.
CREATE TABLE user_account (
    id      BLOB PRIMARY KEY,
    name    TEXT NOT NULL,
    role    TEXT NOT NULL,
    closed  INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
-- The account of a user of this desk; NULL until it is made (registers of the first schema).
ALTER TABLE user ADD COLUMN account BLOB;
-- A row with a desk is hashed with the further columns; one without, as the first schema did.
ALTER TABLE audit ADD COLUMN desk BLOB;
ALTER TABLE audit ADD COLUMN reason TEXT;
ALTER TABLE audit ADD COLUMN count INTEGER;
CREATE INDEX audit_by_record ON audit (record) WHERE record IS NOT NULL;
CREATE INDEX audit_by_keyed ON audit (keyed) WHERE keyed IS NOT NULL;

-- A file is found by the number on its paper.
CREATE INDEX beneficiary_by_file_number ON beneficiary (file_number) WHERE file_number IS NOT NULL;
CREATE INDEX record_beneficiary_by_old_number ON record_beneficiary (old_file_number)
    WHERE old_file_number IS NOT NULL;

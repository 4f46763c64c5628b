// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the window asks of the office: the one door between screens and core or sync. No Qt.
// Threads: every function is called on the one worker thread of the window, never on the GUI
// thread, and never two at a time. The object is made and destroyed by the caller.
// Values: what is handed back is owned by the caller; no reference into the register leaves.
// Errors: the codes of core/base/error_codes.def; after an error nothing has changed.
// Passwords: the callee wipes the text it is given.
// Sentences (rules, problems of rows) come in the language of the request.

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/record/values.h"
#include "core/register/values.h"
#include "core/text/words.h"
#include "sync/enquiry/answer.h"
#include "ui/models/settings_services.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace peyvand {

/// What the frame of the window shows. Before unlocking only exists, users and the two times are
/// known. Times are milliseconds since 1970.
struct OfficeStatus {
    /// There is a register in the folder.
    bool exists = false;
    bool unlocked = false;
    /// Names that may unlock, for the choice on the unlock page; empty where they are not known
    /// (a register keeps them nowhere in the clear).
    std::vector<std::string> users{};
    std::string charity_name{};
    std::string desk_name{};
    std::string user_name{};
    CivilDate today{};
    std::int64_t now_ms = 0;
    std::int64_t people = 0;
    std::optional<std::int64_t> last_backup_ms{};
    std::optional<std::int64_t> last_sync_ms{};
    /// Other member charities: all, and those whose data has come at least once.
    int charities = 0;
    int charities_heard = 0;
};

struct NewRegister {
    std::string charity_name{};
    std::string user_name{};
    std::string password{};
    /// No roles and no further users: a home charity or a jihadi group.
    bool one_person = true;
};

/// One of typed and person is set. category narrows the rules; empty is all.
struct EnquiryRequest {
    std::string typed{};
    std::optional<BeneficiaryId> person{};
    std::string category{};
    Language language = Language::persian;
};

/// Aid as it is typed; complete enough for a preview as soon as it has a person and a category.
struct AidForm {
    BeneficiaryId person{};
    /// household: the person's household; one is made when there is none.
    HelpUnit unit = HelpUnit::person;
    std::string category{};
    std::string item{};
    Rial amount{};
    CivilDate date{};
    /// given or held.
    AidState state = AidState::given;
    std::optional<CivilDate> hold_until{};
    /// Codes of the word catalogue ("source.<code>", "reason.<code>").
    std::string source_of_funds{};
    std::string reason{};
    std::string note{};
    Language language = Language::persian;
};

enum class ListKind : std::uint8_t { people = 1, aid = 2 };

struct ListColumn {
    std::string heading{};
    /// Key of the word catalogue ("field.<field>"); empty: not recognised, kept out.
    std::string field{};
    std::string first_value{};
};

struct ListPreview {
    ListKind kind = ListKind::people;
    std::int64_t rows = 0;
    std::vector<ListColumn> columns{};
};

struct ListRequest {
    std::string path{};
    ListKind kind = ListKind::people;
    Language language = Language::persian;
};

struct RejectedRow {
    /// From 1 below the heading.
    std::int64_t row = 0;
    std::string problem{};
};

struct ListResult {
    std::int64_t created = 0;
    /// Blanks filled in files that were there.
    std::int64_t filled = 0;
    std::int64_t unchanged = 0;
    std::int64_t rejected = 0;
    /// The first of the rejected, at most 200.
    std::vector<RejectedRow> first_rejected{};
    /// Where all rejected rows lie, with reasons; empty when there are none.
    std::string reject_file{};
};

/// Rows done and rows in all (0: not known yet). Called on the worker thread.
using ListProgress = std::function<void(std::int64_t done, std::int64_t total)>;

struct NetworkMember {
    CharityId charity{};
    std::string name{};
    bool own = false;
    bool council = false;
    int desks = 0;
    std::optional<std::int64_t> as_of_ms{};
};

struct NetworkOverview {
    /// Empty: this charity is in no network yet.
    std::string network_name{};
    std::vector<NetworkMember> members{};
};

class OfficeServices {
  public:
    virtual ~OfficeServices() = default;

    virtual Result<OfficeStatus> status() = 0;
    /// Makes and opens it; gives the recovery code, which is shown once. register_exists,
    /// password_too_short, name_missing.
    virtual Result<std::string> createRegister(NewRegister request) = 0;
    /// password_wrong, user_unknown, register_open_elsewhere, register_damaged.
    virtual Result<void> unlock(std::string user, std::string password) = 0;
    /// Closes the register and forgets its keys; fine when it was not open.
    virtual void lock() = 0;

    virtual Result<Answer> enquire(const EnquiryRequest& request) = 0;
    virtual Result<PeoplePage> people(const PeopleRequest& request) = 0;
    /// Files that may be the same person, best first, at most 5; empty while little is typed.
    virtual Result<std::vector<PersonRow>> similarPeople(const NewPerson& person) = 0;
    virtual Result<RegisteredPerson> registerPerson(const NewPerson& person) = 0;

    /// Writes nothing.
    virtual Result<AidPreview> previewAid(const AidForm& draft) = 0;
    virtual Result<AidId> saveAid(const AidForm& draft) = 0;
    virtual Result<void> voidAid(const AidId& aid, const std::string& reason) = 0;

    /// Reads the headings and guesses the kind; writes nothing.
    virtual Result<ListPreview> previewList(const std::string& path) = 0;
    /// One transaction: cancelled through the token, it answers cancelled and nothing changed.
    virtual Result<ListResult> importList(const ListRequest& request, const ListProgress& progress,
                                          std::stop_token stop) = 0;

    virtual Result<NetworkOverview> membership() = 0;
    /// Users, rules, backups and the audit log; lives as long as this.
    virtual SettingsServices& settings() = 0;

    /// What a file holds of a kind, the latest first, at most 500; of beneficiary the one record
    /// of further fields.
    virtual Result<std::vector<RecordRow>> records(RecordType type, const RecordId& subject) = 0;
    /// A new one, or the changed fields of one that is there.
    virtual Result<void> saveRecord(RecordType type, const RecordId& subject,
                                    const std::optional<RecordId>& record,
                                    const std::vector<FieldValue>& fields) = 0;
};

} // namespace peyvand

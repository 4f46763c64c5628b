// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is decided about a file: its state, its marks, people without papers, notes, and who sees
// it in print. Plain further fields are written by Records.
// Errors: choice_unknown, reason_missing, note_limit (count), those of Records, and the store's.

#include "core/register/records.h"

namespace peyvand {

inline constexpr int file_note_days = 90;

struct FileState {
    /// Of the list file_state; "referred_elsewhere" needs referred_to.
    std::string code{};
    std::string reason{};
    CivilDate day{};
    std::optional<RecordId> decision{};
    std::string referred_to{};
};

/// محرمانه and آبرومند; what is not given stays as it is.
struct Marks {
    std::optional<bool> confidential{};
    std::optional<bool> discreet{};
};

struct FileNote {
    RecordId id{};
    std::string code{};
    CivilDate until{};
    std::optional<RecordId> author{};
};

class PersonFiles {
  public:
    explicit PersonFiles(Register& opened) : register_(opened) {}

    /// A reason is asked for whatever ends or stops help.
    Result<void> setState(const BeneficiaryId& person, const FileState& state);
    /// Of a person or household; claims follow.
    Result<void> setMarks(const RecordId& subject, const Marks& marks);
    /// «مدرک هویتی ندارد»: sets the mark and gives a temporary number of this desk ("T-3F2-7"):
    /// three letters or digits of the desk's key and a counter, so that two desks never give the
    /// same. The number that the file has already is kept.
    Result<std::string> markWithoutPapers(const BeneficiaryId& person);
    /// The person has no confirmed identity, so no claim is made: «در شبکه دیده
    /// نمی‌شود».
    Result<bool> isUnseenInNetwork(const BeneficiaryId& person);
    /// Lists for print, queues and distributions leave such people out: help goes to their home.
    /// The mark of the person or of the household the person lives in.
    Result<bool> isKeptOffLists(const BeneficiaryId& person);

    /// From the closed list; ends after 90 days unless an earlier day is given.
    Result<RecordId> note(const RecordId& subject, std::string_view code,
                          std::optional<CivilDate> until);
    /// Those that still hold on the day.
    Result<std::vector<FileNote>> notes(const RecordId& subject, CivilDate day);

    /// Other people or households with the same شبا: a soft note, never a refusal.
    Result<std::vector<RecordId>> sharingAccount(const RecordId& subject);
    /// Set when the family may only be reached through an introducer.
    Result<std::optional<RecordId>> onlyThrough(const RecordId& subject);

  private:
    Register& register_;
};

} // namespace peyvand

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An office with invented people, for pictures of the screens and for their tests. Nothing here
// is a real person, number or charity. Same threads and errors as OfficeServices.

#include "ui/models/office_services.h"
#include "ui/models/sample_settings.h"

#include <atomic>

namespace peyvand::ui {

class SampleServices : public OfficeServices {
  public:
    enum class Kind {
        usual,
        fresh,      // no register yet
        empty,      // a register without people or network
        long_names, // the longest names that come up
        failing,    // every question fails
        million,    // a million files
        clerk,      // a clerk is at work, not the manager
    };
    explicit SampleServices(Kind kind, Language language = Language::persian);

    /// Milliseconds that every call takes, for tests of slowness.
    std::atomic<int> delay_ms{0};

    Result<OfficeStatus> status() override;
    Result<std::string> createRegister(NewRegister request) override;
    Result<void> unlock(std::string user, std::string password) override;
    void lock() override;
    Result<Answer> enquire(const EnquiryRequest& request) override;
    Result<PeoplePage> people(const PeopleRequest& request) override;
    Result<std::vector<PersonRow>> similarPeople(const NewPerson& person) override;
    Result<RegisteredPerson> registerPerson(const NewPerson& person) override;
    Result<AidPreview> previewAid(const AidForm& draft) override;
    Result<AidId> saveAid(const AidForm& draft) override;
    Result<void> voidAid(const AidId& aid, const std::string& reason) override;
    Result<ListPreview> previewList(const std::string& path) override;
    Result<ListResult> importList(const ListRequest& request, const ListProgress& progress,
                                  std::stop_token stop) override;
    Result<NetworkOverview> membership() override;
    SettingsServices& settings() override { return settings_; }
    SampleSettings& sampleSettings() { return settings_; }
    Result<std::vector<RecordRow>> records(RecordType type, const RecordId& subject) override;
    Result<void> saveRecord(RecordType type, const RecordId& subject,
                            const std::optional<RecordId>& record,
                            const std::vector<FieldValue>& fields) override;

    /// The number that has a file and help of two charities.
    static constexpr const char* known_number = "0499370899";
    /// A right number nobody knows.
    static constexpr const char* new_number = "0013542419";

  private:
    void wait() const;
    void addSampleNeeds(const RecordId& subject);
    PersonRow personRow(std::int64_t row) const;
    Person knownPerson() const;
    void addHistory(Answer& answer) const;
    std::vector<RuleLine> rules(const std::string& category) const;

    Kind kind_;
    Language language_;
    bool unlocked_ = false;
    std::vector<Aid> given_;
    std::vector<RecordRow> records_;
    SampleSettings settings_;
};

} // namespace peyvand::ui

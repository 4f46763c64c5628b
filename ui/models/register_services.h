// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The office behind the window, over a real register: every call of OfficeServices is a use case
// of core or sync. Worker thread only. The platform and the executor outlive it.

#include "core/base/executor.h"
#include "core/store/vault.h"
#include "ui/models/office_services.h"
#include "ui/models/register_settings.h"

#include <memory>

namespace peyvand {

class Register;
class Network;
class GivingRules;

class RegisterServices final : public OfficeServices {
  public:
    RegisterServices(Platform platform, Executor& executor, Path folder);
    ~RegisterServices() override;

    Result<OfficeStatus> status() override;
    Result<std::string> createRegister(NewRegister request) override;
    Result<void> unlock(std::string user, std::string password) override;
    void lock() override;
    Result<Answer> enquire(const EnquiryRequest& request) override;
    Result<PeoplePage> people(const PeopleRequest& request) override;
    Result<std::vector<PersonRow>> similarPeople(const NewPerson& person) override;
    Result<RegisteredPerson> registerPerson(const NewPerson& person) override;
    Result<AidPreview> previewAid(const AidForm& form) override;
    Result<AidId> saveAid(const AidForm& form) override;
    Result<void> voidAid(const AidId& aid, const std::string& reason) override;
    Result<ListPreview> previewList(const std::string& path) override;
    Result<ListResult> importList(const ListRequest& request, const ListProgress& progress,
                                  std::stop_token stop) override;
    Result<NetworkOverview> membership() override;
    SettingsServices& settings() override { return settings_; }
    Result<std::vector<RecordRow>> records(RecordType type, const RecordId& subject) override;
    Result<void> saveRecord(RecordType type, const RecordId& subject,
                            const std::optional<RecordId>& record,
                            const std::vector<FieldValue>& fields) override;

  private:
    /// user_needed while locked: a screen asked too early.
    Result<void> needOpen() const;
    Result<void> openNetwork();

    Platform platform_;
    Executor& executor_;
    Path folder_;
    std::unique_ptr<Register> register_;
    std::unique_ptr<Network> network_;
    std::unique_ptr<GivingRules> rules_;
    RegisterSettings settings_;
};

} // namespace peyvand

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/register.h"

namespace peyvand {
namespace {

void checkSearchIndex(Database& database, std::vector<CheckFinding>& findings) {
    for (const char* sql :
         {"SELECT row FROM beneficiary EXCEPT SELECT rowid FROM person_search LIMIT 1",
          "SELECT rowid FROM person_search EXCEPT SELECT row FROM beneficiary LIMIT 1"})
        if (database.prepare(sql).step())
            findings.push_back({ErrorCode::register_damaged, "person_search"});
}

Digest digestFrom(ByteView bytes) {
    Digest digest{};
    if (bytes.size() == digest.size())
        std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

// Every stored entry against its digest, every segment's link and signature from the beginning.
void checkFeed(Database& database, std::int64_t number, const FeedPosition& position,
               const VerifyKey& node, std::vector<CheckFinding>& findings) {
    const FeedId& id = position.feed;
    const std::string name = toHex(ByteView(id).first(8));
    Sha256 hash;
    Link link = id;
    std::uint64_t last_seq = 0;
    auto segments = database.prepare("SELECT first_seq, count, link, time_ms, signature"
                                     " FROM segment WHERE feed = ? ORDER BY first_seq");
    segments.bind(number);
    bool first_segment = true;
    while (segments.step()) {
        std::vector<Digest> digests;
        auto entries = database.prepare("SELECT digest, bytes FROM entry WHERE feed = ?"
                                        " AND seq >= ? AND seq < ? ORDER BY seq");
        entries.bind(number)
            .bind(segments.integer(0))
            .bind(segments.integer(0) + segments.integer(1));
        while (entries.step()) {
            digests.push_back(digestFrom(entries.blob(0)));
            if (!entries.isNull(1) && entryDigest(hash, entries.blob(1)) != digests.back())
                findings.push_back({ErrorCode::entry_malformed, name});
        }
        SegmentHead head{id,
                         static_cast<std::uint64_t>(segments.integer(0) + segments.integer(1) - 1),
                         digestFrom(segments.blob(2)),
                         static_cast<std::uint64_t>(segments.integer(3)),
                         {}};
        if (segments.blob(4).size() == head.signature.size())
            std::copy(segments.blob(4).begin(), segments.blob(4).end(), head.signature.begin());
        // A branch of a fork begins in the middle; its first link is proven by its signature.
        const bool from_start = segments.integer(0) == 1 || !first_segment;
        if (from_start && linkOf(hash, link, static_cast<std::uint64_t>(segments.integer(0)),
                                 digests) != head.link)
            findings.push_back({ErrorCode::chain_broken, name});
        if (!verifyHead(head, node))
            findings.push_back({ErrorCode::head_signature_invalid, name});
        link = head.link;
        last_seq = head.seq;
        first_segment = false;
    }
    if (position.seq != last_seq || position.link != link)
        findings.push_back({ErrorCode::chain_broken, name});
}

} // namespace

Result<std::vector<CheckFinding>> checkRegister(Register& opened) {
    Database& database = opened.database();
    std::vector<CheckFinding> findings;
    for (const auto& problem : database.integrityProblems())
        findings.push_back({ErrorCode::register_damaged, problem});
    PEYVAND_TRY(database.takeFailure());
    if (const auto root = opened.vault().checkRoot(); !root)
        findings.push_back({root.error().code, "root"});
    if (const auto audit = opened.audit().verify(); !audit)
        findings.push_back({audit.error().code, "audit"});
    checkSearchIndex(database, findings);
    auto feeds = database.prepare("SELECT number, id, position, link, node FROM feed"
                                  " ORDER BY number");
    while (feeds.step())
        checkFeed(database, feeds.integer(0),
                  {digestFrom(feeds.blob(1)), static_cast<std::uint64_t>(feeds.integer(2)),
                   digestFrom(feeds.blob(3))},
                  digestFrom(feeds.blob(4)), findings);
    return database.checked(std::move(findings));
}

} // namespace peyvand

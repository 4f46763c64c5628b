// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/reconcile/session.h"

#include "core/crypto/layout.h"

namespace peyvand {
namespace {

// What the peer is told is a code of this program and nothing else.
std::string knownError(ByteView name) {
    for (const ErrorCode code : allErrorCodes())
        if (errorName(code) == textOf(name))
            return std::string(textOf(name));
    return {};
}

} // namespace

Result<std::unique_ptr<Session>> Session::begin(Replica& replica, const Channel& channel,
                                                std::int64_t now_ms,
                                                const SessionPatience& patience) {
    std::unique_ptr<Session> session(new Session(replica, channel, patience));
    session->heard_ms_ = now_ms;
    session->progress_ms_ = now_ms;
    PEYVAND_TRY(session->sayHello());
    return session;
}

Result<void> Session::sayHello() {
    open_ = replica_.open();
    if (open_.empty())
        return fail(ErrorCode::peer_not_member);
    Hello hello;
    hello.decisions = replica_.decisions();
    for (const ItemClass kind : open_) {
        PEYVAND_LET(auto items, replica_.items(kind));
        hello.classes.push_back(items.digest());
        own_.push_back(std::move(items));
    }
    signHello(hello, channel_, replica_.node());
    out_.push_back(encodeFrame(FrameType::hello, encodeHello(hello)));
    return {};
}

Result<void> Session::takeHello(ByteView body) {
    PEYVAND_LET(peer_hello_, decodeHello(body));
    PEYVAND_TRY(checkHello(peer_hello_, channel_, replica_.node().publicKey()));
    enter(Stage::records);
    return {};
}

tl::unexpected<Error> Session::stop(Error error) {
    if (stage_ != Stage::failed) {
        endShipping();
        stage_ = Stage::failed;
        out_.clear();
        if (error.code != ErrorCode::peer_refused)
            out_.push_back(encodeFrame(FrameType::refusal, bytesOf(errorName(error.code))));
    }
    return fail(std::move(error));
}

Result<void> Session::receive(ByteView bytes, std::int64_t now_ms) {
    if (stage_ == Stage::failed)
        return {};
    bytes_received_ += bytes.size();
    heard_ms_ = now_ms;
    if (stage_ == Stage::data)
        if (auto open = checkStillOpen(); !open)
            return stop(std::move(open).error());
    reader_.add(bytes);
    for (;;) {
        auto frame = reader_.next();
        if (!frame)
            return stop(std::move(frame).error());
        if (!*frame)
            break;
        frame_began_ms_.reset();
        if ((*frame)->type != FrameType::alive)
            progress_ms_ = now_ms;
        if (auto handled = handle(**frame); !handled)
            return stop(std::move(handled).error());
    }
    if (!reader_.isInside())
        frame_began_ms_.reset();
    else if (!frame_began_ms_)
        frame_began_ms_ = now_ms;
    return {};
}

Result<void> Session::tick(std::int64_t now_ms) {
    if (stage_ == Stage::failed || stage_ == Stage::ended)
        return {};
    if (frame_began_ms_ && now_ms - *frame_began_ms_ > patience_.frame_ms)
        return stop(Error{ErrorCode::peer_slow, {}});
    if (now_ms - heard_ms_ > patience_.silence_ms ||
        now_ms - progress_ms_ > patience_.standstill_ms)
        return stop(Error{ErrorCode::peer_silent, {}});
    return {};
}

void Session::waits(std::int64_t now_ms) {
    const std::int64_t spent = std::max<std::int64_t>(0, now_ms - heard_ms_);
    heard_ms_ += spent;
    progress_ms_ += spent;
    if (frame_began_ms_)
        *frame_began_ms_ += spent;
}

Result<void> Session::handle(const FrameView& frame) {
    if (frame.type == FrameType::refusal)
        return fail(ErrorCode::peer_refused, "reason", knownError(frame.body));
    if (frame.type == FrameType::hello)
        return stage_ == Stage::hello ? takeHello(frame.body).and_then([&] { return advance(); })
                                      : fail(ErrorCode::frame_unexpected);
    if (stage_ == Stage::hello || stage_ == Stage::ended)
        return fail(ErrorCode::frame_unexpected);
    if (frame.type == FrameType::alive)
        return {};
    if (frame.type == FrameType::done) {
        if (stage_ != Stage::closing || peer_done_)
            return fail(ErrorCode::frame_unexpected);
        peer_done_ = true;
        return advance();
    }
    if (stage_ == Stage::closing || peer_sent_)
        return fail(ErrorCode::frame_unexpected);
    PEYVAND_TRY(frame.type <= FrameType::items_end ? handleComparing(frame) : handleData(frame));
    return advance();
}

Result<ClassComparison*> Session::comparisonOf(ItemClass kind) {
    for (ClassComparison& one : comparisons_)
        if (one.kind() == kind)
            return &one;
    return fail(ErrorCode::frame_unexpected);
}

Result<void> Session::handleComparing(const FrameView& frame) {
    switch (frame.type) {
    case FrameType::ranges: {
        PEYVAND_LET(const auto message, decodeRanges(frame.body));
        PEYVAND_LET(auto* const comparison, comparisonOf(message.kind));
        return comparison->take(message, out_);
    }
    case FrameType::buckets: {
        PEYVAND_LET(const auto message, decodeBuckets(frame.body));
        PEYVAND_LET(auto* const comparison, comparisonOf(message.kind));
        return comparison->take(message, out_);
    }
    case FrameType::items: {
        PEYVAND_LET(const auto message, decodeItems(frame.body));
        PEYVAND_LET(auto* const comparison, comparisonOf(message.kind));
        return comparison->take(message);
    }
    default: {
        PEYVAND_LET(const ItemClass kind, decodeItemsEnd(frame.body));
        PEYVAND_LET(auto* const comparison, comparisonOf(kind));
        return comparison->takeEnd();
    }
    }
}

Result<void> Session::handleData(const FrameView& frame) {
    // The peer sends only after it has told all its items, so both sides are settled.
    if (!areSettled())
        return fail(ErrorCode::frame_unexpected);
    const bool is_record = frame.type == FrameType::record;
    if (frame.type != FrameType::sent && is_record != (stage_ == Stage::records))
        return fail(ErrorCode::frame_unexpected);
    return take(frame);
}

Result<void> Session::take(const FrameView& frame) {
    switch (frame.type) {
    case FrameType::wants:
        return takeWants(frame.body);
    case FrameType::record:
        return intake_.record(frame.body);
    case FrameType::grant:
        if (!comparisonOf(ItemClass::office_keys) && !comparisonOf(ItemClass::direct_keys))
            PEYVAND_TRY(comparisonOf(ItemClass::network_keys));
        return intake_.grant(frame.body);
    case FrameType::subject_key:
        PEYVAND_TRY(comparisonOf(ItemClass::subjects));
        return intake_.subjectKey(frame.body);
    case FrameType::head:
        PEYVAND_TRY(comparisonOf(ItemClass::heads));
        return intake_.head(frame.body);
    case FrameType::descriptor:
        return intake_.descriptor(frame.body);
    case FrameType::segment:
        return intake_.segment(frame.body);
    case FrameType::sent:
        if (!wants_came_ && needsWants())
            return fail(ErrorCode::frame_unexpected);
        peer_sent_ = true;
        return intake_.flush();
    default:
        return fail(ErrorCode::frame_unexpected);
    }
}

bool Session::needsWants() const {
    return std::any_of(comparisons_.begin(), comparisons_.end(),
                       [](const ClassComparison& one) { return isFeedClass(one.kind()); });
}

Result<void> Session::takeWants(ByteView body) {
    if (wants_came_ || !needsWants() || !shipping_)
        return fail(ErrorCode::frame_unexpected);
    PEYVAND_LET(const auto feeds, decodeWants(body));
    wants_came_ = true;
    shipping_->sendWhole(feeds);
    return {};
}

bool Session::areSettled() const {
    return std::all_of(comparisons_.begin(), comparisons_.end(),
                       [](const ClassComparison& one) { return one.isSettled(); });
}

void Session::endShipping() {
    if (!shipping_)
        return;
    const ShippedCounts& more = shipping_->counts();
    shipped_.entries += more.entries;
    shipped_.feeds += more.feeds;
    shipped_.records += more.records;
    shipped_.keys += more.keys;
    shipping_.reset();
}

void Session::enter(Stage stage) {
    endShipping();
    stage_ = stage;
    comparisons_.clear();
    own_sent_ = peer_sent_ = wants_came_ = false;
    if (stage != Stage::records && stage != Stage::data)
        return;
    for (ItemSet& own : own_) {
        const bool is_record = own.kind() == ItemClass::records;
        const ClassDigest* peer = peer_hello_.find(static_cast<std::uint8_t>(own.kind()));
        if (is_record != (stage == Stage::records) || peer == nullptr || own.digest() == *peer)
            continue;
        comparisons_.emplace_back(std::move(own), *peer, out_);
        was_equal_ = false;
    }
}

Result<void> Session::beginShipping() {
    shipping_.emplace(replica_, comparisons_);
    PEYVAND_TRY(shipping_->plan());
    if (!needsWants())
        return {};
    Writer writer;
    for (const FeedId& feed : shipping_->wants())
        writer.fixed(feed);
    out_.push_back(encodeFrame(FrameType::wants, writer.bytes()));
    return {};
}

Result<void> Session::leaveStage() {
    if (stage_ == Stage::records) {
        PEYVAND_TRY(checkStillOpen());
        enter(Stage::data);
        return {};
    }
    if (was_equal_) {
        enter(Stage::ended);
        return {};
    }
    enter(Stage::closing);
    PEYVAND_TRY(intake_.finish());
    out_.push_back(encodeFrame(FrameType::done));
    return {};
}

Result<void> Session::advance() {
    while (stage_ == Stage::records || stage_ == Stage::data) {
        if (!comparisons_.empty() && !shipping_ && areSettled())
            PEYVAND_TRY(beginShipping());
        if (!comparisons_.empty() && (!own_sent_ || !peer_sent_))
            return {};
        PEYVAND_TRY(leaveStage());
    }
    if (stage_ == Stage::closing && peer_done_)
        enter(Stage::ended);
    return {};
}

// What came, here or in another session, may have changed who the peer is.
Result<void> Session::checkStillOpen() const {
    return replica_.open() == open_ ? Result<void>() : fail(ErrorCode::peer_not_member);
}

Result<void> Session::ship() {
    PEYVAND_TRY(checkStillOpen());
    std::size_t size = 0;
    while (size < most_sent_bytes) {
        const std::size_t before = out_.size();
        PEYVAND_LET(const bool is_more, shipping_->next(out_));
        for (std::size_t i = before; i < out_.size(); ++i)
            size += out_[i].size();
        if (is_more)
            continue;
        if (wants_came_ || !needsWants()) {
            out_.push_back(encodeFrame(FrameType::sent));
            own_sent_ = true;
            return advance();
        }
        break;
    }
    return {};
}

Result<Bytes> Session::send() {
    if (out_.empty() && shipping_ && !own_sent_)
        if (auto shipped = ship(); !shipped)
            return stop(std::move(shipped).error());
    Bytes bytes;
    while (!out_.empty() &&
           (bytes.empty() || bytes.size() + out_.front().size() <= most_sent_bytes)) {
        bytes.insert(bytes.end(), out_.front().begin(), out_.front().end());
        out_.pop_front();
    }
    bytes_sent_ += bytes.size();
    return bytes;
}

Result<void> Session::close() {
    if (stage_ == Stage::ended)
        return {};
    endShipping();
    stage_ = Stage::failed;
    return intake_.finish();
}

SessionCounts Session::counts() const {
    return {intake_.counts(), shipped_, bytes_received_, bytes_sent_};
}

} // namespace peyvand

// SPDX-License-Identifier: GPL-3.0-or-later
// A stick that is pulled, a disk that is full, a process that is killed: an export leaves nothing,
// an import keeps what came whole and a second one goes on.
#include "tests/support/bundle_desk.h"
#include "tests/support/faulty_files.h"
#include "tests/support/faulty_vfs.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

/// Files of which one, the bundle, cannot be read behind a given byte.
class PulledStick : public FaultyFiles {
  public:
    PulledStick(Path bundle, std::uint64_t reads) : bundle_(std::move(bundle)), left_(reads) {}

    Result<std::unique_ptr<File>> openRead(const Path& path) override {
        PEYVAND_LET(auto file, FaultyFiles::openRead(path));
        if (path != bundle_)
            return file;
        return std::make_unique<PulledFile>(std::move(file), left_);
    }
    std::uint64_t left() const { return left_; }

  private:
    class PulledFile : public File {
      public:
        PulledFile(std::unique_ptr<File> file, std::uint64_t& left)
            : file_(std::move(file)), left_(left) {}
        Result<std::size_t> read(std::span<std::uint8_t> bytes) override {
            if (left_ == 0)
                return fail(ErrorCode::disk_failed, "file", "part");
            --left_;
            // Short reads, so that there are many.
            return file_->read(bytes.first(std::min<std::size_t>(bytes.size(), 10'000)));
        }
        Result<void> write(ByteView bytes) override { return file_->write(bytes); }
        Result<void> sync() override { return file_->sync(); }
        Result<void> seek(std::uint64_t offset) override { return file_->seek(offset); }
        Result<std::uint64_t> size() override { return file_->size(); }

      private:
        std::unique_ptr<File> file_;
        std::uint64_t& left_;
    };
    Path bundle_;
    std::uint64_t left_;
};

} // namespace

class BundleBreaksTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        desks_ = std::make_unique<TwoDesks>();
        fillWithHelp(desks_->a, 60);
        desks_->b.network.reset();
        desks_->b.fixture.close();
        own_ = idOf(desks_->a);
        stick_ = exportBy(desks_->a, {desks_->file("stick.pvb"), {own_}, true}).path;
        ImportingCopy copy(desks_->b.fixture.platform(), desks_->b.fixture.folder());
        before_ = copy.state();
        copy.take(stick_);
        expected_ = copy.state();
        positions_ = copy.positions();
        QVERIFY(expected_ != before_);
    }
    void cleanupTestCase() { desks_.reset(); }

    void aDiskThatIsFullAtAnyWriteOfAnExportLeavesNoFile() {
        fillWithHelp(desks_->a, 60);
        desks_->a.seal();
        desks_->a.network.reset();
        desks_->a.fixture.close();
        FaultyFiles files;
        {
            const Platform platform{desks_->a.fixture.clock, desks_->a.fixture.platform().random,
                                    files};
            const auto opened = must(Register::open(platform, desks_->a.fixture.folder(), {},
                                                    RegisterFixture::password()));
            const auto network = must(Network::open(*opened));
            network->replaceVeil(
                std::make_unique<CheapVeil>(network->id(), 1, VeilSecret::from(ByteArray<32>{7})));
            const Path folder = desks_->file("full");
            std::filesystem::create_directory(folder);
            const ExportRequest request{folder, {own_}, true, one_chunk_limit_bytes};
            InlineExecutor executor;
            files.failAt(0);
            QVERIFY(must(exportBundle(*network, request, executor)).paths.size() >= 2);
            const int steps = files.steps();
            QVERIFY(steps >= 8);
            int failed = 0;
            for (int step = 1; step <= steps; ++step) {
                std::filesystem::remove_all(folder);
                std::filesystem::create_directory(folder);
                files.failAt(step);
                const auto exported = exportBundle(*network, request, executor);
                if (exported) // the file of heads was written as it stood before
                    continue;
                ++failed;
                QCOMPARE(exported.error().code, ErrorCode::disk_full);
                QVERIFY2(std::filesystem::is_empty(folder), qPrintable(QString::number(step)));
            }
            QVERIFY(failed >= steps - 2);
            files.failAt(0);
            QVERIFY(exportBundle(*network, request, executor));
        }
        desks_->a.fixture.reopen();
        desks_->a.openNetwork();
        desks_->a.useCheapVeil();
    }

    void aStickThatIsPulledLosesNothingThatCameWhole() {
        PulledStick counting(stick_, UINT64_MAX);
        QVERIFY(importWith(counting, *newCopy()));
        const auto reads = static_cast<int>(UINT64_MAX - counting.left());
        QVERIFY(reads > 12);
        std::int64_t most = 0;
        for (int at = 0; at < reads; ++at) {
            const auto folder = newCopy();
            PulledStick files(stick_, static_cast<std::uint64_t>(at));
            const auto broken = importWith(files, *folder);
            QVERIFY(!broken);
            QCOMPARE(broken.error().code, ErrorCode::disk_failed);
            const std::int64_t kept = expectGoesOn(*folder);
            // Nothing while the file is only verified, later never less than before.
            QVERIFY(at >= reads / 2 || kept == 0);
            QVERIFY(kept >= most);
            most = kept;
        }
        QVERIFY(most > 0);
    }

    void anImportThatIsKilledOrHasNoRoomGoesOn() {
        for (const Fault fault : {Fault::killed, Fault::disk_full, Fault::io_error}) {
            const int steps = stepsOf(fault);
            QVERIFY(steps > 10);
            const int stride = std::max(1, steps / 25);
            for (int step = 1; step <= steps; step += stride) {
                const auto folder = newCopy();
                QVERIFY2(breakAt(*folder, fault, step), faultName(fault));
                expectGoesOn(*folder);
            }
        }
    }

    void anImportCanBeCancelledAndGoesOn() {
        for (const int percent : {10, 60, 95}) {
            const auto folder = newCopy();
            PulledStick files(stick_, UINT64_MAX);
            CancelToken cancel;
            std::int64_t last = 0;
            const auto reading = [&](std::int64_t done, std::int64_t total) {
                QVERIFY(done >= last && done <= total);
                last = done;
                if (done * 100 > total * percent)
                    cancel.cancel();
            };
            const auto broken = importWith(files, *folder, {}, reading, cancel);
            QVERIFY(!broken);
            QCOMPARE(broken.error().code, ErrorCode::cancelled);
            expectGoesOn(*folder);
        }
    }

  private:
    std::unique_ptr<QTemporaryDir> newCopy() const {
        auto home = std::make_unique<QTemporaryDir>();
        std::filesystem::copy(desks_->b.fixture.folder(), registerIn(*home),
                              std::filesystem::copy_options::recursive);
        return home;
    }
    static Path registerIn(const QTemporaryDir& home) {
        return Path(home.path().toStdString()) / "register";
    }

    // With a hook between opening and importing.
    Result<ImportedBundle> importWith(Files& files, const QTemporaryDir& home,
                                      const std::function<void()>& opened_hook = {},
                                      const Progress& reading = {},
                                      const CancelToken& cancel = {}) {
        const Platform platform{clock_, desks_->b.fixture.platform().random, files};
        PEYVAND_LET(const auto opened,
                    Register::open(platform, registerIn(home), {}, RegisterFixture::password()));
        PEYVAND_LET(const auto network, Network::open(*opened));
        if (opened_hook)
            opened_hook();
        return importBundle(*network, stick_, Losses::held_back, reading, cancel);
    }

    int stepsOf(Fault fault) {
        const auto home = newCopy();
        FaultyDisk disk(Path(home->path().toStdString()));
        int steps = 0;
        {
            const FaultyVfs vfs(disk);
            FaultyFiles files(disk);
            const auto taken = importWith(files, *home, [&] { disk.arm(fault, 0); });
            if (!taken)
                qFatal("%s", errorName(taken.error().code).data());
            steps = disk.steps();
        }
        return steps;
    }

    // True when it failed, or failed only in closing what was already done.
    bool breakAt(const QTemporaryDir& home, Fault fault, int step) {
        FaultyDisk disk(Path(home.path().toStdString()));
        const FaultyVfs vfs(disk);
        FaultyFiles files(disk);
        const auto taken = importWith(files, home, [&] { disk.arm(fault, step); });
        return disk.hasFailed() || !taken;
    }

    // Returns how many entries of others were there before.
    std::int64_t expectGoesOn(const QTemporaryDir& home) {
        ImportingCopy again(desks_->b.fixture.platform(), registerIn(home));
        std::int64_t kept = -1;
        {
            auto row = again.opened().database().prepare(
                "SELECT COUNT(*) FROM entry JOIN feed ON feed.number = entry.feed WHERE own = 0");
            if (row.step())
                kept = row.integer(0);
        }
        expectWhole(again);
        return kept;
    }
    void expectWhole(ImportingCopy& again) {
        QVERIFY(must(checkRegister(again.opened())).empty());
        QCOMPARE(again.take(stick_).gaps, std::uint64_t{0});
        QVERIFY(again.state() == expected_);
        QVERIFY(again.positions() == positions_);
    }

    std::unique_ptr<TwoDesks> desks_;
    TestClock clock_{};
    CharityId own_{};
    Path stick_;
    Digest before_{}, expected_{};
    std::vector<Bytes> positions_;
};
PEYVAND_TEST(BundleBreaksTest)
#include "bundle_breaks_test.moc"

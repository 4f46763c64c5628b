// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/bundle/bundle_file.h"

#include "tests/support/counting_random.h"
#include "tests/support/faulty_files.h"
#include "tests/support/golden.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

SigningKey keyOf(std::uint8_t start) {
    return SigningKey::fromSeed(Secret<32>::from(counting<32>(start)));
}

/// Real files, where a stick loses what was written behind a given byte, without saying so.
class LosingFiles : public Files {
  public:
    explicit LosingFiles(std::uint64_t limit_bytes) : limit_bytes_(limit_bytes) {}

    class LosingFile : public File {
      public:
        LosingFile(std::unique_ptr<File> file, std::uint64_t limit_bytes)
            : file_(std::move(file)), left_bytes_(limit_bytes) {}
        Result<std::size_t> read(std::span<std::uint8_t> bytes) override {
            return file_->read(bytes);
        }
        Result<void> write(ByteView bytes) override {
            const std::size_t size = std::min<std::uint64_t>(left_bytes_, bytes.size());
            left_bytes_ -= size;
            return file_->write(bytes.first(size));
        }
        Result<void> sync() override { return file_->sync(); }
        Result<void> seek(std::uint64_t offset) override { return file_->seek(offset); }
        Result<std::uint64_t> size() override { return file_->size(); }

      private:
        std::unique_ptr<File> file_;
        std::uint64_t left_bytes_;
    };

    Result<std::unique_ptr<File>> openRead(const Path& path) override {
        return files_->openRead(path);
    }
    Result<std::unique_ptr<File>> create(const Path& path) override {
        PEYVAND_LET(auto file, files_->create(path));
        return std::make_unique<LosingFile>(std::move(file), limit_bytes_);
    }
    Result<void> rename(const Path& from, const Path& to) override {
        return files_->rename(from, to);
    }
    Result<void> remove(const Path& path) override { return files_->remove(path); }
    Result<void> makeFolder(const Path& path) override { return files_->makeFolder(path); }
    bool exists(const Path& path) override { return files_->exists(path); }
    Result<std::vector<Path>> list(const Path& folder) override { return files_->list(folder); }
    Result<std::unique_ptr<FileLock>> lock(const Path& path) override { return files_->lock(path); }
    bool isLocalDisk(const Path& folder) override { return files_->isLocalDisk(folder); }

  private:
    std::unique_ptr<Files> files_ = makeSystemFiles();
    std::uint64_t limit_bytes_;
};

/// A disk on which the n-th renaming is refused.
class RefusingNames : public FaultyFiles {
  public:
    explicit RefusingNames(int refused) : left_(refused) {}
    Result<void> rename(const Path& from, const Path& to) override {
        return --left_ == 0 ? Result<void>(fail(ErrorCode::file_unwritable, "file", "x"))
                            : FaultyFiles::rename(from, to);
    }

  private:
    int left_;
};

class Counter : public BundleHandler {
  public:
    Result<void> manifest(const BundleFront&, const BundleManifest&) override {
        ++manifests;
        return {};
    }
    Result<void> record(BundleRecord, ByteView) override {
        ++records;
        return {};
    }
    int manifests = 0;
    int records = 0;
};

} // namespace

class BundleFileTest : public QObject {
    Q_OBJECT
  private slots:
    void init() {
        QVERIFY(initialiseCrypto().has_value());
        folder_ = std::make_unique<QTemporaryDir>();
    }

    void writtenFileIsReadAndCounted() {
        const auto files = makeSystemFiles();
        const auto path = write(*files);
        QVERIFY(path.has_value());
        QCOMPARE(path->filename().string(), std::string("PV-C1GP4RV4CNK6ET39D9NPRVBEDW.pvb"));
        QCOMPARE(files->list(folder())->size(), std::size_t{1});

        const auto summary = inspectBundleFile(*files, *path, keyOf(2));
        QVERIFY(summary.has_value());
        QCOMPARE(summary->records[3], std::uint64_t{3});
        QCOMPARE(summary->file_bytes, std::uint64_t{65'711});
        QVERIFY(summary->manifest.sender == keyOf(1).publicKey());

        Counter counter;
        QVERIFY(readBundleFile(*files, *path, keyOf(2), counter));
        QCOMPARE(counter.manifests, 1);
        QCOMPARE(counter.records, 3);
    }

    void nothingReachesTheHandlerFromAFileThatIsNotWhole() {
        const auto files = makeSystemFiles();
        const auto path = write(*files);
        Bytes bytes = *files->readAll(*path, 1 << 20);
        bytes.push_back(0);
        QVERIFY(files->replace(*path, bytes));
        Counter counter;
        const auto done = readBundleFile(*files, *path, keyOf(2), counter);
        QCOMPARE(done.error().code, ErrorCode::bundle_trailing_bytes);
        QCOMPARE(counter.manifests + counter.records, 0);
    }

    void stickThatLosesBytesLeavesNoBundle() {
        for (const std::uint64_t limit_bytes : {0, 100, 65'710}) {
            LosingFiles files(limit_bytes);
            const auto path = write(files);
            QVERIFY(!path);
            QCOMPARE(path.error().code, ErrorCode::file_not_as_written);
            QVERIFY(files.list(folder())->empty());
        }
    }

    void failedFillLeavesNoFile() {
        const auto files = makeSystemFiles();
        const auto path = write(*files, ErrorCode::cancelled);
        QCOMPARE(path.error().code, ErrorCode::cancelled);
        QVERIFY(files->list(folder())->empty());
    }

    void aPartThatFailsTakesTheOthersWithIt() {
        const auto files = makeSystemFiles();
        QCOMPARE(writeParts(*files, 3, ErrorCode::cancelled).error().code, ErrorCode::cancelled);
        QVERIFY(files->list(folder())->empty());
        QCOMPARE(writeParts(*files, 3)->size(), std::size_t{3});
        QCOMPARE(files->list(folder())->size(), std::size_t{3});
    }

    void aStepThatFailsEndsTheWorkAtAnyPoint() {
        const auto files = makeSystemFiles();
        int steps = 0;
        const auto paths = writeParts(*files, 2, {}, [&steps](std::uint64_t bytes) -> Result<void> {
            ++steps;
            return bytes > 0 ? Result<void>() : fail(ErrorCode::internal);
        });
        QVERIFY(paths);
        for (int failing = 1; failing <= steps; ++failing) {
            empty(*files);
            int left = failing;
            const auto cancelled = [&left](std::uint64_t) -> Result<void> {
                return --left == 0 ? Result<void>(fail(ErrorCode::cancelled)) : Result<void>();
            };
            QCOMPARE(writeParts(*files, 2, {}, cancelled).error().code, ErrorCode::cancelled);
            QVERIFY(files->list(folder())->empty());
        }
        QVERIFY(steps >= 8);
    }

    void aDiskThatIsFullAtAnyStepLeavesNoFile() {
        FaultyFiles files;
        files.failAt(0);
        QVERIFY(writeParts(files, 3));
        const int steps = files.steps();
        QVERIFY(steps >= 12); // creating, header, stream header, chunk, of three parts
        for (int step = 1; step <= steps; ++step) {
            empty(files);
            files.failAt(step);
            const auto written = writeParts(files, 3);
            QVERIFY(!written);
            QCOMPARE(written.error().code, ErrorCode::disk_full);
            QVERIFY2(files.list(folder())->empty(), qPrintable(QString::number(step)));
        }
    }

    void aPartThatGetsNoNameTakesTheNamedOnesWithIt() {
        for (int failing = 1; failing <= 3; ++failing) {
            RefusingNames files(failing);
            const auto written = writeParts(files, 3);
            QVERIFY(!written);
            QCOMPARE(written.error().code, ErrorCode::file_unwritable);
            QVERIFY(files.list(folder())->empty());
        }
        RefusingNames files(4);
        QVERIFY(writeParts(files, 3));
        QCOMPARE(files.list(folder())->size(), std::size_t{3});
    }

    void namesOfFurtherPartsAreCounted() {
        QCOMPARE(partPath("stick/for b.pvb", 1), Path("stick/for b.pvb"));
        QCOMPARE(partPath("stick/for b.pvb", 2), Path("stick/for b-2.pvb"));
        QCOMPARE(partPath("x", 13), Path("x-13"));
    }

    void partsOfOneSetAreBroughtInOrder() {
        const auto files = makeSystemFiles();
        const auto parts = *writeParts(*files, 3);
        const Path none = folder() / "none.pvb";
        const Path noise = folder() / "noise.pvb";
        QVERIFY(files->replace(noise, Bytes(100, 7)));
        QCOMPARE(inPartOrder(*files, {noise, parts[2], none, parts[0], parts[1], parts[0]}),
                 (std::vector<Path>{noise, parts[0], parts[0], parts[1], parts[2], none}));
    }

    void missingFileIsSaid() {
        const auto files = makeSystemFiles();
        QCOMPARE(inspectBundleFile(*files, folder() / "none.pvb", keyOf(2)).error().code,
                 ErrorCode::file_missing);
    }

  private:
    Path folder() const { return folder_->path().toStdString(); }
    void empty(Files& files) const {
        const auto paths = files.list(folder());
        for (const Path& path : *paths)
            QVERIFY(files.remove(path));
    }

    Result<Path> write(Files& files, std::optional<ErrorCode> error = {}) const {
        const auto paths = writeParts(files, 1, error);
        return paths ? Result<Path>(paths->front()) : Result<Path>(fail(paths.error()));
    }
    std::vector<BundlePart> partsOf(std::uint16_t count) const {
        std::vector<BundlePart> parts;
        for (std::uint16_t i = 1; i <= count; ++i) {
            BundlePart part;
            part.start.id.bytes = counting<16>(static_cast<std::uint8_t>(0x60 + i - 1));
            part.start.set.bytes = counting<16>(0x40);
            part.start.part = i;
            part.start.parts = count;
            part.start.recipients = {keyOf(2).boxKey()};
            part.path = folder() / bundleFileName(part.start.id);
            parts.push_back(part);
        }
        return parts;
    }
    // The error comes from the last part.
    Result<std::vector<Path>> writeParts(Files& files, std::uint16_t count,
                                         std::optional<ErrorCode> error = {},
                                         const BundleStep& step = {}) const {
        CountingRandom random;
        const auto parts = partsOf(count);
        const auto fill = [&](std::size_t part, BundleWriter& writer) -> Result<void> {
            for (int i = 0; i < 3; ++i)
                PEYVAND_TRY(writer.add(BundleRecord::segment, {}));
            return error && part + 1 == count ? Result<void>(fail(*error)) : Result<void>();
        };
        PEYVAND_TRY(writeBundleFiles(files, parts, keyOf(1), random, {fill, {}, step}));
        std::vector<Path> paths;
        for (const BundlePart& part : parts)
            paths.push_back(part.path);
        return paths;
    }
    std::unique_ptr<QTemporaryDir> folder_;
};
PEYVAND_TEST(BundleFileTest)

#include "bundle_file_test.moc"

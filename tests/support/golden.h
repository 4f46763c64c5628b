// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Golden bytes of docs/formats.md (tests/data/formats/golden.txt): one "name hex" for each line,
// computed by an independent program from the inputs that the document names.

#include "core/base/bytes.h"

#include <QFile>
#include <QTest>

namespace peyvand::test {

/// The golden bytes of a name; empty, and the test fails, when there are none.
inline Bytes golden(const char* name, const char* list = "golden.txt") {
    QFile file(QStringLiteral(PEYVAND_SOURCE_DIR "/tests/data/formats/") + QLatin1String(list));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the golden bytes cannot be read");
    const QByteArray start = QByteArray(name) + ' ';
    for (const QByteArray& line : file.readAll().split('\n'))
        if (line.startsWith(start))
            return fromHex(line.mid(start.size()).toStdString()).value();
    qFatal("no golden bytes of that name");
    return {};
}

/// N bytes that count up from start, as the golden inputs do.
template <std::size_t N> ByteArray<N> counting(std::uint8_t start) {
    ByteArray<N> bytes;
    for (std::size_t i = 0; i < N; ++i)
        bytes[i] = static_cast<std::uint8_t>(start + i);
    return bytes;
}

inline QByteArray hex(ByteView bytes) { return QByteArray::fromStdString(toHex(bytes)); }

} // namespace peyvand::test

// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the sheet, the shared texts and the styles of a workbook, in a real archive: nothing
// may crash, hang or grow without bound. The parts are parted by 0xFF bytes.
#include "core/exchange/people_list.h"

#include <algorithm>
#include <zip.h>

using namespace peyvand;

namespace {

void addPart(zip_t* archive, const char* name, std::string_view text) {
    (void)zip_file_add(archive, name, zip_source_buffer(archive, text.data(), text.size(), 0), 0);
}

Bytes workbookOf(std::string_view sheet, std::string_view texts, std::string_view styles) {
    zip_error_t error;
    zip_source_t* memory = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(memory);
    zip_t* archive = zip_open_from_source(memory, ZIP_TRUNCATE, &error);
    addPart(archive, "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>");
    addPart(archive, "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
            "</Relationships>");
    addPart(archive, "xl/s.xml", sheet);
    addPart(archive, "xl/sharedStrings.xml", texts);
    addPart(archive, "xl/styles.xml", styles);
    Bytes bytes;
    if (zip_close(archive) == 0 && zip_source_open(memory) == 0) {
        zip_source_seek(memory, 0, SEEK_END);
        bytes.resize(static_cast<std::size_t>(zip_source_tell(memory)));
        zip_source_seek(memory, 0, SEEK_SET);
        zip_source_read(memory, bytes.data(), bytes.size());
        zip_source_close(memory);
    }
    zip_source_free(memory);
    return bytes;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    std::string_view parts[3];
    for (auto& part : parts) {
        const std::size_t end = std::min(rest.find('\xFF'), rest.size());
        part = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    auto table =
        exchange::readTable(workbookOf(parts[0], parts[1], parts[2]), exchange::ListKind::people);
    if (!table)
        return 0;
    const exchange::PeopleList list(std::move(*table), CivilDate::fromDays(20'000));
    for (std::size_t i = 0; i < list.size(); ++i)
        (void)list.row(i);
    return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 * Prints SQLCipher's own version: pkg-config knows only that of the SQLite inside. */
#include <sqlite3.h>
#include <stdio.h>

int main(void) {
    sqlite3* database = 0;
    sqlite3_stmt* statement = 0;
    if (sqlite3_open(":memory:", &database) != SQLITE_OK) return 1;
    if (sqlite3_prepare_v2(database, "PRAGMA cipher_version", -1, &statement, 0) != SQLITE_OK) return 1;
    if (sqlite3_step(statement) != SQLITE_ROW) return 1;
    printf("%s", (const char*)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return sqlite3_close(database) == SQLITE_OK ? 0 : 1;
}

// SQLite keeps the archive.
#pragma once
#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast that Swift cannot see: SQLite copies the text before it returns.
static inline int chy_bind_text(sqlite3_stmt *statement, int index, const void *text, int length) {
    return sqlite3_bind_text(statement, index, text ? (const char *)text : "", length, SQLITE_TRANSIENT);
}

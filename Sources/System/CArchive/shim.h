// libarchive unpacks gzip, xz and zstd streams.
#pragma once
#include <archive.h>
#include <archive_entry.h>

// libxlsxwriter writes workbooks a row at a time. What it does not report, it keeps in its public structures: these few
// functions look there.
#pragma once
#include <stdio.h>
#include <xlsxwriter.h>

// The bytes of a sheet's rows so far, which wait in a file without a name until the workbook is closed; -1 where that
// file could not be written (the library itself would go on, and close a workbook with rows missing).
static inline long long chy_sheet_bytes(lxw_worksheet *sheet) {
    FILE *rows = sheet->optimize_tmpfile;
    if (!rows || fflush(rows) != 0 || ferror(rows)) return -1;
    return ftello(rows);
}

// Decided at the end, when it is known how large the sheets have become.
static inline void chy_workbook_use_zip64(lxw_workbook *workbook) { workbook->options.use_zip64 = LXW_TRUE; }

// ICU's functions are macros that carry the library's version in their names (ubrk_open → ubrk_open_72), which
// Swift cannot see. Each inline function below gives one of them a name that stays the same from ICU 72 on.
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <unicode/ubrk.h>
#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/uloc.h>
#include <unicode/utext.h>
#include <unicode/utrans.h>
#include <unicode/utypes.h>

// A warning is negative and no failure.
static inline bool chy_ok(UErrorCode code) { return U_SUCCESS(code); }
static inline const char *chy_error_name(UErrorCode code) { return u_errorName(code); }

// Charset detection and conversion (Read).
static inline UCharsetDetector *chy_csdet_open(UErrorCode *e) { return ucsdet_open(e); }
static inline void chy_csdet_close(UCharsetDetector *d) { ucsdet_close(d); }
static inline void chy_csdet_set_text(UCharsetDetector *d, const char *t, int32_t n, UErrorCode *e) { ucsdet_setText(d, t, n, e); }
static inline const UCharsetMatch **chy_csdet_all(UCharsetDetector *d, int32_t *n, UErrorCode *e) { return ucsdet_detectAll(d, n, e); }
static inline const char *chy_csdet_name(const UCharsetMatch *m, UErrorCode *e) { return ucsdet_getName(m, e); }
static inline int32_t chy_csdet_confidence(const UCharsetMatch *m, UErrorCode *e) { return ucsdet_getConfidence(m, e); }
static inline UConverter *chy_cnv_open(const char *name, UErrorCode *e) { return ucnv_open(name, e); }
static inline void chy_cnv_close(UConverter *c) { ucnv_close(c); }
static inline void chy_cnv_convert(UConverter *to, UConverter *from, char **t, const char *tEnd, const char **s, const char *sEnd,
                                   UChar *pivot, UChar **pivotSource, UChar **pivotTarget, const UChar *pivotLimit,
                                   bool reset, bool flush, UErrorCode *e) {
    ucnv_convertEx(to, from, t, tEnd, s, sEnd, pivot, pivotSource, pivotTarget, pivotLimit, reset, flush, e);
}

// Break iterators over UTF-8 (Segment).
static inline UBreakIterator *chy_brk_open(UBreakIteratorType type, const char *locale, UErrorCode *e) { return ubrk_open(type, locale, NULL, 0, e); }
static inline void chy_brk_close(UBreakIterator *b) { ubrk_close(b); }
static inline UText *chy_text_open(UText *into, const char *s, int64_t n, UErrorCode *e) { return utext_openUTF8(into, s, n, e); }
static inline void chy_text_close(UText *t) { utext_close(t); }
static inline void chy_brk_set_text(UBreakIterator *b, UText *t, UErrorCode *e) { ubrk_setUText(b, t, e); }
static inline int32_t chy_brk_first(UBreakIterator *b) { return ubrk_first(b); }
static inline int32_t chy_brk_next(UBreakIterator *b) { return ubrk_next(b); }

// Folding of script and width, once, when the lexicons are loaded.
static inline UTransliterator *chy_trans_open(const UChar *id, int32_t n, UErrorCode *e) { return utrans_openU(id, n, UTRANS_FORWARD, NULL, 0, NULL, e); }
static inline void chy_trans_close(UTransliterator *t) { utrans_close(t); }
static inline void chy_trans_apply(const UTransliterator *t, UChar *text, int32_t *length, int32_t capacity, int32_t start, int32_t *limit, UErrorCode *e) {
    utrans_transUChars(t, text, length, capacity, start, limit, e);
}

// The lunar calendar (Dates).
static inline UCalendar *chy_cal_open(const char *locale, UErrorCode *e) {
    static const UChar utc[] = {'G', 'M', 'T', 0};
    return ucal_open(utc, 3, locale, UCAL_DEFAULT, e);
}
// A zone's own calendar (Read: an instant becomes the source's day).
static inline UCalendar *chy_cal_open_zone(const UChar *zone, int32_t n, UErrorCode *e) {
    return ucal_open(zone, n, "en_US", UCAL_GREGORIAN, e);
}
// An error for a name that is no zone, which ucal_open takes for GMT without a word.
static inline int32_t chy_zone_canonical(const UChar *zone, int32_t n, UChar *out, int32_t capacity, UErrorCode *e) {
    return ucal_getCanonicalTimeZoneID(zone, n, out, capacity, NULL, e);
}
static inline void chy_cal_close(UCalendar *c) { ucal_close(c); }
static inline void chy_cal_set_millis(UCalendar *c, double ms, UErrorCode *e) { ucal_setMillis(c, ms, e); }
static inline double chy_cal_millis(UCalendar *c, UErrorCode *e) { return ucal_getMillis(c, e); }
static inline void chy_cal_set(UCalendar *c, UCalendarDateFields f, int32_t v) { ucal_set(c, f, v); }
static inline int32_t chy_cal_get(UCalendar *c, UCalendarDateFields f, UErrorCode *e) { return ucal_get(c, f, e); }
static inline void chy_cal_clear(UCalendar *c) { ucal_clear(c); }

// Region names, which the parties' names are checked against.
static inline int32_t chy_display_country(const char *locale, const char *display, UChar *out, int32_t n, UErrorCode *e) {
    return uloc_getDisplayCountry(locale, display, out, n, e);
}
static inline const char *const *chy_iso_countries(void) { return uloc_getISOCountries(); }
static inline const char *chy_iso3(const char *locale) { return uloc_getISO3Country(locale); }

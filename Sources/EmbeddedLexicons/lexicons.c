#include "EmbeddedLexicons.h"

// Swift's clang has #embed, and says that it is newer than the C it compiles.
#pragma clang diagnostic ignored "-Wc23-extensions"

// Each file of Lexicons/, byte for byte. A new file is two lines here.

static const unsigned char parties[] = {
#embed "../../Lexicons/parties.tsv"
};
static const unsigned char places[] = {
#embed "../../Lexicons/places.tsv"
};
static const unsigned char offices[] = {
#embed "../../Lexicons/offices.tsv"
};
static const unsigned char people[] = {
#embed "../../Lexicons/people.tsv"
};
static const unsigned char tenures[] = {
#embed "../../Lexicons/tenures.tsv"
};
static const unsigned char meetings[] = {
#embed "../../Lexicons/meetings.tsv"
};
static const unsigned char frames[] = {
#embed "../../Lexicons/frames.tsv"
};
static const unsigned char cues[] = {
#embed "../../Lexicons/cues.tsv"
};
static const unsigned char traps[] = {
#embed "../../Lexicons/traps.tsv"
};
static const unsigned char dates[] = {
#embed "../../Lexicons/dates.tsv"
};
static const unsigned char sources[] = {
#embed "../../Lexicons/sources.tsv"
};
static const unsigned char boilerplate[] = {
#embed "../../Lexicons/boilerplate.tsv"
};

#define ROW(name) {#name ".tsv", name, sizeof name}
static const ChanceryLexiconFile files[] = {
    ROW(parties), ROW(places), ROW(offices), ROW(people), ROW(tenures), ROW(meetings),
    ROW(frames), ROW(cues), ROW(traps), ROW(dates), ROW(sources), ROW(boilerplate),
};

size_t chancery_lexicon_count(void) { return sizeof files / sizeof *files; }
ChanceryLexiconFile chancery_lexicon_at(size_t index) { return files[index]; }

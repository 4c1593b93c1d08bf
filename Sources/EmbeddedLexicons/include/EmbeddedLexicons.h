#pragma once
#include <stddef.h>

// One lexicon file as it was when the program was built.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} ChanceryLexiconFile;

// Every file of Lexicons/, and how many there are.
size_t chancery_lexicon_count(void);
ChanceryLexiconFile chancery_lexicon_at(size_t index);

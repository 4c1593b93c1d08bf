#include "EmbeddedFolding.h"

// Swift's clang has #embed, and says that it is newer than the C it compiles.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char simplified[] = {
#embed "simplified.tsv"
};

const unsigned char *chancery_simplified_bytes(void) { return simplified; }
size_t chancery_simplified_count(void) { return sizeof simplified; }

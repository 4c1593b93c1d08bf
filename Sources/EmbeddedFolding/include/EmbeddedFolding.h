#pragma once
#include <stddef.h>

// simplified.tsv as it was when the program was built.
const unsigned char *chancery_simplified_bytes(void);
size_t chancery_simplified_count(void);

#pragma once
#include <stddef.h>

// One file of the review page as it was when the program was built.
typedef struct {
    const unsigned char *bytes;
    size_t count;
} ChanceryPageFile;

ChanceryPageFile chancery_page_frame(void);
ChanceryPageFile chancery_page_style(void);
ChanceryPageFile chancery_page_script(void);

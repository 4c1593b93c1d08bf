#include "EmbeddedPage.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// The review page, byte for byte: its frame, its style, and its script, whose files run as one in this order.

static const unsigned char frame[] = {
#embed "Page/page.html"
};

static const unsigned char style[] = {
#embed "Page/page.css"
};

static const unsigned char script[] = {
#embed "Page/words.js"
    ,
#embed "Page/dom.js"
    ,
#embed "Page/dates.js"
    ,
#embed "Page/model.js"
    ,
#embed "Page/marks.js"
    ,
#embed "Page/filters.js"
    ,
#embed "Page/table.js"
    ,
#embed "Page/timeline.js"
    ,
#embed "Page/matrix.js"
    ,
#embed "Page/article.js"
    ,
#embed "Page/form.js"
    ,
#embed "Page/detail.js"
    ,
#embed "Page/main.js"
};

ChanceryPageFile chancery_page_frame(void) { return (ChanceryPageFile){frame, sizeof frame}; }
ChanceryPageFile chancery_page_style(void) { return (ChanceryPageFile){style, sizeof style}; }
ChanceryPageFile chancery_page_script(void) { return (ChanceryPageFile){script, sizeof script}; }

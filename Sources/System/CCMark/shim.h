// cmark-gfm renders Markdown to HTML, which then takes the same road as every other HTML.
#pragma once
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <stdlib.h>

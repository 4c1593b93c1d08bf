// libxml2's HTML parser (articles) and pull reader (feeds).
#pragma once
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlerror.h>

// xmlFree is a variable that holds a function, which Swift 6 takes for shared mutable state.
static inline void chy_xml_free(void *p) { xmlFree(p); }

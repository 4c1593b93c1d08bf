// libxml2's HTML parser (articles) and pull reader (feeds).
#pragma once
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlerror.h>
#include <string.h>

// xmlFree is a variable that holds a function, which Swift 6 takes for shared mutable state.
static inline void chy_xml_free(void *p) { xmlFree(p); }

// The HTML parser as a stream of events. No tree is built, so no depth of nesting can exhaust the stack when one is freed.
// The text is UTF-8 by then, whatever its page declares.
static inline htmlParserCtxtPtr chy_html_open(const char *html, int size) {
    htmlParserCtxtPtr context = htmlCreateMemoryParserCtxt(html, size);
    if (context == NULL) return NULL;
    htmlCtxtUseOptions(context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                    HTML_PARSE_IGNORE_ENC | HTML_PARSE_NOIMPLIED);
    xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8);
    return context;
}
static inline void chy_html_parse(htmlParserCtxtPtr context, void *user, startElementSAXFunc start,
                                  endElementSAXFunc end, charactersSAXFunc text) {
    htmlSAXHandler events;
    memset(&events, 0, sizeof events);
    events.startElement = start;
    events.endElement = end;
    events.characters = text;
    events.ignorableWhitespace = text;
    events.cdataBlock = text;
    htmlSAXHandler *own = context->sax;
    context->sax = &events;
    context->userData = user;
    htmlParseDocument(context);
    context->sax = own;
    context->userData = context;
}
static inline void chy_html_close(htmlParserCtxtPtr context) {
    if (context->myDoc != NULL) xmlFreeDoc(context->myDoc);
    context->myDoc = NULL;
    htmlFreeParserCtxt(context);
}

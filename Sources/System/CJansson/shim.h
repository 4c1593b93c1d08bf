// Jansson reads JSON: strict, with the place of an error.
#pragma once
#include <jansson.h>

// json_decref is inline over a macro; these are the few accessors that are macros in the header.
static inline void chy_json_release(json_t *j) { json_decref(j); }
static inline json_type chy_json_type(const json_t *j) { return json_typeof(j); }

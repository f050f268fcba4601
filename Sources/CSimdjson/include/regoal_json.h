// A flat view of one JSON text, made by simdjson: every value in document order with the span of
// source bytes it came from. C interface, so that Swift imports it without C++ interoperability.
#ifndef REGOAL_JSON_H
#define REGOAL_JSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef __clang__
#pragma clang assume_nonnull begin
#else
#define _Nullable
#endif

// Deeper nesting is refused: no trajectory needs it, and the stack is finite.
#define RG_MAX_DEPTH 512

enum rg_kind {
  RG_NULL = 0,
  RG_FALSE = 1,
  RG_TRUE = 2,
  RG_NUMBER = 3,
  RG_STRING = 4,
  RG_ARRAY = 5,
  RG_OBJECT = 6,
};

// An object's children alternate key (a string) and value.
typedef struct {
  uint32_t start;        // first source byte of the value, quotes and brackets included
  uint32_t length;       // source bytes, without surrounding white space
  uint32_t text_start;   // strings: first byte of the text, in the source or, if unescaped, the arena
  uint32_t text_length;  // strings: bytes of text
  uint32_t next;         // index of the node after this value's subtree
  uint8_t kind;          // rg_kind
  uint8_t in_arena;      // strings: 1 if the text lies in the arena
  uint16_t reserved;
} rg_node;

typedef struct rg_reader rg_reader;

// Ends the program where there is no memory, as Swift does.
rg_reader *rg_reader_new(void);
void rg_reader_free(rg_reader *reader);

// Bytes that must be readable behind `length`; their content does not matter.
size_t rg_padding(void);

// Reads one JSON text. NULL on success, else a message in simdjson's words that lives as long as the program;
// `*offset` is then the byte where reading stopped, as far as it is known.
// The nodes and the arena stay valid until the next call with the same reader.
const char *_Nullable rg_read(rg_reader *reader, const uint8_t *bytes, size_t length, size_t *offset);

const rg_node *_Nullable rg_nodes(const rg_reader *reader, size_t *count);
const uint8_t *_Nullable rg_arena(const rg_reader *reader);

#ifdef __clang__
#pragma clang assume_nonnull end
#endif

#ifdef __cplusplus
}
#endif
#endif

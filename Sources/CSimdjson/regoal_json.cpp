#include "regoal_json.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <string>
#include <vector>

namespace od = simdjson::ondemand;
using simdjson::error_code;

struct rg_reader {
  od::parser parser;
  std::vector<rg_node> nodes;
  std::string arena;
  const uint8_t *base = nullptr;
  size_t length = 0;

  uint32_t offset(const char *p) const {
    return static_cast<uint32_t>(reinterpret_cast<const uint8_t *>(p) - base);
  }

  size_t add(uint8_t kind, uint32_t start) {
    nodes.push_back(rg_node{start, 0, 0, 0, 0, kind, 0, 0});
    return nodes.size() - 1;
  }

  void close(size_t node, uint32_t end) {
    nodes[node].length = end - nodes[node].start;
    nodes[node].next = static_cast<uint32_t>(nodes.size());
  }

  uint32_t skip_space(uint32_t at) const {
    while (at < length && (base[at] == ' ' || base[at] == '\n' || base[at] == '\r' || base[at] == '\t')) at++;
    return at;
  }

  void string_node(uint32_t start, uint32_t end) {
    size_t node = add(RG_STRING, start);
    nodes[node].text_start = start + 1;
    nodes[node].text_length = end - start - 2;
    close(node, end);
  }

  // The text lies at the end of the arena, from `text_start` on.
  void arena_node(uint32_t start, uint32_t end, size_t text_start) {
    size_t node = add(RG_STRING, start);
    nodes[node].text_start = static_cast<uint32_t>(text_start);
    nodes[node].text_length = static_cast<uint32_t>(arena.size() - text_start);
    nodes[node].in_arena = 1;
    close(node, end);
  }

  // The next quote or backslash, eight bytes at a time; padding lies behind the text.
  uint32_t plain_end(uint32_t at) const {
    const uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
    for (;; at += 8) {
      if (at >= length) return at;
      uint64_t word;
      memcpy(&word, base + at, 8);
      uint64_t quote = word ^ (ones * '"'), slash = word ^ (ones * '\\');
      // Set where a byte is one of both; a borrow can set a later byte's bit too, never an earlier one's.
      uint64_t found = (((quote - ones) & ~quote) | ((slash - ones) & ~slash)) & highs;
      if (!found) continue;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
      return at + static_cast<uint32_t>(__builtin_ctzll(found) / 8);
#else
      while (base[at] != '"' && base[at] != '\\') at++;
      return at;
#endif
    }
  }

  // One past the closing quote of the string that opens at `start`; `escaped` tells of backslashes.
  uint32_t string_end(uint32_t start, bool &escaped) const {
    escaped = false;
    uint32_t at = start + 1;
    while (true) {
      at = plain_end(at);
      if (at >= length) return static_cast<uint32_t>(length) + 1;
      if (base[at] == '"') return at + 1;
      escaped = true;
      at += 2;
    }
  }

  // Appends the text of the string between `start` and `end`, quotes included, to the arena; false, with nothing
  // appended, where simdjson has to do it: code points, and what is no escape.
  bool unescape(uint32_t start, uint32_t end) {
    size_t before = arena.size();
    uint32_t at = start + 1, last = end - 1;
    while (true) {
      uint32_t plain = std::min(plain_end(at), last);
      arena.append(reinterpret_cast<const char *>(base + at), plain - at);
      if (plain == last) return true;
      char byte;
      switch (base[plain + 1]) {
        case '"': case '\\': case '/': byte = static_cast<char>(base[plain + 1]); break;
        case 'b': byte = '\b'; break;
        case 'f': byte = '\f'; break;
        case 'n': byte = '\n'; break;
        case 'r': byte = '\r'; break;
        case 't': byte = '\t'; break;
        default:
          arena.resize(before);
          return false;
      }
      arena.push_back(byte);
      at = plain + 2;
    }
  }

  // The number grammar of RFC 8259; simdjson refuses integers beyond 64 bits, which are legal text.
  bool number_end(uint32_t start, uint32_t &end) const {
    auto digit = [&](uint32_t i) { return i < length && base[i] >= '0' && base[i] <= '9'; };
    uint32_t at = start;
    if (base[at] == '-') at++;
    if (!digit(at)) return false;
    if (base[at] == '0') at++;
    else while (digit(at)) at++;
    if (at < length && base[at] == '.') {
      at++;
      if (!digit(at)) return false;
      while (digit(at)) at++;
    }
    if (at < length && (base[at] == 'e' || base[at] == 'E')) {
      at++;
      if (at < length && (base[at] == '+' || base[at] == '-')) at++;
      if (!digit(at)) return false;
      while (digit(at)) at++;
    }
    end = at;
    if (at == length) return true;
    switch (base[at]) {
      case ' ': case '\n': case '\r': case '\t': case ',': case ']': case '}': return true;
      default: return false;
    }
  }

  template <typename V>
  error_code string_value(V &value, uint32_t start, std::string_view token) {
    // A token reaches up to the next one, space included; texts that hold no backslash end where it does.
    size_t size = token.size();
    while (size > 2 && token[size - 1] != '"') size--;
    uint32_t end = start + static_cast<uint32_t>(size);
    bool escaped = memchr(token.data(), '\\', size) != nullptr;
    size_t text_start = arena.size();
    if (escaped && !unescape(start, end)) {
      std::string_view text;
      if (auto error = value.get_string().get(text)) return error;
      arena.append(text);
    } else {
      od::raw_json_string raw;
      if (auto error = value.get_raw_json_string().get(raw)) return error;
    }
    if (escaped) arena_node(start, end, text_start);
    else string_node(start, end);
    return simdjson::SUCCESS;
  }

  template <typename V>
  error_code scalar_or_container(V &value, std::string_view token) {
    uint32_t start = offset(token.data());
    switch (base[start]) {
      case '{': {
        if (++depth > RG_MAX_DEPTH) return simdjson::DEPTH_ERROR;
        od::object object;
        if (auto error = value.get_object().get(object)) return error;
        size_t node = add(RG_OBJECT, start);
        uint32_t last = start + 1;
        for (auto item : object) {
          od::field field;
          if (auto error = std::move(item).get(field)) return error;
          uint32_t key = offset(field.key().raw()) - 1;
          bool escaped;
          uint32_t key_end = string_end(key, escaped);
          size_t text_start = arena.size();
          if (escaped && !unescape(key, key_end)) {
            std::string_view text;
            if (auto error = field.unescaped_key().get(text)) return error;
            arena.append(text);
          }
          if (escaped) arena_node(key, key_end, text_start);
          else string_node(key, key_end);
          od::value child = field.value();
          if (auto error = scalar_or_container(child, child.raw_json_token())) return error;
          last = last_end;
        }
        last_end = skip_space(last) + 1;
        close(node, last_end);
        depth--;
        return simdjson::SUCCESS;
      }
      case '[': {
        if (++depth > RG_MAX_DEPTH) return simdjson::DEPTH_ERROR;
        od::array array;
        if (auto error = value.get_array().get(array)) return error;
        size_t node = add(RG_ARRAY, start);
        uint32_t last = start + 1;
        for (auto item : array) {
          od::value child;
          if (auto error = std::move(item).get(child)) return error;
          if (auto error = scalar_or_container(child, child.raw_json_token())) return error;
          last = last_end;
        }
        last_end = skip_space(last) + 1;
        close(node, last_end);
        depth--;
        return simdjson::SUCCESS;
      }
      case '"': {
        if (auto error = string_value(value, start, token)) return error;
        last_end = nodes.back().start + nodes.back().length;
        return simdjson::SUCCESS;
      }
      case 't': case 'f': {
        bool flag;
        if (auto error = value.get_bool().get(flag)) return error;
        size_t node = add(flag ? RG_TRUE : RG_FALSE, start);
        last_end = start + (flag ? 4 : 5);
        close(node, last_end);
        return simdjson::SUCCESS;
      }
      case 'n': {
        bool is_null;
        if (auto error = value.is_null().get(is_null)) return error;
        if (!is_null) return simdjson::N_ATOM_ERROR;
        size_t node = add(RG_NULL, start);
        last_end = start + 4;
        close(node, last_end);
        return simdjson::SUCCESS;
      }
      default: {
        uint32_t end;
        if ((base[start] != '-' && (base[start] < '0' || base[start] > '9')) || !number_end(start, end))
          return simdjson::NUMBER_ERROR;
        size_t node = add(RG_NUMBER, start);
        last_end = end;
        close(node, end);
        return simdjson::SUCCESS;  // The iterator steps over what was not taken.
      }
    }
  }

  uint32_t last_end = 0;
  unsigned depth = 0;
};

extern "C" {

rg_reader *rg_reader_new(void) { return new rg_reader(); }
void rg_reader_free(rg_reader *reader) { delete reader; }
size_t rg_padding(void) { return simdjson::SIMDJSON_PADDING; }

const char *rg_read(rg_reader *r, const uint8_t *bytes, size_t length, size_t *offset) {
  r->nodes.clear();
  r->arena.clear();
  r->base = bytes;
  r->length = length;
  r->last_end = 0;
  r->depth = 0;
  *offset = 0;
  if (length >= 0xFFFFFFFFu) return "The text is larger than 4 GiB.";
  od::document doc;
  error_code error = r->parser
      .iterate(reinterpret_cast<const char *>(bytes), length, length + simdjson::SIMDJSON_PADDING)
      .get(doc);
  if (!error) {
    std::string_view first;
    error = doc.raw_json_token().get(first);
    if (!error) error = r->scalar_or_container(doc, first);
    if (!error && r->skip_space(r->last_end) < length) error = simdjson::TRAILING_CONTENT;
  }
  if (error) {
    *offset = r->last_end;
    return simdjson::error_message(error);
  }
  return nullptr;
}

const rg_node *rg_nodes(const rg_reader *reader, size_t *count) {
  *count = reader->nodes.size();
  return reader->nodes.data();
}

const uint8_t *rg_arena(const rg_reader *reader) {
  return reinterpret_cast<const uint8_t *>(reader->arena.data());
}

}  // extern "C"

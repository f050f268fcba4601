#include "regoal_json.h"

#include <simdjson.h>

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

  void arena_node(uint32_t start, uint32_t end, std::string_view text) {
    size_t node = add(RG_STRING, start);
    nodes[node].text_start = static_cast<uint32_t>(arena.size());
    nodes[node].text_length = static_cast<uint32_t>(text.size());
    nodes[node].in_arena = 1;
    arena.append(text);
    close(node, end);
  }

  // One past the closing quote of the string that opens at `start`; `escaped` tells of backslashes.
  uint32_t string_end(uint32_t start, bool &escaped) const {
    escaped = false;
    uint32_t at = start + 1;
    while (at < length && base[at] != '"') {
      if (base[at] == '\\') {
        escaped = true;
        at++;
      }
      at++;
    }
    return at + 1;
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
  error_code string_value(V &value, uint32_t start) {
    bool escaped;
    uint32_t end = string_end(start, escaped);
    if (escaped) {
      std::string_view text;
      if (auto error = value.get_string().get(text)) return error;
      arena_node(start, end, text);
    } else {
      od::raw_json_string raw;
      if (auto error = value.get_raw_json_string().get(raw)) return error;
      string_node(start, end);
    }
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
          if (escaped) {
            std::string_view text;
            if (auto error = field.unescaped_key().get(text)) return error;
            arena_node(key, key_end, text);
          } else {
            string_node(key, key_end);
          }
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
        if (auto error = string_value(value, start)) return error;
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

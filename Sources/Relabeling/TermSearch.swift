internal import Foundation

/// Finds fixed terms in lower-cased UTF-8.
enum TermSearch {
  static func contains(_ term: [UInt8], in text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { find(term, in: $0, from: 0) != nil }
  }

  /// Whether the term occurs with no letter or digit right before or behind it.
  static func containsWord(_ term: [UInt8], in text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { text in
      var from = 0
      while let at = find(term, in: text, from: from) {
        let isStart = at == 0 || !isWord(text[at - 1])
        let end = at + term.count
        if isStart && (end == text.count || !isWord(text[end])) { return true }
        from = at + 1
      }
      return false
    }
  }

  /// ASCII letters and digits; every byte of other characters counts as part of a word.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    default: false
    }
  }

  private static func find(
    _ term: [UInt8], in text: UnsafeBufferPointer<UInt8>, from: Int
  ) -> Int? {
    guard let base = text.baseAddress, text.count - from >= term.count,
      let found = memmem(base + from, text.count - from, term, term.count)
    else { return nil }
    return UnsafeRawPointer(base).distance(to: found)
  }
}

/// Finds many fixed terms in one pass over lower-cased UTF-8 (Aho and Corasick 1975).
struct TermAutomaton: Sendable {
  private let lengths: [Int]
  /// 256 next states for each state.
  private let next: [UInt32]
  /// Terms that end in each state.
  private let endings: [[Int]]

  init(_ terms: [[UInt8]]) {
    lengths = terms.map(\.count)
    var next: [UInt32] = Array(repeating: 0, count: 256)
    var endings: [[Int]] = [[]]
    for (index, term) in terms.enumerated() {
      var state = 0
      for byte in term {
        let place = state * 256 + Int(byte)
        if next[place] == 0 {
          next[place] = UInt32(endings.count)
          next.append(contentsOf: repeatElement(0, count: 256))
          endings.append([])
        }
        state = Int(next[place])
      }
      endings[state].append(index)
    }
    // Breadth first, every missing transition becomes that of the longest proper suffix.
    var suffix = Array(repeating: 0, count: endings.count)
    var queue = (0..<256).map { Int(next[$0]) }.filter { $0 != 0 }
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      endings[state] += endings[suffix[state]]
      for byte in 0..<256 {
        let place = state * 256 + byte
        let fallback = next[suffix[state] * 256 + byte]
        if next[place] == 0 {
          next[place] = fallback
        } else {
          suffix[Int(next[place])] = Int(fallback)
          queue.append(Int(next[place]))
        }
      }
    }
    self.next = next
    self.endings = endings
  }

  /// Marks the terms that occur in the text.
  /// - Parameter wholeWords: only where no letter or digit stands right before or behind the term; every byte
  ///   of a character beyond ASCII counts as part of a word.
  func mark(_ text: [UInt8], wholeWords: Bool, in found: inout [Bool]) {
    var state = 0
    text.withUnsafeBufferPointer { text in
      next.withUnsafeBufferPointer { next in
        for at in text.indices {
          state = Int(next[state &* 256 &+ Int(text[at])])
          guard state != 0, !endings[state].isEmpty else { continue }
          for term in endings[state] where !found[term] {
            guard wholeWords else {
              found[term] = true
              continue
            }
            let start = at + 1 - lengths[term]
            let isStart = start == 0 || !TermAutomaton.isWord(text[start - 1])
            let isEnd = at + 1 == text.count || !TermAutomaton.isWord(text[at + 1])
            if isStart && isEnd { found[term] = true }
          }
        }
      }
    }
  }

  /// Which terms occur.
  func matches(_ text: [UInt8], wholeWords: Bool = false) -> [Bool] {
    var found = Array(repeating: false, count: lengths.count)
    mark(text, wholeWords: wholeWords, in: &found)
    return found
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    default: false
    }
  }
}

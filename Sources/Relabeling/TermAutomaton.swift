/// Finds many fixed lower-case terms in one pass over UTF-8, whatever the case of its letters (Aho and
/// Corasick 1975).
///
/// Bytes that no term tells apart share a class, so that the table stays small enough for the fastest
/// cache. The two letters beyond ASCII whose lower case holds an ASCII letter are folded beforehand,
/// where a text has them (`PythonText.withFolded`).
struct TermAutomaton: Sendable {
  /// A text of fewer bytes is not worth dividing.
  private static let leastToDivide = 32

  private let lengths: [Int]
  private let longest: Int
  /// Class of each byte; a letter's is that of its lower case.
  private let classes: [UInt8]
  /// For each state and class the next state, as the offset of its row.
  private let next: [UInt32]
  /// Rows from this offset on belong to states in which terms end.
  private let firstEnding: Int
  private let classCount: Int
  /// Terms that end in each state, by its row; empty terms never end.
  private let endings: [[Int]]

  init(_ terms: [[UInt8]]) {
    lengths = terms.map(\.count)
    longest = lengths.max() ?? 0
    var classes: [UInt8] = Array(repeating: 0, count: 256)
    var classCount = 1
    for byte in terms.joined().map(TermAutomaton.lowered) where classes[Int(byte)] == 0 {
      // 230 bytes at most are not upper-case letters: class 0 is always left for what no term holds.
      classes[Int(byte)] = UInt8(classCount)
      classCount += 1
    }
    for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") {
      classes[Int(byte)] = classes[Int(TermAutomaton.lowered(byte))]
    }
    let trie = Trie(terms, classes: classes, classCount: classCount)
    let rows = trie.rowsWithEndingsLast
    var next: [UInt32] = Array(repeating: 0, count: trie.next.count)
    var endings: [[Int]] = Array(repeating: [], count: trie.endings.count)
    for state in trie.endings.indices {
      endings[rows[state]] = trie.endings[state]
      for column in 0..<classCount {
        next[rows[state] * classCount + column] =
          UInt32(rows[trie.next[state * classCount + column]] * classCount)
      }
    }
    self.classes = classes
    self.classCount = classCount
    self.next = next
    self.endings = endings
    firstEnding = (endings.firstIndex { !$0.isEmpty } ?? endings.count) * classCount
  }

  /// Marks the terms that occur in the text.
  /// - Parameter wholeWords: only where no letter or digit stands right before or behind the term; every
  ///   byte of a character beyond ASCII counts as part of a word.
  func mark(
    _ text: UnsafeBufferPointer<UInt8>, wholeWords: Bool = false, in found: inout [Bool]
  ) {
    scan(text) { row, at in
      for term in endings[row / classCount] where !found[term] {
        guard wholeWords else {
          found[term] = true
          continue
        }
        let start = at + 1 - lengths[term]
        let isStart = start == 0 || !TermAutomaton.isWord(text[start - 1])
        let isEnd = at + 1 == text.count || !TermAutomaton.isWord(text[at + 1])
        if isStart && isEnd { found[term] = true }
      }
      return true
    }
  }

  /// Whether any term occurs.
  func occurs(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var occurs = false
    scan(text) { _, _ in
      occurs = true
      return false
    }
    return occurs
  }

  /// Visits every byte at which terms end, in any order, some of them twice.
  ///
  /// Each step waits for the table's answer to the one before, so four parts of a longer text are gone
  /// through side by side; they overlap by what a term needs that ends at the start of a part.
  /// - Parameter visit: is given the state's row and the byte's place; returns whether to go on.
  @inline(__always)
  private func scan(
    _ text: UnsafeBufferPointer<UInt8>, _ visit: (_ row: Int, _ at: Int) -> Bool
  ) {
    let overlap = longest - 1
    guard let base = text.baseAddress, overlap >= 0 else { return }
    next.withUnsafeBufferPointer { next in
      classes.withUnsafeBufferPointer { classes in
        guard let next = next.baseAddress, let classes = classes.baseAddress else { return }
        @inline(__always) func step(_ row: inout Int, _ byte: UInt8) {
          row = Int(next[row &+ Int(classes[Int(byte)])])
        }
        guard text.count >= 4 * overlap + TermAutomaton.leastToDivide else {
          var row = 0
          for at in 0..<text.count {
            step(&row, base[at])
            if row >= firstEnding, !visit(row, at) { return }
          }
          return
        }
        let length = (text.count + 3 * overlap + 3) / 4
        let last = text.count - length
        let stride = min(length - overlap, last)
        let starts = SIMD4(0, stride, min(2 * stride, last), last)
        let (second, third, fourth) = (base + starts[1], base + starts[2], base + starts[3])
        var rows: SIMD4<Int> = .zero
        var at = 0
        while at < length {
          var (one, two, three, four) = (rows[0], rows[1], rows[2], rows[3])
          repeat {
            step(&one, base[at])
            step(&two, second[at])
            step(&three, third[at])
            step(&four, fourth[at])
            at &+= 1
          } while one < firstEnding && two < firstEnding && three < firstEnding
            && four < firstEnding && at < length
          rows = SIMD4(one, two, three, four)
          for lane in 0..<4 where rows[lane] >= firstEnding {
            guard visit(rows[lane], starts[lane] + at - 1) else { return }
          }
        }
      }
    }
  }

  /// Which terms occur.
  func matches(_ text: [UInt8], wholeWords: Bool = false) -> [Bool] {
    var found = noMarks
    text.withUnsafeBufferPointer { mark($0, wholeWords: wholeWords, in: &found) }
    return found
  }

  /// A mark for each term, none of them set.
  var noMarks: [Bool] { Array(repeating: false, count: lengths.count) }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    default: false
    }
  }
}

/// The terms as a tree in which every missing branch leads to the longest proper suffix.
private struct Trie {
  var next: [Int]
  var endings: [[Int]] = [[]]

  init(_ terms: [[UInt8]], classes: [UInt8], classCount: Int) {
    next = Array(repeating: 0, count: classCount)
    for (index, term) in terms.enumerated() where !term.isEmpty {
      var state = 0
      for byte in term {
        let place = state * classCount + Int(classes[Int(byte)])
        if next[place] == 0 {
          next[place] = endings.count
          next.append(contentsOf: repeatElement(0, count: classCount))
          endings.append([])
        }
        state = next[place]
      }
      endings[state].append(index)
    }
    // Breadth first.
    var suffix = Array(repeating: 0, count: endings.count)
    var queue = (0..<classCount).map { next[$0] }.filter { $0 != 0 }
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      endings[state] += endings[suffix[state]]
      for column in 0..<classCount {
        let place = state * classCount + column
        let fallback = next[suffix[state] * classCount + column]
        if next[place] == 0 {
          next[place] = fallback
        } else {
          suffix[next[place]] = fallback
          queue.append(next[place])
        }
      }
    }
  }

  /// A row for each state: the root's is 0, those of states in which terms end come last.
  var rowsWithEndingsLast: [Int] {
    var rows = Array(repeating: 0, count: endings.count)
    let order =
      endings.indices.filter { endings[$0].isEmpty }
      + endings.indices.filter { !endings[$0].isEmpty }
    for (row, state) in order.enumerated() { rows[state] = row }
    return rows
  }
}

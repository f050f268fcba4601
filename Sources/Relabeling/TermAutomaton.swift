/// Finds many fixed lower-case terms in one pass over UTF-8, whatever the case of its letters (Aho and
/// Corasick 1975).
///
/// Bytes that no term tells apart share a class, so that the table stays small enough for the fastest
/// cache. The two letters beyond ASCII whose lower case holds an ASCII letter are folded beforehand,
/// where a text has them (`PythonText.withFolded`).
struct TermAutomaton: Sendable {
  /// Where a scan stands; a text in parts is scanned with the place of one part handed to the next.
  typealias Place = Int

  private let lengths: [Int]
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
  /// - Parameters:
  ///   - wholeWords: only where no letter or digit stands right before or behind the term; every byte of
  ///     a character beyond ASCII counts as part of a word. Then the text has to be whole.
  ///   - place: where the scan of the part before ended.
  /// - Returns: where this scan ended.
  @discardableResult
  func mark(
    _ text: UnsafeBufferPointer<UInt8>, wholeWords: Bool = false, from place: Place = 0,
    in found: inout [Bool]
  ) -> Place {
    var row = place
    next.withUnsafeBufferPointer { next in
      classes.withUnsafeBufferPointer { classes in
        for at in text.indices {
          row = Int(next[row &+ Int(classes[Int(text[at])])])
          guard row >= firstEnding else { continue }
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
        }
      }
    }
    return row
  }

  /// As `mark`, for one byte.
  func place(after byte: UInt8, from place: Place, in found: inout [Bool]) -> Place {
    let row = Int(next[place + Int(classes[Int(byte)])])
    if row >= firstEnding {
      for term in endings[row / classCount] { found[term] = true }
    }
    return row
  }

  /// Whether any term occurs.
  func occurs(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    next.withUnsafeBufferPointer { next in
      classes.withUnsafeBufferPointer { classes in
        var row = 0
        for byte in text {
          row = Int(next[row &+ Int(classes[Int(byte)])])
          if row >= firstEnding { return true }
        }
        return false
      }
    }
  }

  /// Which terms occur.
  func matches(_ text: [UInt8], wholeWords: Bool = false) -> [Bool] {
    var found = noMarks
    _ = text.withUnsafeBufferPointer { mark($0, wholeWords: wholeWords, in: &found) }
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

/// A search in a text that comes in parts.
struct TermScan {
  private let automaton: TermAutomaton
  private(set) var marks: [Bool]
  private var place: TermAutomaton.Place = 0

  init(_ automaton: TermAutomaton) {
    self.automaton = automaton
    marks = automaton.noMarks
  }

  mutating func add(_ part: String?) {
    guard let part else { return }
    place = PythonText.withFolded(part) { automaton.mark($0, from: place, in: &marks) }
  }

  mutating func addSpace() { place = automaton.place(after: 0x20, from: place, in: &marks) }
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

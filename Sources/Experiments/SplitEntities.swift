/// Names that tell one thing from others of its kind: mail addresses, URLs of a page, and codes such as order and user
/// numbers. They are read off the letters, with no list of words.
///
/// Words end at white space, quotes, brackets, commas and bars, and lose other marks at their ends; letters count in lower
/// case. A mail address has one `@` with a dot behind it. A URL begins with `http://`, `https://` or `www.` and has
/// something behind the host. A code has five characters or more, all letters, digits and `-_/#`, three of them digits; or five digits alone. What is a quantity with
/// its unit (`500gb`), an amount (a dot or colon in it) or a date is none.
enum SplitEntities {
  /// Entities that more tasks have are common words of the corpus.
  static let mostTasks = 5

  /// Each once, in the order of the text.
  static func all(in text: String) -> [String] {
    var found: [String] = []
    var word: [UInt8] = []
    func end() {
      defer { word.removeAll(keepingCapacity: true) }
      guard word.count >= shortest, let entity = entity(word), !found.contains(entity) else {
        return
      }
      found.append(entity)
    }
    for byte in text.utf8 {
      if byte <= 0x20 || breaks.contains(byte) {
        end()
      } else if word.count <= longest {
        word.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      }
    }
    end()
    return found
  }

  private static let shortest = 5
  /// Longer words are blobs.
  private static let longest = 200
  private static let breaks = Set("\"'`<>()[]{},;|\\".utf8)
  private static let edges = Set(".:!?*#$%&=+-_/~^".utf8)
  private static let joints = Set("-_/#".utf8)

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

  private static func entity(_ word: [UInt8]) -> String? {
    guard word.count <= longest,
      let start = word.firstIndex(where: { !edges.contains($0) }),
      let end = word.lastIndex(where: { !edges.contains($0) })
    else { return nil }
    let core = word[start...end]
    guard core.count >= shortest, isMail(core) || isPage(core) || isCode(core) else { return nil }
    return String(decoding: core, as: UTF8.self)
  }

  private static func isMail(_ word: ArraySlice<UInt8>) -> Bool {
    let halves = word.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return halves.count == 2 && !halves[0].isEmpty
      && halves[1].split(separator: UInt8(ascii: ".")).count > 1
  }

  private static func isPage(_ word: ArraySlice<UInt8>) -> Bool {
    for scheme in ["http://", "https://", "www."] where word.starts(with: scheme.utf8) {
      return word.dropFirst(scheme.utf8.count).split(separator: UInt8(ascii: "/")).count > 1
    }
    return false
  }

  private static func isCode(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.allSatisfy({ isDigit($0) || isLetter($0) || joints.contains($0) }) else {
      return false
    }
    let digits = word.count { isDigit($0) }
    guard word.contains(where: isLetter) else { return digits >= shortest && !isDate(word) }
    let unit = word.drop(while: isDigit)
    let isQuantity = unit.count < word.count && unit.allSatisfy(isLetter)
    return digits >= 3 && !isQuantity && !isDate(word.prefix(10))
  }

  /// Three numbers, a year among them.
  private static func isDate(_ word: ArraySlice<UInt8>) -> Bool {
    let numbers = word.split(omittingEmptySubsequences: false) { $0 == 0x2D || $0 == 0x2F }
    return numbers.count == 3 && numbers.allSatisfy { $0.count <= 4 && $0.allSatisfy(isDigit) }
  }
}

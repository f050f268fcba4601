/// A piece of SQL, as far as names and parameters have to be found in it.
struct SQLToken: Equatable {
  enum Kind {
    /// White space and comments.
    case space
    case word
    /// `:name`
    case parameter
    /// Strings, quoted names, numbers, signs.
    case other
  }

  let kind: Kind
  let text: String

  /// Joined, the texts are the SQL.
  static func tokens(_ sql: String) -> [SQLToken] {
    let bytes = Array(sql.utf8)
    var tokens: [SQLToken] = []
    var at = 0
    func isLetter(_ byte: UInt8) -> Bool {
      (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F || byte >= 0x80
    }
    func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || (0x30...0x39).contains(byte) }
    func end(from start: Int, while holds: (UInt8) -> Bool) -> Int {
      var end = start
      while end < bytes.count, holds(bytes[end]) { end += 1 }
      return end
    }
    /// Behind the first occurrence of a mark from a place on, or the end.
    func behind(_ mark: [UInt8], from start: Int) -> Int {
      var place = start
      while place + mark.count <= bytes.count {
        if bytes[place..<place + mark.count].elementsEqual(mark) { return place + mark.count }
        place += 1
      }
      return bytes.count
    }
    while at < bytes.count {
      let start = at
      let byte = bytes[at]
      let next = at + 1 < bytes.count ? bytes[at + 1] : 0
      let kind: Kind
      switch byte {
      case 0x09, 0x0A, 0x0C, 0x0D, 0x20:
        at = end(from: at) { [0x09, 0x0A, 0x0C, 0x0D, 0x20].contains($0) }
        kind = .space
      case 0x2D where next == 0x2D:
        at = behind([0x0A], from: at)
        kind = .space
      case 0x2F where next == 0x2A:
        at = behind([0x2A, 0x2F], from: at + 2)
        kind = .space
      case 0x27, 0x22, 0x60, 0x5B:
        // A doubled quote ends one string and begins another: together they are the one that it is.
        at = behind([byte == 0x5B ? 0x5D : byte], from: at + 1)
        kind = .other
      case 0x3A where isLetter(next):
        at = end(from: at + 1, while: isWord)
        kind = .parameter
      case _ where isWord(byte):
        at = end(from: at, while: isWord)
        kind = isLetter(byte) ? .word : .other
      default:
        at += 1
        kind = .other
      }
      tokens.append(SQLToken(kind: kind, text: String(decoding: bytes[start..<at], as: UTF8.self)))
    }
    return tokens
  }
}

/// The records of a text of comma-separated values, each with its line.
/// - Source: RFC 4180; line ends may be `\n` alone.
struct CSVRecords: IteratorProtocol {
  struct Record: Equatable {
    /// On which it begins, from 1.
    let line: Int
    let fields: [String]
    /// nil: it is well-formed.
    let problem: String?
  }

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1

  init(_ text: String) { bytes = Array(text.utf8) }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let newline = UInt8(ascii: "\n")

  mutating func next() -> Record? {
    guard at < bytes.count else { return nil }
    let first = line
    var fields: [String] = []
    var problem: String?
    while true {
      let isQuoted = at < bytes.count && bytes[at] == CSVRecords.quote
      let field: [UInt8]
      if isQuoted {
        let read = quoted()
        field = read.field
        if !read.isClosed { problem = "a quotation mark is never closed" }
      } else {
        field = plain()
      }
      fields.append(String(decoding: field, as: UTF8.self))
      guard at < bytes.count else { break }
      if bytes[at] != CSVRecords.comma, bytes[at] != CSVRecords.newline {
        problem = problem ?? "something stands behind a closing quotation mark"
        _ = plain()
        guard at < bytes.count else { break }
      }
      at += 1
      if bytes[at - 1] == CSVRecords.newline {
        line += 1
        break
      }
    }
    return Record(line: first, fields: fields, problem: problem)
  }

  private mutating func plain() -> [UInt8] {
    let start = at
    while at < bytes.count, bytes[at] != CSVRecords.comma, bytes[at] != CSVRecords.newline {
      at += 1
    }
    return Array(bytes[start..<at])
  }

  private mutating func quoted() -> (field: [UInt8], isClosed: Bool) {
    at += 1
    var field: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == CSVRecords.quote {
        guard at < bytes.count, bytes[at] == CSVRecords.quote else { return (field, true) }
        at += 1
      } else if byte == CSVRecords.newline {
        line += 1
      }
      field.append(byte)
    }
    return (field, false)
  }
}

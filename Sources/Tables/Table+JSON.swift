extension Table {
  func jsonText() -> String {
    guard !rows.isEmpty else { return "[]\n" }
    return "[\n" + rows.map { "  " + object($0) }.joined(separator: ",\n") + "\n]\n"
  }

  func jsonLines() -> String {
    rows.map { object($0) + "\n" }.joined()
  }

  private func object(_ row: [Value]) -> String {
    let members = zip(columns, row).map { Table.quoted($0) + ":" + $1.jsonText }
    return "{" + members.joined(separator: ",") + "}"
  }

  static func quoted(_ text: String) -> String {
    guard mayNeedEscapes(text) else { return "\"" + text + "\"" }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where TerminalText.isControl(scalar):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension Table {
  /// False: the text has no quote, backslash or control character. Looks at bytes alone: a lead byte with which
  /// some control character begins counts as one.
  private static func mayNeedEscapes(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      for (at, byte) in bytes.enumerated() {
        switch byte {
        case 0..<0x20, 0x22, 0x5C, 0x7F, 0xC2, 0xD8: return true
        case 0xE2 where at + 1 < bytes.count && bytes[at + 1] <= 0x81: return true
        default: break
        }
      }
      return false
    }
  }
}

extension Table.Value {
  var jsonText: String {
    switch self {
    case .null: "null"
    case .integer(let integer): String(integer)
    case .real(let real): real.isFinite ? real.description : "null"
    case .text(let text): Table.quoted(text)
    }
  }
}

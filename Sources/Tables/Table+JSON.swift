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
    if let quoted = quotedBytes(text) { return quoted }
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
  /// The same from bytes alone, for most texts: those where no control character takes more than one byte.
  /// - Returns: nil: some byte may begin one that does.
  private static func quotedBytes(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      var escapeCount = 0
      for (at, byte) in bytes.enumerated() {
        switch byte {
        case 0x22, 0x5C, 0x0A, 0x0D, 0x09: escapeCount += 1
        case 0..<0x20, 0x7F, 0xC2, 0xD8: return nil
        case 0xE2 where at + 1 < bytes.count && bytes[at + 1] <= 0x81: return nil
        default: break
        }
      }
      return String(unsafeUninitializedCapacity: bytes.count + escapeCount + 2) { quoted in
        quoted[0] = 0x22
        var end = 1
        for byte in bytes {
          let escaped: UInt8? =
            switch byte {
            case 0x22, 0x5C: byte
            case 0x0A: 0x6E
            case 0x0D: 0x72
            case 0x09: 0x74
            default: nil
            }
          if escaped != nil {
            quoted[end] = 0x5C
            end += 1
          }
          quoted[end] = escaped ?? byte
          end += 1
        }
        quoted[end] = 0x22
        return end + 1
      }
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

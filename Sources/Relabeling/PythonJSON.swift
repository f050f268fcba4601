internal import SourceJSON
internal import Trajectories

/// JSON text as Python's `json.dumps(ensure_ascii=False)` writes what `json.loads` read.
///
/// `, ` and `: ` between, keys in source order, of a repeated key the first place and the last value,
/// numbers as Python prints them.
enum PythonJSON {
  /// `{}` for an absent input. A text that is no JSON is quoted.
  static func dumps(_ json: String?) -> String {
    guard let json else { return "{}" }
    let text = try? JSONReader().read(json) { value in dumps(value) }
    return text ?? JSONText.quoted(json)
  }

  /// Whether Python takes the value for true.
  static func isTruthy(_ json: String?) -> Bool {
    guard let json else { return false }
    return !["{}", "[]", "\"\"", "null", "false", "0", "0.0", "-0.0"].contains(dumps(json))
  }

  private static func dumps(_ value: JSONValue) -> String {
    switch value.kind {
    case .null: return "null"
    case .bool: return value.bool == true ? "true" : "false"
    case .string: return JSONText.quoted(value.string ?? "")
    case .number: return number(value.sourceText)
    case .array: return "[" + value.elements.map(dumps).joined(separator: ", ") + "]"
    case .object:
      var members: [(key: String, text: String)] = []
      for member in value.members {
        let text = dumps(member.value)
        if let at = members.firstIndex(where: { $0.key.utf8.elementsEqual(member.key.utf8) }) {
          members[at].text = text
        } else {
          members.append((member.key, text))
        }
      }
      return "{" + members.map { JSONText.quoted($0.key) + ": " + $0.text }.joined(separator: ", ")
        + "}"
    }
  }

  /// Integers as they stand (`-0` is 0), everything else as `repr(float)`.
  static func number(_ source: String) -> String {
    guard source.contains(where: { ".eE".contains($0) }) else {
      return source == "-0" ? "0" : source
    }
    guard let value = Double(source) else { return source }
    guard value.isFinite else { return value < 0 ? "-Infinity" : "Infinity" }
    return repr(value)
  }

  /// The shortest digits that read back as the value, with an exponent below 1e-4 and from 1e16 on.
  static func repr(_ value: Double) -> String {
    let shortest = value.description
    let sign = shortest.hasPrefix("-") ? "-" : ""
    let parts = shortest.drop { $0 == "-" }.split(separator: "e", maxSplits: 1)
    let mantissa = parts[0].split(separator: ".", maxSplits: 1)
    let whole = String(mantissa[0])
    let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
    var digits = whole + fraction
    var point = whole.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    while digits.count > 1, digits.hasPrefix("0") {
      digits.removeFirst()
      point -= 1
    }
    while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
    if digits == "0" { return sign + "0.0" }
    let exponent = point - 1
    if exponent < -4 || exponent >= 16 {
      let tail = digits.dropFirst().isEmpty ? "" : "." + digits.dropFirst()
      let size = String(abs(exponent))
      return sign + digits.prefix(1) + tail + "e" + (exponent < 0 ? "-" : "+")
        + (size.count < 2 ? "0" + size : size)
    }
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if digits.count <= point {
      return sign + digits + String(repeating: "0", count: point - digits.count) + ".0"
    }
    return sign + digits.prefix(point) + "." + digits.dropFirst(point)
  }
}

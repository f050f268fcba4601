internal import Trajectories

/// YAML of comments and settings in their order. Texts are quoted as in JSON, which YAML reads as they are.
struct YAMLText {
  indirect enum Value {
    case text(String)
    /// As it stands.
    case number(String)
    case flag(Bool)
    case list([Value])
    /// As an element of a list.
    case map([(key: String, value: Value)])
  }

  private var lines: [String] = []

  var text: String { lines.joined(separator: "\n") }

  mutating func note(_ text: String) { lines.append(text.isEmpty ? "#" : "# " + text) }

  /// An empty line.
  mutating func pause() { lines.append("") }

  mutating func set(_ key: String, _ value: Value) { add(value, after: key + ":", indent: "") }
  mutating func set(_ key: String, _ text: String) { set(key, .text(text)) }
  mutating func set(_ key: String, _ number: Int) { set(key, .number(String(number))) }

  private mutating func add(_ value: Value, after start: String, indent: String) {
    switch value {
    case .text(let text): lines.append("\(indent)\(start) \(JSONText.quoted(text))")
    case .number(let number): lines.append("\(indent)\(start) \(number)")
    case .flag(let flag): lines.append("\(indent)\(start) \(flag)")
    case .list(let values):
      guard !values.isEmpty else { return lines.append("\(indent)\(start) []") }
      lines.append(indent + start)
      for value in values { add(value, after: "-", indent: indent + "  ") }
    case .map(let members):
      let inner = indent + String(repeating: " ", count: start.count + 1)
      let first = lines.count
      for member in members { add(member.value, after: member.key + ":", indent: inner) }
      if first < lines.count {
        lines[first] = "\(indent)\(start) " + lines[first].dropFirst(inner.count)
      }
    }
  }
}

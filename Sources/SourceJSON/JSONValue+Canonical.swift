internal import Trajectories

extension JSONValue {
  /// Canonical JSON (DESIGN.md §2): keys sorted by UTF-8 bytes, no white space, numbers by their source
  /// text, members that are null left out, of a repeated key the last. Keys are the same if their bytes
  /// are, not if Swift takes the strings for equal.
  public var canonicalText: String {
    switch kind {
    case .array:
      return "[" + elements.map(\.canonicalText).joined(separator: ",") + "]"
    case .object:
      var last: [JSONMember] = []
      for member in members {
        last.removeAll { $0.key.utf8.elementsEqual(member.key.utf8) }
        last.append(member)
      }
      let sorted = last.filter { !$0.value.isNull }
        .sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
      return "{"
        + sorted.map { "\(JSONText.quoted($0.key)):\($0.value.canonicalText)" }
        .joined(separator: ",") + "}"
    case .string:
      return JSONText.quoted(string ?? "")
    default:
      return sourceText
    }
  }
}

internal import Trajectories

extension JSONValue {
  /// Canonical JSON (DESIGN.md §2): keys sorted by UTF-8 bytes, no white space, numbers by their source
  /// text, members that are null left out, of a repeated key the last. Keys are the same if their bytes
  /// are, not if Swift takes the strings for equal.
  public var canonicalText: String {
    var bytes: [UInt8] = []
    writeCanonical(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func writeCanonical(into bytes: inout [UInt8]) {
    switch kind {
    case .array:
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.writeCanonical(into: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object:
      var last: [[UInt8]: JSONValue] = [:]
      for member in members { last[Array(member.key.utf8)] = member.value }
      let sorted = last.filter { !$0.value.isNull }
        .sorted { $0.key.lexicographicallyPrecedes($1.key) }
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in sorted.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONText.quote(String(decoding: member.key, as: UTF8.self), into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.writeCanonical(into: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    case .string:
      JSONText.quote(string ?? "", into: &bytes)
    default:
      bytes.append(contentsOf: sourceBytes)
    }
  }
}

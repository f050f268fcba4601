internal import Foundation
internal import Trajectories

extension JSONValue {
  /// Canonical JSON (DESIGN.md §2): keys sorted by UTF-8 bytes, no white space, numbers by their source
  /// text, members that are null left out, of a repeated key the last. Keys are the same if their bytes
  /// are, not if Swift takes the strings for equal.
  public var canonicalText: String { String(decoding: canonicalBytes, as: UTF8.self) }

  /// The same as UTF-8.
  public var canonicalBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(sourceBytes.count)
    writeCanonical(into: &bytes)
    return bytes
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
      let sorted = members.sorted { $0.name.isBefore($1.name) }
      bytes.append(UInt8(ascii: "{"))
      var isFirst = true
      for (index, member) in sorted.enumerated() {
        let isLast = index + 1 == sorted.count || !member.name.isSame(as: sorted[index + 1].name)
        guard isLast, !member.value.isNull else { continue }
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        member.name.writeCanonical(into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.writeCanonical(into: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    case .string:
      bytes.append(0x22)
      if let text = stringBytes { JSONText.escape(text, into: &bytes) }
      bytes.append(0x22)
    default:
      bytes.append(contentsOf: sourceBytes)
    }
  }

  /// Whether a key comes before another one of its object: by its bytes, repeated keys as they come.
  private func isBefore(_ other: JSONValue) -> Bool {
    let order = order(with: other)
    return order == 0 ? node < other.node : order < 0
  }

  private func isSame(as other: JSONValue) -> Bool { order(with: other) == 0 }

  private func order(with other: JSONValue) -> Int {
    guard let own = stringBytes, let others = other.stringBytes, let base = own.baseAddress,
      let start = others.baseAddress
    else { return 0 }
    let order = memcmp(base, start, min(own.count, others.count))
    return order == 0 ? own.count - others.count : Int(order)
  }
}

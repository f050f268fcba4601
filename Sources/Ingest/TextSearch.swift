internal import Foundation

extension StringProtocol {
  /// Where a text first stands in this one, byte for byte.
  func firstBytes(_ wanted: String) -> Range<Index>? {
    var wanted = wanted
    let place = wanted.withUTF8 { wanted in
      utf8.withContiguousStorageIfAvailable { TextSearch.offset(of: wanted, in: $0) }
    }
    guard let place, let place else { return nil }
    let start = utf8.index(startIndex, offsetBy: place)
    return start..<utf8.index(start, offsetBy: wanted.utf8.count)
  }

  /// Whether a text stands in this one, byte for byte.
  func holds(_ wanted: String) -> Bool { wanted.isEmpty || firstBytes(wanted) != nil }
}

/// Searches bytes by their first one.
enum TextSearch {
  /// Where a text first stands in another one, as offsets.
  static func range(
    of wanted: StaticString, in text: UnsafeBufferPointer<UInt8>, from start: Int = 0
  ) -> Range<Int>? {
    wanted.withUTF8Buffer { wanted in
      offset(of: wanted, in: UnsafeBufferPointer(rebasing: text[start...])).map {
        start + $0..<start + $0 + wanted.count
      }
    }
  }

  static func offset(
    of wanted: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard let base = text.baseAddress, let first = wanted.baseAddress else { return nil }
    var at = 0
    while at + wanted.count <= text.count {
      let left = text.count - wanted.count - at + 1
      guard let found = memchr(base + at, Int32(first.pointee), left) else { return nil }
      at = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
      if memcmp(base + at, first, wanted.count) == 0 { return at }
      at += 1
    }
    return nil
  }
}

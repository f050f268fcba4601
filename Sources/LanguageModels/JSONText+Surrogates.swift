internal import Trajectories

extension JSONText {
  /// A JSON text whose escapes of half a character, `\ud83c` alone, are `\ufffd`.
  /// - Returns: nil: there is none.
  static func replacingLoneSurrogates(in text: String) -> String? {
    var bytes = Array(text.utf8)
    var isChanged = false
    /// The code unit of an escape at a place; nil: there is none.
    func unit(_ place: Int) -> UInt16? {
      guard place + 6 <= bytes.count, bytes[place] == UInt8(ascii: "\\"),
        bytes[place + 1] == UInt8(ascii: "u")
      else { return nil }
      return UInt16(String(decoding: bytes[place + 2..<place + 6], as: UTF8.self), radix: 16)
    }
    var place = 0
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "\\") else {
        place += 1
        continue
      }
      guard let one = unit(place) else {
        place += 2
        continue
      }
      if UTF16.isLeadSurrogate(one), let other = unit(place + 6), UTF16.isTrailSurrogate(other) {
        place += 12
        continue
      }
      if UTF16.isLeadSurrogate(one) || UTF16.isTrailSurrogate(one) {
        bytes.replaceSubrange(place + 2..<place + 6, with: "fffd".utf8)
        isChanged = true
      }
      place += 6
    }
    return isChanged ? String(decoding: bytes, as: UTF8.self) : nil
  }
}

import RegoalTesting
import Testing

@testable import Ingest

@Suite("A scan of brackets")
struct BracketScanTests {
  @Test(
    "finds the end of a value eight bytes at a time as it does byte by byte", arguments: 0..<300)
  func end(seed: Int) {
    var random = RandomLogs(seed: UInt64(seed))
    let plain = Array("abcdefghij YZ_y\u{7F}0,:\n".utf8)
    let structure = Array("{}[]\"\\".utf8)
    var text = Array("{".utf8)
    for _ in 0..<200 {
      let isPlain = Int.random(in: 0..<10, using: &random) < seed % 10
      text.append((isPlain ? plain : structure).randomElement(using: &random) ?? 0)
    }
    let cut = Int.random(in: 0...text.count, using: &random)
    text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      var scan = BracketScan()
      let found =
        scan.end(in: base, from: 0, to: cut) ?? scan.end(in: base, from: cut, to: bytes.count)
      var other = BracketScan()
      let expected = bytes.firstIndex { !other.isWithin(after: $0) }.map { $0 + 1 }
      #expect(found == expected, "\(String(decoding: bytes, as: UTF8.self))")
      #expect(scan.depth == other.depth)
      #expect(scan.isInString == other.isInString)
    }
  }
}

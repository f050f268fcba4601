import Foundation
import Testing

/// A zip archive of files, deflated, whatever they are called.
struct ZipFile {
  private(set) var bytes = Data()

  init(_ entries: [(name: String, content: Data)]) throws {
    var directory = Data()
    for (name, content) in entries {
      // gzip is a deflate stream between ten bytes in front and the check sum behind.
      let packed = try gzipped(content)
      let start = try #require(ZipFile.headerEnd(packed))
      let deflated = packed[start..<packed.endIndex - 8]
      let sum = packed.suffix(8).prefix(4)
      let offset = UInt32(bytes.count)
      var common = ZipFile.little(20 as UInt16) + ZipFile.little(0 as UInt16)
      common += ZipFile.little(8 as UInt16) + ZipFile.little(0 as UInt32) + sum
      common += ZipFile.little(UInt32(deflated.count)) + ZipFile.little(UInt32(content.count))
      common += ZipFile.little(UInt16(name.utf8.count)) + ZipFile.little(0 as UInt16)
      bytes += Data([0x50, 0x4B, 3, 4]) + common + Data(name.utf8) + deflated
      directory += Data([0x50, 0x4B, 1, 2]) + ZipFile.little(0x0314 as UInt16) + common
      directory += ZipFile.little(0 as UInt16) + ZipFile.little(0 as UInt16)
      directory += ZipFile.little(0 as UInt16) + ZipFile.little(0o100644 << 16 as UInt32)
      directory += ZipFile.little(offset) + Data(name.utf8)
    }
    let start = UInt32(bytes.count)
    bytes += directory + Data([0x50, 0x4B, 5, 6]) + Data(count: 4)
    bytes += ZipFile.little(UInt16(entries.count)) + ZipFile.little(UInt16(entries.count))
    bytes += ZipFile.little(UInt32(directory.count)) + ZipFile.little(start) + Data(count: 2)
  }

  /// Behind the fixed part, a name may stand.
  private static func headerEnd(_ gzip: Data) -> Data.Index? {
    let fixed = gzip.startIndex + 10
    guard gzip[gzip.startIndex + 3] & 8 != 0 else { return fixed }
    return gzip[fixed...].firstIndex(of: 0).map { $0 + 1 }
  }

  private static func little(_ value: some FixedWidthInteger) -> Data {
    withUnsafeBytes(of: value.littleEndian) { Data($0) }
  }
}

internal import Crypto
internal import Glibc
internal import Store
internal import Trajectories

/// Items of an export while its files are written, in a file without a name.
final class ItemSpool {
  private let file: UnsafeMutablePointer<FILE>
  private var hasher = SHA256()
  private var bytes: [UInt8] = []
  private var place = 0
  private static let portion = 1 << 16

  init() throws(ExportError) {
    guard let file = tmpfile() else {
      throw .cannotWrite(path: "a temporary file", reason: String(cString: strerror(errno)))
    }
    self.file = file
  }

  deinit { fclose(file) }

  func append(_ items: [UInt8]) throws(ExportError) {
    hasher.update(data: items)
    guard fwrite(items, 1, items.count, file) == items.count else {
      throw .cannotWrite(path: "a temporary file", reason: String(cString: strerror(errno)))
    }
  }

  /// `sha256:…` of all items.
  var digest: String { Digest.text(hasher.finalize()) }

  func rewind() { Glibc.rewind(file) }

  /// The next item behind `rewind`, nil at the end.
  func next() -> ExportItem? {
    if let item = ExportItem(from: bytes, at: &place) { return item }
    bytes.removeFirst(place)
    place = 0
    while true {
      let more = [UInt8](unsafeUninitializedCapacity: ItemSpool.portion) { buffer, count in
        count = fread(buffer.baseAddress, 1, ItemSpool.portion, file)
      }
      guard !more.isEmpty else { return nil }
      bytes += more
      if let item = ExportItem(from: bytes, at: &place) { return item }
    }
  }
}

internal import CArchive

/// A Zstandard stream, unpacked as it is read; its packed bytes come from a closure.
final class ZstandardStream {
  /// First bytes of such a stream.
  static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

  private let archive: OpaquePointer
  private let source: Source
  private var unpacked = 0

  /// A stream that unpacks to more than this many times its size is a trap, not data.
  private static let ratioLimit = 1_024
  /// Bytes that any stream may unpack to.
  private static let freeBytes = 1 << 26

  /// Where packed bytes come from, and what went wrong there.
  private final class Source {
    let read: (UnsafeMutableBufferPointer<UInt8>) throws -> Int
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    var packed = 0
    var failure: (any Error)?

    init(_ read: @escaping (UnsafeMutableBufferPointer<UInt8>) throws -> Int) { self.read = read }

    deinit { buffer.deallocate() }

    func next() -> (UnsafeRawPointer?, Int) {
      do {
        let count = try read(buffer)
        packed += count
        return (UnsafeRawPointer(buffer.baseAddress), count)
      } catch {
        failure = error
        return (nil, -1)
      }
    }
  }

  /// Why a stream cannot be read.
  struct Failure: Error { let reason: String }

  /// - Parameter read: fills a buffer with packed bytes; 0 at the end.
  /// - Throws: what `read` throws, or `Failure`.
  init(_ read: @escaping (UnsafeMutableBufferPointer<UInt8>) throws -> Int) throws {
    guard let archive = archive_read_new() else { throw Failure(reason: "out of memory") }
    self.archive = archive
    source = Source(read)
    archive_read_support_filter_zstd(archive)
    archive_read_support_format_raw(archive)
    let code = archive_read_open(
      archive, Unmanaged.passUnretained(source).toOpaque(), nil,
      { _, source, bytes in
        guard let source, let bytes else { return -1 }
        let (start, count) = Unmanaged<Source>.fromOpaque(source).takeUnretainedValue().next()
        bytes.pointee = start
        return count
      }, nil)
    var entry: OpaquePointer?
    guard code == ARCHIVE_OK, archive_read_next_header(archive, &entry) == ARCHIVE_OK else {
      throw failure
    }
  }

  deinit { archive_read_free(archive) }

  /// Reads up to `count` bytes; 0 at the end.
  func read(into start: UnsafeMutablePointer<UInt8>, count: Int) throws -> Int {
    let got = archive_read_data(archive, start, count)
    guard got >= 0 else { throw failure }
    unpacked += got
    guard
      unpacked <= ZstandardStream.freeBytes + source.packed * ZstandardStream.ratioLimit
    else {
      throw Failure(
        reason: "it unpacks to more than \(ZstandardStream.ratioLimit) times its size")
    }
    return got
  }

  private var failure: any Error {
    if let failure = source.failure { return failure }
    let words = archive_error_string(archive).map { String(cString: $0) }
    return Failure(
      reason: "the Zstandard data are damaged or cut short (\(words ?? "no more is known"))")
  }
}

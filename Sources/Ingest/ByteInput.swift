internal import CZlib
internal import Foundation

/// A file, packed with gzip or Zstandard or not, or standard input, as a stream of bytes; which it is shows in
/// its first bytes.
final class ByteInput {
  private let handle: gzFile
  private let file: String
  /// Bytes of the file, packed ones where it is packed; nil: it is no file.
  let fileSize: Int?
  /// The first four bytes, or fewer; without gzip.
  private(set) var start: [UInt8] = []
  /// How many of these were given.
  private var givenCount = 0
  private var zstandard: ZstandardStream?

  /// - Parameter file: a path, or `-` for standard input.
  /// - Throws: `InputError.cannotOpen`.
  init(file: String) throws(InputError) {
    self.file = file
    let descriptor = file == "-" ? dup(0) : open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .cannotOpen(file: file, reason: String(cString: strerror(errno)))
    }
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    fileSize = isKnown && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    if isKnown, status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw .cannotOpen(file: file, reason: "it is a folder")
    }
    guard let handle = gzdopen(descriptor, "rb") else {
      close(descriptor)
      throw .cannotOpen(file: file, reason: "out of memory")
    }
    gzbuffer(handle, UInt32(min(max(fileSize ?? .max, 1 << 12), 1 << 18)))
    self.handle = handle
    lookAhead()
    guard start == ZstandardStream.magic else { return }
    do {
      // The stream is part of the input, and must not keep it.
      zstandard = try ZstandardStream { [unowned self] buffer in
        guard let base = buffer.baseAddress else { return 0 }
        return try plain(into: base, count: buffer.count)
      }
    } catch { throw words(error) }
  }

  deinit { gzclose(handle) }

  private func lookAhead() {
    var first: [UInt8] = [0, 0, 0, 0]
    let got = gzread(handle, &first, 4)
    // What is wrong is told where it is read.
    start = Array(first.prefix(max(0, Int(got))))
  }

  /// Reads up to `count` bytes; 0 at the end.
  /// - Throws: `InputError.cannotRead`, also where a packed file is cut short.
  func read(into start: UnsafeMutablePointer<UInt8>, count: Int) throws(InputError) -> Int {
    guard let zstandard else { return try plain(into: start, count: count) }
    do { return try zstandard.read(into: start, count: count) } catch { throw words(error) }
  }

  private func words(_ error: any Error) -> InputError {
    switch error {
    case let error as InputError: error
    case let error as ZstandardStream.Failure: self.error(error.reason)
    default: self.error(String(describing: error))
    }
  }

  private func plain(
    into start: UnsafeMutablePointer<UInt8>, count: Int
  ) throws(InputError) -> Int {
    if givenCount < self.start.count, count > 0 {
      let first = self.start[givenCount...].prefix(count)
      for (place, byte) in first.enumerated() { start[place] = byte }
      givenCount += first.count
      return first.count
    }
    let got = gzread(handle, start, UInt32(min(count, 1 << 30)))
    var code: Int32 = 0
    let message = gzerror(handle, &code).map { String(cString: $0) } ?? ""
    // What a stream that is cut short still gave is good; the next read tells of the cut.
    guard got > 0 || (got == 0 && (code == Z_OK || code == Z_STREAM_END)) else {
      throw .cannotRead(
        file: file, reason: ByteInput.words(code, message))
    }
    return Int(got)
  }

  /// An error of this input.
  func error(_ reason: String) -> InputError { .cannotRead(file: file, reason: reason) }

  private static func words(_ code: Int32, _ message: String) -> String {
    // zlib puts the name that it made up before its words.
    let words = message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? message
    return switch code {
    case Z_BUF_ERROR: "the gzip stream is cut short"
    case Z_DATA_ERROR: "the gzip data are damaged (\(words))"
    default: words
    }
  }

  /// Bytes of the file read so far, compressed ones where it is compressed.
  var position: Int { Int(gzoffset(handle)) }
}

internal import Crypto
internal import Foundation
internal import Glibc
internal import Trajectories

/// A file of lines that gets its name when it is whole, with the digest of its bytes. One that is given up
/// leaves nothing behind.
final class JSONLFile {
  private let path: String
  private let partial: String
  private var descriptor: Int32
  private var gzip: GzipStream?
  private var buffer: [UInt8] = []
  private var hasher = SHA256()
  private var plainHasher = SHA256()
  private var isNamed = false
  private(set) var lines = 0
  /// Of the file; with gzip, of the packed ones.
  private(set) var bytes = 0

  init(path: String, gzip isGzip: Bool = false) throws(ExportError) {
    self.path = path
    partial = path + ".partial"
    gzip = isGzip ? GzipStream() : nil
    // FileManager.createFile would write a file of another name first, which a killed program leaves.
    descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw JSONLFile.error(path) }
    if isGzip, gzip == nil { throw .cannotWrite(path: path, reason: "zlib does not start") }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isNamed { unlink(partial) }
  }

  private static func error(_ path: String) -> ExportError {
    .cannotWrite(path: path, reason: String(cString: strerror(errno)))
  }

  func append(_ line: String) throws(ExportError) {
    buffer.append(contentsOf: line.utf8)
    buffer.append(0x0A)
    lines += 1
    if buffer.count > 1 << 20 { try flush() }
  }

  /// - Parameter text: whole lines.
  func append(_ text: ArraySlice<UInt8>, lines count: Int) throws(ExportError) {
    buffer += text
    lines += count
    if buffer.count > 1 << 20 { try flush() }
  }

  private func flush(isEnd: Bool = false) throws(ExportError) {
    var data = buffer
    if let gzip {
      plainHasher.update(data: buffer)
      data = gzip.compress(buffer, isEnd: isEnd)
    }
    hasher.update(data: data)
    bytes += data.count
    try write(data)
    buffer.removeAll(keepingCapacity: true)
  }

  private func write(_ data: [UInt8]) throws(ExportError) {
    var done = 0
    while done < data.count {
      let count = data.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw JSONLFile.error(path) }
      done += count
    }
  }

  /// Writes what is left.
  /// - Returns: `sha256:` of the file's bytes, and of the lines where they are packed.
  func finish() throws(ExportError) -> (file: String, content: String?) {
    try flush(isEnd: true)
    let digests = (
      Digest.text(hasher.finalize()), gzip == nil ? nil : Digest.text(plainHasher.finalize())
    )
    // There may be thousands of shards.
    close(descriptor)
    descriptor = -1
    buffer = []
    gzip = nil
    return digests
  }

  /// Gives the file its name, in place of one that has it.
  func publish() throws(ExportError) {
    guard rename(partial, path) == 0 else { throw JSONLFile.error(path) }
    isNamed = true
  }
}

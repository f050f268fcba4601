internal import Crypto
internal import Foundation
internal import Trajectories

/// A file of lines that gets its name when it is whole, with the digest of its bytes. One that is given up
/// leaves nothing behind.
final class JSONLFile {
  private let path: String
  private let partial: String
  private let handle: FileHandle
  private let gzip: GzipStream?
  private var buffer = Data()
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
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    if isGzip, gzip == nil { throw .cannotWrite(path: path, reason: "zlib does not start") }
  }

  deinit { if !isNamed { unlink(partial) } }

  func append(_ line: String) throws(ExportError) {
    buffer.append(contentsOf: line.utf8)
    buffer.append(0x0A)
    lines += 1
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
    do { try handle.write(contentsOf: data) } catch {
      throw .cannotWrite(path: path, reason: (error as NSError).localizedDescription)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes what is left.
  /// - Returns: `sha256:` of the file's bytes, and of the lines where they are packed.
  func finish() throws(ExportError) -> (file: String, content: String?) {
    try flush(isEnd: true)
    do { try handle.close() } catch {
      throw .cannotWrite(path: path, reason: (error as NSError).localizedDescription)
    }
    return (
      Digest.text(hasher.finalize()), gzip == nil ? nil : Digest.text(plainHasher.finalize())
    )
  }

  /// Gives the file its name, in place of one that has it.
  func publish() throws(ExportError) {
    guard rename(partial, path) == 0 else {
      throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
    isNamed = true
  }
}

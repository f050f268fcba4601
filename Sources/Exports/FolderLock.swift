internal import Glibc

/// One export writes a folder at a time; the lock goes with the process.
struct FolderLock {
  private let descriptor: Int32

  /// - Throws: `ExportError.cannotWrite` where another export writes it.
  init(_ folder: String) throws(ExportError) {
    descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .cannotWrite(path: folder, reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let isTaken = errno == EWOULDBLOCK
      close(descriptor)
      // A file system without locks is no reason to refuse.
      guard !isTaken else {
        throw .cannotWrite(path: folder, reason: "another export is writing it")
      }
      return
    }
  }

  func release() { close(descriptor) }
}

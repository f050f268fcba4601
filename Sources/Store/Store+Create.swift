internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import SQLFiles

/// Linux's O_TMPFILE, which is no plain constant in C.
private let namelessFile = 0o20_000_000 | O_DIRECTORY

extension Store {
  /// Makes a database file that has its whole schema from the moment at which it has its name.
  ///
  /// A process that dies on the way leaves nothing behind: the file is written without a name, and named
  /// at the end. Where another program names one first, that one stays. Where the file system cannot make
  /// files without a name, nothing is done: the caller then migrates an empty file.
  /// - Throws: `StoreError`.
  static func createFile(at path: String, catalog: SQLCatalog) throws {
    // What a removed database left behind would be played back into a file with content; SQLite drops it
    // beside an empty one.
    guard !FileManager.default.fileExists(atPath: path + "-wal") else { return }
    let folder = URL(filePath: path).deletingLastPathComponent().path
    let descriptor = open(folder, namelessFile | O_WRONLY | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let empty = try Store(path: ":memory:", access: .create, catalog: catalog)
    let isWritten = try empty.read { connection in
      var size: sqlite3_int64 = 0
      guard let bytes = sqlite3_serialize(connection, "main", &size, 0) else { return false }
      defer { sqlite3_free(bytes) }
      // The header's word for WAL: no moment at which two programs want to change the mode.
      bytes[18] = 2
      bytes[19] = 2
      var done = 0
      while done < Int(size) {
        let count = Foundation.write(descriptor, bytes + done, Int(size) - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw StoreError.diskFull(path: path) }
        done += count
      }
      return true
    }
    guard isWritten, fsync(descriptor) == 0 else { return }
    // Fails where the name is taken meanwhile, which is as good.
    linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, path, AT_SYMLINK_FOLLOW)
  }
}

internal import Foundation
internal import GRDBSQLite

extension Store {
  /// Our error for a result code of SQLite, with what the file system says about the file.
  static func translated(code: Int32, message: String, path: String) -> StoreError {
    switch code & 0xFF {
    case SQLITE_NOTADB: .notADatabase(path: path)
    case SQLITE_BUSY, SQLITE_LOCKED: .locked(path: path)
    case SQLITE_READONLY, SQLITE_PERM: .readOnly(path: path)
    case SQLITE_CANTOPEN: .cannotOpen(path: path, reason: obstacle(to: path) ?? message)
    case SQLITE_FULL: .diskFull(path: path)
    case SQLITE_CORRUPT: .damaged(path: path, message: message)
    case SQLITE_IOERR:
      isDiskFull(path) ? .diskFull(path: path) : .diskFailed(path: path, message: message)
    default: .sqlite(code: Int(code), message: message)
    }
  }

  /// Why a file cannot be opened, as far as the file system tells.
  private static func obstacle(to path: String) -> String? {
    let folder = folder(of: path)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      return "there is no folder '\(folder)'"
    }
    guard isFolder.boolValue else { return "'\(folder)' is not a folder" }
    if access(path, F_OK) == 0, access(path, R_OK) != 0 {
      return String(cString: strerror(errno))
    }
    guard access(folder, W_OK) == 0 else {
      return "its folder may not be written: \(String(cString: strerror(errno)))"
    }
    return nil
  }

  /// Some failures of a full disk come without saying so, such as of the shared memory of the WAL.
  private static func isDiskFull(_ path: String) -> Bool {
    var status = statvfs()
    return statvfs(folder(of: path), &status) == 0 && status.f_bavail == 0 && status.f_blocks > 0
  }

  private static func folder(of path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  /// What to hand to SQLite to read a file.
  ///
  /// SQLite keeps two files beside a database in WAL mode, for readers too. Where the folder may not be
  /// written and nobody has the database open, it is read without them, as a file that does not change.
  static func readingPath(_ path: String) -> String {
    let beside = path + "-wal"
    guard access(folder(of: path), W_OK) != 0, access(beside, F_OK) != 0 else { return path }
    let whole = URL(filePath: path).standardizedFileURL.path
    guard let encoded = whole.addingPercentEncoding(withAllowedCharacters: unreserved) else {
      return path
    }
    return "file:\(encoded)?immutable=1"
  }

  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-._~")
}

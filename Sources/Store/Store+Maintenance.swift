internal import Foundation
internal import GRDB
internal import SQLFiles

extension Store {
  /// Copies the whole database, consistent although others may be writing. The copy has its name once it
  /// is whole.
  /// - Throws: `StoreError.alreadyExists`: a backup never overwrites.
  public func backup(to target: String) throws {
    // A log left behind by another database would be played back into the copy.
    for path in [target, target + "-wal"] where FileManager.default.fileExists(atPath: path) {
      throw StoreError.alreadyExists(path: path)
    }
    try checkCancellation()
    let partial = target + ".partial"
    try? FileManager.default.removeItem(atPath: partial)
    do {
      var configuration = Configuration()
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA page_size = \(Store.pageSize)") }
      let copy = try DatabaseQueue(path: partial, configuration: configuration)
      // In one transaction: else each write of another program begins the copy anew.
      try database.read { source in
        try copy.writeWithoutTransaction { copy in
          try source.backup(to: copy, pagesPerStep: 1_000) { _ in try self.checkCancellation() }
        }
      }
      try copy.close()
      // A link, since it takes no name that somebody else took meanwhile; some file systems have none.
      if link(partial, target) == 0 {
        unlink(partial)
      } else if errno == EEXIST {
        throw StoreError.alreadyExists(path: target)
      } else if rename(partial, target) != 0 {
        throw StoreError.readOnly(path: target)
      }
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      throw Store.translated(error, path: target)
    }
  }
}

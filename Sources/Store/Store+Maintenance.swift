internal import Foundation
internal import GRDB
internal import SQLFiles

extension Store {
  /// Copies the whole database, consistent although others may be writing.
  /// - Throws: `StoreError.alreadyExists`: a backup never overwrites.
  public func backup(to target: String) throws {
    guard !FileManager.default.fileExists(atPath: target) else {
      throw StoreError.alreadyExists(path: target)
    }
    do {
      var configuration = Configuration()
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA page_size = \(Store.pageSize)") }
      let copy = try DatabaseQueue(path: target, configuration: configuration)
      try database.backup(to: copy)
      try copy.close()
    } catch {
      try? FileManager.default.removeItem(atPath: target)
      throw Store.translated(error, path: target)
    }
  }
}

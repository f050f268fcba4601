internal import Foundation
internal import SQLFiles
internal import Store

/// A copy of a database that may not be written, for work that leaves nothing behind in it.
struct TemporaryCopy {
  private let folder: String
  var path: String { folder + "/copy.db" }

  /// - Throws: `StoreError`.
  init(of store: Store) throws {
    folder = NSTemporaryDirectory() + "/regoal-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    do { try store.backup(to: path) } catch {
      remove()
      throw error
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}

extension DatabaseOptions {
  /// A store to decide in: the database itself, or a copy of it where it may not be written.
  func decidingStore() throws -> (Store, TemporaryCopy?) {
    do {
      return (try store(.write), nil)
    } catch let error as StoreError {
      switch error {
      case .readOnly, .cannotOpen:
        guard let original = try? store(.read) else { throw error }
        let copy = try TemporaryCopy(of: original)
        Console.note("'\(try resolvedPath())' may not be written: deciding in a temporary copy")
        do {
          let store = try Store(
            path: copy.path, access: .write, catalog: try SQLCatalog.embedded(),
            wait: try resolvedWait())
          return (store, copy)
        } catch {
          copy.remove()
          throw error
        }
      default: throw error
      }
    }
  }
}

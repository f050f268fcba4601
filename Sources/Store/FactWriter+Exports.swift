public import Trajectories

/// Exports and what their lines come from.
extension FactWriter {
  /// Adds an export with its items; one that is there stays as it is.
  /// - Parameters:
  ///   - bodyJSON: the manifest.
  ///   - next: the next item, nil at the end.
  public func addExport(bodyJSON: String, items next: () throws -> ExportItem?) throws {
    let digest = Digest.of(bodyJSON)
    guard try find("find_export", digest) == nil else { return }
    _ = try addExport(manifest: bodyJSON)
    guard let export = try find("find_export", digest) else {
      throw StoreError.missingRow(query: "find_export")
    }
    var position = 0
    while let item = try next() {
      _ = try addItem(item, at: position, of: export.id)
      position += 1
    }
  }

  /// - Parameter export: row of the export.
  /// - Returns: whether it is new.
  func addItem(_ item: ExportItem, at position: Int, of export: Int64) throws -> Bool {
    let add = try statement("insert_export_item")
    add.bind(0, export)
    add.bind(1, position)
    add.bind(2, item.kind.rawValue)
    add.bind(3, item.decision)
    add.bind(4, blob: item.trajectory)
    bind(item.detection, at: 5, of: add)
    bind(item.attempt, at: 6, of: add)
    add.bind(7, blob: Array(item.votes.joined()))
    bind(item.other, at: 8, of: add)
    add.bind(9, item.confidence)
    add.bind(10, item.weight)
    add.bind(11, item.copies)
    return try add.run() == 1
  }

  private func bind(_ digest: [UInt8]?, at place: Int, of statement: Statement) {
    guard let digest else { return statement.bind(place, nil as Int64?) }
    statement.bind(place, blob: digest)
  }
}

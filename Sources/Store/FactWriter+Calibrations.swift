internal import Trajectories

/// Maps from confidences to shares of valid pairs.
extension FactWriter {
  /// - Returns: the calibration of that name, new or known.
  /// - Throws: `StoreError.missingRow` where the name belongs to another body.
  @discardableResult
  public func addCalibration(name: String, bodyJSON: String) throws -> Stored {
    let insertion = try insertCalibration(name: name, bodyJSON: bodyJSON)
    if case .conflict = insertion { throw StoreError.missingRow(query: "find_calibration") }
    return insertion.stored
  }

  /// - Returns: `.conflict` where the name belongs to another body.
  func insertCalibration(name: String, bodyJSON: String) throws -> Insertion {
    let digest = FactWriter.calibrationDigest(name: name, bodyJSON: bodyJSON)
    let insert = try statement("insert_calibration")
    insert.bind(0, digest)
    insert.bind(1, name)
    insert.bind(2, bodyJSON)
    return try insertion(insert, digest: digest) { try find("find_calibration", name) }
  }

  /// Of the name and the body.
  static func calibrationDigest(name: String, bodyJSON: String?) -> String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("body", raw: bodyJSON)
    json.member("name", name)
    json.endObject()
    return json.digest
  }
}

internal import Trajectories

/// Maps from confidences to shares of valid pairs.
extension FactWriter {
  /// - Returns: the calibration of that name, new or known.
  /// - Throws: `StoreError.missingRow` where the name belongs to another body.
  @discardableResult
  public func addCalibration(name: String, bodyJSON: String) throws -> Stored {
    let digest = FactWriter.calibrationDigest(name: name, bodyJSON: bodyJSON)
    let insert = try statement("insert_calibration")
    insert.bind(0, digest)
    insert.bind(1, name)
    insert.bind(2, bodyJSON)
    try insert.run()
    guard let stored = try find("find_calibration", name), stored.digest == digest else {
      throw StoreError.missingRow(query: "find_calibration")
    }
    return stored
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

internal import Trajectories

/// Splits and their members.
extension FactWriter {
  /// - Returns: the split of that name, new or known.
  /// - Throws: `StoreError.missingRow` where the name belongs to another body.
  public func addSplit(name: String, bodyJSON: String) throws -> Stored {
    let digest = FactWriter.splitDigest(name: name, bodyJSON: bodyJSON)
    let insert = try statement("insert_split")
    insert.bind(0, digest)
    insert.bind(1, name)
    insert.bind(2, bodyJSON)
    try insert.run()
    guard let split = try find("find_split", name), split.digest == digest else {
      throw StoreError.missingRow(query: "find_split")
    }
    return split
  }

  /// Adds a run to a part; one that is a member stays where it is.
  public func addSplitMember(
    split: Stored, run: Int64, runDigest: String, part: String, fold: Int?, key: String
  ) throws {
    let insert = try statement("insert_split_member")
    insert.bind(0, split.id)
    insert.bind(1, run)
    insert.bind(2, part)
    insert.bind(3, fold)
    insert.bind(4, key)
    insert.bind(
      5,
      FactWriter.memberDigest(
        split: split.digest, run: runDigest, part: part, fold: fold, key: key))
    try insert.run()
  }

  /// Of the name and the rule.
  static func splitDigest(name: String, bodyJSON: String?) -> String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("body", raw: bodyJSON)
    json.member("name", name)
    json.endObject()
    return json.digest
  }

  /// - Parameters:
  ///   - split: digest.
  ///   - run: digest.
  static func memberDigest(
    split: String, run: String, part: String, fold: Int?, key: String
  ) -> String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("fold", fold)
    json.member("group_key", key)
    json.member("part", part)
    json.member("split", split)
    json.member("trajectory", run)
    json.endObject()
    return json.digest
  }
}

internal import SQLFiles
public import Trajectories

/// Rows that come with dumps and merges.
extension FactWriter {
  /// How many migrations the program knows.
  var knownVersion: Int { catalog.migrations.count }

  /// Adds a policy behind those that were applied before; one that is there stays in its place.
  func addPolicy(bodyJSON: String) throws -> Bool {
    let digest = Digest.of(bodyJSON)
    let find = try statement("find_policy")
    find.bind(0, digest)
    guard try find.first({ $0.integer(0) }) == nil else { return false }
    let upsert = try statement("upsert_policy")
    upsert.bind(0, digest)
    upsert.bind(1, bodyJSON)
    try upsert.run()
    return true
  }

  func split(digest: String) throws -> Stored? { try find("find_split_by_digest", digest) }

  /// - Returns: `.conflict` with the split that has the name and another body.
  func insertSplit(name: String, bodyJSON: String) throws -> Insertion {
    let digest = FactWriter.splitDigest(name: name, bodyJSON: bodyJSON)
    let insert = try statement("insert_split")
    insert.bind(0, digest)
    insert.bind(1, name)
    insert.bind(2, bodyJSON)
    return try insertion(insert, digest: digest) { try find("find_split", name) }
  }

  /// - Returns: `.conflict` where the run stands in another place of the split.
  func insertMember(_ place: SplitPlace, split: Stored, run: Stored) throws -> Insertion {
    let find = try statement("find_split_member")
    find.bind(0, split.id)
    find.bind(1, run.id)
    if let known = try find.first({ $0.text(0) ?? "" }) {
      let digest = FactWriter.memberDigest(
        split: split.digest, run: run.digest, part: place.part, fold: place.fold,
        key: place.groupKey)
      let stored = Stored(id: run.id, digest: known)
      return known == digest ? .present(stored) : .conflict(stored)
    }
    try addSplitMember(
      split: split, run: run.id, runDigest: run.digest, part: place.part, fold: place.fold,
      key: place.groupKey)
    return .added(run)
  }

  func export(digest: String) throws -> Stored? { try find("find_export", digest) }

  /// Adds an export without its items.
  func addExport(manifest: String) throws -> Bool {
    let digest = Digest.of(manifest)
    let insert = try statement("insert_export")
    insert.bind(0, digest)
    insert.bind(1, manifest)
    return try insert.run() == 1
  }

  /// - Returns: the stored collection with a digest.
  func collection(digest: String) throws -> Stored? { try find("find_collection", digest) }

  /// The attempt on a run with a digest.
  func attempt(ofRun run: Int64, digest: String) throws -> Stored? {
    let find = try statement("find_attempt_of_run")
    find.bind(0, run)
    find.bind(1, digest)
    return try find.first { $0.stored }
  }

  /// Adds the tombstone of something that is not there.
  /// - Returns: whether it is new.
  func bury(_ stone: Tombstone) throws -> Bool {
    let insert = try statement("insert_tombstone")
    insert.bind(0, stone.kind.rawValue)
    insert.bind(1, stone.digest)
    insert.bind(2, stone.idDigest)
    insert.bind(3, stone.reason)
    insert.bind(4, stone.forgottenAt)
    loadedTombstones = nil
    return try insert.run() == 1
  }

  /// Whether a record with these bytes is in quarantine. It reads them all.
  func hasQuarantined(_ bytesDigest: String) throws -> Bool {
    try !quarantined(bytesDigest).isEmpty
  }

  /// Removes the records that a tombstone is about, and puts it in their place.
  /// - Returns: the places of the records.
  func forgetQuarantined(_ stone: Tombstone) throws -> [String] {
    let found = try quarantined(stone.digest)
    guard !found.isEmpty else { return [] }
    _ = try bury(stone)
    let delete = try statement("forget_quarantined")
    for one in found {
      delete.bind(0, one.id)
      try delete.run()
    }
    return found.map(\.place)
  }

  private func quarantined(_ bytesDigest: String) throws -> [(id: Int64, place: String)] {
    var found: [(Int64, String)] = []
    try statement("log_quarantine").forEachRow { row in
      let bytes = row.bytes(6)
      guard bytes.withUnsafeBytes({ Digest.of($0) }) == bytesDigest else { return }
      found.append((row.storedInteger(7), "\(row.text(3) ?? ""):\(row.storedInteger(4))"))
    }
    return found
  }

  /// - Throws: `StoreError.missingRow` for a run that is not here although it was not forgotten.
  func refuseForgottenOrMissing(_ digest: String) throws {
    guard try tombstones().of(.trajectory, digest) == nil else { return }
    throw StoreError.missingRow(query: "find_trajectory")
  }

  /// The vote for a key, in that series alone.
  func vote(attempt: Int64, judge: Int64, series: String) throws -> Stored? {
    try find("find_vote", attempt, judge, series)
  }

  /// A request as another series asks it; what it repairs may have another digest there.
  func request(_ json: String, inSeries series: String, repairs: String?) throws -> String {
    let change = try statement("request_in_series")
    change.bind(0, json)
    change.bind(1, series)
    change.bind(2, repairs)
    guard let changed = try change.first({ $0.text(0) }), let changed else {
      throw StoreError.missingRow(query: "request_in_series")
    }
    return changed
  }
}

internal import SQLFiles
public import Trajectories

/// Writes facts inside one transaction, each at most once, with raw prepared statements.
public final class FactWriter {
  /// A stored row and its identity.
  public struct Stored: Equatable, Sendable {
    public let id: Int64
    public let digest: String

    public init(id: Int64, digest: String) {
      self.id = id
      self.digest = digest
    }
  }

  /// What became of a fact that was to be written.
  public enum Insertion: Equatable, Sendable {
    case added(Stored)
    /// The same fact was there.
    case present(Stored)
    /// Another answer for the same key was there; nothing was written.
    case conflict(Stored)

    public var isNew: Bool {
      if case .added = self { true } else { false }
    }

    public var stored: Stored {
      switch self {
      case .added(let stored), .present(let stored), .conflict(let stored): stored
      }
    }
  }

  private let connection: OpaquePointer
  let catalog: SQLCatalog
  private var statements: [String: Statement] = [:]
  var loadedTombstones: Tombstones?
  private var json = CanonicalJSON(reservingCapacity: 1 << 16)

  init(connection: OpaquePointer, catalog: SQLCatalog) {
    self.connection = connection
    self.catalog = catalog
  }

  func statement(_ name: String) throws(StoreError) -> Statement {
    if let known = statements[name] { return known }
    guard let query = catalog.query(name) else {
      throw .unknownQuery(name: name, known: [])
    }
    let made = try Statement(connection, query)
    statements[name] = made
    return made
  }

  /// The row of a file under a label, made if it is new.
  public func source(label: String, format: String, file: String) throws -> Int64 {
    let insert = try statement("insert_source")
    let find = try statement("find_source")
    for statement in [insert, find] {
      statement.bind(0, label)
      statement.bind(1, format)
      statement.bind(2, file)
    }
    try insert.run()
    guard let id = try find.first({ $0.integer(0) }), let id else {
      throw StoreError.missingRow(query: "find_source")
    }
    sources[id] = (label, format, file)
    return id
  }

  func isNew(_ file: SourceFile) throws -> Bool {
    let find = try statement("find_source")
    find.bind(0, file.label)
    find.bind(1, file.format)
    find.bind(2, file.file)
    return try find.first { $0.integer(0) } == nil
  }

  private var sources: [Int64: (label: String, format: String, file: String)] = [:]

  /// The row of the same file under the label of a line that states its own.
  private func source(_ source: Int64, as label: String) throws -> Int64 {
    guard let known = sources[source], !known.label.utf8.elementsEqual(label.utf8) else {
      return source
    }
    return try self.source(label: label, format: known.format, file: known.file)
  }

  /// - Parameters:
  ///   - identity: that of the run, if it is known; nil: it is computed.
  ///   - source: the file it came from; under another label than the run's own, that file is listed
  ///     under the run's too.
  /// - Throws: `StoreError.forgotten` for a run that has a tombstone.
  public func add(
    _ trajectory: Trajectory, identity: TrajectoryIdentity? = nil, source: Int64
  ) throws -> Insertion {
    let identity = identity ?? TrajectoryIdentity(of: trajectory, using: &json)
    let digest = identity.digest
    try refuseForgotten(.trajectory, digest)
    let task = try identity.task.map { try self.task(trajectory.task, digest: $0) }
    let insert = try statement("insert_trajectory")
    insert.bind(0, digest)
    insert.bind(1, trajectory.id)
    insert.bind(2, try self.source(source, as: trajectory.sourceLabel))
    insert.bind(3, task)
    insert.bind(4, trajectory.model)
    insert.bind(5, trajectory.trial)
    insert.bind(6, trajectory.round)
    insert.bind(7, trajectory.goal)
    insert.bind(8, trajectory.systemPrompt)
    insert.bind(9, trajectory.toolsJSON)
    insert.bind(10, trajectory.finalAnswer)
    insert.bind(11, trajectory.failureReason)
    insert.bind(12, trajectory.success)
    insert.bind(13, trajectory.reward)
    insert.bind(14, trajectory.metadataJSON)
    guard try insert.run() == 1 else {
      guard let known = try self.trajectory(digest: digest) else {
        throw StoreError.missingRow(query: "find_trajectory")
      }
      return .present(known)
    }
    let id = insert.lastRowID
    let step = try statement("insert_step")
    for (index, one) in trajectory.steps.enumerated() {
      step.bind(0, id)
      step.bind(1, index)
      step.bind(2, one.turn)
      step.bind(3, one.kind)
      step.bind(4, one.callID)
      step.bind(5, one.thought)
      step.bind(6, one.actionName)
      step.bind(7, one.actionInputJSON)
      step.bind(8, one.observation)
      try step.run()
    }
    return .added(Stored(id: id, digest: digest))
  }

  /// By digest: Swift takes strings for equal whose bytes differ.
  private var tasks: [String: Int64] = [:]

  private func task(_ task: TaskReference, digest: String) throws -> Int64 {
    if let known = tasks[digest] { return known }
    let insert = try statement("insert_task")
    insert.bind(0, digest)
    insert.bind(1, task.key)
    insert.bind(2, task.benchmark)
    insert.bind(3, task.domain)
    let id: Int64
    if try insert.run() == 1 {
      id = insert.lastRowID
      let group = try statement("insert_task_group")
      for one in task.groups {
        group.bind(0, id)
        group.bind(1, one.kind)
        group.bind(2, one.value)
        try group.run()
      }
    } else {
      let find = try statement("find_task")
      find.bind(0, digest)
      guard let known = try find.first({ $0.integer(0) }), let known else {
        throw StoreError.missingRow(query: "find_task")
      }
      id = known
    }
    if tasks.count > 100_000 { tasks.removeAll() }
    tasks[digest] = id
    return id
  }

  public func trajectory(digest: String) throws -> Stored? {
    try find("find_trajectory", digest)
  }

  /// The runs that a source's id means.
  /// - Parameter label: nil: under any label.
  public func trajectories(id: String, label: String?) throws -> [Stored] {
    let find = try statement("find_trajectories_by_id")
    find.bind(0, id)
    find.bind(1, label)
    return try find.all { $0.stored }
  }

  /// - Returns: whether it is new.
  /// - Throws: `StoreError.forgotten` for a record that has a tombstone.
  public func addQuarantine(
    label: String, format: String, file: String, line: Int, reason: String, record: [UInt8]
  ) throws -> Bool {
    let bad = QuarantinedRecord(
      label: label, file: file, line: line, reason: reason, bytes: record)
    if try !tombstones().isEmpty { try refuseForgotten(.quarantine, bad.bytesDigest) }
    let insert = try statement("insert_quarantine")
    insert.bind(0, bad.digest)
    insert.bind(1, label)
    insert.bind(2, format)
    insert.bind(3, file)
    insert.bind(4, line)
    insert.bind(5, reason)
    if let text = String(validating: record, as: UTF8.self) {
      insert.bind(6, text)
    } else {
      insert.bind(6, blob: record)
    }
    return try insert.run() == 1
  }

  /// - Returns: whether it is new.
  @discardableResult
  public func addLexicon(name: String, termsJSON: String) throws -> Bool {
    let insert = try statement("insert_lexicon")
    insert.bind(0, Digest.of(termsJSON))
    insert.bind(1, name)
    insert.bind(2, termsJSON)
    return try insert.run() == 1
  }

  // MARK: Rows and their identities

  /// The row with a digest.
  func find(_ query: String, _ digest: String) throws -> Stored? {
    let find = try statement(query)
    find.bind(0, digest)
    return try find.first { $0.stored }
  }

  /// The answer for a key, in that series alone.
  func find(
    _ query: String, _ first: Int64, _ second: Int64, _ series: String
  ) throws -> Stored? {
    let find = try statement(query)
    find.bind(0, first)
    find.bind(1, second)
    find.bind(2, series)
    return try find.first { $0.stored }
  }

  /// Runs an insertion with its values bound.
  /// - Parameter known: the row that was there, where nothing was inserted.
  func insertion(
    _ insert: Statement, digest: String, known: () throws -> Stored?
  ) throws -> Insertion {
    if try insert.run() == 1 { return .added(Stored(id: insert.lastRowID, digest: digest)) }
    guard let known = try known() else { throw StoreError.missingRow(query: "insertion") }
    return known.digest == digest ? .present(known) : .conflict(known)
  }
}

extension ResultRow {
  /// Where id and digest are the first two columns.
  var stored: FactWriter.Stored {
    FactWriter.Stored(id: integer(0) ?? 0, digest: text(1) ?? "")
  }
}

extension Store {
  /// Writes facts in one transaction; an error rolls it back.
  public func writeFacts<T>(_ body: (FactWriter) throws -> T) throws -> T {
    try write { connection in
      try body(FactWriter(connection: connection, catalog: catalog))
    }
  }
}

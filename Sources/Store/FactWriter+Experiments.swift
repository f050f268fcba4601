public import Trajectories

/// Ratings, arms, and what was measured on them.
extension FactWriter {
  /// What an annotation is about.
  public enum Rated: Equatable, Sendable {
    case attempt(Stored)
    case detection(Stored)

    var stored: Stored {
      switch self {
      case .attempt(let stored), .detection(let stored): stored
      }
    }
  }

  // MARK: Ratings

  public func add(_ frame: AnnotationFrame) throws -> Insertion {
    let digest = frame.digest
    let insert = try statement("insert_frame")
    insert.bind(0, digest)
    insert.bind(1, frame.name)
    insert.bind(2, frame.policyDigest)
    insert.bind(3, frame.population)
    insert.bind(4, frame.seed)
    insert.bind(5, frame.rule)
    insert.bind(6, frame.extraJSON)
    return try insertion(insert, digest: digest) { try self.frame(digest: digest) }
  }

  public func frame(digest: String) throws -> Stored? { try find("find_frame", digest) }

  /// The frames that a name means.
  public func frames(name: String) throws -> [Stored] { try all("find_frames_by_name", name) }

  /// The detection for a key, in that series alone.
  public func detection(trajectory: Int64, config: Int64, series: String) throws -> Stored? {
    try find("find_detection", trajectory, config, series)
  }

  public func add(
    _ annotation: Annotation, about rated: Rated, frame: Stored?
  ) throws -> Insertion {
    let digest = annotation.digest(target: rated.stored.digest, frame: frame?.digest)
    let annotator = try self.annotator(annotation.annotator)
    var attempt: Int64?
    var detection: Int64?
    switch rated {
    case .attempt(let stored): attempt = stored.id
    case .detection(let stored): detection = stored.id
    }
    let insert = try statement("insert_annotation")
    let find = try statement("find_annotation")
    insert.bind(0, digest)
    insert.bind(1, attempt)
    insert.bind(2, detection)
    insert.bind(3, annotator)
    insert.bind(4, annotation.seq)
    insert.bind(5, annotation.verdict.rawValue)
    insert.bind(6, annotation.category)
    insert.bind(7, annotation.note)
    insert.bind(8, frame?.id)
    insert.bind(9, annotation.extraJSON)
    find.bind(0, attempt)
    find.bind(1, detection)
    find.bind(2, annotator)
    find.bind(3, annotation.seq)
    return try insertion(insert, digest: digest) { try find.first { $0.stored } }
  }

  private func annotator(_ name: String) throws -> Int64 {
    let insert = try statement("insert_annotator")
    insert.bind(0, name)
    try insert.run()
    let find = try statement("find_annotator")
    find.bind(0, name)
    guard let id = try find.first({ $0.integer(0) }), let id else {
      throw StoreError.missingRow(query: "find_annotator")
    }
    return id
  }

  // MARK: Arms

  /// The row of an arm, made if it is new, with the name.
  public func add(_ arm: Arm, name: String) throws -> Insertion {
    try addArm(bodyJSON: arm.bodyJSON, name: name)
  }

  func addArm(bodyJSON body: String, name: String) throws -> Insertion {
    let digest = Digest.of(body)
    let insert = try statement("insert_arm")
    insert.bind(0, digest)
    insert.bind(1, body)
    let insertion = try insertion(insert, digest: digest) { try self.arm(digest: digest) }
    let naming = try statement("insert_arm_name")
    naming.bind(0, insertion.stored.id)
    naming.bind(1, name)
    try naming.run()
    return insertion
  }

  public func arm(digest: String) throws -> Stored? { try find("find_arm", digest) }

  /// The arms that a name means.
  public func arms(name: String) throws -> [Stored] { try all("find_arms_by_name", name) }

  public func add(_ evaluation: Evaluation, arm: Stored) throws -> Insertion {
    let digest = evaluation.digest(arm: arm.digest)
    let insert = try statement("insert_evaluation")
    insert.bind(0, digest)
    let find = try statement("find_evaluation")
    for (statement, first) in [(insert, 1), (find, 0)] {
      statement.bind(first, arm.id)
      statement.bind(first + 1, evaluation.exportSHA256)
      statement.bind(first + 2, evaluation.benchmark)
      statement.bind(first + 3, evaluation.split)
      statement.bind(first + 4, evaluation.model)
      statement.bind(first + 5, evaluation.seed)
      statement.bind(first + 6, evaluation.task)
      statement.bind(first + 7, evaluation.metric)
      statement.bind(first + 8, evaluation.round)
    }
    insert.bind(10, evaluation.value)
    insert.bind(11, evaluation.n)
    insert.bind(12, evaluation.extraJSON)
    return try insertion(insert, digest: digest) { try find.first { $0.stored } }
  }

  private func all(_ query: String, _ name: String) throws -> [Stored] {
    let find = try statement(query)
    find.bind(0, name)
    return try find.all { $0.stored }
  }
}

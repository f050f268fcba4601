public import Trajectories

/// A request that a batch service is to answer.
public struct BatchRequest: Equatable, Sendable {
  /// Stage that asks.
  public let stage: Stage
  public let endpoint: String
  public let model: String
  /// Canonical JSON of all that shapes the answer.
  public let requestJSON: String

  public init(stage: Stage, endpoint: String, model: String, requestJSON: String) {
    self.stage = stage
    self.endpoint = endpoint
    self.model = model
    self.requestJSON = requestJSON
  }

  /// Identity, the same as that of the call that answers it.
  public var digest: String { Digest.of(requestJSON) }
}

/// Notes on batch files, and on how long commands took.
extension FactWriter {
  /// Notes that a request about a run waits for a batch service.
  public func note(_ request: BatchRequest, about run: Int64) throws {
    let digest = request.digest
    let note = try statement("note_batch_request")
    note.bind(0, digest)
    note.bind(1, request.stage.rawValue)
    note.bind(2, request.endpoint)
    note.bind(3, request.model)
    note.bind(4, request.requestJSON)
    try note.run()
    let list = try statement("list_batch_run")
    list.bind(0, run)
    list.bind(1, digest)
    try list.run()
  }

  /// Notes in which file a request stands.
  public func note(batchFile file: String, of digest: String) throws {
    let note = try statement("file_batch_request")
    note.bind(0, file)
    note.bind(1, digest)
    try note.run()
  }

  /// Notes why a batch service gave no answer.
  /// - Parameter line: digest of the line that says so.
  /// - Returns: false where the line was read before: a request that was written again since is not failed by it.
  public func note(batchProblem problem: String, of digest: String, line: String) throws -> Bool {
    let seen = try statement("note_batch_failure")
    seen.bind(0, line)
    guard try seen.run() == 1 else { return false }
    let note = try statement("fail_batch_request")
    note.bind(0, problem)
    note.bind(1, digest)
    try note.run()
    return true
  }

  /// The request that a line of a batch file is about; nil: it was written by another database.
  /// - Returns: its stage, its text (`{}`: it is answered), and the runs that it is about.
  public func batchRequest(
    _ digest: String
  ) throws -> (stage: Stage, requestJSON: String, runs: [Int64])? {
    let find = try statement("find_batch_request")
    find.bind(0, digest)
    guard
      let (stage, json) = try find.first({ ($0.text(0) ?? "", $0.text(1) ?? "") }),
      let stage = Stage(rawValue: stage)
    else { return nil }
    let list = try statement("runs_of_batch_request")
    list.bind(0, digest)
    var runs: [Int64] = []
    try list.forEachRow { runs.append($0.integer(0) ?? 0) }
    return (stage, json, runs)
  }

  /// The text of the answer that is stored; nil: none is, `.some(nil)`: it has no text.
  public func answerText(_ digest: String) throws -> String?? {
    let load = try statement("load_call")
    load.bind(0, digest)
    return try load.first { $0.text(1) }
  }

  /// Notes that a request is answered.
  public func note(batchAnswered digest: String) throws {
    let note = try statement("answer_batch_request")
    note.bind(0, digest)
    try note.run()
  }

  /// Notes how an endpoint takes the shape of an answer.
  /// - Parameter delivery: `schema`, `object` or `none`.
  public func note(delivery: String, of endpoint: String, model: String) throws {
    let note = try statement("note_delivery")
    note.bind(0, endpoint)
    note.bind(1, model)
    note.bind(2, delivery)
    try note.run()
  }

  /// Adds a command that called models.
  /// - Parameters:
  ///   - time: UTC, `YYYY-MM-DDThh:mm:ssZ`.
  ///   - seconds: wall clock.
  ///   - calls: that were answered and stored.
  /// - Returns: whether it is new.
  @discardableResult
  public func addSession(
    began time: String, series: String, seconds: Double, calls: Int
  ) throws -> Bool {
    let insert = try statement("insert_call_session")
    insert.bind(0, time)
    insert.bind(1, series)
    insert.bind(2, seconds)
    insert.bind(3, calls)
    return try insert.run() == 1
  }
}

internal import LanguageModels
public import Store
internal import Trajectories

/// Takes the answers of a batch service into the store, in whatever order and however often they come.
public struct BatchReading {
  public struct Counts: Equatable, Sendable {
    /// Lines with an answer that is now stored for the first time.
    public var added = 0
    /// Lines whose answer is stored already, by an earlier reading or an online call; error lines that were read before.
    public var known = 0
    /// Lines whose request has another answer: the first one stays.
    public var otherwise = 0
    /// Lines with an error in place of an answer; 'batch write' writes their requests again.
    public var failed = 0
    /// Lines about requests that were not written from this database.
    public var strange = 0
    /// Lines that are no result; why, with their number from 1: the first of them.
    public var bad = 0
    public var problems: [Problem] = []

    public init() {}
  }

  public struct Problem: Equatable, Sendable {
    /// From 1.
    public let line: Int
    public let message: String
  }

  /// Lines of a transaction.
  private static let groupSize = 500
  private static let shownProblems = 10

  private let store: Store
  private let day: String?
  public private(set) var counts = Counts()
  /// With the digest of the line.
  private var pending: [(result: BatchLine.Result, line: String)] = []

  /// - Parameter day: UTC, `YYYY-MM-DD`, whose prices hold for these answers; nil: not known.
  public init(store: Store, day: String? = ModelStageRunner.today()) {
    self.store = store
    self.day = day
  }

  /// - Parameters:
  ///   - line: without its end; blank ones are left out.
  ///   - number: from 1.
  public mutating func take(_ line: String, number: Int) throws {
    guard line.utf8.contains(where: { $0 > 0x20 }) else { return }
    do throws(BatchLine.Problem) {
      pending.append((try BatchLine.result(in: line), Digest.of(line)))
    } catch {
      counts.bad += 1
      if counts.problems.count < BatchReading.shownProblems {
        counts.problems.append(Problem(line: number, message: error.message))
      }
    }
    if pending.count >= BatchReading.groupSize { try flush() }
  }

  /// Commits what was taken.
  public mutating func flush() throws {
    let (results, day) = (pending, day)
    pending = []
    var counts = counts
    try store.writeFacts { facts in
      for one in results {
        try BatchReading.store(one.result, line: one.line, day, facts, &counts)
      }
    }
    self.counts = counts
  }

  private static func store(
    _ result: BatchLine.Result, line: String, _ day: String?, _ facts: FactWriter,
    _ counts: inout Counts
  ) throws {
    switch result {
    case .failure(let digest, let problem):
      guard try facts.batchRequest(digest) != nil else {
        counts.strange += 1
        return
      }
      if try facts.note(batchProblem: problem, of: digest, line: line) {
        counts.failed += 1
      } else {
        counts.known += 1
      }
    case .answer(let digest, let answer):
      guard let noted = try facts.batchRequest(digest) else {
        counts.strange += 1
        return
      }
      if let text = try facts.answerText(digest) {
        if text == answer.text { counts.known += 1 } else { counts.otherwise += 1 }
        return try facts.note(batchAnswered: digest)
      }
      guard let request = ChatRequest(canonicalJSON: noted.requestJSON) else {
        counts.strange += 1
        return
      }
      let call = ModelCall(answer, to: request, stage: noted.stage, calledOn: day)
      try facts.add(call, about: noted.runs)
      try facts.note(batchAnswered: digest)
      counts.added += 1
    }
  }
}

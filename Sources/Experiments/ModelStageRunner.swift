internal import Foundation
public import LanguageModels
public import Store
internal import Tables
public import Trajectories

/// Runs stages by models over what has no answer yet under a config and series. What was answered before, in
/// whatever run, config or arm, is not asked again.
///
/// As many runs are worked on as calls may be under way, so memory does not grow with the corpus. A request
/// without an answer leaves a gap, which the next run fills; so does whatever a killed run did not reach.
public struct ModelStageRunner {
  /// Calls under way at a time, unless told otherwise.
  public static let defaultCallsInFlight = 64

  let store: Store
  let series: String
  let callsInFlight: Int
  let progress: any ProgressDisplay
  let ledger: CallLedger

  /// - Parameters:
  ///   - model: whatever answers; it is told the endpoint with each request. nil: nobody is asked, and what
  ///     would be is noted for a batch service.
  ///   - callsInFlight: from 1.
  ///   - day: today in UTC, `YYYY-MM-DD`, which is stored with each call; nil: not known.
  ///   - commitWait: seconds that an answer waits for others to share a transaction with, 0...0.01.
  public init(
    store: Store, model: (any ChatModel)?, series: String = StageConfig.mainSeries,
    callsInFlight: Int = ModelStageRunner.defaultCallsInFlight, progress: any ProgressDisplay,
    day: @escaping @Sendable () -> String? = ModelStageRunner.today, commitWait: Double = 0.002
  ) throws {
    self.store = store
    self.series = series
    self.callsInFlight = max(1, callsInFlight)
    self.progress = progress
    // Calls under way when the program is asked to end are waited for: what they need is read and written then, too.
    ledger = CallLedger(
      model: model, reader: try store.reader(endsWithProgram: false),
      commits: GroupCommit(store: try store.committer(), wait: commitWait),
      callsInFlight: callsInFlight, day: day,
      isCancelled: { ModelStageRunner.isCancelled(store) })
  }

  /// Ends what runs beside: call it once the last stage is done.
  public func close() { ledger.commits.end() }

  /// What became of all requests so far.
  public var counts: CallCounts { ledger.counts }

  /// Digests of the requests that were noted for a batch service.
  public var noted: Set<String> { ledger.noted }

  /// Why the run ended before its work was done; nil: it did not.
  public var end: ChatError? { ledger.end }

  /// The day in UTC.
  public static let today: @Sendable () -> String? = {
    String(Date().ISO8601Format().prefix(10))
  }

  /// Stage 1 over the runs that did not succeed.
  public func detect(_ engine: any ModelDetecting) async throws -> StageReport {
    let config = try store.writeFacts { facts in
      for prompt in engine.prompts { try facts.add(prompt) }
      return try facts.add(engine.config)
    }
    let ids = try store.ids(
      of: "runs_to_detect", ["config_id": .integer(config.id), "series": .text(series)])
    let asking = Asking(ledger: ledger, series: series)
    let work = try await forEach(ids, "detect") { try await asking.detect($0, engine, config) }
    return StageReport(work, stage: "detect", config: engine.config.name)
  }

  /// Stage 2 over F, as the detect config has it.
  public func extract(
    _ engine: any ModelExtracting, detectedBy detector: StageConfig
  ) async throws -> StageReport {
    let (config, detect) = try store.writeFacts { facts in
      for prompt in engine.prompts { try facts.add(prompt) }
      return (try facts.add(engine.config), try facts.add(detector))
    }
    let ids = try store.ids(
      of: "runs_to_extract",
      [
        "config_id": .integer(config.id), "detect_config_id": .integer(detect.id),
        "series": .text(series),
      ])
    let asking = Asking(ledger: ledger, series: series)
    let work = try await forEach(ids, "extract") { try await asking.extract($0, engine, config) }
    return StageReport(work, stage: "extract", config: engine.config.name)
  }

  /// What was done on one input, or on all.
  struct Work: Sendable {
    var added = 0
    var votes = 0
    var incomplete = 0
    var left = 0

    static func += (all: inout Work, one: Work) {
      all.added += one.added
      all.votes += one.votes
      all.incomplete += one.incomplete
      all.left += one.left
    }
  }

  /// One run at a time.
  struct Asking: Sendable {
    let ledger: CallLedger
    let series: String

    func detect(
      _ id: Int64, _ engine: any ModelDetecting, _ config: FactWriter.Stored
    ) async throws -> Work {
      try await ask(
        engine, id, { run throws(PromptError) in try engine.call(run, series: series) },
        { answer, call in
          var fact = engine.detection(from: answer)
          fact?.call = call
          return fact
        },
        { [series] in try $0.add($1, trajectory: $2, config: config, series: series) })
    }

    func extract(
      _ id: Int64, _ engine: any ModelExtracting, _ config: FactWriter.Stored
    ) async throws -> Work {
      try await ask(
        engine, id, { run throws(PromptError) in try engine.call(run, series: series) },
        { answer, call in
          var fact = engine.outcome(from: answer)
          fact?.call = call
          return fact
        },
        { [series] in try $0.add($1, trajectory: $2, config: config, series: series) })
    }

    /// Asks about a run and stores what the answer says.
    /// - Parameter read: nil: the answer has no result.
    private func ask<Fact: Sendable>(
      _ engine: some ModelEngine, _ id: Int64,
      _ prepare: (Trajectory) throws(PromptError) -> PreparedCall,
      _ read: (_ answer: ChatAnswer, _ call: String) -> Fact?,
      _ add:
        @escaping @Sendable (FactWriter, Fact, FactWriter.Stored) throws -> FactWriter.Insertion
    ) async throws -> Work {
      let run = try ledger.reader.readFacts { try $0.trajectory(id) }
      let (answer, call) = try await ledger.settled(engine, run: id) { () throws(PromptError) in
        try prepare(run.value)
      }
      guard let fact = read(answer, call) else {
        ledger.countUnusable(answer)
        return Work(incomplete: 1)
      }
      let insertion = try await ledger.commits.commit { try add($0, fact, run.stored) }
      return Work(added: insertion.isNew ? 1 : 0)
    }
  }

  /// Works on each id, on as many at a time as calls may be under way.
  func forEach<Item: Sendable>(
    _ ids: [Item], _ what: String, _ body: @escaping @Sendable (Item) async throws -> Work
  ) async throws -> Work {
    guard !ids.isEmpty else { return Work() }
    progress.begin(what, total: ids.count)
    defer { progress.end() }
    return try await withThrowingTaskGroup(of: Work.self) { group in
      var next = 0
      func add() {
        let id = ids[next]
        next += 1
        group.addTask {
          do {
            return try await body(id)
          } catch let error where CallLedger.leavesGap(error) {
            return Work(incomplete: 1)
          }
        }
      }
      while next < min(ids.count, callsInFlight) { add() }
      var all = Work()
      var done = 0
      while let one = try await group.next() {
        all += one
        done += 1
        progress.advance(to: done)
        if Task.isCancelled || ModelStageRunner.isCancelled(store) { ledger.end(.cancelled) }
        if next < ids.count, ledger.end == nil { add() }
      }
      all.left = ids.count - next
      return all
    }
  }

  private static func isCancelled(_ store: Store) -> Bool {
    do { try store.checkCancellation() } catch { return true }
    return false
  }
}

extension StageReport {
  init(_ work: ModelStageRunner.Work, stage: String, config: String) {
    self.init(
      stage: stage, config: config, added: work.added, incomplete: work.incomplete,
      left: work.left)
  }
}

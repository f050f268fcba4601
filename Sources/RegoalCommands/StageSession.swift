internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import LanguageModels
internal import Store
internal import Tables
internal import Trajectories

/// Runs stages for a command and tells what became of them.
struct StageSession {
  /// Seconds that calls under way may take to end once the program is asked to.
  private static let longestFarewell = 120.0

  let models: ModelSession
  private let isBatch: Bool
  private let store: Store
  private let series: String
  private let pipeline: StagePipeline

  /// - Parameter isBatch: nobody is asked, and requests are noted for a batch service.
  init(_ models: ModelSession, store: Store, series: String, isBatch: Bool = false) {
    self.models = models
    self.isBatch = isBatch
    self.store = store
    self.series = series
    pipeline = StagePipeline(
      models.engines, store: store, model: isBatch ? nil : models.model, series: series,
      callsInFlight: models.callsInFlight, progress: TerminalProgress())
  }

  /// Whether a request found no answer, though the same command may find one.
  var hasOpenRequests: Bool { (pipeline.counts?.failed ?? 0) > 0 }

  /// Digests of the requests that were noted for a batch service.
  var noted: Set<String> { pipeline.noted }

  /// - Throws: `ChatError` where the run ended before its work was done, after telling what was done.
  func run(
    _ body: (StagePipeline) async throws -> [StageReport]
  ) async throws -> [StageReport] {
    if !models.isRulesOnly, !isBatch {
      Interruption.await(
        StageSession.longestFarewell,
        "waiting for the calls under way, whose answers are paid for; once more ends at once")
    }
    defer {
      pipeline.close()
      Interruption.await(0)
    }
    let began = Date()
    let reports = try await body(pipeline).filter { !$0.config.isEmpty }
    if let made = pipeline.counts?.made, made > 0 {
      let seconds = Date().timeIntervalSince(began)
      // A connection of its own: one that a request to end the program interrupts writes no more.
      try store.committer().writeFacts {
        _ = try $0.addSession(
          began: began.ISO8601Format(), series: series,
          seconds: (seconds * 1_000).rounded() / 1_000,
          calls: made)
      }
    }
    if let end = pipeline.end {
      tell(reports)
      throw end
    }
    return reports
  }

  /// On standard error: what each stage added, and what became of the calls.
  func tell(_ reports: [StageReport]) {
    for report in reports {
      var text = "\(report.stage) (\(report.config)): \(report.added) new"
      if report.incomplete > 0 { text += ", \(report.incomplete) left with a gap" }
      if report.left > 0 { text += ", \(report.left) not begun" }
      Console.note(text)
    }
    tellCalls()
  }

  func tellCalls() {
    guard let counts = pipeline.counts else { return }
    if isBatch {
      Console.note("calls: \(counts.reused) answered from the store, \(counts.noted) not yet")
      return
    }
    var parts = ["\(counts.made) made"]
    if counts.repairs > 0 { parts[0] += " (\(counts.repairs) to mend an answer)" }
    parts.append("\(counts.reused) answered from the store")
    if counts.failed > 0 {
      parts.append("\(counts.failed) without an answer (\(StageSession.list(counts.failures)))")
    }
    if counts.paidTwice > 0 {
      parts.append(
        "\(counts.paidTwice) answered by another program at the same time, so paid for twice")
    }
    if !counts.unusable.isEmpty {
      let count = counts.unusable.values.reduce(0, +)
      parts.append("\(count) answered without a result (\(StageSession.list(counts.unusable)))")
    }
    if counts.cut > 0 {
      parts.append("\(counts.cut) \(counts.cut == 1 ? "prompt" : "prompts") cut to fit")
    }
    if models.endpoints.allSatisfy({ models.prices[$0.label] != nil }), counts.made > 0 {
      parts.append(String(format: "%.6g USD", models.budget.spent.usd))
    }
    Console.note("calls: " + parts.joined(separator: ", "))
  }

  private static func list(_ counts: [String: Int]) -> String {
    counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }

  /// What each stage added.
  func table(_ reports: [StageReport], in store: Store) throws -> Table {
    var table = Table(columns: ["stage", "config", "added", "incomplete"])
    for report in reports {
      table.rows.append([
        .text(report.stage), .text(report.config), .integer(Int64(report.added)),
        .integer(Int64(report.incomplete)),
      ])
    }
    let engines = models.engines
    var configs: Set<String> = []
    for report in reports {
      switch report.stage {
      case Stage.detect.rawValue: configs.insert(engines.detector.config.digest)
      case Stage.extract.rawValue: configs.insert(engines.extractor.config.digest)
      case Stage.relabel.rawValue: configs.insert(engines.relabeler.config.digest)
      default: configs.formUnion(engines.judges.map(\.config.digest))
      }
    }
    table.note = try EngineMark.text(of: configs, in: store).map { "(\($0))" }
    return table
  }

  /// Ends the command with exit code 1 where answers are missing that the same command may get.
  func expectAnswers() throws {
    guard let counts = pipeline.counts, hasOpenRequests else { return }
    for (_, error) in counts.examples.sorted(by: { $0.key < $1.key }) {
      Console.error(ErrorText.of(error))
    }
    if counts.overBudget > 0 {
      Console.error(
        "error: \(counts.overBudget) prompts fit no budget, however they are cut\n"
          + "  fix: allow more with --budget-tokens, which makes another config")
    }
    if counts.failed > counts.overBudget {
      Console.error(
        "error: \(counts.failed - counts.overBudget) requests got no answer, so that decisions may be "
          + "undetermined\n  fix: the same command asks for these alone")
    }
    throw ExitCode.failure
  }
}

/// Series that a command opens.
enum FreshSeries {
  private static let prefix = "refresh-"

  /// A series that a command opens is not one that is named.
  static func check(_ isRefreshing: Bool, _ gate: GateOptions) throws {
    guard !isRefreshing || gate.series == nil else {
      throw ValidationError("--refresh opens a series itself: leave --series out")
    }
  }

  /// Opens a series, and says how it is continued.
  static func open(in store: Store) throws -> String {
    let name = try name(in: store)
    Console.note("series \(name); to continue it: --series \(name)")
    return name
  }

  /// The first of `refresh-1`, `refresh-2`, … that has no fact.
  private static func name(in store: Store) throws -> String {
    let known = Set(try store.run("series_names").rows.compactMap { $0[0].text })
    var number = 1
    while known.contains(prefix + String(number)) { number += 1 }
    return prefix + String(number)
  }
}

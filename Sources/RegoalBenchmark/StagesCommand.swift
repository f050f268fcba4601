internal import ArgumentParser
internal import Foundation
internal import Ingest
internal import Relabeling
internal import Trajectories
internal import Workers

/// The rule detector and the rule extractor on runs in memory.
struct StagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "Time the rule detector and extractor alone, in memory.",
    discussion: """
      Reads a Regoal log, then runs the stages over the runs that did not succeed, on one thread or \
      several. Only the stages are timed. Prints one JSON object: seconds, and a digest over all answers, by \
      which another program shows that it gives the same ones.

      EXAMPLE
        RegoalBenchmark stages runs.jsonl --rules reference
      """)

  @Argument(help: "A Regoal log.")
  var file: String

  @Option(help: "Rules of detector and extractor: default, reference.")
  var rules = RuleSet.reference.rawValue

  @Option(help: "Threads that share the runs.")
  var threads = 1

  func run() throws {
    guard let rules = RuleSet(rawValue: rules) else {
      throw ValidationError("'--rules \(rules)' is neither 'default' nor 'reference'.")
    }
    let runs = try failedRuns()
    let detector = RuleDetector(rules: rules)
    let extractor = RuleExtractor(rules: rules)
    let clock = ContinuousClock()

    var detections: [Detection] = []
    let detecting = try clock.measure { detections = try answers(runs, detector.detect) }
    // F: stated as failed, or of unknown outcome and taken for a failure.
    let failed = zip(runs, detections).filter {
      $0.success == false || ($0.success == nil && $1.isFailure ?? true)
    }.map(\.0)
    var outcomes: [Outcome] = []
    let extracting = try clock.measure { outcomes = try answers(failed, extractor.extract) }

    var digests: [String] = []
    for (run, detection) in zip(runs, detections) {
      digests.append(
        detection.digest(trajectory: run.id, config: rules.rawValue, series: "main"))
    }
    for (run, outcome) in zip(failed, outcomes) {
      digests.append(outcome.digest(trajectory: run.id, config: rules.rawValue, series: "main"))
    }
    var types: [String: Int] = [:]
    for detection in detections { types[detection.failureType ?? "none", default: 0] += 1 }
    let report = Report(
      detectSeconds: detecting / .seconds(1), detected: detections.count,
      digest: Digest.of(digests.joined(separator: "\n")),
      extractSeconds: extracting / .seconds(1), extracted: outcomes.count, failureTypes: types)
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys]
    print(String(decoding: try encoder.encode(report), as: UTF8.self))
  }

  private func answers<Answer: Sendable>(
    _ runs: [Trajectory], _ answer: @escaping @Sendable (Trajectory) -> Answer
  ) throws -> [Answer] {
    guard threads > 1 else { return runs.map(answer) }
    var all: [Answer] = []
    all.reserveCapacity(runs.count)
    let groups = Groups(runs)
    let workers = OrderedWorkers<ArraySlice<Trajectory>, [Answer]>(
      threads: threads, next: groups.next, worker: { { group in group.map(answer) } })
    while let some = try workers.next() { all += some }
    return all
  }

  /// Asked by one thread at a time.
  private final class Groups: @unchecked Sendable {
    private let runs: [Trajectory]
    private var start = 0

    init(_ runs: [Trajectory]) { self.runs = runs }

    @Sendable func next() -> ArraySlice<Trajectory>? {
      guard start < runs.count else { return nil }
      defer { start += 250 }
      return runs[start..<min(start + 250, runs.count)]
    }
  }

  private struct Report: Encodable {
    let detectSeconds: Double
    let detected: Int
    let digest: String
    let extractSeconds: Double
    let extracted: Int
    let failureTypes: [String: Int]
  }

  /// The runs that did not succeed, which stage 1 is given.
  private func failedRuns() throws -> [Trajectory] {
    let reader = try RecordReader(file: file)
    var runs: [Trajectory] = []
    while let item = try reader.next() {
      switch item {
      case .record(.trajectory(let run), _, _):
        if run.success != true { runs.append(run) }
      case .record: break
      case .bad(let reason, let line):
        throw ValidationError("\(file):\(line): \(reason)")
      }
    }
    return runs
  }
}

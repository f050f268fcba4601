internal import ArgumentParser
internal import Foundation

/// The command: writes a corpus of simulated agent runs.
@main
struct CorpusGenerator: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write simulated agent runs, most of them failed, as JSON lines.",
    discussion: """
      The same seed and mean number of steps give the same bytes on every machine, and a smaller \
      count gives the first lines of a larger one.

      EXAMPLE
        CorpusGenerator --count 48 --seed 7 --hand-written hand-written.jsonl \\
          --output failed-runs.jsonl
      """)

  @Option(help: "How many runs to generate.")
  var count: Int

  @Option(help: "Where the random numbers start.")
  var seed: UInt64 = 7

  @Option(help: "The average number of steps of a run, at least 1.")
  var meanSteps: Double = 6.5

  @Option(help: ArgumentHelp("A file of lines to put first, as they are.", valueName: "file"))
  var handWritten: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write, replaced if it exists.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "A file to write with simulated answers of every stage on the runs of --output.",
      valueName: "file"))
  var simulatedAnswers: String?

  @Option(
    help: ArgumentHelp(
      "A file to write with the intended failure types of the runs of --output, as labels.",
      valueName: "file"))
  var intendedLabels: String?

  func validate() throws {
    guard count >= 0 else {
      throw ValidationError("'--count \(count)' is negative; give 0 or more.")
    }
    guard meanSteps >= 1, meanSteps <= 10_000 else {
      throw ValidationError("'--mean-steps \(meanSteps)' is not between 1 and 10000.")
    }
    guard simulatedAnswers == nil || output != nil else {
      throw ValidationError("'--simulated-answers' goes with '--output', whose runs it answers.")
    }
    guard intendedLabels == nil || output != nil else {
      throw ValidationError("'--intended-labels' goes with '--output', whose runs it labels.")
    }
    if let handWritten, !FileManager.default.isReadableFile(atPath: handWritten) {
      throw ValidationError("'--hand-written \(handWritten)' is no file that can be read.")
    }
  }

  func run() throws {
    var writer = try TrajectoryWriter(
      scenarios: ScenarioCatalog.all, seed: seed, meanSteps: meanSteps)
    // Read before the output is opened, which may replace a file of the same name.
    var first = try handWritten.map { try Data(contentsOf: URL(fileURLWithPath: $0)) } ?? Data()
    if let last = first.last, last != UInt8(ascii: "\n") { first.append(UInt8(ascii: "\n")) }
    let target = try openOutput()
    try target.write(contentsOf: first)
    for index in 0..<count {
      writer.append(index: index)
      if writer.line.count >= Self.chunkSize || index == count - 1 {
        try writer.line.withBytes { try target.write(contentsOf: Data($0)) }
        writer.line.clear()
      }
    }
    guard let output, simulatedAnswers != nil || intendedLabels != nil else { return }
    let runs = try Data(contentsOf: URL(fileURLWithPath: output))
    if let simulatedAnswers {
      try SimulatedAnswers(seed: seed).lines(for: runs)
        .write(to: URL(fileURLWithPath: simulatedAnswers))
    }
    if let intendedLabels {
      try IntendedLabels().lines(for: runs).write(to: URL(fileURLWithPath: intendedLabels))
    }
  }

  /// Bytes gathered before they are written.
  private static let chunkSize = 1 << 20

  private func openOutput() throws -> FileHandle {
    guard let output else { return .standardOutput }
    let url = URL(fileURLWithPath: output)
    do {
      try Data().write(to: url)
      return try FileHandle(forWritingTo: url)
    } catch {
      throw ValidationError(
        "'--output \(output)' cannot be written; is its folder there, and yours to write in?")
    }
  }
}

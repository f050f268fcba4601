internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables
internal import Trajectories

struct AnnotateImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take ratings from files that 'annotate export' wrote, or that people filled in.",
    discussion: """
      CSV, with the columns that 'regoal annotate export --help' names, of which trajectory, attempt, annotator and \
      verdict are needed, in any order; or lines of the log. Every line is checked; if one is bad, all bad ones are told \
      with their numbers and nothing is stored. What is there already is not stored twice: in a CSV file without seq a \
      verdict that the annotator holds already is no new one.

      EXAMPLE
        regoal annotate import noise-1.csv
        regoal annotate import a1.jsonl a2.jsonl
      """)

  @Argument(help: "Files: .csv, or JSONL.")
  var files: [String]
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if files.contains("-") {
      throw ValidationError("each file is read twice: name files; 'regoal ingest -' reads a pipe")
    }
  }

  func run() async throws {
    try ErrorText.told {
      let store = try database.store(.write)
      var table = Table(columns: ["file", "added", "present"])
      var isBad = false
      for file in files {
        guard let counts = try file.hasSuffix(".csv") ? csv(file, store) : lines(file, store)
        else {
          isBad = true
          continue
        }
        table.rows.append([.text(file), .init(counts.added), .init(counts.present)])
      }
      if !table.rows.isEmpty { output.show(table) }
      if isBad { throw ExitCode.failure }
    }
  }

  private typealias Counts = (added: Int, present: Int)

  /// nil: some lines are bad, and were told.
  private func refuse(_ file: String, _ problems: [AnnotationCSV.Problem]) -> Counts? {
    for problem in problems.sorted(by: { $0.line < $1.line }) {
      Console.error("error: " + Console.safe("\(file):\(problem.line): \(problem.reason)"))
    }
    Console.note(
      "\(problems.count) bad \(problems.count == 1 ? "line" : "lines"): "
        + "nothing of '\(file)' is stored")
    return nil
  }

  // MARK: Lines of the log

  private func lines(_ file: String, _ store: Store) throws -> Counts? {
    let inputs = InputFiles([file])
    if let first = inputs.failed.first { throw first }
    func session(isDryRun: Bool) throws -> IngestReport {
      let session = IngestSession(
        store: store, format: "regoal", label: nil, isStrict: false, isDryRun: isDryRun)
      try session.ingest(inputs.inputs)
      return session.report
    }
    let rehearsal = try session(isDryRun: true)
    if let first = rehearsal.failed.first { throw first }
    guard rehearsal.bad.isEmpty else {
      return refuse(
        file, rehearsal.bad.map { AnnotationCSV.Problem(line: $0.line, reason: $0.reason) })
    }
    let table = try session(isDryRun: false).table
    func sum(_ column: String) -> Int {
      table.rows.indices.reduce(0) { $0 + Int(table.value($1, column).integer ?? 0) }
    }
    return (sum("added"), sum("present"))
  }

  // MARK: CSV

  private struct BadLines: Error {
    let problems: [AnnotationCSV.Problem]
  }

  private func csv(_ file: String, _ store: Store) throws -> Counts? {
    let read = AnnotationCSV.read(try TextFile.read(file))
    var problems = read.problems
    var pairs: [String: FactWriter.Stored] = [:]
    var frames: [String: FactWriter.Stored] = [:]
    for line in read.lines {
      if pairs[line.attempt] == nil {
        let found = try store.run(
          "pair_to_rate", ["trajectory": .text(line.trajectory), "attempt": .text(line.attempt)])
        pairs[line.attempt] = found.rows.first?[0].integer.map {
          FactWriter.Stored(id: $0, digest: line.attempt)
        }
      }
      if pairs[line.attempt] == nil {
        problems.append(
          AnnotationCSV.Problem(
            line: line.number, reason: "no such attempt of that run is stored here"))
      }
      if let name = line.frame, frames[name] == nil {
        frames[name] = try StoredFrame(named: name, in: store)?.stored
        if frames[name] == nil {
          problems.append(
            AnnotationCSV.Problem(line: line.number, reason: "there is no frame '\(name)'"))
        }
      }
    }
    guard problems.isEmpty else { return refuse(file, problems) }
    do {
      return try store.writeFacts { facts in
        try AnnotateImportCommand.write(read.lines, facts, pairs, frames)
      }
    } catch let bad as BadLines {
      return refuse(file, bad.problems)
    }
  }

  private static func write(
    _ lines: [AnnotationCSV.Line], _ facts: FactWriter, _ pairs: [String: FactWriter.Stored],
    _ frames: [String: FactWriter.Stored]
  ) throws -> Counts {
    var counts: Counts = (0, 0)
    var problems: [AnnotationCSV.Problem] = []
    for line in lines {
      guard let pair = pairs[line.attempt] else { continue }
      let frame = line.frame.flatMap { frames[$0] }
      let own = line.annotation
      guard line.seq == nil else {
        switch try facts.add(own, about: .attempt(pair), frame: frame) {
        case .added: counts.added += 1
        case .present: counts.present += 1
        case .conflict:
          problems.append(
            AnnotationCSV.Problem(
              line: line.number,
              reason: "another verdict of '\(own.annotator)' with seq \(own.seq) is stored for it; "
                + "leave seq empty to put this one behind it"))
        }
        continue
      }
      let last = try facts.lastAnnotation(by: own.annotator, on: pair)?.annotation
      if let last, last.verdict == own.verdict, last.category == own.category,
        last.note == own.note
      {
        counts.present += 1
      } else if last == nil, own.verdict == .retracted {
        problems.append(
          AnnotationCSV.Problem(
            line: line.number, reason: "there is no verdict of '\(own.annotator)' to retract"))
      } else {
        _ = try facts.append(own, on: pair, frame: frame)
        counts.added += 1
      }
    }
    guard problems.isEmpty else { throw BadLines(problems: problems) }
    return counts
  }
}

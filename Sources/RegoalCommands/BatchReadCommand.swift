internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables

struct BatchReadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Read the answers of a batch service.",
    discussion: """
      Takes output files and error files, in any order, partial, and more than once: of two answers to one request \
      the first stays. 'regoal batch write' with the engines of before then makes facts of them, and writes what is \
      to be asked next. Exit code 1 if a line is no result, or is about a request of another database.

      EXAMPLE
        regoal batch read batch_output.jsonl batch_errors.jsonl
      """)

  @Argument(help: ArgumentHelp("Files of results.", valueName: "file"))
  var files: [String]
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let isFine = try ErrorText.told {
      let store = try database.store(.write)
      var table = Table(columns: [
        "file", "added", "known", "otherwise", "failed", "strange", "bad",
      ])
      var isFine = true
      for path in files {
        let counts = try read(path, into: store)
        table.rows.append(
          [.text(path)]
            + [
              counts.added, counts.known, counts.otherwise, counts.failed, counts.strange,
              counts.bad,
            ].map { .integer(Int64($0)) })
        tell(counts, of: path)
        if counts.strange + counts.bad > 0 { isFine = false }
      }
      output.show(table)
      return isFine
    }
    if !isFine { throw ExitCode.failure }
  }

  private func read(_ path: String, into store: Store) throws -> BatchReading.Counts {
    var reading = BatchReading(store: store)
    var lines = try TextLines(path)
    var number = 0
    while let line = try lines.next() {
      number += 1
      try store.checkCancellation()
      try reading.take(line, number: number)
    }
    try reading.flush()
    return reading.counts
  }

  private func tell(_ counts: BatchReading.Counts, of path: String) {
    for problem in counts.problems {
      Console.error("error: \(Console.safe("\(path):\(problem.line): \(problem.message)"))")
    }
    if counts.bad > counts.problems.count {
      Console.note("and \(counts.bad - counts.problems.count) more lines that are no results")
    }
    if counts.strange > 0 {
      Console.error(
        "error: \(counts.strange) results are about requests that 'regoal batch write' did not write "
          + "from this database\n  fix: name the database that they were written from with --db")
    }
    if counts.otherwise > 0 {
      Console.warning(
        "\(counts.otherwise) requests have another answer already, which stays")
    }
    if counts.failed > 0 {
      Console.note("\(counts.failed) requests failed; 'regoal batch write' writes them again")
    }
  }
}

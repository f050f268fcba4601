internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables
internal import Trajectories

struct AnnotateExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write ratings as lines of the log, or as CSV.",
    discussion: """
      By default JSONL: the frames, then every verdict on an attempt, also those that a later one replaces or takes back. \
      'regoal ingest' and 'regoal annotate import' read it, in any database that has the same runs and answers.

      COLUMNS OF --csv
        frame        digest of the frame; empty: none
        run          what people call the run; not read
        trajectory   digest of the run
        attempt      digest of the attempt
        annotator    name
        seq          from 1; of an annotator's verdicts on an attempt the highest counts; empty in a file to import: \
      the next
        verdict      valid, invalid, unsure; retracted takes back
        category     kind of fault, or empty
        note         or empty

      EXAMPLE
        regoal annotate export noise-1 > noise-1.jsonl
        regoal annotate export noise-1 --csv --out noise-1.csv
      """)

  @Argument(help: "Name of a frame (default: all ratings of attempts, also those of no frame).")
  var frame: String?
  @Flag(help: "Comma-separated, with a header.")
  var csv = false
  @Option(help: ArgumentHelp("Write to a file.", valueName: "file"))
  var out: String?
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try ErrorText.told {
      let store = try database.store(.read)
      if let frame { _ = try StoredFrame.required(frame, in: store) }
      if let out { try TextFile.expectWritable(out) }
      let table = try store.run("annotations", ["frame": .init(frame)])
      let text = try csv ? AnnotationCSV.text(of: table) : lines(table, store)
      if let out {
        try TextFile.write(text, to: out)
        Console.note("wrote \(out): \(table.rows.count) verdicts")
      } else {
        Console.answer(text)
      }
    }
  }

  private func lines(_ table: Table, _ store: Store) throws -> String {
    let names =
      try frame.map { [$0] } ?? store.run("check_frames").rows.compactMap { $0[0].text }.sorted()
    let frames = try names.compactMap { try StoredFrame(named: $0, in: store)?.frame.logLine }
    let verdicts = table.rows.indices.map { row in
      func text(_ column: String) -> String? { table.value(row, column).text }
      func integer(_ column: String) -> Int? { table.value(row, column).integer.map(Int.init) }
      var json = CanonicalJSON()
      json.beginObject()
      json.member("type", "annotation")
      for key in ["trajectory", "extract_config", "config"] { json.reference(key, text(key)) }
      json.member("series", text("series"))
      json.member("k", integer("k"))
      json.member("goal_index", integer("goal_index"))
      json.member("annotator", text("annotator"))
      json.member("seq", integer("seq"))
      json.member("verdict", text("verdict"))
      json.member("category", text("category"))
      json.member("note", text("note"))
      json.reference("frame", text("frame"))
      json.member("extra", raw: text("extra_json"))
      json.endObject()
      return json.text
    }
    return (frames + verdicts).map { $0 + "\n" }.joined()
  }
}

extension CanonicalJSON {
  fileprivate mutating func reference(_ name: String, _ digest: String?) {
    guard let digest else { return }
    key(name)
    beginObject()
    member("digest", digest)
    endObject()
  }
}

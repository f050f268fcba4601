internal import Tables
internal import Trajectories

/// Ratings as comma-separated values (RFC 4180): what people edit in a spreadsheet.
enum AnnotationCSV {
  static let columns = [
    "frame", "run", "trajectory", "attempt", "annotator", "seq", "verdict", "category", "note",
  ]
  static let required = ["trajectory", "attempt", "annotator", "verdict"]

  /// A line that was read.
  struct Line {
    /// From 1.
    let number: Int
    let trajectory: String
    let attempt: String
    /// nil: the next one.
    let seq: Int?
    /// Name or digest.
    let frame: String?
    let annotation: Annotation
  }

  struct Problem: Equatable {
    let line: Int
    let reason: String
  }

  static func text(of table: Table) -> String {
    Table(
      columns: columns,
      rows: table.rows.indices.map { row in columns.map { table.value(row, $0) } }
    ).rendered(as: .csv)
  }

  /// The lines that can be read, and what is wrong with the others.
  static func read(_ text: String) -> (lines: [Line], problems: [Problem]) {
    var records = CSVRecords(text)
    guard let header = records.next() else {
      return ([], [Problem(line: 1, reason: "the file is empty: a header is expected")])
    }
    let names = header.fields
    if let problem = problem(header) { return ([], [Problem(line: 1, reason: problem)]) }
    var lines: [Line] = []
    var problems: [Problem] = []
    var seen: [String: Int] = [:]
    while let record = records.next() {
      if record.fields == [""], record.problem == nil { continue }
      do throws(Reason) {
        let line = try line(record, names)
        let key = "\(line.attempt)\u{1F}\(line.annotation.annotator)\u{1F}\(line.seq ?? 0)"
        if let first = seen[key] {
          throw Reason("says the same attempt, annotator and seq as line \(first)")
        }
        seen[key] = record.line
        lines.append(line)
      } catch {
        problems.append(Problem(line: record.line, reason: error.text))
      }
    }
    return (lines, problems)
  }

  private struct Reason: Error {
    let text: String

    init(_ text: String) { self.text = text }
  }

  private static func problem(_ header: CSVRecords.Record) -> String? {
    if let problem = header.problem { return problem }
    for name in header.fields where !columns.contains(name) {
      return "there is no column '\(name)': "
        + Suggestion.fix(
          name, among: columns, all: "there are: " + columns.joined(separator: ", "))
    }
    if let twice = header.fields.first(where: { name in
      header.fields.count { $0 == name } > 1
    }) {
      return "the column '\(twice)' stands there twice"
    }
    return required.first { !header.fields.contains($0) }.map {
      "the column '\($0)' is missing; needed are: " + required.joined(separator: ", ")
    }
  }

  private static func line(
    _ record: CSVRecords.Record, _ names: [String]
  ) throws(Reason) -> Line {
    if let problem = record.problem { throw Reason(problem) }
    guard record.fields.count == names.count else {
      throw Reason("has \(record.fields.count) fields, the header \(names.count)")
    }
    func field(_ name: String) -> String? {
      guard let at = names.firstIndex(of: name), !record.fields[at].isEmpty else { return nil }
      return record.fields[at]
    }
    func digest(_ name: String) throws(Reason) -> String {
      guard let text = field(name) else { throw Reason("'\(name)' is empty") }
      guard Digest.bytes(of: text) != nil else {
        throw Reason("'\(name)' is '\(text)', no digest (sha256: and 64 digits)")
      }
      return text
    }
    let trajectory = try digest("trajectory")
    let attempt = try digest("attempt")
    guard let annotator = field("annotator") else { throw Reason("'annotator' is empty") }
    guard let word = field("verdict") else { throw Reason("'verdict' is empty") }
    let known = Annotation.Verdict.allCases.map(\.rawValue)
    guard let verdict = Annotation.Verdict(rawValue: word) else {
      throw Reason(
        "'verdict' is '\(word)': "
          + Suggestion.fix(word, among: known, all: "it can be " + known.joined(separator: ", ")))
    }
    var seq: Int?
    if let text = field("seq") {
      guard let number = Int(text), number >= 1 else {
        throw Reason("'seq' is '\(text)'; it counts from 1")
      }
      seq = number
    }
    return Line(
      number: record.line, trajectory: trajectory, attempt: attempt, seq: seq,
      frame: field("frame"),
      annotation: Annotation(
        annotator: annotator, seq: seq ?? 1, verdict: verdict, category: field("category"),
        note: field("note")))
  }
}

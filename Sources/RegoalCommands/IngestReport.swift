internal import Ingest
internal import Store
internal import Tables
internal import Trajectories

/// What came of an ingest, file by file.
struct IngestReport {
  struct Bad: Equatable {
    let file: String
    let line: Int
    let reason: String
  }

  private struct Key: Hashable {
    let file: String
    let format: String
    let label: String
    let kind: String
  }

  private var order: [Key] = []
  private var counts: [Key: (added: Int, present: Int)] = [:]
  private(set) var bad: [Bad] = []
  private var conflicts: [String] = []
  private var forgotten: [String] = []
  var skipped: [String] = []
  /// Files that are read with others.
  var belonging: [(file: String, owner: String)] = []
  /// Files that were named and could not be read at all.
  var failed: [any Error] = []

  static let quarantine = "quarantine"
  static let badShown = 20

  var isBad: Bool { !bad.isEmpty || !failed.isEmpty }

  mutating func count(_ reader: RecordReader, _ kind: String, isNew: Bool) {
    let key = Key(file: reader.file, format: reader.format, label: reader.label, kind: kind)
    if counts[key] == nil {
      order.append(key)
      counts[key] = (0, 0)
    }
    if isNew { counts[key]?.added += 1 } else { counts[key]?.present += 1 }
  }

  mutating func refuse(_ reader: RecordReader, line: Int, reason: String, isNew: Bool) {
    bad.append(Bad(file: reader.file, line: line, reason: reason))
    count(reader, IngestReport.quarantine, isNew: isNew)
  }

  /// A record that was not taken because its run, or the record itself, was forgotten.
  mutating func forget(_ reader: RecordReader, line: Int, _ stone: Tombstone) {
    forgotten.append("\(reader.file):\(line): " + ErrorText.what(StoreError.forgotten(stone)))
  }

  mutating func conflict(_ reader: RecordReader, _ ids: [String]) {
    conflicts += ids.map { "\(reader.file): '\($0)'" }
  }

  var table: Table {
    var table = Table(columns: ["file", "format", "source", "kind", "added", "present"])
    for key in order {
      guard let count = counts[key] else { continue }
      table.rows.append([
        .text(key.file), .text(key.format), .text(key.label), .text(key.kind),
        .integer(Int64(count.added)), .integer(Int64(count.present)),
      ])
    }
    return table
  }

  /// The first skipped file of each name, in their order, with how many more there are.
  private var skippedByName: [(file: String, others: Int)] {
    let names = skipped.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
    var seen: Set<String> = []
    return zip(names, skipped).filter { seen.insert($0.0).inserted }.map {
      ($0.1, (counts[$0.0] ?? 1) - 1)
    }
  }

  /// Tells on stderr what the table does not: reasons, conflicts, skipped files.
  /// - Parameter isDryRun: nothing was kept.
  func tell(isDryRun: Bool = false) {
    for one in bad.prefix(IngestReport.badShown) {
      Console.note("\(one.file):\(one.line): \(one.reason)")
    }
    if bad.count > IngestReport.badShown {
      Console.note(
        "… and \(bad.count - IngestReport.badShown) more"
          + (isDryRun ? "" : " ('regoal query quarantined' lists them)"))
    }
    if !bad.isEmpty {
      let what = bad.count == 1 ? "1 bad record" : "\(bad.count) bad records"
      Console.note(
        isDryRun
          ? "\(what) would go to quarantine"
          : "\(what) \(bad.count == 1 ? "is" : "are") in quarantine")
    }
    for one in forgotten.prefix(IngestReport.badShown) { Console.note(one) }
    if !forgotten.isEmpty {
      Console.note(
        "\(forgotten.count) \(forgotten.count == 1 ? "record was" : "records were") skipped: "
          + "forgotten with 'regoal db forget', and not taken again")
    }
    for error in failed { Console.error(ErrorText.of(error)) }
    for one in conflicts.prefix(IngestReport.badShown) {
      Console.warning("\(one) is stored with another content too; both are kept")
    }
    for one in belonging { Console.note("read with \(one.owner): \(one.file)") }
    for (file, others) in skippedByName {
      Console.note(
        "skipped, of no known format: \(file)"
          + (others > 0 ? ", and \(others) more of that name" : ""))
    }
    if !skipped.isEmpty { Console.note("\(skipped.count) files skipped") }
    let added = counts.values.reduce(0) { $0 + $1.added }
    let present = counts.values.reduce(0) { $0 + $1.present }
    if added == 0, present > 0 { Console.note("nothing new: all \(present) records were there") }
  }
}

internal import Foundation
internal import Ingest
internal import Store
internal import Trajectories

/// Takes inputs into a store, in transactions of bounded size; strictly, in one for all.
final class IngestSession {
  /// Records of one transaction.
  static let groupSize = 2_000

  private let store: Store
  private let format: String?
  private let label: String?
  private let isStrict: Bool
  private let isDryRun: Bool
  private let round: Int?
  private(set) var report = IngestReport()

  /// - Parameters:
  ///   - isDryRun: everything is done and counted, then rolled back.
  ///   - round: of runs whose source states none; it is part of their identity.
  init(
    store: Store, format: String?, label: String?, isStrict: Bool, isDryRun: Bool = false,
    round: Int? = nil
  ) {
    self.round = round
    self.store = store
    self.format = format
    self.label = label
    self.isStrict = isStrict
    self.isDryRun = isDryRun
  }

  private struct DryRunEnded: Error {}

  /// Inputs that could not even be looked at.
  func fail(_ errors: [InputError]) { report.failed += errors }

  /// The state of one file between transactions.
  private final class File {
    let reader: RecordReader
    let deferred: DeferredLines
    var memory = LogWriter.Memory()

    init(_ reader: RecordReader) {
      self.reader = reader
      deferred = DeferredLines(label: reader.label, format: reader.format)
    }
  }

  /// Inputs in their order, but for those that are about runs of others: these come last.
  func ingest(_ inputs: [InputFiles.Input]) throws {
    if isStrict || isDryRun {
      do {
        try store.writeFacts { facts in
          try forEachFile(of: inputs) { file in
            while try take(file, facts) {}
            try finish(file, facts)
          }
          if isDryRun { throw DryRunEnded() }
        }
      } catch is DryRunEnded {}
    } else {
      try forEachFile(of: inputs) { file in
        while try store.writeFacts({ try take(file, $0) }) {}
        try store.writeFacts { try finish(file, $0) }
      }
    }
  }

  private func forEachFile(
    of inputs: [InputFiles.Input], _ body: (File) throws -> Void
  ) throws {
    let names = Set(inputs.map(\.file))
    var later: [File] = []
    let readers = InputReaders(files: inputs.map(\.file), format: format, label: label)
    for input in inputs {
      guard let file = try open(input, readers, among: names) else { continue }
      if file.reader.isAboutOtherFiles {
        later.append(file)
      } else {
        try progressing(file) { try body(file) }
      }
    }
    for file in later { try progressing(file) { try body(file) } }
  }

  private var progress: TerminalProgress?

  private func progressing(_ file: File, _ body: () throws -> Void) throws {
    let progress = TerminalProgress(unit: TerminalProgress.bytes)
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.reader.file)
    progress.begin(file.reader.file, total: attributes?[.size] as? Int)
    self.progress = progress
    defer { progress.end() }
    try body()
  }

  /// - Parameter names: of all inputs.
  private func open(
    _ input: InputFiles.Input, _ readers: InputReaders, among names: Set<String>
  ) throws -> File? {
    switch try readers.next() {
    case .success(let reader): return File(reader)
    case .failure(.belongs(_, let owner)) where input.isFound || names.contains(owner):
      report.belonging.append((input.file, owner))
    case .failure(let error) where input.isFound && error.isAboutContent:
      report.skipped.append(input.file)
    case .failure(let error):
      if isStrict { throw error }
      report.failed.append(error)
    }
    return nil
  }

  /// Takes up to a group of records; false at the end of the file.
  private func take(_ file: File, _ facts: FactWriter) throws -> Bool {
    let goesOn = try takeGroup(file, facts)
    // Listed even if it holds no run; a dump tells itself which files its runs are from.
    if !file.memory.isDump { _ = try IngestSession.source(of: file.reader, facts) }
    return goesOn
  }

  private static func source(of reader: RecordReader, _ facts: FactWriter) throws -> Int64 {
    try facts.source(label: reader.label, format: reader.format, file: reader.file)
  }

  private func takeGroup(_ file: File, _ facts: FactWriter) throws -> Bool {
    let reader = file.reader
    let writer = LogWriter(
      facts: facts, source: try IngestSession.source(of: reader, facts), memory: file.memory)
    defer { file.memory = writer.memory }
    for _ in 0..<IngestSession.groupSize {
      try store.checkCancellation()
      let item: RecordReader.Item?
      do { item = try reader.next() } catch let error {
        if isStrict { throw error }
        report.failed.append(error)
        return false
      }
      switch item {
      case nil: return false
      case .bad(let reason, let line)?:
        try refuse(reader, facts, line: line, reason: reason, bytes: reader.bytes)
      case .record(let record, let identity, let line)?:
        let (record, identity) = inRound(record, identity)
        let outcome = try writer.write(record, identity: identity)
        if outcome == .later {
          try file.deferred.keep(record, bytes: reader.bytes, line: line)
        } else {
          try count(outcome, reader, facts, line: line) { reader.bytes }
        }
      }
    }
    progress?.advance(to: reader.position)
    return true
  }

  /// A run whose source states no round gets the one asked for, and with it another identity.
  private func inRound(
    _ record: LogRecord, _ identity: TrajectoryIdentity?
  ) -> (LogRecord, TrajectoryIdentity?) {
    // A run of a dump stays the run that it is.
    guard let round, case .trajectory(var run) = record, run.round == nil else {
      return (record, identity)
    }
    run.round = round
    return (.trajectory(run), nil)
  }

  /// Offers again what referred to something further down.
  private func finish(_ file: File, _ facts: FactWriter) throws {
    let reader = file.reader
    defer { report.conflict(reader, file.memory.conflicts) }
    guard !file.deferred.isEmpty else { return }
    let writer = LogWriter(
      facts: facts, source: try IngestSession.source(of: reader, facts), memory: file.memory,
      isAtEnd: true)
    for rank in DeferredLines.ranks {
      try file.deferred.forEach(rank: rank) { record, bytes, line in
        try count(try writer.write(record), reader, facts, line: line) { bytes }
      }
    }
    file.memory = writer.memory
  }

  private func count(
    _ outcome: LogWriter.Outcome, _ reader: RecordReader, _ facts: FactWriter, line: Int,
    bytes: () -> [UInt8]
  ) throws {
    switch outcome {
    case .added(let kind): report.count(reader, kind.rawValue, isNew: true)
    case .present(let kind): report.count(reader, kind.rawValue, isNew: false)
    case .forgotten(let stone): report.forget(reader, line: line, stone)
    case .refused(let reason):
      try refuse(reader, facts, line: line, reason: reason, bytes: bytes())
    case .later, .noted: break
    }
  }

  private func refuse(
    _ reader: RecordReader, _ facts: FactWriter, line: Int, reason: String, bytes: [UInt8]
  ) throws {
    if isStrict {
      throw CommandError(
        what: "\(reader.file):\(line): \(reason); with --strict nothing was written",
        fix: "mend the record, or leave --strict out to quarantine it and take the rest")
    }
    do {
      let isNew = try facts.addQuarantine(
        label: reader.label, format: reader.format, file: reader.file, line: line, reason: reason,
        record: bytes)
      report.refuse(reader, line: line, reason: reason, isNew: isNew)
    } catch StoreError.forgotten(let stone) {
      report.forget(reader, line: line, stone)
    }
  }
}

internal import Trajectories

/// Takes all facts of one database into another, inside one transaction there.
///
/// Most facts are known by their digests and are there once whatever happens. A run whose facts meet other
/// answers for their keys gets these in a series of their own (`RunMerge`); verdicts, prices and splits
/// take the next number or name; what can have neither goes to quarantine as its line.
final class Merge {
  private let facts: FactWriter
  private let reader: LogReader
  private let writer: LogWriter
  private let part: (() throws -> Bool) throws -> Void
  private let advance: (Int) throws -> Void
  private(set) var report: MergeReport
  /// Digests of calls whose requests were answered otherwise here, and what they are here.
  private var calls: [String: String] = [:]
  /// Series of the calls that `calls` leads to: what repairs one is asked there too.
  private var seriesOfCalls: [String: String] = [:]
  /// Digests of splits whose names were taken here, and what they are here.
  private var splits: [String: String] = [:]
  private var text = LogText(configNames: [:])

  /// - Parameters:
  ///   - part: runs a part of the transaction, and undoes it where it answers false.
  ///   - advance: told how many runs are done.
  init(
    facts: FactWriter, reader: LogReader, part: @escaping (() throws -> Bool) throws -> Void,
    report: MergeReport, advance: @escaping (Int) throws -> Void
  ) {
    self.facts = facts
    self.reader = reader
    self.part = part
    self.report = report
    self.advance = advance
    var memory = LogWriter.Memory()
    memory.isDump = true
    // A run of a dump says which file it is from.
    writer = LogWriter(facts: facts, source: 0, memory: memory, isAtEnd: true)
  }

  func takeAll() throws {
    for type in LogType.allCases {
      switch type {
      case .price: try reader.forEach(type, takePrice)
      case .modelCall: try reader.forEach(type, takeCall)
      case .detection, .outcome, .attempt, .vote, .collection: break
      case .annotation: try takeFactsOfRuns()
      case .split: try reader.forEach(type, takeSplit)
      case .splitMember: try reader.forEach(type, takeMember)
      default: try reader.forEach(type) { try take($0.record, $0) }
      }
    }
    report.namesakes += writer.memory.conflicts
  }

  /// Takes what cannot meet another answer, or cannot stand beside it.
  private func take(_ record: LogRecord, _ item: LogReader.Item) throws {
    switch try writer.write(record) {
    case .added(let kind): report.count(kind, isNew: true)
    case .present(let kind): report.count(kind, isNew: false)
    case .forgotten: report.forgottenCount += 1
    case .refused(let reason): try quarantine(item, reason)
    case .later, .noted: break
    }
  }

  private func quarantine(_ item: LogReader.Item, _ reason: String) throws {
    let line = Array(text.line(item).dropLast())
    let isNew = try facts.addQuarantine(
      label: item.run?.file.label ?? "regoal", format: "regoal", file: "db merge", line: 1,
      reason: reason, record: line)
    report.count(.quarantined, isNew: isNew)
    report.refuse(
      MergeReport.Note(what: item.run?.externalID ?? item.digest ?? "", outcome: reason))
  }

  // MARK: What gets another number or name

  private func takePrice(_ item: LogReader.Item) throws {
    guard case .price(var price) = item.record else { return }
    let first = price.seq
    while true {
      let insertion = try facts.add(price)
      if case .conflict = insertion {
        price.seq += 1
        continue
      }
      report.count(.price, isNew: insertion.isNew)
      if price.seq != first {
        let what = "price of \(price.model) from \(price.validFrom)"
        report.rename([.init(what: what, outcome: "seq \(price.seq)")])
      }
      return
    }
  }

  private func takeSplit(_ item: LogReader.Item) throws {
    guard case .stored(.split(let name, let body)) = item.record, let digest = item.digest else {
      return
    }
    for number in 1... {
      let own = Series.numbered(name, number)
      let insertion = try facts.insertSplit(name: own, bodyJSON: body)
      if case .conflict = insertion { continue }
      report.count(.split, isNew: insertion.isNew)
      if number > 1 {
        splits[digest] = insertion.stored.digest
        report.rename([.init(what: "split \(name)", outcome: own)])
      }
      return
    }
  }

  private func takeMember(_ item: LogReader.Item) throws {
    guard case .stored(.splitMember(var place, let run)) = item.record else { return }
    place.split = splits[place.split] ?? place.split
    try take(.stored(.splitMember(place, run: run)), item)
  }

  // MARK: Calls

  private func takeCall(_ item: LogReader.Item) throws {
    guard case .modelCall(var call, let places) = item.record, let digest = item.digest else {
      return
    }
    let runs = try places.compactMap { place -> Int64? in
      guard case .digest(let run) = place.trajectory else { return nil }
      return try facts.trajectory(digest: run)?.id
    }
    guard !runs.isEmpty else {
      report.forgottenCount += 1
      return
    }
    if let repaired = call.repairs.flatMap({ calls[$0] }) {
      call.repairs = repaired
      call.series = seriesOfCalls[repaired] ?? call.series
      call.requestJSON = try facts.request(
        call.requestJSON, inSeries: call.series, repairs: repaired)
    }
    let base = Series.base(call.series)
    for number in 1... {
      if number > 1 {
        call.series = Series.numbered(base, number)
        call.requestJSON = try facts.request(
          call.requestJSON, inSeries: call.series, repairs: call.repairs)
      }
      let insertion = try facts.add(call, about: runs)
      if case .conflict = insertion { continue }
      report.count(.modelCall, isNew: insertion.isNew)
      if call.digest != digest {
        calls[digest] = call.digest
        seriesOfCalls[call.digest] = call.series
      }
      return
    }
  }

  // MARK: Facts of runs

  private func takeFactsOfRuns() throws {
    var done = 0
    try reader.forEachRun { run in
      done += 1
      if done % 64 == 0 { try advance(done) }
      guard let stored = try facts.trajectory(digest: run.digest) else {
        try facts.refuseForgottenOrMissing(run.digest)
        return
      }
      let merge = try RunMerge(facts: facts, reader: reader, run: run, stored: stored, calls: calls)
      try merge.place(part)
      merge.add(to: &report)
    }
    try advance(done)
  }
}

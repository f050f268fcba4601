internal import Trajectories

/// Places the facts of one run, series by series, beside what is stored about it.
///
/// A series whose facts meet no other answer stays as it is. Else whatever of it is not stored already goes
/// to the first of `BASE~2`, `BASE~3`, … in which it meets none: all answers of one sampling of a run stay
/// together. A fact hangs on one of its own series, or on one that stays: where the fact that it hangs on
/// went elsewhere, its own series gets a copy, since a query reads a series and `main`, no third one.
final class RunMerge {
  private struct Placed {
    let stored: FactWriter.Stored
    /// nil: it stays where it was.
    let movedTo: String?
  }

  /// A series met another answer.
  private struct Taken: Error {}

  private let facts: FactWriter
  private let run: FactWriter.Stored
  private let name: String
  private let calls: [String: String]
  private var items: [LogType: [LogReader.Item]] = [:]
  /// By their digests there.
  private var outcomes: [String: (value: Outcome, config: FactWriter.Stored)] = [:]
  private var attempts: [String: (value: Attempt, config: FactWriter.Stored, outcome: String)] = [:]
  private var placed: [String: Placed] = [:]
  private var tally: [(kind: LogWriter.Kind, isNew: Bool)] = []
  private var movedFacts: [String: Int] = [:]
  private var renamed: [MergeReport.Note] = []

  static let types: [LogType] = [.detection, .outcome, .attempt, .vote, .collection]

  /// - Parameter calls: digests of calls that have another digest here.
  init(
    facts: FactWriter, reader: LogReader, run: LogReader.Run, stored: FactWriter.Stored,
    calls: [String: String]
  ) throws {
    self.facts = facts
    self.run = stored
    name = run.externalID
    self.calls = calls
    for type in RunMerge.types + [.annotation] {
      items[type] = try reader.records(type, about: run)
    }
    for item in items[.outcome] ?? [] {
      guard case .outcome(var outcome, let place) = item.record, let digest = item.digest else {
        continue
      }
      outcome.call = here(outcome.call)
      outcomes[digest] = (outcome, try config(.extract, place.config))
    }
    for item in items[.attempt] ?? [] {
      guard case .attempt(var attempt, let place) = item.record, let digest = item.digest else {
        continue
      }
      attempt.call = here(attempt.call)
      attempts[digest] = (attempt, try config(.relabel, place.config), place.parent ?? "")
    }
  }

  func place(_ part: (() throws -> Bool) throws -> Void) throws {
    let names = Set(
      RunMerge.types.flatMap { items[$0] ?? [] }.compactMap(\.series).map(ByteText.init))
    for series in names.sorted().map(\.text) {
      for number in 1... {
        let target = number == 1 ? nil : Series.numbered(Series.base(series), number)
        if target == series { continue }
        let before = (placed, tally)
        var fits = false
        try part {
          do {
            for type in RunMerge.types {
              for item in items[type] ?? [] where item.series == series {
                try place(item, movingTo: target)
              }
            }
            fits = true
          } catch is Taken {}
          return fits
        }
        if fits {
          // What is stored already did not move now.
          let new = tally[before.1.count...].count { $0.isNew }
          if let target { movedFacts[target, default: 0] += new }
          break
        }
        (placed, tally) = before
      }
    }
    for item in items[.annotation] ?? [] { try placeVerdict(item) }
  }

  func add(to report: inout MergeReport) {
    for one in tally { report.count(one.kind, isNew: one.isNew) }
    for (series, count) in movedFacts.sorted(by: { $0.key < $1.key }) where count > 0 {
      report.move(.init(what: name, outcome: series), facts: count)
    }
    report.rename(renamed)
  }

  // MARK: Facts

  private func place(_ item: LogReader.Item, movingTo target: String?) throws {
    guard let digest = item.digest else { return }
    switch item.record {
    case .detection(var detection, let place):
      detection.call = here(detection.call)
      let config = try config(.detect, place.config)
      let own = detection.digest(
        trajectory: run.digest, config: config.digest, series: place.series)
      if target != nil,
        let known = try facts.detection(
          trajectory: run.id, config: config.id, series: place.series), known.digest == own
      {
        return keep(known, digest, .detection)
      }
      let insertion = try facts.add(
        detection, trajectory: run, config: config, series: target ?? place.series)
      try settle(insertion, digest, .detection, target)
    case .outcome(_, let place):
      guard let (outcome, config) = outcomes[digest] else { throw missing(digest) }
      let own = outcome.digest(
        trajectory: run.digest, config: config.digest, series: place.series)
      if target != nil,
        let known = try facts.outcome(
          trajectory: run.id, config: config.id, series: place.series), known.digest == own
      {
        return keep(known, digest, .outcome)
      }
      let insertion = try facts.add(
        outcome, trajectory: run, config: config, series: target ?? place.series)
      try settle(insertion, digest, .outcome, target)
    case .attempt(_, let place):
      guard let (attempt, config, parent) = attempts[digest] else { throw missing(digest) }
      let hung = try outcome(parent, for: target ?? place.series)
      let own = attempt.digest(
        outcome: hung.stored.digest, config: config.digest, series: place.series)
      if target != nil, hung.movedTo == nil,
        let known = try facts.attempt(
          outcome: hung.stored.id, config: config.id, series: place.series, k: attempt.k,
          goalIndex: attempt.goalIndex), known.digest == own
      {
        return keep(known, digest, .attempt)
      }
      let insertion = try facts.add(
        attempt, outcome: hung.stored, config: config, series: target ?? place.series)
      try settle(insertion, digest, .attempt, target)
    case .vote(var vote, let judge, _, _, let place):
      vote.call = here(vote.call)
      let judge = try config(.judge, judge)
      let hung = try attempt(place.parent ?? "", for: target ?? place.series)
      let own = vote.digest(
        attempt: hung.stored.digest, judge: judge.digest, series: place.series)
      if target != nil, hung.movedTo == nil,
        let known = try facts.vote(
          attempt: hung.stored.id, judge: judge.id, series: place.series), known.digest == own
      {
        return keep(known, digest, .vote)
      }
      let insertion = try facts.add(
        vote, attempt: hung.stored, judge: judge, series: target ?? place.series)
      try settle(insertion, digest, .vote, target)
    case .collection(let collection, _, let place):
      let config = try config(.relabel, place.config)
      let hung = try outcome(place.parent ?? "", for: target ?? place.series)
      let own = collection.digest(
        outcome: hung.stored.digest, config: config.digest, series: place.series)
      if target != nil, hung.movedTo == nil, let known = try facts.collection(digest: own) {
        return keep(known, digest, .collection)
      }
      let isNew = try facts.add(
        collection, outcome: hung.stored, config: config, series: target ?? place.series)
      tally.append((.collection, isNew))
      placed[digest] = Placed(stored: run, movedTo: target)
    default: break
    }
  }

  private func keep(_ known: FactWriter.Stored, _ digest: String, _ kind: LogWriter.Kind) {
    tally.append((kind, false))
    placed[digest] = Placed(stored: known, movedTo: nil)
  }

  private func settle(
    _ insertion: FactWriter.Insertion, _ digest: String, _ kind: LogWriter.Kind,
    _ target: String?
  ) throws {
    if case .conflict = insertion { throw Taken() }
    tally.append((kind, insertion.isNew))
    placed[digest] = Placed(stored: insertion.stored, movedTo: target)
  }

  /// Digest here of the call that gave a fact.
  private func here(_ call: String?) -> String? { call.map { calls[$0] ?? $0 } }

  // MARK: What facts hang on

  /// The outcome on which a fact of a series hangs.
  private func outcome(_ digest: String, for series: String) throws -> Placed {
    if let found = placed[digest], found.movedTo == nil || found.movedTo == series { return found }
    guard let known = outcomes[digest] else { throw missing(digest) }
    let insertion = try facts.add(
      known.value, trajectory: run, config: known.config, series: series)
    if case .conflict = insertion { throw Taken() }
    return Placed(stored: insertion.stored, movedTo: series)
  }

  /// The attempt on which a fact of a series hangs.
  private func attempt(_ digest: String, for series: String) throws -> Placed {
    if let found = placed[digest], found.movedTo == nil || found.movedTo == series { return found }
    guard let known = attempts[digest] else { throw missing(digest) }
    let insertion = try facts.add(
      known.value, outcome: try outcome(known.outcome, for: series).stored, config: known.config,
      series: series)
    if case .conflict = insertion { throw Taken() }
    return Placed(stored: insertion.stored, movedTo: series)
  }

  private func config(_ stage: Stage, _ reference: Reference) throws -> FactWriter.Stored {
    guard case .digest(let digest) = reference,
      let found = try facts.config(digest: digest, stage: stage)
    else { throw missing("config") }
    return found
  }

  private func missing(_ what: String) -> StoreError { .missingRow(query: "merge of \(what)") }

  // MARK: Verdicts of annotators

  /// A verdict whose number another one has takes the next.
  private func placeVerdict(_ item: LogReader.Item) throws {
    guard case .annotation(var verdict, let target, let frame, let place) = item.record,
      let rated = place.parent.flatMap({ placed[$0] })
    else { throw missing("annotation") }
    let about: FactWriter.Rated =
      target == .detection ? .detection(rated.stored) : .attempt(rated.stored)
    var drawn: FactWriter.Stored?
    if case .digest(let digest) = frame { drawn = try facts.frame(digest: digest) }
    let first = verdict.seq
    while true {
      let insertion = try facts.add(verdict, about: about, frame: drawn)
      if case .conflict = insertion {
        verdict.seq += 1
        continue
      }
      tally.append((.annotation, insertion.isNew))
      if verdict.seq != first {
        renamed.append(
          .init(what: "verdict of \(verdict.annotator) on \(name)", outcome: "seq \(verdict.seq)"))
      }
      return
    }
  }
}

/// A text that sorts by its bytes, `main` before all others.
private struct ByteText: Hashable, Comparable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ByteText, right: ByteText) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(Array(text.utf8)) }

  static func < (left: ByteText, right: ByteText) -> Bool {
    if left.text == StageConfig.mainSeries { return right.text != StageConfig.mainSeries }
    if right.text == StageConfig.mainSeries { return false }
    return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension LogReader.Item {
  /// Series of a fact of a stage.
  fileprivate var series: String? {
    switch record {
    case .detection(_, let place), .outcome(_, let place), .attempt(_, let place),
      .vote(_, _, _, _, let place), .collection(_, _, let place):
      place.series
    default: nil
    }
  }
}

internal import Experiments
internal import Store
internal import Tables
internal import Trajectories

/// One annotator's way through a frame. What he decides is committed before it returns.
struct RatingSession {
  /// A pair as an annotator may see it: neither g nor the failure reason, no verdict, no score, no name.
  /// - Source: METHOD.md §5.
  struct Sight {
    let attempt: FactWriter.Stored
    let goal: String
    let steps: Table
    /// Steps that the goal is about.
    let shown: Range<Int>
    let finalAnswer: String?
  }

  let frame: StoredFrame
  let annotator: String
  private let store: Store
  private(set) var queue: RatingQueue
  /// Pairs of the annotator's whose runs are not in this database, or were forgotten.
  let absent: Int
  /// Stored with the next verdict.
  private(set) var note: String?

  /// - Throws: `AnnotationError`.
  init(_ name: String, by annotator: String, in store: Store) throws {
    frame = try StoredFrame.required(name, in: store)
    self.annotator = annotator
    self.store = store
    guard let draw = frame.draw else { throw AnnotationError.withoutPairs(name: name) }
    if let annotators = draw.annotators, !annotators.contains(annotator) {
      throw AnnotationError.notAssigned(annotator: annotator, known: annotators)
    }
    let table = try store.run(
      "pairs_of_frame", ["frame": .text(frame.stored.digest), "annotator": .text(annotator)])
    let own = zip(draw.items, table.rows.indices).filter { item, _ in
      item.annotators?.contains(annotator) ?? true
    }
    let stored = own.filter { table.value($0.1, "is_stored") == .integer(1) }
    absent = own.count - stored.count
    let pairs = stored.map { item, row in
      let isRated = table.value(row, "verdict") != .null
      let isOfFrame = table.value(row, "is_of_frame") == .integer(1)
      return (
        pair: RatingQueue.Pair(trajectory: item.trajectory, attempt: item.attempt),
        state: isRated
          ? (isOfFrame ? RatingQueue.State.rated : .ratedElsewhere) : RatingQueue.State.open
      )
    }
    queue = RatingQueue(pairs, seed: frame.frame.seed ?? 0, annotator: annotator)
  }

  /// nil: all pairs are rated.
  /// - Throws: `CommandError` where the pair is not in this database.
  func sight() throws -> Sight? {
    guard let pair = queue.current else { return nil }
    let table = try store.run(
      "pair_to_rate", ["trajectory": .text(pair.trajectory), "attempt": .text(pair.attempt)])
    guard let id = table.rows.first?[0].integer else {
      throw CommandError(
        what: "the run \(pair.trajectory) was forgotten meanwhile",
        fix: "run the same command again")
    }
    let steps = try store.run("load_steps", ["trajectory_id": table.value(0, "trajectory_id")])
    let all = 0..<steps.rows.count
    var shown = all
    if let first = table.value(0, "first_step").integer,
      let last = table.value(0, "last_step").integer, first <= last
    {
      shown = (Int(first)..<Int(last) + 1).clamped(to: all)
    }
    return Sight(
      attempt: FactWriter.Stored(id: id, digest: pair.attempt),
      goal: table.value(0, "hindsight_goal").text ?? "", steps: steps, shown: shown,
      finalAnswer: table.value(0, "final_answer").text)
  }

  mutating func setNote(_ text: String) { note = text.isEmpty ? nil : text }

  mutating func rate(_ verdict: Annotation.Verdict, _ sight: Sight) throws {
    let annotation = Annotation(annotator: annotator, seq: 1, verdict: verdict, note: note)
    _ = try store.writeFacts { facts in
      try facts.append(annotation, on: sight.attempt, frame: frame.stored)
    }
    note = nil
    queue.rate()
  }

  mutating func skip() {
    note = nil
    queue.skip()
  }

  /// - Returns: what was undone; nil: nothing is left to undo.
  mutating func undo() throws -> RatingQueue.Undone? {
    var queue = queue
    let undone = queue.undo()
    self.note = nil
    if case .verdict? = undone {
      self.queue = queue
      guard let sight = try sight() else { return undone }
      try store.writeFacts { facts in
        // Somebody may have taken it back elsewhere.
        guard
          let last = try facts.lastAnnotation(by: annotator, on: sight.attempt)?.annotation,
          last.verdict != .retracted
        else { return }
        _ = try facts.append(
          Annotation(annotator: annotator, seq: 1, verdict: .retracted), on: sight.attempt,
          frame: frame.stored)
      }
    }
    self.queue = queue
    return undone
  }
}

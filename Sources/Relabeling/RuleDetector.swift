public import Trajectories

/// Stage 1 by keyword lexicons.
///
/// Severity v = min(1, 0.3 + 0.1·h) and weight w = max(0, 7 − h)/10, h = terms of the winning type that
/// occur. `reference` transcribes the published rules; `default` looks only at observations, final answer and
/// stated failure reason, for whole words, and believes the failure reason before the final answer
/// before the observations, so that an error from which the run recovered does not name the failure. A run that goes
/// round in circles failed; where no term names another type it is incomplete, of which this is a hit.
///
/// Both call every run a failure that its source states as failed. A blind detector is told neither that nor the
/// failure reason, so that what it says can be measured against them.
/// - Source: AgentHER §3.3; METHOD.md §4. The weight of rule mode is ours.
public struct RuleDetector: FailureDetecting {
  /// A step is a repetition if action and substantial observation are those of the step before; a run of which they are
  /// at least one step in this many goes round in circles.
  static let stepsPerRepetition = 10
  /// An observation longer than this is worth something. Unicode scalars.
  static let leastUsefulLength = 20

  /// Where blind detectors answer: no question about the main series reads it.
  public static let blindSeries = "blind"

  public let rules: RuleSet
  public let isBlind: Bool
  public let lexicon: Lexicon
  public let config: StageConfig

  public init(rules: RuleSet = .default, isBlind: Bool = false) {
    self.rules = rules
    self.isBlind = isBlind
    lexicon = rules == .reference ? .reference : .regoal
    config = RuleEngines.config(
      .detect, name: rules.rawValue + (isBlind ? "-blind" : ""), rules: rules, lexicon: lexicon,
      isBlind: isBlind, version: rules == .reference ? 1 : 2)
  }

  public func detect(_ trajectory: Trajectory) -> Detection { detect(RunText(trajectory)) }

  public func detect(_ run: RunText) -> Detection {
    let run = isBlind ? run.withoutStatedOutcome : run
    return run.bytes.withUnsafeBufferPointer { bytes in
      switch rules {
      case .reference: detectByReference(run, bytes)
      case .default: detectByEvidence(run, bytes)
      }
    }
  }

  private func detection(
    isFailure: Bool, type: FailureType?, hits: Int, recoverable: Bool, explanation: String
  ) -> Detection {
    Detection(
      isFailure: isFailure, failureType: type?.rawValue, severity: RuleDetector.severity(hits),
      weight: RuleDetector.weight(hits), recoverable: recoverable, explanation: explanation)
  }

  /// v of h hits.
  static func severity(_ hits: Int) -> Double { min(1, 0.3 + 0.1 * Double(hits)) }

  /// w of h hits, written so that 4 hits give exactly 0.3 and are kept.
  static func weight(_ hits: Int) -> Double { Double(max(0, 7 - hits)) / 10 }

  // MARK: The published rules

  private func detectByReference(
    _ run: RunText, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Detection {
    var marks = lexicon.automaton.noMarks
    PythonText.withFolded(bytes) { lexicon.automaton.mark($0, in: &marks) }
    var type: FailureType?
    var most = 0
    for (entry, count) in zip(lexicon.entries, lexicon.counts(marks)) where count > most {
      most = count
      type = entry.type
    }
    if type == nil, !run.failureReason.isEmpty { type = .wrongResult }
    let isUseful = run.steps.contains { RuleDetector.isUseful(bytes, $0.observation) }
    return detection(
      isFailure: run.success == false || type != nil, type: type, hits: most,
      recoverable: isUseful && type != .toolError,
      explanation: run.failureReason.isEmpty
        ? "found by keywords" : String(decoding: bytes[run.failureReason], as: UTF8.self))
  }

  // MARK: Our rules

  private func detectByEvidence(
    _ run: RunText, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Detection {
    var isUseful = false
    var marked = Array(repeating: lexicon.automaton.noMarks, count: 3)
    func add(_ text: Range<Int>, to place: Int) {
      PythonText.withFolded(UnsafeBufferPointer(rebasing: bytes[text])) {
        lexicon.automaton.mark($0, wholeWords: true, in: &marked[place])
      }
    }
    add(run.failureReason, to: 0)
    add(run.finalAnswer, to: 1)
    for step in run.steps where !step.observation.isEmpty {
      add(step.observation, to: 2)
      if !isUseful, RuleDetector.isUseful(bytes, step.observation),
        !RuleExtractor.isError(UnsafeBufferPointer(rebasing: bytes[step.observation]))
      {
        isUseful = true
      }
    }
    /// The entry of most hits in a place, the first on a tie.
    func winner(_ marks: [Bool], _ place: String) -> (entry: Int, place: String)? {
      let counts = lexicon.counts(marks)
      guard let most = counts.max(), most > 0 else { return nil }
      return counts.firstIndex(of: most).map { ($0, place) }
    }
    let repetitions = run.repetitions { RuleDetector.isUseful(bytes, $0) }
    let isCircling =
      repetitions > 0 && repetitions * RuleDetector.stepsPerRepetition >= run.steps.count
    let incomplete = lexicon.entries.firstIndex { $0.type == .incomplete }
    let own = winner(marked[0], "failure reason") ?? winner(marked[1], "final answer")
    let circling =
      isCircling
      ? incomplete.map { ($0, "\(repetitions) of \(run.steps.count) steps repeat the one before") }
      : nil
    let isStated = run.success == false
    let isFailure = isStated || !run.failureReason.isEmpty || own != nil || isCircling
    guard let winner = own ?? winner(marked[2], "observations") ?? circling else {
      return detection(
        isFailure: isFailure, type: isFailure ? .wrongResult : nil, hits: 0,
        recoverable: isUseful,
        explanation: isStated ? "stated as failed, no term found" : "no term found")
    }
    let anywhere = zip(zip(marked[0], marked[1]), marked[2]).map { $0.0 || $0.1 || $1 }
    let terms = lexicon.terms(of: winner.entry, anywhere)
    return detection(
      isFailure: isFailure, type: lexicon.entries[winner.entry].type,
      hits: terms.count + (isCircling && winner.entry == incomplete ? 1 : 0),
      recoverable: isUseful,
      explanation: ([winner.place] + (terms.isEmpty ? [] : [terms.joined(separator: ", ")]))
        .joined(separator: ": "))
  }

  /// Whether an observation says more than a few words.
  private static func isUseful(
    _ bytes: UnsafeBufferPointer<UInt8>, _ observation: Range<Int>
  ) -> Bool {
    guard observation.count > leastUsefulLength else { return false }
    let text = PythonText.stripped(UnsafeBufferPointer(rebasing: bytes[observation]))
    return PythonText.length(ofFirst: leastUsefulLength + 1, in: text) != nil
  }
}

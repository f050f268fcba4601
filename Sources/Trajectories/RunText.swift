/// What the rule stages read of a run, with all texts in one piece of memory.
///
/// A text that is absent is empty here.
public struct RunText: Sendable {
  /// Where the texts of a step stand.
  public struct Step: Sendable {
    /// In `bytes`.
    public let thought: Range<Int>
    /// In `names`.
    public let actionName: Range<Int>
    /// In `bytes`.
    public let observation: Range<Int>
  }

  /// UTF-8 of goal, failure reason and final answer, then of each step's thought and observation, with one
  /// space between each and the next.
  public private(set) var bytes: [UInt8] = []
  public private(set) var goal = 0..<0
  public private(set) var failureReason = 0..<0
  public private(set) var finalAnswer = 0..<0
  /// UTF-8 of the action names, one behind the other.
  public private(set) var names: [UInt8] = []
  public private(set) var steps: [Step] = []
  /// As the source states it; nil: it does not.
  public let success: Bool?

  /// A run that has no steps yet.
  public init(
    goal: UnsafeBufferPointer<UInt8>, failureReason: UnsafeBufferPointer<UInt8>,
    finalAnswer: UnsafeBufferPointer<UInt8>, success: Bool?
  ) {
    self.success = success
    bytes.reserveCapacity(4_096)
    steps.reserveCapacity(16)
    self.goal = RunText.append(goal, to: &bytes)
    self.failureReason = spaced(failureReason)
    self.finalAnswer = spaced(finalAnswer)
  }

  public init(_ run: Trajectory) {
    success = run.success
    bytes.reserveCapacity(4_096)
    steps.reserveCapacity(run.steps.count)
    goal = RunText.append(run.goal, to: &bytes)
    failureReason = spaced(run.failureReason)
    finalAnswer = spaced(run.finalAnswer)
    run.steps.withUnsafeBufferPointer { all in
      for at in all.indices {
        steps.append(
          Step(
            thought: spaced(all[at].thought),
            actionName: RunText.append(all[at].actionName, to: &names),
            observation: spaced(all[at].observation)))
      }
    }
  }

  public mutating func append(
    thought: UnsafeBufferPointer<UInt8>, actionName: UnsafeBufferPointer<UInt8>,
    observation: UnsafeBufferPointer<UInt8>
  ) {
    steps.append(
      Step(
        thought: spaced(thought), actionName: RunText.append(actionName, to: &names),
        observation: spaced(observation)))
  }

  /// The run as if its source stated neither an outcome nor a failure reason.
  public var withoutStatedOutcome: RunText {
    bytes.withUnsafeBufferPointer { all in
      names.withUnsafeBufferPointer { names in
        func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
          UnsafeBufferPointer(rebasing: all[range])
        }
        var text = RunText(
          goal: part(goal), failureReason: UnsafeBufferPointer(start: nil, count: 0),
          finalAnswer: part(finalAnswer), success: nil)
        for step in steps {
          text.append(
            thought: part(step.thought),
            actionName: UnsafeBufferPointer(rebasing: names[step.actionName]),
            observation: part(step.observation))
        }
        return text
      }
    }
  }

  /// Appends a space and the text.
  private mutating func spaced(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    bytes.append(0x20)
    return RunText.append(text, to: &bytes)
  }

  private static func append(
    _ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]
  ) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return start..<bytes.count
  }

  private mutating func spaced(_ text: String?) -> Range<Int> {
    bytes.append(0x20)
    return RunText.append(text, to: &bytes)
  }

  private static func append(_ text: String?, to bytes: inout [UInt8]) -> Range<Int> {
    let start = bytes.count
    if let text,
      text.utf8.withContiguousStorageIfAvailable({ bytes.append(contentsOf: $0) }) == nil
    {
      bytes.append(contentsOf: text.utf8)
    }
    return start..<bytes.count
  }
}

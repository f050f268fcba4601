/// What was cut so that a prompt fits its budget.
public struct PromptFit: Equatable, Sendable {
  /// Bytes to which longer texts were cut; nil: none was.
  public internal(set) var textLimit: Int?
  /// Steps, and items of each list, that were kept at most; nil: all were.
  public internal(set) var itemLimit: Int?
  public internal(set) var cutTexts = 0
  public internal(set) var leftOutSteps = 0
  public internal(set) var leftOutItems = 0
  /// Of messages and schema, by `TokenEstimate`.
  public internal(set) var tokens = 0

  public init() {}

  /// Nothing was cut.
  public var isWhole: Bool { cutTexts == 0 && leftOutSteps == 0 && leftOutItems == 0 }
}

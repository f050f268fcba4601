public import LanguageModels

/// What became of the requests of a run.
public struct CallCounts: Equatable, Sendable {
  /// Calls that a model answered, all committed.
  public var made = 0
  /// Calls whose request another program had answered meanwhile: its answer counts, this one is lost.
  public var paidTwice = 0
  /// Those among them that asked to mend an answer.
  public var repairs = 0
  /// Requests that were answered from the store.
  public var reused = 0
  /// Prompts of made calls that were cut to fit their budget, as they say themselves.
  public var cut = 0
  /// Answers of detectors and extractors without a result, made or stored, which leave a gap: `truncated`,
  /// `refused`, `unparsable`. A relabeler's and a judge's are facts of their own.
  public var unusable: [String: Int] = [:]
  /// Requests that were noted for a batch service; one counts as often as runs share it.
  public var noted = 0
  /// Requests without an answer, which a later run makes again: `unreachable`, `timed_out`, …; and prompts
  /// that are longer than their budget even so (`over_budget`), which no run makes.
  public var failures: [String: Int] = [:]
  /// The first error of each kind, in the endpoint's words.
  public var examples: [String: ChatError] = [:]

  public init() {}

  mutating func failed(_ error: ChatError) {
    failures[error.kind, default: 0] += 1
    examples[error.kind] = examples[error.kind] ?? error
  }

  /// Prompts that fit no budget.
  public var overBudget: Int { failures[CallCounts.overBudgetKind] ?? 0 }
  static let overBudgetKind = "over_budget"

  public var failed: Int { failures.values.reduce(0, +) }
}

extension ChatError {
  /// What kind of failure it is, in one word.
  var kind: String {
    switch self {
    case .unreachable: "unreachable"
    case .timedOut: "timed_out"
    case .missingKey: "missing_key"
    case .unauthorized: "unauthorized"
    case .unknownModel: "unknown_model"
    case .refusedRequest: "refused_request"
    case .badAnswer: "bad_answer"
    case .circuitOpen: "circuit_open"
    case .budgetReached: "budget_reached"
    case .cancelled: "cancelled"
    case .noted: "noted"
    }
  }
}

/// (z_t, a_t, o_t): one thought, action and observation of a run.
/// - Source: AgentHER §3.1.
public struct Step: Equatable, Sendable {
  /// Assistant turn that the step belongs to, from 0; several tool calls of one turn are several steps.
  /// nil: the source has no turns.
  public var turn: Int?
  /// One of `StepKind`; nil: the source does not tell.
  public var kind: String?
  /// The source's id of the tool call.
  public var callID: String?
  public var thought: String?
  public var actionName: String?
  /// The source's own JSON text, byte for byte.
  public var actionInputJSON: String?
  public var observation: String?

  public init(
    turn: Int? = nil, kind: String? = nil, callID: String? = nil, thought: String? = nil,
    actionName: String? = nil, actionInputJSON: String? = nil, observation: String? = nil
  ) {
    self.turn = turn
    self.kind = kind
    self.callID = callID
    self.thought = thought
    self.actionName = actionName
    self.actionInputJSON = actionInputJSON
    self.observation = observation
  }
}

/// Kinds of steps that importers tell apart.
public enum StepKind {
  public static let tool = "tool"
  public static let respond = "respond"
  /// What a user says where the agent did not ask: an observation without an action.
  public static let message = "message"
}

/// One run of an agent: what it was asked, what it did, how it ended.
public struct Trajectory: Equatable, Sendable {
  /// Label of the source, part of the identity: `--source`, else the format's name.
  public var sourceLabel: String
  /// The source's own id.
  public var id: String
  public var task: TaskReference
  /// Model that acted; nil: the source does not say.
  public var model: String?
  /// n-th run of its task, as the source counts.
  public var trial: Int?
  /// Round of redeployment.
  public var round: Int?
  public var goal: String
  public var systemPrompt: String?
  /// Tool schemas, the source's own JSON text.
  public var toolsJSON: String?
  public var steps: [Step]
  public var finalAnswer: String?
  /// As the source states it.
  public var failureReason: String?
  /// nil: the source states no outcome. Never guessed.
  public var success: Bool?
  public var reward: Double?
  /// Everything else of the source, its own JSON text.
  public var metadataJSON: String?

  public init(
    sourceLabel: String, id: String,
    task: TaskReference = TaskReference(key: nil, benchmark: nil, domain: nil),
    model: String? = nil, trial: Int? = nil, round: Int? = nil, goal: String,
    systemPrompt: String? = nil, toolsJSON: String? = nil, steps: [Step],
    finalAnswer: String? = nil, failureReason: String? = nil, success: Bool? = nil,
    reward: Double? = nil, metadataJSON: String? = nil
  ) {
    self.sourceLabel = sourceLabel
    self.id = id
    self.task = task
    self.model = model
    self.trial = trial
    self.round = round
    self.goal = goal
    self.systemPrompt = systemPrompt
    self.toolsJSON = toolsJSON
    self.steps = steps
    self.finalAnswer = finalAnswer
    self.failureReason = failureReason
    self.success = success
    self.reward = reward
    self.metadataJSON = metadataJSON
  }
}

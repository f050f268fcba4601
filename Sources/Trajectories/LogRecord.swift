/// One record of an input, decoded but not yet resolved against a database.
/// - Source: DESIGN.md §6.
public enum LogRecord: Equatable, Sendable {
  case trajectory(Trajectory)
  /// A declared config; an empty body says nothing of what shapes its answers.
  case config(StageConfig)
  case detection(Detection, at: FactPlace)
  case outcome(Outcome, at: FactPlace)
  case attempt(Attempt, at: FactPlace)
  case vote(Vote, judge: Reference, k: Int, goalIndex: Int, at: FactPlace)
  /// `panel` names the judges; the collection's own panel is filled in when they are resolved.
  case collection(Collection, panel: [Reference]?, at: FactPlace)
  case frame(AnnotationFrame)
  case annotation(Annotation, target: Annotation.Target, frame: Reference?, at: FactPlace)
  case arm(ArmDeclaration)
  /// `arm` by name or digest.
  case evaluation(Evaluation, arm: Reference)
  /// With the runs that it is about, at least one.
  case modelCall(ModelCall, at: [RunPlace])
  case prompt(PromptText)
  case price(Price)
  /// What a dump has beside these.
  case stored(StoredRecord)
}

/// How a log names a trajectory or a config.
public enum Reference: Equatable, Hashable, Sendable {
  /// The file's id, or the config's name.
  case name(String)
  /// `sha256:…`
  case digest(String)
}

/// A run that a line of a log names.
public struct RunPlace: Equatable, Sendable {
  /// Source label of the line.
  public var label: String
  /// True if the line itself states its `source`.
  public var isLabelStated: Bool
  public var trajectory: Reference

  public init(label: String, isLabelStated: Bool, trajectory: Reference) {
    self.label = label
    self.isLabelStated = isLabelStated
    self.trajectory = trajectory
  }
}

/// What a fact of a log is about.
public struct FactPlace: Equatable, Sendable {
  /// Source label of the line, to which config names are local.
  public var label: String
  /// True if the line itself states its `source`.
  public var isLabelStated: Bool
  public var trajectory: Reference
  /// Config of the stage that gave the fact; for votes and collections that of the relabeler.
  public var config: Reference
  /// nil: the file has only one outcome a trajectory.
  public var extractConfig: Reference?
  public var series: String
  /// Digest of the outcome or attempt that the fact hangs on, which tells it from others that fit.
  public var parent: String?

  public init(
    label: String, isLabelStated: Bool, trajectory: Reference, config: Reference,
    extractConfig: Reference? = nil, series: String = StageConfig.mainSeries,
    parent: String? = nil
  ) {
    self.label = label
    self.isLabelStated = isLabelStated
    self.trajectory = trajectory
    self.config = config
    self.extractConfig = extractConfig
    self.series = series
    self.parent = parent
  }
}

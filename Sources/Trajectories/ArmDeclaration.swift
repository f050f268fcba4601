/// An arm as a log writes it: with a name, and with configs by reference.
/// - Source: DESIGN.md §6.
public struct ArmDeclaration: Equatable, Sendable {
  public var name: String
  /// Source label of the line, to which config names are local.
  public var label: String
  public var detectConfig: Reference?
  public var extractConfig: Reference?
  public var relabelConfig: Reference?
  /// nil: every judge that voted.
  public var judges: [Reference]?
  public var series: String
  /// Its judges are filled in when they are resolved.
  public var policy: GatePolicy
  public var training: ArmTraining

  public init(
    name: String, label: String, detectConfig: Reference? = nil, extractConfig: Reference? = nil,
    relabelConfig: Reference? = nil, judges: [Reference]? = nil,
    series: String = StageConfig.mainSeries, policy: GatePolicy = GatePolicy(),
    training: ArmTraining = ArmTraining()
  ) {
    self.name = name
    self.label = label
    self.detectConfig = detectConfig
    self.extractConfig = extractConfig
    self.relabelConfig = relabelConfig
    self.judges = judges
    self.series = series
    self.policy = policy
    self.training = training
  }
}

/// What the manifest and the data card tell beside what the export itself knows.
public struct ExportCard: Equatable, Sendable {
  /// An arm of an experiment.
  public struct Arm: Equatable, Sendable {
    public let name: String
    /// nil: something that it names is not here.
    public let digest: String?

    public init(name: String, digest: String?) {
      self.name = name
      self.digest = digest
    }
  }

  /// Label noise of the accepted pairs that people have rated by now.
  /// - Source: METHOD.md §5.
  public struct Noise: Equatable, Sendable {
    /// Pairs with a majority.
    public let rated: Int
    public let invalid: Int
    /// invalid / rated; nil: nothing is rated.
    public let rate: Double?
    /// Clopper and Pearson's interval at 95 %.
    public let low: Double?
    public let high: Double?

    public init(rated: Int, invalid: Int, rate: Double?, low: Double?, high: Double?) {
      self.rated = rated
      self.invalid = invalid
      self.rate = rate
      self.low = low
      self.high = high
    }
  }

  public var arm: Arm?
  /// nil: no gate decided, or nobody rated anything.
  public var noise: Noise?
  /// By source label; what is not stated is not known.
  public var licences: [String: String]
  /// What makes the export again from the same database; nil: not told.
  public var command: String?

  public init(
    arm: Arm? = nil, noise: Noise? = nil, licences: [String: String] = [:], command: String? = nil
  ) {
    self.arm = arm
    self.noise = noise
    self.licences = licences
    self.command = command
  }
}

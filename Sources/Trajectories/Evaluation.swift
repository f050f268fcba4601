/// What a model scored that was trained on an arm's data: measured elsewhere, and recorded.
/// - Source: METHOD.md §6, DESIGN.md §6.
public struct Evaluation: Equatable, Sendable {
  /// `sha256:…` of the training file; nil: not stated, as everything here that may be nil.
  public var exportSHA256: String?
  public var benchmark: String?
  public var split: String?
  /// Model that was trained.
  public var model: String?
  public var seed: Int?
  /// nil: the benchmark as a whole.
  public var task: String?
  public var metric: String
  /// A share, in [0, 1].
  public var value: Double
  /// Trials that the value is the mean of, from 1.
  public var n: Int?
  /// Round of redeployment.
  public var round: Int?
  public var extraJSON: String?

  public init(
    exportSHA256: String? = nil, benchmark: String? = nil, split: String? = nil,
    model: String? = nil, seed: Int? = nil, task: String? = nil, metric: String, value: Double,
    n: Int? = nil, round: Int? = nil, extraJSON: String? = nil
  ) {
    self.exportSHA256 = exportSHA256
    self.benchmark = benchmark
    self.split = split
    self.model = model
    self.seed = seed
    self.task = task
    self.metric = metric
    self.value = value
    self.n = n
    self.round = round
    self.extraJSON = extraJSON
  }

  /// Identity of the fact: its content and the arm, by digest.
  public func digest(arm: String) -> String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("arm", arm)
    json.member("benchmark", benchmark)
    json.member("export_sha256", exportSHA256)
    json.member("extra", raw: extraJSON)
    json.member("metric", metric)
    json.member("model", model)
    json.member("n", n)
    json.member("round", round)
    json.member("seed", seed)
    json.member("split", split)
    json.member("task", task)
    json.member("type", "evaluation")
    json.member("value", value)
    json.endObject()
    return json.digest
  }
}

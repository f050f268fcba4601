internal import LanguageModels
internal import Trajectories

/// How long the samples of a file are, in estimated tokens.
public struct LengthStatistics: Equatable, Sendable {
  public let samples: Int
  /// Nearest rank: the smallest length that at least so many percent of the samples do not exceed.
  public let p50: Int
  public let p95: Int
  public let max: Int
  /// The trainer's default maximum; nil: it has none.
  public let limit: Int?
  /// Where the trainer sets it.
  public let setting: String?
  /// Samples that are longer than the limit.
  public let over: Int
  /// Samples that are longer than those that the paper trains on.
  let long: Int

  /// - Returns: nil without samples.
  init?(_ lengths: ArraySlice<Int32>, limit: LengthLimit?) {
    let sorted = lengths.sorted()
    guard let longest = sorted.last else { return nil }
    func rank(_ percent: Int) -> Int { Int(sorted[(sorted.count * percent + 99) / 100 - 1]) }
    samples = sorted.count
    p50 = rank(50)
    p95 = rank(95)
    max = Int(longest)
    self.limit = limit?.tokens
    setting = limit?.setting
    long = sorted.count { $0 > PaperTraining.maxLength }
    over = limit.map { limit in sorted.count { $0 > limit.tokens } } ?? 0
  }

  func write(as key: String, into json: inout CanonicalJSON) {
    json.key(key)
    json.beginObject()
    json.member("estimate", TokenEstimate.name)
    json.member("p50", p50)
    json.member("p95", p95)
    json.member("max", max)
    if let limit {
      json.member("limit", limit)
      json.member("limit_setting", setting)
      json.member("over_limit", over)
    }
    json.endObject()
  }
}

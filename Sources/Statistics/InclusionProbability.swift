internal import Foundation

/// How likely a pair was to be drawn for rating.
public enum InclusionProbability {
  /// n/N of a uniform draw; nil for an empty population or a draw out of range.
  public static func uniform(drawing count: Int, of population: Int) -> Double? {
    guard population > 0, count >= 0, count <= population else { return nil }
    return Double(count) / Double(population)
  }

  /// 1 − Π(1 − π_f): drawn by at least one of several frames that draw independently.
  /// - Parameter frames: π of each frame that could have drawn the pair, in [0, 1].
  /// - Returns: nil: no frame, or one out of range.
  public static func ofAny(_ frames: [Double]) -> Double? {
    guard !frames.isEmpty, frames.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { return nil }
    // Through logarithms, so that small probabilities keep their digits.
    return -expm1(frames.reduce(0) { $0 + log1p(-$1) })
  }
}

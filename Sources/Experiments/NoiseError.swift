/// Why a number about noise would mean nothing, or cannot be asked for.
public enum NoiseError: Error, Equatable {
  case unknownFrame(name: String, known: [String])
  /// nil: none was named.
  case unknownCalibration(name: String?, known: [String])
  /// A name stands for what it was first given to.
  case otherCalibration(name: String)
  case unknownFailureType(name: String, known: [String])
  /// Nobody has rated any of the pairs.
  case nothingRated(of: String)
  /// No frame is stored whose rule is a grid of thresholds.
  case noGrid(others: [String])
  case severalGrids([String])
  /// The candidates were not fixed when the ratings were planned.
  case notAGrid(frame: String, rule: String?)
  case unequalProbabilities(frame: String, low: Double, high: Double)
  /// A frame that lists no pairs or no policy, or a grid without thresholds.
  case incompleteFrame(frame: String, missing: String)
  /// Confidences were fitted to ratings that should certify them.
  case calibratedOnSameRatings(calibration: String, frame: String, pairs: Int)
  case badTest(maxNoise: Double, risk: Double)
  // Votes alone do not tell how good the judges are.
  case noVotes
  case notIdentified(judges: [String])
  case populationsAlike(p: Double)
  case worseThanChance(judge: String, sensitivity: Double, specificity: Double)
}

internal import Foundation
internal import Store
internal import Tables
internal import Trajectories

/// A stored calibration as the gate reads it: what a rater's confidence becomes, by the fold of the run's task.
/// - Source: STATISTICS.md (calibration).
struct StoredCalibration: Sendable {
  /// What a confidence in (low, high] becomes, as the queries of the gate compute it.
  private struct Piece {
    let high: Double
    let low: Double
    let lowValue: Double
    let highValue: Double
    /// nil: a line.
    let logistic: (slope: Double, intercept: Double)?

    func callAsFunction(_ confidence: Double) -> Double {
      if let logistic {
        return 1 / (1 + exp(-(logistic.intercept + logistic.slope * confidence)))
      }
      if confidence == high { return highValue }
      let value = lowValue + (confidence - low) / (high - low) * (highValue - lowValue)
      return min(highValue, max(lowValue, value))
    }
  }

  private struct Key: Hashable {
    let rater: String
    let fold: Int
  }

  /// Parts of the tasks that calibration is cross-fitted over.
  static let foldCount = 5

  /// What stands for the relabeler where judges have digests.
  static let relabelerKey = "relabeler"

  private var pieces: [Key: [Piece]] = [:]

  /// - Parameter digest: of one that is stored; another has no maps.
  /// - Throws: `StoreError`.
  init(_ digest: String, in store: Store) throws {
    let table = try store.run("load_calibration_pieces", ["calibration": .text(digest)])
    for row in table.rows.indices {
      func real(_ column: String) -> Double? { table.value(row, column).real }
      guard let rater = table.value(row, "rater").text,
        let fold = table.value(row, "fold").integer, let high = real("high"), let low = real("low")
      else { continue }
      let logistic = real("slope").flatMap { slope in real("intercept").map { (slope, $0) } }
      pieces[Key(rater: rater, fold: Int(fold)), default: []].append(
        Piece(
          high: high, low: low, lowValue: real("low_value") ?? 0,
          highValue: real("high_value") ?? 0, logistic: logistic))
    }
  }

  /// Whether a rater has a map.
  func knows(_ rater: String) -> Bool { pieces.keys.contains { $0.rater == rater } }

  /// - Parameter fold: of the run.
  /// - Returns: what makes confidences calibrated ones; nil: the rater keeps its own.
  func map(_ rater: String, fold: Int) -> ((Double) -> Double)? {
    guard let pieces = pieces[Key(rater: rater, fold: fold)] else { return nil }
    return { confidence in
      // The first piece that reaches it.
      var (low, high) = (0, pieces.count)
      while low < high {
        let middle = (low + high) / 2
        if pieces[middle].high < confidence { low = middle + 1 } else { high = middle }
      }
      return low < pieces.count ? pieces[low](confidence) : confidence
    }
  }

  /// What a name means, by digest.
  /// - Throws: `NoiseError.unknownCalibration`; `StoreError.severalPresent` for none where several are stored.
  static func digest(named name: String?, in store: Store) throws -> String {
    let found = try store.run("calibrations_named", ["name": .init(name)]).rows
    guard let first = found.first?[1].text else {
      let all = try store.run("calibrations_named").rows.compactMap { $0[0].text }
      throw NoiseError.unknownCalibration(name: name, known: all)
    }
    guard found.count == 1 else {
      throw StoreError.severalPresent(
        parameter: "confidence", candidates: found.compactMap { $0[0].text })
    }
    return first
  }
}

extension GateFacts {
  /// The fold of each run's task, in 0 ..< 5, the same in every database.
  /// - Throws: `StoreError`.
  func folds(in store: Store) throws -> [Int] {
    var folds = Array(repeating: 0, count: runs.count)
    var place = 0
    try store.forEachRow(of: "load_calibration_folds") { row in
      guard place < runs.count, runs[place] == row.integer(0) else { return }
      folds[place] = row.int(1) ?? 0
      place += 1
    }
    return folds
  }

  /// The same facts with calibrated confidences, of raters that have a map.
  /// - Throws: `StoreError`.
  func calibrated(by digest: String, in store: Store) throws -> GateFacts {
    let calibration = try StoredCalibration(digest, in: store)
    let folds = try folds(in: store)
    func column(_ rater: String, _ state: Column<UInt8>, _ raw: Column<Double>) -> Column<Double> {
      guard calibration.knows(rater) else { return raw }
      let maps = (0..<StoredCalibration.foldCount).map { calibration.map(rater, fold: $0) }
      let calibrated = Column(repeating: 0.0, count: raw.count)
      for place in 0..<raw.count where state[place] >= State.invalid {
        let confidence = raw[place]
        calibrated[place] = maps[folds[place / slots]]?(confidence) ?? confidence
      }
      return calibrated
    }
    return GateFacts(
      runs: runs, isFailed: isFailed, detected: detected, severity: severity, weight: weight,
      hasOutcome: hasOutcome, slots: slots, state: state,
      confidence: column(StoredCalibration.relabelerKey, state, confidence),
      judges: judges.map {
        Judge(
          name: $0.name, digest: $0.digest, state: $0.state,
          confidence: column($0.digest, $0.state, $0.confidence))
      })
  }
}

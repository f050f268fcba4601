internal import Foundation
internal import Statistics
public import Store
internal import Tables
internal import Trajectories

/// Maps from the confidences of raters to shares of valid pairs, under a name.
///
/// Each rater has a map for every fold of tasks, fitted to the ratings of the other folds, so that no confidence is
/// calibrated by ratings of its own task; and one fitted to all, which stands in where other folds have no ratings.
public struct StoredCalibration: Sendable {
  struct Maps: Sendable {
    /// Digest of the judge; `relabelerKey`.
    let rater: String
    let name: String
    let rated: Int
    let map: CalibrationMap
    /// By fold; nil: the others have no ratings.
    let folds: [CalibrationMap?]
  }

  static let relabelerKey = "relabeler"

  let maps: [Maps]
  /// Digests of the attempts that maps were fitted to, ascending.
  let attempts: [String]
  let extractConfig: String?
  let relabelConfig: String?
  let series: String

  /// As canonical JSON.
  var bodyJSON: String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("attempts", attempts)
    json.member("extract_config", extractConfig)
    json.key("maps")
    json.beginArray()
    for maps in maps {
      json.beginObject()
      json.key("folds")
      json.raw("[" + maps.folds.map { $0.map(Self.text) ?? "null" }.joined(separator: ",") + "]")
      json.member("map", raw: Self.text(maps.map))
      json.member("name", maps.name)
      json.member("rated", maps.rated)
      json.member("rater", maps.rater)
      json.endObject()
    }
    json.endArray()
    json.member("relabel_config", relabelConfig)
    json.member("series", series)
    json.endObject()
    return json.text
  }

  private static func text(_ map: CalibrationMap) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(map)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  private struct Body: Decodable {
    struct Fitted: Decodable {
      let rater: String
      let name: String
      let rated: Int
      let map: CalibrationMap
      let folds: [CalibrationMap?]
    }

    enum CodingKeys: String, CodingKey {
      case attempts, maps, series
      case extractConfig = "extract_config"
      case relabelConfig = "relabel_config"
    }

    let attempts: [String]
    let maps: [Fitted]
    let series: String
    let extractConfig: String?
    let relabelConfig: String?
  }

  /// The one of a name.
  /// - Throws: `NoiseError` for a name that nothing has.
  init(_ name: String, in store: Store) throws {
    guard let row = try store.run("find_calibration", ["name": .text(name)]).rows.first else {
      let known = try store.run("calibrations").rows.compactMap { $0[0].text }
      throw NoiseError.unknownCalibration(name: name, known: Array(Set(known)).sorted())
    }
    guard
      let body = try? JSONDecoder().decode(Body.self, from: Data((row[2].text ?? "").utf8)),
      body.maps.allSatisfy({ $0.folds.count == RunTraits.foldCount })
    else { throw NoiseError.unreadableCalibration(name: name) }
    self.init(
      maps: body.maps.map {
        Maps(rater: $0.rater, name: $0.name, rated: $0.rated, map: $0.map, folds: $0.folds)
      }, attempts: body.attempts, extractConfig: body.extractConfig,
      relabelConfig: body.relabelConfig, series: body.series)
  }

  init(
    maps: [Maps], attempts: [String], extractConfig: String?, relabelConfig: String?,
    series: String
  ) {
    self.maps = maps
    self.attempts = attempts
    self.extractConfig = extractConfig
    self.relabelConfig = relabelConfig
    self.series = series
  }

  /// Stores it; the same again is a no-op.
  /// - Throws: `NoiseError.otherCalibration` for a name that is taken.
  func save(as name: String, in store: Store) throws {
    let known = try store.run("find_calibration", ["name": .text(name)]).rows.first
    if let known, known[2].text != bodyJSON { throw NoiseError.otherCalibration(name: name) }
    try store.writeFacts { _ = try $0.addCalibration(name: name, bodyJSON: bodyJSON) }
  }
}

extension GateFacts {
  /// The same facts with calibrated confidences, of raters that have a map.
  /// - Parameter folds: of each run.
  func calibrated(by calibration: StoredCalibration, folds: [Int]) -> GateFacts {
    func column(_ rater: String, _ state: Column<UInt8>, _ raw: Column<Double>) -> Column<Double> {
      guard let maps = calibration.maps.first(where: { $0.rater == rater }) else { return raw }
      let calibrated = Column(repeating: 0.0, count: raw.count)
      for place in 0..<raw.count where state[place] >= State.invalid {
        let map = maps.folds[folds[place / slots]] ?? maps.map
        calibrated[place] = map(raw[place])
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

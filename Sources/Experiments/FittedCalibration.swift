internal import Foundation
internal import Statistics
internal import Store
internal import Tables
internal import Trajectories

/// Maps from the confidences of raters to shares of valid pairs, as they are fitted and stored.
///
/// Each rater has a map for every fold of tasks, fitted to the ratings of the other folds, so that no confidence is
/// calibrated by ratings of its own task; and one fitted to all, which stands in where other folds have no ratings.
struct FittedCalibration: Sendable {
  struct Maps: Sendable {
    /// Digest of the judge; `StoredCalibration.relabelerKey`.
    let rater: String
    let name: String
    let rated: Int
    let map: CalibrationMap
    /// By fold; nil: the others have no ratings.
    let folds: [CalibrationMap?]
  }

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

  /// Stores it; the same again is a no-op.
  /// - Throws: `NoiseError.otherCalibration` for a name that is taken.
  func save(as name: String, in store: Store) throws {
    let known = try store.run("find_calibration", ["name": .text(name)]).rows.first
    if let known, known[2].text != bodyJSON { throw NoiseError.otherCalibration(name: name) }
    try store.writeFacts { _ = try $0.addCalibration(name: name, bodyJSON: bodyJSON) }
  }
}

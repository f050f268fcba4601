internal import Foundation
internal import Yams

/// Where a setting comes from when no flag gives it: the environment, then `regoal.yaml`, then the default.
struct Settings {
  static let file = "regoal.yaml"
  static let keys = [
    "db", "wait", "policy", "theta", "delta", "attempts", "fallback", "vote_valid", "on_error",
    "weighting", "confidence", "detection", "series", "rules", "collect", "endpoints", "detector",
    "extractor",
    "relabeler", "judge", "structured",
  ]

  private let environment: [String: String]
  private let yaml: [String: String]

  /// Says nothing.
  static let none = Settings(environment: [:], yaml: [:])

  private init(environment: [String: String], yaml: [String: String]) {
    self.environment = environment
    self.yaml = yaml
  }

  /// Reads `regoal.yaml` of the current folder, if there is one.
  /// - Throws: `CommandError` for a file that is no YAML mapping or has an unknown key.
  init(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    file: String = Settings.file
  ) throws {
    self.environment = environment
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      yaml = [:]
      return
    }
    let loaded: Any?
    do { loaded = try Yams.load(yaml: text) } catch {
      throw CommandError(what: "\(file) is not YAML: \(error)")
    }
    guard let loaded else {
      yaml = [:]
      return
    }
    guard let mapping = loaded as? [String: Any] else {
      throw CommandError(what: "\(file) should hold 'key: value' lines")
    }
    var values: [String: String] = [:]
    for (key, value) in mapping.sorted(by: { $0.key < $1.key }) {
      guard Settings.keys.contains(key) else {
        throw CommandError(
          what: "\(file) has an unknown key '\(key)'",
          fix: Suggestion.fix(
            key, among: Settings.keys, all: "it takes: " + Settings.keys.joined(separator: ", ")))
      }
      // A list is the same as its items with spaces between them.
      values[key] =
        (value as? [Any])?.map { String(describing: $0) }.joined(separator: " ")
        ?? String(describing: value)
    }
    yaml = values
  }

  /// `REGOAL_KEY`, else the file's value.
  subscript(_ key: String) -> String? {
    if let value = environment["REGOAL_" + key.uppercased()], !value.isEmpty { return value }
    return yaml[key]
  }

  /// One of the words that a setting takes; nil: it is not given.
  /// - Throws: `CommandError` for another.
  func word<T: RawRepresentable & CaseIterable>(
    _ key: String
  ) throws -> T? where T.RawValue == String {
    guard let text = self[key] else { return nil }
    // YAML 1.1 reads on and off as booleans.
    let yaml = ["true": "on", "false": "off"]
    guard let value = T(rawValue: text) ?? yaml[text].flatMap(T.init(rawValue:)) else {
      throw CommandError(
        what: "setting '\(key)' is '\(text)'",
        fix: "it can be " + T.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return value
  }
}

internal import Foundation
internal import Store
internal import Tables
internal import Trajectories

/// A policy that was applied, with the rows of its configs.
struct AppliedPolicy {
  let digest: String
  /// Canonical JSON of the policy, configs by digest.
  let bodyJSON: String
  let configs: FactReader.PolicyConfigs
  let weighting: GatePolicy.Weighting
  /// Whether the weight comes from a detection.
  let hasDetection: Bool
  /// Digests of the judges, as the policy names them.
  let judges: [String]

  /// A config that the policy names.
  struct Config {
    let stage: String
    let name: String
    let digest: String
    let bodyJSON: String
  }

  /// In the order of stages and names.
  let usedConfigs: [Config]
  let theta: Double
  /// Digest of the calibration whose confidences it reads; nil: those given.
  let calibration: String?

  /// Whether any of them is an engine of rules.
  var isByRules: Bool { usedConfigs.contains { $0.bodyJSON.contains("\"engine\":\"rules\"") } }

  private struct Body: Decodable {
    let theta: Double
    let detection: String
    let detectConfig: String?
    let extractConfig: String?
    let relabelConfig: String?
    let judges: [String]?
    let series: String
    let weighting: String
    let confidence: String?
  }

  /// Training weight of an accepted pair.
  /// - Parameter detection: nil: there is none.
  /// - Returns: nil: not known.
  /// - Source: METHOD.md §4, "Weights".
  func weight(of detection: Detection?) -> Double? {
    guard hasDetection else { return 1 }
    switch weighting {
    case .uniform, .uniformAfterGate: return 1
    case .reference: return detection?.severity
    case .severity: return detection?.weight ?? detection?.severity.map { 1 - $0 }
    }
  }

  /// - Throws: `ExportError.noPolicy`; `StoreError`.
  init(_ digest: String, in store: Store) throws {
    guard let json = try store.run("policy_body", ["digest": .text(digest)]).rows.first?[0].text
    else { throw ExportError.noPolicy }
    try self.init(digest: digest, bodyJSON: json, in: store)
  }

  /// - Throws: `ExportError.noPolicy` where the body is none; `StoreError`.
  init(digest: String, bodyJSON json: String, in store: Store) throws {
    guard let body = try? JSONDecoder.snakeCase.decode(Body.self, from: Data(json.utf8)) else {
      throw ExportError.noPolicy
    }
    func row(_ config: String?) throws -> Int64? {
      try config.flatMap {
        try store.run("find_config", ["digest": .text($0)]).rows.first?[0].integer
      }
    }
    self.digest = digest
    bodyJSON = json
    judges = body.judges ?? []
    // In the order of names, in which the gate adds confidences up.
    let all = try store.run("config_names").rows.map { row in
      Config(
        stage: row[0].text ?? "", name: row[1].text ?? "", digest: row[2].text ?? "",
        bodyJSON: row[3].text ?? "")
    }
    usedConfigs = all.filter { json.contains($0.digest) }
    theta = body.theta
    if case .calibrated(let digest) = body.confidence.flatMap(GatePolicy.Confidence.init) {
      calibration = digest
    } else {
      calibration = nil
    }
    configs = FactReader.PolicyConfigs(
      detect: try row(body.detectConfig), extract: try row(body.extractConfig),
      relabel: try row(body.relabelConfig),
      judges: try all.map(\.digest).filter(judges.contains).compactMap(row), series: body.series)
    weighting = GatePolicy.Weighting(rawValue: body.weighting) ?? .severity
    hasDetection = body.detection != "off"
  }
}

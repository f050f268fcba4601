internal import Experiments
internal import Exports
internal import Store
internal import Tables
internal import Trajectories

/// The command that makes an export again, whatever was applied since: every setting by a flag.
struct ExportLine {
  /// Its configs and judges by digest.
  var request: GateRequest
  let formats: [String]
  let packing: Packing
  let selection: ExampleSelection
  let split: (name: String, parts: [String], leaks: SplitChoice.Leaks)?
  let licences: [String: String]
  /// As it was named; nil: none was.
  var arm: String?

  /// - Parameter store: tells the names of the configs.
  func text(in store: Store) throws -> String {
    let names = try ConfigNames(in: store)
    var words = ["regoal", "export"]
    func add(_ flag: String, _ value: String?) {
      if let value { words += ["--" + flag, ExportLine.quoted(value)] }
    }
    for format in formats { add("format", format) }
    if packing.isGzip { words.append("--gz") }
    add("shard-size", packing.shardSize.map(String.init))
    if let split {
      add("split", split.name)
      add("part", split.parts.joined(separator: ","))
      switch split.leaks {
      case .refused: break
      case .written: words.append("--leaky")
      case .leftOut: words.append("--drop")
      }
    }
    add("arm", arm)
    addSelection(add)
    addPolicy(names, add)
    for (label, licence) in licences.sorted(by: { $0.key < $1.key }) {
      add("licence", "\(label)=\(licence)")
    }
    return words.joined(separator: " ")
  }

  private func addSelection(_ add: (String, String?) -> Void) {
    let usual = ExampleSelection()
    if selection.takes != usual.takes || arm != nil { add("takes", selection.takes.rawValue) }
    if selection.successes != usual.successes {
      add("successes", selection.successes.rawValue)
    }
    if selection.successShare != usual.successShare {
      add("success-share", CanonicalJSON.text(of: selection.successShare))
    }
    add("failed-runs", selection.failedRuns.map(String.init))
    if selection.matchesAccepted { add("match", "accepted") }
    if selection.takes == .ownGoalsByConfidence {
      add("confidence-above", CanonicalJSON.text(of: selection.confidenceAbove))
    }
    add("round", selection.round.map(String.init))
    add("replicate", selection.replication.map(CanonicalJSON.text))
    if selection.seed != usual.seed { add("seed", String(selection.seed)) }
  }

  private func addPolicy(_ names: ConfigNames, _ add: (String, String?) -> Void) {
    let policy = request.policy
    add("theta", CanonicalJSON.text(of: policy.theta))
    add("delta", CanonicalJSON.text(of: policy.delta))
    add("attempts", String(policy.attempts))
    let judges = (policy.judges ?? []).map(names.name)
    add("judges", judges.isEmpty ? "none" : judges.joined(separator: ","))
    add("fallback", policy.fallback.rawValue)
    add("vote-valid", policy.voteValid.rawValue)
    add("on-error", policy.onError.rawValue)
    add("weighting", policy.weighting.rawValue)
    add("confidence", policy.confidence.identifying)
    add("detection", policy.detection ? "on" : "off")
    add("series", request.series)
    add("detect-config", request.detectConfig.map(names.name))
    add("extract-config", request.extractConfig.map(names.name))
    add("relabel-config", request.relabelConfig.map(names.name))
  }

  /// As a shell reads it.
  private static func quoted(_ word: String) -> String {
    let plain = word.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=,+@%".contains($0))
    }
    return plain && !word.isEmpty
      ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

/// What people call configs, where one name means one config.
struct ConfigNames {
  private var names: [String: String] = [:]

  init(in store: Store) throws {
    for row in try store.run("config_names").rows {
      guard let name = row[1].text, let digest = row[2].text, !name.contains(",") else { continue }
      names[digest] = name
    }
  }

  /// The name; the digest where it has none.
  func name(_ digest: String) -> String { names[digest] ?? digest }
}

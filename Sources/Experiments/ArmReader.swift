internal import Trajectories
internal import Yams

/// Turns the mappings of a file of arms into arms, each behind what it inherits from.
struct ArmReader {
  struct Entry {
    let name: String
    let line: Int?
    let settings: Node.Mapping
  }

  let file: String
  let entries: [Entry]
  let presets: [String: GatePolicy]
  let base: GateRequest

  private struct Draft {
    var request: GateRequest
    var training = ArmTraining()
    var about: String?
  }

  func definitions() throws(ArmFileError) -> [ArmDefinition] {
    var known: [String: Draft] = [:]
    var definitions: [ArmDefinition] = []
    for entry in entries {
      let draft = try draft(entry, [], &known)
      definitions.append(
        ArmDefinition(
          name: entry.name, about: draft.about, request: draft.request, training: draft.training))
    }
    return definitions
  }

  /// - Parameter below: the arms that led here by `from`.
  private func draft(
    _ entry: Entry, _ below: [String], _ known: inout [String: Draft]
  ) throws(ArmFileError) -> Draft {
    if let done = known[entry.name] { return done }
    if let start = below.firstIndex(of: entry.name) {
      throw .cycle(file: file, arms: Array(below[start...]) + [entry.name])
    }
    var draft = Draft(request: base)
    if let value = entry.settings["from"] {
      let parent = try text("from", value, entry)
      guard let above = entries.first(where: { $0.name == parent }) else {
        throw .unknownParent(
          file: file, arm: entry.name, line: value.mark?.line, parent: parent,
          known: entries.map(\.name).filter { $0 != entry.name })
      }
      draft = try self.draft(above, below + [entry.name], &known)
      draft.about = nil
    }
    if let value = entry.settings["policy"] {
      let word = try text("policy", value, entry)
      guard let preset = presets[word] else {
        throw bad("policy", value, entry, "the name of a policy", presets.keys.sorted())
      }
      draft.request.policy = preset
    }
    for (key, value) in entry.settings {
      let word = key.string ?? ""
      guard ArmFile.keys.contains(word) else {
        throw .unknownKey(
          file: file, arm: entry.name, line: key.mark?.line, key: word, known: ArmFile.keys)
      }
      if try !setPolicy(word, value, entry, &draft.request) {
        try setRest(word, value, entry, &draft)
      }
    }
    known[entry.name] = draft
    return draft
  }

  /// - Returns: whether the key is one of the gate's.
  private func setPolicy(
    _ key: String, _ value: Node, _ entry: Entry, _ request: inout GateRequest
  ) throws(ArmFileError) -> Bool {
    switch key {
    case "theta": request.policy.theta = try share(key, value, entry)
    case "delta": request.policy.delta = try share(key, value, entry)
    case "attempts": request.policy.attempts = try count(key, value, entry, from: 1)
    case "judges": request.policy.judges = try judges(value, entry)
    case "fallback": request.policy.fallback = try choice(key, value, entry)
    case "vote_valid": request.policy.voteValid = try choice(key, value, entry)
    case "on_error": request.policy.onError = try choice(key, value, entry)
    case "weighting": request.policy.weighting = try choice(key, value, entry)
    case "detection":
      let switched: Switch = try choice(key, value, entry)
      request.policy.detection = switched == .on
      // Inherited beside detection off, a config would still decide who belongs to F.
      if switched == .off, entry.settings["detect_config"] == nil { request.detectConfig = nil }
    default: return false
    }
    return true
  }

  private enum Switch: String, CaseIterable { case on, off }

  private func setRest(
    _ key: String, _ value: Node, _ entry: Entry, _ draft: inout Draft
  ) throws(ArmFileError) {
    switch key {
    case "about": draft.about = try text(key, value, entry)
    case "detect_config": draft.request.detectConfig = try text(key, value, entry)
    case "extract_config": draft.request.extractConfig = try text(key, value, entry)
    case "relabel_config": draft.request.relabelConfig = try text(key, value, entry)
    case "series": draft.request.series = try text(key, value, entry)
    case "takes": draft.training.takes = try choice(key, value, entry)
    case "objective": draft.training.objective = try choice(key, value, entry)
    case "success_share": draft.training.successShare = try share(key, value, entry)
    case "failed_runs": draft.training.failedRuns = try count(key, value, entry, from: 0)
    case "round": draft.training.round = try count(key, value, entry, from: 0)
    case "confidence_above": draft.training.confidenceAbove = try share(key, value, entry)
    default: break
    }
  }

  // MARK: Values

  /// 'none', 'all', a name, or a list of names.
  private func judges(_ value: Node, _ entry: Entry) throws(ArmFileError) -> [String]? {
    if let sequence = value.sequence {
      var names: [String] = []
      for name in sequence { names.append(try text("judges", name, entry)) }
      return names
    }
    guard value.scalar != nil else {
      throw bad("judges", value, entry, "'none', 'all', a judge's name, or a list of names")
    }
    switch try text("judges", value, entry) {
    case "none": return []
    case "all": return nil
    case let name: return [name]
    }
  }

  private func text(
    _ key: String, _ value: Node, _ entry: Entry
  ) throws(ArmFileError) -> String {
    guard let text = value.scalar?.string, !text.isEmpty else {
      throw bad(key, value, entry, "a word")
    }
    return text
  }

  private func share(
    _ key: String, _ value: Node, _ entry: Entry
  ) throws(ArmFileError) -> Double {
    guard let number = value.scalar.flatMap({ Double($0.string) }), (0...1).contains(number)
    else { throw bad(key, value, entry, "a number from 0 to 1") }
    return number
  }

  private func count(
    _ key: String, _ value: Node, _ entry: Entry, from least: Int
  ) throws(ArmFileError) -> Int {
    guard let number = value.scalar.flatMap({ Int($0.string) }), number >= least else {
      throw bad(key, value, entry, "an integer from \(least)")
    }
    return number
  }

  private func choice<Value: RawRepresentable & CaseIterable>(
    _ key: String, _ value: Node, _ entry: Entry
  ) throws(ArmFileError) -> Value where Value.RawValue == String {
    let known = Value.allCases.map(\.rawValue)
    guard let choice = value.scalar.flatMap({ Value(rawValue: $0.string) }) else {
      throw bad(key, value, entry, known.joined(separator: ", "), known)
    }
    return choice
  }

  private func bad(
    _ key: String, _ value: Node, _ entry: Entry, _ expected: String, _ known: [String] = []
  ) -> ArmFileError {
    let text =
      value.scalar?.string ?? (value.mapping != nil ? "a mapping" : "a list")
    return .badValue(
      file: file, arm: entry.name, line: value.mark?.line ?? entry.line, key: key, text: text,
      expected: expected, known: known)
  }
}

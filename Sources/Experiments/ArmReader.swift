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
    let named = Dictionary(entries.map { ($0.name, $0) }, uniquingKeysWith: { one, _ in one })
    for entry in entries {
      for above in try line(of: entry, named, until: known) {
        let parent = try parent(of: above, named)
        known[above.name] = try draft(above, below: parent.flatMap { known[$0.name] })
      }
      guard let draft = known[entry.name] else { continue }
      definitions.append(
        ArmDefinition(
          name: entry.name, about: draft.about, request: draft.request, training: draft.training))
    }
    return definitions
  }

  /// What an arm inherits from; nil: nothing.
  private func parent(
    of entry: Entry, _ named: [String: Entry]
  ) throws(ArmFileError) -> Entry? {
    guard let value = entry.settings["from"] else { return nil }
    let parent = try text("from", value, entry)
    guard let above = named[parent] else {
      throw .unknownParent(
        file: file, arm: entry.name, line: value.mark?.line, parent: parent,
        known: entries.map(\.name).filter { $0 != entry.name })
    }
    return above
  }

  /// An arm behind those that it inherits from, the uppermost first, as far as they are not known yet.
  private func line(
    of entry: Entry, _ named: [String: Entry], until known: [String: Draft]
  ) throws(ArmFileError) -> [Entry] {
    var line: [Entry] = []
    var places: [String: Int] = [:]
    var next: Entry? = entry
    while let one = next, known[one.name] == nil {
      if let start = places[one.name] {
        throw .cycle(file: file, arms: line[start...].map(\.name) + [one.name])
      }
      places[one.name] = line.count
      line.append(one)
      next = try parent(of: one, named)
    }
    return line.reversed()
  }

  /// - Parameter below: what the arm inherits; nil: nothing.
  private func draft(_ entry: Entry, below: Draft?) throws(ArmFileError) -> Draft {
    var draft = below ?? Draft(request: base)
    draft.about = nil
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
    case "confidence":
      let word = try text(key, value, entry)
      guard let confidence = GatePolicy.Confidence(word) else {
        throw bad(key, value, entry, GatePolicy.Confidence.choices)
      }
      request.policy.confidence = confidence
    case "detection":
      let switched = try onOff(key, value, entry)
      request.policy.detection = switched == .on
      // Inherited beside detection off, a config would still decide who belongs to F.
      if switched == .off, entry.settings["detect_config"] == nil { request.detectConfig = nil }
    default: return false
    }
    return true
  }

  private enum Switch: String, CaseIterable { case on, off }

  /// YAML writes the two in several ways.
  private func onOff(
    _ key: String, _ value: Node, _ entry: Entry
  ) throws(ArmFileError) -> Switch {
    switch value.scalar?.string.lowercased() {
    case "on", "yes", "true": return .on
    case "off", "no", "false": return .off
    default: throw bad(key, value, entry, "on, off")
    }
  }

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

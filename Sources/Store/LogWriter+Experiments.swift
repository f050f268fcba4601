internal import Trajectories

/// Ratings, arms, and what was measured on them.
extension LogWriter {
  // MARK: Ratings

  func declare(_ frame: AnnotationFrame) throws -> Outcome {
    let key = LogWriter.key(frame.name)
    if !memory.isDump, let declared = memory.frames[key], declared.digest != frame.digest {
      throw Unresolved(
        reason: "frame '\(frame.name)' is declared with another content further up", isFinal: true)
    }
    let insertion = try facts.add(frame)
    memory.frames[key] = insertion.stored
    return insertion.isNew ? .added(.frame) : .present(.frame)
  }

  func add(
    _ annotation: Annotation, _ target: Annotation.Target, _ frame: Reference?, _ place: FactPlace
  ) throws -> Outcome {
    let rated: FactWriter.Rated
    var place = place
    switch target {
    case .attempt(let k, let goalIndex):
      place.config = try stored(.relabel, place.config, place)
      place.extractConfig = try place.extractConfig.map { try stored(.extract, $0, place) }
      rated = .attempt(try attempt(place, k: k, goalIndex: goalIndex))
    case .detection: rated = .detection(try detection(place))
    }
    let frame = try frame.map { try self.frame($0) }
    switch try facts.add(annotation, about: rated, frame: frame) {
    case .added: return .added(.annotation)
    case .present: return .present(.annotation)
    case .conflict:
      throw Unresolved(
        reason:
          "another verdict of '\(annotation.annotator)' with \"seq\" \(annotation.seq) is stored"
          + " for the same target; a later verdict takes a higher \"seq\"",
        isFinal: true)
    }
  }

  /// A rating makes up no config: what it names has answered, or it is a slip. A name that means none of
  /// the line's own label means the only one of another, such as of the built-in engines.
  private func stored(_ stage: Stage, _ reference: Reference, _ place: FactPlace) throws
    -> Reference
  {
    guard case .name(let name) = reference,
      memory.configs[LogWriter.configKey(stage, place.label, name)] == nil,
      try facts.configs(stage: stage, label: place.label, name: name).isEmpty
    else { return reference }
    // What is wrong with the run is told first.
    _ = try trajectory(place)
    guard isAtEnd else { throw Unresolved(reason: "config '\(name)' did not come yet") }
    let found =
      try configs(stage, labelled: name) + facts.configs(stage: stage, label: nil, name: name)
    guard let first = found.first else {
      throw Unresolved(
        reason: "no \(stage.rawValue) config '\(name)' is in this file or stored"
          + (stage == .detect ? "; an annotation without \"k\" is about a detection" : ""))
    }
    guard found.allSatisfy({ $0 == first }) else {
      throw Unresolved(
        reason: "\(stage.rawValue) config '\(name)' means several configs; name it by label/name or"
          + " {\"digest\":\"sha256:…\"}")
    }
    return .digest(first.digest)
  }

  /// The configs that a text such as `built-in/default` means.
  private func configs(_ stage: Stage, labelled text: String) throws -> [FactWriter.Stored] {
    guard let slash = text.firstIndex(of: "/") else { return [] }
    return try facts.configs(
      stage: stage, label: String(text[..<slash]), name: String(text[text.index(after: slash)...]))
  }

  /// The detection of the place's series, else that of main.
  private func detection(_ place: FactPlace) throws -> FactWriter.Stored {
    let run = try trajectory(place)
    let detect = try config(.detect, try stored(.detect, place.config, place), place)
    for series in [place.series, StageConfig.mainSeries] {
      guard
        let found = try facts.detection(trajectory: run.id, config: detect.id, series: series)
      else { continue }
      guard isAtEnd || series == place.series else {
        throw Unresolved(reason: "series '\(place.series)' may get a detection of its own")
      }
      return found
    }
    throw Unresolved(
      reason: "no detection is in this file or stored for this trajectory and config")
  }

  private func frame(_ reference: Reference) throws -> FactWriter.Stored {
    switch reference {
    case .digest(let digest):
      guard let stored = try facts.frame(digest: digest) else {
        throw Unresolved(reason: "no frame has the digest \(digest)")
      }
      return stored
    case .name(let name):
      if let declared = memory.frames[LogWriter.key(name)] { return declared }
      guard isAtEnd else { throw Unresolved(reason: "frame '\(name)' did not come yet") }
      let found = try facts.frames(name: name)
      guard let first = found.first else {
        throw Unresolved(
          reason: "no frame '\(name)' is in this file or stored; declare it with a frame line")
      }
      guard found.count == 1 else {
        throw Unresolved(
          reason:
            "frame '\(name)' means \(found.count) frames; name it by {\"digest\":\"sha256:…\"}")
      }
      return first
    }
  }

  // MARK: Arms

  func declare(_ declaration: ArmDeclaration) throws -> Outcome {
    let place = FactPlace(
      label: declaration.label, isLabelStated: true, trajectory: .name(""), config: .name(""))
    var arm = Arm(
      series: declaration.series, policy: declaration.policy, training: declaration.training)
    if arm.isGated {
      func digest(_ stage: Stage, _ reference: Reference) throws -> String {
        if case .name(let name) = reference {
          let labelled = try configs(stage, labelled: name)
          guard labelled.count < 2 else {
            throw Unresolved(
              reason:
                "config '\(name)' means \(labelled.count) configs; name it by {\"digest\":\"sha256:…\"}"
            )
          }
          if let only = labelled.first { return only.digest }
        }
        return try config(stage, reference, place).digest
      }
      arm.detectConfig = try declaration.detectConfig.map { try digest(.detect, $0) }
      arm.extractConfig = try declaration.extractConfig.map { try digest(.extract, $0) }
      arm.relabelConfig = try declaration.relabelConfig.map { try digest(.relabel, $0) }
      arm.policy.judges = try declaration.judges.map {
        Set(try $0.map { try digest(.judge, $0) }).sorted()
      }
    }
    let key = LogWriter.key(declaration.name)
    if !memory.isDump, let declared = memory.arms[key], declared.digest != arm.digest {
      throw Unresolved(
        reason: "arm '\(declaration.name)' is declared with another content further up",
        isFinal: true)
    }
    let insertion = try facts.add(arm, name: declaration.name)
    memory.arms[key] = insertion.stored
    return insertion.isNew ? .added(.arm) : .present(.arm)
  }

  func add(_ evaluation: Evaluation, _ reference: Reference) throws -> Outcome {
    switch try facts.add(evaluation, arm: try arm(reference)) {
    case .added: return .added(.evaluation)
    case .present: return .present(.evaluation)
    case .conflict(let stored):
      throw Unresolved(
        reason:
          "another result is stored for the same arm, benchmark, split, model, seed, task, metric,"
          + " round and export (\(stored.digest.prefix(19))…); give the line a \"seed\" of its own to keep both",
        isFinal: true)
    }
  }

  /// A name means the arm that this file declares, else the only one that is stored under it.
  private func arm(_ reference: Reference) throws -> FactWriter.Stored {
    switch reference {
    case .digest(let digest):
      guard let stored = try facts.arm(digest: digest) else {
        throw Unresolved(
          reason: "no arm has the digest \(digest); declare it with an arm line, or store it with "
            + "'regoal ablate FILE --save'")
      }
      return stored
    case .name(let name):
      if let declared = memory.arms[LogWriter.key(name)] { return declared }
      guard isAtEnd else { throw Unresolved(reason: "arm '\(name)' is not declared yet") }
      let found = try facts.arms(name: name)
      guard let first = found.first else {
        throw Unresolved(
          reason:
            "no arm '\(name)' is in this file or stored; declare it with an arm line, or store it "
            + "with 'regoal ablate FILE --save'")
      }
      guard found.count == 1 else {
        throw Unresolved(
          reason:
            "arm '\(name)' means \(found.count) arms; name it by its digest, or declare it in "
            + "this file with an arm line")
      }
      return first
    }
  }
}

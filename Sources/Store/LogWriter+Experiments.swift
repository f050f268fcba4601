internal import Trajectories

/// Ratings, arms, and what was measured on them.
extension LogWriter {
  // MARK: Ratings

  func declare(_ frame: AnnotationFrame) throws -> Outcome {
    let key = LogWriter.key(frame.name)
    if let declared = memory.frames[key], declared.digest != frame.digest {
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
    switch target {
    case .attempt(let k, let goalIndex):
      try requireConfig(.relabel, place)
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

  /// A rating makes up no config: what it names has answered, or it is a slip.
  private func requireConfig(_ stage: Stage, _ place: FactPlace) throws {
    guard isAtEnd, case .name(let name) = place.config,
      memory.configs[LogWriter.configKey(stage, place.label, name)] == nil,
      try facts.configs(stage: stage, label: place.label, name: name).isEmpty
    else { return }
    _ = try trajectory(place)
    throw Unresolved(
      reason: "no \(stage.rawValue) config '\(name)' of '\(place.label)' is in this file or stored"
        + (stage == .detect ? "; an annotation without \"k\" is about a detection" : ""))
  }

  /// The detection of the place's series, else that of main.
  private func detection(_ place: FactPlace) throws -> FactWriter.Stored {
    let run = try trajectory(place)
    try requireConfig(.detect, place)
    let detect = try config(.detect, place.config, place)
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
      arm.detectConfig = try declaration.detectConfig.map { try config(.detect, $0, place).digest }
      arm.extractConfig = try declaration.extractConfig.map {
        try config(.extract, $0, place).digest
      }
      arm.relabelConfig = try declaration.relabelConfig.map {
        try config(.relabel, $0, place).digest
      }
      arm.policy.judges = try declaration.judges.map {
        Set(try $0.map { try config(.judge, $0, place).digest }).sorted()
      }
    }
    let key = LogWriter.key(declaration.name)
    if let declared = memory.arms[key], declared.digest != arm.digest {
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

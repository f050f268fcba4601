internal import Trajectories

/// Rows that only dumps have.
extension LogWriter {
  func write(_ record: StoredRecord, _ identity: TrajectoryIdentity?) throws -> Outcome {
    switch record {
    case .dump(let version):
      memory.isDump = true
      guard version <= facts.knownVersion else {
        throw Unresolved(
          reason: "the dump has version \(version), this program knows versions up to "
            + "\(facts.knownVersion); use a newer regoal", isFinal: true)
      }
      return .noted
    case .source(let file):
      let isNew = try facts.isNew(file)
      _ = try facts.source(label: file.label, format: file.format, file: file.file)
      return told(isNew, .source)
    case .run(let run, let file):
      return try add(run, identity, from: file)
    case .lexicon(let name, let terms):
      return told(try facts.addLexicon(name: name, termsJSON: terms), .lexicon)
    case .policy(let body): return told(try facts.addPolicy(bodyJSON: body), .policy)
    case .arm(let name, let body):
      return told(try facts.addArm(bodyJSON: body, name: name).isNew, .arm)
    case .calibration(let name, let body):
      switch try facts.insertCalibration(name: name, bodyJSON: body) {
      case .added: return .added(.calibration)
      case .present: return .present(.calibration)
      case .conflict:
        throw Unresolved(
          reason: "another calibration '\(name)' is stored, and a name stands for one",
          isFinal: true)
      }
    case .split(let name, let body):
      switch try facts.insertSplit(name: name, bodyJSON: body) {
      case .added: return .added(.split)
      case .present: return .present(.split)
      case .conflict:
        throw Unresolved(
          reason: "another split '\(name)' is stored, and splits are frozen", isFinal: true)
      }
    case .splitMember(let place, let run):
      guard let split = try facts.split(digest: place.split) else {
        throw Unresolved(reason: "no split has the digest \(place.split)")
      }
      let member = try trajectory(
        FactPlace(
          label: run.label, isLabelStated: run.isLabelStated, trajectory: run.trajectory,
          config: .name("")))
      switch try facts.insertMember(place, split: split, run: member) {
      case .added: return .added(.splitMember)
      case .present: return .present(.splitMember)
      case .conflict:
        throw Unresolved(
          reason: "the run stands in another place of the split, and splits are frozen",
          isFinal: true)
      }
    case .export(let manifest): return told(try facts.addExport(manifest: manifest), .export)
    case .exportItem(let item, let position, let digest):
      guard let export = try facts.export(digest: digest) else {
        throw Unresolved(reason: "no export has the digest \(digest)")
      }
      return told(try facts.addItem(item, at: position, of: export.id), .exportItem)
    case .quarantined(let bad, let format):
      let isNew = try facts.addQuarantine(
        label: bad.label, format: format, file: bad.file, line: bad.line, reason: bad.reason,
        record: bad.bytes)
      return told(isNew, .quarantined)
    case .tombstone(let stone): return try bury(stone)
    case .session(let began, let series, let seconds, let calls):
      let isNew = try facts.addSession(
        began: began, series: series, seconds: seconds, calls: calls)
      return told(isNew, .callSession)
    }
  }

  /// A log never removes anything: what is stored here stays until somebody forgets it here.
  private func bury(_ stone: Tombstone) throws -> Outcome {
    switch stone.kind {
    case .trajectory:
      guard try facts.trajectory(digest: stone.digest) == nil else {
        throw Unresolved(
          reason: "a run that was forgotten elsewhere is stored here; "
            + "'regoal db forget \(stone.digest)' removes it", isFinal: true)
      }
    case .quarantine:
      guard try !facts.hasQuarantined(stone.digest) else {
        throw Unresolved(
          reason: "a record that was forgotten elsewhere is in quarantine here; "
            + "'regoal db forget --quarantine' removes it", isFinal: true)
      }
    }
    return told(try facts.bury(stone), .tombstone)
  }

  private func told(_ isNew: Bool, _ kind: Kind) -> Outcome {
    isNew ? .added(kind) : .present(kind)
  }
}

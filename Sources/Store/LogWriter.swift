public import Trajectories

/// Writes the records of one input, resolving what they refer to: first within the file, then in the
/// database if that is unique there.
///
/// A fact whose run, outcome, attempt or config is not there yet, or could still be meant otherwise, is
/// handed back as `.later`: what it means may come further down the file, whose order decides nothing. At
/// the end these are offered again; what is still missing is then refused.
/// - Source: DESIGN.md §6.
public final class LogWriter {
  public enum Outcome: Equatable, Sendable {
    case added(Kind)
    case present(Kind)
    /// Not written: it is a run that was forgotten, or is about one.
    case forgotten(Tombstone)
    /// Not written, for a reason that people understand.
    case refused(reason: String)
    /// Refers to something that may still come.
    case later
    /// Says something of the file, and stores nothing.
    case noted
  }

  public enum Kind: String, Sendable, CaseIterable {
    case trajectory, config, detection, outcome, attempt, vote, collection
    case frame, annotation, arm, evaluation
    case modelCall = "model_call"
    case prompt, price
    case source, lexicon, policy, calibration, split
    case splitMember = "split_member"
    case export
    case exportItem = "export_item"
    case quarantined, tombstone
    case callSession = "call_session"
  }

  /// What the file has said so far; lives as long as the file, through several transactions.
  public struct Memory {
    /// Names of runs that the file brought, as hashes: (label, id).
    var seen: Set<Int> = []
    /// Runs that share (label, id) with another content; nil: the file itself holds both.
    var namesakes: [[UInt8]: FactWriter.Stored?] = [:]
    /// Names of runs that the file brought and that are forgotten, as (label, id).
    var forgotten: [[UInt8]: Tombstone] = [:]
    /// Configs that the file declared, by stage, label and name.
    var configs: [[UInt8]: FactWriter.Stored] = [:]
    /// Extract configs that the file used.
    var extractConfigs: Set<Int64> = []
    /// Arms and annotation frames that the file declared, by name.
    var arms: [[UInt8]: FactWriter.Stored] = [:]
    var frames: [[UInt8]: FactWriter.Stored] = [:]
    /// Ids under which the file brought another content than is stored.
    public internal(set) var conflicts: [String] = []

    /// True for a dump of a database: it tells itself which files its runs came from, and a name of it
    /// may mean several things.
    public internal(set) var isDump = false

    public init() {}
  }

  let facts: FactWriter
  private let findSource: () throws -> Int64
  private var foundSource: Int64?
  public internal(set) var memory: Memory
  /// True once the whole file was seen: nothing comes later, and unknown configs are made up by name.
  let isAtEnd: Bool

  /// - Parameter source: row of the file, found or made once a run needs it.
  public init(
    facts: FactWriter, source: @escaping @autoclosure () throws -> Int64, memory: Memory,
    isAtEnd: Bool = false
  ) {
    self.facts = facts
    findSource = source
    self.memory = memory
    self.isAtEnd = isAtEnd
  }

  /// - Parameter identity: that of a trajectory, if it is known.
  public func write(_ record: LogRecord, identity: TrajectoryIdentity? = nil) throws -> Outcome {
    do {
      return try resolved(record, identity)
    } catch let missing as Unresolved {
      return isAtEnd || missing.isFinal ? .refused(reason: missing.reason) : .later
    } catch StoreError.unknownCall(let digest) {
      return isAtEnd
        ? .refused(
          reason: "no model call has the digest \(digest); a model_call line has to come with it")
        : .later
    } catch StoreError.forgotten(let stone) {
      switch record {
      case .trajectory(let run), .stored(.run(let run, _)):
        memory.forgotten[LogWriter.key(run.sourceLabel, run.id)] = stone
      default: break
      }
      return .forgotten(stone)
    }
  }

  struct Unresolved: Error {
    let reason: String
    var isFinal = false
  }

  private func resolved(_ record: LogRecord, _ identity: TrajectoryIdentity?) throws -> Outcome {
    switch record {
    case .trajectory(let trajectory):
      return try add(trajectory, identity)
    case .config(let config):
      return try declare(config)
    case .detection(let detection, let place):
      let insertion = try facts.add(
        detection, trajectory: try trajectory(place),
        config: try config(.detect, place.config, place),
        series: place.series)
      return try outcome(insertion, .detection)
    case .outcome(let outcome, let place):
      let config = try config(.extract, place.config, place)
      memory.extractConfigs.insert(config.id)
      let insertion = try facts.add(
        outcome, trajectory: try trajectory(place), config: config, series: place.series)
      return try self.outcome(insertion, .outcome)
    case .attempt(let attempt, let place):
      let insertion = try facts.add(
        attempt, outcome: try self.outcome(place),
        config: try config(.relabel, place.config, place),
        series: place.series)
      return try outcome(insertion, .attempt)
    case .vote(let vote, let judge, let k, let goalIndex, let place):
      let insertion = try facts.add(
        vote, attempt: try attempt(place, k: k, goalIndex: goalIndex),
        judge: try config(.judge, judge, place), series: place.series)
      return try outcome(insertion, .vote)
    case .collection(var collection, let panel, let place):
      collection.panel = try panel?.map { try config(.judge, $0, place).digest }.sorted()
      let isNew = try facts.add(
        collection, outcome: try outcome(place), config: try config(.relabel, place.config, place),
        series: place.series)
      return isNew ? .added(.collection) : .present(.collection)
    case .frame(let frame): return try declare(frame)
    case .annotation(let annotation, let target, let frame, let place):
      return try add(annotation, target, frame, place)
    case .arm(let arm): return try declare(arm)
    case .evaluation(let evaluation, let arm): return try add(evaluation, arm)
    case .modelCall(let call, let places): return try add(call, places)
    case .prompt(let prompt):
      return try facts.add(prompt) ? .added(.prompt) : .present(.prompt)
    case .price(let price): return try add(price)
    case .stored(let record): return try write(record, identity)
    }
  }

  private func outcome(_ insertion: FactWriter.Insertion, _ kind: Kind) throws -> Outcome {
    switch insertion {
    case .added: return .added(kind)
    case .present: return .present(kind)
    case .conflict(let stored):
      throw Unresolved(
        reason:
          "another \(kind.rawValue) is stored for the same key (\(stored.digest.prefix(19))…); "
          + "give the line a \"series\" of its own to keep both",
        isFinal: true)
    }
  }

  // MARK: Runs

  /// - Parameter file: that it came from; nil: the one that is read.
  func add(
    _ trajectory: Trajectory, _ identity: TrajectoryIdentity?, from file: SourceFile? = nil
  ) throws -> Outcome {
    let insertion = try facts.add(trajectory, identity: identity, source: try source(file))
    let stored = insertion.stored
    let name = LogWriter.key(trajectory.sourceLabel, trajectory.id)
    let namesakes = try facts.trajectories(id: trajectory.id, label: trajectory.sourceLabel)
    let isRepeated = !memory.seen.insert(name.hashValue).inserted
    if namesakes.count > 1 {
      if let known = memory.namesakes[name] {
        if known != stored { memory.namesakes[name] = .some(nil) }
      } else {
        memory.namesakes[name] = isRepeated ? .some(nil) : stored
      }
      if case .added = insertion { memory.conflicts.append(trajectory.id) }
    }
    if case .added = insertion { return .added(.trajectory) }
    return .present(.trajectory)
  }

  private func source(_ file: SourceFile?) throws -> Int64 {
    if let file {
      return try facts.source(label: file.label, format: file.format, file: file.file)
    }
    if let foundSource { return foundSource }
    let found = try findSource()
    foundSource = found
    return found
  }

  /// Bytes, because Swift takes strings for equal whose bytes differ.
  static func key(_ parts: String...) -> [UInt8] {
    Array(parts.joined(separator: "\u{1F}").utf8)
  }

  func trajectory(_ place: FactPlace) throws -> FactWriter.Stored {
    switch place.trajectory {
    case .digest(let digest):
      guard let stored = try facts.trajectory(digest: digest) else {
        try facts.refuseForgotten(.trajectory, digest)
        throw Unresolved(reason: "no trajectory has the digest \(digest)")
      }
      return stored
    case .name(let id):
      let key = LogWriter.key(place.label, id)
      if let stone = memory.forgotten[key] { throw StoreError.forgotten(stone) }
      if let namesake = memory.namesakes[key] {
        guard let namesake else {
          throw ambiguous(id, "this file brings two contents for it", isLabelKnown: true)
        }
        return namesake
      }
      let isOfThisFile = memory.seen.contains(key.hashValue)
      guard isOfThisFile || isAtEnd else {
        throw Unresolved(reason: "trajectory '\(id)' did not come yet")
      }
      let found = try facts.trajectories(
        id: id, label: isOfThisFile || place.isLabelStated ? place.label : nil)
      // It may mean the run that was forgotten, not the one that is left.
      if !isOfThisFile, !place.isLabelStated || found.isEmpty { try facts.refuseForgotten(id: id) }
      guard let first = found.first else {
        throw Unresolved(
          reason: "no trajectory '\(id)' is in this file"
            + (place.isLabelStated ? " or stored under '\(place.label)'" : " or stored"))
      }
      guard found.count == 1 else {
        throw ambiguous(
          id, "\(found.count) runs have it", isLabelKnown: isOfThisFile || place.isLabelStated)
      }
      return first
    }
  }

  private func ambiguous(_ id: String, _ why: String, isLabelKnown: Bool) -> Unresolved {
    Unresolved(
      reason: "trajectory '\(id)' is ambiguous: \(why); name it by {\"digest\":\"sha256:…\"}"
        + (isLabelKnown ? "" : " or state its \"source\""))
  }

  // MARK: Configs

  private func declare(_ config: StageConfig) throws -> Outcome {
    let key = LogWriter.configKey(config.stage, config.label, config.name)
    let isKnown = try facts.config(digest: config.digest, stage: config.stage) != nil
    if !memory.isDump, let declared = memory.configs[key], declared.digest != config.digest {
      throw Unresolved(
        reason: "config '\(config.name)' is declared with another body further up", isFinal: true)
    }
    memory.configs[key] = try facts.add(config)
    return isKnown ? .present(.config) : .added(.config)
  }

  static func configKey(_ stage: Stage, _ label: String, _ name: String) -> [UInt8] {
    key(stage.rawValue, label, name)
  }

  func config(
    _ stage: Stage, _ reference: Reference, _ place: FactPlace
  ) throws -> FactWriter.Stored {
    switch reference {
    case .digest(let digest):
      guard let stored = try facts.config(digest: digest, stage: stage) else {
        throw Unresolved(reason: "no \(stage.rawValue) config has the digest \(digest)")
      }
      return stored
    case .name(let name):
      let key = LogWriter.configKey(stage, place.label, name)
      if let declared = memory.configs[key] { return declared }
      let known = try facts.configs(stage: stage, label: place.label, name: name)
      if known.count == 1, isAtEnd {
        memory.configs[key] = known[0]
        return known[0]
      }
      guard known.count <= 1 else {
        throw Unresolved(
          reason: "\(stage.rawValue) config '\(name)' of '\(place.label)' means \(known.count)"
            + " configs; name it by {\"digest\":\"sha256:…\"}")
      }
      guard isAtEnd else {
        throw Unresolved(reason: "config '\(name)' is not declared yet")
      }
      let made = try facts.add(.undeclared(stage: stage, label: place.label, name: name))
      memory.configs[key] = made
      return made
    }
  }

  // MARK: Outcomes and attempts

  /// The outcome that attempts of a series hang on: the series' own, else that of main.
  private func outcome(_ place: FactPlace) throws -> FactWriter.Stored {
    let run = try trajectory(place)
    if let parent = place.parent {
      let found = try facts.outcomes(trajectory: run.id).first { $0.stored.digest == parent }
      guard let found else { throw Unresolved(reason: "no outcome has the digest \(parent)") }
      return found.stored
    }
    guard isAtEnd || place.extractConfig != nil else {
      throw Unresolved(reason: "another outcome may come")
    }
    let all = try facts.outcomes(trajectory: run.id)
    var fitting = all.filter { $0.series == place.series || $0.series == StageConfig.mainSeries }
    if let reference = place.extractConfig {
      let wanted = try config(.extract, reference, place)
      fitting = fitting.filter { $0.config == wanted.id }
    } else if fitting.contains(where: { memory.extractConfigs.contains($0.config) }) {
      fitting = fitting.filter { memory.extractConfigs.contains($0.config) }
    }
    guard Set(fitting.map(\.config)).count <= 1 else {
      throw Unresolved(
        reason: "several outcomes are stored for this trajectory; name one with \"extract_config\"")
    }
    let own = fitting.first { $0.series == place.series }
    guard let found = own ?? (isAtEnd ? fitting.first : nil) else {
      throw Unresolved(
        reason: "no outcome is in this file or stored for this trajectory"
          + (place.extractConfig == nil ? "" : " under that extract_config")
          + "; an outcome line has to come with it")
    }
    return found.stored
  }

  /// The attempt that votes of a series are about: the series' own, else that of main.
  func attempt(_ place: FactPlace, k: Int, goalIndex: Int) throws -> FactWriter.Stored {
    if let parent = place.parent {
      guard let found = try facts.attempt(ofRun: try trajectory(place).id, digest: parent) else {
        throw Unresolved(reason: "no attempt has the digest \(parent)")
      }
      return found
    }
    let relabel = try config(.relabel, place.config, place)
    for series in [place.series, StageConfig.mainSeries] {
      var there = place
      there.series = series
      for hung in try outcomes(there) {
        if let found = try facts.attempt(
          outcome: hung.id, config: relabel.id, series: series, k: k, goalIndex: goalIndex)
        {
          guard isAtEnd || series == place.series else {
            throw Unresolved(reason: "series '\(place.series)' may get an attempt of its own")
          }
          return found
        }
      }
    }
    _ = try outcome(place)
    throw Unresolved(
      reason: "no attempt \(k) is in this file or stored for this trajectory and config")
  }

  /// The outcomes that attempts of a series may hang on: its own, and that of main, where an attempt
  /// was made before the series had its own.
  private func outcomes(_ place: FactPlace) throws -> [FactWriter.Stored] {
    var found: [FactWriter.Stored] = []
    for series in [place.series, StageConfig.mainSeries] {
      var there = place
      there.series = series
      do {
        let outcome = try outcome(there)
        if !found.contains(outcome) { found.append(outcome) }
      } catch is Unresolved {}
    }
    return found
  }
}

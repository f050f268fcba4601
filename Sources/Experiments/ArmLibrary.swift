internal import Foundation
public import Store
internal import Tables
public import Trajectories

/// Where arms come from: files, those that ship with the program, and those that are stored.
public struct ArmLibrary {
  let store: Store
  private let presets: [String: GatePolicy]

  /// The file that is meant where none is named.
  public static let defaultFile = "table-2"

  /// - Throws: `StoreError`.
  public init(store: Store) throws {
    self.store = store
    presets = try PolicyPresets.all(in: store)
  }

  /// Names of the files that ship with the program.
  public static var shippedNames: [String] {
    EmbeddedArms.files.map { file in
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      return String(name.dropLast(".yaml".count))
    }
  }

  /// Reads a file, or a shipped one by its name.
  /// - Parameter base: what arms do not say.
  /// - Throws: `ArmFileError`.
  public func file(named name: String, base: GateRequest = GateRequest()) throws -> ArmFile {
    let text: String
    if FileManager.default.fileExists(atPath: name) {
      do { text = try String(contentsOfFile: name, encoding: .utf8) } catch {
        throw ArmFileError.cannotRead(
          file: name, reason: "it is a folder, may not be read, or is no UTF-8")
      }
    } else if let place = ArmLibrary.shippedNames.firstIndex(of: name) {
      text = EmbeddedArms.files[place].text
    } else if name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      throw ArmFileError.cannotRead(file: name, reason: "there is no such file")
    } else {
      throw ArmFileError.unknownFile(name: name, known: ArmLibrary.shippedNames)
    }
    return try ArmFile(text: text, name: name, presets: presets, base: base)
  }

  /// What the gate is asked on an arm.
  /// - Parameter name: `FILE:ARM`, where the file may be a shipped one, or the name or digest of a stored arm.
  /// - Throws: `ArmFileError`, `.notGated` where no gate decides; `StoreError`.
  public func request(named name: String, base: GateRequest = GateRequest()) throws -> GateRequest {
    let arm = try arm(named: name, base: base)
    guard arm.training.takes == .hindsightPairs else { throw ArmFileError.notGated(arm: name) }
    return arm.request
  }

  /// An arm of a file, or one that is stored.
  /// - Parameter name: as `request(named:)` takes it.
  /// - Throws: `ArmFileError`; `StoreError`.
  public func arm(named name: String, base: GateRequest = GateRequest()) throws -> ArmDefinition {
    if let colon = name.lastIndex(of: ":"), !name.hasPrefix(Digest.prefix) {
      let file = try file(named: String(name[..<colon]), base: base)
      let wanted = String(name[name.index(after: colon)...])
      guard let arm = file.arms.first(where: { $0.name == wanted }) else {
        throw ArmFileError.unknownArm(
          file: file.name, arm: wanted, known: file.arms.map(\.name))
      }
      return arm
    }
    let (known, arm) = try loaded(name)
    return ArmDefinition(
      name: known, about: nil, request: GateRequest(arm), training: arm.training,
      digest: arm.digest)
  }

  /// Identity of an arm; nil: something that it names is not here.
  /// - Throws: `StoreError`.
  public func digest(of arm: ArmDefinition) throws -> String? {
    try ResolvedArm(arm, in: store).digest
  }

  /// The arms that are stored in the database, in the order of their names.
  /// - Throws: `ArmFileError.nothingStored`.
  public func storedArms() throws -> [ArmDefinition] {
    var seen: Set<String> = []
    let digests = try store.run("load_arm_names").rows.compactMap { $0[1].text }
      .filter { seen.insert($0).inserted }
    let arms = try digests.map { digest in
      let (name, arm) = try loaded(digest)
      return ArmDefinition(
        name: name, about: nil, request: GateRequest(arm), training: arm.training, digest: digest)
    }
    guard !arms.isEmpty else { throw ArmFileError.nothingStored }
    return arms
  }

  /// An arm that was recorded in the database.
  /// - Parameter name: its name, `NAME#DIGEST` as `arm_summary` shows it, or its digest.
  /// - Throws: `ArmFileError.unknownStoredArm`, `.ambiguousArm`; `StoreError`.
  public func storedArm(named name: String) throws -> Arm { try loaded(name).arm }

  private func loaded(_ name: String) throws -> (name: String, arm: Arm) {
    let table = try store.run("load_arms", ["name": .text(name)])
    guard !table.rows.isEmpty else {
      let names = try store.run("load_arm_names").rows.compactMap { $0[0].text }
      throw ArmFileError.unknownStoredArm(name: name, known: Array(Set(names)).sorted())
    }
    guard table.rows.count == 1 else {
      throw ArmFileError.ambiguousArm(
        name: name, candidates: table.rows.compactMap { $0[0].text })
    }
    func text(_ column: String) -> String? { table.value(0, column).text }
    func choice<Value: RawRepresentable>(_ column: String, _ other: Value) -> Value
    where Value.RawValue == String { text(column).flatMap(Value.init(rawValue:)) ?? other }
    var policy = GatePolicy()
    policy.detection = text("detection") != "off"
    policy.theta = table.value(0, "theta").real ?? policy.theta
    policy.delta = table.value(0, "delta").real ?? policy.delta
    policy.attempts = table.value(0, "attempts").integer.map(Int.init) ?? policy.attempts
    policy.judges = try text("judges").map {
      try store.run("json_texts", ["texts": .text($0)]).rows.compactMap { $0[0].text }
    }
    policy.fallback = choice("fallback", policy.fallback)
    policy.voteValid = choice("vote_valid", policy.voteValid)
    policy.onError = choice("on_error", policy.onError)
    policy.weighting = choice("weighting", policy.weighting)
    policy.confidence =
      text("confidence").flatMap(GatePolicy.Confidence.init) ?? policy.confidence
    let training = ArmTraining(
      takes: choice("takes", .hindsightPairs), objective: choice("objective", .sftAndDPO),
      successShare: table.value(0, "success_share").real,
      failedRuns: table.value(0, "failed_runs").integer.map(Int.init),
      round: table.value(0, "round").integer.map(Int.init),
      confidenceAbove: table.value(0, "confidence_above").real)
    let arm = Arm(
      detectConfig: text("detect_config"), extractConfig: text("extract_config"),
      relabelConfig: text("relabel_config"), series: text("series") ?? StageConfig.mainSeries,
      policy: policy, training: training)
    return (text("name") ?? name, arm)
  }
}

extension GateRequest {
  /// What the gate is asked on an arm on which it decides.
  public init(_ arm: Arm) {
    self.init(
      detectConfig: arm.detectConfig, extractConfig: arm.extractConfig,
      relabelConfig: arm.relabelConfig, series: arm.series, policy: arm.policy)
  }
}

internal import Experiments
internal import Exports
internal import Store
internal import Trajectories

/// Decides, and writes the export with all that its manifest tells.
struct ExportWriter {
  private let store: Store
  private let export: ExportRun
  private let request: GateRequest
  /// Digest of the policy.
  private let policy: String

  /// Applies the policy.
  init(deciding request: GateRequest, _ export: ExportRun, in store: Store) throws {
    let decided = try GateRunner(store: store).decide(request)
    for warning in decided.warnings { Console.warning(warning) }
    policy = decided.policy
    self.store = store
    self.export = export
    self.request = request
  }

  /// - Parameter line: what makes the export again, but for the names that deciding resolves; nil: not told.
  func write(
    to folder: String, split: ExportSplit? = nil, licences: [String: String] = [:],
    arm: (name: String, digest: String?)? = nil, line: ExportLine? = nil
  ) throws -> ExportRun.Report {
    var card = ExportCard(
      arm: arm.map { ExportCard.Arm(name: $0.name, digest: $0.digest) }, licences: licences)
    if var line, let applied = try GateRequest.last(in: store, keepsPanel: true) {
      line.request = applied
      card.command = try line.text(in: store)
    }
    let progress = TerminalProgress()
    defer { progress.end() }
    return try export.write(
      to: folder, policy: policy, split: split, card: card,
      noise: { runs in
        try AcceptedNoise(request, only: runs, in: store).map { noise in
          ExportCard.Noise(
            rated: noise.rated, invalid: noise.invalid, rate: noise.rate, low: noise.low,
            high: noise.high)
        }
      }, progress: progress.following("writing \(folder)"))
  }
}

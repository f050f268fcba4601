public import ArgumentParser
internal import Experiments
public import Relabeling
public import Trajectories

extension RuleSet: ExpressibleByArgument {}
extension Collection.Mode: ExpressibleByArgument {}

/// Which engines answer, and how much is collected.
struct StageOptions: ParsableArguments {
  enum JudgeName: String, ExpressibleByArgument, CaseIterable { case grounding, none }

  @Option(help: "Rules of detector and extractor.")
  var rules: RuleSet?
  @Option(help: "Judge beside the relabeler.")
  var judge: JudgeName = .grounding
  @Option(
    help: "Stop at the first pass (lazy), or make all attempts and votes (exhaustive, the default)."
  )
  var collect: Collection.Mode?

  func detector() throws -> RuleDetector { RuleDetector(rules: try ruleSet()) }
  func extractor() throws -> RuleExtractor { RuleExtractor(rules: try ruleSet()) }
  var relabeler: TemplateRelabeler { TemplateRelabeler() }
  var judges: [any Judging] { judge == .grounding ? [GroundingJudge()] : [] }

  func plan(_ policy: GatePolicy) throws -> CollectionPlan {
    CollectionPlan(
      mode: try collect ?? Settings()["collect"].flatMap(Collection.Mode.init(rawValue:))
        ?? .exhaustive,
      attempts: policy.attempts, theta: policy.theta, voteValid: policy.voteValid)
  }

  private func ruleSet() throws -> RuleSet {
    if let rules { return rules }
    guard let text = try Settings()["rules"] else { return .default }
    guard let set = RuleSet(rawValue: text) else {
      throw CommandError(
        what: "setting 'rules' is '\(text)'",
        fix: "it can be " + RuleSet.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return set
  }
}

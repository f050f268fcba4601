/// Which rules the rule engines follow.
public enum RuleSet: String, Sendable, CaseIterable {
  /// Regoal's own: they look where the evidence is.
  case `default`
  /// Those of the published AgentHER code, for parity.
  case reference
}

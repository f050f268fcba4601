/// A stage whose answers are stored, each under a config.
public enum Stage: String, Sendable, CaseIterable {
  case detect, extract, relabel, judge
}

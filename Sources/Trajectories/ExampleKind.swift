/// What an example of an export is.
public enum ExampleKind: String, Sendable, CaseIterable {
  /// An accepted pair of run and hindsight goal.
  case hindsight
  /// A failed run with the goal of another one.
  case randomGoal = "random_goal"
  /// A failed run with the goal that it failed.
  case ownGoal = "own_goal"
  /// A successful run with its goal.
  case success
  /// A failed run beside a successful one on the same goal.
  case successPair = "success_pair"
}

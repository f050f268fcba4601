/// Types of a dump's lines, in the order in which a dump has them: what others refer to comes first.
public enum LogType: String, Sendable, CaseIterable {
  case source, tombstone, lexicon, config, prompt, price, trajectory
  case modelCall = "model_call"
  case detection, outcome, attempt, vote, collection, frame, annotation
  case policy, arm, evaluation, calibration, split
  case splitMember = "split_member"
  case export
  case exportItem = "export_item"
  case quarantine
  case callSession = "call_session"
}

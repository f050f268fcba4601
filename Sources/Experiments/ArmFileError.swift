/// What is wrong with a file of arms. Lines count from 1; nil: not known.
public enum ArmFileError: Error, Equatable {
  case cannotRead(file: String, reason: String)
  /// Neither a file nor a shipped one.
  case unknownFile(name: String, known: [String])
  case notYAML(file: String, line: Int?, reason: String)
  /// The file, or an arm of it, is no mapping.
  case notAMapping(file: String, arm: String?, line: Int?)
  case noArms(file: String)
  case unknownKey(file: String, arm: String?, line: Int?, key: String, known: [String])
  case badValue(
    file: String, arm: String?, line: Int?, key: String, text: String, expected: String,
    known: [String])
  case unknownParent(file: String, arm: String, line: Int?, parent: String, known: [String])
  /// Arms that inherit from each other in a circle, in their order, the first again at the end.
  case cycle(file: String, arms: [String])
  case unknownArm(file: String, arm: String, known: [String])
  /// A stored arm that is not there, or several of that name.
  case unknownStoredArm(name: String, known: [String])
  case ambiguousArm(name: String, candidates: [String])
  /// The database holds no arms.
  case nothingStored
  /// No gate decides on this arm.
  case notGated(arm: String)
}

public import Trajectories

/// An arm as a file defines it: with a name, and with configs by name.
public struct ArmDefinition: Equatable, Sendable {
  public let name: String
  /// What sets it apart; nil: the file does not say.
  public let about: String?
  /// What the gate is asked; plays no part where no gate decides.
  public let request: GateRequest
  public let training: ArmTraining
  /// Of a stored arm; nil: it follows from what the names mean.
  let digest: String?

  init(
    name: String, about: String?, request: GateRequest, training: ArmTraining,
    digest: String? = nil
  ) {
    self.name = name
    self.about = about
    self.request = request
    self.training = training
    self.digest = digest
  }
}

/// One message of a chat with a model.
public struct ChatMessage: Equatable, Hashable, Sendable {
  public enum Role: String, Sendable { case system, user, assistant }

  public let role: Role
  public let content: String

  public init(_ role: Role, _ content: String) {
    self.role = role
    self.content = content
  }
}

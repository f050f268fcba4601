/// Why a text names no endpoint, or an endpoint cannot be used. Never carries a key.
public enum ChatEndpointError: Error, Equatable {
  case noModel(text: String)
  /// A name that would not survive where names are listed.
  case badLabel(label: String)
  /// An address without `http://` or `https://`.
  case noScheme(address: String)
  case badAddress(address: String, reason: String)
  /// The address itself is not told: it holds a user or a password.
  case addressWithSecret(model: String)
  case unknownSetting(text: String, name: String, known: [String])
  case repeatedSetting(name: String)
  case badValue(name: String, text: String, expected: String)
  /// What was given is not told: it may be the key itself.
  case notAVariable(label: String)
  /// The variable's text cannot be sent: it has spaces within, or letters that no header takes.
  case badKey(endpoint: String, variable: String)
}

/// Why a request got no answer.
public enum ChatError: Error, Equatable {
  /// No connection, or it broke, or 408, 409, 429, 5xx, until the tries were used up.
  case unreachable(endpoint: String, reason: String, tries: Int)
  case timedOut(endpoint: String, seconds: Double, tries: Int)
  /// The variable that should hold the key is empty, or not set; nothing was sent.
  case missingKey(endpoint: String, variable: String)
  /// 401.
  case unauthorized(endpoint: String, variable: String?)
  /// 404: the endpoint does not know the model, or has no such address.
  case unknownModel(endpoint: String, model: String, reason: String)
  /// A further 4xx: it is about this one request.
  case refusedRequest(endpoint: String, status: Int, reason: String)
  /// An answer that is no chat completion: HTML, no choices, too large, …
  case badAnswer(endpoint: String, reason: String)
  /// The endpoint failed so often that it is left alone for a while.
  case circuitOpen(endpoint: String)
  /// A further call could cross the budget.
  case budgetReached(what: String)
  case cancelled
  /// Nobody is asked now: the request was noted for a batch service.
  case noted
}

internal import Synchronization

/// A model behind an endpoint of OpenAI's chat completions.
///
/// Bounds calls in flight and per minute, tries again what may pass (408, 409, 429, 5xx, broken connections,
/// timeouts), leaves a dead endpoint alone, and keeps to a budget. Any number of tasks may ask at once.
public final class HTTPChatModel: ChatModel, CustomStringConvertible {
  public let endpoint: ChatEndpoint
  let connections: HTTPConnections
  let key: Secret?
  let retry: RetryPolicy
  let clock: ChatClock
  let budget: CallBudget?
  let price: TokenPrice?
  let slots: Turnstile<Int>
  let condition: Mutex<Condition>
  let detection = Mutex<Task<DeliveryFinding, any Error>?>(nil)

  /// What was learned of the endpoint so far.
  struct Condition: Sendable {
    var breaker = CircuitBreaker()
    var requests: MinuteWindow?
    var tokens: MinuteWindow?
    /// The endpoint asked for no further requests before.
    var quietUntil = 0.0
    var isKeyRefused = false
    var tokenLimitName = ChatCompletion.TokenLimitName.maxTokens
  }

  /// - Parameters:
  ///   - environment: holds the key under the endpoint's variable.
  ///   - price: of the endpoint's model; nil: not known.
  ///   - clock: for pauses, limits and latencies; a single try is bounded in real time.
  /// - Throws: `ChatEndpointError.badKey`. A key that is missing is told by the first answer.
  public init(
    _ endpoint: ChatEndpoint, environment: [String: String],
    connections: HTTPConnections = HTTPConnections(), retry: RetryPolicy = RetryPolicy(),
    budget: CallBudget? = nil, price: TokenPrice? = nil, clock: ChatClock = .system
  ) throws(ChatEndpointError) {
    self.endpoint = endpoint
    self.connections = connections
    self.retry = retry
    self.clock = clock
    self.budget = budget
    self.price = price
    slots = Turnstile(max(1, endpoint.limits.inFlight))
    condition = Mutex(
      Condition(
        requests: endpoint.limits.requestsPerMinute.map { MinuteWindow(limit: $0) },
        tokens: endpoint.limits.tokensPerMinute.map { MinuteWindow(limit: $0) }))
    let text = endpoint.keyVariable.flatMap { environment[$0] } ?? ""
    key = Secret(text)
    if key == nil, let variable = endpoint.keyVariable, text.contains(where: { !$0.isWhitespace }) {
      throw .badKey(endpoint: endpoint.label, variable: variable)
    }
  }

  public var description: String { "\(endpoint.label) (\(endpoint.model)@\(endpoint.baseURL))" }

  public func answer(_ request: ChatRequest) async throws -> ChatAnswer {
    if key == nil, let variable = endpoint.keyVariable {
      throw ChatError.missingKey(endpoint: endpoint.label, variable: variable)
    }
    var course = Course()
    while true {
      guard !Task.isCancelled else { throw ChatError.cancelled }
      switch try await send(request, &course) {
      case .answered(var answer):
        answer.tries = course.tries
        return answer
      case .refused(let error): throw error
      case .again(let failure): try await pause(after: failure, request, course)
      }
    }
  }

  /// Where a call stands.
  struct Course {
    var tries = 0
    /// When the first try was sent.
    var began: Double?
  }

  /// Why a try gave no answer, though a further one may.
  struct TryFailure {
    let reason: String
    var isTimeout = false
    /// Seconds; nil: the endpoint does not say.
    var retryAfter: Double?
    /// The try is made again at once, and not counted: what was wrong with it is put right.
    var isMended = false
  }

  private func pause(
    after failure: TryFailure, _ request: ChatRequest, _ course: Course
  ) async throws {
    if failure.isMended { return }
    let waited = clock.seconds() - (course.began ?? clock.seconds())
    let pause = retry.pause(
      after: course.tries, retryAfter: failure.retryAfter, call: request.digest)
    guard course.tries < endpoint.limits.tries, waited + pause < endpoint.limits.totalSeconds else {
      throw failure.isTimeout
        ? ChatError.timedOut(endpoint: endpoint.label, seconds: waited, tries: course.tries)
        : ChatError.unreachable(
          endpoint: endpoint.label, reason: failure.reason, tries: course.tries)
    }
    try await wait(pause)
  }

  func wait(_ seconds: Double) async throws {
    do {
      try await clock.pause(seconds)
    } catch {
      throw ChatError.cancelled
    }
  }
}

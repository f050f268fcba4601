internal import Synchronization

extension HTTPChatModel {
  enum TryEnd {
    case answered(ChatAnswer)
    case refused(ChatError)
    case again(TryFailure)
  }

  /// One try, from waiting for its turn to what came of it.
  func send(_ request: ChatRequest, _ course: inout Course) async throws -> TryEnd {
    try await slots.enter { free in
      guard free > 0 else { return .wait }
      free -= 1
      return .enter
    }
    defer { slots.change { $0 += 1 } }
    // Looked at before a place is booked, too: what has no chance waits for nothing and takes nobody's place.
    if let error = condition.withLock({ obstacle(in: $0, at: clock.seconds()) }) { throw error }
    let reservation = try await budget?.reserve(request, price: price)
    let ticket: MinuteWindow.Ticket?
    do {
      ticket = try await waitForTurn(request)
    } catch {
      if let reservation { budget?.settle(reservation, .free) }
      throw error
    }
    let sent = clock.seconds()
    let refusal = condition.withLock { condition in
      let refusal = obstacle(in: condition, at: sent)
      if refusal == nil { condition.breaker.begin(at: sent) }
      return refusal
    }
    if let error = refusal {
      if let reservation { budget?.settle(reservation, .free) }
      throw error
    }
    let began = course.began ?? sent
    course.began = began
    course.tries += 1
    let limits = endpoint.limits
    let name = condition.withLock { $0.tokenLimitName }
    let outcome: Outcome
    do {
      let reply = try await connections.post(
        ChatCompletion.body(of: request, tokenLimitName: name),
        to: endpoint.baseURL + "/chat/completions", authorization: key?.bearer,
        seconds: max(0, min(limits.trySeconds, limits.totalSeconds - (sent - began))),
        maximumBytes: limits.maximumAnswerBytes)
      outcome = judge(
        reply, request, limitName: name, latency: (clock.seconds() - sent) * 1_000)
    } catch {
      outcome = judge(error)
    }
    learn(outcome, ticket: ticket)
    if let reservation { budget?.settle(reservation, cost(outcome)) }
    if case .again(let failure) = outcome.end, failure.isMended { course.tries -= 1 }
    return outcome.end
  }

  /// What came of a try, and what it says of the endpoint.
  struct Outcome {
    let end: TryEnd
    /// nil: it says nothing.
    var isAlive: Bool?
    /// The endpoint has worked on it, or may have.
    var isPaid = false
    /// No further request has a chance with this key.
    var isKeyRefused = false
  }

  private func obstacle(in condition: Condition, at now: Double) -> ChatError? {
    if condition.isKeyRefused {
      return .unauthorized(endpoint: endpoint.label, variable: endpoint.keyVariable)
    }
    return condition.breaker.allows(at: now) ? nil : .circuitOpen(endpoint: endpoint.label)
  }

  /// Books a place in the minute's limits, and waits for it.
  /// - Throws: `ChatError.unreachable` if the endpoint wants quiet for longer than a call may take.
  private func waitForTurn(_ request: ChatRequest) async throws -> MinuteWindow.Ticket? {
    while true {
      let (start, ticket) = try condition.withLock { try book(request, &$0) }
      while case let seconds = start - clock.seconds(), seconds > 0 { try await wait(seconds) }
      // If the endpoint asked for quiet meanwhile, a place is booked anew, so that not all go at once then.
      guard condition.withLock({ $0.quietUntil > start }) else { return ticket }
    }
  }

  private func book(
    _ request: ChatRequest, _ condition: inout Condition
  ) throws(ChatError) -> (start: Double, MinuteWindow.Ticket?) {
    let now = clock.seconds()
    let quiet = condition.quietUntil - now
    guard quiet < endpoint.limits.totalSeconds else {
      throw .unreachable(
        endpoint: endpoint.label, reason: "it wants to be left alone for \(Int(quiet)) s", tries: 0)
    }
    let earliest = max(now, condition.quietUntil)
    let ticket = condition.tokens?.reserve(TokenBound.likelyTokens(request), at: earliest)
    let start = max(earliest, ticket?.start ?? earliest)
    return (condition.requests?.reserve(1, at: start).start ?? start, ticket)
  }

  private func learn(_ outcome: Outcome, ticket: MinuteWindow.Ticket?) {
    let now = clock.seconds()
    condition.withLock { condition in
      switch outcome.isAlive {
      case true?: condition.breaker.succeeded()
      case false?: condition.breaker.failed(at: now)
      case nil: condition.breaker.abandoned()
      }
      switch outcome.end {
      case .answered(let answer):
        if let ticket, let prompt = answer.promptTokens, let completion = answer.completionTokens {
          condition.tokens?.settle(ticket, prompt + completion)
        }
      case .again(let failure):
        if let seconds = failure.retryAfter {
          condition.quietUntil = max(condition.quietUntil, now + seconds)
        }
        if failure.isMended { condition.tokenLimitName = .maxCompletionTokens }
      case .refused: if outcome.isKeyRefused { condition.isKeyRefused = true }
      }
    }
  }

  private func cost(_ outcome: Outcome) -> CallBudget.End {
    guard outcome.isPaid else { return .free }
    guard case .answered(let answer) = outcome.end, let prompt = answer.promptTokens,
      let completion = answer.completionTokens
    else { return .paid(usd: nil) }
    return .paid(usd: price?.usd(promptTokens: prompt, completionTokens: completion))
  }

  private func judge(_ failure: HTTPConnections.Failure) -> Outcome {
    switch failure {
    case .cancelled: Outcome(end: .refused(.cancelled), isPaid: true)
    case .timedOut:
      Outcome(
        end: .again(TryFailure(reason: "no answer in time", isTimeout: true)), isAlive: false,
        isPaid: true)
    case .tooLarge(let bytes):
      Outcome(
        end: .refused(
          .badAnswer(endpoint: endpoint.label, reason: "more than \(bytes) bytes")),
        isAlive: true, isPaid: true)
    case .broken(let reason, let wasSent):
      Outcome(
        end: .again(TryFailure(reason: "\(endpoint.baseURL): \(redacted(reason))")),
        isAlive: false, isPaid: wasSent)
    }
  }

  private func judge(
    _ reply: HTTPConnections.Reply, _ request: ChatRequest,
    limitName: ChatCompletion.TokenLimitName, latency: Double
  ) -> Outcome {
    let label = endpoint.label
    let body = redacted(reply.body)
    guard !(200..<300).contains(reply.status) else {
      do {
        var answer = try ChatCompletion.answer(from: body, endpoint: label)
        answer.latencyMilliseconds = latency
        answer.httpStatus = reply.status
        return Outcome(end: .answered(answer), isAlive: true, isPaid: true)
      } catch {
        return Outcome(end: .refused(error), isAlive: true, isPaid: true)
      }
    }
    let status = reply.status
    let problem = ChatCompletion.problem(in: body)
    switch status {
    case 401:
      var outcome = refused(.unauthorized(endpoint: label, variable: endpoint.keyVariable))
      outcome.isKeyRefused = true
      return outcome
    case 404:
      return refused(.unknownModel(endpoint: label, model: request.model, reason: problem))
    case 429 where ChatCompletion.problemCode(in: body) == "insufficient_quota":
      return refused(.refusedRequest(endpoint: label, status: status, reason: problem))
    case 400
    where limitName == .maxTokens && request.maxTokens != nil
      && body.contains(ChatCompletion.TokenLimitName.maxCompletionTokens.rawValue):
      return Outcome(
        end: .again(TryFailure(reason: problem, isMended: true)), isAlive: true)
    case 408, 409, 429, 500...:
      let seconds = RetryAfter.seconds(
        header: reply.retryAfter, milliseconds: reply.retryAfterMilliseconds, date: reply.date,
        wall: clock.wallSeconds)
      return Outcome(
        end: .again(TryFailure(reason: "HTTP \(status): \(problem)", retryAfter: seconds)),
        isAlive: status < 500)
    case 300..<400:
      let target = reply.location.map { " to \(redacted($0))" } ?? ""
      return refused(
        .refusedRequest(endpoint: label, status: status, reason: "it points elsewhere\(target)"))
    default: return refused(.refusedRequest(endpoint: label, status: status, reason: problem))
    }
  }

  /// The endpoint is there, and did no work.
  private func refused(_ error: ChatError) -> Outcome {
    Outcome(end: .refused(error), isAlive: true)
  }

  private func redacted(_ text: String) -> String { key?.redacted(text) ?? text }
}

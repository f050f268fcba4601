internal import LanguageModels
internal import Store
internal import Synchronization
internal import Trajectories

/// Answers requests: from the store where the same was asked before, else by the model, and then the answer
/// is committed before anybody sees it.
final class CallLedger: Sendable {
  private struct State {
    var counts = CallCounts()
    /// Digests of what was noted for a batch service.
    var noted: Set<String> = []
    /// Endpoints that gave an answer.
    var answering: Set<String> = []
    /// By digest, for those that ask the same at the same time.
    var underWay: [String: Task<ChatAnswer, any Error>] = [:]
    /// Why no further call is made; nil: calls go on.
    var end: ChatError?
  }

  /// Thrown instead of making a call after the end of the run.
  struct Ended: Error {}

  /// Whether an error means that there is no answer, and nothing worse.
  static func leavesGap(_ error: any Error) -> Bool {
    error is ChatError || error is PromptError || error is Ended
  }

  let reader: Store
  let commits: GroupCommit
  /// nil: nobody is asked, and requests are noted for a batch service.
  private let model: (any ChatModel)?
  private let slots: CallSlots
  private let day: @Sendable () -> String?
  private let isCancelled: @Sendable () -> Bool
  private let state = Mutex(State())

  /// - Parameter isCancelled: asked before each call; once true, no further one begins.
  init(
    model: (any ChatModel)?, reader: Store, commits: GroupCommit, callsInFlight: Int,
    day: @escaping @Sendable () -> String?, isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.model = model
    self.reader = reader
    self.commits = commits
    self.day = day
    self.isCancelled = isCancelled
    slots = CallSlots(count: callsInFlight)
  }

  var counts: CallCounts { state.withLock { $0.counts } }
  var end: ChatError? { state.withLock { $0.end } }
  var noted: Set<String> { state.withLock { $0.noted } }

  /// No call begins from here on.
  func end(_ reason: ChatError) {
    state.withLock { $0.end = $0.end ?? reason }
  }

  /// Counts an answer that gives no fact.
  func countUnusable(_ answer: ChatAnswer) {
    let kind: AnswerStatus =
      !(answer.refusal ?? "").isEmpty || answer.finishReason == "content_filter"
      ? .refused : answer.finishReason == "length" ? .truncated : .unparsable
    state.withLock { $0.counts.unusable[kind.rawValue, default: 0] += 1 }
  }

  /// The answer to a request, or to the one question that mends it.
  /// - Returns: the answer, and the digest of the call that gave it.
  /// - Throws: `ChatError` where there is no answer, `PromptError`, `Ended`, `StoreError`.
  func settled(
    _ engine: some ModelEngine, run: Int64, _ prepare: () throws(PromptError) -> PreparedCall
  ) async throws -> (answer: ChatAnswer, call: String) {
    let call: PreparedCall
    do { call = try prepare() } catch {
      state.withLock { $0.counts.failures[CallCounts.overBudgetKind, default: 0] += 1 }
      throw error
    }
    let digest = call.request.digest
    let stage = engine.config.stage
    let answer = try await self.answer(call, digest, stage: stage, run: run)
    // A question that fits no budget mends nothing: the answer stays what it is.
    guard let mending = (try? engine.repair(of: call.request, answer: answer)) ?? nil else {
      return (answer, digest)
    }
    let mended = mending.request.digest
    return (try await self.answer(mending, mended, stage: stage, run: run), mended)
  }

  private func answer(
    _ call: PreparedCall, _ digest: String, stage: Stage, run: Int64
  ) async throws -> ChatAnswer {
    if let known = try await stored(digest, run: run) {
      state.withLock { $0.counts.reused += 1 }
      return known
    }
    guard let model else { throw try await note(call.request, stage: stage, run: run) }
    let (task, isShared) = state.withLock { state in
      if let task = state.underWay[digest] { return (task, true) }
      let task = Task { try await self.ask(model, call, digest, stage: stage, run: run) }
      state.underWay[digest] = task
      return (task, false)
    }
    defer {
      if !isShared { state.withLock { $0.underWay[digest] = nil } }
    }
    let answer = try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
    if isShared {
      // The call is about this run, too.
      _ = try await stored(digest, run: run)
      state.withLock { $0.counts.reused += 1 }
    }
    return answer
  }

  /// What the store has; the run is listed under it.
  private func stored(_ digest: String, run: Int64) async throws -> ChatAnswer? {
    guard let known = try reader.readFacts({ try $0.answer(digest, about: run) }) else {
      return nil
    }
    if !known.isListed { try await commits.commit { try $0.list(run: run, under: known.id) } }
    return ChatAnswer(
      text: known.text, finishReason: known.finishReason, refusal: known.refusal,
      rawJSON: known.rawAnswer, promptTokens: known.promptTokens,
      completionTokens: known.completionTokens, latencyMilliseconds: known.latencyMilliseconds,
      httpStatus: known.httpStatus, tries: known.tries)
  }

  private func note(_ request: ChatRequest, stage: Stage, run: Int64) async throws -> ChatError {
    let noted = BatchRequest(
      stage: stage, endpoint: request.endpoint, model: request.model,
      requestJSON: request.canonicalJSON)
    try await commits.commit { try $0.note(noted, about: run) }
    state.withLock { state in
      state.counts.noted += 1
      state.noted.insert(noted.digest)
    }
    return .noted
  }

  private func ask(
    _ model: any ChatModel, _ prepared: PreparedCall, _ digest: String, stage: Stage, run: Int64
  ) async throws -> ChatAnswer {
    let request = prepared.request
    // Who asked the same just before may have had the answer committed since this one looked.
    if let known = try await stored(digest, run: run) { return known }
    let answer: ChatAnswer
    do {
      answer = try await slots.with {
        if isCancelled() { end(.cancelled) }
        guard end == nil, !Task.isCancelled else { throw Ended() }
        return try await model.answer(request)
      }
    } catch let error as ChatError {
      failed(error)
      throw error
    } catch is CancellationError {
      failed(.cancelled)
      throw Ended()
    }
    let call = ModelCall(answer, to: request, stage: stage, calledOn: day())
    let insertion = try await commits.commit { try $0.add(call, about: [run]) }
    state.withLock { state in
      state.counts.made += insertion.isNew ? 1 : 0
      state.counts.paidTwice += insertion.isNew ? 0 : 1
      state.answering.insert(request.endpoint)
      if request.repairs != nil { state.counts.repairs += 1 }
      if !prepared.fit.isWhole { state.counts.cut += 1 }
    }
    // Another program has asked the same meanwhile: its answer came first, and counts.
    if case .conflict = insertion, let first = try await stored(digest, run: run) { return first }
    return answer
  }

  /// Counts a request without an answer; where every further one would fail the same way, the run ends.
  private func failed(_ error: ChatError) {
    state.withLock { state in
      switch error {
      // An endpoint that has answered knows its model: this is about one request.
      case .unknownModel(let endpoint, _, _) where state.answering.contains(endpoint):
        state.counts.failed(error)
      case .missingKey, .unauthorized, .unknownModel, .budgetReached, .cancelled:
        state.end = state.end ?? error
      case .unreachable, .timedOut, .refusedRequest, .badAnswer, .circuitOpen:
        state.counts.failed(error)
      case .noted: break
      }
    }
  }
}

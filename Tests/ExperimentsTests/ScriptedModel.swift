import LanguageModels
import SQLFiles
import Store
import Tables
import Synchronization
import Trajectories

@testable import Experiments

/// Answers as a function of the request alone, and counts who asked.
final class ScriptedModel: ChatModel {
  private struct State {
    var asked: [ChatRequest] = []
    var answered: [String] = []
    var underWay = 0
    var mostUnderWay = 0
  }

  private let state = Mutex(State())
  /// What happens to the n-th request, from 1; nil: it is answered.
  private let failure: @Sendable (ChatRequest, Int) -> ChatError?
  private let text: @Sendable (ChatRequest) -> String?

  init(
    text: @escaping @Sendable (ChatRequest) -> String? = { ScriptedModel.share(of: $0) },
    failure: @escaping @Sendable (ChatRequest, Int) -> ChatError? = { _, _ in nil }
  ) {
    self.text = text
    self.failure = failure
  }

  /// Evenly spread over 0…1, two digits.
  static func share(of request: ChatRequest) -> String {
    let byte = Int(request.digest.dropFirst(Digest.prefix.count).prefix(2), radix: 16) ?? 0
    return "\(Double(byte * 100 / 255) / 100)"
  }

  /// Contents of the requests, in the order of bytes.
  var asked: [String] {
    state.withLock { $0.asked }.map { $0.messages.last?.content ?? "" }.sorted()
  }
  /// Digests of the requests that were answered, as often as they were.
  var answered: [String] { state.withLock { $0.answered } }
  var mostUnderWay: Int { state.withLock { $0.mostUnderWay } }

  func answer(_ request: ChatRequest) async throws -> ChatAnswer {
    let number = state.withLock { state in
      state.asked.append(request)
      state.underWay += 1
      state.mostUnderWay = max(state.mostUnderWay, state.underWay)
      return state.asked.count
    }
    defer { state.withLock { $0.underWay -= 1 } }
    for _ in 0..<3 { await Task.yield() }
    if let error = failure(request, number) { throw error }
    if Task.isCancelled { throw ChatError.cancelled }
    let text = text(request)
    state.withLock { $0.answered.append(request.digest) }
    return ChatAnswer(
      text: text, finishReason: "stop", rawJSON: "{\"text\":\"\(text ?? "")\"}",
      promptTokens: 100, completionTokens: 10, latencyMilliseconds: 250, httpStatus: 200)
  }
}

/// Reads the share that the script gives; another text is no result.
struct TestEngine: ModelDetecting, ModelExtracting, ModelRelabeling, ModelJudging {
  let config: StageConfig
  let model: String
  var prompts: [PromptText] { [PromptText(stage: config.stage, text: "\(config.stage) {goal}")] }
  /// Whether an answer that is no number is asked to be mended.
  let mends: Bool

  init(_ stage: Stage, _ name: String, parser: Int = 1, mends: Bool = false) {
    config = StageConfig(
      stage: stage, label: "test", name: name,
      bodyJSON: #"{"engine":"model","model":"\#(name)","parser":\#(parser)}"#)
    model = name
    self.mends = mends
  }

  private func call(_ content: String, _ series: String, k: Int? = nil) -> PreparedCall {
    PreparedCall(
      ChatRequest(
        endpoint: "script", model: model, messages: [ChatMessage(.user, content)],
        temperature: (k ?? 0) > 1 ? 0.7 : 0, k: k, series: series))
  }

  func repair(of request: ChatRequest, answer: ChatAnswer) -> PreparedCall? {
    guard mends, request.repairs == nil, Double(answer.text ?? "") == nil else { return nil }
    var mending = request
    mending.messages.append(ChatMessage(.user, "mend " + (request.messages.last?.content ?? "")))
    mending.repairs = request.digest
    return PreparedCall(mending)
  }

  func call(_ run: Trajectory, series: String) -> PreparedCall {
    call("\(config.stage.rawValue) \(run.goal)", series)
  }

  func detection(from answer: ChatAnswer) -> Detection? {
    Double(answer.text ?? "").map {
      Detection(isFailure: true, failureType: "incomplete", severity: $0, recoverable: true)
    }
  }

  func outcome(from answer: ChatAnswer) -> Outcome? {
    Double(answer.text ?? "").map { Outcome(achievements: ["reached \($0)"]) }
  }

  func call(
    _ outcome: Outcome, stepCount: Int, originalGoal: String, k: Int, series: String
  ) -> PreparedCall {
    call("relabel \(originalGoal) \(outcome.achievements) \(k)", series, k: k)
  }

  func attempt(from answer: ChatAnswer, k: Int) -> Attempt {
    guard let share = Double(answer.text ?? "") else { return Attempt(k: k, status: .unparsable) }
    return Attempt(k: k, hindsightGoal: "reach \(share) by \(k)", valid: true, confidence: share)
  }

  func call(
    _ hindsightGoal: String, steps: [Step], finalAnswer: String?, series: String
  ) -> PreparedCall {
    call("\(model) \(hindsightGoal) \(steps.map { $0.observation ?? "" })", series)
  }

  func vote(from answer: ChatAnswer) -> Vote {
    guard let share = Double(answer.text ?? "") else { return Vote(status: .unparsable) }
    return Vote(valid: true, confidence: share)
  }
}

extension Store {
  /// A database with failed runs of different goals.
  static func withRuns(_ count: Int, path: String = ":memory:") throws -> Store {
    let store = try Store(path: path, access: .create, catalog: .embedded())
    try store.writeFacts { facts in
      let source = try facts.source(label: "test", format: "regoal", file: "a.jsonl")
      for number in 0..<count {
        _ = try facts.add(
          Trajectory(
            sourceLabel: "test", id: "t\(number)", goal: "goal \(number)",
            steps: [Step(actionName: "look", observation: "seen \(number)")], success: false),
          source: source)
      }
    }
    return store
  }

  /// Digests of all facts of the stages, and of the calls with their answers.
  func factDigests() throws -> [String] {
    try [
      "check_detections", "check_outcomes", "check_attempts", "check_votes", "check_collections",
      "check_calls",
    ].flatMap { query in
      try run(query).rows.map { "\(query) \($0[0].text ?? "") \($0[1].text ?? "")" }
    }.sorted()
  }

  func count(_ query: String) throws -> Int { try run(query).rows.count }
}

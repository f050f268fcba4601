import Foundation
import LanguageModels
import RegoalTesting
import Relabeling
import SQLFiles
import Store
import Synchronization
import Tables
import Testing
import Trajectories

@testable import Experiments

/// A choice of engines, run from end to end.
private struct Pipeline: Sendable {
  var detector = TestEngine(.detect, "d")
  var extractor = TestEngine(.extract, "o")
  var relabeler = Relabeler.model(TestEngine(.relabel, "r"))
  var judges = [PanelJudge.model(TestEngine(.judge, "j1"), usdPerMillion: 1)]
  var plan = CollectionPlan()
  var series = StageConfig.mainSeries
  var callsInFlight = 4

  @discardableResult
  func run(_ store: Store, _ model: ScriptedModel) async throws -> ModelStageRunner {
    let runner = try ModelStageRunner(
      store: store, model: model, series: series, callsInFlight: callsInFlight,
      progress: SilentProgress(), day: { "2026-03-22" }, commitWait: 0)
    defer { runner.close() }
    _ = try await runner.detect(detector)
    _ = try await runner.extract(extractor, detectedBy: detector.config)
    _ = try await runner.collect(
      relabeler, judges: judges, extractedBy: extractor.config, plan: plan)
    return runner
  }
}

private let unreachable = ChatError.unreachable(endpoint: "script", reason: "gone", tries: 3)

@Suite("Stages by models")
struct ModelStageRunnerTests {
  @Test("ask once for each answer; the same run again asks nothing")
  func again() async throws {
    let store = try Store.withRuns(5)
    let model = ScriptedModel()
    let runner = try await Pipeline().run(store, model)
    // A detection, an outcome, three attempts and three votes a run.
    #expect(model.asked.count == 5 * 8)
    #expect(runner.counts.made == 40 && runner.counts.failed == 0 && runner.end == nil)
    #expect(try store.count("check_calls") == 40)
    #expect(try store.count("check_votes") == 15)
    #expect(try store.count("check_collections") == 5)
    #expect(try store.count("check_prompts") == 4)
    #expect(try store.check(deep: true).filter { !$0.isFine } == [])
    let facts = try store.factDigests()
    let again = ScriptedModel()
    try await Pipeline().run(store, again)
    #expect(again.asked == [])
    #expect(try store.factDigests() == facts)
  }

  @Test("with a judge more ask that judge alone")
  func oneJudgeMore() async throws {
    let store = try Store.withRuns(4)
    var pipeline = Pipeline()
    try await pipeline.run(store, ScriptedModel())
    pipeline.judges.append(.model(TestEngine(.judge, "j2"), usdPerMillion: nil))
    let model = ScriptedModel()
    try await pipeline.run(store, model)
    #expect(model.asked.count == 4 * 3)
    #expect(model.asked.allSatisfy { $0.hasPrefix("j2 ") })
    #expect(try store.count("check_votes") == 24)
  }

  @Test("with K from 3 to 5 ask for the further attempts and their votes alone")
  func moreAttempts() async throws {
    let store = try Store.withRuns(4)
    var pipeline = Pipeline()
    try await pipeline.run(store, ScriptedModel())
    pipeline.plan.attempts = 5
    let model = ScriptedModel()
    try await pipeline.run(store, model)
    #expect(model.asked.count == 4 * 2 * 2)
    let ends = [" 4", " 5", " by 4 ", " by 5 "]
    let others = model.asked.filter { asked in
      !ends.contains { asked.hasSuffix($0) || asked.contains($0) }
    }
    #expect(others == [])
    #expect(try store.count("check_attempts") == 20)
  }

  @Test(
    "that fail at random end, after a second run, in the facts of an undisturbed one",
    arguments: [Collection.Mode.lazy, .exhaustive], 1...8)
  func failures(mode: Collection.Mode, seed: Int) async throws {
    var pipeline = Pipeline()
    pipeline.judges.append(.model(TestEngine(.judge, "j2"), usdPerMillion: 0.5))
    pipeline.plan.mode = mode
    let undisturbed = try Store.withRuns(8)
    let model = ScriptedModel()
    try await pipeline.run(undisturbed, model)
    let store = try Store.withRuns(8)
    let failing = ScriptedModel(failure: { request, _ in
      let digest = Digest.of(request.digest + "\(seed)")
      return digest.utf8.last.map { $0 % 4 == 0 } ?? false ? unreachable : nil
    })
    let first = try await pipeline.run(store, failing)
    #expect(first.counts.failures.keys.sorted() == ["unreachable"])
    #expect(first.end == nil)
    #expect(try store.factDigests() != undisturbed.factDigests())
    let rest = ScriptedModel()
    try await pipeline.run(store, rest)
    #expect(try store.factDigests() == undisturbed.factDigests())
    // Nothing that was answered was asked again.
    #expect(Set(failing.answered).isDisjoint(with: rest.answered))
    #expect((failing.answered + rest.answered).sorted() == model.answered.sorted())
  }

  @Test(
    "that are cancelled keep every answer that came, and go on from there",
    arguments: [1, 2, 7, 19, 30, 41, 63])
  func cancelled(at number: Int) async throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "a.db").path
    let pipeline = Pipeline()
    let undisturbed = try Store.withRuns(8)
    try await pipeline.run(undisturbed, ScriptedModel())
    let store = try Store.withRuns(8, path: path)
    let running = Mutex<Task<Void, any Error>?>(nil)
    let model = ScriptedModel(failure: { _, asked in
      if asked == number { running.withLock { $0?.cancel() } }
      return nil
    })
    // The lock is held until the task is where the script finds it.
    let task = running.withLock { running in
      let task = Task { _ = try await pipeline.run(store, model) }
      running = task
      return task
    }
    _ = await task.result
    let kept = try store.run("check_calls").rows.compactMap { $0[0].text }
    #expect(kept.sorted() == model.answered.sorted())
    #expect(kept.count < 64)
    let rest = ScriptedModel()
    try await pipeline.run(store, rest)
    #expect(Set(rest.answered).isDisjoint(with: kept))
    #expect(try store.factDigests() == undisturbed.factDigests())
  }

  @Test("begin no call once the program is asked to end, and finish those under way")
  func askedToEnd() async throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "a.db").path
    let pipeline = Pipeline()
    let (detector, extractor) = (pipeline.detector, pipeline.extractor)
    let calm = try ModelStageRunner(
      store: try Store.withRuns(3, path: path), model: ScriptedModel(), progress: SilentProgress())
    _ = try await calm.detect(detector)
    _ = try await calm.extract(extractor, detectedBy: detector.config)
    calm.close()
    let isAsked = Mutex(false)
    let store = try Store(
      path: path, access: .write, catalog: .embedded(),
      isCancelled: { isAsked.withLock { $0 } })
    let model = ScriptedModel(failure: { _, _ in
      isAsked.withLock { $0 = true }
      return nil
    })
    let runner = try ModelStageRunner(
      store: store, model: model, callsInFlight: 1, progress: SilentProgress())
    defer { runner.close() }
    // The run that is worked on has five further calls to make.
    _ = try await runner.collect(
      pipeline.relabeler, judges: pipeline.judges, extractedBy: extractor.config,
      plan: pipeline.plan)
    #expect(model.asked.count == 1)
    #expect(model.answered.count == 1 && runner.counts.made == 1)
    guard case .cancelled? = runner.end else {
      Issue.record("ended with \(String(describing: runner.end))")
      return
    }
  }

  @Test("end where an endpoint that gave no answer yet does not know the model, and not later")
  func unknownModel() async throws {
    let error = ChatError.unknownModel(endpoint: "script", model: "d", reason: "no such model")
    var pipeline = Pipeline()
    pipeline.callsInFlight = 1
    let never = try await pipeline.run(
      try Store.withRuns(20), ScriptedModel(failure: { _, _ in error }))
    #expect(never.end == error)
    #expect(never.counts.made == 0)
    let once = try await pipeline.run(
      try Store.withRuns(20), ScriptedModel(failure: { _, asked in asked == 7 ? error : nil }))
    #expect(once.end == nil)
    #expect(once.counts.failures == ["unknown_model": 1])
    #expect(once.counts.examples == ["unknown_model": error])
  }

  @Test(
    "end where each further call would fail, with what is done",
    arguments: [
      ChatError.unauthorized(endpoint: "script", variable: "KEY"),
      .budgetReached(what: "calls"),
    ])
  func end(error: ChatError) async throws {
    let store = try Store.withRuns(20)
    var pipeline = Pipeline()
    pipeline.callsInFlight = 2
    let model = ScriptedModel(failure: { _, asked in asked > 6 ? error : nil })
    let runner = try await pipeline.run(store, model)
    #expect(runner.end == error)
    // At most those that were under way.
    #expect(model.asked.count <= 8)
    #expect(runner.counts.made == 6 && runner.counts.failed == 0)
    #expect(try store.count("check_detections") == 6)
    #expect(try store.count("check_outcomes") == 0)
    let rest = ScriptedModel()
    try await pipeline.run(store, rest)
    #expect(rest.asked.count == 20 * 8 - 6)
  }

  @Test("keep to the calls that may be under way", arguments: [1, 3, 16])
  func bounded(limit: Int) async throws {
    var pipeline = Pipeline()
    pipeline.callsInFlight = limit
    let model = ScriptedModel()
    try await pipeline.run(try Store.withRuns(12), model)
    #expect(model.mostUnderWay <= limit)
    #expect(limit == 1 || model.mostUnderWay > 1)
  }

  @Test("collected lazily ask the cheapest judge first, up to the first rejection")
  func lazy() async throws {
    let store = try Store.withRuns(3)
    var pipeline = Pipeline()
    pipeline.plan = CollectionPlan(mode: .lazy, attempts: 2, theta: 0.5)
    pipeline.judges = [
      .model(TestEngine(.judge, "unpriced"), usdPerMillion: nil),
      .model(TestEngine(.judge, "dear"), usdPerMillion: 10),
      .model(TestEngine(.judge, "cheap"), usdPerMillion: 0.1),
    ]
    // Run 0 passes at once; run 1's first attempt is rejected by the second judge; run 2's relabeler
    // never lets anything through.
    let model = ScriptedModel(text: { request in
      let asked = request.messages.last?.content ?? ""
      if asked.hasPrefix("relabel goal 2") { return "0.4" }
      if asked.hasPrefix("dear"), asked.contains("by 1 "), asked.contains("seen 1") {
        return "0.1"
      }
      return "0.9"
    })
    try await pipeline.run(store, model)
    let judged = model.asked.filter { $0.contains(" reach ") }
    #expect(
      judged == [
        "cheap reach 0.9 by 1 [\"seen 0\"]", "cheap reach 0.9 by 1 [\"seen 1\"]",
        "cheap reach 0.9 by 2 [\"seen 1\"]", "dear reach 0.9 by 1 [\"seen 0\"]",
        "dear reach 0.9 by 1 [\"seen 1\"]", "dear reach 0.9 by 2 [\"seen 1\"]",
        "unpriced reach 0.9 by 1 [\"seen 0\"]", "unpriced reach 0.9 by 2 [\"seen 1\"]",
      ])
    #expect(model.asked.filter { $0.hasPrefix("relabel") }.count == 5)
    let rows = try store.run("check_collections")
    #expect(
      rows.rows.indices.map { rows.value($0, "stop_reason").text ?? "" }.sorted()
        == ["exhausted", "passed", "passed"])
    let order = PanelJudge.byCost(pipeline.judges).map(\.config.digest)
    let orders = rows.rows.indices.map { rows.value($0, "extra_json").text ?? "" }
    let expected = "{\"judge_order\":\(CanonicalJSON.array(order))}"
    #expect(orders == [expected, expected, expected])
    #expect(PanelJudge.byCost(pipeline.judges).map(\.config.name) == ["cheap", "dear", "unpriced"])
  }

  @Test("collected lazily ask nobody where a recorded vote rejects already")
  func recordedRejection() async throws {
    let store = try Store.withRuns(2)
    var pipeline = Pipeline()
    pipeline.plan = CollectionPlan(mode: .lazy, attempts: 1, theta: 0.5)
    pipeline.judges = [.model(TestEngine(.judge, "dear"), usdPerMillion: 10)]
    let text: @Sendable (ChatRequest) -> String? = { $0.model == "dear" ? "0.1" : "0.9" }
    try await pipeline.run(store, ScriptedModel(text: text))
    pipeline.judges.append(.model(TestEngine(.judge, "cheap"), usdPerMillion: 1))
    let model = ScriptedModel(text: text)
    try await pipeline.run(store, model)
    #expect(model.asked == [])
    #expect(try store.count("check_collections") == 4)
  }

  @Test("take the answer of another program that asked the same and was first")
  func conflict() async throws {
    let store = try Store.withRuns(1)
    let engine = TestEngine(.detect, "d")
    let model = ScriptedModel(text: { request in
      let first = ModelCall(
        stage: .detect, requestJSON: request.canonicalJSON, endpoint: request.endpoint,
        model: request.model, text: "0.25", rawAnswer: "first", latencyMilliseconds: 1)
      _ = try? store.writeFacts { try $0.add(first, about: [1]) }
      return "0.75"
    })
    let runner = try ModelStageRunner(
      store: store, model: model, progress: SilentProgress(), day: { nil })
    defer { runner.close() }
    #expect(try await runner.detect(engine).added == 1)
    #expect(runner.counts.made == 0 && runner.counts.paidTwice == 1)
    let detections = try store.run("check_detections")
    #expect(detections.value(0, "severity").real == 0.25)
    #expect(try store.count("check_calls") == 1)
  }

  /// An endpoint that counts tokens below 0, on a machine whose clock runs backwards.
  private struct Nonsense: ChatModel {
    func answer(_ request: ChatRequest) async throws -> ChatAnswer {
      ChatAnswer(
        text: "0.5", rawJSON: "", promptTokens: -1, completionTokens: 7,
        latencyMilliseconds: request.messages[0].content == "detect goal 0" ? -3 : .nan, tries: 0)
    }
  }

  @Test("keep an answer whose endpoint tells nonsense of tokens and time")
  func nonsense() async throws {
    let store = try Store.withRuns(2)
    let runner = try ModelStageRunner(
      store: store, model: Nonsense(), progress: SilentProgress(), day: { nil })
    defer { runner.close() }
    #expect(try await runner.detect(TestEngine(.detect, "d")).added == 2)
    let costs = try store.run("model_costs")
    #expect(costs.value(0, "calls").integer == 2 && costs.value(0, "usage_calls").integer == 0)
    #expect(costs.value(0, "prompt_tokens").isNull)
    #expect(try store.run("check_calls").rows.map { $0[14] } == [.real(0), .real(0)])
    #expect(try store.count("call_latencies") == 0)
    #expect(try store.check(deep: true).filter { !$0.isFine } == [])
  }

  @Test("stand beside rules, which ask nobody")
  func rules() async throws {
    let store = try Store.withRuns(3)
    var pipeline = Pipeline()
    pipeline.judges = [.rules(GroundingJudge())]
    let model = ScriptedModel()
    try await pipeline.run(store, model)
    #expect(model.asked.count == 3 * 5)
    #expect(try store.count("check_votes") == 9)
    pipeline.relabeler = .rules(TemplateRelabeler())
    pipeline.judges.append(.model(TestEngine(.judge, "j2"), usdPerMillion: nil))
    let second = ScriptedModel()
    try await pipeline.run(store, second)
    #expect(second.asked.allSatisfy { $0.hasPrefix("j2 ") })
    #expect(try store.count("check_attempts") == 18)
    #expect(try store.check(deep: true).filter { !$0.isFine } == [])
  }

  @Test("ask once to mend an answer, and take what comes then")
  func repair() async throws {
    let store = try Store.withRuns(2)
    var pipeline = Pipeline()
    pipeline.detector = TestEngine(.detect, "d", mends: true)
    pipeline.relabeler = .model(TestEngine(.relabel, "r", mends: true))
    pipeline.judges = []
    // Detections are mended; attempts stay broken.
    let model = ScriptedModel(text: { request in
      let asked = request.messages.last?.content ?? ""
      return asked.contains("relabel") || asked.hasPrefix("detect") ? "what?" : "0.7"
    })
    let runner = try await pipeline.run(store, model)
    #expect(runner.counts.repairs == 8)
    #expect(model.asked.count == 18)
    let calls = try store.run("check_calls")
    let repairs = calls.rows.indices.filter { calls.value($0, "repairs").text != nil }
    #expect(repairs.count == 8)
    let detections = try store.run("check_detections")
    let mended = Set(repairs.compactMap { calls.value($0, "digest").text })
    #expect(detections.rows.count == 2)
    #expect(
      detections.rows.indices.allSatisfy {
        mended.contains(detections.value($0, "call").text ?? "")
      })
    let attempts = try store.run("check_attempts")
    #expect(
      attempts.rows.indices.allSatisfy { attempts.value($0, "status").text == "unparsable" })
    let again = ScriptedModel()
    try await pipeline.run(store, again)
    #expect(again.asked == [])
  }

  @Test("leave an answer without a result as a call, not as a fact, and do not ask it again")
  func withoutResult() async throws {
    let store = try Store.withRuns(2)
    let model = ScriptedModel(text: { request in
      request.messages.last?.content == "extract goal 1" ? nil : "0.7"
    })
    try await Pipeline().run(store, model)
    #expect(try store.count("check_outcomes") == 1)
    let again = ScriptedModel()
    try await Pipeline().run(store, again)
    #expect(again.asked == [])
    #expect(try store.count("check_outcomes") == 1)
  }

  @Test("with another parser read the stored answers again, and call nobody")
  func parser() async throws {
    let store = try Store.withRuns(3)
    var pipeline = Pipeline()
    try await pipeline.run(store, ScriptedModel())
    pipeline.detector = TestEngine(.detect, "d", parser: 2)
    pipeline.extractor = TestEngine(.extract, "o", parser: 2)
    pipeline.relabeler = .model(TestEngine(.relabel, "r", parser: 2))
    pipeline.judges = [.model(TestEngine(.judge, "j1", parser: 2), usdPerMillion: nil)]
    let model = ScriptedModel()
    let runner = try await pipeline.run(store, model)
    #expect(model.asked == [])
    #expect(runner.counts.reused == 3 * 8)
    #expect(try store.count("check_votes") == 18)
    #expect(try store.count("check_calls") == 24)
  }

  @Test("in another series ask everything anew, and keep both")
  func series() async throws {
    let store = try Store.withRuns(3)
    var pipeline = Pipeline()
    try await pipeline.run(store, ScriptedModel())
    pipeline.series = "refresh-2"
    let model = ScriptedModel()
    try await pipeline.run(store, model)
    #expect(model.asked.count == 3 * 8)
    #expect(try store.count("check_calls") == 48)
    #expect(try store.count("check_detections") == 6)
  }

  @Test("pay once for a request that two runs share, and forget it with the last of them")
  func shared() async throws {
    let store = try Store.withRuns(0)
    try store.writeFacts { facts in
      let source = try facts.source(label: "test", format: "regoal", file: "a.jsonl")
      for id in ["a", "b"] {
        _ = try facts.add(
          Trajectory(sourceLabel: "test", id: id, goal: "g", steps: [], success: false),
          source: source)
      }
    }
    let model = ScriptedModel()
    try await Pipeline().run(store, model)
    #expect(model.asked.count == 8)
    #expect(try store.count("check_attempts") == 6)
    for (id, left) in [("a", 8), ("b", 0)] {
      let row = try #require(try store.run("runs_named", ["name": .text(id)]).rows.first)
      _ = try store.forget(
        trajectory: row[0].integer ?? 0, externalID: id, digest: row[2].text ?? "",
        reason: "why", at: "2026-03-22T00:00:00Z")
      #expect(try store.count("check_calls") == left)
      #expect(try store.check(deep: true).filter { !$0.isFine } == [])
    }
  }
}

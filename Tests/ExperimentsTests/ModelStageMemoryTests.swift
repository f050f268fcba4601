import Foundation
import LanguageModels
import RegoalTesting
import Store
import Synchronization
import Testing
import Trajectories

@testable import Experiments

/// `REGOAL_CALLS=100000` makes that many calls.
private let wanted = ProcessInfo.processInfo.environment["REGOAL_CALLS"].flatMap(Int.init)

/// Looks at its own memory now and then.
private final class WatchedModel: ChatModel {
  private let state = Mutex((calls: 0, megabytes: [Int]()))
  private let interval: Int

  init(interval: Int) { self.interval = interval }

  var megabytes: [Int] { state.withLock { $0.megabytes } }

  func answer(_ request: ChatRequest) async throws -> ChatAnswer {
    state.withLock { state in
      state.calls += 1
      if state.calls % interval == 0 { state.megabytes.append(Self.resident()) }
    }
    await Task.yield()
    let text = ScriptedModel.share(of: request)
    return ChatAnswer(
      text: text, rawJSON: "{\"text\":\"\(text)\"}", promptTokens: 100, completionTokens: 10,
      latencyMilliseconds: 1)
  }

  /// Resident memory of this process in megabytes.
  private static func resident() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = status.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * Int(getpagesize()) / 1_000_000
  }
}

@Suite("Many calls")
struct ModelStageMemoryTests {
  @Test(
    "take no more memory at the end than after a fifth of them, but for SQLite's caches",
    .enabled(if: wanted != nil, "REGOAL_CALLS says how many"))
  func flat() async throws {
    let runs = max(100, (wanted ?? 0) / 8)
    let folder = try TemporaryFolder()
    let store = try Store.withRuns(runs, path: folder.url.appending(path: "a.db").path)
    let model = WatchedModel(interval: max(1, runs * 8 / 20))
    let runner = try ModelStageRunner(
      store: store, model: model, callsInFlight: 256, progress: SilentProgress(), day: { nil })
    defer { runner.close() }
    let (detector, extractor) = (TestEngine(.detect, "d"), TestEngine(.extract, "o"))
    let start = ContinuousClock.now
    _ = try await runner.detect(detector)
    _ = try await runner.extract(extractor, detectedBy: detector.config)
    _ = try await runner.collect(
      .model(TestEngine(.relabel, "r")),
      judges: [.model(TestEngine(.judge, "j"), usdPerMillion: nil)],
      extractedBy: extractor.config, plan: CollectionPlan())
    print("\(runner.counts.made) calls in \(ContinuousClock.now - start), MB: \(model.megabytes)")
    #expect(runner.counts.made == runs * 8)
    let early = try #require(model.megabytes.dropFirst(3).first)
    let late = try #require(model.megabytes.last)
    // Three connections may fill caches of 64 MB each.
    #expect(late - early < 3 * 64)
  }
}

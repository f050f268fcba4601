import Foundation
import RegoalTesting
import Synchronization
import Testing

/// Ends of `run` with models, at seeded random moments counted in requests.
///
/// `REGOAL_FULL_KILLS=1` for 20 kills of a run of 2,007 calls; else 4 of one of 180.
@Suite("Sudden death of a run with models", .serialized)
struct ModelKillTests {
  private static let isFull = ProcessInfo.processInfo.environment["REGOAL_FULL_KILLS"] != nil

  @Test("asks for nothing again that was committed, and comes to the same facts")
  func kills() async throws {
    let storm = try await CallStorm(runs: Self.isFull ? 223 : 20)
    let kills = Self.isFull ? 20 : 4
    let wanted = Double(storm.calm.total)
    var dice = Dice(seed: 11)
    let moments = (0..<kills).map { _ in Int(dice.unit() * wanted) }.sorted()
    var hits = 0
    for moment in moments {
      // Somewhere between a request and the commit of its answer.
      let microseconds = UInt32(dice.below(8_000))
      let life = try storm.live(until: moment, then: microseconds, SIGKILL)
      // One that had a few requests left may have been at its end.
      #expect([.killed(SIGKILL), .exited(0)].contains(life.end), "at \(moment): \(life.errors)")
      if life.end == .killed(SIGKILL) { hits += 1 }
      try storm.expectSound()
    }
    let last = try storm.live()
    #expect(last.end == .exited(0), "\(last.errors)")
    try storm.expectTheSameEnd()
    let (sent, lost) = try storm.expectNothingAskedAgain()
    if Self.isFull {
      print(
        "\(storm.calm.total) calls, \(kills) kills at requests \(moments), \(hits) of them hit;",
        "\(sent.total) requests sent, \(sent.total - storm.calm.total) of them a second time: their",
        "answers were not committed when the process was killed (by kill: \(lost.dropLast()));",
        "no committed call was asked again")
    }
  }

  /// While runs are detected, extracted, relabeled, and judged, too.
  @Test(
    "by Ctrl-C waits for the calls under way, and asks for none of them again",
    arguments: [6, 18, 36, 72])
  func interrupt(at request: Int) async throws {
    let storm = try await CallStorm(runs: 12)
    storm.dawdle(from: request - 6, to: request + 14)
    let life = try storm.live(until: request, then: 0, SIGINT)
    #expect(life.end == .exited(130), "\(life.errors)")
    let lines = life.errors.split(separator: "\n").map(String.init)
    #expect(
      lines.contains {
        $0.hasPrefix("waiting for the calls under way, whose answers are paid for")
      }, "\(life.errors)")
    #expect(lines.last == "interrupted; what was committed stays, the same command continues")
    #expect(life.committed == life.sent, "a call under way was not waited for")
    #expect(life.committed.total < storm.calm.total)
    try storm.expectSound()
    let rest = try storm.live()
    #expect(rest.end == .exited(0), "\(rest.errors)")
    try storm.expectTheSameEnd()
    #expect(try storm.expectNothingAskedAgain().sent == storm.calm)
  }
}

/// Requests by what a model is asked. Calls that differ in `k` or judge alone may share one.
private struct Asked: Equatable {
  private var counts: [String: Int] = [:]

  var total: Int { counts.values.reduce(0, +) }

  subscript(question: String) -> Int { counts[question] ?? 0 }

  var questions: Dictionary<String, Int>.Keys { counts.keys }

  mutating func add(_ question: String) { counts[question, default: 0] += 1 }

  /// What a model is asked, from the body of a request or from `request_json` of a call.
  static func question(_ json: String) throws -> String {
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let format = root["response_format"] as? [String: Any]
    let schema = root["schema"] as? [String: Any] ?? format?["json_schema"] as? [String: Any]
    let parts: [String: Any] = [
      "messages": try #require(root["messages"]), "model": try #require(root["model"]),
      "temperature": try #require(root["temperature"]), "schema": try #require(schema?["name"]),
    ]
    let data = try JSONSerialization.data(withJSONObject: parts, options: .sortedKeys)
    return String(decoding: data, as: UTF8.self)
  }
}

/// A command that asks models, undisturbed and in a folder where it is ended again and again.
private final class CallStorm {
  /// One process of the command.
  struct Life {
    let end: Child.End
    let errors: String
    /// Committed before it began.
    let known: Asked
    let sent: Asked
    /// Committed when it had ended.
    let committed: Asked
  }

  /// What the server is told while it answers.
  private final class Pace: Sendable {
    let received = Atomic(0)
    let slow = Mutex(0..<0)

    /// Milliseconds until the next request is answered.
    func next() -> Int {
      let number = received.wrappingAdd(1, ordering: .relaxed).oldValue
      return slow.withLock { $0.contains(number) } ? 150 : 2 + number % 6
    }

    var count: Int { received.load(ordering: .relaxed) }
  }

  private let calmPlace: Trial
  private let place: Trial
  private let server: ScriptedServer
  private let pace: Pace
  private let end: StoredRows
  private var lives: [Life] = []
  /// Calls of the undisturbed run.
  let calm: Asked

  init(runs: Int) async throws {
    let pace = Pace()
    self.pace = pace
    server = try await ScriptedServer(seconds: 3_600) { request in
      .late(
        milliseconds: pace.next(),
        body: ScriptedServer.completion(ModelScript.text(for: request.body)))
    }
    calmPlace = try CallStorm.place(runs: runs)
    place = try CallStorm.place(runs: runs)
    let result = try calmPlace.program.run(CallStorm.command(at: server.baseURL + "/0"))
    try #require(result.status == 0, "\(result.errors)")
    calm = try CallStorm.committed(in: calmPlace)
    end = try CallStorm.facts(of: calmPlace)
    // Detect, extract, three attempts with two goals among them, and two votes on each goal.
    #expect(calm.total == 9 * runs)
    #expect(try asked(inLife: 0) == calm)
  }

  private static func place(runs: Int) throws -> Trial {
    let trial = try Trial()
    let lines = (1...runs).map {
      #"{"trajectory_id":"t\#($0)","original_prompt":"goal \#($0)","steps":[{"thought":"t","action_name":"look","action_input":{"at":\#($0)},"observation":"seen \#($0)"}],"final_answer":"none","failure_reason":"not found"}"#
    }
    try trial.write("runs.jsonl", Data(lines.joined(separator: "\n").utf8))
    let ingest = try trial.program("ingest", "runs.jsonl")
    try #require(ingest.status == 0, "\(ingest.errors)")
    return trial
  }

  /// An endpoint's address is no part of a call: each life has its own, by which the server tells them apart.
  private static func command(at base: String) -> [String] {
    func model(_ name: String) -> String { "\(name)=model-\(name)@\(base),parallel=3" }
    return [
      "run", "--structured", "schema", "--attempts", "3", "--detector", model("d"), "--extractor",
      model("e"), "--relabeler", model("r"), "--judge", model("i"), "--judge", model("j"),
    ]
  }

  /// The next requests of these numbers are answered late, counted from here.
  func dawdle(from first: Int, to last: Int) {
    let count = pace.count
    pace.slow.withLock { $0 = count + first..<count + last }
  }

  /// Runs the command to its end, or to a request and some microseconds.
  /// - Parameter request: counted with what was committed before.
  func live(
    until request: Int? = nil, then microseconds: UInt32 = 0, _ signal: Int32 = SIGKILL
  ) throws -> Life {
    let known = try CallStorm.committed(in: place)
    let number = lives.count + 1
    let before = pace.count
    let child = try Child(
      CallStorm.command(at: "\(server.baseURL)/\(number)"), in: place.folder.url)
    if let request {
      child.watch { _ in known.total + pace.count - before >= request }
      usleep(microseconds)
      child.send(signal)
    }
    let end = child.wait()
    let life = Life(
      end: end, errors: child.errors, known: known, sent: try asked(inLife: number),
      committed: try CallStorm.committed(in: place))
    lives.append(life)
    return life
  }

  private func asked(inLife number: Int) throws -> Asked {
    var asked = Asked()
    for request in server.requests where request.path == "/v1/\(number)/chat/completions" {
      asked.add(try Asked.question(request.body))
    }
    return asked
  }

  /// Calls with an answer in the database.
  private static func committed(in place: Trial) throws -> Asked {
    let rows = try place.program(
      "query", "--sql", "SELECT request_json AS request FROM model_call", "--jsonl")
    try #require(rows.status == 0, "\(rows.errors)")
    var committed = Asked()
    for line in rows.output.split(separator: "\n") {
      let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
      committed.add(try Asked.question(try #require(row?["request"])))
    }
    return committed
  }

  private static func facts(of place: Trial) throws -> StoredRows {
    try StoredRows(
      database: place.folder.url.appending(path: "regoal.db"),
      leavingOut: StoredRows.timesOfCalls)
  }

  func expectSound() throws {
    for deep in [[], ["--deep"]] {
      let check = try place.program.run(["db", "check", "--csv"] + deep)
      #expect(check.status == 0, "\(check.output)\(check.errors)")
    }
    #expect(try CallStorm.facts(of: place).facts.isSubset(of: end.facts))
  }

  /// No life asked for more than was not committed when it began, and every committed answer was given by the server.
  /// - Returns: what all lives asked, and how many requests of each were answered in vain.
  func expectNothingAskedAgain() throws -> (sent: Asked, lost: [Int]) {
    var all = Asked()
    var lost: [Int] = []
    for (place, life) in lives.enumerated() {
      // Again: the server may have read what a killed process had sent after its death was seen.
      let sent = try asked(inLife: place + 1)
      for question in sent.questions {
        for _ in 0..<sent[question] { all.add(question) }
        #expect(
          sent[question] <= calm[question] - life.known[question],
          "asked again though it was committed, in life \(place + 1): \(question)")
      }
      for question in life.committed.questions {
        #expect(life.committed[question] <= life.known[question] + sent[question])
      }
      #expect(life.known.questions.allSatisfy { life.committed[$0] >= life.known[$0] })
      lost.append(sent.total - (life.committed.total - life.known.total))
    }
    return (all, lost)
  }

  func expectTheSameEnd() throws {
    #expect(try CallStorm.committed(in: place) == calm)
    #expect(try CallStorm.facts(of: place) == end)
    try expectSound()
  }
}

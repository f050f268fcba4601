import Foundation
import RegoalTesting
import Testing

/// `run` and `rerun` with models, against a server that counts.
@Suite("Runs with models")
struct ModelRunTests {
  /// A database with some failed runs, and a server that answers for every stage.
  final class Place {
    static let runs = 6

    let trial: Trial
    let server: ScriptedServer
    private var seen = 0

    init(
      script: @escaping ScriptedServer.Script = { ModelScript.reply(to: $0) },
      runs: Int = Place.runs
    ) async throws {
      trial = try Trial()
      server = try await ScriptedServer(script: script)
      let lines = (1...runs).map {
        #"{"trajectory_id":"t\#($0)","original_prompt":"goal \#($0)","steps":[{"thought":"t","action_name":"look","action_input":{"at":\#($0)},"observation":"seen \#($0)"}],"final_answer":"none","failure_reason":"not found"}"#
      }
      try trial.write("runs.jsonl", Data(lines.joined(separator: "\n").utf8))
      let ingest = try trial.program("ingest", "runs.jsonl")
      try #require(ingest.status == 0, "\(ingest.errors)")
    }

    func model(_ name: String) -> String { "\(name)=m@\(server.baseURL)" }

    /// The schemas that were asked for since this was asked last, counted.
    func asked() -> [String: Int] {
      let requests = server.requests
      defer { seen = requests.count }
      return Dictionary(
        requests[seen...].map { (ModelScript.question(in: $0.body) ?? "none", 1) },
        uniquingKeysWith: +)
    }

    @discardableResult
    func run(
      _ arguments: String..., status: Int32 = 0, _ location: SourceLocation = #_sourceLocation
    ) throws -> Program.Result {
      let result = try trial.program.run(arguments)
      #expect(
        result.status == status, "\(result.output)\(result.errors)", sourceLocation: location)
      return result
    }

    /// Digests of facts and calls.
    func facts() throws -> StoredRows {
      try StoredRows(database: trial.folder.url.appending(path: "regoal.db"))
    }
  }

  @Test("ask once for each answer of each stage, and nothing when they are given again")
  func once() async throws {
    let place = try await Place()
    let command = [
      "run", "--detector", place.model("d"), "--extractor", place.model("e"), "--relabeler",
      place.model("r"), "--judge", place.model("j"), "--judge", "grounding",
    ]
    let first = try place.trial.program.run(command)
    #expect(first.status == 0, "\(first.errors)")
    let asked = place.asked()
    #expect(asked["probe"] == 4)
    #expect(asked["detection"] == 6)
    #expect(asked["outcome"] == 6)
    #expect(asked["hindsight_goal"] == 18)
    // Attempts 2 and 3 have the same goal, about which a judge is asked once.
    #expect(asked["verdict"] == 12)
    #expect(first.errors.contains("calls: 42 made, 6 answered from the store\n"), "\(first.errors)")
    // The free judge is rules, and says so.
    #expect(first.output.contains("rules, not a model"))
    let again = try place.trial.program.run(command)
    #expect(again.status == 0)
    #expect(place.asked() == [:])
    #expect(again.output == first.output)
    try place.trial.expectSound()
  }

  @Test("ask only what a further judge, further attempts or a new series need")
  func further() async throws {
    let place = try await Place()
    let (relabeler, judge) = (place.model("r"), place.model("j"))
    try place.run("run", "--relabeler", relabeler, "--judge", judge)
    _ = place.asked()
    try place.run("run", "--relabeler", relabeler, "--judge", judge, "--judge", place.model("k"))
    #expect(place.asked() == ["probe": 1, "verdict": 12])
    try place.run("run", "--relabeler", relabeler, "--judge", judge, "--attempts", "5")
    #expect(place.asked() == ["hindsight_goal": 12])
    let refreshed = try place.run("run", "--relabeler", relabeler, "--judge", judge, "--refresh")
    #expect(place.asked() == ["hindsight_goal": 18, "verdict": 12])
    #expect(refreshed.errors.contains("--series refresh-1"))
    try place.run("run", "--relabeler", relabeler, "--judge", judge, "--series", "refresh-1")
    #expect(place.asked() == [:])
    let counts = try place.trial.counts()
    #expect(counts["attempts"] == 48)
    // 30 of the first judge, 18 of the second, 18 in the new series.
    #expect(counts["votes"] == 66)
  }

  @Test("fill exactly what another threshold needs, and decide as if it had been collected so")
  func fill() async throws {
    let place = try await Place(runs: 30)
    let plan = [
      "--detector", place.model("d"), "--relabeler", place.model("r"), "--judge", place.model("j"),
      "--judge",
      place.model("k"), "--structured", "schema",
    ]
    func bodies(_ place: Place) -> [String] { place.server.requests.map(\.body).sorted() }
    func decisions(_ place: Place) throws -> String {
      try place.run("query", "last_decisions", "--csv").output
    }
    let first = try place.trial.program.run(["run", "--theta", "0.3", "--collect", "lazy"] + plan)
    #expect(first.status == 0, "\(first.errors)")
    let before = bodies(place)
    let listed = try place.run("rerun", "gate", "--theta", "0.8", "--list-missing", "--csv").output
    #expect(listed.split(separator: "\n").count > 1)
    // Another engine would give other answers.
    let other = try place.trial.program.run(
      ["rerun", "gate", "--theta", "0.8", "--fill", "--max-tokens", "99"] + plan)
    #expect(other.status == 1)
    #expect(other.errors.contains("which is another config"), "\(other.errors)")
    #expect(bodies(place) == before)
    let filled = try place.trial.program.run(["rerun", "gate", "--theta", "0.8", "--fill"] + plan)
    #expect(filled.status == 0, "\(filled.errors)")

    // The same server's answers, collected lazily at 0.8 from the start.
    let straight = try await Place(runs: 30)
    let run = try straight.trial.program.run(
      ["run", "--theta", "0.8", "--collect", "lazy"]
        + plan.map { $0.replacing(place.server.baseURL, with: straight.server.baseURL) })
    #expect(run.status == 0)
    // Attempts 2 and 3 send the same bytes, so bodies are counted.
    var needed = Dictionary(bodies(straight).map { ($0, 1) }, uniquingKeysWith: +)
    for body in before { if let count = needed[body], count > 0 { needed[body] = count - 1 } }
    var asked = Dictionary(bodies(place).map { ($0, 1) }, uniquingKeysWith: +)
    for body in before { asked[body, default: 0] -= 1 }
    #expect(asked.filter { $0.value != 0 } == needed.filter { $0.value != 0 })
    #expect(asked.values.reduce(0, +) > 5)
    #expect(try decisions(place) == decisions(straight))

    let count = place.server.requests.count
    let again = try place.trial.program.run(["rerun", "gate", "--theta", "0.8", "--fill"] + plan)
    #expect(again.status == 0)
    #expect(place.server.requests.count == count)
    #expect(
      try place.run("rerun", "gate", "--theta", "0.8", "--list-missing").output
        .contains("nothing is missing"))
    try place.trial.expectSound()
  }

  @Test("are told before: calls, tokens and dollars, as many as are made then")
  func estimate() async throws {
    let place = try await Place()
    try place.run(
      "cost", "price", "set", "m", "--prompt", "100", "--completion", "200", "--from",
      "2020-01-01")
    let command = [
      "run", "--detector", place.model("d"), "--relabeler", place.model("r"), "--judge",
      place.model("j"), "--structured", "schema",
    ]
    func calls() throws -> [String] {
      let result = try place.trial.program.run(command + ["--estimate", "--csv"])
      #expect(result.status == 0, "\(result.errors)")
      #expect(place.asked() == [:])
      return result.output.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false)[..<6].joined(separator: ",")
      }
    }
    #expect(try calls() == ["detect,d,d,m,6,6", "relabel,r,r,m,18,18", "judge,j,j,m,0,18"])
    try place.run(
      "run", "--detector", place.model("d"), "--structured", "schema", "--until", "extract")
    _ = place.asked()
    #expect(try calls() == ["relabel,r,r,m,18,18", "judge,j,j,m,0,18"])
    let text = try place.trial.program.run(command + ["--estimate"])
    #expect(text.errors.contains("18 to 36 calls"), "\(text.errors)")
    #expect(text.errors.contains("about "), "\(text.errors)")
    let run = try place.trial.program.run(command)
    #expect(run.status == 0)
    #expect(place.asked() == ["hindsight_goal": 18, "verdict": 12])
    let done = try place.trial.program.run(command + ["--estimate"])
    #expect(done.output == "no call: everything that is to be asked is answered\n")
    // A further judge: the attempts are known now, so that calls are exact, but for goals that are the same.
    let judge = try place.trial.program.run(
      command + ["--judge", place.model("k"), "--estimate", "--csv"])
    #expect(judge.output.contains("judge,k,k,m,18,18,"), "\(judge.output)")
    #expect(try place.trial.program("run", "--estimate").output == "no call: rules answer\n")
  }

  @Test("stop before a budget is crossed, and continue")
  func budget() async throws {
    let place = try await Place()
    let command = [
      "run", "--relabeler", place.model("r"), "--judge", "none", "--structured", "schema",
    ]
    let first = try place.trial.program.run(command + ["--budget-calls", "7"])
    #expect(first.status == 1)
    #expect(first.errors.contains("the budget is reached: 7 calls"), "\(first.errors)")
    #expect(place.asked() == ["hindsight_goal": 7])
    #expect(try place.trial.program.run(command).status == 0)
    #expect(place.asked() == ["hindsight_goal": 11])
    let unpriced = try place.trial.program.run(command + ["--budget-usd", "1"])
    #expect(unpriced.status == 1)
    #expect(unpriced.errors.contains("no price of 'm' is known"), "\(unpriced.errors)")
    #expect(unpriced.errors.contains("fix: regoal cost price set m"))
    #expect(place.asked() == [:])
  }

  @Test("that cost dollars keep to them, and say what they cost")
  func dollars() async throws {
    let place = try await Place()
    try place.run(
      "cost", "price", "set", "m", "--prompt", "100", "--completion", "200", "--from", "2020-01-01")
    let command = [
      "run", "--relabeler", place.model("r"), "--judge", "none", "--structured", "schema",
    ]
    // Ten tokens in and five out are 0.002 USD; before an answer tells, a call counts with the most it can cost.
    let result = try place.trial.program.run(command)
    #expect(result.status == 0)
    #expect(result.errors.contains("0.036 USD"), "\(result.errors)")
    #expect(try place.trial.program("cost", "--csv").output.contains(",18,0.036,"))
    let none = try place.trial.program.run(
      command + ["--refresh", "--budget-usd", "0.0001"])
    #expect(none.status == 1)
    #expect(none.errors.contains("the budget is reached: 0.0001 USD"), "\(none.errors)")
  }

  @Test("keep what was answered where requests fail, exit 1, and ask for the rest later")
  func failures() async throws {
    let place = try await Place(script: { request in
      request.index % 3 == 1
        ? .answer(status: 400, body: #"{"error":{"message":"not now"}}"#)
        : ModelScript.reply(to: request)
    })
    let command = [
      "run", "--relabeler", place.model("r"), "--judge", "none", "--structured", "schema",
    ]
    let first = try place.trial.program.run(command)
    #expect(first.status == 1)
    #expect(first.errors.contains("6 without an answer (refused_request 6)"), "\(first.errors)")
    #expect(first.errors.contains("error: 'r' refused the request (HTTP 400): not now"))
    #expect(first.errors.contains("fix: the same command asks for these alone"))
    #expect(try place.trial.counts()["attempts"] == 12)
    for _ in 0..<5 where try place.trial.counts()["attempts"] != 18 {
      _ = try place.trial.program.run(command)
    }
    #expect(try place.trial.program.run(command).status == 0)
    #expect(try place.trial.counts()["attempts"] == 18)
    // What failed is asked again, and nothing else.
    #expect(try place.trial.program("cost", "--csv").output.contains("relabel,r,m,main,18,0,18,"))
  }

  @Test("say which answers had no result: they leave gaps, and are not asked again")
  func unusable() async throws {
    let place = try await Place(script: { request in
      request.body.contains("goal 1\\\"")
        ? .answer(body: ScriptedServer.completion("{\"analysis", finishReason: "length"))
        : request.body.contains("goal 2\\\"") || request.body.contains("could not be read")
          ? .answer(body: ScriptedServer.completion("no")) : ModelScript.reply(to: request)
    })
    let command = [
      "run", "--detector", place.model("d"), "--structured", "schema", "--until", "detect",
    ]
    let first = try place.trial.program.run(command)
    #expect(first.status == 0, "a later run would not mend it: \(first.errors)")
    #expect(
      first.errors.contains("2 answered without a result (truncated 1, unparsable 1)"),
      "\(first.errors)")
    #expect(first.output.contains("detect  d           4           2"), "\(first.output)")
    let count = place.server.requests.count
    #expect(try place.trial.program.run(command).status == 0)
    #expect(place.server.requests.count == count)
  }

  @Test("decide by the judges that are named, and leave runs open where one gave no vote")
  func panel() async throws {
    let place = try await Place(script: { request in
      request.body.contains(#""model":"dead""#)
        ? .answer(status: 400, body: #"{"error":{"message":"no"}}"#)
        : ModelScript.reply(to: request)
    })
    let engines = [
      "--detector", place.model("d"), "--relabeler", place.model("r"), "--structured", "schema",
    ]
    func decisions() throws -> [String: Int] {
      let rows = try place.trial.program("query", "last_decisions", "--csv").output
        .split(separator: "\n").dropFirst()
      return Dictionary(
        rows.map { (String($0.split(separator: ",")[1]), 1) }, uniquingKeysWith: +)
    }
    let dead = try place.trial.program.run(
      ["run", "--judge", "x=dead@\(place.server.baseURL)", "--out", "training"] + engines)
    #expect(dead.status == 1)
    #expect(dead.errors.contains("no training files are written"), "\(dead.errors)")
    #expect(!FileManager.default.fileExists(atPath: place.trial.path("training")))
    #expect(try decisions()["accepted"] == nil)
    #expect(try decisions()["undetermined"] ?? 0 > 0)
    #expect(try place.trial.program.run(["run", "--judge", "none"] + engines).status == 0)
    let alone = try decisions()
    #expect(alone["accepted"] ?? 0 > 0)
    _ = try place.trial.program.run(["run", "--judge", place.model("j")] + engines)
    let both = try decisions()
    // Votes that are there do not count where their judge is not named.
    #expect(try place.trial.program.run(["run", "--judge", "none"] + engines).status == 0)
    #expect(try decisions() == alone)
    _ = try place.trial.program.run(["run", "--judge", place.model("j")] + engines)
    #expect(try place.trial.program("rerun", "gate").output.contains("no decision changed"))
    #expect(try decisions() == both)
  }

  @Test(
    "go on where one request alone is refused, and keep what is cut within a character",
    arguments: [403, 404])
  func single(_ status: Int) async throws {
    let place = try await Place(script: { request in
      if request.body.contains("goal 3\\\"") {
        return .answer(status: status, body: #"{"error":{"message":"not this one"}}"#)
      }
      return request.body.contains("goal 4\\\"")
        ? .answer(
          body: #"{"choices":[{"finish_reason":"length","message":{"content":"cut \ud83c"}}]}"#)
        : ModelScript.reply(to: request)
    })
    let command = [
      "run", "--detector", place.model("d") + ",parallel=1", "--structured", "schema", "--until",
      "detect",
    ]
    for _ in 0..<2 {
      let result = try place.trial.program.run(command)
      #expect(result.status == 1)
      #expect(result.errors.contains("not this one"), "\(result.errors)")
      #expect(try place.trial.counts()["detections"] == 4)
    }
    #expect(place.asked() == ["detection": 7])
  }

  @Test(
    "refuse names that mean something else, and settings that mean nothing",
    arguments: [
      (["run", "--judge", "rules"], "cannot be called 'rules'"),
      (["run", "--relabeler", "none"], "cannot be called 'none'"),
      (["run", "--judge", "grounding=m"], "cannot be called 'grounding'"),
      (["run", "--judge", "none", "--judge", "grounding"], "'none' stands beside others"),
      (["run", "--relabeler", "a=m,key=NO_SUCH_KEY"], "NO_SUCH_KEY is not set"),
      (["run", "--prompt", "judge"], "names no stage and file"),
    ])
  func names(_ arguments: [String], _ words: String) throws {
    let trial = try Trial()
    try trial.write(
      "runs.jsonl", Data(#"{"trajectory_id":"t","original_prompt":"g","steps":[]}"#.utf8))
    #expect(try trial.program("ingest", "runs.jsonl").status == 0)
    let result = try trial.program.run(arguments)
    #expect(result.status == 1)
    #expect(result.errors.contains(words), "\(result.errors)")
    try trial.write("regoal.yaml", Data("collect: bogus\n".utf8))
    let setting = try trial.program("run")
    #expect(setting.status == 1)
    #expect(setting.errors.contains("setting 'collect' is 'bogus'"))
    #expect(try trial.program("run", "--series", "").status == 64)
    #expect(try trial.program("rerun", "gate", "--refresh").status == 64)
  }

  @Test("tell an endpoint that is not there, a key that is missing and a name that is given twice")
  func refused() async throws {
    let place = try await Place()
    try await place.server.stop()
    let dead = try place.trial.program(
      "run", "--relabeler", place.model("r") + ",tries=1", "--judge", "none")
    #expect(dead.status == 1)
    #expect(dead.errors.contains("'r' gave no answer"), "\(dead.errors)")
    let keyless = try place.trial.program(
      "run", "--relabeler", "m,key=NO_SUCH_KEY", "--structured", "none")
    #expect(keyless.status == 1)
    #expect(keyless.errors.contains("needs a key, and NO_SUCH_KEY is not set"))
    let twice = try place.trial.program("run", "--judge", "a=m", "--judge", "a=n")
    #expect(twice.status == 1)
    #expect(twice.errors.contains("two endpoints are called 'a'"))
    let same = try place.trial.program(
      "run", "--judge", place.model("a"), "--judge", place.model("a"), "--structured", "none")
    #expect(same.errors.contains("the judge 'a' is named twice"), "\(same.errors)")
  }

  @Test(
    "send a key to its endpoint alone: it is in no file, no table and no error, even if it comes back"
  )
  func secrecy() async throws {
    let key = "sk-0123456789-very-secret-0123456789"
    let place = try await Place(script: { request in
      let header = request.headers["authorization"] ?? "none"
      return request.index % 3 == 1
        ? .answer(status: 400, body: #"{"error":{"message":"bad \#(header)"}}"#)
        : .answer(body: ScriptedServer.completion("you sent \(header)"))
    })
    let env = Program(in: place.trial.folder.url, executable: URL(filePath: "/usr/bin/env"))
    let arguments = [
      "OUR_KEY=\(key)", Program.built.path, "run", "--relabeler", place.model("r") + ",key=OUR_KEY",
      "--judge", "none", "--structured", "schema",
    ]
    let run = try env.run(arguments)
    #expect(run.status == 1)
    #expect(place.server.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(key)" })
    let others = try [
      ["query", "--sql", "SELECT raw_answer, answer_text, request_json FROM model_call", "--json"],
      ["cost"], ["query", "quarantined"], ["batch", "status"],
    ].map { try place.trial.program.run($0) }
    #expect(others[0].output.contains("you sent"), "the answer is there, without the key")
    for result in [run] + others {
      #expect(!(result.output + result.errors).contains("0123456789-very-secret"))
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: place.trial.folder.url.path) {
      let data = try place.trial.folder.data(name)
      #expect(data.range(of: Data("0123456789-very-secret".utf8)) == nil, "\(name)")
    }
  }

  @Test("take engines from regoal.yaml, endpoints by their name, and a prompt of one's own")
  func settings() async throws {
    let place = try await Place()
    try place.trial.write(
      "regoal.yaml",
      Data(
        """
        endpoints: [\(place.model("big")), \(place.model("small"))]
        relabeler: big
        judge: [small, grounding]
        """.utf8))
    try place.run("run")
    #expect(place.asked() == ["probe": 2, "hindsight_goal": 18, "verdict": 12])
    let prompt = try place.run("prompt", "show", "judge").output
    try place.trial.write("mine.md", Data(prompt.replacing("# user", with: "# user\nMine.").utf8))
    try place.run("run", "--prompt", "judge=mine.md")
    #expect(place.asked() == ["verdict": 12])
    #expect(place.server.requests.last?.body.contains("Mine.") == true)
    // What was typed once is no finding: without it the endpoint's own is taken.
    try place.run("run", "--judge", "small", "--structured", "none")
    _ = place.asked()
    try place.run("run")
    #expect(place.asked() == [:])
  }
}

import Testing
import Trajectories

@testable import Store

private func run(_ id: String, goal: String = "g", label: String = "test") -> LogRecord {
  .trajectory(Trajectory(sourceLabel: label, id: id, goal: goal, steps: [], success: false))
}

private func detection(_ id: String, _ config: String = "d1", type: String = "incomplete")
  -> LogRecord
{
  .detection(Detection(failureType: type), at: at(id, config))
}

private func outcome(_ id: String, _ config: String, series: String = "main") -> LogRecord {
  .outcome(Outcome(achievements: [config]), at: at(id, config, series: series))
}

private func attempt(
  _ id: String, _ k: Int = 1, extract: String? = nil, series: String = "main"
) -> LogRecord {
  .attempt(Attempt(k: k, confidence: 0.5), at: at(id, "r1", extract: extract, series: series))
}

private func vote(_ id: String, _ k: Int = 1, extract: String? = nil, series: String = "main")
  -> LogRecord
{
  .vote(
    Vote(valid: true, confidence: 0.5), judge: .name("j2"), k: k, goalIndex: 0,
    at: at(id, "r1", extract: extract, series: series))
}

/// Which run each detection is about, by its goal.
private let detected = """
  SELECT goal || ' ' || failure_type
  FROM detection JOIN trajectory ON trajectory.id = trajectory_id ORDER BY 1
  """

/// The extract config that each attempt hangs on, by the outcome's one achievement.
private let hung = """
  SELECT achievements_json || ' ' || outcome.series || ' ' || attempt.series
  FROM attempt JOIN outcome ON outcome.id = outcome_id ORDER BY 1
  """

@Suite("A log that is written")
struct LogWriterTests {
  @Test("adds every fact once; a second pass finds all of them present")
  func idempotence() throws {
    let store = try memory()
    let kinds: [LogWriter.Kind] = [
      .trajectory, .config, .detection, .outcome, .attempt, .vote, .collection,
    ]
    #expect(try ingest(oneOfEach, into: store) == kinds.map { .added($0) })
    let digests = try store.digests()
    #expect(try ingest(oneOfEach, into: store) == kinds.map { .present($0) })
    #expect(try ingest(oneOfEach, into: store, file: "b.jsonl") == kinds.map { .present($0) })
    #expect(try store.digests() == digests)
  }

  @Test("gives the same rows in any order of its lines", arguments: 0..<12)
  func order(seed: Int) throws {
    let lines =
      [
        run("t1"), run("t2"), run("t3"), detection("t1"), detection("t2", "d2"),
        outcome("t1", "o1"),
        outcome("t2", "o1"), outcome("t2", "o2"), outcome("t3", "o1"),
        outcome("t3", "o1", series: "s"),
        attempt("t1"), attempt("t1", 2), attempt("t2", extract: "o2"),
        attempt("t3", extract: "o1", series: "s"),
        vote("t1"), vote("t1", 2), vote("t2", extract: "o2"),
        vote("t3", extract: "o1", series: "s"),
      ]
      + Array(oneOfEach[1...1])
    let straight = try memory()
    #expect(try ingest(lines, into: straight).allSatisfy { $0.reason == nil })
    var shuffled = lines
    var state = UInt64(seed)
    for at in shuffled.indices.reversed() where seed > 0 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      shuffled.swapAt(at, Int(state >> 33) % (at + 1))
    }
    if seed == 0 { shuffled.reverse() }
    let store = try memory()
    #expect(try ingest(shuffled, into: store).allSatisfy { $0.reason == nil })
    #expect(try store.digests() == straight.digests())
    #expect(try store.texts(hung) == straight.texts(hung))
  }

  @Test("resolves what it names within itself first, also where that comes further down")
  func withinFirst() throws {
    let store = try memory()
    try ingest([run("t1", goal: "old"), detection("t1", type: "a")], into: store)
    try ingest(
      [detection("t1", type: "b"), run("t1", goal: "new"), detection("t1", "d2", type: "c")],
      into: store)
    #expect(try store.texts(detected) == ["new b", "new c", "old a"])
  }

  @Test("resolves what it does not bring in the database, if that is unique there")
  func withinDatabase() throws {
    let store = try memory()
    try ingest(
      [run("t1", goal: "stored"), run("t2", label: "x"), run("t2", label: "y")], into: store)
    let outcomes = try ingest([detection("t1"), detection("t2"), detection("t3")], into: store)
    #expect(outcomes[0] == .added(.detection))
    #expect(outcomes[1].reason?.hasPrefix("trajectory 't2' is ambiguous: 2 runs have it") == true)
    #expect(outcomes[2].reason == "no trajectory 't3' is in this file or stored")
    #expect(try store.texts(detected) == ["stored incomplete"])
  }

  @Test("tells runs of one id apart by the source that a line states, or by digest")
  func stated() throws {
    let store = try memory()
    try ingest([run("t1", goal: "x", label: "x"), run("t1", goal: "y", label: "y")], into: store)
    let digest = Trajectory(sourceLabel: "y", id: "t1", goal: "y", steps: [], success: false).digest
    var byDigest = at("t1", "d1")
    byDigest.trajectory = .digest(digest)
    #expect(
      try ingest(
        [
          .detection(
            Detection(failureType: "a"), at: at("t1", "d1", label: "x", isLabelStated: true)),
          .detection(Detection(failureType: "b"), at: byDigest),
        ], into: store) == [.added(.detection), .added(.detection)])
    #expect(try store.texts(detected) == ["x a", "y b"])
    #expect(
      try store.texts("SELECT label || ' ' || file FROM source ORDER BY 1")
        == ["test a.jsonl", "x a.jsonl", "y a.jsonl"])
  }

  @Test("refuses a reference to an id for which it brings two contents")
  func ambiguous() throws {
    let outcomes = try ingest(
      [run("t1", goal: "a"), run("t1", goal: "b"), detection("t1")], into: memory())
    #expect(
      outcomes[2].reason == "trajectory 't1' is ambiguous: this file brings two contents for it;"
        + " name it by {\"digest\":\"sha256:…\"}")
  }

  @Test("tells ids and names apart that only look the same")
  func bytes() throws {
    let store = try memory()
    func task(_ id: String) -> LogRecord {
      .trajectory(
        Trajectory(
          sourceLabel: "test", id: id, task: TaskReference(key: id, benchmark: nil, domain: nil),
          goal: id.unicodeScalars.count == 1 ? "one" : "two", steps: []))
    }
    let lines = [task("\u{E9}"), task("e\u{301}"), detection("\u{E9}"), detection("e\u{301}")]
    #expect(try ingest(lines, into: store).allSatisfy { $0.reason == nil })
    #expect(try store.texts("SELECT count(*) FROM task") == ["2"])
    #expect(try store.texts(detected) == ["one incomplete", "two incomplete"])
    #expect(
      try store.texts(
        "SELECT count(*) FROM trajectory JOIN task ON task.id = task_id WHERE task_key = external_id"
      )
        == ["2"])
  }

  @Test("identifies a config that nobody declared by label and name")
  func undeclared() throws {
    let store = try memory()
    try ingest([run("t1"), detection("t1")], into: store)
    #expect(
      try store.texts("SELECT body_json FROM stage_config")
        == [#"{"undeclared":{"label":"test","name":"d1"}}"#])
    #expect(try store.texts("SELECT label || '/' || name FROM config_name") == ["test/d1"])
    try ingest([run("t2"), detection("t2")], into: store, file: "b.jsonl")
    #expect(try store.texts("SELECT count(*) FROM stage_config") == ["1"])
  }

  @Test("uses a config that it declares further down, and refuses a second body")
  func declared() throws {
    let store = try memory()
    func declaration(_ body: String) -> LogRecord {
      .config(StageConfig(stage: .detect, label: "test", name: "d1", bodyJSON: body))
    }
    let outcomes = try ingest(
      [detection("t1"), run("t1"), declaration(#"{"a":1}"#), declaration(#"{"a":2}"#)], into: store)
    #expect(outcomes[0] == .added(.detection))
    #expect(outcomes[3].reason == "config 'd1' is declared with another body further up")
    #expect(
      try store.texts(
        "SELECT body_json FROM detection JOIN stage_config ON stage_config.id = config_id")
        == [#"{"a":1}"#])
  }

  @Test("refuses another answer for the same key")
  func conflict() throws {
    let store = try memory()
    try ingest([run("t1"), detection("t1", type: "a")], into: store)
    let outcome = try ingest([detection("t1", type: "b")], into: store)[0]
    #expect(
      outcome.reason?.hasPrefix("another detection is stored for the same key (sha256:") == true)
    #expect(outcome.reason?.hasSuffix("give the line a \"series\" of its own to keep both") == true)
    #expect(try store.texts("SELECT failure_type FROM detection") == ["a"])
  }

  @Test("may leave out extract_config where it has one outcome a run, in any order")
  func oneOutcome() throws {
    let lines = [
      run("t1"), run("t2"), outcome("t1", "o1"), outcome("t2", "o1"), attempt("t1"), vote("t1"),
    ]
    for lines in [lines, lines.reversed()] {
      let store = try memory()
      #expect(try ingest(lines, into: store).allSatisfy { $0.reason == nil })
      #expect(try store.texts(hung) == [#"["o1"] main main"#])
    }
  }

  @Test("means its own outcome where it leaves out extract_config, not one that is stored")
  func ownOutcome() throws {
    let store = try memory()
    try ingest([run("t1"), outcome("t1", "o1")], into: store)
    try ingest([attempt("t1"), run("t1"), outcome("t1", "o2")], into: store)
    #expect(try store.texts(hung) == [#"["o2"] main main"#])
  }

  @Test("must name extract_config where it has two, wherever the second stands")
  func twoOutcomes() throws {
    for lines in [
      [run("t1"), outcome("t1", "o1"), outcome("t1", "o2"), attempt("t1")],
      [run("t1"), outcome("t1", "o1"), attempt("t1"), outcome("t1", "o2")],
    ] {
      let store = try memory()
      let reasons = try ingest(lines, into: store).compactMap(\.reason)
      #expect(
        reasons == [
          "several outcomes are stored for this trajectory; name one with \"extract_config\""
        ])
      #expect(try ingest([attempt("t1", extract: "o2")], into: store) == [.added(.attempt)])
      #expect(try store.texts(hung) == [#"["o2"] main main"#])
    }
  }

  @Test("hangs attempts of a series on its own outcome, else on that of main")
  func series() throws {
    let store = try memory()
    try ingest(
      [
        run("t1"), run("t2"), outcome("t1", "o1"), outcome("t2", "o1"),
        attempt("t1", extract: "o1", series: "s"),
        attempt("t2", extract: "o1", series: "s"), outcome("t2", "o1", series: "s"),
        vote("t1", extract: "o1", series: "s"), vote("t2", extract: "o1", series: "s"),
      ], into: store)
    #expect(try store.texts(hung) == [#"["o1"] main s"#, #"["o1"] s s"#])
    #expect(try store.texts("SELECT count(*) FROM vote") == ["2"])
  }

  @Test("says what is missing for an attempt or a vote")
  func missing() throws {
    let outcomes = try ingest(
      [run("t1"), run("t2"), attempt("t1"), outcome("t2", "o1"), vote("t2")], into: memory())
    #expect(
      outcomes[2].reason
        == "no outcome is in this file or stored for this trajectory; an outcome line has to come with it"
    )
    #expect(
      outcomes[4].reason
        == "no attempt 1 is in this file or stored for this trajectory and config")
  }
}

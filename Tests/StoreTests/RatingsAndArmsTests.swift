import SQLFiles
import Testing
import Trajectories

@testable import Store

private let rated = at("t1", "r1", extract: "o1")

private func rating(
  _ annotator: String = "a1", seq: Int = 1, _ verdict: Annotation.Verdict = .valid, k: Int = 1,
  frame: Reference? = nil, at place: FactPlace = rated
) -> LogRecord {
  .annotation(
    Annotation(annotator: annotator, seq: seq, verdict: verdict),
    target: .attempt(k: k, goalIndex: 0), frame: frame, at: place)
}

private func arm(_ name: String, theta: Double = 0.5) -> LogRecord {
  .arm(ArmDeclaration(name: name, label: "test", policy: GatePolicy(theta: theta)))
}

private func result(
  _ arm: String, seed: Int? = nil, task: String? = nil, value: Double = 0.25
) -> LogRecord {
  .evaluation(
    Evaluation(seed: seed, task: task, metric: "success_rate", value: value),
    arm: arm.hasPrefix("sha256:") ? .digest(arm) : .name(arm))
}

@Suite("Ratings, arms and results of a log")
struct RatingsAndArmsTests {
  private func filled() throws -> Store {
    let store = try memory()
    try ingest(oneOfEach, into: store)
    return store
  }

  @Test("are stored once, in any order of its lines")
  func order() throws {
    let kinds: [LogWriter.Kind] = [.frame, .annotation, .annotation, .arm, .evaluation]
    let straight = try filled()
    #expect(try ingest(oneOfEachRating, into: straight) == kinds.map { .added($0) })
    let digests = try straight.digests()
    #expect(try ingest(oneOfEachRating, into: straight) == kinds.map { .present($0) })
    #expect(try straight.digests() == digests)
    let store = try memory()
    let outcomes = try ingest((oneOfEach + oneOfEachRating).reversed(), into: store)
    #expect(outcomes.allSatisfy { $0.reason == nil })
    #expect(try store.digests() == digests)
    #expect(try store.check(deep: true).allSatisfy(\.isFine))
  }

  @Test("of one annotator differ by seq; another verdict under the same is refused")
  func sequence() throws {
    let store = try filled()
    let outcomes = try ingest(
      [rating(), rating(seq: 2, .invalid), rating("a2", .invalid), rating("a1", .unsure)],
      into: store)
    #expect(outcomes.prefix(3).allSatisfy { $0 == .added(.annotation) })
    #expect(
      outcomes[3].reason == "another verdict of 'a1' with \"seq\" 1 is stored for the same target;"
        + " a later verdict takes a higher \"seq\"")
    #expect(try store.texts("SELECT name FROM annotator ORDER BY 1") == ["a1", "a2"])
  }

  @Test("that name nothing are refused, and make up no config")
  func nothing() throws {
    let store = try filled()
    let configs = try store.texts("SELECT count(*) FROM stage_config")
    let outcomes = try ingest(
      [
        rating(at: at("t1", "r9", extract: "o1")), rating(k: 2), rating(frame: .name("f9")),
        .annotation(
          Annotation(annotator: "a1", verdict: .valid), target: .detection, frame: nil, at: rated),
        result("nobody"), result("sha256:0"),
      ], into: store)
    #expect(
      outcomes.map(\.reason) == [
        "no relabel config 'r9' is in this file or stored",
        "no attempt 2 is in this file or stored for this trajectory and config",
        "no frame 'f9' is in this file or stored; declare it with a frame line",
        "no detect config 'r1' is in this file or stored;"
          + " an annotation without \"k\" is about a detection",
        "no arm 'nobody' is in this file or stored; declare it with an arm line, or store it with "
          + "'regoal ablate FILE --save'",
        "no arm has the digest sha256:0; declare it with an arm line, or store it with "
          + "'regoal ablate FILE --save'",
      ])
    #expect(try store.texts("SELECT count(*) FROM stage_config") == configs)
  }

  @Test("find the only config of a name under another label, and one by label and name")
  func otherLabels() throws {
    let store = try filled()
    func from(_ config: String, _ extract: String, seq: Int) -> LogRecord {
      var place = at("t1", config, extract: extract, label: "people")
      place.trajectory = .name("t1")
      return rating(seq: seq, at: place)
    }
    let added = try ingest(
      [from("r1", "o1", seq: 1), from("test/r1", "test/o1", seq: 2)], into: store)
    #expect(added == [.added(.annotation), .added(.annotation)])
    try ingest(
      [.config(StageConfig(stage: .relabel, label: "x", name: "r1", bodyJSON: "{}"))], into: store)
    #expect(
      try ingest([from("r1", "o1", seq: 3)], into: store)[0].reason
        == "relabel config 'r1' means several configs; name it by label/name or"
        + " {\"digest\":\"sha256:…\"}")
  }

  @Test("hang on what an arm is: a changed arm of the same name does not inherit them")
  func changed() throws {
    let store = try filled()
    try ingest([arm("full"), result("full")], into: store)
    try ingest([arm("full", theta: 0.6), result("full", value: 0.5)], into: store, file: "b.jsonl")
    #expect(
      try store.texts(
        """
        SELECT json_extract(body_json, '$.theta') || ' ' || value
        FROM evaluation JOIN arm ON arm.id = arm_id ORDER BY 1
        """) == ["0.5 0.25", "0.6 0.5"])
    let outcome = try ingest([result("full", seed: 1)], into: store, file: "c.jsonl")[0]
    #expect(
      outcome.reason == "arm 'full' means 2 arms; name it by its digest, or declare it in this file"
        + " with an arm line")
    let digest = try #require(try store.texts("SELECT min(digest) FROM arm")[0])
    #expect(try ingest([result(digest, seed: 1)], into: store) == [.added(.evaluation)])
  }

  @Test("find an arm that is stored, if only one has the name")
  func stored() throws {
    let store = try filled()
    try ingest([arm("full"), arm("same")], into: store)
    #expect(try store.texts("SELECT count(*) FROM arm") == ["1"])
    #expect(try ingest([result("full")], into: store) == [.added(.evaluation)])
    #expect(try ingest([result("same")], into: store) == [.present(.evaluation)])
    #expect(try store.texts("SELECT name FROM arm_label") == ["full"])
  }

  @Test("are one for each seed and task; another value for the same is refused")
  func conflict() throws {
    let store = try filled()
    let outcomes = try ingest(
      [
        arm("full"), result("full"), result("full", seed: 1), result("full", seed: 1, task: "x"),
        result("full", value: 0.5),
      ], into: store)
    #expect(outcomes.dropFirst().prefix(3).allSatisfy { $0 == .added(.evaluation) })
    #expect(outcomes[4].reason?.hasPrefix("another result is stored for the same arm") == true)
  }

  @Test("refuse a second content for a name within one file")
  func twice() throws {
    let outcomes = try ingest(
      [
        arm("full"), arm("full", theta: 0.6), .frame(AnnotationFrame(name: "f")),
        .frame(AnnotationFrame(name: "f", seed: 1)),
      ], into: memory())
    #expect(
      outcomes.map(\.reason) == [
        nil, "arm 'full' is declared with another content further up", nil,
        "frame 'f' is declared with another content further up",
      ])
  }

  @Test("An arm on which no gate decides is the same under any policy")
  func ungated() {
    let training = ArmTraining(takes: .successes, objective: .sft)
    #expect(
      Arm(policy: GatePolicy(theta: 0.1), training: training).digest
        == Arm(series: "s", training: training).digest)
    #expect(
      Arm(training: training).bodyJSON == #"{"objective":"sft","takes":"successes"}"#)
    #expect(Arm(policy: GatePolicy(theta: 0.1)).digest != Arm().digest)
  }
}

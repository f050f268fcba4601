import Testing
import Trajectories

@testable import Ingest

private func one(_ line: String, label: String? = nil) throws -> LogRecord? {
  try read(line, format: "regoal", label: label).records.first
}

private func bad(_ line: String) throws -> String? {
  try read(line, format: "regoal").bad.first
}

private let place = FactPlace(
  label: "regoal", isLabelStated: false, trajectory: .name("t1"), config: .name("c1"))

@Suite("A line of the Regoal log")
struct RegoalLogTests {
  @Test("is a trajectory with its task, groups and steps")
  func trajectory() throws {
    let record = try one(
      """
      {"type":"trajectory","id":"t1","task":"shop/17","groups":{"template":"4","site":9},"benchmark":"shop",\
      "domain":"toys","model":"m","trial":1,"round":2,"goal":"g","system_prompt":"s","tools":[ {"n":1.0} ],\
      "steps":[{"turn":0,"kind":"tool","call_id":"x","thought":"t","action_name":"a","action_input":[1, 2],\
      "observation":"o"}],"final_answer":"f","failure_reason":"r","success":true,"reward":0.50,\
      "metadata":{"k": 1e5},"source":"mine","digest":"sha256:0"}
      """)
    #expect(
      record
        == .trajectory(
          Trajectory(
            sourceLabel: "mine", id: "t1",
            task: TaskReference(
              key: "shop/17", benchmark: "shop", domain: "toys",
              groups: [.init(kind: "site", value: "9"), .init(kind: "template", value: "4")]),
            model: "m", trial: 1, round: 2, goal: "g", systemPrompt: "s",
            toolsJSON: "[ {\"n\":1.0} ]",
            steps: [
              Step(
                turn: 0, kind: "tool", callID: "x", thought: "t", actionName: "a",
                actionInputJSON: "[1, 2]", observation: "o")
            ],
            finalAnswer: "f", failureReason: "r", success: true, reward: 0.5,
            metadataJSON: "{\"k\": 1e5}")))
  }

  @Test("leaves an outcome that it does not state unknown")
  func unknownOutcome() throws {
    for line in [
      "{\"type\":\"trajectory\",\"id\":\"t1\",\"goal\":\"g\",\"steps\":[]}",
      "{\"type\":\"trajectory\",\"id\":\"t1\",\"goal\":\"g\",\"steps\":[],\"success\":null,\"reward\":null}",
    ] {
      #expect(
        try one(line)
          == .trajectory(Trajectory(sourceLabel: "regoal", id: "t1", goal: "g", steps: [])))
    }
  }

  @Test("is a config with its body in canonical form")
  func config() throws {
    #expect(
      try one(
        "{\"type\":\"config\",\"name\":\"j2\",\"stage\":\"judge\",\"body\":{\"b\": 1.0,\"a\":null,\"A\":[ ]}}"
      )
        == .config(
          StageConfig(stage: .judge, label: "regoal", name: "j2", bodyJSON: "{\"A\":[],\"b\":1.0}"))
    )
    for body in ["", ",\"body\":{}", ",\"body\":null"] {
      #expect(
        try one("{\"type\":\"config\",\"name\":\"r1\",\"stage\":\"relabel\"\(body)}", label: "mine")
          == .config(.undeclared(stage: .relabel, label: "mine", name: "r1")))
    }
  }

  @Test("is a detection")
  func detection() throws {
    #expect(
      try one(
        """
        {"type":"detection","trajectory":"t1","config":"c1","is_failure":true,"failure_type":"incomplete",\
        "severity":0.4,"weight":1,"recoverable":false,"explanation":"e","more": {"x":1}}
        """)
        == .detection(
          Detection(
            isFailure: true, failureType: "incomplete", severity: 0.4, weight: 1,
            recoverable: false,
            explanation: "e", extraJSON: "{\"more\":{\"x\":1}}"), at: place))
  }

  @Test("is an outcome")
  func outcome() throws {
    #expect(
      try one(
        """
        {"type":"outcome","trajectory":"t1","config":"c1","achievements":["a","b"],"limitations":"l"}
        """)
        == .outcome(Outcome(achievements: ["a", "b"], limitations: "l"), at: place))
  }

  @Test("is an attempt")
  func attempt() throws {
    var there = place
    there.extractConfig = .name("o1")
    there.series = "s"
    #expect(
      try one(
        """
        {"type":"attempt","trajectory":"t1","extract_config":"o1","config":"c1","series":"s","k":2,\
        "goal_index":1,"goal":"h","valid":true,"confidence":1.0,"rationale":"r","status":"truncated",\
        "first_step":0,"last_step":3,"cost":1.50}
        """)
        == .attempt(
          Attempt(
            k: 2, goalIndex: 1, hindsightGoal: "h", valid: true, confidence: 1, rationale: "r",
            status: .truncated, firstStep: 0, lastStep: 3, extraJSON: "{\"cost\":1.50}"), at: there)
    )
    #expect(
      try one("{\"type\":\"attempt\",\"trajectory\":\"t1\",\"config\":\"c1\",\"k\":1}")
        == .attempt(Attempt(k: 1), at: place))
  }

  @Test("is a vote, with references by name, number or digest")
  func vote() throws {
    var there = place
    there.trajectory = .digest("sha256:a")
    there.config = .name("7")
    there.label = "mine"
    there.isLabelStated = true
    #expect(
      try one(
        """
        {"type":"vote","source":"mine","trajectory":{"digest":"sha256:a"},"config":7,"k":1,"judge":"j2",\
        "valid":false,"confidence":0,"reason":"","status":"refused"}
        """)
        == .vote(
          Vote(valid: false, confidence: 0, reason: "", status: .refused), judge: .name("j2"), k: 1,
          goalIndex: 0, at: there))
  }

  @Test("is a collection")
  func collection() throws {
    #expect(
      try one(
        """
        {"type":"collection","trajectory":"t1","config":"c1","panel":["j2",{"digest":"sha256:b"}],\
        "theta0":0.5,"attempts_max":3,"mode":"lazy","stop_reason":"passed"}
        """)
        == .collection(
          Collection(theta0: 0.5, attemptsMax: 3, mode: .lazy, stopReason: "passed"),
          panel: [.name("j2"), .digest("sha256:b")], at: place))
    #expect(
      try one("{\"type\":\"collection\",\"trajectory\":\"t1\",\"config\":\"c1\"}")
        == .collection(Collection(), panel: nil, at: place))
  }

  @Test(
    "is bad where it does not fit, for a reason that people can read",
    arguments: [
      ("attempt", "\"k\":1,\"confidence\":987.5", "'confidence' should lie in 0...1, is 987.5"),
      ("attempt", "\"k\":1,\"confidence\":-0.1", "'confidence' should lie in 0...1, is -0.1"),
      ("attempt", "\"k\":1,\"confidence\":\"0.5\"", "'confidence' should be a number, is a string"),
      ("attempt", "\"k\":1,\"valid\":1", "'valid' should be true or false, is a number"),
      (
        "attempt", "\"k\":1,\"status\":\"done\"",
        "'status' is \"done\"; it can be ok, refused, unparsable, truncated, error, timeout"
      ),
      ("attempt", "\"k\":0", "'k' counts from 1, is 0"), ("attempt", "\"x\":1", "'k' is missing"),
      ("attempt", "\"k\":1.5", "'k' should be an integer, is a number"),
      ("vote", "\"k\":1", "'judge' is missing"),
      ("vote", "\"k\":1,\"judge\":true", "'judge' should be a name or {\"digest\":\"sha256:…\"}"),
      ("detection", "\"severity\":1.01", "'severity' should lie in 0...1, is 1.01"),
      ("detection", "\"explanation\":{}", "'explanation' should be a string, is an object"),
      ("outcome", "\"achievements\":\"a\"", "'achievements' should be an array, is a string"),
      (
        "outcome", "\"achievements\":[1]",
        "'achievements' should be an array of strings, is a number"
      ),
      ("collection", "\"mode\":\"eager\"", "'mode' is \"eager\"; it can be lazy, exhaustive"),
      ("collection", "\"panel\":\"j2\"", "'panel' should be an array, is a string"),
    ])
  func badFacts(type: String, fields: String, reason: String) throws {
    #expect(
      try bad("{\"type\":\"\(type)\",\"trajectory\":\"t1\",\"config\":\"c1\",\(fields)}") == "1: "
        + reason)
  }

  @Test(
    "is bad where something is missing or unknown",
    arguments: [
      ("{\"id\":\"t1\"}", "'type' is missing"),
      ("{\"type\":5}", "'type' should be a string, is a number"),
      (
        "{\"type\":\"trace\"}",
        "'type' is \"trace\"; it can be trajectory, config, detection, outcome, attempt, vote, collection, "
          + "frame, annotation, arm, evaluation, model_call, prompt, price, dump, source, tombstone, lexicon, "
          + "policy, calibration, split, split_member, export, export_item, quarantine, call_session"
      ),
      ("{\"type\":\"trajectory\",\"goal\":\"g\",\"steps\":[]}", "'id' is missing"),
      ("{\"type\":\"trajectory\",\"id\":\"t\",\"steps\":[]}", "'goal' is missing"),
      ("{\"type\":\"trajectory\",\"id\":\"t\",\"goal\":\"g\"}", "'steps' is missing"),
      (
        "{\"type\":\"trajectory\",\"id\":\"t\",\"goal\":\"g\",\"steps\":[],\"success\":\"no\"}",
        "'success' should be true or false, is a string"
      ),
      (
        "{\"type\":\"trajectory\",\"id\":\"t\",\"goal\":\"g\",\"steps\":[],\"reward\":1e400}",
        "'reward' is too large a number: 1e400"
      ),
      (
        "{\"type\":\"trajectory\",\"id\":\"t\",\"goal\":\"g\",\"steps\":[],\"groups\":{\"a\":[]}}",
        "'groups.a' should be a string, is an array"
      ),
      (
        "{\"type\":\"trajectory\",\"id\":\"t\",\"goal\":\"g\",\"steps\":[],\"groups\":{\"a\":\"1\",\"a\":\"2\"}}",
        "'groups.a' stands twice"
      ),
      ("{\"type\":\"config\",\"stage\":\"judge\"}", "'name' is missing"),
      ("{\"type\":\"config\",\"name\":\"n\"}", "'stage' is missing"),
      (
        "{\"type\":\"config\",\"name\":\"n\",\"stage\":\"gate\"}",
        "'stage' is \"gate\"; it can be detect, extract, relabel, judge"
      ),
      (
        "{\"type\":\"config\",\"name\":\"n\",\"stage\":\"judge\",\"body\":[]}",
        "'body' should be an object, is an array"
      ),
      ("{\"type\":\"outcome\",\"config\":\"c1\"}", "'trajectory' is missing"),
      ("{\"type\":\"outcome\",\"trajectory\":\"t1\"}", "'config' is missing"),
    ])
  func missing(line: String, reason: String) throws {
    #expect(try bad(line) == "1: " + reason)
  }
}

import Testing
import Trajectories

@Suite("A digest")
struct DigestTests {
  /// Every field; the groups are given out of order, the digest is that of the text below.
  private let full = Trajectory(
    sourceLabel: "mine", id: "t1",
    task: TaskReference(
      key: "shop/17", benchmark: "shop", domain: "toys",
      groups: [
        .init(kind: "é", value: "4"), .init(kind: "site", value: "x"),
        .init(kind: "Site", value: "9"),
      ]),
    model: "m", trial: 1, round: 2, goal: "Say \"hé\"\n\u{1}/", systemPrompt: "s", toolsJSON: "[ ]",
    steps: [
      Step(
        turn: 0, kind: "tool", callID: "c", thought: "z", actionName: "look",
        actionInputJSON: "[1, 2.0]", observation: "o"), Step(),
    ],
    finalAnswer: "7", failureReason: "too late", success: false, reward: 0.5,
    metadataJSON: "{\"b\": 1.0, \"a\":1e5}")

  private let canonical =
    #"{"benchmark":"shop","domain":"toys","failure_reason":"too late","final_answer":"7","#
    + #""goal":"Say \"hé\"\n\u0001/","groups":{"Site":"9","site":"x","é":"4"},"id":"t1","#
    + #""metadata":{"b": 1.0, "a":1e5},"model":"m","reward":0.5,"round":2,"source":"mine","#
    + #""steps":[{"action_input":[1, 2.0],"action_name":"look","call_id":"c","kind":"tool","#
    + #""observation":"o","thought":"z","turn":0},{}],"success":false,"system_prompt":"s","#
    + #""task":"shop/17","tools":[ ],"trial":1}"#

  @Test("is the SHA-256 of the UTF-8 text")
  func sha256() {
    #expect(
      Digest.of("")
        == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      Digest.of(#"{"task":"é"}"#)
        == "sha256:52e8227fcc1af4e26e195cf3839801dfa22774ce2719472480a2a5c8cd52b50d")
  }

  @Test("of a run is that of its canonical JSON")
  func trajectory() {
    #expect(full.digest == Digest.of(canonical))
    #expect(
      full.digest == "sha256:e4df6f0d4a7a6d4bb027501e28258b1dc1f7240a968130098ce76be7699d9a58")
  }

  @Test("leaves out what is absent")
  func absent() {
    let bare = Trajectory(sourceLabel: "s", id: "t1", goal: "g", steps: [])
    #expect(bare.digest == Digest.of(#"{"goal":"g","id":"t1","source":"s","steps":[]}"#))
    #expect(
      bare.digest == "sha256:2b3f03d4f06521b8388f7eec018d8de8313faa401c49d60aef99a76580ddecd5")
  }

  @Test("of a run depends on every field")
  func everyField() {
    let changes: [(inout Trajectory) -> Void] = [
      { $0.sourceLabel = "x" }, { $0.id = "x" },
      { $0.task = TaskReference(key: "x", benchmark: nil, domain: nil) },
      { $0.model = nil }, { $0.trial = 2 }, { $0.round = nil }, { $0.goal = "x" },
      { $0.systemPrompt = nil },
      { $0.toolsJSON = "[]" }, { $0.steps.swapAt(0, 1) }, { $0.steps[0].thought = nil },
      { $0.steps[0].actionInputJSON = "[1,2.0]" }, { $0.steps[1].observation = "" },
      { $0.steps.removeLast() },
      { $0.finalAnswer = nil }, { $0.finalAnswer = "" }, { $0.failureReason = nil },
      { $0.success = nil },
      { $0.success = true }, { $0.reward = 0.5.nextUp },
      { $0.metadataJSON = "{\"b\":1.0, \"a\":1e5}" },
      // The same to Swift, not to a digest.
      { $0.goal = "Say \"he\u{301}\"\n\u{1}/" },
    ]
    var digests = [full.digest]
    for change in changes {
      var other = full
      change(&other)
      digests.append(other.digest)
    }
    #expect(Set(digests).count == changes.count + 1)
  }

  @Test("of a task does not depend on the order in which its groups are named")
  func groups() {
    let one = TaskReference(
      key: "k", benchmark: nil, domain: nil,
      groups: [.init(kind: "template", value: "2"), .init(kind: "site", value: "1")])
    let other = TaskReference(key: "k", benchmark: nil, domain: nil, groups: one.groups.reversed())
    #expect(one.digest == Digest.of(#"{"groups":{"site":"1","template":"2"},"task":"k"}"#))
    #expect(one.digest == other.digest)
    #expect(one == other)
    #expect(TaskReference(key: nil, benchmark: nil, domain: nil).isEmpty)
  }

  @Test("of a config is that of stage and body, of a judge of its name too")
  func configs() {
    func config(_ stage: Stage, _ label: String, _ name: String) -> StageConfig {
      StageConfig(stage: stage, label: label, name: name, bodyJSON: #"{"a":1}"#)
    }
    #expect(config(.relabel, "x", "r1").digest == Digest.of(#"{"body":{"a":1},"stage":"relabel"}"#))
    #expect(config(.relabel, "x", "r1").digest == config(.relabel, "y", "r2").digest)
    #expect(
      config(.judge, "x", "j2").digest
        == Digest.of(#"{"body":{"a":1},"name":"j2","stage":"judge"}"#))
    #expect(config(.judge, "x", "j2").digest == config(.judge, "y", "j2").digest)
    #expect(
      StageConfig.undeclared(stage: .relabel, label: "mine", name: "r1").digest
        == Digest.of(#"{"body":{"undeclared":{"label":"mine","name":"r1"}},"stage":"relabel"}"#))
  }

  @Test("of a fact is that of its content and of what it is about")
  func facts() {
    #expect(
      Detection(isFailure: true, severity: 0.4, weight: 1, explanation: "")
        .digest(trajectory: "sha256:t", config: "sha256:c", series: "main")
        == Digest.of(
          #"{"config":"sha256:c","explanation":"","is_failure":true,"series":"main","severity":0.4,"#
            + #""trajectory":"sha256:t","type":"detection","weight":1.0}"#))
    #expect(
      Outcome(achievements: ["a", "b"]).digest(
        trajectory: "sha256:t", config: "sha256:c", series: "main")
        == "sha256:5397a2c32dfa5abf0c721e36920369450c1bf31e34c27d9443937c9a9f526aef")
    #expect(
      Attempt(k: 2, hindsightGoal: "h", valid: true, confidence: 0.8, extraJSON: #"{"x": 1}"#)
        .digest(outcome: "sha256:o", config: "sha256:c", series: "main")
        == Digest.of(
          #"{"confidence":0.8,"config":"sha256:c","extra":{"x": 1},"goal":"h","goal_index":0,"k":2,"#
            + #""outcome":"sha256:o","series":"main","status":"ok","type":"attempt","valid":true}"#)
    )
    #expect(
      Vote(valid: false, confidence: 0, reason: "r", status: .refused)
        .digest(attempt: "sha256:a", judge: "sha256:j", series: "s2")
        == Digest.of(
          #"{"attempt":"sha256:a","confidence":0.0,"judge":"sha256:j","reason":"r","series":"s2","#
            + #""status":"refused","type":"vote","valid":false}"#))
    #expect(
      Collection(
        panel: ["sha256:b", "sha256:a"], theta0: 0.5, attemptsMax: 3, mode: .lazy,
        stopReason: "passed"
      ).digest(outcome: "sha256:o", config: "sha256:c", series: "main")
        == "sha256:db6148c29d4bf2ce7ae8141b5415a8d6078fbd7eedd4b35b8e2a78b4b9a42bbf")
  }
}

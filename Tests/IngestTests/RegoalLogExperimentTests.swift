import Testing
import Trajectories

@testable import Ingest

private func one(_ line: String) throws -> LogRecord? {
  try read(line, format: "regoal").records.first
}

private func bad(_ line: String) throws -> String? {
  try read(line, format: "regoal").bad.first
}

private let place = FactPlace(
  label: "regoal", isLabelStated: false, trajectory: .name("t1"), config: .name("c1"))

@Suite("A line of the Regoal log about an experiment")
struct RegoalLogExperimentTests {
  @Test("is a rating of an attempt, where it has a k, else of a detection")
  func annotation() throws {
    #expect(
      try one(
        """
        {"type":"annotation","trajectory":"t1","config":"c1","k":2,"annotator":"a1","seq":3,\
        "verdict":"invalid","category":"number","note":"","frame":"f1","minutes":1.50}
        """)
        == .annotation(
          Annotation(
            annotator: "a1", seq: 3, verdict: .invalid, category: "number", note: "",
            extraJSON: "{\"minutes\":1.50}"), target: .attempt(k: 2, goalIndex: 0),
          frame: .name("f1"), at: place))
    #expect(
      try one(
        "{\"type\":\"annotation\",\"trajectory\":\"t1\",\"config\":\"c1\",\"annotator\":7,\"verdict\":\"unsure\"}"
      )
        == .annotation(
          Annotation(annotator: "7", verdict: .unsure), target: .detection, frame: nil, at: place))
  }

  @Test("is a frame")
  func frame() throws {
    #expect(
      try one(
        """
        {"type":"frame","name":"f1","policy":{"digest":"sha256:a"},"population":130,"seed":1,\
        "rule":"uniform"}
        """)
        == .frame(
          AnnotationFrame(
            name: "f1", policyDigest: "sha256:a", population: 130, seed: 1, rule: "uniform")))
  }

  @Test("is an arm, whose unsaid settings are the defaults")
  func arm() throws {
    #expect(
      try one(
        """
        {"type":"arm","name":"full","detect_config":"d1","extract_config":{"digest":"sha256:e"},\
        "relabel_config":"sha256:r","judges":["j2"],"theta":0.6,"fallback":"none","detection":"off",\
        "objective":"sft","success_share":0.5,"digest":"sha256:0"}
        """)
        == .arm(
          ArmDeclaration(
            name: "full", label: "regoal", detectConfig: .name("d1"),
            extractConfig: .digest("sha256:e"), relabelConfig: .digest("sha256:r"),
            judges: [.name("j2")],
            policy: GatePolicy(detection: false, theta: 0.6, fallback: .none),
            training: ArmTraining(objective: .sft, successShare: 0.5))))
    #expect(
      try one("{\"type\":\"arm\",\"name\":\"s\",\"takes\":\"successes\"}")
        == .arm(
          ArmDeclaration(name: "s", label: "regoal", training: ArmTraining(takes: .successes))))
  }

  @Test("is an evaluation, of an arm by name or digest")
  func evaluation() throws {
    #expect(
      try one(
        """
        {"type":"evaluation","arm":"full","benchmark":"webarena","model":"m","seed":42,"task":null,\
        "metric":"success_rate","value":0.278,"n":812,"hours":2}
        """)
        == .evaluation(
          Evaluation(
            benchmark: "webarena", model: "m", seed: 42, metric: "success_rate", value: 0.278,
            n: 812, extraJSON: "{\"hours\":2}"), arm: .name("full")))
    #expect(
      try one(
        "{\"type\":\"evaluation\",\"arm\":\"sha256:a\",\"task\":17,\"metric\":\"m\",\"value\":1}")
        == .evaluation(Evaluation(task: "17", metric: "m", value: 1), arm: .digest("sha256:a")))
  }

  @Test(
    "is bad where it does not fit, for a reason that people can read",
    arguments: [
      ("annotation", "\"k\":1,\"verdict\":\"valid\"", "'annotator' is missing"),
      ("annotation", "\"k\":1,\"annotator\":\"a\"", "'verdict' is missing"),
      (
        "annotation", "\"annotator\":\"a\",\"verdict\":\"ok\"",
        "'verdict' is \"ok\"; it can be valid, invalid, unsure, retracted"
      ),
      (
        "annotation", "\"annotator\":\"a\",\"verdict\":\"valid\",\"seq\":0",
        "'seq' counts from 1, is 0"
      ),
      ("frame", "\"seed\":1", "'name' is missing"),
      ("frame", "\"name\":\"f\",\"population\":-1", "'population' counts from 0, is -1"),
      ("frame", "\"name\":\"f\",\"policy\":\"p\"", "'policy' should be a digest, \"sha256:…\""),
      ("arm", "\"theta\":0.5", "'name' is missing"),
      ("arm", "\"name\":\"a\",\"theta\":1.5", "'theta' should lie in 0...1, is 1.5"),
      ("arm", "\"name\":\"a\",\"attempts\":0", "'attempts' counts from 1, is 0"),
      ("arm", "\"name\":\"a\",\"round\":-1", "'round' counts from 0, is -1"),
      (
        "arm", "\"name\":\"a\",\"objective\":\"ppo\"",
        "'objective' is \"ppo\"; it can be sft_and_dpo, sft, dpo"
      ),
      ("evaluation", "\"metric\":\"m\",\"value\":0.5", "'arm' is missing"),
      ("evaluation", "\"arm\":\"a\",\"value\":0.5", "'metric' is missing"),
      ("evaluation", "\"arm\":\"a\",\"metric\":\"m\"", "'value' is missing"),
      (
        "evaluation", "\"arm\":\"a\",\"metric\":\"m\",\"value\":27.8",
        "'value' should lie in 0...1, is 27.8"
      ),
      (
        "evaluation", "\"arm\":\"a\",\"metric\":\"m\",\"value\":1,\"n\":0",
        "'n' counts from 1, is 0"
      ),
    ])
  func badLines(type: String, fields: String, reason: String) throws {
    let about = type == "annotation" ? "\"trajectory\":\"t1\",\"config\":\"c1\"," : ""
    #expect(try bad("{\"type\":\"\(type)\",\(about)\(fields)}") == "1: " + reason)
  }

  @Test("takes no key of an arm that nobody knows: it would be lost from what the arm is")
  func unknownKey() throws {
    let reason = try bad("{\"type\":\"arm\",\"name\":\"a\",\"tetha\":0.5}")
    #expect(reason?.hasPrefix("1: an arm has no 'tetha'; it has: attempts, ") == true)
    #expect(
      try bad(#"{"type":"arm","name":"a","confidence":"calibrated:may"}"#)?
        .contains("by its digest here, calibrated:sha256:") == true)
    #expect(
      try bad(#"{"type":"arm","name":"a","confidence":"raw"}"#)
        == "1: 'confidence' is recorded or calibrated:DIGEST, not 'raw'")
    guard
      case .arm(let arm) = try one(
        #"{"type":"arm","name":"a","confidence":"calibrated:sha256:c"}"#)
    else {
      Issue.record("not an arm")
      return
    }
    #expect(arm.policy.confidence == .calibrated("sha256:c"))
  }
}

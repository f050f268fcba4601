import LanguageModels
import RegoalTesting
import SourceJSON
import Testing
import Trajectories

@Suite("An engine that asks a model")
struct ModelEngineTests {
  private let relabeler: ModelRelabeler
  private let judge: ModelJudge
  private let broken = said(#"{"reason":"r","valid":true}"#)

  init() throws {
    relabeler = try ModelRelabeler(settings)
    judge = try ModelJudge(settings)
  }

  private func configs(_ settings: ModelSettings) throws -> [StageConfig] {
    [
      try ModelDetector(settings).config, try ModelExtractor(settings).config,
      try ModelRelabeler(settings).config, try ModelJudge(settings).config,
    ]
  }

  @Test("is known by a canonical config with all that shapes its answers")
  func config() throws {
    let configs = try configs(settings)
    #expect(configs.map(\.stage) == [.detect, .extract, .relabel, .judge])
    for config in configs {
      #expect(try JSONReader().read(config.bodyJSON) { $0.canonicalText } == config.bodyJSON)
      #expect(config.label == "local" && config.name == "m")
    }
    let prompt = try PromptLibrary.template(.relabel).digest
    let repair = try PromptLibrary.template(.repair).digest
    #expect(
      configs[2].bodyJSON
        == #"{"delivery":"schema","endpoint":"local","engine":"model","max_tokens":1024,"model":"m","#
        + #""parser":1,"prompt":"\#(prompt)","repair":"\#(repair)","schema":"\#(AnswerSchema.attempt.digest)","#
        + #""temperature":[0.3,0.7],"truncation":{"budget_tokens":16000,"estimate":"digits+rest/3+8","rule":"middle-out-1"}}"#
    )
    for config in [configs[0], configs[1], configs[3]] {
      #expect(config.bodyJSON.contains(#""temperature":[0.0]"#))
    }
  }

  @Test("changes its config with every setting; the name alone makes another judge")
  func otherConfigs() throws {
    let shipped = try PromptLibrary.template(.judge)
    let own = try PromptTemplate(.judge, text: shipped.text + "\nBe brief.\n")
    let others = [
      settings, settings { $0.endpoint = "elsewhere" }, settings { $0.model = "n" },
      settings { $0.delivery = .object }, settings { $0.delivery = .none },
      settings { $0.maxTokens = 100 }, settings { $0.maxTokens = nil },
      settings { $0.truncation = TruncationRule(budget: 9_000) },
    ]
    for stage in 0..<4 {
      let digests = try others.map { try configs($0)[stage].digest }
      #expect(Set(digests).count == others.count)
    }
    let renamed = try configs(settings { $0.name = "second" })
    #expect(renamed[3].name == "second")
    #expect(renamed[3].digest != judge.config.digest)
    #expect(renamed[2].digest == relabeler.config.digest)
    #expect(
      try ModelJudge(settings { $0.prompt = own }).config.digest != judge.config.digest)
    #expect(try ModelJudge(settings { $0.prompt = shipped }).config == judge.config)
    #expect(throws: PromptError.self) { try ModelDetector(settings { $0.prompt = own }) }
  }

  @Test("asks at 0.3 and then at 0.7 for goals, else at 0")
  func temperatures() throws {
    let requests = try (1...4).map {
      try relabeler.call(markedOutcome, stepCount: 1, originalGoal: "g", k: $0, series: "again")
        .request
    }
    #expect(requests.map(\.temperature) == [0.3, 0.7, 0.7, 0.7])
    #expect(requests.map(\.k) == [1, 2, 3, 4])
    #expect(requests.allSatisfy { $0.series == "again" })
    #expect(Set(requests.map(\.digest)).count == 4)
    let others = try calls(markedRun).filter { $0.key != .relabel }.values
    #expect(others.allSatisfy { $0.request.temperature == 0 && $0.request.k == nil })
  }

  @Test("hands the schema over, and spells it out where the endpoint takes none")
  func deliveries() throws {
    for delivery in AnswerSchema.Delivery.allCases {
      for (kind, call) in try calls(
        markedRun, markedOutcome, goal: "ĝ", settings { $0.delivery = delivery })
      {
        let schema = try #require(call.request.schema)
        #expect(call.request.delivery == delivery)
        #expect(call.text.contains(schema.json) == (delivery != .schema), "\(kind)")
        #expect(call.text.contains("JSON object"))
        #expect(call.request.maxTokens == 1_024)
        #expect(call.request.repairs == nil)
      }
    }
  }

  @Test("reads each stage's answer into its fact")
  func facts() throws {
    #expect(
      try ModelDetector(settings).read(
        said(
          #"{"analysis":"a","failure_type":"tool_error","is_failure":true,"recoverable":false,"severity":1,"weight":0.29}"#
        )
      ).value
        == Detection(
          isFailure: true, failureType: "tool_error", severity: 1, weight: 0.29, recoverable: false,
          explanation: "a"))
    #expect(
      try ModelDetector(settings).read(
        said(
          #"{"analysis":"","failure_type":null,"is_failure":false,"recoverable":true,"severity":0,"weight":1}"#
        )
      ).value
        == Detection(
          isFailure: false, severity: 0, weight: 1, recoverable: true, explanation: ""))
    #expect(
      try ModelDetector(settings).read(
        said(
          #"{"analysis":"","failure_type":"timeout","is_failure":true,"recoverable":true,"severity":0,"weight":1}"#
        )
      ).problem?.contains("tool_error") == true)
    #expect(
      try ModelExtractor(settings).read(
        said(#"{"achievements":["a"," ","a","b"],"limitations":" ","observations":[]}"#)
      ).value == Outcome(achievements: ["a", "b"], observations: [], limitations: nil))
    #expect(
      try ModelExtractor(settings).read(
        said(#"{"achievements":["a",1],"limitations":"","observations":[]}"#)
      ).status == .unparsable)
    #expect(
      relabeler.read(
        said(#"{"hindsight_goal":"g","rationale":"r","valid":true,"valid_probability":0.9}"#), k: 3
      ).value
        == Attempt(k: 3, hindsightGoal: "g", valid: true, confidence: 0.9, rationale: "r"))
  }

  @Test("takes no goal where the model finds none, and never a valid one without a text")
  func noGoal() {
    let none = #"{"hindsight_goal":" ","rationale":"r","valid":false,"valid_probability":0}"#
    #expect(
      relabeler.read(said(none)).value
        == Attempt(k: 1, valid: false, confidence: 0, rationale: "r"))
    let reading = relabeler.read(said(none.replacing("false", with: "true")))
    #expect(reading.status == .unparsable)
    #expect(reading.value == Attempt(k: 1, status: .unparsable))
  }

  @Test("asks once to mend an unparsable answer, shows no run, and knows what it mends")
  func repair() throws {
    let request = try #require(try calls(markedRun)[.judge]).request
    let call = try #require(try judge.repair(of: request, answer: broken))
    #expect(call.request.repairs == request.digest)
    #expect(call.request.temperature == 0)
    #expect(call.request.schema == request.schema && call.request.model == request.model)
    #expect(try call.record()[0]["broken_answer"] as? String == broken.text)
    #expect(try call.record()[1]["problem"] as? String == "'valid_probability' is missing")
    for text in PromptTests.sights.map(\.text) { #expect(!call.text.contains(text)) }
    #expect(try judge.repair(of: call.request, answer: broken) == nil)
    let attempt = try relabeler.call(markedOutcome, stepCount: 1, originalGoal: "g", k: 2).request
    #expect(try relabeler.repair(of: attempt, answer: broken)?.request.k == 2)
  }

  @Test("asks nothing to be mended that is readable, refused, cut or empty")
  func noRepair() throws {
    let request = try #require(try calls(markedRun)[.judge]).request
    for answer in [
      said(#"{"reason":"r","valid":true,"valid_probability":1}"#), said(nil), said(" "),
      said("no", refusal: "no"), said("{", finish: "length"),
    ] {
      #expect(try judge.repair(of: request, answer: answer) == nil)
    }
  }

  @Test("cuts a broken answer to its budget, too")
  func longRepair() throws {
    let judge = try ModelJudge(settings { $0.truncation = TruncationRule(budget: 1_000) })
    let request = try judge.call("g", steps: [], finalAnswer: nil).request
    let call = try #require(
      try judge.repair(of: request, answer: said(String(repeating: "words ", count: 5_000))))
    #expect(call.fit.tokens <= 1_000)
    #expect(call.fit.cutTexts == 1)
  }
}

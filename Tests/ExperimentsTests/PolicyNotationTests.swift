import SQLFiles
import Store
import Testing
import Trajectories

@testable import Experiments

@Suite("A policy as people type it")
struct PolicyNotationTests {
  private func request(_ text: String) throws -> GateRequest {
    let store = try Store(path: ":memory:", access: .create, catalog: .embedded())
    let notation = try PolicyNotation(text)
    var request = try notation.named(base: GateRequest(series: "s2"), in: store)
    try notation.apply(to: &request)
    return request
  }

  @Test("is a name, settings, or a name and settings")
  func forms() throws {
    var expected = GateRequest(series: "s2")
    expected.policy.fallback = .none
    #expect(try request("strict") == expected)
    expected.policy.theta = 0.6
    expected.policy.judges = []
    #expect(try request("strict,theta=0.6,judges=none") == expected)
    expected = GateRequest(relabelConfig: "r/2", series: "s3")
    expected.policy.judges = ["j1", "j2"]
    expected.policy.voteValid = .ignored
    #expect(
      try request("judges=j1+j2,vote-valid=ignored,relabel_config=r/2,series=s3") == expected)
  }

  @Test("with detection off drops the detect config, unless one is named")
  func detection() throws {
    #expect(try request("detection=off").detectConfig == nil)
    #expect(try request("detection=off,detect_config=d1").detectConfig == "d1")
  }

  @Test(
    "is refused with what is wrong in it",
    arguments: [
      ("theta=0.5,paper", PolicyNotationError.notASetting(text: "theta=0.5,paper", part: "paper")),
      ("", .notASetting(text: "", part: "")),
      ("paper,", .notASetting(text: "paper,", part: "")),
      ("tetha=1", .unknownSetting(text: "tetha=1", name: "tetha")),
      ("theta=0,theta=1", .repeated(text: "theta=0,theta=1", setting: .theta)),
      ("theta=1.5", .badValue(setting: .theta, text: "1.5", expected: "a number from 0 to 1")),
      ("delta=nan", .badValue(setting: .delta, text: "nan", expected: "a number from 0 to 1")),
      (
        "attempts=0",
        .badValue(setting: .attempts, text: "0", expected: "an integer from 1 to 1000")
      ),
      (
        "judges=",
        .badValue(setting: .judges, text: "", expected: "none, all, or names joined by +")
      ),
      (
        "fallback=some",
        .badValue(setting: .fallback, text: "some", expected: "none, algorithm1, reference")
      ),
      ("detection=1", .badValue(setting: .detection, text: "1", expected: "on, off")),
      ("series=", .badValue(setting: .series, text: "", expected: "a name")),
    ])
  func errors(_ text: String, _ expected: PolicyNotationError) {
    #expect(throws: expected) { try PolicyNotation(text) }
  }

  @Test("names the policies that there are where the name means none")
  func unknownName() throws {
    do {
      _ = try request("papr")
      Issue.record("'papr' was taken")
    } catch StoreError.unknownName(_, let name, let known) {
      #expect(name == "papr" && known.contains("paper") && known.contains("last"))
    }
  }
}

import SQLFiles
import Store
import Tables
import Testing
import Trajectories

@testable import Experiments

private let presets = [
  "paper": GatePolicy(voteValid: .ignored),
  "strict": GatePolicy(fallback: .none),
]

private func read(_ text: String, base: GateRequest = GateRequest()) throws -> ArmFile {
  try ArmFile(text: text, name: "a.yaml", presets: presets, base: base)
}

private func error(_ text: String) -> ArmFileError? {
  do {
    _ = try read(text)
    return nil
  } catch {
    return error as? ArmFileError
  }
}

@Suite("A file of arms")
struct ArmFileTests {
  @Test("gives its arms in its order, each with what it inherits, a preset, and its own settings")
  func ordinary() throws {
    let file = try read(
      """
      title: t
      arms:
        z:
          from: full
          about: one judge
          judges: j2
          theta: 0.25
        full:
          about: everything
          theta: 0.75
          policy: paper
          extract_config: llm
          judges: [j1, j2]
          objective: sft
        a:
          from: z
          policy: strict
          takes: successes
      """)
    #expect(file.title == "t")
    #expect(file.arms.map(\.name) == ["z", "full", "a"])
    #expect(file.arms.map(\.about) == ["one judge", "everything", nil])
    let paper = GatePolicy(theta: 0.75, judges: ["j1", "j2"], voteValid: .ignored)
    #expect(file.arms[1].request == GateRequest(extractConfig: "llm", policy: paper))
    var single = paper
    single.judges = ["j2"]
    single.theta = 0.25
    #expect(file.arms[0].request == GateRequest(extractConfig: "llm", policy: single))
    #expect(file.arms[0].training == ArmTraining(objective: .sft))
    #expect(
      file.arms[2].request
        == GateRequest(extractConfig: "llm", policy: GatePolicy(fallback: .none)))
    #expect(file.arms[2].training == ArmTraining(takes: .successes, objective: .sft))
  }

  @Test("takes on, off, none and all as words, and nothing for every default")
  func words() throws {
    let file = try read(
      """
      arms:
        a:
        b: {detection: off, judges: none, fallback: none}
        c: {from: b, detection: on, judges: all}
        d: {detection: off, detect_config: d1}
      """, base: GateRequest(detectConfig: "base", relabelConfig: "r", series: "s"))
    #expect(
      file.arms[0].request == GateRequest(detectConfig: "base", relabelConfig: "r", series: "s"))
    #expect(
      file.arms[1].request.policy == GatePolicy(detection: false, judges: [], fallback: .none))
    #expect(file.arms[1].request.detectConfig == nil)
    #expect(file.arms[2].request.policy == GatePolicy(fallback: .none))
    #expect(file.arms[3].request.detectConfig == "d1")
  }

  @Test("says where it is wrong, and what fits")
  func errors() {
    #expect(error("arms: [a]") == .notAMapping(file: "a.yaml", arm: "arms", line: 1))
    #expect(error("- a") == .notAMapping(file: "a.yaml", arm: nil, line: 1))
    #expect(error("") == .notAMapping(file: "a.yaml", arm: nil, line: nil))
    #expect(error("arms:\n  a: 5") == .notAMapping(file: "a.yaml", arm: "a", line: 2))
    #expect(error("arms: {'': {}}") == .notAMapping(file: "a.yaml", arm: "arms", line: 1))
    #expect(
      error("title: [x]\narms: {a: }")
        == .badValue(
          file: "a.yaml", arm: nil, line: 1, key: "title", text: "a list", expected: "a text",
          known: []))
    #expect(
      error("arms:\n  a:\n    judges: {j1: 1}")
        == .badValue(
          file: "a.yaml", arm: "a", line: 3, key: "judges", text: "a mapping",
          expected: "'none', 'all', a judge's name, or a list of names", known: []))
    #expect(error("title: x") == .noArms(file: "a.yaml"))
    #expect(error("arms: {}") == .noArms(file: "a.yaml"))
    #expect(
      error("arm:\n  a:")
        == .unknownKey(
          file: "a.yaml", arm: nil, line: 1, key: "arm", known: ["arms", "title"]))
    #expect(
      error("arms:\n  a:\n    tetha: 1")
        == .unknownKey(file: "a.yaml", arm: "a", line: 3, key: "tetha", known: ArmFile.keys))
    #expect(
      error("arms:\n  a:\n    theta: 1.5")
        == .badValue(
          file: "a.yaml", arm: "a", line: 3, key: "theta", text: "1.5",
          expected: "a number from 0 to 1", known: []))
    #expect(
      error("arms:\n  a:\n    fallback: nobody")
        == .badValue(
          file: "a.yaml", arm: "a", line: 3, key: "fallback", text: "nobody",
          expected: "none, algorithm1, reference", known: ["none", "algorithm1", "reference"]))
    #expect(
      error("arms:\n  a:\n    confidence: raw")
        == .badValue(
          file: "a.yaml", arm: "a", line: 3, key: "confidence", text: "raw",
          expected: GatePolicy.Confidence.choices, known: []))
    #expect(
      error("arms:\n  a:\n    policy: papr")
        == .badValue(
          file: "a.yaml", arm: "a", line: 3, key: "policy", text: "papr",
          expected: "the name of a policy", known: ["paper", "strict"]))
    #expect(
      error("arms:\n  a:\n    from: b\n  c:")
        == .unknownParent(file: "a.yaml", arm: "a", line: 3, parent: "b", known: ["c"]))
    #expect(
      error("arms:\n  x: {from: a}\n  a: {from: b}\n  b: {from: c}\n  c: {from: a}")
        == .cycle(file: "a.yaml", arms: ["a", "b", "c", "a"]))
    #expect(error("arms:\n  a: {from: a}") == .cycle(file: "a.yaml", arms: ["a", "a"]))
  }

  @Test("that is no YAML, or says a thing twice, is refused with the line")
  func notYAML() throws {
    guard case .notYAML(_, let line?, _) = error("arms:\n  a: [") else {
      Issue.record("accepted")
      return
    }
    #expect(line >= 2)
    guard case .notYAML(_, _, let reason) = error("arms:\n  a: {theta: 0, theta: 1}") else {
      Issue.record("accepted")
      return
    }
    #expect(reason == "'theta' stands twice")
  }

  @Test("that ships is whole, and names no config but the rules' own and 'llm'")
  func shipped() throws {
    let store = try Store(path: ":memory:", access: .create, catalog: .embedded())
    let library = try ArmLibrary(store: store)
    #expect(ArmLibrary.shippedNames.contains(ArmLibrary.defaultFile))
    for name in ArmLibrary.shippedNames {
      let file = try library.file(named: name)
      #expect(file.title != nil, "\(name)")
      #expect(file.arms.count > 1, "\(name)")
      for arm in file.arms {
        let configs = [
          arm.request.detectConfig, arm.request.extractConfig, arm.request.relabelConfig,
        ].compactMap { $0 }
        #expect(configs.allSatisfy { ["llm", "built-in/default"].contains($0) })
      }
    }
  }

  @Test("that ships has every arm of the paper's Table 2 and its baselines under the paper's names")
  func paper() throws {
    let store = try Store(path: ":memory:", access: .create, catalog: .embedded())
    let library = try ArmLibrary(store: store)
    let ours = Set(
      try ["table-2", "baselines"].flatMap { try library.file(named: $0).arms.map(\.name) })
    let printed = Set(
      try store.run("paper_comparison").rows.filter {
        $0[0].text == "table 2" || ($0[0].text == "table 1" && $0[1].text == "webarena")
      }.compactMap { $0[3].text })
    // Reflexion trains nothing and relabels nothing.
    #expect(ours == printed.subtracting(["reflexion"]))
  }
}

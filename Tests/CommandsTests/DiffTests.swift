import Foundation
import RegoalTesting
import Testing

/// Four failed runs of two rounds, a success, one relabeler and one judge: every number is written out here.
private let log =
  [
    #"{"type":"trajectory","id":"t1","task":"k1","round":1,"goal":"find the gate","steps":[],"success":false}"#,
    #"{"type":"trajectory","id":"t2","task":"k2","round":1,"goal":"find the train","steps":[],"success":false}"#,
    #"{"type":"trajectory","id":"t3","task":"k2","round":2,"goal":"find the bus","steps":[],"success":false}"#,
    #"{"type":"trajectory","id":"t4","task":"k3","round":2,"goal":"find the boat","steps":[],"success":false}"#,
    #"{"type":"trajectory","id":"s1","task":"k4","round":1,"goal":"name the gate","steps":[],"success":true}"#,
  ]
  + [("t1", 0.9), ("t2", 0.9), ("t3", 0.6), ("t4", 0.2)].map { id, weight in
    #"{"type":"detection","trajectory":"\#(id)","config":"d1","weight":\#(weight),"severity":\#(0.4)}"#
  }
  + ["t1", "t2", "t3", "t4"].map { #"{"type":"outcome","trajectory":"\#($0)","config":"o1"}"# }
  + [("t1", 0.8), ("t2", 0.9), ("t3", 0.55), ("t4", 0.9)].map { id, c in
    #"{"type":"attempt","trajectory":"\#(id)","config":"r1","k":1,"goal":"name \#(id)'s gate","valid":true,"confidence":\#(c)}"#
  }
  + [("t1", 0.7, true), ("t2", 0.4, true), ("t3", 0.9, true), ("t4", 0.9, true)].map {
    id, c, valid in
    #"{"type":"vote","trajectory":"\#(id)","config":"r1","k":1,"judge":"j2","valid":\#(valid),"confidence":\#(c),"reason":"why \#(id)"}"#
  }

@Suite("regoal diff, rounds and goals")
struct DiffTests {
  private let trial: Trial

  init() throws {
    trial = try Trial()
    try trial.write("log.jsonl", Data((log.joined(separator: "\n") + "\n").utf8))
    #expect(try trial.program("ingest", "log.jsonl").status == 0)
  }

  private func json(_ arguments: [String]) throws -> [String: [[String: Any]]] {
    let result = try trial.program.run(arguments + ["--json"])
    #expect(result.status == 0, "\(result.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: [[String: Any]]]
    )
  }

  @Test("name each run that changes, the gate, the vote and both goals")
  func runs() throws {
    let answer = try json(["diff", "paper,attempts=1,judges=none", "paper,attempts=1,theta=0.6"])
    let runs = try #require(answer["runs"])
    #expect(runs.map { $0["trajectory"] as? String } == ["t2", "t3", "t1"])
    #expect(runs.map { $0["change"] as? String } == ["went", "decision", "confidence"])
    #expect(runs.map { $0["gate"] as? String } == ["judge", "threshold", "panel"])
    #expect(runs[0]["against"] as? String == "b")
    #expect(runs[0]["at_k"] as? Int == 1)
    #expect(runs[0]["judge"] as? String == "j2")
    #expect(runs[0]["judge_confidence"] as? Double == 0.4)
    #expect(runs[0]["judge_valid"] as? Int == 1)
    #expect(runs[0]["judge_reason"] as? String == "why t2")
    #expect(runs[0]["hindsight_goal_a"] as? String == "name t2's gate")
    #expect(runs[0]["hindsight_goal_b"] is NSNull)
    #expect(
      runs[0]["why"] as? String
        == "attempt 1: j2 gives 0.4 < θ = 0.6 under paper,attempts=1,theta=0.6; "
        + "paper,attempts=1,judges=none does not ask j2")
    let sides = try #require(answer["sides"])
    #expect(sides.map { $0["processed"] as? Int } == [4, 4])
    #expect(sides.map { $0["accepted"] as? Int } == [3, 1])
    #expect(sides.map { $0["fallback"] as? Int } == [0, 1])
    #expect(sides.map { $0["yield_high"] as? Double } == [0.75, 0.5])
    #expect(answer["settings"]?.map { $0["setting"] as? String } == ["theta", "judges"])
    #expect(answer["effects"]?.count == 4)
    #expect(
      answer["decisions"]?.map { $0["runs"] as? Int }.compactMap { $0 }.reduce(0, +) == 4)
  }

  @Test("see other answers where configs differ, and the same goal as the same")
  func otherAnswers() throws {
    let lines = [("t1", "another", 0.8), ("t2", "name t2's gate", 0.9), ("t3", "third", 0.1)].map {
      #"{"type":"attempt","trajectory":"\#($0)","extract_config":"o1","config":"r2","k":1,"goal":"\#($1)","valid":true,"confidence":\#($2)}"#
    }
    try trial.write("r2.jsonl", Data(lines.joined(separator: "\n").utf8))
    #expect(try trial.program("ingest", "r2.jsonl").status == 0)
    let runs = try #require(
      try json([
        "diff", "relabel_config=r1", "relabel_config=r2", "--judges", "none", "--attempts", "1",
      ])["runs"])
    #expect(runs.map { $0["trajectory"] as? String } == ["t3", "t1"])
    #expect(runs.map { $0["change"] as? String } == ["went", "goal"])
    #expect(runs.map { $0["gate"] as? String } == ["threshold", "answers"])
    #expect(runs[1]["hindsight_goal_a"] as? String == "name t1's gate")
    #expect(runs[1]["hindsight_goal_b"] as? String == "another")
    #expect(
      runs[0]["why"] as? String
        == "attempt 1: c = 0.1 < θ = 0.5 under relabel_config=r2; c = 0.55, θ = 0.5 under relabel_config=r1"
    )
    let ambiguous = try trial.program("diff", "judges=none", "paper")
    #expect(ambiguous.status == 1 && ambiguous.errors.contains("several are present: r1, r2"))
  }

  @Test("without arguments set the paper against its published code, single and multi-judge")
  func paperAgainstCode() throws {
    let answer = try json(["diff", "--attempts", "1"])
    #expect(answer["settings"]?.map { $0["setting"] as? String } == ["fallback", "weighting"])
    let effects = try #require(answer["effects"])
    #expect(
      effects.map { $0["judges"] as? String } == [
        "none", "j2", "none", "j2", "none", "j2", "none", "j2",
      ])
    let yields = effects.compactMap { $0["yield_high"] as? Double }
    // Under the published code a second judge changes nothing; under the paper it does.
    #expect(yields == [0.75, 0.5, 0.75, 0.75, 1, 0.75, 1, 1])
    let runs = try #require(answer["runs"])
    #expect(runs.first { $0["trajectory"] as? String == "t2" }?["gate"] as? String == "fallback")
    #expect(runs.first { $0["trajectory"] as? String == "t4" }?["gate"] as? String == "delta")
    let page = try trial.program("diff", "--attempts", "1").output
    for words in ["the paper's own figures", "2197 of 3000", "Settings that differ"] {
      #expect(page.contains(words))
    }
  }

  @Test("show one part, few runs, or none, and say what is left out")
  func parts() throws {
    let few = try trial.program(
      "diff", "judges=none,attempts=1", "theta=1,attempts=1", "--limit", "1")
    #expect(few.output.contains("more runs: --limit"))
    let went = try trial.program(
      "diff", "judges=none,attempts=1", "fallback=none,theta=1,attempts=1", "--only", "went",
      "--csv")
    let lines = went.output.split(separator: "\n")
    #expect(lines.count == 4 && lines.dropFirst().allSatisfy { $0.contains(",went,") })
    let summary = try trial.program("diff", "paper", "strict", "--summary")
    #expect(summary.status == 0 && !summary.output.contains("Runs that change"))
    let sides = try trial.program("diff", "paper", "strict", "--part", "sides", "--csv").output
    #expect(sides.hasPrefix("side,policy,processed,"))
    #expect(sides.split(separator: "\n").count == 3)
    let lists = try trial.program("diff", "paper", "strict", "--jsonl").output
    #expect(lists.split(separator: "\n").allSatisfy { $0.hasPrefix("{\"part\":\"") })
  }

  @Test("change the policy that was applied last, where only one is given")
  func last() throws {
    try trial.program("rerun", "gate", "--theta", "0.6", "--attempts", "1")
    let answer = try json(["diff", "theta=0.9"])
    #expect(answer["settings"]?.first?["a"] as? String == "0.6")
    #expect(answer["settings"]?.first?["b"] as? String == "0.9")
    #expect(answer["settings"]?.count == 1)
    let page = try trial.program("diff", "last").output
    #expect(page.contains("Settings that differ\n\nnone\n"))
  }

  @Test("say once that no policy was applied, where that one is meant")
  func nothingApplied() throws {
    let note = "no policy was applied yet"
    for arguments in [["theta=0.9"], ["theta=0.9", "theta=0.1"], ["last", "paper"]] {
      let errors = try trial.program.run(["diff", "--summary"] + arguments).errors
      #expect(errors.components(separatedBy: note).count == 2, "\(arguments): \(errors)")
    }
    for arguments in [[], ["paper", "strict"]] {
      #expect(!(try trial.program.run(["diff"] + arguments).errors.contains(note)))
    }
  }

  @Test("take arms of files by their names")
  func arms() throws {
    func sides(_ sides: String...) throws -> [[String: Any]] {
      try #require(json(["diff"] + sides)["sides"]).map { side in
        side.filter { !["policy"].contains($0.key) }
      }
    }
    let arms = try sides("table-2:single_judge", "table-2:uniform_weights")
    let policies = try sides("paper,judges=none", "paper,weighting=uniform")
    #expect(NSDictionary(dictionary: arms[0]) == NSDictionary(dictionary: policies[0]))
    #expect(NSDictionary(dictionary: arms[1]) == NSDictionary(dictionary: policies[1]))
    let wrong = try trial.program.run(["diff", "table-2:sft_success"])
    #expect(wrong.status == 1 && wrong.errors.contains("sft_success"))
  }

  @Test("see one round alone")
  func round() throws {
    let answer = try json(["diff", "paper", "reference", "--round", "2"])
    #expect(answer["sides"]?.map { $0["processed"] as? Int } == [2, 2])
  }

  @Test(
    "refuse what they do not understand, with the nearest word",
    arguments: [
      (["diff", "thetta=0.5"], 64, "did you mean 'theta'"),
      (["diff", "theta=2"], 64, "a number from 0 to 1"),
      (["diff", "papr"], 1, "did you mean 'paper'"),
      (["diff", "paper", "--policy", "strict"], 64, "as arguments"),
      (["diff", "--summary", "--only", "came"], 64, "--summary leaves the runs out"),
      (["diff", "--limit=-1"], 64, "--limit counts from 0"),
      (["diff", "relabel_config=r2"], 1, "there is no 'r2'"),
      (["diff", "--db", "absent.db"], 1, "there is no database"),
      (["diff", "paper", "paper", "--part", "effects"], 1, "has no part 'effects'"),
      (["goals", "--similarity", "0"], 64, "--similarity"),
      (["ingest", "log.jsonl", "--round=-1"], 64, "--round counts from 0"),
    ])
  func refusals(_ arguments: [String], _ status: Int32, _ words: String) throws {
    let result = try trial.program.run(arguments)
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.output == "")
  }

  @Test("on a database without runs count nothing, and know no yield")
  func empty() throws {
    let empty = try Trial()
    try empty.write(
      "none.jsonl", Data(#"{"type":"config","name":"d1","stage":"detect","body":{}}"#.utf8))
    #expect(try empty.program("ingest", "none.jsonl").status == 0)
    let sides = try empty.program("diff", "--part", "sides", "--csv").output
    #expect(sides.contains("a,paper,0,0,0,0,0,0,0,0,,,,\n"))
    #expect(try empty.program("rounds", "--csv").output.split(separator: "\n").count == 1)
    let goals = try empty.program("goals")
    #expect(goals.status == 0 && goals.output.contains("no run is known to have succeeded"))
  }

  @Test("leave the database as it is")
  func readOnly() throws {
    let before = try trial.folder.data("regoal.db")
    for command in [["diff"], ["rounds"], ["goals"], ["diff", "paper", "theta=0.9"]] {
      #expect(try trial.program.run(command).status == 0)
    }
    #expect(try trial.folder.data("regoal.db") == before)
  }

  @Test("count rounds as the query on written decisions does")
  func rounds() throws {
    try trial.program("rerun", "gate", "--theta", "0.5", "--attempts", "1")
    let rows = try trial.program("rounds", "--csv").output
    #expect(rows == (try trial.program("query", "acceptance_by_round", "--csv").output))
    #expect(rows.contains("\n1,2,1,0,1,0,0,0.5,0.5,2,2,1,1,3000,2197,27.8\n"))
    #expect(rows.contains("\n2,2,1,0,0,1,0,0.5,0.5,2,1,1,1,2500,1750,29.4\n"))
  }

  @Test("take a round for runs whose source states none, as part of what they are")
  func ingestRound() throws {
    let runs = [
      #"{"type":"trajectory","id":"u1","goal":"g","steps":[],"success":false}"#,
      #"{"type":"trajectory","id":"u2","round":1,"goal":"g","steps":[],"success":false}"#,
      #"{"type":"detection","trajectory":"u1","config":"d1","weight":0.9}"#,
    ]
    try trial.write("more.jsonl", Data(runs.joined(separator: "\n").utf8))
    let first = try trial.program("ingest", "more.jsonl", "--round", "3", "--csv")
    #expect(first.status == 0 && first.output.contains("trajectory,2,0"), "\(first.errors)")
    let sql = "select external_id, round from trajectory where external_id like 'u%' order by 1, 2"
    #expect(
      try trial.program("query", "--csv", "--sql", sql).output == "external_id,round\nu1,3\nu2,1\n")
    // Once more adds nothing; under another round the run without one comes again, and it is said.
    #expect(
      try trial.program("ingest", "more.jsonl", "--round", "3", "--csv").output.contains(
        "trajectory,0,2"))
    let other = try trial.program("ingest", "more.jsonl", "--round", "4", "--csv")
    #expect(other.output.contains("trajectory,1,1"))
    #expect(other.errors.contains("'u1' is stored with another content too"))
    #expect(
      try trial.program("query", "--csv", "--sql", sql).output
        == "external_id,round\nu1,3\nu1,4\nu2,1\n")
    try trial.expectSound()
  }

  @Test("spread goals over clusters")
  func goals() throws {
    let answer = try json(["goals", "--attempts", "1"])
    let measures = try #require(answer["measures"])
    let covered = try #require(measures.first { $0["metric"] as? String == "clusters_covered" })
    // "name the gate" shares half of its words with "name t1's gate", whose t1's counts as a number.
    #expect(covered["successes"] as? Int == 1 && covered["accepted"] as? Int == 1)
    #expect(covered["between"] as? Int == 1 && covered["of_clusters"] as? Int == 1)
    #expect(answer["tail"]?.isEmpty == true)
    #expect(answer["clusters"]?.first?["example_success"] as? String == "name the gate")
    let csv = try trial.program("goals", "--csv").output
    #expect(csv.hasPrefix("metric,successes,accepted,between,of_clusters,paper_successes,"))
  }
}

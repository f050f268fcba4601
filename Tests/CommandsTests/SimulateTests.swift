import Foundation
import RegoalTesting
import Testing

@Suite("A simulated corpus")
struct SimulateTests {
  private let folder: TemporaryFolder
  private let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(in: folder.url)
  }

  private func row(_ csv: String) -> [String: String] {
    let lines = csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard lines.count == 2 else { return [:] }
    return Dictionary(uniqueKeysWithValues: zip(lines[0], lines[1]))
  }

  @Test(
    "is accepted by the gate as by its plan, leaves nothing open, and is as noisy as expected",
    arguments: [
      ["--judges", "2", "--correlation", "0.3"],
      ["--judges", "3", "--sensitivity", "0.95,0.9,0.85", "--specificity", "0.7,0.8,0.9"],
      ["--judges", "1", "--attempts", "1"], ["--runs-per-task", "4", "--task-correlation", "0.5"],
    ])
  func gate(options: [String]) throws {
    let made = try program.run(
      ["simulate", "--runs", "4000", "--noise", "0.2", "--seed", "3", "-o", "s.jsonl", "--csv"]
        + options)
    #expect(made.status == 0, "\(made.errors)")
    let truth = row(made.output)
    #expect(try program("ingest", "s.jsonl").status == 0)
    let attempts = options.contains("--attempts") ? "1" : "3"
    let swept = row(
      try program("sweep", "--at", "0.5", "--attempts", attempts, "--csv").output)
    #expect(swept["accepted"] == truth["accepted"])
    #expect(swept["fallback"] == "0")
    #expect(swept["open"] == "0")
    let noise = try #require(Double(truth["noise"] ?? ""))
    let expected = try #require(Double(truth["expected_noise"] ?? ""))
    // Five standard deviations; pairs of a task correlate.
    #expect(abs(noise - expected) < 5 * (4 * expected * (1 - expected) / 2500).squareRoot())
    #expect(abs((Double(truth["invalid"] ?? "") ?? 0) / 4000 - 0.2) < 0.06)
    #expect(try program("db", "check", "--deep").status == 0)
  }

  @Test("holds the frame that the plan draws from it by the same seed")
  func frame() throws {
    #expect(
      try program(
        "simulate", "--runs", "300", "--seed", "5", "--rated", "50", "--annotators", "2",
        "-o", "s.jsonl"
      ).status == 0)
    #expect(try program("ingest", "s.jsonl").status == 0)
    let lines = String(decoding: try folder.data("s.jsonl"), as: UTF8.self).split(separator: "\n")
    try folder.write(
      "bare.jsonl",
      lines.filter { !$0.contains(#""type":"frame""#) && !$0.contains(#""type":"annotation""#) }
        .joined(separator: "\n"))
    #expect(try program("ingest", "bare.jsonl", "--db", "bare.db").status == 0)
    #expect(
      try program(
        "annotate", "plan", "simulated", "--count", "50", "--seed", "5", "--annotators",
        "simulated-1,simulated-2", "--db", "bare.db"
      ).status == 0)
    let query = ["query", "pairs_of_frame", "-p", "frame=simulated", "--csv"]
    let drawn = try program.run(query).output
    #expect(drawn.split(separator: "\n").count == 51)
    func pairs(_ csv: String) -> [String] {
      csv.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)[0..<4].joined(separator: ",")
      }
    }
    #expect(pairs(drawn) == pairs(try program.run(query + ["--db", "bare.db"]).output))
    let status = try program("annotate", "status", "--csv").output
    #expect(status.contains("simulated-1,50,50,"))
    let again = try program(
      "annotate", "plan", "simulated", "--count", "50", "--seed", "5", "--annotators",
      "simulated-1,simulated-2")
    #expect(again.status == 0)
    #expect(again.errors.contains("is as it was planned before"))
  }

  @Test("has perfect annotators say what is true, of every pair if all are rated")
  func truth() throws {
    #expect(
      try program(
        "simulate", "--runs", "200", "--noise", "0.5", "--annotators", "1",
        "--annotator-sensitivity", "1", "--annotator-specificity", "1", "--rate-all", "-o",
        "s.jsonl"
      ).status == 0)
    var valid: [String: Bool] = [:]
    var said: [String: Bool] = [:]
    for line in String(decoding: try folder.data("s.jsonl"), as: UTF8.self).split(separator: "\n") {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let marks = [
        object["engine"], (object["metadata"] as? [String: Any])?["engine"],
        (object["body"] as? [String: Any])?["engine"],
        (object["extra"] as? [String: Any])?["engine"],
      ]
      #expect(
        marks.contains { $0 as? String == "simulated" }
          || (object["config"] as? String) == "simulated")
      switch object["type"] as? String {
      case "trajectory":
        valid[try #require(object["id"] as? String)] =
          (object["metadata"] as? [String: Any])?["valid"] as? Bool
      case "annotation":
        said[try #require(object["trajectory"] as? String)] =
          object["verdict"] as? String == "valid"
      default: break
      }
    }
    #expect(valid.count == 200)
    #expect(said == valid)
  }

  @Test("is the same by the same seed, another by another, and marked in every answer")
  func seeds() throws {
    func log(_ seed: String) throws -> String {
      try program("simulate", "--runs", "50", "--seed", seed).output
    }
    #expect(try log("1") == log("1"))
    #expect(try log("1") != log("2"))
    #expect(try program("ingest", "-", input: try log("1")).status == 0)
    #expect(try program("sweep", "--at", "0.5").output.contains("(simulated, not a model)"))
    let plan = try program("annotate", "plan", "f", "--count", "5")
    #expect(plan.output.contains("(simulated, not a model)"))
  }

  @Test(
    "refuses rates out of range",
    arguments: [
      ["--noise", "2"], ["--sensitivity", "1"], ["--sensitivity", "0.9,0.8,0.7"],
      ["--judges", "0"],
      ["--correlation", "-1"], ["--specificity", "x"], ["--runs-per-task", "3"], ["--seed", "-1"],
    ])
  func usage(options: [String]) throws {
    #expect(try program.run(["simulate", "--runs", "10"] + options).status == 64)
  }
}

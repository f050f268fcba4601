import Foundation
import RegoalTesting
import Testing

/// Batch files, answered by the script that answers online.
@Suite("regoal batch")
struct BatchTests {
  private static let engines = [
    "--detector", "d=m@http://127.0.0.1:9/v1", "--extractor", "e=m@http://127.0.0.1:9/v1",
    "--relabeler", "r=m@http://127.0.0.1:9/v1", "--judge", "j=n@http://127.0.0.1:9/v1",
    "--judge", "grounding", "--structured", "schema",
  ]
  /// What is asked of the model; the same in both ways.
  private static let facts = ["detection:", "outcome:", "attempt:", "vote:", "collection:"]

  /// Some answers of the relabeler are no JSON, so that it is asked to mend it.
  private static func text(for body: String) -> String {
    let text = ModelScript.text(for: body)
    let isBroken =
      ModelScript.question(in: body) == "hindsight_goal" && text.contains("7") && text.contains("3")
    return isBroken && !body.contains("could not be read") ? "Sorry: " + text.dropLast() : text
  }

  private static func online(_ plan: [String]) async throws -> (facts: Set<String>, table: String) {
    let place = try await ModelRunTests.Place(script: { request in
      .answer(body: ScriptedServer.completion(text(for: request.body)))
    })
    let engines = engines.map { $0.replacing("http://127.0.0.1:9/v1", with: place.server.baseURL) }
    let result = try place.trial.program.run(["run"] + engines + plan)
    #expect(result.status == 0, "\(result.errors)")
    return (try facts(of: place.trial), result.output)
  }

  private static func facts(of trial: Trial) throws -> Set<String> {
    try StoredRows(database: trial.folder.url.appending(path: "regoal.db")).rows
      .filter { row in facts.contains { row.hasPrefix($0) } }
  }

  /// Lines of an output file, or of an error file.
  private static func results(of batch: String, round: Int) throws -> (
    good: [String], failed: [String]
  ) {
    var good: [String] = []
    var failed: [String] = []
    for text in batch.split(separator: "\n") {
      let request = try #require(
        JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let id = try #require(request["custom_id"] as? String)
      #expect(id.utf8.count == 64)
      #expect(request["method"] as? String == "POST")
      #expect(request["url"] as? String == "/v1/chat/completions")
      #expect(request["body"] is [String: Any])
      // The bytes that go over a connection, which the script answers.
      let end = try #require(text.range(of: ",\"custom_id\":\"\(id)\"")).lowerBound
      let body = String(text[..<end].dropFirst("{\"body\":".count))
      func line(_ fields: [String: Any]) throws -> String {
        String(
          decoding: try JSONSerialization.data(
            withJSONObject: fields.merging(["id": "batch_req", "custom_id": id]) { $1 },
            options: .sortedKeys), as: UTF8.self)
      }
      switch (try #require(Int(id.prefix(4), radix: 16)) + round) % 6 {
      case 0:
        failed.append(
          try line([
            "response": NSNull(), "error": ["code": "batch_expired", "message": "too late"],
          ]))
      case 1:
        failed.append(
          try line([
            "response": [
              "status_code": 500, "request_id": "r", "body": ["error": ["message": "oops"]],
            ], "error": NSNull(),
          ]))
      default:
        let answer = try JSONSerialization.jsonObject(
          with: Data(ScriptedServer.completion(Self.text(for: body)).utf8))
        good.append(
          try line([
            "response": ["status_code": 200, "request_id": "r", "body": answer], "error": NSNull(),
          ]))
      }
    }
    return (good, failed)
  }

  @Test(
    "ends in the facts of the online way: any order, parts, errors, files read twice",
    arguments: [["--collect", "exhaustive"], ["--collect", "lazy", "--theta", "0.4"]])
  func same(_ plan: [String]) async throws {
    let online = try await Self.online(plan)
    let place = try await ModelRunTests.Place()
    var rounds = 0
    while true {
      let write = try place.trial.program.run(
        ["batch", "write", "--out", "batch", "--csv"] + Self.engines + plan)
      #expect(write.status == 0, "\(write.errors)")
      let files = write.output.split(separator: "\n").dropFirst().map {
        String($0.prefix { $0 != "," })
      }
      guard !files.isEmpty, rounds < 40 else { break }
      rounds += 1
      for file in files {
        let batch = String(decoding: try place.trial.folder.data(file), as: UTF8.self)
        var (good, failed) = try Self.results(of: batch, round: rounds)
        good.reverse()
        // A part of the answers, then all of them: the first part is read twice.
        let part = good.prefix(good.count / 2).joined(separator: "\n")
        try place.trial.write("part.jsonl", Data(part.utf8))
        try place.trial.write("all.jsonl", Data(good.joined(separator: "\n").utf8))
        try place.trial.write("failed.jsonl", Data(failed.joined(separator: "\n").utf8))
        let read = try place.trial.program(
          "batch", "read", "part.jsonl", "failed.jsonl", "all.jsonl", "--csv")
        #expect(read.status == 0, "\(read.errors)")
        let rows = read.output.split(separator: "\n").map(String.init)
        #expect(rows[1] == "part.jsonl,\(good.count / 2),0,0,0,0,0")
        #expect(rows[2] == "failed.jsonl,0,0,0,\(failed.count),0,0")
        #expect(rows[3] == "all.jsonl,\(good.count - good.count / 2),\(good.count / 2),0,0,0,0")
      }
    }
    #expect(rounds >= 4, "detection, outcome, attempts, votes")
    let run = try place.trial.program.run(["run"] + Self.engines + plan)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("calls: 0 made"), "\(run.errors)")
    #expect(try Self.facts(of: place.trial) == online.facts)
    #expect(run.output == online.table)
    let status = try place.trial.program("batch", "status", "--csv").output
    #expect(
      status.split(separator: "\n").dropFirst().allSatisfy { $0.contains(",0,0,") }, "\(status)")
    try place.trial.expectSound()
  }

  @Test("writes nothing twice, what failed again, and with --again what is open, too")
  func again() async throws {
    let place = try await ModelRunTests.Place()
    func write(_ more: String...) throws -> Program.Result {
      try place.trial.program.run(
        ["batch", "write", "--relabeler", "r=m@http://127.0.0.1:9/v1", "--judge", "none"] + more)
    }
    #expect(try write("--csv").output.contains("batch/r-1.jsonl,r,m,18,"))
    let none = try write()
    #expect(
      none.output == "nothing new to write: 18 requests wait for answers ('regoal batch read')\n")
    let lines = String(decoding: try place.trial.folder.data("batch/r-1.jsonl"), as: UTF8.self)
      .split(separator: "\n")
    #expect(lines.count == 18)
    let id = try #require(
      (JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])?["custom_id"]
        as? String)
    try place.trial.write(
      "errors.jsonl",
      Data(#"{"custom_id":"\#(id)","error":{"code":"expired","message":"late"}}"#.utf8))
    #expect(try place.trial.program("batch", "read", "errors.jsonl").status == 0)
    #expect(
      try place.trial.program("batch", "status", "--csv").output.contains(
        "r-1.jsonl,r,m,18,0,1,17,expired: late"))
    #expect(try write("--csv").output.contains("batch/r-2.jsonl,r,m,1,"))
    #expect(
      String(decoding: try place.trial.folder.data("batch/r-2.jsonl"), as: UTF8.self)
        == lines[0] + "\n")
    // The same error file once more fails nothing that was written since.
    #expect(
      try place.trial.program("batch", "read", "errors.jsonl", "--csv").output.contains(
        "errors.jsonl,0,1,0,0,0,0"))
    #expect(try write().output.contains("nothing new to write"))
    #expect(try write("--again", "--csv").output.contains("batch/r-3.jsonl,r,m,18,"))
  }

  @Test("tells lines that are no results, and results of another database")
  func strange() async throws {
    let place = try await ModelRunTests.Place()
    let id = String(repeating: "0", count: 64)
    try place.trial.write(
      "x.jsonl",
      Data(
        """
        nonsense
        {"custom_id":"mine"}
        {"custom_id":"\(id)","error":{"code":"c"}}

        """.utf8))
    let result = try place.trial.program("batch", "read", "x.jsonl", "--csv")
    #expect(result.status == 1)
    #expect(result.output.contains("x.jsonl,0,0,0,0,1,2"))
    #expect(result.errors.contains("error: x.jsonl:1: it is no JSON"), "\(result.errors)")
    #expect(result.errors.contains("x.jsonl:2: 'custom_id' is 'mine', which Regoal does not write"))
    #expect(result.errors.contains("1 results are about requests that"))
    let missing = try place.trial.program("batch", "read", "none.jsonl")
    #expect(missing.errors.contains("'none.jsonl' cannot be read"))
    let rules = try place.trial.program("batch", "write")
    #expect(rules.errors.contains("no model is named, so there is nothing to write"))
  }

  @Test("forgets the requests of a forgotten run")
  func forget() async throws {
    let place = try await ModelRunTests.Place()
    _ = try place.trial.program(
      "batch", "write", "--relabeler", "r=m@http://127.0.0.1:9/v1", "--judge", "none")
    #expect(
      try place.trial.program("db", "forget", "t1", "--reason", "leak", "--yes").status == 0)
    let status = try place.trial.program("batch", "status", "--csv").output
    #expect(status.contains("r-1.jsonl,r,m,15,0,0,15,"), "\(status)")
    try place.trial.expectSound()
  }
}

import Foundation
import RegoalTesting
import Testing

@Suite("regoal models check")
struct ModelsCheckTests {
  private func good() async throws -> ScriptedServer {
    try await ScriptedServer { _ in
      .answer(body: ScriptedServer.completion(#"{"structure_kept":true}"#))
    }
  }

  @Test("tells what each endpoint can do, in the order in which they are named")
  func table() async throws {
    let schema = try await good()
    let plain = try await ScriptedServer { _ in
      .answer(body: #"{"choices":[{"message":{"content":"hello"}}]}"#)
    }
    let trial = try Trial()
    let result = try trial.program(
      "models", "check", "a=m1@\(schema.baseURL)", "b=m2@\(plain.baseURL)", "--csv")
    #expect(result.status == 0)
    let rows = result.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(
      rows.first?.joined(separator: " ")
        == "endpoint model address reachable structured usage prompt_tokens completion_tokens "
        + "latency_ms calls problem")
    #expect(rows.count == 3)
    func without(_ row: [String]) -> [String] { Array(row[..<8] + row[9...]) }
    #expect(
      without(rows[1]) == ["a", "m1", schema.baseURL, "1", "schema", "1", "10", "5", "1", ""])
    #expect(without(rows[2]) == ["b", "m2", plain.baseURL, "1", "none", "0", "", "", "2", ""])
    #expect(try #require(Double(rows[1][8])) > 0)
  }

  @Test("fails if one endpoint fails, says why, and tells of the others all the same")
  func failure() async throws {
    let server = try await good()
    let dead = try await good()
    try await dead.stop()
    let trial = try Trial()
    let result = try trial.program(
      "models", "check", "a=m@\(dead.baseURL)", "b=m@\(server.baseURL)", "c=m,key=NO_SUCH_KEY",
      "--jsonl")
    #expect(result.status == 1)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(
      result.errors.contains("error: 'a' gave no answer to 2 tries: \(dead.baseURL): connection"))
    #expect(result.errors.contains("  fix: export NO_SUCH_KEY=…"))
    #expect(lines[0].contains(#""reachable":0"#))
    #expect(lines[0].contains("connection refused"))
    #expect(lines[1].contains(#""structured":"schema""#))
    #expect(lines[2].contains("NO_SUCH_KEY is not set"))
    #expect(!lines[2].contains(#""reachable":0"#))
  }

  @Test("takes the endpoints of the settings, and says how to name one where there is none")
  func settings() async throws {
    let server = try await good()
    let trial = try Trial()
    try trial.write("regoal.yaml", Data("endpoints: a=m@\(server.baseURL)\n".utf8))
    #expect(try trial.program("models", "check").status == 0)
    let empty = try Trial()
    let none = try empty.program("models", "check")
    #expect(none.status == 1)
    #expect(none.errors.contains("no endpoint is named\n  fix: name one"))
  }

  @Test(
    "refuses what it cannot read, with a remedy",
    arguments: [
      (["m@localhost:8000/v1"], "an address begins with http:// or https://"),
      (["m,rmp=6"], "did you mean 'rpm'?"), (["m", "m"], "two endpoints are called 'm'"),
      (["m,key=sk-abc"], "never the key itself"),
    ])
  func refused(_ endpoints: [String], _ words: String) throws {
    let trial = try Trial()
    let result = try trial.program.run(["models", "check"] + endpoints)
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(!result.errors.contains("sk-abc"))
  }

  @Test("shows no key and no control characters, even if the endpoint sends them")
  func secrecy() async throws {
    let key = "sk-quite-secret-0123456789"
    let server = try await ScriptedServer { request in
      .answer(
        status: 400,
        body: #"{"error":{"message":"\u001b[31m\#(request.headers["authorization"] ?? "")"}}"#)
    }
    let trial = try Trial()
    let env = Program(in: trial.folder.url, executable: URL(filePath: "/usr/bin/env"))
    let result = try env(
      "A_KEY=\(key)", Program.built.path, "models", "check", "m@\(server.baseURL),key=A_KEY")
    #expect(result.status == 1)
    #expect(server.requests.first?.headers["authorization"] == "Bearer \(key)")
    #expect(result.errors.contains("[key]"))
    #expect(!(result.output + result.errors).contains("secret"))
    #expect(!(result.output + result.errors).contains("\u{1B}"))
  }
}

import Foundation
import RegoalTesting
import Testing

@Suite("What was left behind")
struct LeftoverTests {
  private static let run =
    "{\"trajectory_id\":\"ID\",\"original_prompt\":\"g\",\"steps\":[{\"observation\":\"o\"}]}\n"

  @Test("by a removed database does not come back in a new one of its name")
  func staleLog() throws {
    let trial = try Trial()
    try trial.write("old.jsonl", Data(Self.run.replacing("ID", with: "old").utf8))
    try trial.write("new.jsonl", Data(Self.run.replacing("ID", with: "new").utf8))
    #expect(try trial.program("ingest", "old.jsonl").status == 0)
    // The log of a killed program: frames that no checkpoint has taken yet.
    let shell = Program(in: trial.folder.url, executable: URL(filePath: StoredRows.shell))
    _ = try shell(
      "regoal.db", ".filectrl persist_wal 1",
      "INSERT INTO source (label, format, file) VALUES ('a', 'b', 'c')",
      "PRAGMA wal_autocheckpoint = 0", ".shell cp regoal.db-wal kept")
    if FileManager.default.fileExists(atPath: trial.path("kept")) {
      try FileManager.default.removeItem(atPath: trial.path("regoal.db"))
      try? FileManager.default.removeItem(atPath: trial.path("regoal.db-shm"))
      try trial.write("regoal.db-wal", try trial.folder.data("kept"))
    }
    try #require(try !trial.folder.data("regoal.db-wal").isEmpty)
    #expect(try trial.program("ingest", "new.jsonl").status == 0)
    #expect(try trial.counts()["trajectories"] == 1)
    #expect(try trial.program("query", "trajectory_names", "--csv").output.contains("new"))
    try trial.expectSound()
  }

  @Test("for later in an array whose elements span lines is read back")
  func deferredArray() throws {
    let trial = try Trial()
    try trial.write(
      "log.json",
      Data(
        """
        [
          {
            "type": "detection", "trajectory": "t1", "config": "d",
            "is_failure": true,
            "explanation": "two\\nlines"
          },
          {"type": "trajectory", "id": "t1", "goal": "g", "steps": [], "success": false}
        ]
        """.utf8))
    let result = try trial.program("ingest", "log.json", "--format", "regoal", "--csv")
    #expect(result.status == 0, "\(result.errors)")
    #expect(try trial.counts()["detections"] == 1)
  }

  @Test("of a forgotten run is not given to another run of its id")
  func forgottenNamesake() throws {
    let trial = try Trial()
    let run =
      "{\"type\":\"trajectory\",\"id\":\"t1\",\"goal\":\"GOAL\",\"steps\":[],\"success\":false}\n"
    let fact =
      "{\"type\":\"detection\",\"trajectory\":\"t1\",\"config\":\"d\",\"is_failure\":true}\n"
    try trial.write("a.jsonl", Data(run.replacing("GOAL", with: "a").utf8))
    try trial.write("b.jsonl", Data(run.replacing("GOAL", with: "b").utf8))
    try trial.write("facts.jsonl", Data(fact.utf8))
    #expect(try trial.program("ingest", "a.jsonl", "--source", "a").status == 0)
    #expect(try trial.program("ingest", "b.jsonl", "--source", "b").status == 0)
    #expect(try trial.program("db", "forget", "a/t1", "--reason", "x", "--yes").status == 0)
    let result = try trial.program("ingest", "facts.jsonl", "--source", "a")
    #expect(result.errors.contains("forgotten"), "\(result.errors)")
    #expect(try trial.counts()["detections"] == 0)
  }
}

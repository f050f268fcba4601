import Foundation
import RegoalTesting
import SQLFiles
import Store
import Testing

@Suite("A dry run of ingest")
struct DryRunTests {
  private static let good =
    "{\"trajectory_id\":\"t1\",\"original_prompt\":\"g\",\"steps\":[{\"observation\":\"o\"}]}\n"
  private static let other = "{\"trajectory_id\":\"t2\",\"original_prompt\":\"g\",\"steps\":[]}\n"

  @Test("counts as the real one would, and leaves no file behind")
  func fresh() throws {
    let trial = try Trial()
    try trial.write("runs.jsonl", Data((Self.good + "{\n" + Self.other + Self.good).utf8))
    let dry = try trial.program("ingest", "runs.jsonl", "--dry-run", "--csv")
    #expect(dry.status == 1)
    #expect(dry.errors.contains("runs.jsonl:2: not JSON"))
    #expect(dry.errors.contains("1 bad record would go to quarantine"))
    #expect(dry.errors.contains("dry run: nothing was written"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: trial.path("")) == ["runs.jsonl"])
    let real = try trial.program("ingest", "runs.jsonl", "--csv")
    #expect(dry.output == real.output)
    #expect(real.output.contains("trajectory,2,1"))
  }

  @Test("tells what is there already, and adds nothing to it")
  func existing() throws {
    let trial = try Trial()
    try trial.write("one.jsonl", Data(Self.good.utf8))
    try trial.write("two.jsonl", Data((Self.good + Self.other).utf8))
    #expect(try trial.program("ingest", "one.jsonl").status == 0)
    let before = try trial.counts()
    let dry = try trial.program("ingest", "two.jsonl", "--dry-run", "--csv")
    #expect(dry.status == 0)
    #expect(dry.output.contains("trajectory,1,1"))
    #expect(try trial.counts() == before)
    try trial.expectSound()
  }

  @Test("does not migrate an older database, but says that it has to be")
  func older() throws {
    let trial = try Trial()
    try trial.write("one.jsonl", Data(Self.good.utf8))
    let catalog = try SQLCatalog.embedded()
    let old = try SQLCatalog(
      files: catalog.migrations.dropLast().map { (path: "Migrations/\($0.name).sql", text: $0.sql) }
        + catalog.queries.map { (path: $0.path, text: $0.sql) })
    _ = try Store(path: trial.path("regoal.db"), access: .create, catalog: old)
    let dry = try trial.program("ingest", "one.jsonl", "--dry-run")
    #expect(dry.status == 1)
    #expect(dry.errors.contains("regoal db migrate"), "\(dry.errors)")
    let store = try Store(path: trial.path("regoal.db"), access: .inspect, catalog: old)
    #expect(try store.version() == old.migrations.count)
  }
}

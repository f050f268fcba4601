import Foundation
import RegoalTesting
import Testing

/// Needs the trainers themselves: `Tests/consumers/check_exports.py` says how they are installed.
@Suite("Trainers really read what is exported")
struct ConsumerTests {
  private static let place = ProcessInfo.processInfo.environment["REGOAL_CONSUMERS"] ?? ""

  @Test(
    "the sample corpus, and runs that do not fit at first sight",
    .enabled(if: !place.isEmpty && FileManager.default.fileExists(atPath: place)))
  func consumers() throws {
    let trial = try Trial()
    let samples = Program.package.appending(path: "Samples/failed-runs.jsonl").path
    #expect(try trial.program("ingest", samples).status == 0)
    #expect(try trial.program("run").status == 0)
    #expect(try trial.program("export", "--format", "all", "--out", "out").status == 0)
    let env = Program(in: trial.folder.url, executable: URL(filePath: "/usr/bin/env"))
    let script = Program.package.appending(path: "Tests/consumers/check_exports.py").path
    for folder in [trial.path("out"), Program.package.appending(path: "Tests/Cases").path] {
      let check = try env("REGOAL_CONSUMERS=\(Self.place)", "python3", script, folder)
      #expect(check.status == 0, "\(check.output)\(check.errors)")
    }
  }
}

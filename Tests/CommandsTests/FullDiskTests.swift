import Foundation
import RegoalTesting
import Testing

/// A disk of its own for a script, which ends with it: a mount in a namespace.
private enum SmallDisk {
  static func run(_ script: String, in folder: URL) throws -> Program.Result {
    try Program(in: folder, executable: URL(filePath: "/usr/bin/env")).run([
      "unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh",
      Program.built.path,
    ])
  }

  /// False where the system does not let a program have mounts of its own.
  static let isPossible: Bool = {
    guard let folder = try? TemporaryFolder() else { return false }
    let script =
      "mkdir disk && mount -t tmpfs -o size=1m tmpfs disk && mount -o remount,size=2m disk"
    return (try? run(script, in: folder.url).status == 0) ?? false
  }()
}

private let digests = "select digest from trajectory order by 1"

@Suite("On a full disk nothing is lost, and the same command continues")
struct FullDiskTests {
  let trial: Trial

  init() throws {
    trial = try Trial()
    let place = String(repeating: "in the back of the store on the left, ", count: 5)
    let lines = (0..<6_000).map { index in
      """
      {"id":\(index),"success":false,"messages":[{"role":"user","content":"Find item \(index)"},\
      {"role":"assistant","content":"Item \(index) is \(place)"}]}
      """
    }
    try trial.folder.write("many.jsonl", lines.joined(separator: "\n"))
  }

  /// What an undisturbed ingest stores.
  private func undisturbed() throws -> String {
    #expect(try trial.program("ingest", "many.jsonl", "--db", "whole.db").status == 0)
    return try trial.program("query", "--csv", "--sql", digests, "--db", "whole.db").output
  }

  @Test("when ingesting", .enabled(if: SmallDisk.isPossible))
  func ingest() throws {
    let result = try SmallDisk.run(
      """
      mkdir disk && mount -t tmpfs -o size=4m tmpfs disk || exit 9
      "$1" ingest many.jsonl --db disk/x.db; echo "ingest $?"
      "$1" db check --db disk/x.db; echo "check $?"
      mount -o remount,size=100m disk || exit 9
      "$1" ingest many.jsonl --db disk/x.db; echo "again $?"
      "$1" db check --db disk/x.db; echo "check again $?"
      echo =====; "$1" query --csv --sql '\(digests)' --db disk/x.db
      """, in: trial.folder.url)
    #expect(
      result.errors.contains(
        """
        error: the disk of 'disk/x.db' is full; what was committed stays
          fix: make room, and give the same command again: it continues
        """), "\(result.errors)")
    for line in ["ingest 1", "check 0", "again 0", "check again 0"] {
      #expect(
        result.output.contains("\n\(line)\n") || result.output.hasPrefix("\(line)\n"), "\(line)")
    }
    #expect(result.output.components(separatedBy: "=====\n").last == (try undisturbed()))
  }

  @Test("when running the stages", .enabled(if: SmallDisk.isPossible))
  func run() throws {
    let samples = Program.package.appending(path: "Samples/failed-runs.jsonl").path
    let decisions = "query decisions --csv --db"
    let result = try SmallDisk.run(
      """
      mkdir disk && mount -t tmpfs -o size=20m tmpfs disk || exit 9
      "$1" ingest '\(samples)' --db disk/x.db || exit 9
      dd if=/dev/zero of=disk/filler bs=4k 2>/dev/null; truncate -s -120k disk/filler
      "$1" run --db disk/x.db; echo "run $?"
      rm disk/filler
      "$1" db check --db disk/x.db; echo "check $?"
      "$1" run --db disk/x.db; echo "again $?"
      echo =====; "$1" \(decisions) disk/x.db
      """, in: trial.folder.url)
    #expect(
      result.errors.contains("error: the disk of 'disk/x.db' is full; what was committed stays"),
      "\(result.errors)")
    for line in ["run 1", "check 0", "again 0"] {
      #expect(result.output.contains("\n\(line)\n"), "\(line)")
    }
    #expect(try trial.program("ingest", samples, "--db", "whole.db").status == 0)
    #expect(try trial.program("run", "--db", "whole.db").status == 0)
    #expect(
      result.output.components(separatedBy: "=====\n").last
        == (try trial.program.run(decisions.split(separator: " ").map(String.init) + ["whole.db"])
          .output))
  }

  @Test("and where a file may not grow any more")
  func limit() throws {
    let shell = Program(in: trial.folder.url, executable: URL(filePath: "/bin/sh"))
    let result = try shell(
      "-c", "ulimit -f 4000; exec \"$0\" ingest many.jsonl --db x.db", Program.built.path)
    #expect(result.status == 1)
    #expect(
      result.errors.contains(
        "error: the disk failed on 'x.db': disk I/O error; what was committed stays\n  fix: look"),
      "\(result.errors)")
    try trial.expectSound("x.db")
    #expect(try trial.program("ingest", "many.jsonl", "--db", "x.db").status == 0)
    let stored = try trial.program("query", "--csv", "--sql", digests, "--db", "x.db").output
    #expect(stored == (try undisturbed()))
    try trial.expectSound("x.db")
  }
}

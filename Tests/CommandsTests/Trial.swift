import Foundation
import RegoalTesting
import Testing

/// A folder of a test's own with the program in it, and what has to hold whatever came in.
struct Trial {
  let folder: TemporaryFolder
  let program: Program

  init() throws {
    folder = try TemporaryFolder()
    program = Program(in: folder.url)
  }

  func path(_ name: String) -> String { folder.url.appending(path: name).path }

  @discardableResult
  func write(_ name: String, _ data: Data) throws -> String {
    try data.write(to: folder.url.appending(path: name))
    return name
  }

  /// The same bytes as a gzip file beside it.
  func gzip(_ name: String) throws -> Data {
    let env = Program(in: folder.url, executable: URL(filePath: "/usr/bin/env"))
    #expect(try env("gzip", "-k", name).status == 0)
    return try folder.data(name + ".gz")
  }

  /// Numbers of `corpus_overview`, by name.
  func counts(_ database: String = "regoal.db") throws -> [String: Int] {
    let lines = try program("query", "corpus_overview", "--csv", "--db", database).output
      .split(separator: "\n").dropFirst()
    return Dictionary(
      uniqueKeysWithValues: lines.compactMap { line in
        let halves = line.split(separator: ",")
        guard halves.count == 2, let count = Int(halves[1]) else { return nil }
        return (String(halves[0]), count)
      })
  }

  /// `db check` finds nothing.
  func expectSound(_ database: String = "regoal.db") throws {
    let check = try program("db", "check", "--csv", "--db", database)
    #expect(check.status == 0, "\(check.output)\(check.errors)")
  }

  /// Ingests a file that holds good and bad records: the good ones are stored, the bad ones in quarantine
  /// with their place, and once more changes nothing.
  /// - Parameter bad: `LINE: REASON`, or the beginning of it.
  func expect(
    _ file: String, good: Int, bad: [String], options: [String] = [],
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let first = try program.run(["ingest", file, "--csv"] + options)
    #expect(first.status == 1, sourceLocation: location)
    for one in bad {
      #expect(first.errors.contains("\(file):\(one)"), "\(first.errors)", sourceLocation: location)
    }
    let count = bad.count == 1 ? "1 bad record is" : "\(bad.count) bad records are"
    #expect(
      first.errors.contains("\(count) in quarantine"), "\(first.errors)", sourceLocation: location)
    let stored = try counts()
    #expect(stored["trajectories"] == good, sourceLocation: location)
    #expect(stored["quarantined records"] == bad.count, sourceLocation: location)
    let places = try program("query", "quarantined", "--csv").output
    for one in bad {
      let line = one.prefix { $0 != ":" }
      #expect(places.contains("\(file),\(line),"), "\(places)", sourceLocation: location)
    }
    try expectSound()
    let again = try program.run(["ingest", file, "--csv"] + options)
    #expect(again.status == 1, sourceLocation: location)
    #expect(try counts() == stored, sourceLocation: location)
  }

  /// Ingests a file that cannot be taken at all.
  func expectRefusal(
    _ file: String, _ words: String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let result = try program("ingest", file)
    #expect(result.status == 1, sourceLocation: location)
    #expect(
      result.errors.contains("error: '\(file)' \(words)"), "\(result.errors)",
      sourceLocation: location)
    #expect(result.errors.contains("\n  fix: "), "\(result.errors)", sourceLocation: location)
    guard FileManager.default.fileExists(atPath: path("regoal.db")) else { return }
    #expect(try counts()["trajectories"] == 0, sourceLocation: location)
    #expect(try counts()["quarantined records"] == 0, sourceLocation: location)
    try expectSound()
  }
}

import Foundation
import RegoalTesting
import Testing

@testable import Statistics

/// Needs scipy, statsmodels and others: `Tests/consumers/check_statistics.py` says how they are installed.
@Suite("Beside other implementations")
struct PackageComparisonTests {
  private static let python = URL(
    filePath: ProcessInfo.processInfo.environment["REGOAL_CONSUMERS"] ?? "/nowhere"
  ).appending(path: "statistics/bin/python").path

  @Test(
    "60 random tables of each statistic have the same results",
    .enabled(
      if: FileManager.default.fileExists(atPath: python),
      "no statistics/bin/python in $REGOAL_CONSUMERS"))
  func tables() throws {
    let folder = URL(filePath: NSTemporaryDirectory()).appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (file, output) = (folder.appending(path: "tables.json"), folder.appending(path: "out"))
    try JSONEncoder().encode(ComparisonTables.all(count: 60)).write(to: file)
    try Data().write(to: output)
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "consumers/check_statistics.py")
    let process = Process()
    process.executableURL = URL(filePath: Self.python)
    process.arguments = [script.path, file.path]
    let handle = try FileHandle(forWritingTo: output)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    #expect(process.terminationStatus == 0, "\(text)")
    if ProcessInfo.processInfo.environment["REGOAL_FULL_PROPERTIES"] != nil { print(text) }
  }
}

import Foundation
import RegoalTesting
import Testing
import Trajectories

@testable import Ingest

/// What a folder of public files holds.
private struct Folder: CustomTestStringConvertible, Sendable {
  let name: String
  let format: String
  var failed = 0
  var succeeded = 0
  var unknown = 0
  var labels = 0
  /// Records in quarantine.
  var bad: [String] = []
  /// Files of no known format, and files that belong to others.
  var skipped = 0

  var testDescription: String { name }
}

private let folders: [Folder] = [
  Folder(name: "agenther-example", format: "agenther", failed: 3, skipped: 2),
  Folder(name: "tau-bench", format: "tau-bench", failed: 116, succeeded: 84, skipped: 2),
  Folder(name: "tau2-grok", format: "tau2-bench", failed: 4, skipped: 2),
  Folder(name: "fireact", format: "fireact", failed: 961, succeeded: 503, skipped: 3),
  // Reports belong to the runs.
  Folder(
    name: "mini-swe-agent-gemini3", format: "mini-swe-agent", failed: 32, succeeded: 28,
    skipped: 62),
  Folder(
    name: "swe-agent-demos", format: "swe-agent", unknown: 21,
    bad: ["'trajectory' is missing: with 'history' alone it is a demonstration, not a run"],
    skipped: 2),
  Folder(name: "toolbench/data_example", format: "toolbench", failed: 4, succeeded: 6, skipped: 2),
  Folder(name: "toolbench/toolbench", format: "tooleval", unknown: 300),
  // Five files of traces hold the same runs again.
  Folder(name: "harbor-atif", format: "atif", unknown: 7, skipped: 8),
  Folder(name: "trail", format: "openinference", unknown: 29, labels: 119, skipped: 2),
  Folder(name: "who-and-when", format: "who-and-when", failed: 103, labels: 103, skipped: 2),
  Folder(name: "agentrx", format: "agentrx", unknown: 58, labels: 295, skipped: 4),
  Folder(name: "openhands-output", format: "openhands", unknown: 1, skipped: 3),
  Folder(
    name: "inspect-ai-tests", format: "inspect", failed: 1, succeeded: 7, unknown: 1, skipped: 2),
  Folder(
    name: "inspect-docent/docent/docent/samples/log.eval", format: "inspect", failed: 6,
    succeeded: 9),
  Folder(
    name: "inspect-docent/docent/docent/samples/tb_airline.json", format: "tau-bench", failed: 1),
]

@Suite("Public files of each format")
struct SharedDataTests {
  @Test(
    "come in whole, with the outcomes that they state and no others",
    .enabled(if: SharedData.has("README.md")), arguments: folders)
  fileprivate func counts(folder: Folder) throws {
    var found = Folder(name: folder.name, format: folder.format)
    var digests: Set<String> = []
    for file in try files(in: SharedData.path(folder.name)) {
      let reading: Reading
      do { reading = try read(file: file) } catch let error as InputError {
        guard error.isAboutContent || error.isOfAnotherFile else { throw error }
        found.skipped += 1
        continue
      }
      #expect(reading.format == folder.format)
      found.bad += reading.bad.map { String($0.drop { $0 != " " }.dropFirst()) }
      for run in reading.trajectories {
        #expect(!run.goal.isEmpty && !run.steps.isEmpty, "\(file): \(run.id)")
        switch run.success {
        case true?: found.succeeded += 1
        case false?: found.failed += 1
        case nil: found.unknown += 1
        }
        digests.insert(run.digest)
      }
      for case .annotation in reading.records { found.labels += 1 }
    }
    #expect(found.failed == folder.failed)
    #expect(found.succeeded == folder.succeeded)
    #expect(found.unknown == folder.unknown)
    #expect(found.labels == folder.labels)
    #expect(found.bad == folder.bad)
    #expect(found.skipped == folder.skipped)
    #expect(digests.count == folder.failed + folder.succeeded + folder.unknown)
  }

  private func files(in folder: String) throws -> [String] {
    guard isFolder(folder) else { return [folder] }
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    return paths.map { folder + "/" + $0 }.filter { !isFolder($0) }
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return isThere && isFolder.boolValue
  }
}

extension InputError {
  fileprivate var isOfAnotherFile: Bool {
    if case .belongs = self { return true }
    return false
  }
}

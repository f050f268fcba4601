import Foundation
import SourceJSON
import Testing
import Trajectories

@testable import Ingest

/// The smallest record of each format.
private let samples: [(format: String, record: String)] = [
  ("regoal", "{\"type\":\"trajectory\",\"id\":\"t1\",\"goal\":\"g\",\"steps\":[]}"),
  ("agenther", "{\"trajectory_id\":\"t1\",\"original_prompt\":\"g\",\"steps\":[]}"),
  ("tau-bench", "{\"task_id\":1,\"info\":{\"task\":{\"instruction\":\"g\"}},\"traj\":[]}"),
  ("openai-chat", "{\"messages\":[{\"role\":\"user\",\"content\":\"g\"}]}"),
]

@Suite("Each format is recognised by its content")
struct FormatRecognitionTests {
  private func expect(
    _ format: String, _ text: String, lines: [Int], bad: Int = 0
  ) throws {
    for bytes in [Data(text.utf8), try gzipped(Data(text.utf8))] {
      let reading = try read(bytes: bytes)
      #expect(reading.format == format)
      #expect(reading.lines == lines)
      #expect(reading.bad.count == bad)
      #expect(reading.trajectories.allSatisfy { $0.goal == "g" && $0.sourceLabel == format })
    }
  }

  @Test("as lines, with gzip or without", arguments: samples.map(\.format))
  func lines(format: String) throws {
    let record = try #require(samples.first { $0.format == format }).record
    try expect(format, record, lines: [1])
    try expect(format, "\(record)\n\(record)\n", lines: [1, 2])
  }

  @Test("as an array, but for the log, which is lines", arguments: samples.map(\.format))
  func array(format: String) throws {
    let record = try #require(samples.first { $0.format == format }).record
    guard format != "regoal" else {
      #expect(throws: InputError.self) { try read("[\(record)]") }
      return
    }
    try expect(format, "[\(record),\n\(record)]", lines: [1, 2])
    try expect(format, "[{\"cut\":],\n\(record)]", lines: [2], bad: 1)
  }

  @Test("although the first lines are broken", arguments: samples.map(\.format))
  func brokenStart(format: String) throws {
    let record = try #require(samples.first { $0.format == format }).record
    try expect(format, "{\"cut\":\n\(record)\n", lines: [2], bad: 1)
    try expect(format, "hello\n{\"messages\":[{\"role\":\n\(record)\n", lines: [3], bad: 2)
  }

  @Test("and by no other importer", arguments: samples.map(\.format))
  func unambiguous(format: String) throws {
    let record = try #require(samples.first { $0.format == format }).record
    let takers = try JSONReader().read(record) { root in
      InputFormats.all.filter { $0.recognises(root, framing: .lines) }.map { $0.name }
    }
    #expect(takers == [format])
  }

  @Test(
    "not by what only looks like it",
    arguments: [
      "{\"messages\":{}}", "{\"messages\":[7]}", "{\"messages\":[{\"content\":\"x\"}]}",
      "{\"messages\":\"x\"}", "{\"messages\":[],\"trajectory_format\":\"mini\"}",
      "{\"type\":\"message\"}", "{\"traj\":[],\"task_id\":1}",
      "{\"trajectory_id\":1}",
    ])
  func unknown(record: String) throws {
    #expect(throws: InputError.self) { try read(record) }
  }
}

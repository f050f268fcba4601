import Foundation
import Trajectories

@testable import Ingest

/// What a reader made of an input: good records and bad ones, each with its line.
struct Reading {
  var format = ""
  var records: [LogRecord] = []
  var lines: [Int] = []
  var bad: [String] = []

  var trajectories: [Trajectory] {
    records.compactMap { if case .trajectory(let trajectory) = $0 { trajectory } else { nil } }
  }
}

/// Reads a file to its end.
func read(
  file: String, format: String? = nil, label: String? = nil
) throws -> Reading {
  let reader = try RecordReader(file: file, format: format, label: label)
  var reading = Reading(format: reader.format)
  while let item = try reader.next() {
    switch item {
    case .record(let record, _, let line):
      reading.records.append(record)
      reading.lines.append(line)
    case .bad(let reason, let line):
      reading.bad.append("\(line): \(reason)")
    }
  }
  return reading
}

/// Reads bytes as a file that lives as long as the reading.
func read(bytes: Data, format: String? = nil, label: String? = nil) throws -> Reading {
  try withFile(bytes) { try read(file: $0, format: format, label: label) }
}

func read(_ text: String, format: String? = nil, label: String? = nil) throws -> Reading {
  try read(bytes: Data(text.utf8), format: format, label: label)
}

func withFile<T>(_ bytes: Data, _ body: (String) throws -> T) throws -> T {
  let path = NSTemporaryDirectory() + "regoal-test-" + UUID().uuidString
  try bytes.write(to: URL(filePath: path))
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}

/// The same bytes as a gzip file.
func gzipped(_ bytes: Data) throws -> Data {
  try withFile(bytes) { path in
    try withFile(Data()) { target in
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["gzip", "-c", path]
      process.standardOutput = FileHandle(forWritingAtPath: target)
      try process.run()
      process.waitUntilExit()
      return try Data(contentsOf: URL(filePath: target))
    }
  }
}

internal import ArgumentParser
internal import Foundation
internal import Ingest
internal import Workers

/// The importers beside JSONSerialization on the same files.
struct DecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode", abstract: "Time the importers beside JSONSerialization, per format.",
    discussion: """
      Files are grouped by the format that they are recognised as; others are left out, and so are those \
      that Foundation cannot read: packed ones, archives, and what is not quite JSON. In each round both \
      decode all files of a format from the first byte to the last, as often as JSONSerialization, or Regoal \
      where it is --alone, needs for the time named by --seconds. Regoal makes runs of them, with their digests; JSONSerialization makes \
      dictionaries and arrays, on one thread. Prints one JSON object a format: bytes, records, threads, and \
      of every round wall and processor seconds of both.

      EXAMPLE
        RegoalBenchmark decode traces/*.json --threads 1 --rounds 5
      """)

  @Argument(help: "Files of any format.")
  var files: [String]

  @Option(help: "Threads that decode for Regoal.")
  var threads = WorkerThreads.count

  @Option(help: "Times that each of both decodes all.")
  var rounds = 5

  @Option(help: "Seconds that JSONSerialization takes in a round, about.")
  var seconds = 0.5

  @Flag(help: "Leave JSONSerialization out.")
  var alone = false

  func run() throws {
    var groups: [String: [String]] = [:]
    for file in files {
      guard let reader = try? RecordReader(file: file),
        alone || (try? FoundationDecoding(file)) != nil
      else { continue }
      groups[reader.format, default: []].append(file)
    }
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys]
    for (format, files) in groups.sorted(by: { $0.key < $1.key }) {
      let comparison = try DecodeComparison(
        format: format, files: files, isAlone: alone, threads: threads, rounds: rounds,
        seconds: seconds)
      print(String(decoding: try encoder.encode(comparison), as: UTF8.self))
    }
  }
}

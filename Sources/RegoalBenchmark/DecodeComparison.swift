internal import Foundation
internal import Ingest

/// What it takes to decode the files of a format: Regoal and JSONSerialization, one after the other.
struct DecodeComparison: Encodable {
  let format: String
  let files: [String]
  /// Of all files together.
  let bytes: Int
  /// Runs, and what people said of runs.
  let records: Int
  /// Records that cannot be taken.
  let bad: Int
  /// Threads that decode for Regoal.
  let threads: Int
  /// How often a round decodes all files.
  let passes: Int
  let rounds: [Round]

  struct Round: Encodable {
    let regoal: Cost
    /// nil: Regoal was alone.
    let foundation: Cost?
  }

  struct Cost: Encodable {
    let seconds: Double
    /// User and system, all threads.
    let processorSeconds: Double

    init(_ body: () throws -> Void) rethrows {
      let before = Cost.processorSeconds()
      let start = ContinuousClock.now
      try body()
      seconds = (ContinuousClock.now - start) / .seconds(1)
      processorSeconds = Cost.processorSeconds() - before
    }

    private static func processorSeconds() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
  }

  /// - Parameter seconds: that JSONSerialization, or Regoal where it is alone, takes in a round.
  init(
    format: String, files: [String], isAlone: Bool, threads: Int, rounds: Int, seconds: Double
  ) throws {
    let peers = isAlone ? [] : try files.map { try FoundationDecoding($0) }
    let counts = try DecodeComparison.decode(files, threads)
    let once = try Cost {
      if isAlone { _ = try DecodeComparison.decode(files, threads) }
      try peers.forEach { try $0.decode() }
    }
    let passes = max(1, Int((seconds / max(once.processorSeconds, 1e-6)).rounded(.up)))
    let all = Array(repeatElement(files, count: passes).joined())
    self.format = format
    self.files = files
    bytes = try files.reduce(0) { sum, file in
      try sum + (FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0)
    }
    records = counts.records
    bad = counts.bad
    self.threads = threads
    self.passes = passes
    self.rounds = try (0..<rounds).map { _ in
      Round(
        regoal: try Cost { _ = try DecodeComparison.decode(all, threads) },
        foundation: isAlone
          ? nil
          : try Cost {
            for _ in 0..<passes { try peers.forEach { try $0.decode() } }
          })
    }
  }

  private static func decode(
    _ files: [String], _ threads: Int
  ) throws -> (records: Int, bad: Int) {
    let readers = InputReaders(files: files, format: nil, label: nil, threads: threads)
    var records = 0
    var bad = 0
    for _ in files {
      let reader = try readers.next().get()
      while let item = try reader.next() {
        if case .record = item { records += 1 } else { bad += 1 }
      }
    }
    return (records, bad)
  }
}

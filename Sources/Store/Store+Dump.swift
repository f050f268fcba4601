internal import Tables
internal import Trajectories

extension Store {
  /// Writes the whole database as lines of a log, all of one moment; the same facts give the same bytes.
  /// - Parameters:
  ///   - types: those to be written.
  ///   - write: given the lines in large pieces.
  /// - Returns: how many lines of each type there are.
  public func dump(
    _ types: [LogType] = LogType.allCases, to write: ([UInt8]) throws -> Void
  ) throws -> [LogType: Int] {
    let version = try version()
    var names: [String: String] = [:]
    for row in try run("config_names").rows { names[row[2].text ?? ""] = row[1].text }
    return try readFacts { facts in
      let reader = LogReader(facts: facts)
      var text = LogText(configNames: names)
      var piece = text.line(
        LogReader.Item(record: .stored(.dump(version: version)), digest: nil))
      var counts: [LogType: Int] = [:]
      for type in LogType.allCases where types.contains(type) {
        try reader.forEach(type) { item in
          try checkCancellation()
          counts[type, default: 0] += 1
          piece += text.line(item)
          guard piece.count > Store.dumpPiece else { return }
          try write(piece)
          piece.removeAll(keepingCapacity: true)
        }
      }
      try write(piece)
      return counts
    }
  }

  private static let dumpPiece = 1 << 18
}

internal import SourceJSON

/// Finds the files in which an ATIF run goes on: beside it, and nowhere else.
struct ContinuationReader: Sendable {
  /// Files of one run at most.
  private static let limit = 100

  /// Hands over each file that continues a run, in their order, with its name.
  func follow(
    _ reference: String, from place: InputPlace,
    _ body: (JSONValue, _ file: String) throws(RecordError) -> Void
  ) throws(RecordError) {
    let json = JSONReader()
    var next: String? = reference
    var visited: Set<String> = []
    while let name = next, visited.count < ContinuationReader.limit {
      guard let path = path(name, beside: place), visited.insert(path).inserted,
        let bytes = InputPlace.bytes(path)
      else { return }
      let padded = bytes + [UInt8](repeating: 0, count: JSONReader.padding)
      next = try padded.withUnsafeBufferPointer { buffer throws(RecordError) in
        guard let base = buffer.baseAddress,
          let root = try? json.read(padded: base, length: bytes.count)
        else { throw RecordError("the file that continues the run is not JSON: \(name)") }
        try body(root, name)
        return root["continued_trajectory_ref"]?.string
      }
    }
  }

  /// The file that a continuation `X.cont-N.json` continues; nil: it is not there, or does not say so.
  func beginning(of place: InputPlace) -> String? {
    guard place.file != "-", let cut = place.file.range(lastOf: ".cont-") else { return nil }
    let file = String(place.file[..<cut]) + ".json"
    guard let bytes = InputPlace.bytes(file) else { return nil }
    let isContinued = try? JSONReader().read(String(decoding: bytes, as: UTF8.self)) {
      $0["continued_trajectory_ref"]?.string != nil
    }
    return isContinued == true ? file : nil
  }

  /// A reference is a name beside the file; files that were renamed keep their own beginning.
  private func path(_ name: String, beside place: InputPlace) -> String? {
    guard InputPlace.isPlain(name), let folder = place.folder() else { return nil }
    let path = folder + "/" + name
    if InputPlace.bytes(path) != nil { return path }
    guard let own = place.file.split(separator: "/").last,
      let cut = name.range(lastOf: ".cont-")
    else { return nil }
    let ending = name[..<cut] + ".json"
    guard own.hasSuffix(ending) else { return nil }
    return folder + "/" + own.dropLast(ending.count) + name
  }
}

extension String {
  /// Where the text stands last.
  fileprivate func range(lastOf text: String) -> Index? {
    ranges(of: text).last?.lowerBound
  }
}

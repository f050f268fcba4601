internal import Foundation
internal import SourceJSON
internal import Trajectories

/// Lines that only a dump has.
extension LogLine {
  mutating func dump() throws(RecordError) -> LogRecord {
    guard let version = try object.integer("version") else {
      throw RecordError("'version' is missing")
    }
    return .stored(.dump(version: version))
  }

  mutating func sourceFile() throws(RecordError) -> LogRecord {
    .stored(
      .source(
        SourceFile(
          label: label, format: try object.requiredText("format"),
          file: try object.requiredText("file"))))
  }

  /// The file that a run of a dump came from: `{"format":…,"file":…}`.
  mutating func origin() -> SourceFile? {
    guard let value = object.peek("origin"), let format = value["format"]?.string,
      let file = value["file"]?.string
    else { return nil }
    _ = object.take("origin")
    return SourceFile(label: label, format: format, file: file)
  }

  mutating func lexicon() throws(RecordError) -> LogRecord {
    let name = try object.requiredText("name")
    guard let terms = object.take("terms"), terms.kind == .object else {
      throw RecordError("'terms' is missing: an object of failure types and their terms")
    }
    return .stored(.lexicon(name: name, termsJSON: terms.canonicalText))
  }

  mutating func policy() throws(RecordError) -> LogRecord {
    .stored(.policy(bodyJSON: try body()))
  }

  mutating func calibration() throws(RecordError) -> LogRecord {
    .stored(.calibration(name: try object.requiredText("name"), bodyJSON: try body()))
  }

  mutating func split() throws(RecordError) -> LogRecord {
    .stored(.split(name: try object.requiredText("name"), bodyJSON: try body()))
  }

  mutating func splitMember() throws(RecordError) -> LogRecord {
    guard let trajectory = try reference("trajectory") else {
      throw RecordError("'trajectory' is missing")
    }
    let place = SplitPlace(
      split: try fact("split"), part: try object.requiredText("part"),
      fold: try object.integer("fold"), groupKey: try object.requiredText("group_key"))
    return .stored(
      .splitMember(
        place, run: RunPlace(label: label, isLabelStated: isLabelStated, trajectory: trajectory)))
  }

  mutating func export() throws(RecordError) -> LogRecord {
    .stored(.export(manifest: try object.requiredText("manifest")))
  }

  mutating func exportItem() throws(RecordError) -> LogRecord {
    guard let kind = try object.choice("kind", ExampleKind.self) else {
      throw RecordError("'kind' is missing")
    }
    guard let trajectory = try bytes("trajectory") else {
      throw RecordError("'trajectory' is missing")
    }
    guard let position = try object.integer("position"), position >= 0 else {
      throw RecordError("'position' is missing, or below 0")
    }
    var votes: [[UInt8]] = []
    for text in try object.texts("votes") ?? [] {
      guard let bytes = Digest.bytes(of: text) else { throw noDigest("votes") }
      votes.append(bytes)
    }
    let item = ExportItem(
      kind: kind, isFallback: try object.text("decision").map { $0 == "fallback" },
      trajectory: trajectory, detection: try bytes("detection"), attempt: try bytes("attempt"),
      votes: votes, other: try bytes("other"), confidence: try object.number("confidence"),
      weight: try object.number("weight") ?? 1, copies: try object.integer("copies") ?? 1)
    return .stored(.exportItem(item, position: position, export: try fact("export")))
  }

  mutating func quarantined() throws(RecordError) -> LogRecord {
    let record: [UInt8]
    if let encoded = try object.text("record_base64") {
      guard let data = Data(base64Encoded: encoded) else {
        throw RecordError("'record_base64' is no base64")
      }
      record = Array(data)
    } else {
      record = Array(try object.requiredText("record").utf8)
    }
    let bad = QuarantinedRecord(
      label: label, file: try object.requiredText("file"), line: try object.integer("line") ?? 1,
      reason: try object.requiredText("reason"), bytes: record)
    return .stored(.quarantined(bad, format: try object.requiredText("format")))
  }

  mutating func tombstone() throws(RecordError) -> LogRecord {
    guard let kind = try object.choice("kind", Tombstone.Kind.self) else {
      throw RecordError("'kind' is missing")
    }
    let stone = Tombstone(
      kind: kind, digest: try object.requiredText("of"), idDigest: try object.text("id_digest"),
      reason: try object.requiredText("reason"),
      forgottenAt: try object.requiredText("forgotten_at"))
    guard Digest.bytes(of: stone.digest) != nil else { throw noDigest("of") }
    return .stored(.tombstone(stone))
  }

  mutating func callSession() throws(RecordError) -> LogRecord {
    guard let seconds = try object.number("seconds"), seconds >= 0,
      let calls = try object.integer("calls"), calls >= 0
    else { throw RecordError("'seconds' and 'calls' count from 0") }
    return .stored(
      .session(
        began: try object.requiredText("began_at"),
        series: try object.text("series") ?? StageConfig.mainSeries, seconds: seconds,
        calls: calls))
  }

  /// A fact that the line hangs on, where it names one by digest; any other value is left.
  mutating func parent(_ key: StaticString) -> String? {
    guard let digest = object.peek(key)?["digest"]?.string, digest.hasPrefix(Digest.prefix) else {
      return nil
    }
    _ = object.take(key)
    return digest
  }

  /// A JSON text that a dump wrote as a string, since it has line breaks.
  mutating func textOfJSON(_ key: StaticString) -> String? {
    guard let text = object.peek(key)?.string else { return nil }
    _ = object.take(key)
    return text
  }

  private mutating func body() throws(RecordError) -> String {
    guard let body = object.take("body"), body.kind == .object else {
      throw RecordError("'body' is missing: an object")
    }
    return body.canonicalText
  }

  private mutating func fact(_ key: StaticString) throws(RecordError) -> String {
    guard case .digest(let digest) = try reference(key) else {
      throw RecordError("'\(key)' should be {\"digest\":\"sha256:…\"}")
    }
    return digest
  }

  private mutating func bytes(_ key: StaticString) throws(RecordError) -> [UInt8]? {
    guard let text = try object.text(key) else { return nil }
    guard let bytes = Digest.bytes(of: text) else { throw noDigest(key) }
    return bytes
  }

  private func noDigest(_ key: StaticString) -> RecordError {
    RecordError("'\(key)' should be a digest, \"sha256:…\"")
  }
}

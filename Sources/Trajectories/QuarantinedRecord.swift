/// A record that could not be taken, with its place and the reason.
public struct QuarantinedRecord: Equatable, Sendable {
  public let label: String
  public let file: String
  /// From 1: the line on which the record begins.
  public let line: Int
  public let reason: String
  /// As the file has it, whatever it is.
  public let bytes: [UInt8]

  public init(label: String, file: String, line: Int, reason: String, bytes: [UInt8]) {
    self.label = label
    self.file = file
    self.line = line
    self.reason = reason
    self.bytes = bytes
  }

  /// Identity of the bytes alone, wherever they stand.
  public var bytesDigest: String { bytes.withUnsafeBytes { Digest.of($0) } }

  /// Identity: place, reason and record.
  public var digest: String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("file", file)
    json.member("label", label)
    json.member("line", line)
    json.member("reason", reason)
    json.member("record", bytesDigest)
    json.endObject()
    return json.digest
  }
}

/// Writes canonical JSON, the text over which digests are taken (DESIGN.md §2): keys sorted by UTF-8
/// bytes, no white space, minimal escapes, absent = null = left out.
///
/// The caller adds keys in sorted order; debug builds check it.
public struct CanonicalJSON {
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  public init(reservingCapacity capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// `sha256:…` of what was written.
  public var digest: String { bytes.withUnsafeBytes { Digest.of($0) } }

  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  public mutating func beginObject() { open(0x7B) }
  public mutating func endObject() { close(0x7D) }
  public mutating func beginArray() { open(0x5B) }
  public mutating func endArray() { close(0x5D) }

  public mutating func key(_ key: String) {
    separate()
    JSONText.quote(key, into: &bytes)
    bytes.append(0x3A)
    needsComma = false
  }

  public mutating func string(_ value: String) {
    separate()
    JSONText.quote(value, into: &bytes)
    needsComma = true
  }

  /// A JSON text that enters as it is.
  public mutating func raw(_ json: String) {
    separate()
    append(json)
    needsComma = true
  }

  /// A JSON text that enters as it is, as UTF-8.
  public mutating func raw(_ json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json)
    needsComma = true
  }

  public mutating func member(_ name: String, _ value: String?) {
    guard let value else { return }
    key(name)
    string(value)
  }

  public mutating func member(_ name: String, _ value: Int?) {
    guard let value else { return }
    key(name)
    raw(String(value))
  }

  public mutating func member(_ name: String, _ value: Bool?) {
    guard let value else { return }
    key(name)
    raw(value ? "true" : "false")
  }

  /// A double as the shortest text that reads back as the same double.
  public mutating func member(_ name: String, _ value: Double?) {
    guard let value else { return }
    key(name)
    raw(CanonicalJSON.text(of: value))
  }

  public mutating func member(_ name: String, raw value: String?) {
    guard let value else { return }
    key(name)
    raw(value)
  }

  public mutating func member(_ name: String, _ values: [String]?) {
    guard let values else { return }
    key(name)
    array(values)
  }

  public mutating func array(_ values: [String]) {
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  /// A JSON array of strings.
  public static func array(_ values: [String]) -> String {
    var json = CanonicalJSON()
    json.array(values)
    return json.text
  }

  /// A JSON array of integers.
  public static func array(_ values: [Int64]) -> String {
    "[" + values.map(String.init).joined(separator: ",") + "]"
  }

  /// The shortest text that reads back as the same double, integers with `.0`.
  /// Infinities and NaN have no JSON text: they become `null`. Zero has no sign: a database keeps none.
  public static func text(of value: Double) -> String {
    guard value.isFinite else { return "null" }
    return value == 0 ? "0.0" : value.description
  }

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
  }

  private mutating func open(_ byte: UInt8) {
    separate()
    bytes.append(byte)
    needsComma = false
  }

  private mutating func close(_ byte: UInt8) {
    bytes.append(byte)
    needsComma = true
  }

  private mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }
}

internal import SourceJSON
internal import Trajectories

/// The members of a record, taken one by one with their types checked; what nobody took is left over.
struct RecordObject {
  private var members: [JSONMember]
  /// Where the object stands, for messages: empty for the record itself, else such as `steps[2]`.
  let place: String

  init(_ value: JSONValue, place: String = "") throws(RecordError) {
    guard value.kind == .object else {
      throw RecordError(
        "\(place.isEmpty ? "the record" : "'\(place)'") should be an object, is \(value.kind.words)"
      )
    }
    members = Array(value.members)
    self.place = place
  }

  var keys: [String] { members.map(\.key) }

  /// Takes a member; NULL and absent are the same. A repeated key counts with its last value.
  mutating func take(_ key: StaticString) -> JSONValue? {
    var found: JSONValue?
    for place in members.indices.reversed() where members[place].isNamed(key) {
      let value = members.remove(at: place).value
      found = found ?? value
    }
    return found.flatMap { $0.isNull ? nil : $0 }
  }

  /// A member that stays where it is.
  func peek(_ key: StaticString) -> JSONValue? {
    members.last { $0.isNamed(key) }?.value
  }

  mutating func text(_ key: StaticString) throws(RecordError) -> String? {
    guard let value = take(key) else { return nil }
    guard let text = value.string else { throw wrong(key, value, "a string") }
    return text
  }

  mutating func requiredText(_ key: StaticString) throws(RecordError) -> String {
    guard let text = try text(key) else { throw RecordError("'\(path(key))' is missing") }
    return text
  }

  /// A text, or a number by its source text: ids are written both ways.
  mutating func identifier(_ key: StaticString) throws(RecordError) -> String? {
    guard let value = take(key) else { return nil }
    if let text = value.string { return text }
    guard value.kind == .number else { throw wrong(key, value, "a string or a number") }
    return value.sourceText
  }

  mutating func integer(_ key: StaticString) throws(RecordError) -> Int? {
    guard let value = take(key) else { return nil }
    guard let integer = value.int else { throw wrong(key, value, "an integer") }
    return integer
  }

  mutating func number(_ key: StaticString) throws(RecordError) -> Double? {
    guard let value = take(key) else { return nil }
    guard value.kind == .number else { throw wrong(key, value, "a number") }
    guard let number = value.double else {
      throw RecordError("'\(path(key))' is too large a number: \(value.sourceText)")
    }
    return number
  }

  /// A number in [0, 1].
  mutating func share(_ key: StaticString) throws(RecordError) -> Double? {
    guard let number = try number(key) else { return nil }
    guard (0...1).contains(number) else {
      throw RecordError("'\(path(key))' should lie in 0...1, is \(number)")
    }
    return number
  }

  mutating func flag(_ key: StaticString) throws(RecordError) -> Bool? {
    guard let value = take(key) else { return nil }
    guard let flag = value.bool else { throw wrong(key, value, "true or false") }
    return flag
  }

  /// Takes a text that says nothing new; another one is left.
  mutating func drop(_ key: StaticString, ifIs text: String) throws(RecordError) {
    if members.contains(where: { $0.isNamed(key) && $0.value.string == text }) { _ = take(key) }
  }

  /// A JSON text of any type, byte for byte.
  mutating func source(_ key: StaticString) -> String? { take(key)?.sourceText }

  mutating func array(_ key: StaticString) throws(RecordError) -> [JSONValue]? {
    guard let value = take(key) else { return nil }
    guard value.kind == .array else { throw wrong(key, value, "an array") }
    return Array(value.elements)
  }

  mutating func texts(_ key: StaticString) throws(RecordError) -> [String]? {
    guard let values = try array(key) else { return nil }
    var texts: [String] = []
    for value in values {
      guard let text = value.string else { throw wrong(key, value, "an array of strings") }
      texts.append(text)
    }
    return texts
  }

  mutating func choice<T: RawRepresentable & CaseIterable>(
    _ key: StaticString, _ type: T.Type
  ) throws(RecordError) -> T? where T.RawValue == String {
    guard let text = try text(key) else { return nil }
    guard let choice = T(rawValue: text) else {
      let legal = T.allCases.map(\.rawValue).joined(separator: ", ")
      throw RecordError("'\(path(key))' is \"\(text)\"; it can be \(legal)")
    }
    return choice
  }

  func path(_ key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  private func path(_ key: StaticString) -> String { path(key.description) }

  func wrong(_ key: StaticString, _ value: JSONValue, _ expected: String) -> RecordError {
    RecordError("'\(path(key))' should be \(expected), is \(value.kind.words)")
  }

  /// The members that nobody took, as JSON members without braces; nil if there are none.
  var leftovers: String? { members.isEmpty ? nil : JSONMember.text(of: members) }

  /// The members that nobody took, as a JSON object.
  var leftoverObject: String? {
    members.isEmpty ? nil : JSONMember.text(of: members, open: "{", close: "}")
  }
}

extension JSONMember {
  /// Members as JSON, values byte for byte, between what opens and closes them.
  static func text(
    of members: some Sequence<JSONMember>, open: StaticString = "", close: StaticString = ""
  ) -> String {
    var json: [UInt8] = []
    open.withUTF8Buffer { json.append(contentsOf: $0) }
    for (index, member) in members.enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      json.append(0x22)
      if let key = member.name.stringBytes { JSONText.escape(key, into: &json) }
      json.append(0x22)
      json.append(UInt8(ascii: ":"))
      json.append(contentsOf: member.value.sourceBytes)
    }
    close.withUTF8Buffer { json.append(contentsOf: $0) }
    return String(decoding: json, as: UTF8.self)
  }
}

extension JSONValue.Kind {
  var words: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

/// Puts a source's own metadata and the fields that nobody knows into one JSON object.
///
/// A metadata object without company keeps its own text, byte for byte.
struct MetadataBuilder {
  private var own: String?
  private var ownMembers: String?
  private var members: [String] = []

  mutating func metadata(_ value: JSONValue?) {
    guard let value else { return }
    own = value.sourceText
    if value.kind == .object {
      ownMembers = JSONMember.text(of: value.members)
    } else {
      ownMembers = "\"metadata\":" + value.sourceText
    }
  }

  /// A metadata text that stands in a string.
  mutating func metadata(text: String) {
    own = text
    ownMembers = "\"metadata_json\":" + JSONText.quoted(text)
  }

  mutating func add(_ key: String, json: String) {
    members.append(JSONText.quoted(key) + ":" + json)
  }

  mutating func add(members text: String?) {
    if let text { members.append(text) }
  }

  var json: String? {
    guard !members.isEmpty else { return own }
    let all = [ownMembers].compactMap { $0 }.filter { !$0.isEmpty } + members
    return "{" + all.joined(separator: ",") + "}"
  }
}

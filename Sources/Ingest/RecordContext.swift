internal import SourceJSON

/// What a record means beyond its own text.
struct RecordContext {
  let place: InputPlace
  /// Key of a record that is a member of an object.
  var key: String?
  /// The object whose elements the records are, without them.
  var surroundings: JSONValue?
}

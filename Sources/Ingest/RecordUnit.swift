/// Which part of an input is one record of a format.
enum RecordUnit: Equatable, Sendable {
  /// A line, an element of the input's array, or an object.
  case record
  /// The input's array as a whole.
  case array
  /// Each member of the object; its key belongs to it.
  case members
  /// Each element of the array under this key; what else the object holds belongs to each.
  case elements(of: String)

  /// Members of an object that are looked at to recognise a format.
  static let membersSeen = 8
}

extension String {
  /// Whether nothing is there but white space.
  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

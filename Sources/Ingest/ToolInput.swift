internal import SourceJSON

/// Arguments of calls that a source writes as text.
enum ToolInput {
  /// The text, if it is JSON; else nil.
  static func object(_ text: String) -> String? {
    let isJSON = (try? JSONReader().read(text) { _ in true }) ?? false
    return isJSON ? text : nil
  }

  /// Arguments as the JSON that they are: a string holds its text, anything else is its text.
  /// A string that is no JSON stays the string that it is.
  static func json(_ value: JSONValue) -> String {
    value.string.flatMap(object) ?? value.sourceText
  }
}

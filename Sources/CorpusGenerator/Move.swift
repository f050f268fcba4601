/// One step as a scenario describes it: four phrases.
struct Move {
  var action: String
  /// A JSON object; taken as it stands, not escaped.
  var input: String
  var thought: String
  var observation: String

  init(_ action: String, _ input: String, think thought: String, see observation: String) {
    self.action = action
    self.input = input
    self.thought = thought
    self.observation = observation
  }
}

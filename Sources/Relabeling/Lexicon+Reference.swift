internal import Trajectories

extension Lexicon {
  /// The terms of the published code.
  /// - Source: AgentHER, published code; METHOD.md §4.
  static let reference = Lexicon(
    name: "reference",
    entries: [
      Entry(
        .toolError,
        [
          "error:", "exception:", "traceback", "timeout", "connection refused", " 404 ", "404 not",
          " 500 ", "500 error", " 503 ", "503 service",
        ]),
      Entry(.incomplete, ["i could not", "unable to", "i don't know", "no results", "failed to"]),
      Entry(.hallucination, ["i believe", "i think", "probably", "it might be"]),
      Entry(
        .constraintViolation, ["exceeds", "over budget", "does not match", "outside the range"]),
    ])
}

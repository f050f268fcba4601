/// What stands between a session and the person who rates.
protocol RatingFace: AnyObject {
  /// - Parameter message: what was done last.
  func show(_ sight: RatingSession.Sight, head: String, message: String)
  func showHelp()
  func tell(_ message: String)
  func key() -> RatingKey
  /// nil: the end of input.
  func line(_ prompt: String) -> String?
  func end(_ words: String)
}

/// Preferences as samples with a label: the preferred side is desired, the other one is not.
enum GoalContrast {
  /// A success is desired, and contrasts with nothing.
  static func halves(
    of pair: ExportPair,
    _ sample: (_ side: ExportPair.Side, _ isDesired: Bool) throws(Unfit) -> Sample
  ) throws(Unfit) -> [Sample] {
    guard let contrast = pair.contrast else {
      return [try sample((pair.trajectory, pair.goal), true)]
    }
    return [try sample(contrast.chosen, true), try sample(contrast.rejected, false)]
  }

  /// What becomes of KTO's reference point where a trainer takes its neighbour's run for a mismatched answer.
  static func klRemark(_ trainer: String) -> String {
    "KL term: \(trainer) pairs a prompt with the run of a neighbouring line; lines of one run stand apart."
  }
}

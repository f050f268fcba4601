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

  /// What becomes of KTO's reference point where a trainer takes the line before for a mismatched answer: the two
  /// lines of a pair hold the same run.
  /// - Source: trl 1.16.0, `trainer/kto_trainer.py` (`add_kl_completion_ids`); llamafactory 0.9.5,
  ///   `data/processor/feedback.py`. ms-swift shuffles before.
  static func klRemark(_ trainer: String) -> String {
    "KL term: \(trainer) pairs a prompt with the run of the line before, which for undesired lines is their own."
  }
}

internal import Trajectories

/// (ĝ, τ) ≻ (g, τ) as two samples with a label.
enum GoalContrast {
  static func halves(
    of pair: ExportPair, _ sample: (_ goal: String, _ isDesired: Bool) throws(Unfit) -> Sample
  ) throws(Unfit) -> [Sample] {
    [try sample(pair.hindsightGoal, true), try sample(pair.trajectory.goal, false)]
  }

  /// What becomes of KTO's reference point where a trainer takes the line before for a mismatched answer: the two
  /// lines of a pair hold the same run.
  /// - Source: trl 1.16.0, `trainer/kto_trainer.py` (`add_kl_completion_ids`); llamafactory 0.9.5,
  ///   `data/processor/feedback.py`. ms-swift shuffles before.
  static func klRemark(_ trainer: String) -> String {
    "KL term: \(trainer) pairs a prompt with the run of the line before, which for undesired lines is their own."
  }
}

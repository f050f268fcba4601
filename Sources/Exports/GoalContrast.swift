internal import Trajectories

/// (ĝ, τ) ≻ (g, τ) as two samples with a label.
enum GoalContrast {
  static func halves(
    of pair: ExportPair, _ sample: (_ goal: String, _ isDesired: Bool) throws(Unfit) -> Sample
  ) throws(Unfit) -> [Sample] {
    [try sample(pair.hindsightGoal, true), try sample(pair.trajectory.goal, false)]
  }
}

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
}

internal import Trajectories

extension RunText {
  /// How many steps have the action and the observation of the step before.
  /// - Parameter isSubstantial: whether an observation, by its place in `bytes`, counts.
  func repetitions(_ isSubstantial: (Range<Int>) -> Bool) -> Int {
    zip(steps, steps.dropFirst()).count { before, step in
      before.observation.count == step.observation.count
        && names[before.actionName] == names[step.actionName]
        && bytes[before.observation] == bytes[step.observation]
        && isSubstantial(step.observation)
    }
  }
}

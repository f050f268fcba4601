internal import Trajectories

/// Model calls, and prices.
extension LogWriter {
  func add(_ call: ModelCall, _ places: [RunPlace]) throws -> Outcome {
    let runs = try places.map { place in
      try trajectory(
        FactPlace(
          label: place.label, isLabelStated: place.isLabelStated, trajectory: place.trajectory,
          config: .name(""))
      ).id
    }
    switch try facts.add(call, about: runs) {
    case .added: return .added(.modelCall)
    case .present: return .present(.modelCall)
    case .conflict(let stored):
      throw Unresolved(
        reason:
          "another answer to the same request is stored (\(stored.digest.prefix(19))…); "
          + "give the request a \"series\" of its own to keep both",
        isFinal: true)
    }
  }

  func add(_ price: Price) throws -> Outcome {
    switch try facts.add(price) {
    case .added: return .added(.price)
    case .present: return .present(.price)
    case .conflict:
      throw Unresolved(
        reason:
          "another price of '\(price.model)' from \(price.validFrom) with \"seq\" \(price.seq)"
          + " is stored; a correction takes a higher \"seq\"",
        isFinal: true)
    }
  }
}

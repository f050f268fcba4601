internal import Store

/// Facts for many policies, those of the same configs and series read once: with every panel's judges, up
/// to the greatest K.
final class LoadedFacts {
  private let store: Store
  private var choices: [GateFacts.Choice: GateFacts.Choice] = [:]
  private var loaded: [GateFacts.Choice: GateFacts] = [:]

  init(for requests: [ResolvedRequest], from store: Store) {
    self.store = store
    for choice in requests.map(\.choice) {
      let key = LoadedFacts.key(choice)
      var joint = choices[key] ?? choice
      joint.judges = Set(joint.judges).union(choice.judges).sorted()
      joint.attempts = max(joint.attempts, choice.attempts)
      choices[key] = joint
    }
  }

  private static func key(_ choice: GateFacts.Choice) -> GateFacts.Choice {
    var key = choice
    key.judges = []
    key.attempts = 0
    return key
  }

  /// - Throws: `StoreError`.
  func facts(_ request: ResolvedRequest) throws -> GateFacts {
    let key = LoadedFacts.key(request.choice)
    if let known = loaded[key] { return known }
    let facts = try GateFacts(choices[key] ?? request.choice, from: store)
    loaded[key] = facts
    return facts
  }
}

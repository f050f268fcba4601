internal import Experiments
internal import Store

extension GateOptions {
  /// The policy that a text means: name, then these options, then the text's settings.
  /// - Throws: `PolicyNotationError`, `StoreError`, `ArmFileError`.
  func candidate(
    _ notation: PolicyNotation, in store: Store
  ) throws -> PolicyComparison.Candidate {
    let last = try GateRequest.last(in: store)
    let named = try notation.named(base: last ?? GateRequest(), in: store)
    var request = try request(
      in: store, base: named, as: notation.name == nil ? .varied : .named)
    try notation.apply(to: &request)
    return PolicyComparison.Candidate(
      label: notation.text == PolicyNotation.last && last == nil ? "default" : notation.text,
      request: request)
  }
}

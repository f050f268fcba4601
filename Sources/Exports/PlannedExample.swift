internal import Trajectories

/// An example that is to be written, by rows of the database.
struct PlannedExample: Sendable {
  let kind: ExampleKind
  /// The run that is trained on; of a success pair, the failed one.
  let run: Int64
  /// The run whose goal was drawn, or that reached the goal; 0: none.
  var other: Int64 = 0
  /// Attempt that gave the hindsight goal; 0: none.
  var k: Int32 = 0
  var isFallback = false
  /// Accepted confidence, or that in the own goal; NaN: none.
  var confidence = Double.nan
  /// Training weight, in [0, 1].
  var weight = 1.0
  var copies: Int32 = 1
}

/// The stored facts that the gate reads, by column, for one choice of configs, series and judges.
///
/// One row for each run that did not succeed, as far as its source says, in the order of row ids; any
/// policy over these configs is answered from here without the database.
struct GateFacts: Sendable {
  /// What is recorded of an attempt or a vote.
  enum State {
    static let missing: UInt8 = 0
    /// Refused, unparsable and the like, or ok without the values that it needs.
    static let withoutResult: UInt8 = 1
    static let invalid: UInt8 = 2
    static let valid: UInt8 = 3
  }

  /// What a detection says, as bits.
  enum Detected {
    static let isRecorded: UInt8 = 1
    static let isFailure: UInt8 = 2
    static let isRecoverable: UInt8 = 4
  }

  /// One judge's votes, by slot.
  struct Judge: Sendable {
    /// As people call it; the name that was asked for, if nobody knows it.
    let name: String
    let digest: String
    let state: Column<UInt8>
    let confidence: Column<Double>
  }

  /// Row ids, ascending.
  let runs: [Int64]
  let isFailed: [Bool]
  /// `Detected`
  let detected: Column<UInt8>
  /// v; NaN: NULL
  let severity: Column<Double>
  /// w as stored; NaN: NULL
  let weight: Column<Double>
  let hasOutcome: Column<Bool>
  /// Attempts that each run has a slot for: at most the K asked for, at least the greatest k that is
  /// recorded up to there.
  let slots: Int
  /// `State` of attempt k of a run, at `run * slots + k - 1`.
  let state: Column<UInt8>
  /// c, where the state is valid or invalid.
  let confidence: Column<Double>
  /// In the order of names, by UTF-8.
  let judges: [Judge]
}

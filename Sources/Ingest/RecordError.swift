/// Why a record cannot be taken: the words that stand in quarantine.
public struct RecordError: Error, Equatable, CustomStringConvertible {
  public let reason: String
  public var description: String { reason }

  init(_ reason: String) { self.reason = reason }
}

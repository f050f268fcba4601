/// Rows under named columns: what every query and command answers.
public struct Table: Equatable, Sendable {
  /// A cell. Not known is `null`, never 0 or an empty text.
  public enum Value: Equatable, Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
  }

  public var columns: [String]
  public var rows: [[Value]]
  /// A line that stands under the table, such as where its numbers come from.
  public var note: String?

  public init(columns: [String], rows: [[Value]] = [], note: String? = nil) {
    self.columns = columns
    self.rows = rows
    self.note = note
  }

  /// The value in a row under a column; `null` if there is no such column.
  public func value(_ row: Int, _ column: String) -> Value {
    columns.firstIndex(of: column).map { rows[row][$0] } ?? .null
  }
}

extension Table.Value {
  /// nil is `null`.
  public init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  public init(_ real: Double?) { self = real.map { .real($0) } ?? .null }
  public init(_ integer: Int64?) { self = integer.map { .integer($0) } ?? .null }
  public init(_ integer: Int?) { self.init(integer.map(Int64.init)) }

  public var text: String? { if case .text(let text) = self { text } else { nil } }
  public var integer: Int64? { if case .integer(let integer) = self { integer } else { nil } }
  public var real: Double? {
    switch self {
    case .real(let real): real
    case .integer(let integer): Double(integer)
    default: nil
    }
  }
  public var isNull: Bool { self == .null }
}

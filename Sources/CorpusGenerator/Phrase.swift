/// A compiled text: a range of operations in its `PhraseBook`.
struct Phrase {
  var start: Int
  var end: Int

  /// One operation; rendering a phrase is doing its operations in order.
  enum Operation {
    /// Bytes start..<end of the book, already escaped for JSON.
    case literal(start: Int, end: Int)
    /// One of `count` phrases of the book, from `first` on, drawn at random.
    case choice(first: Int, count: Int)
    /// The task's filling of an open place.
    case slot(Int)
    case field(World.Role, World.Field)
    /// A random number, both ends included.
    case number(low: Int, high: Int)
    /// Random hexadecimal digits.
    case hex(Int)
    case limit
    /// By how much the picked record misses the limit.
    case over
    /// All records, one a line.
    case rows
    /// The first three records, one a line.
    case topRows
    /// Number of the row being shown, from 1.
    case rowNumber
    case recordCount
    case brand
  }
}

/// A column of plain values that threads fill side by side, each its own rows.
final class Column<Value: BitwiseCopyable>: @unchecked Sendable {
  private let values: UnsafeMutablePointer<Value>
  let count: Int

  init(repeating value: Value, count: Int) {
    self.count = count
    values = .allocate(capacity: max(1, count))
    values.initialize(repeating: value, count: count)
  }

  deinit { values.deallocate() }

  /// Valid as long as the column is there.
  var base: UnsafePointer<Value> { UnsafePointer(values) }

  @inline(__always)
  subscript(_ row: Int) -> Value {
    get { values[row] }
    set { values[row] = newValue }
  }
}

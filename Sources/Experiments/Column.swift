/// A column of plain values that threads fill side by side, each its own rows.
final class Column<Value: BitwiseCopyable>: @unchecked Sendable {
  let values: UnsafeMutableBufferPointer<Value>

  init(repeating value: Value, count: Int) {
    values = .allocate(capacity: count)
    values.initialize(repeating: value)
  }

  deinit { values.deallocate() }

  var count: Int { values.count }

  @inline(__always)
  subscript(_ row: Int) -> Value {
    get { values[row] }
    set { values[row] = newValue }
  }
}

/// Growing bytes, kept from line to line so that writing allocates nothing.
///
/// Own memory instead of an array: the checks that come with each small append to an array halved
/// the speed of the whole generator.
struct LineBuffer: ~Copyable {
  private var memory: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init() {
    memory = .allocate(capacity: 1 << 16)
  }

  deinit {
    memory.deallocate()
  }

  /// Calls `body` with the bytes; the pointer must not outlive the call.
  borrowing func withBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try body(UnsafeBufferPointer(rebasing: memory[..<count]))
  }

  mutating func clear() {
    count = 0
  }

  /// Drops everything from `count` on.
  mutating func truncate(to count: Int) {
    self.count = min(self.count, count)
  }

  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ source: borrowing [UInt8], _ range: Range<Int>) {
    source.withUnsafeBufferPointer { append(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  mutating func append(_ source: borrowing LineBuffer, _ range: Range<Int>) {
    source.withBytes { append(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Named apart, as a literal would prefer it to the faster one above.
  mutating func append(string text: String) {
    for byte in text.utf8 { append(byte) }
  }

  /// Writes `value` with its last `decimals` digits behind a point: 530 with 2 is 5.30.
  mutating func append(_ value: Int, decimals: Int = 0) {
    if value < 0 { append(UInt8(ascii: "-")) }
    let magnitude = value.magnitude
    var divisor: UInt = 1
    var left = 1
    while magnitude / divisor >= 10 || left <= decimals {
      divisor *= 10
      left += 1
    }
    while left > 0 {
      if left == decimals { append(UInt8(ascii: ".")) }
      append(UInt8(ascii: "0") + UInt8(magnitude / divisor % 10))
      divisor /= 10
      left -= 1
    }
  }

  /// Writes the lowest `digits` hexadecimal digits of `value`.
  mutating func appendHex(_ value: UInt64, digits: Int) {
    for place in stride(from: digits - 1, through: 0, by: -1) {
      let digit = UInt8(truncatingIfNeeded: value >> UInt64(4 * place)) & 15
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  private mutating func append(_ byte: UInt8) {
    reserve(1)
    memory[count] = byte
    count += 1
  }

  private mutating func append(_ source: UnsafeBufferPointer<UInt8>) {
    reserve(source.count)
    _ = memory[count...].update(fromContentsOf: source)
    count += source.count
  }

  private mutating func reserve(_ added: Int) {
    guard count + added > memory.count else { return }
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(
      capacity: max(2 * memory.count, count + added))
    _ = larger.update(fromContentsOf: memory[..<count])
    memory.deallocate()
    memory = larger
  }
}

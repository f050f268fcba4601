/// Draws whose results depend on the generator's bits alone, not on the standard library's version.
extension RandomNumberGenerator {
  /// Uniform in 0 ..< bound, but for a bias below 2^-50 at the bounds used here.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// True with the given chance in percent.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// Uniform in [0, 1).
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  /// The double itself, or one ulp beside it within [0, 1].
  mutating func nudged(_ value: Double) -> Double {
    switch below(3) {
    case 0: return max(0, value.nextDown)
    case 1: return min(1, value.nextUp)
    default: return value
    }
  }
}

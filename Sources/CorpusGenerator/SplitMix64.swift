/// The SplitMix64 generator: 64 bits of state, the same sequence on every platform.
///
/// The system's generators are seeded at random or differ between releases; a corpus must come out
/// byte for byte the same wherever it is made.
/// - Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
struct SplitMix64 {
  private var state: UInt64

  /// What numbers are drawn for; streams of two purposes have nothing in common. The raw values are
  /// part of what a seed means.
  enum Purpose: UInt64 {
    case corpus = 0
    case task = 1
    case page = 3
    case line = 4
    case answers = 5
  }

  /// The generator of one stream.
  init(seed: UInt64, purpose: Purpose, index: Int) {
    var mixer = SplitMix64(state: seed)
    let base = mixer.next() &+ purpose.rawValue &* 0xD1B5_4A32_D192_ED03
    mixer = SplitMix64(state: base ^ UInt64(truncatingIfNeeded: index))
    state = mixer.next()
  }

  private init(state: UInt64) {
    self.state = state
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in 0..<count; 0 if `count` is below 2. The bias, at most count/2⁶⁴, is accepted.
  mutating func below(_ count: Int) -> Int {
    guard count > 1 else { return 0 }
    return Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// A number from `low` to `high`, both included.
  mutating func number(_ low: Int, _ high: Int) -> Int {
    low + below(high - low + 1)
  }

  /// True in `percent` of 100 calls.
  mutating func chance(_ percent: Int) -> Bool {
    below(100) < percent
  }

  /// A double in 0..<1 with 53 random bits.
  mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }
}

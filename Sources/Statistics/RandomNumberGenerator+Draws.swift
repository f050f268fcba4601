internal import Foundation

extension RandomNumberGenerator {
  /// Uniform in [0, 1), in steps of 2^-53.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform in 0 ..< bound, but for a bias below bound/2^64.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// True with probability p.
  mutating func happens(_ p: Double) -> Bool { unit() < p }

  /// From the standard normal distribution, by Marsaglia's polar method.
  mutating func normal() -> Double {
    while true {
      let (u, v) = (2 * unit() - 1, 2 * unit() - 1)
      let square = u * u + v * v
      if square > 0, square < 1 { return u * (-2 * log(square) / square).squareRoot() }
    }
  }

  /// From the binomial distribution, by inversion: from 0 upwards, or from the mode to both sides, so that the time
  /// grows as the standard deviation.
  mutating func binomial(_ n: Int, _ p: Double) -> Int {
    guard n > 0, p > 0 else { return 0 }
    guard p < 1 else { return n }
    guard p <= 0.5 else { return n - binomial(n, 1 - p) }
    let odds = p / (1 - p)
    var rest = unit()
    if Double(n) * p < 20 {
      var term = exp(Double(n) * log1p(-p))
      var k = 0
      while rest >= term, k < n {
        rest -= term
        term *= odds * Double(n - k) / Double(k + 1)
        k += 1
      }
      return k
    }
    let mode = Int(Double(n + 1) * p)
    let top = BinomialDistribution(trials: n, probability: p).probability(of: mode)
    rest -= top
    if rest < 0 { return mode }
    var (above, below) = (mode, mode)
    var (up, down) = (top, top)
    while above < n || below > 0 {
      if above < n {
        up *= odds * Double(n - above) / Double(above + 1)
        above += 1
        rest -= up
        if rest < 0 { return above }
      }
      if below > 0 {
        down *= Double(below) / (odds * Double(n - below + 1))
        below -= 1
        rest -= down
        if rest < 0 { return below }
      }
      if up == 0, down == 0 { break }
    }
    return mode
  }
}

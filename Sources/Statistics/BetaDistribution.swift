internal import Foundation

/// The Beta distribution with shapes a and b.
public struct BetaDistribution: Sendable {
  /// Above 0.
  public let a: Double
  public let b: Double

  public init(_ a: Double, _ b: Double) {
    self.a = a
    self.b = b
  }

  /// P[X ≤ x], the regularised incomplete beta function I_x(a, b); small ones to 12 digits or more.
  public func cumulative(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    return cumulative(x, 1 - x)
  }

  /// As `cumulative(x)`, where 1 − x is known better than by subtraction.
  func cumulative(_ x: Double, _ y: Double) -> Double {
    // The continued fraction converges fast on this side of the mean.
    if x <= (a + 1) / (a + b + 2) { return lowerTail(x, y, a, b) }
    return 1 - lowerTail(y, x, b, a)
  }

  /// The x with P[X ≤ x] = p; 0 for p ≤ 0, 1 for p ≥ 1.
  ///
  /// Newton's steps, as long as they stay between what is known to be too low and too high; else halves.
  public func quantile(_ p: Double) -> Double {
    guard p > 0 else { return 0 }
    guard p < 1 else { return 1 }
    var low = 0.0
    var high = 1.0
    var x = a / (a + b)
    for _ in 0..<1_200 {
      let excess = cumulative(x) - p
      if excess < 0 { low = x } else { high = x }
      if excess == 0 { return x }
      var next = x - excess / density(x)
      // What is near 0 is found by its exponent.
      if !(next > low && next < high) { next = low > 0 ? (low + high) / 2 : high / 1_024 }
      if low == 0, next <= 0 { return 0 }
      if abs(next - x) <= 1e-16 * x || next == low || next == high { return next }
      x = next
    }
    return x
  }

  private func density(_ x: Double) -> Double { powers(x, 1 - x, a, b) / (x * (1 - x)) }

  /// I_x(a, b) by the continued fraction of the incomplete beta function, evaluated from the front by
  /// Lentz's method. `y` is 1 − x.
  private func lowerTail(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    let front = powers(x, y, a, b)
    let tiny = 1e-300
    func safe(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / safe(1 - (a + b) * x / (a + 1))
    var fraction = d
    for m in 1..<100_000 {
      let m = Double(m)
      let next: Double = a + 2 * m
      let even: Double = m * (b - m) * x / ((next - 1) * next)
      d = 1 / safe(1 + even * d)
      c = safe(1 + even / c)
      fraction *= d * c
      let odd: Double = -(a + m) * (a + b + m) * x / (next * (next + 1))
      d = 1 / safe(1 + odd * d)
      c = safe(1 + odd / c)
      let factor = d * c
      fraction *= factor
      if abs(factor - 1) < 1e-16 { break }
    }
    return front * fraction / a
  }
}

/// x^a·y^b / B(a, b) for y = 1 − x.
///
/// Written about its greatest value, at x = a/(a + b), so that no large logarithms are subtracted from each other and
/// the digits stay for shapes in the millions.
/// - Source: the saddle-point form of the binomial density (C. Loader, 2000).
func powers(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
  let sum = a + b
  let distance = x * b - y * a
  let exponent: Double =
    a * logExcess(distance / a, x * sum / a) + b * logExcess(-distance / b, y * sum / b)
  let correction: Double = stirlingRest(sum) - stirlingRest(a) - stirlingRest(b)
  return (a / sum * b / (2 * .pi)).squareRoot() * exp(exponent + correction)
}

/// ln(1 + e) − e; `ratio` is 1 + e, which keeps its digits near 0.
private func logExcess(_ e: Double, _ ratio: Double) -> Double {
  guard abs(e) < 0.4 else { return log(ratio) - e }
  let r = e / (2 + e)
  let square = r * r
  var series = 0.0
  for odd in stride(from: 33.0, through: 3, by: -2) { series = series * square + 1 / odd }
  return 2 * r * square * series - r * e
}

/// ln Γ(x) less the main part of Stirling's formula.
private func stirlingRest(_ x: Double) -> Double {
  guard x < 15 else { return stirlingSeries(x) }
  return logGamma(x) - (x - 0.5) * log(x) + x - 0.5 * log(2 * Double.pi)
}

private func stirlingSeries(_ x: Double) -> Double {
  let inverse = 1 / x
  let square = inverse * inverse
  var series = 0.0
  for (above, below) in stirling.reversed() { series = series * square + above / below }
  return series * inverse
}

/// Coefficients of Stirling's series, as fractions.
private let stirling: [(Double, Double)] = [
  (1, 12), (-1, 360), (1, 1260), (-1, 1680), (1, 1188), (-691, 360_360), (1, 156),
]

/// ln Γ(x) for x > 0: Stirling's series, far enough out.
func logGamma(_ x: Double) -> Double {
  var x = x
  var product = 1.0
  while x < 15 {
    product *= x
    x += 1
  }
  let main: Double = (x - 0.5) * log(x) - x
  let halfLogOfTwoPi: Double = 0.5 * log(2 * Double.pi)
  return main + halfLogOfTwoPi + stirlingSeries(x) - log(product)
}

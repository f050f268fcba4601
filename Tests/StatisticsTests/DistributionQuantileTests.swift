import Foundation
import Testing

@testable import Statistics

@Suite("A quantile")
struct DistributionQuantileTests {
  @Test("of Beta(1, b) and Beta(a, 1) has a closed form", arguments: [0.5, 1, 3, 400, 1e6])
  func closed(shape: Double) {
    for p in [1e-6, 0.025, 0.5, 0.975] {
      let first = 1 - exp(log(1 - p) / shape)
      let last = exp(log(p) / shape)
      #expect(abs(BetaDistribution(1, shape).quantile(p) - first) < 1e-10)
      #expect(abs(BetaDistribution(shape, 1).quantile(p) - last) < 1e-10)
    }
  }

  @Test("of Beta gives its probability back")
  func inverse() {
    for a in [0.5, 2, 17, 1_500, 2e5] {
      for b in [0.5, 3, 129, 4_000] {
        for p in [0.001, 0.025, 0.5, 0.975] {
          let beta = BetaDistribution(a, b)
          #expect(abs(beta.cumulative(beta.quantile(p)) - p) < 1e-8, "\(a) \(b) \(p)")
        }
      }
    }
  }

  @Test(
    "of Student's t is that of the tables",
    arguments: [
      (1.0, 0.975, 12.706204736432095), (2, 0.975, 4.302652729911275),
      (5, 0.995, 4.032142983555227), (30, 0.9, 1.3104150253913958),
      (1000, 0.975, 1.9623390808264078), (4, 0.9999, 13.033671705786224),
    ])
  func student(degrees: Double, p: Double, t: Double) {
    #expect(abs(StudentT(degrees: degrees).quantile(p) - t) < 1e-8 * t)
    #expect(abs(StudentT(degrees: degrees).quantile(1 - p) + t) < 1e-6 * t)
  }

  @Test("of Student's t nears the normal one, and both are 0 in the middle")
  func normal() {
    #expect(abs(NormalDistribution.quantile(0.975) - 1.959963984540054) < 1e-12)
    #expect(abs(StudentT(degrees: 1e7).quantile(0.975) - 1.959963984540054) < 1e-6)
    #expect(abs(NormalDistribution.quantile(0.5)) < 1e-12)
    #expect(StudentT(degrees: 3).quantile(0.5) == 0)
  }

  @Test("is at the end of the range for a probability at its end")
  func ends() {
    #expect(BetaDistribution(2, 3).quantile(0) == 0)
    #expect(BetaDistribution(2, 3).quantile(1) == 1)
    #expect(StudentT(degrees: 3).quantile(1) == .infinity)
    #expect(NormalDistribution.quantile(0) == -.infinity)
  }
}

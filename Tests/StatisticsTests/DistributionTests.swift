import Foundation
import Statistics
import Testing

@Suite("Distributions over clusters")
struct DistributionTests {
  @Test("of n equal classes have the entropy ln n, of one class none", arguments: 1...5)
  func equalClasses(_ n: Int) throws {
    let entropy = try #require(Distribution.entropy(Array(repeating: 3, count: n) + [0]))
    #expect(abs(entropy - log(Double(n))) < 1e-15)
  }

  @Test("have the entropy in nats that a worked example has")
  func workedExample() throws {
    // 1/2 ln 2 + 2 · 1/4 ln 4
    let entropy = try #require(Distribution.entropy([2, 1, 1]))
    #expect(abs(entropy - 1.0397207708399179) < 1e-15)
    // Half of the mass in common: mixture (3/4, 1/4).
    let divergence = try #require(Distribution.jensenShannon([1, 1], [1, 0]))
    #expect(abs(divergence - 0.21576155433883568) < 1e-15)
  }

  @Test("diverge by 0 where they are alike, by ln 2 where they share nothing, the same both ways")
  func divergence() throws {
    #expect(try #require(Distribution.jensenShannon([1, 2, 3], [2, 4, 6])) < 1e-15)
    #expect(try #require(Distribution.jensenShannon([5, 0], [0, 1])) == log(2))
    let one = try #require(Distribution.jensenShannon([7, 2, 0], [1, 1, 4]))
    let other = try #require(Distribution.jensenShannon([1, 1, 4], [7, 2, 0]))
    #expect(abs(one - other) < 1e-15)
    #expect(one > 0 && one < log(2))
  }

  @Test("of nothing have no entropy and no divergence, which is not 0")
  func nothing() {
    #expect(Distribution.entropy([]) == nil)
    #expect(Distribution.entropy([0, 0]) == nil)
    #expect(Distribution.jensenShannon([1], [0]) == nil)
    #expect(Distribution.jensenShannon([0], [1]) == nil)
  }
}

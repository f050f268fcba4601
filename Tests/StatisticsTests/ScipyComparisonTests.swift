import Foundation
import RegoalTesting
import Testing

@testable import Statistics

/// A second opinion, where the `python3` of the search path has scipy.
@Suite("Beside scipy")
struct ScipyComparisonTests {
  private static let isPresent = (try? Python.run("import scipy", input: Data())) != nil

  private struct Case: Encodable {
    let kind: String
    let a: Double
    let b: Double
    let p: Double
  }

  private static let script = """
    import json, sys
    from scipy import stats
    def answer(c):
        if c["kind"] == "beta": return stats.beta.ppf(c["p"], c["a"], c["b"])
        if c["kind"] == "t": return stats.t.ppf(c["p"], c["a"])
        return stats.norm.ppf(c["p"])
    print(json.dumps([float(answer(c)) for c in json.load(sys.stdin)]))
    """

  @Test("quantiles are the same to ten digits", .enabled(if: isPresent, "python3 has no scipy"))
  func quantiles() throws {
    let probabilities = [1e-4, 0.005, 0.025, 0.1, 0.5, 0.8, 0.975, 0.9995]
    var cases: [Case] = []
    for p in probabilities {
      for a in [0.5, 1, 3, 12, 130, 2_341, 1e5] {
        for b in [0.5, 1, 28, 169, 1e6] { cases.append(Case(kind: "beta", a: a, b: b, p: p)) }
        cases.append(Case(kind: "t", a: a, b: 0, p: p))
      }
      cases.append(Case(kind: "normal", a: 0, b: 0, p: p))
    }
    let answer = try Python.run(Self.script, input: JSONEncoder().encode(cases))
    let expected = try JSONDecoder().decode([Double].self, from: answer)
    #expect(expected.count == cases.count)
    for (one, expected) in zip(cases, expected) {
      let ours =
        switch one.kind {
        case "beta": BetaDistribution(one.a, one.b).quantile(one.p)
        case "t": StudentT(degrees: one.a).quantile(one.p)
        default: NormalDistribution.quantile(one.p)
        }
      #expect(abs(ours - expected) <= 1e-10 * max(1, abs(expected)), "\(one)")
    }
  }
}

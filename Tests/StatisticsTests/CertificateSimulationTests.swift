import Testing

@testable import Statistics

@Suite("Certificates, by simulation")
struct CertificateSimulationTests {
  /// One plan of ratings: a uniform sample of the union of pairs accepted anywhere on the grid.
  private func certify(
    _ plan: SyntheticPlan, rated: Int, test: CertificationTest, using dice: inout SeededGenerator
  ) throws -> Certification {
    let grid = [0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]
    let corpus = SyntheticCorpus(plan, using: &dice)
    let drawn = corpus.isValid.indices.filter { corpus.isAccepted($0, threshold: 0.3) }
      .prefix(rated)
    let candidates = grid.map { threshold in
      let accepted = drawn.filter { corpus.isAccepted($0, threshold: threshold) }
      return Certification.Candidate(
        threshold: threshold, rated: accepted.count,
        invalid: accepted.count { !corpus.isValid[$0] })
    }
    return try #require(Certification(candidates, test: test))
  }

  @Test("certificates are wrong in at most the risk taken", arguments: [0, 0.6, 0.9], [0.05, 0.1])
  func certificates(correlation: Double, risk: Double) throws {
    let test = try #require(CertificationTest(maxNoise: 0.05, risk: risk))
    let plan = try #require(
      SyntheticPlan(
        tasks: 1_200, noise: 0.3, judges: Simulation.judges, judgeCorrelation: correlation))
    var dice = SeededGenerator(seed: 56)
    var (wrong, certified) = (0, 0)
    for _ in 0..<Simulation.rounds {
      let certification = try certify(plan, rated: 500, test: test, using: &dice)
      guard let chosen = certification.chosen else { continue }
      certified += 1
      let threshold = certification.candidates[chosen].threshold
      if try #require(plan.acceptedNoise(threshold: threshold)) > 0.05 { wrong += 1 }
    }
    let name = "certify 5 % at risk \(risk), judges' ρ \(correlation)"
    Simulation.report(name + ": certified", Double(certified) / Double(Simulation.rounds))
    Simulation.report(name + ": wrong", Double(wrong) / Double(Simulation.rounds))
    #expect(Double(wrong) <= risk * Double(Simulation.rounds))
  }

  @Test("a single certificate is wrong in at most the risk where the noise is just above the limit")
  func hardest() throws {
    for (noise, risk) in [(0.05, 0.1), (0.05, 0.05), (0.02, 0.1)] {
      let test = try #require(CertificationTest(maxNoise: noise, risk: risk))
      for n in [45, 132, 200, 333, 500] {
        let chance = try #require(test.chance(rated: n, trueNoise: noise))
        #expect(chance <= risk)
      }
    }
  }

  @Test("certificates are given in at least 80 % at twice the least number and no true noise")
  func useful() throws {
    for (noise, risk) in [(0.05, 0.1), (0.02, 0.05)] {
      let test = try #require(CertificationTest(maxNoise: noise, risk: risk))
      let plan = try #require(SyntheticPlan(tasks: 700, noise: 0, judges: Simulation.judges))
      var dice = SeededGenerator(seed: 57)
      var certified = 0
      for _ in 0..<Simulation.rounds {
        let least = test.leastRated(invalid: 0)
        let certification = try certify(plan, rated: 2 * least, test: test, using: &dice)
        if certification.chosen != nil { certified += 1 }
      }
      Simulation.report(
        "certify \(noise) at risk \(risk), no noise, twice the least",
        Double(certified) / Double(Simulation.rounds))
      #expect(Double(certified) >= 0.8 * Double(Simulation.rounds))
    }
  }
}

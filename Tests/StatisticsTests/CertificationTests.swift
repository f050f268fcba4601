import Testing

@testable import Statistics

@Suite("A threshold with a guarantee")
struct CertificationTests {
  @Test(
    "takes the least numbers of ratings of the table",
    arguments: [
      (0.05, 0.10, [45, 77, 105, 132]), (0.05, 0.05, [59, 93, 124, 153]),
      (0.03, 0.10, [76, 129, 176, 221]), (0.03, 0.05, [99, 157, 208, 257]),
      (0.02, 0.10, [114, 194, 265, 333]), (0.02, 0.05, [149, 236, 313, 386]),
    ])
  func table(noise: Double, risk: Double, least: [Int]) throws {
    let test = try #require(CertificationTest(maxNoise: noise, risk: risk))
    #expect((0...3).map(test.leastRated) == least)
    for (k, n) in least.enumerated() {
      #expect(test.mostInvalid(of: n) == k)
      #expect(test.mostInvalid(of: n - 1) == (k == 0 ? nil : k - 1))
    }
  }

  @Test("is not given by 3 of 130: p = 0.106, and 2 more ratings would do")
  func paper() throws {
    let test = try #require(CertificationTest(maxNoise: 0.05, risk: 0.1))
    let candidate = Certification.Candidate(threshold: 0.5, rated: 130, invalid: 3)
    let certification = try #require(Certification([candidate], test: test))
    #expect(abs((certification.pValues[0] ?? 0) - 0.106) < 5e-4)
    #expect(certification.chosen == nil)
    #expect(certification.start == 0 && certification.failure == 0)
    #expect(certification.need == .init(candidate: 0, ratings: 2))
    let enough = Certification.Candidate(threshold: 0.5, rated: 132, invalid: 3)
    #expect(try #require(Certification([enough], test: test)).chosen == 0)
  }

  private func certify(_ counts: [(Int, Int)]) throws -> Certification {
    let test = try #require(CertificationTest(maxNoise: 0.05, risk: 0.1))
    let candidates = counts.enumerated().map {
      Certification.Candidate(
        threshold: 0.9 - 0.1 * Double($0), rated: $1.0, invalid: $1.1)
    }
    return try #require(Certification(candidates, test: test))
  }

  @Test("starts at the strictest with enough ratings, and stops at the first failure")
  func sequence() throws {
    let certification = try certify([(44, 0), (45, 0), (77, 1), (100, 3), (400, 0)])
    #expect(certification.start == 1)
    #expect(certification.chosen == 2)
    #expect(certification.failure == 3)
    #expect(certification.need == nil)
    // Labels do not move the start: one that fails there ends it.
    let failed = try certify([(50, 1), (500, 0)])
    #expect(failed.start == 0 && failed.failure == 0 && failed.chosen == nil)
    #expect(failed.need == .init(candidate: 0, ratings: 27))
  }

  @Test(
    "says how many ratings are lacking where no candidate has enough, none being known at n = 0")
  func lacking() throws {
    let certification = try certify([(0, 0), (40, 0), (44, 1)])
    #expect(certification.start == nil && certification.chosen == nil)
    #expect(certification.pValues[0] == nil)
    #expect(certification.need == .init(candidate: 1, ratings: 5))
    let empty = try certify([])
    #expect(empty.need == nil && empty.chosen == nil)
    #expect(try certify([(45, 0), (77, 1)]).failure == nil)
  }

  @Test("refuses numbers out of range")
  func range() throws {
    #expect(CertificationTest(maxNoise: 0, risk: 0.1) == nil)
    #expect(CertificationTest(maxNoise: 0.05, risk: 1) == nil)
    let test = try #require(CertificationTest(maxNoise: 0.05, risk: 0.1))
    let wrong = Certification.Candidate(threshold: 0.5, rated: 3, invalid: 4)
    #expect(Certification([wrong], test: test) == nil)
    #expect(test.pValue(invalid: 0, of: 0) == nil)
    #expect(test.mostInvalid(of: 0) == nil)
  }

  @Test("has the power that every number of ratings, tried one by one, has")
  func power() throws {
    for (noise, risk, truth) in [(0.05, 0.1, 0.0), (0.05, 0.1, 0.01), (0.1, 0.05, 0.04)] {
      let test = try #require(CertificationTest(maxNoise: noise, risk: risk))
      let needed = try #require(test.ratingsNeeded(trueNoise: truth))
      let least = try #require(
        (1...needed).first { (test.chance(rated: $0, trueNoise: truth) ?? 0) >= 0.8 })
      #expect(needed == least)
    }
    let test = try #require(CertificationTest(maxNoise: 0.05, risk: 0.1))
    #expect(test.ratingsNeeded(trueNoise: 0) == 45)
    #expect(test.ratingsNeeded(trueNoise: 0.05) == nil)
    #expect(test.ratingsNeeded(trueNoise: 0.0499, limit: 10_000) == nil)
    #expect(test.chance(rated: 44, trueNoise: 0) == 0)
    #expect(test.chance(rated: 90, trueNoise: 0) == 1)
    #expect(test.chance(rated: 90, trueNoise: 2) == nil)
  }
}

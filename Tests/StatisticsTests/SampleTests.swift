import Testing

@testable import Statistics

@Suite("A sample")
struct SampleTests {
  @Test("has a mean, and a standard deviation with n − 1 below the line")
  func ordinary() {
    let sample = Sample([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(sample.mean == 5)
    #expect(abs((sample.standardDeviation ?? 0) - 2.1380899352993947) < 1e-15)
  }

  @Test("of one value has no deviation, and of none no mean")
  func short() {
    #expect(Sample([0.25]).mean == 0.25)
    #expect(Sample([0.25]).standardDeviation == nil)
    #expect(Sample([0.25]).meanInterval() == nil)
    #expect(Sample([]).mean == nil)
    #expect(Sample([]).count == 0)
  }

  @Test("has Student's interval around its mean")
  func interval() throws {
    let interval = try #require(Sample([1, 2, 3]).meanInterval())
    // t(2, 0.975) / √3
    #expect(abs(interval.low - (2 - 2.484137711)) < 1e-8)
    #expect(abs(interval.high - (2 + 2.484137711)) < 1e-8)
  }

  @Test("of differences is taken over the tasks that both have, whatever else they have")
  func paired() throws {
    let first = ["a": 0.0, "b": 0.5, "c": 1.0, "only": 1.0]
    let second = ["a": 0.5, "b": 0.5, "c": 1.0, "other": 0.0]
    let paired = PairedDifference(from: first, to: second)
    #expect(paired.count == 3)
    #expect(abs((paired.mean ?? 0) - 1.0 / 6) < 1e-15)
    let interval = try #require(paired.interval)
    #expect(interval.low < 0 && interval.high > 1.0 / 6)
    #expect(PairedDifference(from: first, to: ["b": 0.5]).interval == nil)
    #expect(PairedDifference(from: first, to: ["z": 0.5]).mean == nil)
  }
}

import Testing

@testable import Statistics

@Suite("Percentiles by the nearest rank")
struct PercentileTests {
  @Test(
    "are values that were observed",
    arguments: [
      (50, 1, 1), (95, 1, 1), (50, 2, 1), (51, 2, 2), (50, 3, 2), (95, 20, 19), (96, 20, 20),
      (99, 100, 99), (100, 100, 100), (1, 100, 1), (1, 101, 2), (0, 100, 1), (500, 10, 10),
    ])
  func ranks(percent: Int, count: Int, rank: Int) {
    let values = (1...count).map(Double.init)
    #expect(Percentile.nearestRank(percent, ofSorted: values) == Double(rank))
  }

  @Test("of nothing are not known")
  func empty() {
    #expect(Percentile.nearestRank(50, ofSorted: []) == nil)
  }

  @Test("are exceeded by no more values than they say", arguments: 1...60)
  func share(count: Int) throws {
    let values = (0..<count).map { Double($0 / 3) }
    for percent in 1...100 {
      let value = try #require(Percentile.nearestRank(percent, ofSorted: values))
      #expect(values.filter { $0 <= value }.count * 100 >= percent * count)
      #expect(values.filter { $0 < value }.count * 100 < percent * count)
    }
  }
}

/// All scenarios, the domains taking turns so that a small corpus has something of each.
enum ScenarioCatalog {
  static let all: [Scenario] = {
    let domains = [
      ShoppingScenarios.all, ProcurementScenarios.all, CodingScenarios.all, ParcelScenarios.all,
      DataScenarios.all, ResearchScenarios.all, TravelScenarios.all, OfficeScenarios.all,
      HomeScenarios.all,
    ]
    let longest = domains.map(\.count).max() ?? 0
    return (0..<longest).flatMap { round in
      domains.compactMap { round < $0.count ? $0[round] : nil }
    }
  }()
}

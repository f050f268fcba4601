/// What a task's runs can find: a few records, of which `best` comes nearest to the goal's limit.
///
/// A world depends on the seed and the task, so all trials of a task see the same records.
struct World {
  var limit = 0
  var decimals = 0
  /// Whether `best` keeps the limit; if not, nobody can do the task.
  var isFeasible = true
  /// In the order of the lists.
  var records: [Record] = []
  var best = 0
  /// The runner-up; misses the limit.
  var alternative = 0
  /// No part of the world: a record that a run makes up, which would keep the limit.
  var fake = Record()

  struct Record {
    /// Range of bytes in the writer's notes.
    var name = 0..<0
    var code = 0
    /// In units of the last decimal place.
    var x = 0
    var y = 0
    var z = 0
  }

  /// A record as texts call it.
  enum Role: String {
    case best, alt, cur, pick, fake, r
  }

  /// A property as texts call it.
  enum Field: String {
    case name, code, x, y, z
  }

  /// Units of the last decimal place in a whole unit.
  var scale: Int {
    switch decimals {
    case 0: 1
    case 1: 10
    default: 100
    }
  }

  /// Fills in everything but the names.
  mutating func populate(from scenario: CompiledScenario, with random: inout SplitMix64) {
    decimals = scenario.decimals
    limit = random.number(scenario.limit.lowerBound, scenario.limit.upperBound)
    isFeasible = random.chance(76)
    let count = random.number(4, 7)
    best = random.below(count)
    alternative = (best + random.number(1, count - 1)) % count
    records.removeAll(keepingCapacity: true)
    for position in 0..<count {
      // Thousandths of the limit, from its good side: below 1000 keeps it.
      let share =
        switch position {
        case best: isFeasible ? random.number(740, 985) : random.number(1015, 1120)
        case alternative: random.number(1040, 1230)
        default: random.number(1130, 1900)
        }
      records.append(record(share: share, scenario: scenario, with: &random))
    }
    fake = record(share: random.number(620, 900), scenario: scenario, with: &random)
  }

  private func record(
    share: Int, scenario: CompiledScenario, with random: inout SplitMix64
  ) -> Record {
    var made = Record()
    let bound = limit * scale
    made.code = random.number(10_000, 99_999)
    // At the smallest limits rounding would move x across it.
    switch (scenario.sense, share < 1000) {
    case (.atMost, true): made.x = min(bound, bound * share / 1000)
    case (.atMost, false): made.x = max(bound + 1, bound * share / 1000)
    case (.atLeast, true): made.x = max(bound, bound * 1000 / share)
    case (.atLeast, false): made.x = min(bound - 1, bound * 1000 / share)
    }
    made.y = random.number(scenario.y.lowerBound, scenario.y.upperBound)
    made.z = random.number(scenario.z.lowerBound, scenario.z.upperBound)
    return made
  }
}

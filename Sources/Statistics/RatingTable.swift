/// How many ratings of each category every unit has; who gave them does not matter.
///
/// Units with the same counts are kept once, in ascending order of their counts, so that neither the order of units nor
/// that of ratings changes a result or a resample.
public struct RatingTable: Sendable {
  public let categories: Int
  /// Units, rated or not.
  public let units: Int
  /// Counts of one kind of unit after another, a number for each category.
  let patterns: [Int32]
  /// How many units each kind has.
  let multiplicities: [Int]
  /// Ratings of a unit of each kind.
  let raters: [Int]

  /// - Parameters:
  ///   - counts: of one unit after another, a number for each category.
  ///   - categories: from 1.
  /// - Returns: nil: a number is negative or above 2^31, or units are not complete.
  public init?(counts: [Int], categories: Int) {
    guard categories > 0, counts.count.isMultiple(of: categories),
      counts.allSatisfy({ $0 >= 0 && $0 <= Int(Int32.max) })
    else { return nil }
    self.init(counts.map(Int32.init), categories)
  }

  /// From ratings one by one.
  /// - Parameters:
  ///   - unitOf: the unit of each rating, in 0 ..< units.
  ///   - categoryOf: its category, in 0 ..< categories.
  /// - Returns: nil: arrays of different lengths, or a number out of range.
  public init?(unitOf: [Int], categoryOf: [Int], units: Int, categories: Int) {
    guard units >= 0, categories > 0, unitOf.count == categoryOf.count,
      unitOf.allSatisfy({ $0 >= 0 && $0 < units }),
      categoryOf.allSatisfy({ $0 >= 0 && $0 < categories })
    else { return nil }
    var counts = Array(repeating: Int32(0), count: units * categories)
    for (unit, category) in zip(unitOf, categoryOf) { counts[unit * categories + category] += 1 }
    self.init(counts, categories)
  }

  private init(_ counts: [Int32], _ categories: Int) {
    self.categories = categories
    units = counts.count / categories
    var multiplicityOf: [ArraySlice<Int32>: Int] = [:]
    for start in stride(from: 0, to: counts.count, by: categories) {
      multiplicityOf[counts[start..<start + categories], default: 0] += 1
    }
    let sorted = multiplicityOf.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    patterns = sorted.flatMap(\.key)
    multiplicities = sorted.map(\.value)
    raters = sorted.map { Int($0.key.reduce(0, +)) }
  }

  /// Units by how many ratings they have.
  public var unitsByRaters: [Int: Int] {
    var units: [Int: Int] = [:]
    for (raters, multiplicity) in zip(raters, multiplicities) {
      units[raters, default: 0] += multiplicity
    }
    return units
  }
}

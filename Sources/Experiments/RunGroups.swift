/// Hands out ids of runs by the group, to one thread at a time.
final class RunGroups: @unchecked Sendable {
  /// Runs that a thread reads and answers at a time.
  private static let size = 250

  private let ids: [Int64]
  private var start = 0

  init(_ ids: [Int64]) { self.ids = ids }

  @Sendable func next() -> [Int64]? {
    guard start < ids.count else { return nil }
    let end = min(start + RunGroups.size, ids.count)
    defer { start = end }
    return Array(ids[start..<end])
  }
}

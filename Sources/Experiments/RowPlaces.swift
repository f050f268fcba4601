internal import Foundation

/// Where the rows of a table stand, by id: dense, as ids are given one after the other.
final class RowPlaces: @unchecked Sendable {
  /// So many ids are indexed however few rows there are.
  private static let leastIndexed: Int64 = 1 << 22
  /// With ids that leave more room than this for each row, the greater ones are looked up.
  private static let roomPerRow: Int64 = 64

  /// -1: none
  private let places: Column<Int32>
  private var others: [Int64: Int32] = [:]
  private let lock = NSLock()

  /// - Parameters:
  ///   - last: greatest id.
  ///   - rows: about how many there are.
  init(last: Int64, rows: Int) {
    let indexed = max(0, min(last, RowPlaces.greatestIndexed(rows: rows)))
    places = Column(repeating: -1, count: Int(indexed) + 1)
  }

  /// A greater id is looked up, not indexed.
  static func greatestIndexed(rows: Int) -> Int64 {
    min(Int64(Int32.max), max(leastIndexed, roomPerRow * Int64(rows)))
  }

  /// -1: not known. Threads write different ids.
  @inline(__always)
  subscript(_ id: Int64) -> Int {
    get {
      if id >= 0 && id < places.count { return Int(places[Int(id)]) }
      return lock.withLock { others[id].map(Int.init) ?? -1 }
    }
    set {
      if id >= 0 && id < places.count {
        places[Int(id)] = Int32(newValue)
      } else {
        lock.withLock { others[id] = Int32(newValue) }
      }
    }
  }
}

internal import Foundation

/// Where the rows of a table stand, by id: dense, as ids are given one after the other.
final class RowPlaces: @unchecked Sendable {
  /// A greater id is looked up, not indexed.
  static let greatestIndexed: Int64 = 1 << 27

  /// -1: none
  private let places: Column<Int32>
  private var others: [Int64: Int32] = [:]
  private let lock = NSLock()

  init(last: Int64) {
    places = Column(repeating: -1, count: Int(min(last, RowPlaces.greatestIndexed)) + 1)
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

/// Ranges of equal size, one after the other; asked by one thread at a time.
final class Pieces: @unchecked Sendable {
  private let count: Int
  private let size: Int
  private var start = 0

  init(count: Int, size: Int) {
    self.count = count
    self.size = size
  }

  func next() -> Range<Int>? {
    guard start < count else { return nil }
    defer { start += size }
    return start..<min(count, start + size)
  }
}

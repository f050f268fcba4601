import Testing

@testable import Experiments

@Suite("The queue of an annotator")
struct RatingQueueTests {
  private func pair(_ name: String) -> RatingQueue.Pair { .init(trajectory: "t", attempt: name) }

  private func queue(
    _ names: [String], _ state: RatingQueue.State = .open, annotator: String = "a"
  ) -> RatingQueue {
    RatingQueue(names.map { (pair($0), state) }, seed: 1, annotator: annotator)
  }

  private func order(_ queue: RatingQueue) -> [String] {
    var queue = queue
    var names: [String] = []
    while let current = queue.current {
      names.append(current.attempt)
      queue.rate()
    }
    return names
  }

  @Test("has an order of its own for each annotator, whatever the order of the pairs")
  func orders() {
    let names = (0..<20).map { "p\($0)" }
    #expect(order(queue(names)) == order(queue(names.reversed())))
    #expect(order(queue(names)) != order(queue(names, annotator: "b")))
    #expect(Set(order(queue(names))) == Set(names))
  }

  @Test("shows a skipped pair again behind the others, and undoes all back to the first")
  func undoing() {
    var queue = queue(["x", "y", "z"])
    let names = order(queue)
    queue.skip()
    #expect(queue.current?.attempt == names[1])
    queue.rate()
    queue.rate()
    #expect(queue.current?.attempt == names[0])
    #expect(queue.rated == 2)
    #expect(queue.undo() == .verdict(pair(names[2])))
    #expect(queue.current?.attempt == names[2])
    #expect(queue.undo() == .verdict(pair(names[1])))
    #expect(queue.undo() == .skip(pair(names[0])))
    #expect(queue.current?.attempt == names[0])
    #expect(queue.undo() == nil)
    #expect(order(queue) == names)
  }

  @Test("takes back verdicts of earlier sessions, but not of other frames")
  func resumed() {
    var rated = queue(["x", "y"], .rated)
    #expect(rated.current == nil)
    #expect(rated.rated == 2)
    let last = rated.undo()
    #expect(last == .verdict(pair(order(queue(["x", "y"]))[1])))
    #expect(rated.rated == 1)
    var elsewhere = queue(["x"], .ratedElsewhere)
    #expect(elsewhere.undo() == nil)
    #expect(elsewhere.rated == 1)
  }
}

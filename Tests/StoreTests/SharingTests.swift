import Foundation
import SQLFiles
import Synchronization
import Testing

@testable import Store

@Suite("A file that is shared")
struct SharingTests {
  private let directory: Folder
  private var path: String { directory.path + "a.db" }

  init() throws { directory = try Folder() }

  @Test("gives a second writer its turns while the first writes without a pause")
  func turns() throws {
    let store = try Store(path: path, access: .create, catalog: .embedded())
    let isDone = Flag()
    let hasWritten = DispatchSemaphore(value: 0)
    let hasEnded = DispatchSemaphore(value: 0)
    // A thread of its own: one of a pool may come to its turn only when the second has ended.
    Thread {
      // Ends with the second writer, or after many times what that takes.
      for number in 0..<100_000 where !isDone.value {
        try? store.writeFacts { facts in
          try facts.addLexicon(name: "first", termsJSON: "{\"a\":[\(number)]}")
          usleep(5_000)
        }
        if number == 0 { hasWritten.signal() }
      }
      hasEnded.signal()
    }.start()
    hasWritten.wait()
    var failure: (any Error)?
    do {
      let second = try Store(path: path, access: .write, catalog: .embedded())
      for number in 0..<5 {
        try second.writeFacts { try $0.addLexicon(name: "second", termsJSON: "[\(number)]") }
      }
    } catch { failure = error }
    isDone.value = true
    hasEnded.wait()
    #expect(failure == nil)
    #expect(try store.texts("SELECT count(*) FROM lexicon WHERE name = 'second'") == ["5"])
  }

  @Test("has its whole schema from the first moment, and is in WAL mode")
  func creation() throws {
    try Store.createFile(at: path, catalog: .embedded())
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["a.db"])
    let store = try Store(path: path, access: .inspect, catalog: .embedded())
    #expect(try store.check().allSatisfy(\.isFine))
    #expect(try store.schema() == memory().schema())
    #expect(try store.texts("PRAGMA journal_mode") == ["wal"])
    #expect(try store.texts("PRAGMA page_size") == ["16384"])
  }

  @Test("is left alone where somebody else made it first")
  func name() throws {
    try Data("mine".utf8).write(to: URL(filePath: path))
    try Store.createFile(at: path, catalog: .embedded())
    #expect(try Data(contentsOf: URL(filePath: path)) == Data("mine".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["a.db"])
  }

  @Test("is asked nothing more once the work is cancelled, and a backup is given up whole")
  func cancellation() throws {
    try Store(path: path, access: .create, catalog: .embedded()).execute(
      "INSERT INTO lexicon (digest, name, terms_json) VALUES ('d', 'n', '[]')")
    let isCancelled = Flag()
    let store = try Store(path: path, access: .write, catalog: .embedded()) { isCancelled.value }
    isCancelled.value = true
    #expect(throws: StoreError.cancelled) { try store.run("corpus_overview") }
    #expect(throws: StoreError.cancelled) { try store.writeFacts { _ in } }
    #expect(throws: StoreError.cancelled) { try store.backup(to: directory.path + "b.db") }
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    #expect(!names.contains { $0.hasPrefix("b.db") })
  }

  private final class Flag: Sendable {
    private let flag = Mutex(false)
    var value: Bool {
      get { flag.withLock { $0 } }
      set { flag.withLock { $0 = newValue } }
    }
  }
}

import Foundation
import RegoalTesting
import SQLFiles
import Store
import Testing
import Trajectories

@testable import Experiments

@Suite("Commits in groups")
struct GroupCommitTests {
  private struct Refused: Error {}

  @Test("keep what others wrote when one of them fails, and tell only that one")
  func failing() async throws {
    let store = try Store.withRuns(0)
    let commits = GroupCommit(store: store, wait: 0.01)
    defer { commits.end() }
    let failed = await withTaskGroup(of: Int?.self) { group in
      for number in 0..<40 {
        group.addTask {
          do {
            try await commits.commit { facts in
              try facts.add(PromptText(stage: .judge, text: "prompt \(number)"))
              if number % 10 == 3 { throw Refused() }
            }
            return nil
          } catch {
            return number
          }
        }
      }
      var failed: [Int] = []
      for await number in group { if let number { failed.append(number) } }
      return failed.sorted()
    }
    #expect(failed == [3, 13, 23, 33])
    #expect(try store.count("check_prompts") == 36)
  }

  @Test("have happened when the caller goes on")
  func visible() async throws {
    let folder = try TemporaryFolder()
    let store = try Store.withRuns(0, path: folder.url.appending(path: "a.db").path)
    let commits = GroupCommit(store: try store.committer(), wait: 0)
    defer { commits.end() }
    let reader = try store.reader()
    for number in 1...20 {
      let isNew = try await commits.commit {
        try $0.add(PromptText(stage: .judge, text: "prompt \(number)"))
      }
      #expect(isNew)
      #expect(try reader.count("check_prompts") == number)
    }
  }

  @Test("are refused after the end")
  func ended() async throws {
    let commits = GroupCommit(store: try Store.withRuns(0), wait: 0)
    commits.end()
    await #expect(throws: StoreError.cancelled) {
      try await commits.commit { try $0.add(PromptText(stage: .judge, text: "p")) }
    }
  }
}

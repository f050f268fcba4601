import Foundation
import Testing

/// Which module may import which (the design's module table); everything else is a mistake.
private let allowed: [String: Set<String>] = [
  "Trajectories": [],
  "Tables": [],
  "SQLFiles": [],
  "SourceJSON": ["Trajectories"],
  "Store": ["SQLFiles", "Tables", "Trajectories"],
  "Statistics": [],
  "Workers": [],
  "Ingest": ["SourceJSON", "Trajectories", "Workers"],
  "Relabeling": ["SourceJSON", "Trajectories"],
  "Experiments": [
    "LanguageModels", "Relabeling", "Statistics", "Store", "Tables", "Trajectories", "Workers",
  ],
  "LanguageModels": ["Relabeling", "SourceJSON", "Trajectories"],
  "Exports": [
    "LanguageModels", "Relabeling", "SourceJSON", "Store", "Tables", "Trajectories", "Workers",
  ],
  "Notebooks": ["SQLFiles", "Store", "Tables"],
  "RegoalCommands": [
    "Experiments", "Exports", "Ingest", "LanguageModels", "Notebooks", "Relabeling", "SQLFiles",
    "Statistics", "Store", "Tables", "Trajectories",
  ],
  "regoal": ["RegoalCommands"],
  "CorpusGenerator": [],
  "CallBenchmark": ["LanguageModels"],
  "RegoalBenchmark": ["Ingest", "Relabeling", "Trajectories", "Workers"],
  "EmbedSQLTool": [],
]

/// Packages and C targets that only some modules may import.
private let reserved: [String: Set<String>] = [
  "GRDB": ["Store"],
  "GRDBSQLite": ["Store"],
  "CSimdjson": ["SourceJSON"],
  "CSQLiteSetup": ["Store"],
  "CArchive": ["Ingest"],
  "CZlib": ["Exports", "Ingest"],
  "ArgumentParser": [
    "RegoalCommands", "regoal", "CorpusGenerator", "RegoalBenchmark", "CallBenchmark",
  ],
  "AsyncHTTPClient": ["LanguageModels", "CallBenchmark"],
  "NIOCore": ["LanguageModels", "CallBenchmark"],
  "NIOHTTP1": ["LanguageModels", "CallBenchmark"],
  "NIOPosix": ["LanguageModels", "CallBenchmark"],
  "Yams": ["Experiments", "RegoalCommands"],
]

private struct Import: Hashable, CustomStringConvertible {
  let module: String
  let imported: String
  var description: String { "\(module) imports \(imported)" }
}

private let package = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent()
  .deletingLastPathComponent()

private func imports() throws -> [Import] {
  let sources = package.appending(path: "Sources")
  var found: Set<Import> = []
  for module in try FileManager.default.contentsOfDirectory(atPath: sources.path) {
    let folder = sources.appending(path: module)
    let files =
      FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        guard let at = words.firstIndex(of: "import"), at <= 1, words.count > at + 1 else {
          continue
        }
        found.insert(Import(module: module, imported: words[at + 1]))
      }
    }
  }
  return found.sorted { $0.description < $1.description }
}

@Suite("Modules import one way")
struct ArchitectureTests {
  @Test("Every module with Swift files is in the table")
  func everyModuleIsListed() throws {
    let modules = Set(try imports().map(\.module))
    #expect(modules.subtracting(allowed.keys) == [])
  }

  @Test("A module imports only the modules of ours that the table allows")
  func importsAreAllowed() throws {
    let ours = Set(allowed.keys)
    let wrong = try imports().filter {
      ours.contains($0.imported) && !(allowed[$0.module] ?? []).contains($0.imported)
    }
    #expect(wrong == [])
  }

  @Test("Packages and C targets are imported only where the design says so")
  func reservedImports() throws {
    let wrong = try imports().filter { one in
      reserved[one.imported].map { !$0.contains(one.module) } ?? false
    }
    #expect(wrong == [])
  }

  @Test("The import lines are found at all")
  func importsAreFound() throws {
    #expect(try imports().contains(Import(module: "Store", imported: "GRDB")))
  }

  @Test("SQL stands in Queries/ and Migrations/, not in Swift strings")
  func sqlIsInFiles() throws {
    let sources = package.appending(path: "Sources")
    var wrong: [String] = []
    let files =
      FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
    for file in files.sorted() where file.hasSuffix(".swift") && !file.hasPrefix("CorpusGenerator")
    {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      for word in ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "WITH "]
      where text.contains("\"\(word)") {
        wrong.append("\(file): \(word)")
      }
    }
    #expect(wrong == [])
  }
}

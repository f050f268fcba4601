import Foundation
import Testing
import Trajectories

@testable import Ingest

private let header = """
  {"version":2,"status":"success","eval":{"run_id":"r","task":"flags","model":"m"},"plan":{}}
  """

private func sample(_ id: Int) -> String {
  """
  {"id":\(id),"epoch":1,"input":"Find it.","messages":[{"role":"assistant","content":"Here."}],"scores":{"m":{"value":"C"}}}
  """
}

@Suite("A packed input")
struct ArchiveTests {
  private func readZip(_ entries: [(String, String)]) throws -> Reading {
    try read(bytes: try ZipFile(entries.map { ($0.0, Data($0.1.utf8)) }).bytes)
  }

  @Test("is a log whose samples are files, each a run, with what was run from its header")
  func eval() throws {
    let reading = try readZip([
      ("_journal/start.json", "{\"eval\":{}}"), ("samples/1_epoch_1.json", sample(1)),
      ("samples/2_epoch_1.json", "{\"id\":"), ("samples/3_epoch_1.json", sample(3)),
      ("summaries.json", "[]"), ("header.json", header),
    ])
    #expect(reading.format == "inspect")
    #expect(reading.trajectories.map(\.id) == ["r/1-1", "r/3-1"])
    #expect(reading.trajectories.allSatisfy { $0.model == "m" && $0.success == true })
    #expect(reading.bad.count == 1)
    #expect(reading.bad.first?.hasPrefix("1: samples/2_epoch_1.json: not JSON") == true)
  }

  @Test("without a header is read with what its journal says at the start")
  func killed() throws {
    let reading = try readZip([
      ("_journal/start.json", header), ("samples/1_epoch_1.json", sample(1)),
    ])
    #expect(reading.trajectories.map(\.id) == ["r/1-1"])
  }

  @Test("writes nothing: names that lead out of it are passed over")
  func escape() throws {
    let evil = NSTemporaryDirectory() + "regoal-escape-\(UUID().uuidString).json"
    let reading = try readZip([
      ("header.json", header), ("../samples/9.json", sample(9)), (evil, sample(9)),
      ("samples/../../../9.json", sample(4)), ("samples/1.json", sample(1)),
    ])
    #expect(reading.trajectories.map(\.id) == ["r/4-1", "r/1-1"])
    #expect(!FileManager.default.fileExists(atPath: evil))
  }

  @Test("is refused where it is another archive", arguments: ["a.json", "samples.json"])
  func other(name: String) throws {
    #expect(throws: InputError.self) { try readZip([(name, "{}")]) }
    do { _ = try readZip([(name, "{}")]) } catch InputError.binary(_, let content) {
      #expect(content == "a zip archive")
    }
  }

  @Test("is given up where it unpacks to far more than its size")
  func bomb() throws {
    let zeros = Data(count: 200 << 20)
    let zip = try ZipFile([("header.json", Data(header.utf8)), ("samples/1.json", zeros)]).bytes
    #expect(zip.count < 1 << 20)
    try withFile(zip) { path in
      let reason = "the archive unpacks to more than 256 times its size"
      #expect(throws: InputError.cannotRead(file: path, reason: reason)) {
        try read(file: path)
      }
    }
  }

  @Test("nested too deep is a bad record")
  func deep() throws {
    let nested = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    let reading = try readZip([("header.json", header), ("samples/1.json", nested)])
    #expect(reading.bad.count == 1)
    #expect(reading.bad.first?.contains("nested too deep") == true)
  }

  @Test("with Zstandard is what it was before", .enabled(if: Zstandard.isThere))
  func zstandard() throws {
    for fixture in FormatFixture.all {
      let bytes = try Data(contentsOf: URL(filePath: fixture.path))
      let plain = try read(file: fixture.path)
      let packed = try read(bytes: try Zstandard.packed(bytes))
      #expect(packed.trajectories.map(\.goal) == plain.trajectories.map(\.goal))
      #expect(packed.lines == plain.lines)
    }
  }

  @Test("with Zstandard says where it is cut short", .enabled(if: Zstandard.isThere))
  func cutZstandard() throws {
    let line = "{\"trajectory_id\":\"t\",\"original_prompt\":\"g\",\"steps\":[],\"n\":"
    let text = (1...20_000).map { "\(line)\($0 &* 2_654_435_761 % 1_000_003)}" }
    let whole = try Zstandard.packed(Data(text.joined(separator: "\n").utf8))
    do {
      _ = try read(bytes: whole.prefix(whole.count / 2))
      Issue.record("the cut was not told")
    } catch InputError.cannotRead(_, let reason) {
      #expect(reason.hasPrefix("the Zstandard data are damaged or cut short ("))
    }
  }

  @Test("with Zstandard is given up where it unpacks to far more", .enabled(if: Zstandard.isThere))
  func zstandardBomb() throws {
    let line = Data((String(repeating: " ", count: 1 << 20) + "\n").utf8)
    var text = Data(
      "{\"trajectory_id\":\"t\",\"original_prompt\":\"g\",\"steps\":[]}\n".utf8)
    for _ in 0..<200 { text += line }
    let packed = try Zstandard.packed(text)
    #expect(packed.count < 1 << 17)
    try withFile(packed) { path in
      #expect(throws: InputError.self) { try read(file: path) }
    }
  }

}

/// The program that packs, where it is installed.
private enum Zstandard {
  static let path = ["/usr/bin/zstd", "/usr/local/bin/zstd", "/opt/homebrew/bin/zstd"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  static var isThere: Bool { path != nil }

  static func packed(_ bytes: Data) throws -> Data {
    try withFile(bytes) { source in
      try withFile(Data()) { target in
        let process = Process()
        process.executableURL = URL(filePath: try #require(path))
        process.arguments = ["-q", "-f", source, "-o", target]
        try process.run()
        process.waitUntilExit()
        return try Data(contentsOf: URL(filePath: target))
      }
    }
  }
}

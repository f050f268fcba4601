import Foundation
import RegoalTesting
import Testing

private func chat(_ id: Int) -> String {
  "{\"id\":\(id),\"messages\":[{\"role\":\"user\",\"content\":\"Find item \(id)\"}]}"
}

private func chats(_ count: Int) -> String {
  (1...count).map { chat($0) }.joined(separator: "\n") + "\n"
}

@Suite("Bad files are told by name, and what they hold of good is taken")
struct BadFileTests {
  @Test("whose last line is cut")
  func cutLines() throws {
    let trial = try Trial()
    try trial.folder.write("in.jsonl", chats(3) + chat(4).dropLast(20))
    try trial.expect(
      "in.jsonl", good: 3,
      bad: [
        "4: not JSON: A string is opened, but never closed; the record may be cut short"
      ])
    // The whole file then brings what was missing.
    try trial.folder.write("in.jsonl", chats(4))
    #expect(try trial.program("ingest", "in.jsonl", "--csv").output.contains("trajectory,1,3"))
  }

  @Test("that are arrays without an end")
  func openArray() throws {
    let trial = try Trial()
    try trial.folder.write("in.json", "[\(chat(1)),\n\(chat(2)),\n")
    try trial.expect(
      "in.json", good: 2, bad: ["3: the array never closes; the input may be cut short"])
  }

  @Test("that are gzip and cut short: every record before the cut is taken")
  func cutGzip() throws {
    let trial = try Trial()
    try trial.folder.write("in.jsonl", chats(3_000))
    let whole = try trial.gzip("in.jsonl")
    try trial.write("cut.jsonl.gz", whole.prefix(whole.count * 3 / 4))
    let result = try trial.program("ingest", "cut.jsonl.gz")
    #expect(result.status == 1)
    let taken = try trial.counts()["trajectories"] ?? 0
    #expect(taken > 1_000)
    #expect(
      result.errors.contains(
        "error: 'cut.jsonl.gz' cannot be read to its end: the gzip stream is cut short, at line "
          + "\(taken + 1)\n  fix: get the file again whole; what is stored already is not stored twice"
      ), "\(result.errors)")
    #expect(try trial.counts()["quarantined records"] == 0)
    try trial.expectSound()
    let again = try trial.program("ingest", "in.jsonl.gz", "--csv")
    #expect(again.status == 0)
    #expect(again.output.contains("trajectory,\(3_000 - taken),\(taken)"))
    let strict = try trial.program("ingest", "cut.jsonl.gz", "--strict", "--db", "strict.db")
    #expect(strict.status == 1)
    #expect(try trial.counts("strict.db")["trajectories"] == 0)
  }

  @Test("that are gzip and damaged")
  func damagedGzip() throws {
    let trial = try Trial()
    try trial.folder.write("in.jsonl", chats(100))
    var bytes = try trial.gzip("in.jsonl")
    bytes[bytes.count - 6] ^= 0xFF  // In the checksum.
    try trial.write("bad.jsonl.gz", bytes)
    let result = try trial.program("ingest", "bad.jsonl.gz")
    #expect(result.status == 1)
    #expect(
      result.errors.contains(
        "error: 'bad.jsonl.gz' cannot be read to its end: the gzip data are damaged "
          + "(incorrect data check), at line "), "\(result.errors)")
    try trial.expectSound()
  }

  @Test("that are no text", .enabled(if: FileManager.default.isReadableFile(atPath: "/bin/ls")))
  func binary() throws {
    let trial = try Trial()
    var generator = SystemRandomNumberGenerator()
    var noise = Data([0xC1, 0x00])
    for _ in 0..<5_000 { noise.append(UInt8.random(in: 0...255, using: &generator)) }
    try trial.write("noise", noise)
    try trial.expectRefusal("noise", "is binary data that begin with the bytes c1 00 ")
    try trial.write("program", try Data(contentsOf: URL(filePath: "/bin/ls")))
    try trial.expectRefusal("program", "is an ELF program, and of no format that is known here")
    try trial.write("image.png", Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) + noise)
    try trial.expectRefusal("image.png", "is a PNG image, and of no format that is known here")
    try trial.write("runs.zip", Data([0x50, 0x4B, 3, 4, 20, 0]) + noise)
    try trial.expectRefusal("runs.zip", "is a zip archive, and of no format that is known here")
    // Told to take it for a format, the program takes its lines for bad records.
    let told = try trial.program("ingest", "noise", "--format", "openai-chat")
    #expect(told.status == 1)
    #expect(told.errors.contains("noise:1: not JSON: "))
    try trial.expectSound()
  }

  @Test(
    "that hold no records",
    arguments: [
      ("", "it is empty, or white space only"), (" \n\t\r\n", "it is empty, or white space only"),
      ("[]", "it is an empty array"), (" [ \n]\n", "it is an empty array"),
      ("[", "it is an array that never closes"),
    ])
  func empty(text: String, words: String) throws {
    let trial = try Trial()
    try trial.folder.write("in.json", text)
    try trial.expectRefusal("in.json", "holds no records: \(words)")
  }

  @Test("that are not there, or hold nothing that is known")
  func absent() throws {
    let trial = try Trial()
    try trial.expectRefusal("absent.jsonl", "cannot be opened: no such file or folder")
    #expect(!FileManager.default.fileExists(atPath: trial.path("regoal.db")))
    try FileManager.default.createDirectory(
      atPath: trial.path("hollow/below"), withIntermediateDirectories: true)
    try trial.expectRefusal("hollow", "has no files in it")
    #expect(!FileManager.default.fileExists(atPath: trial.path("regoal.db")))
    try trial.folder.write("notes/a.txt", "hello")
    try trial.folder.write("notes/b.json", "{\"resolved\":[]}")
    let result = try trial.program("ingest", "notes")
    #expect(result.status == 1)
    #expect(
      result.errors.contains(
        "error: of the 2 files in 'notes' none is of a format that is known here\n  fix: "),
      "\(result.errors)")
    try trial.folder.write("notes/runs.jsonl", chats(2))
    let found = try trial.program("ingest", "notes", "--csv")
    #expect(found.status == 0)
    #expect(found.output.contains("trajectory,2,0"))
  }

  @Test("that may not be read", .enabled(if: Unprivileged.isPossible))
  func forbidden() throws {
    let trial = try Trial()
    let program = try Unprivileged(in: trial.folder.url)
    try trial.folder.write("secret.jsonl", chats(2))
    try trial.folder.write("open.jsonl", chats(1))
    chmod(trial.path("secret.jsonl"), 0)
    try trial.folder.write("closed/runs.jsonl", chats(2))
    chmod(trial.path("closed"), 0)
    defer { chmod(trial.path("closed"), 0o755) }
    let result = try program.run(["ingest", "secret.jsonl", "closed", "open.jsonl", "--csv"])
    #expect(result.status == 1)
    #expect(
      result.errors.contains(
        "error: 'secret.jsonl' cannot be opened: Permission denied\n  fix: "), "\(result.errors)")
    #expect(
      result.errors.contains("error: 'closed' cannot be opened: the folder cannot be read"),
      "\(result.errors)")
    #expect(result.output.contains("open.jsonl,openai-chat,openai-chat,trajectory,1,0"))
  }

  /// Kilobytes that the largest child so far took, of all tests.
  private var peak: Int {
    var usage = rusage()
    getrusage(-1, &usage)  // RUSAGE_CHILDREN
    return usage.ru_maxrss
  }

  @Test("with a line of 100 MB, whole or cut, in memory of a few times the line")
  func longLine() throws {
    let trial = try Trial()
    let length = 100_000_000
    for isCut in [false, true] {
      let name = isCut ? "cut.jsonl" : "whole.jsonl"
      try trial.folder.write(name, "\(chat(1))\n\(chat(2).dropLast()),\"x\":\"")
      let file = try FileHandle(forWritingTo: trial.folder.url.appending(path: name))
      try file.seekToEnd()
      let piece = Data(repeating: UInt8(ascii: "x"), count: 1_000_000)
      for _ in 0..<(length / piece.count) { try file.write(contentsOf: piece) }
      try file.write(contentsOf: Data("\(isCut ? "" : "\"}")\n\(chat(3))\n".utf8))
      try file.close()
    }
    let whole = try trial.program("ingest", "whole.jsonl", "--csv")
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(whole.output.contains("trajectory,3,0"))
    let size = try trial.program(
      "query", "--csv", "--sql", "select max(length(metadata_json)) from trajectory")
    #expect(size.output.hasSuffix("\n\(length + 8)\n"), "\(size.output)")
    try trial.expectSound()
    let cut = try trial.program("ingest", "cut.jsonl", "--csv", "--db", "cut.db")
    #expect(cut.status == 1)
    #expect(
      cut.errors.contains("cut.jsonl:2: not JSON: A string is opened, but never closed"),
      "\(cut.errors.prefix(1_000))")
    #expect(cut.output.contains("trajectory,2,0"))
    #expect(cut.output.contains("quarantine,1,0"))
    try trial.expectSound("cut.db")
    #expect(peak < 10 * length / 1_000)
  }
}

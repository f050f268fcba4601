import Foundation
import Testing
import Trajectories

@testable import Ingest

private func line(_ id: Int) -> String {
  "{\"trajectory_id\":\"t\(id)\",\"original_prompt\":\"g\",\"steps\":[]}"
}

private func pretty(_ id: Int) -> String {
  """
    {
      "trajectory_id": "t\(id)",
      "original_prompt": "a \\"quoted\\" ] } , goal",
      "steps": [
        {"thought": "x"}
      ]
    }
  """
}

@Suite("A reader of records")
struct RecordReaderTests {
  private func ids(_ reading: Reading) -> [String] { reading.trajectories.map(\.id) }

  @Test("knows the line on which each element of an array begins")
  func lines() throws {
    let reading = try read("\n[\n\(pretty(1)),\n\(pretty(2)) ,\(line(3)),\n\n\(line(4))\n]\n")
    #expect(ids(reading) == ["t1", "t2", "t3", "t4"])
    #expect(reading.lines == [3, 10, 16, 18])
    #expect(reading.bad.isEmpty)
  }

  @Test(
    "does not mind a byte order mark, blank lines, CRLF, or a last line without an end",
    arguments: [
      ("\u{FEFF}\(line(1))\n\(line(2))\n", [1, 2]), ("\n\n\(line(1))\n  \n\t\n\(line(2))", [3, 6]),
      ("\(line(1))\r\n\r\n\(line(2))\r\n", [1, 3]),
      ("\u{FEFF}[\(line(1)),\r\n\(line(2))]", [1, 2]),
      ("  \(line(1))  \n \(line(2))\t", [1, 2]), ("[\(line(1)),\n\(line(2)),\n]", [1, 2]),
    ])
  func whitespace(text: String, lines: [Int]) throws {
    let reading = try read(text)
    #expect(ids(reading) == ["t1", "t2"])
    #expect(reading.lines == lines)
    #expect(reading.bad.isEmpty)
  }

  @Test("sees a gzip file by its content")
  func gzip() throws {
    let many = (1...5_000).map { line($0) }.joined(separator: "\n")
    let reading = try read(bytes: gzipped(Data(many.utf8)))
    #expect(reading.trajectories.count == 5_000)
    #expect(reading.lines.last == 5_000)
  }

  @Test("says that a gzip file is cut short")
  func cutGzip() throws {
    let text = (1...5_000).map { line($0) }.joined(separator: "\n")
    let whole = try gzipped(Data(text.utf8))
    try withFile(whole.prefix(whole.count / 2)) { path in
      let reader = try RecordReader(file: path)
      var taken = 0
      do {
        while try reader.next() != nil { taken += 1 }
        Issue.record("the cut was not told")
      } catch InputError.cannotRead(let file, let reason) {
        #expect(file == path)
        #expect(reason == "the gzip stream is cut short, at line \(taken + 1)")
      }
      #expect(taken > 1_000)
    }
  }

  @Test("takes records that are larger than its buffer")
  func large() throws {
    let thought = String(repeating: "wörd \\\" ", count: 400_000)
    let large = "{\"trajectory_id\":\"t1\",\"original_prompt\":\"\(thought)\",\"steps\":[]}"
    for text in ["\(large)\n\(line(2))", "[\(large),\(line(2))]"] {
      let reading = try read(text)
      #expect(ids(reading) == ["t1", "t2"])
      #expect(reading.trajectories.first?.goal.utf8.count == 400_000 * 8)
    }
  }

  @Test(
    "keeps the good elements of an array that never closes, and tells of it",
    arguments: [
      "[\(line(1)),\n\(line(2)),\n{\"trajectory_id\":\"t3\",\"orig",
      "[\(line(1)),\n\(line(2)),\n", "[\(line(1)),\n\(line(2))\n", "[\(line(1)),\n\(line(2))\n,[",
    ])
  func cutArray(text: String) throws {
    let reading = try read(text)
    #expect(ids(reading) == ["t1", "t2"])
    #expect(reading.bad.count == 1)
    #expect(reading.bad.first?.hasPrefix("3: ") == true)
  }

  @Test("tells what stands behind the end of an array")
  func trailing() throws {
    let reading = try read("[\(line(1))]\n]\n\(line(2))\n")
    #expect(ids(reading) == ["t1", "t2"])
    #expect(reading.bad.count == 1)
    #expect(reading.bad.first?.hasPrefix("2: not JSON") == true)
  }

  @Test(
    "goes on behind a line that is no JSON",
    arguments: [
      "{\"a\":", "{\"a\":1}}", "nul", "{'a':1}", "{\"a\":01}", "{\"a\":\"\u{1}\"}", "{\"a\":1,}",
    ])
  func badLine(text: String) throws {
    let reading = try read("\(line(1))\n\(text)\n\(line(2))\n")
    #expect(ids(reading) == ["t1", "t2"])
    #expect(reading.bad.count == 1)
    #expect(reading.bad.first?.hasPrefix("2: not JSON: ") == true)
  }

  @Test("recognises the format by the first record that is JSON")
  func badFirstLine() throws {
    let reading = try read("{\"cut\":\n\(line(1))\n\(line(2))\n")
    #expect(reading.format == "agenther")
    #expect(ids(reading) == ["t1", "t2"])
    #expect(reading.bad.count == 1)
    #expect(reading.bad.first?.hasPrefix("1: not JSON: ") == true)
  }

  @Test("takes text that is no UTF-8 for a bad record")
  func badBytes() throws {
    let bytes =
      Data(line(1).utf8) + Data("\n{\"a\":\"".utf8) + Data([0xFF, 0xFE]) + Data("\"}\n".utf8)
    let reading = try read(bytes: bytes)
    #expect(ids(reading) == ["t1"])
    #expect(reading.bad.count == 1)
  }

  @Test(
    "refuses an input without records",
    arguments: [
      ("", .nothing), ("\n \n", .nothing), ("\u{FEFF}", .nothing), ("[]", .array),
      ("[ \n ]", .array), ("[", .openArray), (" [ \n", .openArray),
    ] as [(String, InputError.Emptiness)])
  func empty(text: String, content: InputError.Emptiness) throws {
    try withFile(Data(text.utf8)) { path in
      #expect(throws: InputError.empty(file: path, content: content)) { try read(file: path) }
    }
  }

  @Test(
    "refuses an input that no importer knows",
    arguments: ["{\"a\":1}", "hello", "[1,2]", "{\"type\":\"x\"}"])
  func unrecognised(text: String) throws {
    try withFile(Data(text.utf8)) { path in
      let start = text == "[1,2]" ? "1" : text
      #expect(
        throws: InputError.unrecognised(
          file: path, start: start, formats: InputFormats.names)
      ) { try read(file: path) }
    }
  }

  @Test("refuses what it cannot open, and formats that it does not know")
  func cannotOpen() throws {
    #expect(throws: InputError.cannotOpen(file: "/nowhere", reason: "No such file or directory")) {
      try read(file: "/nowhere")
    }
    #expect(throws: InputError.cannotOpen(file: "/tmp", reason: "it is a folder")) {
      try read(file: "/tmp")
    }
    try withFile(Data(line(1).utf8)) { path in
      #expect(throws: InputError.unknownFormat(name: "csv", formats: InputFormats.names)) {
        try read(file: path, format: "csv")
      }
    }
  }

  @Test("takes a format by its name where it is told one")
  func named() throws {
    let reading = try read("{\"a\":1}", format: "agenther")
    #expect(reading.bad == ["1: 'trajectory_id' is missing"])
  }
}

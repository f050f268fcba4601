import Foundation
import SourceJSON
import Testing
import Trajectories

@testable import Ingest

private func run(_ id: Int) -> String {
  """
  {
    "trajectory_id": "t\(id)",
    "original_prompt": "a } goal",
    "steps": [
    ]
  }
  """
}

@Suite("Objects that span lines")
struct DocumentTests {
  private func ids(_ reading: Reading) -> [String] { reading.trajectories.map(\.id) }

  @Test(
    "are records, alone or one behind another, each with the line on which it begins",
    arguments: [
      (run(1), [1]), ("\n\n\(run(1))\n", [3]), ("\(run(1))\n\(run(2))", [1, 7]),
      ("\(run(1))\(run(2))\n\n\(run(3))", [1, 6, 13]), ("\u{FEFF}\(run(1))", [1]),
      (run(1).replacing("\n", with: "\r\n"), [1]),
      ("{\n\(run(1).dropFirst())", [1]),
    ])
  func documents(text: String, lines: [Int]) throws {
    let reading = try read(text)
    #expect(reading.lines == lines)
    #expect(ids(reading) == lines.indices.map { "t\($0 + 1)" })
    #expect(reading.bad.isEmpty)
  }

  @Test("are told from lines of which the first is cut short")
  func cutLine() throws {
    let line = "{\"trajectory_id\":\"t1\",\"original_prompt\":\"g\",\"steps\":[]}"
    for cut in ["{\"cut\":", "{\"cut\":[1,", "{\"cut\":\"te", "{\"cut\":{\"a\":1}"] {
      let reading = try read("\(cut)\n\(line)\n")
      #expect(ids(reading) == ["t1"], "\(cut)")
      #expect(reading.bad.count == 1)
    }
  }

  @Test("that never close are refused, not taken for something else")
  func open() throws {
    #expect(throws: InputError.self) { try read(String(run(1).dropLast())) }
  }

  @Test("give the parts that are records, with their lines; what is around belongs to each")
  func parts() throws {
    let text = Array("{\"a\": 1,\n \"list\": [\n  {\"x\":1},\n  2, \"b]\"],\n \"z\": {}}".utf8)
    try text.withUnsafeBufferPointer { bytes in
      let found = try #require(DocumentParts(bytes, unit: .elements(of: "list"), line: 5))
      #expect(
        found.parts.map { String(decoding: bytes[$0.range], as: UTF8.self) } == [
          "{\"x\":1}", "2", "\"b]\"",
        ])
      #expect(found.parts.map(\.line) == [7, 8, 8])
      let around = String(decoding: found.surroundings, as: UTF8.self)
      #expect(around == "{\"a\": 1,\n \"list\": [],\n \"z\": {}}")
      let members = try #require(DocumentParts(bytes, unit: .members, line: 1))
      #expect(members.parts.map(\.key) == ["a", "list", "z"])
      #expect(members.surroundings.isEmpty)
    }
  }

  @Test(
    "without such parts are one record",
    arguments: ["{}", "{\"list\":1}", "{\"list\":[]}", "{\"list\":[1", "[1]", "{\"list\":[1}"])
  func noParts(text: String) {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      #expect(DocumentParts(bytes, unit: .elements(of: "list"), line: 1) == nil)
    }
  }

  @Test(
    "give the same parts when they were read as JSON before",
    arguments: [
      "{}", "{\"list\":1}", "{\"list\":[]}", " {\"list\": [ 1 , \"]\" ] } ",
      "{\"list\":{\"list\":[1]}, \"list\" :\n[1,\n {\"a\" : [2]}\n ,null],\n\"list\":[3]}",
      "{\"l\\u0069st\":[1],\"\\u0061\":{},\"b\":\"\\\"\"}",
    ])
  func parsedParts(text: String) throws {
    let json = JSONReader()
    try json.read(text) { root in
      for unit in [RecordUnit.members, .elements(of: "list")] {
        let cut = DocumentParts(root.sourceBytes, unit: unit, line: 3)
        let read = DocumentParts(root, unit: unit, line: 3)
        #expect(read?.parts.map(\.range) == cut?.parts.map(\.range))
        #expect(read?.parts.map(\.line) == cut?.parts.map(\.line))
        #expect(read?.parts.map(\.key) == cut?.parts.map(\.key))
        let source = try #require(root.sourceBytes.baseAddress) - root.offset
        for part in read?.parts ?? [] {
          let node = try #require(part.node)
          let value = try #require(json.value(node, in: source))
          #expect(value.sourceBytes.elementsEqual(root.sourceBytes[part.range]))
        }
      }
    }
  }

  @Test("with a part that is no JSON lose that part alone", arguments: [nil, "fireact"])
  func brokenPart(format: String?) throws {
    let chat =
      "[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"Action: a[b]\"}]"
    let good = "{\"reward\":true,\"traj\":\(chat)}"
    for space in ["\n", " "] {
      let reading = try read(
        "{\"1\":\(good),\(space)\"2\":{\"reward\":NaN},\(space)\"3\":\(good)}", format: format)
      #expect(reading.format == "fireact")
      #expect(ids(reading).map { $0.suffix(2) } == ["/1", "/3"])
      #expect(reading.bad.count == 1)
      #expect(
        reading.bad[0].hasSuffix(
          ": not JSON: NaN at byte 10 of the record; write null for what is not known"))
    }
  }

  @Test("that are no JSON are bad records of the format that the rest of them tells")
  func brokenDocument() throws {
    let reading = try read(
      "{\n\"schema_version\":\"ATIF-v1.5\",\n\"steps\":[],\n\"final_metrics\":Infinity}")
    #expect(reading.format == "atif")
    #expect(reading.bad.count == 1)
    #expect(reading.bad[0].hasPrefix("1: not JSON: Infinity"))
  }

  @Test("as one array end with it; what stands behind is told by itself")
  func behindArray() throws {
    let messages = "[{\"role\":\"human\",\"content\":\"q\"},\n{\"role\":\"A\",\"content\":\"x\"}]"
    let reading = try read("\(messages)\n, \"more\"\n{\"role\":\"A\"}\n")
    #expect(reading.format == "agentrx")
    #expect(reading.trajectories.map(\.steps.count) == [1])
    #expect(reading.bad.map { $0.prefix(2) } == ["3:", "4:"])
  }

  @Test("many files are read in their order, small ones ahead", arguments: [1, 40, 2_000])
  func readers(count: Int) throws {
    let folder = NSTemporaryDirectory() + "regoal-readers-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let files = (1...count).map { "\(folder)/\($0).json" } + ["\(folder)/none"]
    for place in 1...count { try Data(run(place).utf8).write(to: URL(filePath: files[place - 1])) }
    let readers = InputReaders(files: files, format: nil, label: nil)
    for place in 1...count {
      let reader = try readers.next().get()
      #expect(reader.file == files[place - 1])
      guard case .record(.trajectory(let run), _, _)? = try reader.next() else {
        Issue.record("no run")
        continue
      }
      #expect(run.id == "t\(place)")
      if try reader.next() != nil { Issue.record("more than a run") }
    }
    #expect(throws: InputError.cannotOpen(file: files[count], reason: "No such file or directory"))
    {
      try readers.next().get()
    }
  }
}

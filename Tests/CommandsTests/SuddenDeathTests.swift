import Foundation
import RegoalTesting
import Testing

/// Kills at seeded random moments: shares of the time, or of the bytes written, of an undisturbed run.
///
/// `REGOAL_FULL_KILLS=100` for that many kills of ingest and of run each, and a fifth of it of the others.
@Suite("Sudden death", .serialized)
struct SuddenDeathTests {
  private static let full = ProcessInfo.processInfo.environment["REGOAL_FULL_KILLS"].flatMap {
    Int($0)
  }

  @Test("of ingest loses nothing that was committed, and the same command goes on to the same end")
  func ingest() throws {
    let storm = try Storm(
      command: ["ingest", "runs.jsonl", "log.jsonl", "bad.jsonl"],
      expectedStatus: 1)
    try storm.rage(kills: Self.full ?? 2, seed: 1)
  }

  @Test("of an ingest from gzip and standard input")
  func otherInputs() throws {
    let storm = try Storm(
      command: ["ingest", "runs.jsonl.gz", "-", "--source", "piped"], input: "log.jsonl")
    try storm.rage(kills: Self.full.map { $0 / 5 } ?? 1, seed: 2)
  }

  @Test("of a strict ingest leaves everything or nothing")
  func strict() throws {
    let storm = try Storm(command: ["ingest", "runs.jsonl", "log.jsonl", "--strict"])
    try storm.rage(kills: Self.full.map { $0 / 5 } ?? 1, seed: 3) { seen, end in
      // These come with the schema.
      let tables = Set(seen.counts.keys).subtracting(["migration", "paper_count", "paper_figure"])
      #expect(tables.isEmpty || seen == end)
    }
  }

  @Test("of run, with its training files")
  func run() throws {
    let storm = try Storm(
      before: [["ingest", "few.jsonl"]], command: ["run", "--out", "training"])
    try storm.rage(kills: Self.full ?? 2, seed: 4)
  }

  @Test("of another setting of a stage", arguments: [["detect"], ["judge", "--series", "second"]])
  func rerun(_ stage: [String]) throws {
    guard Self.full != nil || stage == ["detect"] else { return }
    let storm = try Storm(
      before: [["ingest", "few.jsonl"], ["run"]],
      command: ["rerun"] + stage + ["--rules", stage == ["detect"] ? "reference" : "default"])
    try storm.rage(kills: Self.full.map { $0 / 5 } ?? 1, seed: 5)
  }

  @Test("of export leaves each file absent, old or new, and no manifest beside strange files")
  func export() throws {
    let storm = try Storm(
      before: [
        ["ingest", "few.jsonl"], ["run", "--out", "training"],
      ], command: ["export", "--out", "training", "--theta", "0.9", "--fallback", "none"])
    try storm.rage(kills: Self.full.map { $0 / 5 } ?? 1, seed: 6)
  }

  @Test(
    "Ctrl-C and its like end a command that waits for input",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func signals(_ number: Int32) throws {
    let folder = try TemporaryFolder()
    let pipe = folder.url.appending(path: "pipe")
    try #require(mkfifo(pipe.path, 0o600) == 0)
    // Held open, so that the command waits for more.
    let writer = open(pipe.path, O_RDWR)
    defer { close(writer) }
    let child = try Child(["ingest", "-"], in: folder.url, input: pipe)
    let database = folder.url.appending(path: "regoal.db")
    child.watch { _ in FileManager.default.fileExists(atPath: database.path) }
    child.send(number)
    #expect(child.wait() == .exited(128 + number))
    #expect(
      child.errors == "interrupted; what was committed stays, the same command continues\n")
    #expect(try Program(in: folder.url)("db", "check").status == 0)
  }
}

/// A command, what it comes to undisturbed, and what it comes to under kills.
private final class Storm {
  let before: [[String]]
  let command: [String]
  let input: String?
  let expectedStatus: Int32
  /// The undisturbed run.
  private let calm: Place
  private let inputs: MortalInputs
  private let end: StoredRows
  private let old: [String: Data]
  private let new: [String: Data]
  private let seconds: TimeInterval
  private let written: Int

  /// Kills of one database, before the command may go to its end.
  private static let killsOfOne = 4

  init(
    before: [[String]] = [], command: [String], input: String? = nil, expectedStatus: Int32 = 0
  ) throws {
    self.before = before
    self.command = command
    self.input = input
    self.expectedStatus = expectedStatus
    inputs = try MortalInputs()
    calm = try Place(before, inputs)
    old = try calm.trainingFiles()
    let child = try calm.start(command, input: input)
    let status = child.wait()
    try #require(status == .exited(expectedStatus), "\(child.errors)")
    seconds = child.seconds
    written = child.written
    end = try StoredRows(database: calm.database)
    new = try calm.trainingFiles()
  }

  /// - Parameter check: asked after each kill with what is stored and what will be.
  func rage(
    kills: Int, seed: UInt64,
    check: (_ seen: StoredRows, _ end: StoredRows) throws -> Void = { _, _ in }
  ) throws {
    var dice = Dice(seed: seed)
    var count = 0
    var hits = 0
    var words = Set<String>()
    while count < kills {
      let place = try Place(before, inputs)
      var seen = try StoredRows(database: place.database).facts
      // A file that was being written when its process was shot lies there until the next export.
      var wasShot = false
      for _ in 0..<Self.killsOfOne where count < kills {
        let signal = dice.below(3) == 0 ? SIGINT : SIGKILL
        let share = dice.unit()
        let isByBytes = dice.below(2) == 0
        let moment = "\(signal) at \(share) of \(isByBytes ? "bytes" : "time"), seed \(seed)"
        let child = try place.start(command, input: input)
        child.watch {
          isByBytes ? $0.written >= Int(share * Double(written)) : $0.seconds >= share * seconds
        }
        child.send(signal)
        let status = child.wait()
        count += 1
        switch status {
        case .killed(signal): break
        case .exited(130) where signal == SIGINT:
          let said = child.errors.split(separator: "\n").map(String.init)
          #expect(
            said.last == "interrupted; what was committed stays, the same command continues",
            "\(moment)")
          #expect(wasShot || !place.holdsPartialFiles, "\(moment)")
        case .exited(expectedStatus): break
        default: Issue.record("ended with \(status): \(child.errors) (\(moment))")
        }
        wasShot = wasShot || status == .killed(SIGKILL)
        words.insert("\(status)")
        let stored = try StoredRows(database: place.database)
        #expect(seen.subtracting(stored.facts).isEmpty, "committed facts vanished: \(moment)")
        #expect(stored.facts.isSubset(of: end.facts), "\(moment)")
        seen = stored.facts
        if stored != end, !stored.rows.isEmpty { hits += 1 }
        try check(stored, end)
        try place.expectWholeFiles(old: old, new: new, moment)
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.temporary.path) == [])
        if FileManager.default.fileExists(atPath: place.database.path) {
          let found = try Program(in: place.work)("db", "check")
          #expect(found.status == 0, "\(moment): \(found.output)\(found.errors)")
        }
      }
      let last = try place.start(command, input: input)
      #expect(last.wait() == .exited(expectedStatus), "\(last.errors)")
      #expect(try StoredRows(database: place.database) == end)
      #expect(try place.trainingFiles() == new)
      #expect(!place.holdsPartialFiles)
    }
    if ProcessInfo.processInfo.environment["REGOAL_FULL_KILLS"] != nil {
      print(
        "\(command[0]): \(count) kills, \(hits) of them left an unfinished database; \(words);",
        "undisturbed \(seconds) s, \(written) bytes written")
    }
  }
}

/// A folder with inputs and a database.
private final class Place {
  let folder: TemporaryFolder
  let work: URL
  let temporary: URL
  var database: URL { work.appending(path: "regoal.db") }
  private var training: URL { work.appending(path: "training") }

  init(_ before: [[String]], _ inputs: MortalInputs) throws {
    folder = try TemporaryFolder()
    work = folder.url.appending(path: "work")
    temporary = folder.url.appending(path: "tmp")
    for url in [work, temporary] {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    for name in MortalInputs.names {
      try FileManager.default.createSymbolicLink(
        at: work.appending(path: name), withDestinationURL: inputs.folder.url.appending(path: name))
    }
    for command in before {
      let result = try Program(in: work).run(command)
      try #require(result.status == 0, "\(result.errors)")
    }
  }

  func start(_ command: [String], input: String?) throws -> Child {
    try Child(
      command, in: work, temporary: temporary, input: input.map { work.appending(path: $0) })
  }

  func trainingFiles() throws -> [String: Data] {
    guard FileManager.default.fileExists(atPath: training.path) else { return [:] }
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: training.path)
    where !name.hasSuffix(".partial") {
      files[name] = try Data(contentsOf: training.appending(path: name))
    }
    return files
  }

  var holdsPartialFiles: Bool {
    let names = try? FileManager.default.contentsOfDirectory(atPath: training.path)
    return names?.contains { $0.hasSuffix(".partial") } ?? false
  }

  func expectWholeFiles(old: [String: Data], new: [String: Data], _ moment: String) throws {
    let files = try trainingFiles()
    for (name, data) in files {
      #expect(data == old[name] || data == new[name], "\(name) is cut: \(moment)")
    }
    if let manifest = files["manifest.json"] {
      #expect(files == (manifest == new["manifest.json"] ? new : old), "\(moment)")
    }
  }
}

/// What is read in these tests.
private final class MortalInputs {
  static let names = ["runs.jsonl", "runs.jsonl.gz", "few.jsonl", "log.jsonl", "bad.jsonl"]
  static let isFull = ProcessInfo.processInfo.environment["REGOAL_FULL_KILLS"] != nil
  /// In full several groups of a file; in short one.
  static let count = isFull ? 5_000 : 150
  static let few = isFull ? 1_500 : 8
  static let logged = isFull ? 500 : 30

  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let runs = folder.url.appending(path: "runs.jsonl")
    for (file, count) in [("runs.jsonl", MortalInputs.count), ("few.jsonl", MortalInputs.few)] {
      try MortalInputs.run(
        Program.built.deletingLastPathComponent().appending(path: "CorpusGenerator"),
        [
          "--count", "\(count)", "--mean-steps", "1", "--output",
          folder.url.appending(path: file).path,
        ])
    }
    try MortalInputs.run(URL(filePath: "/usr/bin/gzip"), ["-k", runs.path])
    try folder.write("log.jsonl", MortalInputs.log())
    try folder.write(
      "bad.jsonl", MortalInputs.log(prefix: "b") + "{\"type\":\"trajectory\"}\nnot JSON\n")
  }

  /// Facts first, the runs they are about behind them.
  private static func log(prefix: String = "t") -> String {
    var facts: [String] = []
    var runs: [String] = []
    for number in 0..<MortalInputs.logged {
      let place = "\"trajectory\":\"\(prefix)\(number)\""
      let extract = "\"extract_config\":\"o\",\"config\":\"r\""
      facts.append(#"{"type":"detection",\#(place),"config":"d","severity":0.25}"#)
      facts.append(
        #"{"type":"outcome",\#(place),"config":"o","achievements":["found \#(number)"]}"#)
      for k in 1...3 {
        facts.append(
          #"{"type":"vote",\#(place),\#(extract),"k":\#(k),"judge":"j","valid":true,"confidence":0.5}"#
        )
        facts.append(
          #"{"type":"attempt",\#(place),\#(extract),"k":\#(k),"goal":"g\#(k)","confidence":0.5}"#)
      }
      facts.append(#"{"type":"collection",\#(place),\#(extract),"panel":["j"],"attempts_max":3}"#)
      runs.append(
        #"{"type":"trajectory","id":"\#(prefix)\#(number)","goal":"g","steps":[],"success":false}"#)
    }
    return (facts + runs).joined(separator: "\n") + "\n"
  }

  private static func run(_ executable: URL, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}

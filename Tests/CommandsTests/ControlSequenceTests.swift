import Foundation
import RegoalTesting
import Testing

/// What an ill-meant run might hold: colours, the window's title, the clipboard, a link, a bell, steps back,
/// a whole line over another, C1, DEL, writing turned round, and lines of its own.
private let evil =
  "\u{1B}[31mred\u{1B}]0;title\u{07}\u{1B}]52;c;QQ==\u{1B}\\\u{1B}]8;;http://x\u{07}l\u{8}\u{8}\rover"
  + "\u{9B}2J\u{90}q\u{7F}\u{202E}evil\u{2066}\u{61C}\u{2028}a\u{2029}b\nline | `code` \\ <b> [l](u)\t."

private func steering(_ text: String) -> [String] {
  text.unicodeScalars.filter { scalar in
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }.map { "U+" + String($0.value, radix: 16) }
}

@Suite("Nothing from a run steers a terminal")
struct ControlSequenceTests {
  private let folder: TemporaryFolder
  private let program: Program
  private let file = "evil\u{1B}[2J\n\u{202E}.jsonl"

  init() throws {
    folder = try TemporaryFolder()
    program = Program(in: folder.url)
    func quoted(_ text: String) throws -> String {
      String(
        decoding: try JSONSerialization.data(withJSONObject: text, options: .fragmentsAllowed),
        as: UTF8.self)
    }
    let e = try quoted(evil)
    let id = try quoted("id" + evil)
    let place = "\"trajectory\":\(id),\"series\":\"main\",\"source\":\(e)"
    let lines = [
      "{\"type\":\"trajectory\",\"id\":\(id),\"source\":\(e),\"task\":\(e),\"groups\":{\(e):\(e)},"
        + "\"benchmark\":\(e),\"domain\":\(e),\"model\":\(e),\"goal\":\(e),\"steps\":[{\"thought\":\(e),"
        + "\"action_name\":\(e),\"action_input\":\(e),\"observation\":\(e)}],\"final_answer\":\(e),"
        + "\"failure_reason\":\(e),\"success\":false,\(e):\(e)}",
      "{\"type\":\"detection\",\(place),\"config\":\(e),\"failure_type\":\(e),\"weight\":0.9,"
        + "\"explanation\":\(e)}",
      "{\"type\":\"outcome\",\(place),\"config\":\(e),\"achievements\":[\(e)],\"limitations\":\(e)}",
      "{\"type\":\"attempt\",\(place),\"extract_config\":\(e),\"config\":\(e),\"k\":1,\"goal\":\(e),"
        + "\"valid\":true,\"confidence\":0.9,\"rationale\":\(e)}",
      "{\"type\":\"vote\",\(place),\"extract_config\":\(e),\"config\":\(e),\"k\":1,\"judge\":\(e),"
        + "\"valid\":true,\"confidence\":0.9,\"reason\":\(e)}",
      "{\"type\":\(e)}", "{\"type\":\"vote\",\(place),\"status\":\(e),\"config\":\(e)}",
      "{\"type\":\"trajectory\",\"id\":\(id),\"source\":\(e),\"goal\":\"another\",\"steps\":[]}",
      "not JSON \(evil.replacingOccurrences(of: "\n", with: ""))",
    ]
    try folder.write(file, lines.joined(separator: "\n") + "\n")
  }

  /// Runs a command and finds its output and messages harmless.
  @discardableResult
  private func harmless(
    _ arguments: [String], status: Int32? = 0, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Program.Result {
    let result = try program.run(arguments)
    let words = "\(arguments): \(result.output)\(result.errors)"
    #expect(steering(result.output) == [], "\(words)", sourceLocation: sourceLocation)
    #expect(steering(result.errors) == [], "\(words)", sourceLocation: sourceLocation)
    if let status { #expect(result.status == status, "\(words)", sourceLocation: sourceLocation) }
    return result
  }

  @Test("whatever a command prints about it, as a table or as Markdown")
  func commands() throws {
    try harmless(["ingest", file], status: 1)
    try harmless(["ingest", file, "--markdown"], status: 1)
    try harmless(["ingest", file, "--strict", "--db", "strict.db"], status: 1)
    for format in [[], ["--markdown"], ["--json"], ["--jsonl"]] {
      let isTable = format == [] || format == ["--markdown"]
      for name in isTable ? try queries() : ["decisions", "quarantined"] {
        try harmless(["query", name] + format)
      }
      try harmless(["db", "status"] + format)
      try harmless(["db", "check"] + format)
      try harmless(["query", "--sql", "select *, goal as \"\(evil)\" from trajectory"] + format)
    }
    try harmless(["query", "decisions", "-p", "judges=[\"\\u001b[31m\"]"])
    try harmless(["query", "decisions", "-p", "relabel_config=\(evil)"])
    try harmless(["query", "decisions", "-p", "\(evil)=1"], status: 1)
    try harmless(["run", "--out", "out\(evil.filter { $0 != "/" })"])
    try harmless(["query", "decisions"])
    try harmless(["rerun", "gate", "--theta", "1", "--fallback", "none"])
    try harmless(["rerun", "gate", "--theta", "0", "--markdown"])
    try harmless(["rerun", "detect", "--rules", "reference", "--series", evil])
    for format in [[], ["--markdown"], ["--json"], ["--jsonl"]] {
      try harmless(["diff", "last,theta=0.5", "theta=0,fallback=reference"] + format)
      try harmless(["diff", "judges=\(evil.filter { $0 != "," && $0 != "=" })", "paper"] + format)
      try harmless(["diff", evil, "theta=\(evil)"] + format, status: 64)
      try harmless(["rounds"] + format)
      try harmless(["audit"] + format)
      try harmless(["audit", file] + format)
      try harmless(["goals", "--theta", "0"] + format)
    }
    try harmless(["export", "--out", "training"])
  }

  @Test("nor its file's name, in a message")
  func names() throws {
    try folder.write("in/\(file)", "hello \(evil)")
    try harmless(["ingest", "in"], status: 1)
    try harmless(["ingest", "in/\(file)"], status: 1)
    try harmless(["ingest", "absent\(evil)"], status: 1)
    try harmless(["query", "decisions", "--db", evil], status: 1)
    try folder.write("text\(file)", "no database")
    try harmless(["db", "check", "--db", "text\(file)"], status: 1)
    try folder.write("regoal.yaml", "\"\\e[31m\": 1\n")
    try harmless(["db", "status"], status: 1)
  }

  @Test("while JSON keeps every character, and training files too")
  func data() throws {
    try program("ingest", file)
    let sql = "select goal from trajectory where goal <> 'another'"
    let answer = try program("query", "--json", "--sql", sql).output
    let rows = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [[String: String]]
    #expect(rows == [["goal": evil]])
    let csv = try program("query", "--csv", "--sql", sql).output
    #expect(csv == "goal\n\"\(evil)\"\n")
    // JSON of the run's files is data for programs and keeps the goal.
    try program("run", "--out", "training", "--fallback", "algorithm1", "--theta", "0")
    for name in ["agenther-dpo", "trl-sft"] {
      let text = String(decoding: try folder.data("training/\(name).jsonl"), as: UTF8.self)
      for line in text.split(separator: "\n") {
        _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
      }
    }
  }

  @Test("not even as CSV, where the answer goes to a terminal")
  func terminal() throws {
    try program("ingest", file)
    for format in ["--csv", "--json", "--markdown"] {
      let shown = try terminalOutput(["query", "quarantined", format])
      #expect(shown.contains("evil"))
      #expect(steering(shown) == [], "\(shown)")
    }
  }

  @Test("while the colours of a page reach it whole")
  func colours() throws {
    try program("ingest", file)
    try program("run", "--theta", "0")
    let id = try program("query", "trajectory_names", "--json").output
    let names = try #require(
      try JSONSerialization.jsonObject(with: Data(id.utf8)) as? [[String: Any]])
    let name = try #require(
      names.first?["trajectory"] as? String)
    for arguments in [["show", name], ["diff", "theta=1,fallback=none"]] {
      let shown = try terminalOutput(arguments)
      #expect(shown.contains("\u{1B}[1m"), "\(arguments)")
      let bare = shown.replacing(/\x{1B}\[[0-9;]+m/, with: "")
      #expect(steering(bare) == [], "\(bare)")
      #expect(!bare.contains("\u{FFFD}[1m") && !bare.contains("\u{FFFD}[0m"))
    }
  }

  @Test("and a reader that has enough ends the command without a word")
  func closedPipe() throws {
    try program("ingest", file)
    for ignore in ["", "trap '' PIPE; "] {
      let process = Process()
      process.executableURL = URL(filePath: "/bin/bash")
      let long =
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 50000) select i from n"
      process.arguments = [
        "-c",
        "\(ignore){ \"$0\" query --csv --sql '\(long)' --db regoal.db 2>err; echo $? >status; } | head -1",
        Program.built.path,
      ]
      process.currentDirectoryURL = folder.url
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(String(decoding: try folder.data("err"), as: UTF8.self) == "")
      #expect(String(decoding: try folder.data("status"), as: UTF8.self) == "141\n")
    }
  }

  private func queries() throws -> [String] {
    try program("query", "--csv").output.split(separator: "\n").dropFirst()
      .compactMap { $0.split(separator: ",").first.map(String.init) }
  }

  /// What a command writes where standard output is a terminal.
  private func terminalOutput(_ arguments: [String]) throws -> String {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    try #require(master >= 0)
    defer { close(master) }
    // Linux's TIOCSPTLCK and TIOCGPTN, which are no plain constants in C.
    var (lock, number): (Int32, Int32) = (0, 0)
    try #require(ioctl(master, 0x4004_5431, &lock) == 0 && ioctl(master, 0x8004_5430, &number) == 0)
    let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    try #require(slave >= 0)
    let process = Process()
    process.executableURL = program.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("REGOAL_") && $0.key != "NO_COLOR"
    }.merging(["TERM": "xterm"]) { $1 }
    process.standardOutput = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    close(slave)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    // Ends with an error once nobody holds the other side.
    while true {
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
  }
}

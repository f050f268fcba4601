import Foundation
import RegoalTesting
import Testing

@Suite("Ingest of every format")
struct FormatIngestTests {
  /// The inputs of `Tests/Formats` in a folder `in`, but for those that are broken.
  private func trial(_ formats: [String]? = nil) throws -> Trial {
    let trial = try Trial()
    let source = Program.package.appending(path: "Tests/Formats")
    let target = URL(filePath: trial.path("in"))
    let paths = try FileManager.default.subpathsOfDirectory(atPath: source.path)
    for path in paths {
      let url = source.appending(path: path)
      let format = path.split(separator: "/").first.map(String.init) ?? ""
      guard !url.hasDirectoryPath, !url.lastPathComponent.hasPrefix("broken"),
        url.pathExtension != "", formats?.contains(format) ?? true
      else { continue }
      let copy = target.appending(path: path)
      try FileManager.default.createDirectory(
        at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(contentsOf: url).write(to: copy)
    }
    return trial
  }

  @Test("takes a folder of all of them, labels behind the runs, and a second time adds nothing")
  func twice() throws {
    let trial = try trial()
    let first = try trial.program("ingest", "in", "--csv")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.errors.contains("read with in/atif/run.json: in/atif/run.cont-1.json"))
    #expect(first.errors.contains("skipped, of no known format: in/mini-swe-agent/report.json"))
    // Files of one name are told in one line.
    try trial.folder.write("in/a/report.json", "{}")
    try trial.folder.write("in/b/report.json", "{}")
    let stored = try trial.counts()
    #expect(stored["trajectories"] == 26)
    let again = try trial.program("ingest", "in", "--csv")
    #expect(again.status == 0)
    #expect(again.errors.contains("nothing new"))
    #expect(again.errors.contains("of no known format: in/a/report.json, and 2 more of that name"))
    #expect(again.errors.contains("files skipped"))
    #expect(try trial.counts() == stored)
    try trial.expectSound()
    let labels = try trial.program("query", "label_categories", "--csv").output
    #expect(labels.contains("agentrx,Guardrails Triggered,,1,0"))
    #expect(labels.contains("trail,Language-only,hallucination,1,1"))
    #expect(labels.contains("who-and-when,Tool failure,tool_error,1,1"))
  }

  @Test("keeps labels of runs that are not there in quarantine, until the runs are")
  func labelsFirst() throws {
    let trial = try trial(["agentrx"])
    let alone = try trial.program("ingest", "in/agentrx/labels.json")
    #expect(alone.status == 1)
    #expect(
      alone.errors.contains(
        "labels.json:2: no trajectory 'run-1' is in this file or stored under 'agentrx'"),
      "\(alone.errors)")
    #expect(try trial.program("ingest", "in/agentrx/run-1.json").status == 0)
    let later = try trial.program("ingest", "in/agentrx/labels.json", "--csv")
    #expect(later.status == 0, "\(later.errors)")
    #expect(later.output.contains("annotation,2,0"))
  }

  @Test("names the labels before the runs, and takes the runs first all the same")
  func namedLabelsFirst() throws {
    let trial = try trial(["agentrx"])
    let both = try trial.program("ingest", "in/agentrx/labels.json", "in/agentrx/run-1.json")
    #expect(both.status == 0, "\(both.errors)")
  }

  @Test("makes no detector's config ambiguous by what people say")
  func humanSeries() throws {
    let trial = try trial(["who-and-when"])
    #expect(try trial.program("ingest", "in").status == 0)
    #expect(try trial.program("run", "--out", "training").status == 0)
    let sweep = try trial.program("sweep", "--at", "0.5")
    #expect(sweep.status == 0, "\(sweep.errors)")
    let decisions = try trial.program("query", "decisions", "--csv")
    #expect(decisions.status == 0 && !decisions.output.contains("undetermined"))
    // People tell no weight, without which nothing is decided.
    let human = try trial.program(
      "query", "decisions", "-p", "series=human", "-p", "detect_config=human-label", "--csv")
    #expect(human.output.contains("q-1/magentic-one,undetermined"), "\(human.errors)")
  }

  @Test("refuses a continuation that is named without the run that it continues")
  func continuation() throws {
    let trial = try trial(["atif"])
    let alone = try trial.program("ingest", "in/atif/run.cont-1.json")
    #expect(alone.status == 1)
    #expect(alone.errors.contains("'in/atif/run.cont-1.json' continues the run of another file"))
    #expect(alone.errors.contains("name that file, with which it is read: in/atif/run.json"))
    let both = try trial.program("ingest", "in/atif/run.cont-1.json", "in/atif/run.json")
    #expect(both.status == 0, "\(both.errors)")
  }

  @Test("finds the harness's report in the folder of logs, and without one knows no outcome")
  func report() throws {
    let trial = try trial(["mini-swe-agent"])
    let file = "tower__clock-3.traj.json"
    let run = try Data(contentsOf: URL(filePath: trial.path("in/mini-swe-agent/\(file)")))
    for folder in ["a/trajs/x", "a/logs/tower__clock-3", "b/trajs/x"] {
      try FileManager.default.createDirectory(
        atPath: trial.path(folder), withIntermediateDirectories: true)
    }
    try run.write(to: URL(filePath: trial.path("a/trajs/x/\(file)")))
    try run.write(to: URL(filePath: trial.path("b/trajs/x/\(file)")))
    try Data("{\"resolved\":true}".utf8).write(
      to: URL(filePath: trial.path("a/logs/tower__clock-3/report.json")))
    for (folder, success) in [("a", 1), ("b", 0)] {
      let database = "\(folder).db"
      #expect(try trial.program("ingest", folder, "--db", database).status == 0)
      #expect(try trial.counts(database)["succeeded"] == success)
    }
  }

  @Test("reads a log within a zip archive, packed as Inspect packs it")
  func archive() throws {
    let trial = try Trial()
    let python = Program(in: trial.folder.url, executable: URL(filePath: "/usr/bin/env"))
    let script = """
      import json, zipfile
      with zipfile.ZipFile("run.eval", "w", zipfile.ZIP_DEFLATED) as log:
          log.writestr("samples/1_epoch_1.json", json.dumps({"id": 1, "epoch": 1, "input": "Find it.",
            "messages": [{"role": "assistant", "content": "Here."}], "scores": {"m": {"value": "I"}}}))
          log.writestr("samples/2_epoch_1.json", "{")
          log.writestr("header.json", json.dumps({"status": "success",
            "eval": {"run_id": "r", "task": "t", "model": "m"}}))
      """
    guard try python("python3", "-c", script).status == 0 else { return }
    try trial.expect("run.eval", good: 1, bad: ["1: samples/2_epoch_1.json: not JSON"])
  }

  @Test("lists the formats, each with an example")
  func formats() throws {
    let trial = try Trial()
    let result = try trial.program("formats", "--csv")
    #expect(result.status == 0)
    let listed = result.output.split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }
    let source = Program.package.appending(path: "Tests/Formats").path
    #expect(
      Set(listed.map(String.init))
        == Set(try FileManager.default.contentsOfDirectory(atPath: source)))
  }
}

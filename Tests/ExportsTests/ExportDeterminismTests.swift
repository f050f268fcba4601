import Experiments
import Exports
import Foundation
import Relabeling
import RegoalTesting
import SQLFiles
import Store
import Testing
import Trajectories

@Suite("Exports are the same bytes for the same facts")
struct ExportDeterminismTests {
  /// Runs whose names sort otherwise than they come in.
  private static let runs: [Trajectory] = (0..<40).map { index in
    Trajectory(
      sourceLabel: "lab", id: "run-\((index * 17) % 40)",
      task: TaskReference(key: "task/\(index % 7)", benchmark: "b", domain: nil),
      goal: "Goal number \(index) \u{2028} \"quoted\"",
      steps: (0...(index % 4)).map { step in
        Step(
          thought: "think \(step)", actionName: "look_up",
          actionInputJSON: "{\"z\": \(step).50, \"a\":[1e5,null]}",
          observation:
            "Store \(step) lists Item\(index)X at \(index).25 dollars, \"as new\", 3 left.")
      },
      finalAnswer: index % 3 == 0 ? "Item\(index)X" : nil, failureReason: "wrong item",
      success: index % 5 == 0 ? true : false)
  }

  private func export(_ runs: [Trajectory], in folder: TemporaryFolder, _ name: String) throws {
    let store = try Store(
      path: folder.url.appending(path: name + ".db").path, access: .create,
      catalog: try SQLCatalog.embedded())
    try store.writeFacts { facts in
      let source = try facts.source(label: "lab", format: "regoal", file: name)
      for run in runs { _ = try facts.add(run, source: source) }
    }
    let runner = StageRunner(store: store, progress: SilentProgress())
    let detector = RuleDetector()
    _ = try runner.detect(detector)
    _ = try runner.extract(RuleExtractor(), detectedBy: detector.config)
    _ = try runner.collect(
      TemplateRelabeler(), judges: [GroundingJudge()], extractedBy: RuleExtractor().config,
      plan: CollectionPlan())
    let decided = try GateRunner(store: store).decide(GateRequest())
    for turn in ["first", "second"] {
      let report = try ExportRun(store: store, formats: ["all"]).write(
        to: folder.url.appending(path: "\(name)-\(turn)").path, policy: decided.policy)
      #expect(report.pairs > 10)
    }
  }

  @Test("written twice, and from a database that met the same facts in another order")
  func sameBytes() throws {
    let folder = try TemporaryFolder()
    try export(Self.runs, in: folder, "forward")
    try export(Self.runs.reversed(), in: folder, "backward")
    let files = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: "forward-first").path)
    #expect(
      Set(files).isSuperset(
        of: ExportFormats.names.map { $0 + ".jsonl" } + [
          "manifest.json", "dataset_info.json", "trl-sft.recipe.yaml", "openai-sft.recipe.sh",
        ]))
    for file in files {
      let bytes = try folder.data("forward-first/" + file)
      #expect(!bytes.isEmpty)
      #expect(try folder.data("forward-second/" + file) == bytes)
      #expect(try folder.data("backward-first/" + file) == bytes)
    }
  }
}

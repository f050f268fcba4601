import Foundation
import Testing

@testable import Ingest

/// An invented input of a format, in `Tests/Formats/FORMAT/`, and what has to come of it.
struct FormatFixture: CustomTestStringConvertible, Sendable {
  let format: String
  let file: String
  var runs = 1
  /// Outcome of each run; nil: the source states none that is certain.
  var success: [Bool?]
  /// Labels that people gave.
  var labels = 0
  /// An input whose first record is bad and whose second is good, and why the first is.
  var broken: String
  var reason: String
  /// Records that are good in it.
  var goodBesideBroken = 1

  var testDescription: String { "\(format): \(file)" }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Formats").path

  var path: String { "\(FormatFixture.folder)/\(format)/\(file)" }
  var brokenPath: String { "\(FormatFixture.folder)/\(format)/\(broken)" }

  private init(
    _ format: String, _ file: String, success: [Bool?], labels: Int = 0, _ broken: String,
    _ reason: String, good: Int = 1
  ) {
    self.format = format
    self.file = file
    runs = success.count
    self.success = success
    self.labels = labels
    self.broken = broken
    self.reason = reason
    goodBesideBroken = good
  }

  static let all: [FormatFixture] = [
    .init(
      "regoal", "log.jsonl", success: [false, nil], "broken.jsonl",
      "1: 'steps' should be an array, is a number"),
    .init(
      "agenther", "runs.json", success: [false, false], "broken.json", "1: 'steps' is missing"),
    .init(
      "tau-bench", "results.json", success: [false, true], "broken.json",
      "1: 'info.task.instruction', the goal, is missing"),
    .init(
      "tau2-bench", "results.json", success: [false, true], "broken.json",
      "23: a voice run: it has 'ticks' and no 'messages', which cannot be read as steps"),
    .init(
      "openai-chat", "dialogues.jsonl", success: [false, nil], "broken.jsonl",
      "1: 'messages' has no user message; the first one should be the goal"),
    .init(
      "fireact", "model-b_0.7.json", success: [false, true], "broken.json",
      "2: 'traj' has no question, which should be the goal"),
    .init(
      "swe-agent", "shop__total-12.traj", success: [nil], "broken.jsonl",
      "1: 'trajectory' is missing: with 'history' alone it is a demonstration, not a run"),
    .init(
      "mini-swe-agent", "tower__clock-3.traj.json", success: [false], "broken.jsonl",
      "1: 'messages' has no user message; the first one should be the goal"),
    .init(
      "openhands", "output.jsonl", success: [nil], "broken.jsonl",
      "1: 'history' is missing or empty: the agent did nothing"),
    .init(
      "who-and-when", "1.json", success: [false], labels: 1, "broken.jsonl",
      "1: 'history' is missing or empty", good: 4),
    .init(
      "who-and-when", "2.json", success: [false], labels: 1, "broken.jsonl",
      "1: 'history' is missing or empty", good: 4),
    .init(
      "agentrx", "run-1.json", success: [nil], "broken.json",
      "1: 'root_cause.failure_id' names none of the failures", good: 4),
    .init(
      "agentrx", "labels.json", success: [], labels: 2, "broken.json",
      "1: 'root_cause.failure_id' names none of the failures", good: 4),
    .init(
      "atif", "run.json", success: [nil], "broken.jsonl",
      "1: 'schema_version' is \"ATIF-v9.0\"; ATIF-v1.0 to ATIF-v1.8 can be read"),
    .init(
      "toolbench", "3_DFS.json", success: [false], "broken.jsonl",
      "1: neither 'train_messages' nor 'tree' holds a step of the agent"),
    .init(
      "toolbench", "4_DFS.json", success: [false], "broken.jsonl",
      "1: neither 'train_messages' nor 'tree' holds a step of the agent"),
    .init(
      "tooleval", "cot.json", success: [nil, nil], "broken.json",
      "2: 'answer.answer_details' is missing or empty"),
    .init(
      "inspect", "log.json", success: [false, nil], "broken.json",
      "11: 'messages' has no turn of the model: the sample was not run"),
    .init(
      "openinference", "tr-1.json", success: [nil], "broken.jsonl",
      "1: no span is of the kind AGENT, which should hold the goal"),
    .init(
      "openinference", "labels/tr-1.json", success: [], labels: 3, "broken.jsonl",
      "1: no span is of the kind AGENT, which should hold the goal"),
  ]
}

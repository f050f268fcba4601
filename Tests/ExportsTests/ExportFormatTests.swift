import Foundation
import RegoalTesting
import SourceJSON
import Testing
import Trajectories

@testable import Exports

@Suite("Each format")
struct ExportFormatTests {
  private static func samples(
    _ format: any Exporter.Type, _ run: Trajectory
  ) throws(Unfit) -> [Sample] {
    try format.init().samples(of: ExportFixtures.pair(run, for: format))
  }

  /// Lines of the edge cases that have a place, as JSON.
  private static func objects(_ format: any Exporter.Type) throws -> [NSDictionary] {
    try ExportFixtures.edges.flatMap { (try? samples(format, $0)) ?? [] }.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.line.utf8)) as? NSDictionary)
    }
  }

  @Test("writes the edge cases as recorded", arguments: ExportFormats.names)
  func golden(_ name: String) throws {
    let format = try #require(ExportFormats.all.first { $0.name == name })
    var text = ""
    for run in ExportFixtures.edges {
      do {
        for sample in try Self.samples(format, run) {
          #expect(!sample.line.utf8.contains(0x0A) && !sample.line.utf8.contains(0x0D))
          #expect(sample.tokens > 0)
          text += sample.line + "\n"
        }
      } catch { text += "\(run.id): \(error.reason)\n" }
    }
    #expect(try Golden.expected("export-\(name).jsonl", for: text) == text)
  }

  @Test("of chats ends with the agent, and answers every call in its order")
  func chats() throws {
    for format in [AxolotlChatExporter.self, OpenAISFTExporter.self] as [any Exporter.Type] {
      for object in try Self.objects(format) {
        let messages = try #require(object["messages"] as? [NSDictionary])
        #expect(messages.last?["role"] as? String == "assistant")
        var open: [String] = []
        for message in messages {
          if message["role"] as? String == "tool" {
            #expect(open.removeFirst() == message["tool_call_id"] as? String)
          } else {
            #expect(open.isEmpty)
          }
          let calls = message["tool_calls"] as? [NSDictionary] ?? []
          open += calls.compactMap { $0["id"] as? String }
        }
      }
    }
  }

  @Test("of LLaMA-Factory alternates from human to agent, in pairs")
  func alternation() throws {
    for format in [FactoryShareGPTExporter.self, FactoryKTOExporter.self] as [any Exporter.Type] {
      let objects = try Self.objects(format)
      #expect(objects.count > 7)
      for object in objects {
        let turns = try #require(object["conversations"] as? [[String: String]])
        #expect(turns.count.isMultiple(of: 2))
        for (place, turn) in turns.enumerated() {
          let legal = [["human", "observation"], ["gpt", "function_call"]][place % 2]
          #expect(legal.contains(turn["from"] ?? ""))
        }
      }
    }
  }

  @Test("of two lines a pair says which goal is the desired one")
  func labels() throws {
    for (format, key) in [
      (TRLKTOExporter.self, "label"), (SwiftKTOExporter.self, "label"),
      (FactoryKTOExporter.self, "kto_tag"),
    ] as [(any Exporter.Type, String)] {
      let lines = try Self.samples(format, ExportFixtures.edges[0]).map(\.line)
      #expect(lines.count == 2)
      #expect(lines[0].contains("Hindsight goal") && lines[0].contains("\"\(key)\":true"))
      #expect(lines[1].contains("Failed goal") && lines[1].contains("\"\(key)\":false"))
      #expect(
        lines[0].replacing("Hindsight goal", with: "Failed goal").replacing("true", with: "false")
          == lines[1])
    }
  }

  @Test("of ms-swift DPO differs between its sides in the goal alone, tools included")
  func contrast() throws {
    for object in try Self.objects(SwiftDPOExporter.self) {
      var chosen = try #require(object["messages"] as? [[String: String]])
      let rejected = try #require(object["rejected_messages"] as? [[String: String]])
      let goal = try #require(chosen.firstIndex { $0["role"] == "user" })
      #expect(chosen[goal]["content"] == "Hindsight goal")
      chosen[goal]["content"] = "Failed goal"
      #expect(chosen == rejected)
      #expect(object["tools"] as? String == object["rejected_tools"] as? String)
    }
  }

  @Test("of ms-swift SFT scales every message of the agent, and no other")
  func scales() throws {
    for object in try Self.objects(SwiftSFTExporter.self) {
      for message in try #require(object["messages"] as? [NSDictionary]) {
        let isAgent = ["assistant", "tool_call"].contains(message["role"] as? String ?? "")
        #expect(message["loss_scale"] as? Double == (isAgent ? 1.25 : nil))
      }
    }
  }

  @Test("of OpenAI masks what says nothing, and has no place for weight 0")
  func mask() throws {
    let run = ExportFixtures.run(
      "empty", [ExportFixtures.respond(0, "")], finalAnswer: "")
    #expect(throws: Unfit.silent) { try Self.samples(OpenAISFTExporter.self, run) }
    let spoken = ExportFixtures.run(
      "spoken", ExportFixtures.calls + [ExportFixtures.respond(1, "")])
    let line = try Self.samples(OpenAISFTExporter.self, spoken)[0].line
    #expect(line.contains("{\"role\":\"assistant\",\"content\":\"\",\"weight\":0}"))
    #expect(throws: Unfit(reason: "its weight is 0")) {
      try OpenAISFTExporter().samples(
        of: ExportFixtures.pair(ExportFixtures.edges[0], weight: 0))
    }
  }

  @Test("that has no exact form is refused with the reason and what to take instead")
  func inexact() throws {
    for name in ["trl-dpo", "llamafactory-ranking", "llamafactory-dpo", "openai-dpo"] {
      try ExportFormats.check([name], for: .successPair)
      #expect {
        try ExportFormats.check([name], for: .hindsight)
      } throws: { error in
        guard case ExportError.noExactForm(name, let reason, let instead) = error else {
          return false
        }
        return reason.contains("one response under two prompts")
          && instead.hasPrefix("ms-swift-dpo keeps the contrast exactly, ")
      }
    }
    #expect(throws: ExportError.unknownFormat(name: "trl", known: ExportFormats.names)) {
      try ExportFormats.check(["trl"], for: nil)
    }
  }
}

@Suite("Lengths of samples")
struct LengthStatisticsTests {
  @Test("are of the nearest rank, and over a limit only beyond it")
  func ranks() throws {
    let lengths = (1...20).map { $0 * 10 }.reversed()
    let limit = LengthLimit(tokens: 190, setting: "max")
    let statistics = try #require(
      LengthStatistics(ArraySlice(lengths.map(Int32.init)), limit: limit))
    #expect(statistics.p50 == 100)
    #expect(statistics.p95 == 190)
    #expect(statistics.max == 200)
    #expect(statistics.over == 1)
    #expect(LengthStatistics([], limit: limit) == nil)
    #expect(LengthStatistics([3], limit: nil)?.p95 == 3)
  }
}

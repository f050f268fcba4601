import Foundation
import RegoalTesting
import Testing
import Yams

@testable import Exports

@Suite("Each trainer's recipe")
struct RecipeTests {
  /// Two samples of three are longer than the paper's: 4096 itself is not.
  private static func recipe(_ format: any Exporter.Type, files: [String]) -> Recipe? {
    let tokens = LengthStatistics([4096, 4097, 9000], limit: format.limit)
    return format.recipe(
      for: ExportRun.FormatReport(
        format: format.name, stem: format.name,
        files: files.map {
          ExportRun.File(
            name: $0, format: format.name, lines: 3, bytes: 1, digest: "", contentDigest: nil,
            tokens: tokens)
        },
        samples: 3, left: [:], tokens: tokens, weightNote: format.weight.note,
        ignoresWeight: true))
  }

  private static func isTrained(_ format: any Exporter.Type) -> Bool {
    !format.name.hasPrefix("agenther-") && format.objective != .memory
  }

  private static let trained = ExportFormats.all.filter(isTrained)

  private static func settings(_ recipe: Recipe) throws -> [String: Any] {
    try #require(try Yams.load(yaml: recipe.text) as? [String: Any])
  }

  @Test("is there for every format but the reference ones and the memory, which no trainer reads")
  func presence() {
    for format in ExportFormats.all {
      let recipe = Self.recipe(format, files: [format.name + ".jsonl"])
      #expect((recipe != nil) == Self.isTrained(format))
      if let recipe { #expect(recipe.name.hasPrefix(format.name + ".recipe.")) }
    }
    #expect(Self.trained.count == 13)
  }

  @Test("is as recorded", arguments: trained.map { $0.name })
  func golden(_ name: String) throws {
    let format = try #require(ExportFormats.all.first { $0.name == name })
    let recipe = try #require(Self.recipe(format, files: [name + ".jsonl"]))
    let text = recipe.text + "\n"
    #expect(try Golden.expected("export-" + recipe.name, for: text) == text)
    #expect(text.contains("2 of 3 samples are longer than 4096 tokens"))
    #expect(text.contains(format.weight.note))
  }

  @Test("names every file, and takes the same numbers, in shards and packed")
  func shards() throws {
    for format in Self.trained {
      for suffix in [".jsonl"] + (format.noGzip == nil ? [".jsonl.gz"] : []) {
        let files = (1...3).map { "\(format.name)-0000\($0)\(suffix)" }
        let text = try #require(Self.recipe(format, files: files)).text
        // LLaMA-Factory knows them by their entries in dataset_info.json.
        let isFactory = format.name.hasPrefix("llamafactory")
        let names = isFactory ? files.map { FactoryDatasetInfo.entry($0) } : files
        let named = text.matches(of: /[a-z-]+-\d{5}(\.jsonl(\.gz)?)?/).map { String($0.output.0) }
        #expect(named == names)
      }
    }
  }

  @Test("trains with the paper's numbers")
  func numbers() throws {
    for format in Self.trained where !format.name.hasPrefix("openai-") {
      let recipe = try #require(Self.recipe(format, files: [format.name + ".jsonl"]))
      let settings = try Self.settings(recipe)
      func integer(_ keys: String...) -> Int? {
        keys.lazy.compactMap { settings[$0] as? Int }.first
      }
      let isSFT = format.objective == .demonstration
      #expect(settings["learning_rate"] as? Double == (isSFT ? 2e-4 : 5e-5))
      #expect(integer("num_train_epochs", "num_epochs") == (isSFT ? 3 : 1))
      #expect(integer("lora_r", "lora_rank") == 16)
      #expect(integer("lora_alpha") == 32)
      #expect(settings["lora_dropout"] as? Double == 0.05)
      #expect(integer("max_length", "cutoff_len", "sequence_len") == 4096)
      #expect(integer("seed") == 42)
      let atOnce = try #require(integer("per_device_train_batch_size", "micro_batch_size"))
      #expect(atOnce * (integer("gradient_accumulation_steps") ?? 0) == 128)
      let beta = (settings["beta"] ?? settings["pref_beta"]) as? Double
      #expect(beta == (isSFT ? nil : 0.1))
      #expect(recipe.text.contains("the paper has none for KTO") == format.name.hasSuffix("kto"))
    }
  }

  @Test("for ms-swift's weights keeps them from becoming 1")
  func weights() throws {
    let recipe = try #require(Self.recipe(SwiftSFTExporter.self, files: ["ms-swift-sft.jsonl"]))
    #expect(try Self.settings(recipe)["is_binary_loss_scale"] as? Bool == false)
  }

  @Test("quotes texts, and writes lists and maps as YAML reads them")
  func yaml() throws {
    var yaml = YAMLText()
    yaml.note("a # note")
    let text = "no: \"yes\" # \\ \n\u{e9} - [x"
    yaml.set("text", text)
    yaml.set("word", "no")
    yaml.set("none", .list([]))
    yaml.set("list", .list([.text("a: b"), .number("5"), .flag(false)]))
    yaml.set(
      "maps",
      .list([
        .map([
          ("path", .text(".")), ("files", .list([.text("x"), .text("y")])), ("n", .number("1")),
        ]
        ), .map([("path", .text("~"))]),
      ]))
    let read = try #require(try Yams.load(yaml: yaml.text) as? NSDictionary)
    #expect(
      read == [
        "text": text, "word": "no", "none": [] as [Any], "list": ["a: b", 5, false],
        "maps": [["path": ".", "files": ["x", "y"], "n": 1] as [String: Any], ["path": "~"]],
      ] as [String: Any] as NSDictionary)
  }
}

import Foundation
import RegoalTesting
import Testing

@Suite("Export")
struct ExportTests {
  /// Holds the decided sample corpus.
  private let trial: Trial

  init() throws {
    trial = try Trial()
    let samples = Program.package.appending(path: "Samples/failed-runs.jsonl").path
    #expect(try trial.program("ingest", samples).status == 0)
    #expect(try trial.program("run").status == 0)
  }

  private static let formats = [
    "agenther-sft", "agenther-dpo", "agenther-sharegpt", "trl-sft", "trl-sft-text", "trl-kto",
    "ms-swift-sft", "ms-swift-dpo", "ms-swift-kto", "llamafactory-sharegpt", "llamafactory-kto",
    "axolotl-chat", "openai-sft",
  ]

  private func manifest(_ folder: String) throws -> NSDictionary {
    try #require(
      try JSONSerialization.jsonObject(with: trial.folder.data(folder + "/manifest.json"))
        as? NSDictionary)
  }

  @Test("has a place for every accepted run of the sample corpus in every format")
  func all() throws {
    let result = try trial.program("export", "--format", "all", "--out", "all", "--csv")
    #expect(result.status == 0, "\(result.errors)")
    let files = try #require(manifest("all")["files"] as? [NSDictionary])
    #expect(files.map { $0["format"] as? String } == Self.formats)
    for file in files {
      let name = try #require(file["format"] as? String)
      #expect(file["lines"] as? Int == (name.hasSuffix("-kto") ? 84 : 42))
      let tokens = try #require(file["tokens"] as? NSDictionary)
      let (p50, p95) = (tokens["p50"] as? Int ?? 0, tokens["p95"] as? Int ?? 0)
      #expect(0 < p50 && p50 <= p95 && p95 <= tokens["max"] as? Int ?? 0)
      #expect(
        result.errors.contains("\(name): about \(p50) tokens a sample (p95 \(p95), at most "))
    }
    #expect(try manifest("all")["left_out"] == nil)
    let limits = files.map { ($0["tokens"] as? NSDictionary)?["limit"] as? Int }
    #expect(
      limits == [nil, nil, nil, 1024, 1024, 1024, nil, nil, nil, 2048, 2048, 512, 65_536])
    for name in ["trl-sft", "ms-swift-dpo", "llamafactory-kto", "axolotl-chat", "openai-sft"] {
      let lines = result.errors.split(separator: "\n").filter {
        $0.hasPrefix("\(name): the weight is not consumed by ")
      }
      #expect(lines.count == 1)
    }
    #expect(!result.errors.contains("ms-swift-sft: the weight"))
  }

  @Test("scales the loss of ms-swift to the mean 1")
  func meanScale() throws {
    #expect(
      try trial.program("export", "--format", "ms-swift-sft", "--out", "swift").status == 0)
    let lines = try trial.folder.data("swift/ms-swift-sft.jsonl").split(separator: 0x0A)
    let scales = try lines.map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line)) as? NSDictionary
      let messages = try #require(object?["messages"] as? [NSDictionary])
      return try #require(messages.last?["loss_scale"] as? Double)
    }
    #expect(Set(scales).count > 1)
    #expect(abs(scales.reduce(0, +) / Double(scales.count) - 1) < 1e-6)
  }

  @Test("names for LLaMA-Factory each file and its columns")
  func datasetInfo() throws {
    #expect(
      try trial.program(
        "export", "--format", "llamafactory-sharegpt", "--format", "llamafactory-kto",
        "--shard-size", "50", "--out", "factory"
      ).status == 0)
    let text = String(
      decoding: try trial.folder.data("factory/dataset_info.json"), as: UTF8.self)
    #expect(
      text == """
        {"llamafactory-sharegpt-00001":{"file_name":"llamafactory-sharegpt-00001.jsonl","formatting":"sharegpt",\
        "columns":{"messages":"conversations","system":"system","tools":"tools"}},\
        "llamafactory-kto-00001":{"file_name":"llamafactory-kto-00001.jsonl","formatting":"sharegpt",\
        "columns":{"messages":"conversations","kto_tag":"kto_tag"}},\
        "llamafactory-kto-00002":{"file_name":"llamafactory-kto-00002.jsonl","formatting":"sharegpt",\
        "columns":{"messages":"conversations","kto_tag":"kto_tag"}}}

        """)
  }

  @Test("puts a recipe beside the files of each trainer, and names it in the manifest")
  func recipes() throws {
    for (folder, options) in [
      ("plain", []), ("shards", ["--shard-size", "10"]),
    ] as [(String, [String])] {
      let result = try trial.program.run(
        ["export", "--format", "all", "--out", folder] + options)
      #expect(result.status == 0, "\(result.errors)")
      let recipes = try #require(manifest(folder)["recipes"] as? [NSDictionary])
      let trained = Self.formats.filter { !$0.hasPrefix("agenther-") }
      #expect(recipes.map { $0["format"] as? String } == trained)
      let present = try FileManager.default.contentsOfDirectory(atPath: trial.path(folder))
      for recipe in recipes {
        let format = try #require(recipe["format"] as? String)
        let name = try #require(recipe["name"] as? String)
        #expect(result.errors.contains(name))
        let text = String(decoding: try trial.folder.data("\(folder)/\(name)"), as: UTF8.self)
        let env = Program(in: trial.folder.url, executable: URL(filePath: "/usr/bin/env"))
        let digest = try env("sha256sum", "\(folder)/\(name)").output.prefix { $0 != " " }
        #expect(recipe["digest"] as? String == "sha256:" + digest)
        let settings = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        let named = Set(
          settings.joined(separator: "\n").matches(of: /[a-z-]+(-\d{5})?\.jsonl/).map {
            String($0.output.0)
          })
        let written = Set(present.filter { $0.hasPrefix(format + (options.isEmpty ? "." : "-0")) })
          .filter { $0.hasSuffix(".jsonl") }
        if format.hasPrefix("llamafactory") {
          for file in written { #expect(text.contains(file.dropLast(".jsonl".count))) }
        } else {
          #expect(named.subtracting([format + ".jsonl"]).isSubset(of: written))
          #expect(named.isSuperset(of: written))
        }
      }
    }
  }

  @Test("in shards and packed is the same bytes; a later export leaves no strange shard behind")
  func packing() throws {
    let formats = ["--format", "trl-sft", "--format", "trl-kto"]
    func export(_ options: String...) throws {
      let result = try trial.program.run(["export", "--out", "packed"] + formats + options)
      #expect(result.status == 0, "\(result.errors)")
    }
    func names() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: trial.path("packed")).sorted()
    }
    try export()
    let recipes = ["trl-kto.recipe.yaml", "trl-sft.recipe.yaml"]
    #expect(
      try names()
        == (["README.md", "manifest.json", "trl-kto.jsonl", "trl-sft.jsonl"] + recipes).sorted())
    let plain = try trial.folder.data("packed/trl-sft.jsonl")
    let kto = try trial.folder.data("packed/trl-kto.jsonl")
    let digests = try #require(manifest("packed")["files"] as? [NSDictionary])

    try export("--gz")
    #expect(
      try names()
        == (["README.md", "manifest.json", "trl-kto.jsonl.gz", "trl-sft.jsonl.gz"] + recipes)
        .sorted())
    let env = Program(in: trial.folder.url, executable: URL(filePath: "/usr/bin/env"))
    for name in ["trl-sft", "trl-kto"] {
      #expect(try env("gzip", "-dk", "packed/\(name).jsonl.gz").status == 0)
    }
    #expect(try trial.folder.data("packed/trl-sft.jsonl") == plain)
    #expect(try trial.folder.data("packed/trl-kto.jsonl") == kto)
    let packed = try #require(manifest("packed")["files"] as? [NSDictionary])
    #expect(
      packed.map { $0["content_digest"] as? String } == digests.map { $0["digest"] as? String })
    let first = try trial.folder.data("packed/trl-sft.jsonl.gz")
    #expect(first.count < plain.count / 2)
    try export("--gz")
    #expect(try trial.folder.data("packed/trl-sft.jsonl.gz") == first)

    try export("--shard-size", "20")
    let shards = try names().filter { $0.hasPrefix("trl-sft-") }
    #expect(shards == ["trl-sft-00001.jsonl", "trl-sft-00002.jsonl", "trl-sft-00003.jsonl"])
    #expect(try shards.map { try trial.folder.data("packed/" + $0) }.reduce(Data(), +) == plain)
    try export("--shard-size", "42", "--gz")
    #expect(
      try names()
        == ([
          "README.md", "manifest.json", "trl-kto-00001.jsonl.gz", "trl-kto-00002.jsonl.gz",
          "trl-sft-00001.jsonl.gz",
        ] + recipes).sorted())
    let samples = try #require(manifest("packed")["files"] as? [NSDictionary])
    #expect(samples.map { $0["lines"] as? Int } == [42, 42, 42])
  }

  @Test("refuses what has no exact form, and gzip where nobody reads it")
  func refusals() throws {
    let inexact = try trial.program("export", "--format", "trl-dpo")
    #expect(inexact.status == 64)
    #expect(
      inexact.errors.contains(
        "there is no exact 'trl-dpo' of these examples: it takes one prompt with two responses, and these "
          + "pairs have one response under two prompts; ms-swift-dpo keeps the contrast exactly, trl-kto "
          + "approximately; --takes success_pairs has pairs of responses"))
    #expect(try trial.program("export", "--format", "trl-sff").errors.contains("mean 'trl-sft'?"))
    #expect(try trial.program("export", "--shard-size", "0").status == 64)
    let gzip = try trial.program(
      "export", "--format", "ms-swift-dpo", "--format", "openai-sft", "--gz", "--out", "no")
    #expect(gzip.status == 1)
    #expect(
      gzip.errors.contains(
        "no gzip for 'ms-swift-dpo': ms-swift goes by the file's extension, and knows .jsonl; 'openai-sft': "
      ))
    #expect(!FileManager.default.fileExists(atPath: trial.path("no")))
  }

  @Test("says in its help which formats there are")
  func help() throws {
    let help = try trial.program("export", "--help").output
    for format in Self.formats { #expect(help.contains("\n  \(format): ")) }
  }
}

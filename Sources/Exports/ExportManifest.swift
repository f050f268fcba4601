internal import Store
internal import Tables
internal import Trajectories

/// What stands beside exported files: how they came about, and their checksums.
struct ExportManifest {
  static let name = "manifest.json"

  let store: Store
  let policy: String
  /// Canonical JSON of the policy, configs by digest.
  let policyBody: String
  let counts: [String: Int]
  /// Over accepted and fallback; nil: there are none.
  let meanWeight: Double?
  let formats: [ExportRun.FormatReport]
  let recipes: [Recipe]
  /// nil: all accepted pairs are written.
  let split: ExportSplit?

  func text() throws -> String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("manifest_version", 1)
    json.key("policy")
    json.beginObject()
    json.member("digest", policy)
    json.member("parameters", raw: policyBody)
    json.endObject()
    let configs = try usedConfigs()
    json.key("configs")
    json.beginArray()
    for config in configs {
      json.beginObject()
      json.member("stage", config[0].text)
      json.member("name", config[1].text)
      json.member("digest", config[2].text)
      json.member("body", raw: config[3].text)
      json.endObject()
    }
    json.endArray()
    if configs.contains(where: { $0[3].text?.contains("\"engine\":\"rules\"") ?? false }) {
      json.member("made_by", "rules, not a model")
    }
    json.key("counts")
    json.beginObject()
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) { json.member(name, count) }
    json.member("pairs", counts.values.reduce(0, +))
    json.endObject()
    json.member("mean_weight", meanWeight)
    if let split {
      split.write(into: &json)
    } else {
      json.member("split", "none: what a model is tested on may be among these")
    }
    json.key("files")
    json.beginArray()
    for format in formats { write(format, into: &json) }
    json.endArray()
    Recipe.write(recipes, into: &json)
    writeLeft(into: &json)
    json.endObject()
    return json.text
  }

  private func write(_ format: ExportRun.FormatReport, into json: inout CanonicalJSON) {
    for file in format.files {
      json.beginObject()
      json.member("name", file.name)
      json.member("format", file.format)
      json.member("lines", file.lines)
      json.member("bytes", file.bytes)
      json.member("digest", file.digest)
      json.member("content_digest", file.contentDigest)
      json.member("weight", format.weightNote)
      file.tokens?.write(as: "tokens", into: &json)
      json.endObject()
    }
  }

  /// What formats have no place for; absent where they have one for all.
  private func writeLeft(into json: inout CanonicalJSON) {
    let lacking = formats.filter { !$0.left.isEmpty }
    guard !lacking.isEmpty else { return }
    json.key("left_out")
    json.beginObject()
    for format in lacking {
      json.key(format.format)
      json.beginObject()
      for (reason, runs) in format.left.sorted(by: { $0.key < $1.key }) {
        json.member(reason, runs)
      }
      json.endObject()
    }
    json.endObject()
  }

  private func usedConfigs() throws -> [[Table.Value]] {
    try store.run("config_names").rows.filter { row in
      row[2].text.map { policyBody.contains($0) } ?? false
    }
  }
}

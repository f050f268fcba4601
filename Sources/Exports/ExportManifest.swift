internal import Trajectories

/// What stands beside exported files: how they came about, and their checksums.
///
/// It is the export's record in the database, too: its digest is the export's.
struct ExportManifest {
  static let name = "manifest.json"

  let policy: AppliedPolicy
  let selection: ExampleSelection
  let plan: ExamplePlan
  let formats: [ExportRun.FormatReport]
  let packing: Packing
  let recipes: [Recipe]
  /// nil: nothing is held out.
  let split: ExportSplit?
  let card: ExportCard
  /// Of what the lines come from.
  let itemsDigest: String
  /// Where the runs come from, in the order of labels.
  let sources: [(label: String, runs: Int)]
  /// Other files of the folder, by name.
  let beside: [(name: String, text: String)]

  func text() -> String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("manifest_version", 2)
    if let arm = card.arm {
      json.key("arm")
      json.beginObject()
      json.member("digest", arm.digest)
      json.member("name", arm.name)
      json.endObject()
    }
    json.key("policy")
    json.beginObject()
    json.member("digest", policy.digest)
    json.member("parameters", raw: policy.bodyJSON)
    json.endObject()
    json.key("configs")
    json.beginArray()
    for config in policy.usedConfigs {
      json.beginObject()
      json.member("stage", config.stage)
      json.member("name", config.name)
      json.member("digest", config.digest)
      json.member("body", raw: config.bodyJSON)
      json.endObject()
    }
    json.endArray()
    if policy.isByRules, selection.kind == .hindsight {
      json.member("made_by", "rules, not a model")
    }
    selection.write(into: &json)
    writeCounts(into: &json)
    json.member("mean_weight", plan.meanWeight)
    writeNoise(into: &json)
    if let split {
      split.write(into: &json)
    } else {
      json.member("split", "none: what a model is tested on may be among these")
    }
    writeSources(into: &json)
    json.member("formats", formats.map(\.stem))
    json.key("packing")
    json.beginObject()
    json.member("gzip", packing.isGzip)
    json.member("shard_size", packing.shardSize)
    json.endObject()
    json.key("files")
    json.beginArray()
    for format in formats { write(format, into: &json) }
    json.endArray()
    Recipe.write(recipes, into: &json)
    writeLeft(into: &json)
    json.key("beside")
    json.beginArray()
    for file in beside {
      json.beginObject()
      json.member("name", file.name)
      json.member("digest", Digest.of(file.text + "\n"))
      json.endObject()
    }
    json.endArray()
    json.member("items_digest", itemsDigest)
    json.member("command", card.command)
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
      json.member("weight", format.weightNote + replicated(format))
      file.tokens?.write(as: "tokens", into: &json)
      json.endObject()
    }
  }

  private func replicated(_ format: ExportRun.FormatReport) -> String {
    guard format.ignoresWeight, let replication = selection.replication else { return "" }
    return "; each example stands there \(CanonicalJSON.text(of: replication))·w times on average, "
      + "drawn with the seed"
  }

  private func writeCounts(into json: inout CanonicalJSON) {
    var counts: [String: Int] = [:]
    if selection.kind == .hindsight { counts = ["accepted": 0, "fallback": 0] }
    for example in plan.examples {
      let name =
        example.kind == .hindsight
        ? (example.isFallback ? "fallback" : "accepted") : example.kind.rawValue
      counts[name, default: 0] += 1
    }
    json.key("counts")
    json.beginObject()
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) { json.member(name, count) }
    if selection.takes == .ownGoalsByConfidence {
      json.member("kept_by_best_attempt_confidence", plan.keptByAttempt)
      json.member("kept_by_vote_on_own_goal", plan.keptByVote)
    }
    json.member("pairs", plan.examples.count)
    if selection.takes == .successPairs {
      json.member("without_success_on_the_goal", plan.withoutSuccess)
    }
    json.endObject()
  }

  private func writeNoise(into json: inout CanonicalJSON) {
    guard let noise = card.noise else {
      return json.member(
        "label_noise",
        selection.kind == .hindsight
          ? "not known: no accepted pair of these is rated" : "none: no gate decided on these")
    }
    json.key("label_noise")
    json.beginObject()
    json.member("rated", noise.rated)
    json.member("invalid", noise.invalid)
    json.member("rate", noise.rate)
    json.member("low", noise.low)
    json.member("high", noise.high)
    json.member("interval", "Clopper-Pearson, 95 %")
    json.endObject()
  }

  /// Where the runs come from.
  private func writeSources(into json: inout CanonicalJSON) {
    json.key("sources")
    json.beginArray()
    for (label, runs) in sources {
      json.beginObject()
      json.member("label", label)
      json.member("runs", runs)
      json.member("licence", card.licences[label] ?? "not stated")
      json.endObject()
    }
    json.endArray()
  }

  /// What formats have no place for; absent where they have one for all.
  private func writeLeft(into json: inout CanonicalJSON) {
    let lacking = formats.filter { !$0.left.isEmpty }
    guard !lacking.isEmpty else { return }
    json.key("left_out")
    json.beginObject()
    for format in lacking {
      json.key(format.stem)
      json.beginObject()
      for (reason, runs) in format.left.sorted(by: { $0.key < $1.key }) {
        json.member(reason, runs)
      }
      json.endObject()
    }
    json.endObject()
  }
}

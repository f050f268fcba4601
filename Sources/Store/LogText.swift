internal import Foundation
internal import Trajectories

/// Writes records as lines of a log: `type` first, every value that is there under its column's name, and
/// references with their digests beside the names that people know.
struct LogText {
  private var json = CanonicalJSON(reservingCapacity: 1 << 16)
  /// What people call configs, by digest.
  private let configNames: [String: String]

  init(configNames: [String: String]) { self.configNames = configNames }

  /// The line, with its end; valid until the next.
  mutating func line(_ item: LogReader.Item) -> [UInt8] {
    json.removeAll()
    json.beginObject()
    write(item.record, item)
    json.member("digest", item.digest)
    json.endObject()
    return json.bytes + [0x0A]
  }

  private mutating func write(_ record: LogRecord, _ item: LogReader.Item) {
    switch record {
    case .trajectory(let run): write(run)
    case .config(let config):
      begin(.config, config.label)
      json.member("name", config.name)
      json.member("stage", config.stage.rawValue)
      json.member("body", raw: config.bodyJSON)
    case .detection(let detection, let place):
      begin(.detection, place, item)
      json.member("is_failure", detection.isFailure)
      json.member("failure_type", detection.failureType)
      json.member("severity", detection.severity)
      json.member("weight", detection.weight)
      json.member("recoverable", detection.recoverable)
      json.member("explanation", detection.explanation)
      end(detection.call, detection.extraJSON)
    case .outcome(let outcome, let place):
      begin(.outcome, place, item)
      json.member("achievements", outcome.achievements)
      json.member("observations", outcome.observations)
      json.member("limitations", outcome.limitations)
      end(outcome.call, outcome.extraJSON)
    case .attempt(let attempt, let place):
      begin(.attempt, place, item)
      parent("outcome", place)
      json.member("k", attempt.k)
      json.member("goal_index", attempt.goalIndex)
      json.member("goal", attempt.hindsightGoal)
      json.member("valid", attempt.valid)
      json.member("confidence", attempt.confidence)
      json.member("rationale", attempt.rationale)
      json.member("status", attempt.status.rawValue)
      json.member("first_step", attempt.firstStep)
      json.member("last_step", attempt.lastStep)
      end(attempt.call, attempt.extraJSON)
    case .vote(let vote, let judge, let k, let goalIndex, let place):
      begin(.vote, place, item)
      parent("attempt", place)
      json.member("k", k)
      json.member("goal_index", goalIndex)
      config("judge", judge)
      json.member("valid", vote.valid)
      json.member("confidence", vote.confidence)
      json.member("reason", vote.reason)
      json.member("status", vote.status.rawValue)
      end(vote.call, vote.extraJSON)
    case .collection(let collection, let panel, let place):
      begin(.collection, place, item)
      parent("outcome", place)
      if let panel {
        json.key("panel")
        json.beginArray()
        for judge in panel { reference(judge) }
        json.endArray()
      }
      json.member("theta0", collection.theta0)
      json.member("attempts_max", collection.attemptsMax)
      json.member("mode", collection.mode?.rawValue)
      json.member("stop_reason", collection.stopReason)
      text("extra", collection.extraJSON)
    case .frame(let frame):
      begin(.frame)
      json.member("name", frame.name)
      json.member("policy", frame.policyDigest)
      json.member("population", frame.population)
      json.member("seed", frame.seed)
      json.member("rule", frame.rule)
      text("extra", frame.extraJSON)
    case .annotation(let annotation, let target, let frame, let place):
      begin(.annotation, place, item)
      if case .attempt(let k, let goalIndex) = target {
        parent("attempt", place)
        json.member("k", k)
        json.member("goal_index", goalIndex)
      }
      json.member("annotator", annotation.annotator)
      json.member("seq", annotation.seq)
      json.member("verdict", annotation.verdict.rawValue)
      json.member("category", annotation.category)
      json.member("note", annotation.note)
      if case .digest(let digest) = frame { named("frame", "name", item.name, digest) }
      text("extra", annotation.extraJSON)
    case .arm: break
    case .evaluation(let evaluation, let arm):
      begin(.evaluation)
      if case .digest(let digest) = arm { json.member("arm", digest) }
      json.member("export_sha256", evaluation.exportSHA256)
      json.member("benchmark", evaluation.benchmark)
      json.member("split", evaluation.split)
      json.member("model", evaluation.model)
      json.member("seed", evaluation.seed)
      json.member("task", evaluation.task)
      json.member("metric", evaluation.metric)
      json.member("value", evaluation.value)
      json.member("n", evaluation.n)
      json.member("round", evaluation.round)
      text("extra", evaluation.extraJSON)
    case .modelCall(let call, let places): write(call, places)
    case .prompt(let prompt):
      begin(.prompt)
      json.member("stage", prompt.stage.rawValue)
      json.member("text", prompt.text)
    case .price(let price):
      begin(.price)
      json.member("model", price.model)
      json.member("endpoint", price.endpoint)
      json.member("valid_from", price.validFrom)
      json.member("seq", price.seq)
      json.member("prompt_usd_per_million", price.promptUSDPerMillion)
      json.member("completion_usd_per_million", price.completionUSDPerMillion)
    case .stored(let record): write(record, item)
    }
  }

  private mutating func write(_ record: StoredRecord, _ item: LogReader.Item) {
    switch record {
    case .dump(let version):
      json.member("type", "dump")
      json.member("version", version)
    case .source(let file):
      begin(.source, file.label)
      json.member("format", file.format)
      json.member("file", file.file)
    case .run(let run, let file):
      write(run)
      json.key("origin")
      json.beginObject()
      json.member("format", file.format)
      json.member("file", file.file)
      json.endObject()
    case .lexicon(let name, let terms):
      begin(.lexicon)
      json.member("name", name)
      json.member("terms", raw: terms)
    case .policy(let body):
      begin(.policy)
      json.member("body", raw: body)
    case .arm(let name, let body):
      begin(.arm)
      json.member("name", name)
      // The body's members are the line's.
      if body.utf8.count > 2 { json.raw(Array(body.utf8.dropFirst().dropLast())) }
    case .calibration(let name, let body):
      begin(.calibration)
      json.member("name", name)
      json.member("body", raw: body)
    case .split(let name, let body):
      begin(.split)
      json.member("name", name)
      json.member("body", raw: body)
    case .splitMember(let place, let run):
      begin(.splitMember, run.label)
      named("split", "name", item.name, place.split)
      trajectory(item, run.trajectory)
      json.member("part", place.part)
      json.member("fold", place.fold)
      json.member("group_key", place.groupKey)
    case .export(let manifest):
      begin(.export)
      json.member("manifest", manifest)
    case .exportItem(let one, let position, let export):
      begin(.exportItem)
      named("export", "name", nil, export)
      json.member("position", position)
      json.member("kind", one.kind.rawValue)
      json.member("decision", one.decision)
      json.member("trajectory", Digest.text(one.trajectory))
      json.member("detection", one.detection.map(Digest.text))
      json.member("attempt", one.attempt.map(Digest.text))
      json.member("votes", one.votes.map(Digest.text))
      json.member("other", one.other.map(Digest.text))
      json.member("confidence", one.confidence)
      json.member("weight", one.weight)
      json.member("copies", one.copies)
    case .quarantined(let record, let format):
      begin(.quarantine, record.label)
      json.member("format", format)
      json.member("file", record.file)
      json.member("line", record.line)
      json.member("reason", record.reason)
      if let text = String(validating: record.bytes, as: UTF8.self) {
        json.member("record", text)
      } else {
        json.member("record_base64", Data(record.bytes).base64EncodedString())
      }
    case .tombstone(let stone):
      begin(.tombstone)
      json.member("kind", stone.kind.rawValue)
      json.member("of", stone.digest)
      json.member("id_digest", stone.idDigest)
      json.member("reason", stone.reason)
      json.member("forgotten_at", stone.forgottenAt)
    case .session(let began, let series, let seconds, let calls):
      begin(.callSession)
      json.member("began_at", began)
      json.member("series", series)
      json.member("seconds", seconds)
      json.member("calls", calls)
    }
  }

  private mutating func write(_ run: Trajectory) {
    begin(.trajectory, run.sourceLabel)
    json.member("id", run.id)
    json.member("task", run.task.key)
    if !run.task.groups.isEmpty {
      json.key("groups")
      json.beginObject()
      for group in run.task.groups { json.member(group.kind, group.value) }
      json.endObject()
    }
    json.member("benchmark", run.task.benchmark)
    json.member("domain", run.task.domain)
    json.member("model", run.model)
    json.member("trial", run.trial)
    json.member("round", run.round)
    json.member("goal", run.goal)
    json.member("system_prompt", run.systemPrompt)
    text("tools", run.toolsJSON)
    json.key("steps")
    json.beginArray()
    for step in run.steps {
      json.beginObject()
      json.member("turn", step.turn)
      json.member("kind", step.kind)
      json.member("call_id", step.callID)
      json.member("thought", step.thought)
      json.member("action_name", step.actionName)
      text("action_input", step.actionInputJSON)
      json.member("observation", step.observation)
      json.endObject()
    }
    json.endArray()
    json.member("final_answer", run.finalAnswer)
    json.member("failure_reason", run.failureReason)
    json.member("success", run.success)
    json.member("reward", run.reward)
    text("metadata", run.metadataJSON)
  }

  private mutating func write(_ call: ModelCall, _ places: [RunPlace]) {
    begin(.modelCall)
    json.member("stage", call.stage.rawValue)
    json.key("trajectories")
    json.beginArray()
    for place in places { reference(place.trajectory) }
    json.endArray()
    json.member("request", raw: call.requestJSON)
    json.member("answer", call.text)
    json.member("finish_reason", call.finishReason)
    json.member("refusal", call.refusal)
    json.member("raw", call.rawAnswer)
    json.member("prompt_tokens", call.promptTokens)
    json.member("completion_tokens", call.completionTokens)
    json.member("latency_ms", call.latencyMilliseconds)
    json.member("http_status", call.httpStatus)
    json.member("tries", call.tries)
    json.member("called_on", call.calledOn)
  }

  // MARK: Parts of lines

  private mutating func begin(_ type: LogType, _ label: String? = nil) {
    json.member("type", type.rawValue)
    json.member("source", label)
  }

  private mutating func begin(_ type: LogType, _ place: FactPlace, _ item: LogReader.Item) {
    begin(type, place.label)
    trajectory(item, place.trajectory)
    if let extract = place.extractConfig { config("extract_config", extract) }
    config("config", place.config)
    json.member("series", place.series)
  }

  private mutating func end(_ call: String?, _ extra: String?) {
    json.member("call", call)
    text("extra", extra)
  }

  private mutating func trajectory(_ item: LogReader.Item, _ reference: Reference) {
    guard case .digest(let digest) = reference else { return }
    named("trajectory", "id", item.run?.externalID, digest)
  }

  private mutating func config(_ key: String, _ reference: Reference) {
    guard case .digest(let digest) = reference else { return }
    named(key, "name", configNames[digest], digest)
  }

  private mutating func parent(_ key: String, _ place: FactPlace) {
    guard let digest = place.parent else { return }
    named(key, "name", nil, digest)
  }

  private mutating func named(_ key: String, _ kind: String, _ name: String?, _ digest: String) {
    json.key(key)
    json.beginObject()
    json.member(kind, name)
    json.member("digest", digest)
    json.endObject()
  }

  private mutating func reference(_ reference: Reference) {
    guard case .digest(let digest) = reference else { return }
    json.beginObject()
    json.member("digest", digest)
    json.endObject()
  }

  /// A JSON column: its own text, or that text as a string under `KEY_json` where it would break the line or
  /// be read as absent.
  private mutating func text(_ key: String, _ value: String?) {
    guard let value else { return }
    if LogText.fitsLine(value) {
      json.member(key, raw: value)
    } else {
      json.member(key + "_json", value)
    }
  }

  private static func fitsLine(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, first > 0x20, last > 0x20,
      text != "null"
    else { return false }
    return !bytes.contains { $0 == 0x0A || $0 == 0x0D }
  }
}

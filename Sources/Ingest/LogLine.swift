internal import SourceJSON
internal import Trajectories

/// One line of the Regoal log, by its type.
struct LogLine {
  let type: String
  var object: RecordObject
  let label: String
  let isLabelStated: Bool

  init(_ object: RecordObject, label: String) throws(RecordError) {
    self.object = object
    type = try self.object.requiredText("type")
    let stated = try self.object.text("source")
    self.label = stated ?? label
    isLabelStated = stated != nil
  }

  mutating func trajectory() throws(RecordError) -> LogRecord {
    var metadata = MetadataBuilder()
    guard let id = try object.identifier("id") else { throw RecordError("'id' is missing") }
    let task = TaskReference(
      key: try object.text("task"), benchmark: try object.text("benchmark"),
      domain: try object.text("domain"), groups: try groups())
    metadata.metadata(object.take("metadata"))
    if let text = textOfJSON("metadata_json") { metadata.metadata(text: text) }
    let origin = origin()
    guard let values = try object.array("steps") else { throw RecordError("'steps' is missing") }
    let steps = try StepFields.steps(values, metadata: &metadata)
    _ = object.take("digest")
    var trajectory = Trajectory(
      sourceLabel: label, id: id, task: task, model: try object.text("model"),
      trial: try object.integer("trial"), round: try object.integer("round"),
      goal: try object.requiredText("goal"), systemPrompt: try object.text("system_prompt"),
      toolsJSON: object.source("tools") ?? textOfJSON("tools_json"), steps: steps,
      finalAnswer: try object.text("final_answer"),
      failureReason: try object.text("failure_reason"),
      success: try object.flag("success"), reward: try object.number("reward"))
    metadata.add(members: object.leftovers)
    trajectory.metadataJSON = metadata.json
    return origin.map { .stored(.run(trajectory, from: $0)) } ?? .trajectory(trajectory)
  }

  mutating func config() throws(RecordError) -> LogRecord {
    let name = try object.requiredText("name")
    guard let stage = try object.choice("stage", Stage.self) else {
      throw RecordError("'stage' is missing")
    }
    guard let body = object.take("body") else {
      return .config(.undeclared(stage: stage, label: label, name: name))
    }
    guard body.kind == .object else { throw object.wrong("body", body, "an object") }
    guard !Array(body.members).isEmpty else {
      return .config(.undeclared(stage: stage, label: label, name: name))
    }
    return .config(
      StageConfig(stage: stage, label: label, name: name, bodyJSON: body.canonicalText))
  }

  mutating func detection() throws(RecordError) -> LogRecord {
    let place = try place()
    var detection = Detection(
      isFailure: try object.flag("is_failure"), failureType: try object.text("failure_type"),
      severity: try object.share("severity"), weight: try object.share("weight"),
      recoverable: try object.flag("recoverable"), explanation: try object.text("explanation"))
    detection.call = try callDigest("call")
    detection.extraJSON = extra()
    return .detection(detection, at: place)
  }

  mutating func outcome() throws(RecordError) -> LogRecord {
    let place = try place()
    var outcome = Outcome(
      achievements: try object.texts("achievements") ?? [],
      observations: try object.texts("observations") ?? [],
      limitations: try object.text("limitations"))
    outcome.call = try callDigest("call")
    outcome.extraJSON = extra()
    return .outcome(outcome, at: place)
  }

  mutating func attempt() throws(RecordError) -> LogRecord {
    let place = try place(hangingOn: "outcome")
    var attempt = Attempt(
      k: try attemptNumber(), goalIndex: try object.integer("goal_index") ?? 0,
      hindsightGoal: try object.text("goal"), valid: try object.flag("valid"),
      confidence: try object.share("confidence"), rationale: try object.text("rationale"),
      status: try object.choice("status", AnswerStatus.self) ?? .ok,
      firstStep: try object.integer("first_step"), lastStep: try object.integer("last_step"))
    attempt.call = try callDigest("call")
    attempt.extraJSON = extra()
    return .attempt(attempt, at: place)
  }

  mutating func vote() throws(RecordError) -> LogRecord {
    let place = try place(hangingOn: "attempt")
    let k = try attemptNumber()
    let goalIndex = try object.integer("goal_index") ?? 0
    guard let judge = try reference("judge") else { throw RecordError("'judge' is missing") }
    var vote = Vote(
      valid: try object.flag("valid"), confidence: try object.share("confidence"),
      reason: try object.text("reason"),
      status: try object.choice("status", AnswerStatus.self) ?? .ok)
    vote.call = try callDigest("call")
    vote.extraJSON = extra()
    return .vote(vote, judge: judge, k: k, goalIndex: goalIndex, at: place)
  }

  mutating func collection() throws(RecordError) -> LogRecord {
    let place = try place(hangingOn: "outcome")
    var panel: [Reference]?
    if let values = try object.array("panel") {
      panel = []
      for value in values { panel?.append(try reference(value, "panel")) }
    }
    var collection = Collection(
      theta0: try object.share("theta0"), attemptsMax: try object.integer("attempts_max"),
      mode: try object.choice("mode", Collection.Mode.self),
      stopReason: try object.text("stop_reason"))
    collection.extraJSON = extra()
    return .collection(collection, panel: panel, at: place)
  }

  /// - Parameter key: of the fact that it hangs on, which a dump names by digest.
  mutating func place(hangingOn key: StaticString? = nil) throws(RecordError) -> FactPlace {
    guard let trajectory = try reference("trajectory") else {
      throw RecordError("'trajectory' is missing")
    }
    guard let config = try reference("config") else { throw RecordError("'config' is missing") }
    return FactPlace(
      label: label, isLabelStated: isLabelStated, trajectory: trajectory, config: config,
      extractConfig: try reference("extract_config"),
      series: try object.text("series") ?? StageConfig.mainSeries,
      parent: key.flatMap { parent($0) })
  }

  /// Keys without a column: the object that a dump writes as `extra`, else what is left over.
  mutating func extra() -> String? {
    _ = object.take("digest")
    if object.keys == ["extra_json"], let text = textOfJSON("extra_json") { return text }
    guard object.keys == ["extra"], let stored = object.take("extra"), stored.kind == .object else {
      return object.leftoverObject
    }
    return stored.sourceText
  }

  mutating func attemptNumber() throws(RecordError) -> Int {
    guard let k = try object.integer("k") else { throw RecordError("'k' is missing") }
    guard k >= 1 else { throw RecordError("'k' counts from 1, is \(k)") }
    return k
  }

  private mutating func groups() throws(RecordError) -> [TaskReference.Group] {
    guard let value = object.take("groups") else { return [] }
    guard value.kind == .object else { throw object.wrong("groups", value, "an object") }
    var groups: [TaskReference.Group] = []
    for member in value.members where !member.value.isNull {
      guard
        let text = member.value.string
          ?? (member.value.kind == .number ? member.value.sourceText : nil)
      else {
        throw RecordError(
          "'groups.\(member.key)' should be a string, is \(member.value.kind.words)")
      }
      guard !groups.contains(where: { $0.kind.utf8.elementsEqual(member.key.utf8) }) else {
        throw RecordError("'groups.\(member.key)' stands twice")
      }
      groups.append(.init(kind: member.key, value: text))
    }
    return groups
  }

  mutating func reference(_ key: StaticString) throws(RecordError) -> Reference? {
    guard let value = object.take(key) else { return nil }
    return try reference(value, key)
  }

  /// A name, or `{"digest":"sha256:…"}`.
  func reference(_ value: JSONValue, _ key: StaticString) throws(RecordError) -> Reference {
    if let name = value.string { return .name(name) }
    if value.kind == .number { return .name(value.sourceText) }
    guard let digest = value["digest"]?.string, digest.hasPrefix(Digest.prefix) else {
      throw RecordError("'\(key)' should be a name or {\"digest\":\"sha256:…\"}")
    }
    return .digest(digest)
  }
}

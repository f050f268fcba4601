extension Trajectory {
  /// Identity of the run everywhere: the digest of the canonical JSON of every content field.
  ///
  /// JSON columns enter as their stored text; the reward as the shortest text of its double, because
  /// a digest must be computable again from the database. Folder, order and time do not enter.
  public var digest: String {
    var json = CanonicalJSON(reservingCapacity: 4096)
    return digest(using: &json)
  }

  /// The same, with a buffer that many digests share.
  public func digest(using json: inout CanonicalJSON) -> String {
    json.removeAll()
    writeCanonical(into: &json)
    return json.digest
  }

  func writeCanonical(into json: inout CanonicalJSON) {
    json.beginObject()
    json.member("benchmark", task.benchmark)
    json.member("domain", task.domain)
    json.member("failure_reason", failureReason)
    json.member("final_answer", finalAnswer)
    json.member("goal", goal)
    task.writeGroups(into: &json)
    json.member("id", id)
    json.member("metadata", raw: metadataJSON)
    json.member("model", model)
    json.member("reward", reward)
    json.member("round", round)
    json.member("source", sourceLabel)
    json.key("steps")
    json.beginArray()
    for step in steps { step.writeCanonical(into: &json) }
    json.endArray()
    json.member("success", success)
    json.member("system_prompt", systemPrompt)
    json.member("task", task.key)
    json.member("tools", raw: toolsJSON)
    json.member("trial", trial)
    json.endObject()
  }
}

extension Step {
  func writeCanonical(into json: inout CanonicalJSON) {
    json.beginObject()
    json.member("action_input", raw: actionInputJSON)
    json.member("action_name", actionName)
    json.member("call_id", callID)
    json.member("kind", kind)
    json.member("observation", observation)
    json.member("thought", thought)
    json.member("turn", turn)
    json.endObject()
  }
}

internal import SourceJSON
internal import Trajectories

/// Lines about model calls, prompts and prices.
extension LogLine {
  mutating func modelCall() throws(RecordError) -> LogRecord {
    guard let stage = try object.choice("stage", Stage.self) else {
      throw RecordError("'stage' is missing")
    }
    guard let named = try object.array("trajectories"), !named.isEmpty else {
      throw RecordError("'trajectories' is missing: the runs that the call is about")
    }
    var places: [RunPlace] = []
    for one in named {
      places.append(
        RunPlace(
          label: label, isLabelStated: isLabelStated,
          trajectory: try reference(one, "trajectories")))
    }
    guard let value = object.take("request") else { throw RecordError("'request' is missing") }
    var request = try RecordObject(value, place: "request")
    var call = ModelCall(
      stage: stage, requestJSON: value.canonicalText,
      endpoint: try request.requiredText("endpoint"), model: try request.requiredText("model"),
      series: try request.requiredText("series"), repairs: try request.text("repairs"),
      text: try object.text("answer"), finishReason: try object.text("finish_reason"),
      refusal: try object.text("refusal"), rawAnswer: try object.requiredText("raw"),
      latencyMilliseconds: 0)
    call.promptTokens = try count("prompt_tokens", from: 0)
    call.completionTokens = try count("completion_tokens", from: 0)
    guard let latency = try object.number("latency_ms") else {
      throw RecordError("'latency_ms' is missing")
    }
    guard latency >= 0 else { throw RecordError("'latency_ms' counts from 0, is \(latency)") }
    call.latencyMilliseconds = latency
    call.httpStatus = try object.integer("http_status")
    call.tries = try count("tries", from: 1) ?? 1
    call.calledOn = try day("called_on")
    _ = object.take("digest")
    try refuseLeftovers("a model call")
    return .modelCall(call, at: places)
  }

  mutating func prompt() throws(RecordError) -> LogRecord {
    guard let stage = try object.choice("stage", Stage.self) else {
      throw RecordError("'stage' is missing")
    }
    let prompt = PromptText(stage: stage, text: try object.requiredText("text"))
    _ = object.take("digest")
    try refuseLeftovers("a prompt")
    return .prompt(prompt)
  }

  mutating func price() throws(RecordError) -> LogRecord {
    guard let from = try day("valid_from") else { throw RecordError("'valid_from' is missing") }
    let price = Price(
      model: try object.requiredText("model"), endpoint: try object.text("endpoint"),
      validFrom: from, seq: try count("seq", from: 1) ?? 1,
      promptUSDPerMillion: try dollars("prompt_usd_per_million"),
      completionUSDPerMillion: try dollars("completion_usd_per_million"))
    _ = object.take("digest")
    try refuseLeftovers("a price")
    return .price(price)
  }

  /// The digest of a model call, plain or as a reference.
  mutating func callDigest(_ key: StaticString) throws(RecordError) -> String? {
    guard let reference = try reference(key) else { return nil }
    switch reference {
    case .digest(let digest): return digest
    case .name(let name):
      guard name.hasPrefix(Digest.prefix) else {
        throw RecordError("'\(key)' should be the digest of a model call, \"sha256:…\"")
      }
      return name
    }
  }

  private mutating func count(_ key: StaticString, from least: Int) throws(RecordError) -> Int? {
    guard let count = try object.integer(key) else { return nil }
    guard (least...ModelCall.greatestCount).contains(count) else {
      throw RecordError("'\(key)' lies in \(least)...\(ModelCall.greatestCount), is \(count)")
    }
    return count
  }

  private mutating func dollars(_ key: StaticString) throws(RecordError) -> Double {
    guard let dollars = try object.number(key) else { throw RecordError("'\(key)' is missing") }
    guard dollars >= 0 else { throw RecordError("'\(key)' is at least 0, is \(dollars)") }
    return dollars
  }

  private mutating func day(_ key: StaticString) throws(RecordError) -> String? {
    guard let text = try object.text(key) else { return nil }
    guard Price.isDay(text) else {
      throw RecordError("'\(key)' should be a day such as 2026-03-22, is \"\(text)\"")
    }
    return text
  }

  /// What has no column would be lost: nothing here has room for it.
  private func refuseLeftovers(_ what: String) throws(RecordError) {
    guard let key = object.keys.first else { return }
    throw RecordError("\(what) has no '\(key)'")
  }
}

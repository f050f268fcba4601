internal import LanguageModels
internal import Trajectories

extension ModelCall {
  /// An answer as it is stored. What an endpoint tells of itself may be nonsense; its answer is kept all the same.
  /// - Parameter day: UTC, `YYYY-MM-DD`; nil: not known.
  init(_ answer: ChatAnswer, to request: ChatRequest, stage: Stage, calledOn day: String?) {
    let latency = answer.latencyMilliseconds
    self.init(
      stage: stage, requestJSON: request.canonicalJSON, endpoint: request.endpoint,
      model: request.model, series: request.series, repairs: request.repairs, text: answer.text,
      finishReason: answer.finishReason, refusal: answer.refusal, rawAnswer: answer.rawJSON,
      promptTokens: ModelCall.count(answer.promptTokens),
      completionTokens: ModelCall.count(answer.completionTokens),
      latencyMilliseconds: latency.isFinite && latency > 0 ? latency : 0,
      httpStatus: answer.httpStatus, tries: min(max(1, answer.tries), ModelCall.greatestCount),
      calledOn: day)
  }

  private static func count(_ tokens: Int?) -> Int? {
    tokens.flatMap { (0...ModelCall.greatestCount).contains($0) ? $0 : nil }
  }
}

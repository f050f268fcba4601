public import Trajectories

/// An engine whose question is a template and whose answers follow a schema.
public protocol AnswerReading: ModelEngine {
  /// What an answer becomes.
  associatedtype Fact: Sendable

  var question: ModelQuestion { get }

  /// Reads an answer as it was stored.
  /// - Parameter k: of the attempt that it is about, from 1.
  func read(_ answer: ChatAnswer, k: Int) -> StructuredAnswer<Fact>
}

extension AnswerReading {
  public var prompts: [PromptText] {
    [question.template, question.repairTemplate].map {
      PromptText(stage: config.stage, text: $0.text)
    }
  }

  /// Reads an answer that is not one of several.
  public func read(_ answer: ChatAnswer) -> StructuredAnswer<Fact> { read(answer, k: 1) }

  /// The question that asks for an unparsable answer in the right shape, at temperature 0; its answer is read like the
  /// first. It is shown that answer and what is wrong with it, not the run.
  ///
  /// - Returns: nil where there is nothing to mend: the answer is not unparsable, has no text, or is itself
  ///   a repair.
  /// - Throws: `PromptError.overBudget`.
  public func repair(
    of request: ChatRequest, answer: ChatAnswer
  ) throws(PromptError) -> PreparedCall? {
    guard request.repairs == nil else { return nil }
    let reading = read(answer, k: request.k ?? 1)
    guard reading.status == .unparsable, let text = answer.text, let problem = reading.problem,
      text.utf8.contains(where: { $0 > 0x20 })
    else { return nil }
    return try question.repair(of: request, text: text, problem: problem)
  }
}

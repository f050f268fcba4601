internal import SourceJSON
internal import Trajectories

/// Finds the object in an answer and has it read.
enum AnswerReader {
  /// Stands in every model engine's config: another reading of stored answers is another config, and needs
  /// no new call.
  static let version = 1
  /// Longer answers are unparsable. UTF-8 bytes.
  static let longestText = 1 << 20

  /// - Parameters:
  ///   - names: fields of the schema; an object without any of them is something else.
  ///   - body: reads the object; throws `AnswerProblem`.
  static func read<Value: Sendable>(
    _ answer: ChatAnswer, names: [StaticString],
    _ body: (AnswerFields) throws(AnswerProblem) -> Value
  ) -> StructuredAnswer<Value> {
    if let refusal = answer.refusal, !refusal.isEmpty {
      return StructuredAnswer(.refused, nil, problem: "the model refused")
    }
    if answer.finishReason == "content_filter" {
      return StructuredAnswer(.refused, nil, problem: "the endpoint's filter withheld the answer")
    }
    let isCut = answer.finishReason == "length"
    let cutProblem = "the answer was cut at its longest length"
    guard let text = answer.text, text.utf8.contains(where: { $0 > 0x20 }) else {
      return isCut
        ? StructuredAnswer(.truncated, nil, problem: cutProblem)
        : StructuredAnswer(.unparsable, nil, problem: "the answer has no text")
    }
    guard text.utf8.count <= longestText else {
      return StructuredAnswer(
        .unparsable, nil,
        problem: "the answer has \(text.utf8.count) bytes, more than \(longestText)")
    }
    var scanner = ObjectScanner(text)
    var found: Result<Value, AnswerProblem>?
    scanner.forEachObject { object in
      guard names.contains(where: { object[$0] != nil }) else { return false }
      do throws(AnswerProblem) {
        found = .success(try body(AnswerFields(object)))
        return true
      } catch {
        found = .failure(error)
        return false
      }
    }
    if isCut, scanner.hasOpenEnd {
      return StructuredAnswer(.truncated, nil, problem: cutProblem)
    }
    switch found {
    case .success(let value): return StructuredAnswer(.ok, value)
    case .failure(let problem):
      return StructuredAnswer(.unparsable, nil, problem: problem.message)
    case nil:
      return isCut
        ? StructuredAnswer(.truncated, nil, problem: cutProblem)
        : StructuredAnswer(
          .unparsable, nil,
          problem: "the answer holds no JSON object with the fields asked for"
            + (scanner.syntaxProblem.map { "; the JSON parser says: \($0)" } ?? ""))
    }
  }
}

import Foundation
import LanguageModels
import Trajectories

/// The readers of what models and their endpoints answer.
enum FuzzedAnswers {
  private static let settings = ModelSettings(endpoint: "e", model: "m")
  private static let detector = try? ModelDetector(settings)
  private static let extractor = try? ModelExtractor(settings)
  private static let relabeler = try? ModelRelabeler(settings)
  private static let judge = try? ModelJudge(settings)

  // MARK: The text of an answer

  /// Reading again gives the same; what is taken is whole, within its range, and without U+0000.
  static func answer(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let detector, let extractor, let relabeler, let judge else {
      return insist(false, "no engines")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    for finish in ["stop", "length"] {
      let answer = ChatAnswer(
        text: text, finishReason: finish, rawJSON: "{}", latencyMilliseconds: 0)
      let detection = detector.read(answer, k: 1)
      insist(detection == detector.read(answer, k: 1), "another detection")
      insist((detection.value != nil) == (detection.status == .ok), "\(detection)")
      check([detection.value?.severity, detection.value?.weight])
      check([detection.value?.explanation])

      let outcome = extractor.read(answer, k: 1)
      insist(outcome == extractor.read(answer, k: 1), "another outcome")
      insist((outcome.value != nil) == (outcome.status == .ok), "\(outcome)")
      check((outcome.value?.achievements ?? []) + (outcome.value?.observations ?? []))

      let attempt = relabeler.read(answer, k: 1)
      insist(attempt == relabeler.read(answer, k: 1), "another attempt")
      insist(attempt.value?.status == attempt.status, "\(attempt)")
      if attempt.value?.valid == true {
        insist(attempt.value?.hindsightGoal != nil, "a valid attempt without a goal")
      }
      check([attempt.value?.confidence])
      check([attempt.value?.hindsightGoal, attempt.value?.rationale])

      let vote = judge.read(answer, k: 1)
      insist(vote == judge.read(answer, k: 1), "another vote")
      insist(vote.value?.status == vote.status, "\(vote)")
      insist((vote.value?.valid != nil) == (vote.status == .ok), "\(vote)")
      check([vote.value?.confidence])
      check([vote.value?.reason])
      insist((vote.problem == nil) == (vote.status == .ok), "\(vote)")
    }
  }

  private static func check(_ shares: [Double?]) {
    insist(shares.allSatisfy { $0.map { (0...1).contains($0) } ?? true }, "\(shares)")
  }

  private static func check(_ texts: [String?]) {
    insist(texts.allSatisfy { !($0?.utf8.contains(0) ?? false) }, "U+0000 in \(texts)")
  }

  // MARK: The body of an answer

  /// What is read keeps its body, and is read again from it.
  static func completion(_ bytes: UnsafeBufferPointer<UInt8>) {
    let body = String(decoding: bytes, as: UTF8.self)
    guard let answer = try? ChatCompletion.answer(from: body, endpoint: "e") else { return }
    insist(answer.rawJSON.utf8.elementsEqual(body.utf8), "the body is another one")
    let again = try? ChatCompletion.answer(from: answer.rawJSON, endpoint: "e")
    insist(again == answer, "\(answer) then \(String(describing: again))")
    insist((answer.promptTokens ?? 0) >= 0 && (answer.completionTokens ?? 0) >= 0, "\(answer)")
  }
}

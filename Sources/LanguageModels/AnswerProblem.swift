/// What keeps an object from being an answer.
struct AnswerProblem: Error {
  let message: String
}

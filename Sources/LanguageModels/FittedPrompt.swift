/// A template with everything put in, within its budget.
struct FittedPrompt {
  let messages: [ChatMessage]
  let fit: PromptFit

  /// - Parameter schema: counts where the endpoint is handed it.
  /// - Throws: `PromptError.overBudget`.
  init(
    _ template: PromptTemplate, _ values: [PromptPart: PromptValue], schema: AnswerSchema?,
    rule: TruncationRule
  ) throws(PromptError) {
    func rendered(_ textLimit: Int?, _ itemLimit: Int?) -> FittedPrompt {
      FittedPrompt(template, values, schema, textLimit, itemLimit)
    }
    func fits(_ prompt: FittedPrompt) -> Bool { prompt.fit.tokens <= rule.budget }
    /// The one with the most items, at least one, by halving: more items never make a shorter prompt.
    func most(of count: Int, textLimit: Int) -> FittedPrompt? {
      var low = 1
      var high = count
      var best: FittedPrompt?
      while low < high {
        let middle = (low + high) / 2
        let prompt = rendered(textLimit, middle)
        if fits(prompt) {
          best = prompt
          low = middle + 1
        } else {
          high = middle
        }
      }
      return best
    }

    let whole = rendered(nil, nil)
    if fits(whole) {
      self = whole
      return
    }
    let longest = values.values.map(\.longestText).max() ?? 0
    for limit in TruncationRule.textLimits where limit < longest {
      let prompt = rendered(limit, nil)
      if fits(prompt) {
        self = prompt
        return
      }
    }
    let count = values.values.map(\.itemCount).max() ?? 0
    var limit = TruncationRule.usual
    while limit >= TruncationRule.shortest {
      let prompt = rendered(limit, nil)
      if fits(prompt) {
        self = prompt
        return
      }
      if let prompt = most(of: count, textLimit: limit) {
        self = prompt
        return
      }
      limit /= 2
    }
    throw .overBudget(
      template: template.kind.rawValue,
      tokens: rendered(TruncationRule.shortest, min(1, count)).fit.tokens, budget: rule.budget)
  }

  private init(
    _ template: PromptTemplate, _ values: [PromptPart: PromptValue], _ schema: AnswerSchema?,
    _ textLimit: Int?, _ itemLimit: Int?
  ) {
    var writer = EvidenceWriter(textLimit: textLimit, itemLimit: itemLimit)
    var messages: [ChatMessage] = []
    for section in template.sections {
      var content = ""
      for piece in section.pieces {
        switch piece {
        case .words(let words): content += words
        case .part(let part):
          if let value = values[part] { content += writer.lines(part, value) }
        }
      }
      messages.append(ChatMessage(section.role, content))
    }
    writer.fit.tokens = TokenEstimate.tokens(of: messages, schema: schema)
    self.messages = messages
    fit = writer.fit
  }
}

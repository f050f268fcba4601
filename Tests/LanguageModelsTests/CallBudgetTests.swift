import Testing

@testable import LanguageModels

@Suite("A budget")
struct CallBudgetTests {
  private let request = ChatRequest(
    endpoint: "m", model: "m", messages: [ChatMessage(.user, "12345678")], temperature: 0,
    maxTokens: 100)
  /// A dollar for each token of an answer.
  private let price = TokenPrice(promptPerMillion: 0, completionPerMillion: 1_000_000)

  @Test("of calls lets through as many, and refuses all others")
  func calls() async throws {
    let budget = CallBudget(calls: 3)
    for _ in 0..<3 {
      let one = try await budget.reserve(request, price: nil)
      budget.settle(one, .paid(usd: nil))
    }
    await #expect(throws: ChatError.budgetReached(what: "3 calls")) {
      _ = try await budget.reserve(request, price: nil)
    }
    #expect(budget.spent.calls == 3)
  }

  @Test("does not count what was free")
  func free() async throws {
    let budget = CallBudget(calls: 1, usd: 100)
    for _ in 0..<5 {
      let one = try await budget.reserve(request, price: price)
      budget.settle(one, .free)
    }
    #expect(budget.spent == CallBudget.Spent())
  }

  @Test("of dollars is never crossed, though an answer may be as long as it can")
  func dollars() async throws {
    let budget = CallBudget(usd: 250)
    for _ in 0..<2 {
      let one = try await budget.reserve(request, price: price)
      budget.settle(one, .paid(usd: 60))
    }
    // 120 are spent; 100 more can be borne, then 30 are left.
    let third = try await budget.reserve(request, price: price)
    budget.settle(third, .paid(usd: nil))
    #expect(budget.spent.usd == 220)
    await #expect(throws: ChatError.budgetReached(what: "250.0 USD")) {
      _ = try await budget.reserve(request, price: price)
    }
  }

  @Test("lets a call wait that may fit once others have answered")
  func waits() async throws {
    let budget = CallBudget(usd: 150)
    let first = try await budget.reserve(request, price: price)
    async let second = budget.reserve(request, price: price)
    budget.settle(first, .paid(usd: 10))
    budget.settle(try await second, .paid(usd: 10))
    #expect(budget.spent == CallBudget.Spent(calls: 2, usd: 20))
  }

  @Test("of dollars refuses a model whose price is not known")
  func noPrice() async throws {
    let budget = CallBudget(usd: 150)
    await #expect(throws: ChatError.budgetReached(what: "no price of 'm' is known")) {
      _ = try await budget.reserve(request, price: nil)
    }
  }

  @Test("reckons with no fewer tokens than a prompt can have")
  func estimate() {
    #expect(TokenBound.mostPromptTokens(request) >= 8)
    #expect(TokenBound.mostCompletionTokens(request) == 100)
    var unbounded = request
    unbounded.maxTokens = nil
    #expect(TokenBound.mostCompletionTokens(unbounded) == 4_096)
  }
}

@Suite("A turnstile")
struct TurnstileTests {
  private func enter(_ slots: Turnstile<Int>) async throws {
    try await slots.enter { free in
      guard free > 0 else { return .wait }
      free -= 1
      return .enter
    }
  }

  @Test("lets in no more than there is room for, and everybody in the end")
  func bound() async throws {
    let slots = Turnstile(3)
    let inside = Turnstile((now: 0, most: 0))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask {
          try await enter(slots)
          inside.change { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
          await Task.yield()
          inside.change { $0.now -= 1 }
          slots.change { $0 += 1 }
        }
      }
      try await group.waitForAll()
    }
    #expect(inside.state.most <= 3)
    #expect(slots.state == 3)
  }

  @Test("lets in those who waited in the order in which they came")
  func order() async throws {
    let slots = Turnstile(0)
    let came = Turnstile([Int]())
    var tasks: [Task<Void, any Error>] = []
    for number in 0..<3_000 {
      tasks.append(
        Task {
          try await slots.enter { free in
            guard free > 0 else { return .wait }
            free -= 1
            came.change { $0.append(number) }
            return .enter
          }
        })
      while slots.waitingCount < number + 1 { await Task.yield() }
    }
    for _ in tasks { slots.change { $0 += 1 } }
    for task in tasks { try await task.value }
    #expect(came.state == Array(0..<3_000))
  }

  @Test("loses no place when those who wait give up")
  func cancelled() async throws {
    let slots = Turnstile(1)
    try await enter(slots)
    let waiting = (0..<50).map { _ in Task { try await enter(slots) } }
    for (at, task) in waiting.enumerated() where at % 2 == 0 { task.cancel() }
    for (at, task) in waiting.enumerated() where at % 2 == 0 {
      await #expect(throws: ChatError.cancelled) { try await task.value }
    }
    for (at, task) in waiting.enumerated() where at % 2 == 1 {
      slots.change { $0 += 1 }
      try await task.value
    }
    slots.change { $0 += 1 }
    #expect(slots.state == 1)
  }
}

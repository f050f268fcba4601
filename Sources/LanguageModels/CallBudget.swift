/// Calls and dollars that may be spent, over any number of endpoints; no call is sent that could cross them.
///
/// A call takes the most that it can cost; its answer gives back what it did not. A call that might fit once
/// others have answered waits for them. Once one is refused, all are.
public final class CallBudget: Sendable {
  public struct Spent: Equatable, Sendable {
    /// Requests that were answered, or whose answer was lost on its way; refused ones (429, 5xx) are free.
    public internal(set) var calls = 0
    /// US dollars. Where an answer was lost, or tells no tokens, the most that it can have cost.
    public internal(set) var usd = 0.0
  }

  struct Reservation: Equatable, Sendable {
    /// nil: no price is known.
    let usd: Double?
  }

  struct Ledger: Sendable {
    var spent = Spent()
    var callsOnTheWay = 0
    var usdOnTheWay = 0.0
    var refusal: ChatError?
  }

  /// nil: no bound.
  public let calls: Int?
  /// nil: no bound.
  public let usd: Double?
  private let ledger = Turnstile(Ledger())

  public init(calls: Int? = nil, usd: Double? = nil) {
    self.calls = calls
    self.usd = usd
  }

  public var spent: Spent { ledger.state.spent }

  /// - Throws: `ChatError.budgetReached`, also where dollars are bounded and the price is not known;
  ///   `ChatError.cancelled`.
  func reserve(_ request: ChatRequest, price: TokenPrice?) async throws -> Reservation {
    let most = price?.usd(
      promptTokens: TokenBound.mostPromptTokens(request),
      completionTokens: TokenBound.mostCompletionTokens(request))
    try await ledger.enter { [calls, usd] ledger in
      if let refusal = ledger.refusal { return .refuse(refusal) }
      var what: String?
      if let calls, ledger.spent.calls + ledger.callsOnTheWay >= calls { what = "\(calls) calls" }
      if let usd {
        guard let most else {
          return .refuse(.budgetReached(what: "no price of '\(request.model)' is known"))
        }
        if ledger.spent.usd + ledger.usdOnTheWay + most > usd { what = "\(usd) USD" }
      }
      if let what {
        guard ledger.callsOnTheWay == 0 else { return .wait }
        let refusal = ChatError.budgetReached(what: what)
        ledger.refusal = refusal
        return .refuse(refusal)
      }
      ledger.callsOnTheWay += 1
      ledger.usdOnTheWay += most ?? 0
      return .enter
    }
    return Reservation(usd: most)
  }

  /// How a call ended.
  enum End {
    /// It cost nothing: it was not sent, or the endpoint said that it did no work.
    case free
    /// - Parameter usd: nil: not known, so the most that it can have cost.
    case paid(usd: Double?)
  }

  func settle(_ reservation: Reservation, _ end: End) {
    ledger.change { ledger in
      ledger.callsOnTheWay -= 1
      // Sums of what is left of many additions: exactly nothing when nobody is on the way.
      ledger.usdOnTheWay =
        ledger.callsOnTheWay == 0 ? 0 : ledger.usdOnTheWay - (reservation.usd ?? 0)
      if case .paid(let usd) = end {
        ledger.spent.calls += 1
        ledger.spent.usd += usd ?? reservation.usd ?? 0
      }
    }
  }
}

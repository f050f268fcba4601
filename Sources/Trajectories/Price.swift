/// What a model costs from a day on.
public struct Price: Equatable, Sendable {
  public var model: String
  /// nil: any endpoint that has no price of its own for the model.
  public var endpoint: String?
  /// UTC day, `YYYY-MM-DD`.
  public var validFrom: String
  /// From 1. Of prices from the same day the highest is current.
  public var seq: Int
  /// US dollars for a million prompt tokens, at least 0.
  public var promptUSDPerMillion: Double
  /// US dollars for a million completion tokens, at least 0.
  public var completionUSDPerMillion: Double

  public init(
    model: String, endpoint: String? = nil, validFrom: String, seq: Int = 1,
    promptUSDPerMillion: Double, completionUSDPerMillion: Double
  ) {
    self.model = model
    self.endpoint = endpoint
    self.validFrom = validFrom
    self.seq = seq
    self.promptUSDPerMillion = promptUSDPerMillion
    self.completionUSDPerMillion = completionUSDPerMillion
  }

  public var digest: String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("completion_usd_per_million", completionUSDPerMillion)
    json.member("endpoint", endpoint)
    json.member("model", model)
    json.member("prompt_usd_per_million", promptUSDPerMillion)
    json.member("seq", seq)
    json.member("type", "price")
    json.member("valid_from", validFrom)
    json.endObject()
    return json.digest
  }

  /// Whether a text is a day of the calendar, as `YYYY-MM-DD`.
  public static func isDay(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return false }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      (1...12).contains(month)
    else { return false }
    let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }
}

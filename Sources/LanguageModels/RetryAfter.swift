/// Headers that say how long to wait.
enum RetryAfter {
  /// Longest wait that is taken from a header: a day.
  static let longest = 86_400.0

  /// Seconds to wait, from 0 to a day; nil: the headers do not say, or not so that it can be read.
  /// - Parameters:
  ///   - header: `Retry-After`, seconds or a date.
  ///   - milliseconds: `retry-after-ms`, which goes before.
  ///   - date: the answer's own `Date`, from which a date counts.
  ///   - wall: seconds since 1970, for an answer without.
  static func seconds(
    header: String?, milliseconds: String? = nil, date: String?, wall: () -> Double
  ) -> Double? {
    if let value = milliseconds.flatMap(Double.init), value.isFinite {
      return bounded(value / 1000)
    }
    guard let header else { return nil }
    let text = String(header.drop { $0 == " " })
    if let value = Double(text), value.isFinite { return bounded(value) }
    guard let until = unixTime(text) else { return nil }
    return bounded(until - (date.flatMap(unixTime) ?? wall()))
  }

  private static func bounded(_ seconds: Double) -> Double { min(max(seconds, 0), longest) }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Seconds since 1970 of the three forms of dates that HTTP has.
  /// - Source: RFC 9110 §5.6.7
  static func unixTime(_ text: String) -> Double? {
    let words = text.split { " ,-:".contains($0) }.map(String.init)
    guard words.count >= 7 else { return nil }
    // Sun Nov  6 08:49:37 1994, or Sun, 06 Nov 1994 08:49:37 GMT, or Sunday, 06-Nov-94 08:49:37 GMT
    let isOldest = Int(words[1]) == nil
    let order = isOldest ? [6, 1, 2, 3, 4, 5] : [3, 2, 1, 4, 5, 6]
    guard let month = months.firstIndex(of: words[order[1]]) else { return nil }
    let numbers = [0, 2, 3, 4, 5].compactMap { Int(words[order[$0]]) }
    guard numbers.count == 5 else { return nil }
    var year = numbers[0]
    if year < 100 { year += year < 70 ? 2000 : 1900 }
    guard (1970...9999).contains(year), (1...31).contains(numbers[1]),
      (0..<24).contains(numbers[2]), (0..<60).contains(numbers[3]), (0...60).contains(numbers[4])
    else { return nil }
    let days = days(year: year, month: month + 1, day: numbers[1])
    return Double(((days * 24 + numbers[2]) * 60 + numbers[3]) * 60 + numbers[4])
  }

  /// Days since 1970-01-01 in the Gregorian calendar, whose years are counted from March.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}

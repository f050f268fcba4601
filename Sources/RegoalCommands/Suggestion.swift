/// Names the nearest legal word for one that is not.
enum Suggestion {
  static func fix(_ name: String, among known: [String], all: String) -> String {
    guard let near = nearest(to: name, among: known) else { return all }
    return "did you mean '\(near)'? \(all)"
  }

  /// The word at the least edit distance, if it is near enough to be a slip.
  static func nearest(to name: String, among known: [String]) -> String? {
    let ranked = known.map { (word: $0, distance: distance(name, $0)) }
      .sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }
    guard let best = ranked.first, best.distance <= max(1, name.count / 3) else { return nil }
    return best.word
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
  static func distance(_ one: String, _ other: String) -> Int {
    let a = Array(one.utf8)
    let b = Array(other.utf8)
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}

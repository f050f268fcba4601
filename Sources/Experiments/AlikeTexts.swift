internal import Statistics

/// Texts of a split's members: those of a part that are the same stand as one.
struct AlikeTexts {
  private struct Same: Hashable {
    let digest: UInt64
    let order: Int
  }

  private var table = MinHashTable()
  private var known: [Same: Int] = [:]
  /// Of each text: the members that have it, in their order.
  private var owners: [[Int]] = []

  /// A text as it is compared.
  struct Print: Sendable {
    let digest: UInt64
    /// nil: it has no words.
    let signature: MinHashSignature?

    init(_ shingles: [UInt64]) {
      digest = Shingles.digest(of: shingles)
      signature = shingles.isEmpty ? nil : MinHashSignature(shingles)
    }
  }

  /// - Parameters:
  ///   - member: place of the member that has the text; later ones come later.
  ///   - order: of the member's part.
  mutating func append(_ print: Print, of member: Int, order: Int) {
    guard let signature = print.signature else { return }
    let same = Same(digest: print.digest, order: order)
    if let place = known[same] {
      owners[place].append(member)
    } else {
      known[same] = owners.count
      owners.append([member])
      table.append(signature, group: order)
    }
  }

  static let passes = MinHashTable.passes

  /// Calls for each text and each other part once: with the first candidate there, of those that agree in most minima, that
  /// reaches the threshold exactly.
  /// - Parameters:
  ///   - own: shingles of a member's text.
  ///   - others: of a member's text in the other table.
  ///   - body: told the members that have the one text, those that have the other, and how alike these are.
  func forEachPair(
    with other: AlikeTexts, threshold: Double, own: ShingleCache, others: ShingleCache,
    advance: (Int) -> Void = { _ in }, _ body: ([Int], [Int], Double) -> Void
  ) throws {
    for one in table.candidates(in: other.table, threshold: threshold, advance: advance) {
      let mine = owners[one.place]
      let shingles = try own.shingles(of: mine[0])
      for candidate in one.found {
        let theirs = other.owners[candidate.place]
        let similarity = Shingles.similarity(shingles, try others.shingles(of: theirs[0]))
        guard similarity >= threshold else { continue }
        body(mine, theirs, similarity)
        break
      }
    }
  }
}

/// Shingles of members' texts, the latest ones kept.
final class ShingleCache {
  /// Hashes of shingles that are kept, at most twice as many: 64 MB.
  private static let limit = 4_000_000

  private let load: (Int) throws -> [UInt64]
  private var latest: [Int: [UInt64]] = [:]
  private var before: [Int: [UInt64]] = [:]
  private var count = 0

  init(_ load: @escaping (Int) throws -> [UInt64]) { self.load = load }

  func shingles(of member: Int) throws -> [UInt64] {
    if let known = latest[member] { return known }
    let shingles = try before.removeValue(forKey: member) ?? load(member)
    if count + shingles.count > ShingleCache.limit {
      (before, latest, count) = (latest, [:], 0)
    }
    count += shingles.count
    latest[member] = shingles
    return shingles
  }
}

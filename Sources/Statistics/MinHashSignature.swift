/// 64 minima of hashes of a set: the share in which those of two sets agree estimates their similarity.
/// - Source: Broder, "On the resemblance and containment of documents", 1997.
public struct MinHashSignature: Equatable, Sendable {
  static let count = bands * rows
  static let bands = 16
  static let rows = 4

  /// Of permutations x → x · factor + term of 64-bit numbers; factors are odd.
  private static let permutations = (0..<UInt64(count)).map { number in
    (factor: Shingles.mixed(2 * number) | 1, term: Shingles.mixed(2 * number + 1))
  }

  /// Low halves of the minima; empty: the set is.
  let minima: [UInt32]

  /// - Parameter shingles: hashes, each once.
  public init(_ shingles: [UInt64]) {
    guard !shingles.isEmpty else {
      minima = []
      return
    }
    minima = shingles.withUnsafeBufferPointer { shingles in
      MinHashSignature.permutations.map { factor, term in
        var least = UInt64.max
        var at = 0
        while at < shingles.count {
          let hash = shingles[at] &* factor &+ term
          if hash < least { least = hash }
          at += 1
        }
        return UInt32(truncatingIfNeeded: least)
      }
    }
  }
}

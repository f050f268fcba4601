public import Store
internal import Tables
public import Trajectories

/// An annotation frame as it is stored.
public struct StoredFrame: Sendable {
  public let stored: FactWriter.Stored
  public let frame: AnnotationFrame
  /// nil: it came without a list of pairs.
  public let draw: FrameDraw?

  /// - Parameter name: or its digest.
  /// - Returns: nil if there is none of that name.
  /// - Throws: `AnnotationError.ambiguousFrame`: logs brought several of that name.
  public init?(named name: String, in store: Store) throws {
    let table = try store.run("load_frame", ["frame": .text(name)])
    guard table.rows.count <= 1 else {
      throw AnnotationError.ambiguousFrame(
        name: name, candidates: table.rows.compactMap { $0[1].text })
    }
    guard let row = table.rows.first, let id = row[0].integer, let digest = row[1].text else {
      return nil
    }
    stored = FactWriter.Stored(id: id, digest: digest)
    frame = AnnotationFrame(
      name: row[2].text ?? name, policyDigest: row[3].text,
      population: row[4].integer.map(Int.init), seed: row[5].integer.map(Int.init),
      rule: row[6].text, extraJSON: row[7].text)
    draw = row[7].text.flatMap(FrameDraw.init(extraJSON:))
  }

  /// - Throws: `AnnotationError.unknownFrame`.
  public static func required(_ name: String, in store: Store) throws -> StoredFrame {
    if let found = try StoredFrame(named: name, in: store) { return found }
    throw AnnotationError.unknownFrame(
      name: name, known: try store.run("frame_names").rows.compactMap { $0[0].text })
  }
}

/// How a format's lines stand in files.
public struct Packing: Equatable, Sendable {
  /// Whether files are packed with gzip; unpacked, they are the bytes of the plain ones.
  public var isGzip: Bool
  /// Lines of a shard, at least 1; nil: one file. One behind the other, shards are the bytes of that file.
  public var shardSize: Int?

  public init(isGzip: Bool = false, shardSize: Int? = nil) {
    self.isGzip = isGzip
    self.shardSize = shardSize.map { max(1, $0) }
  }
}

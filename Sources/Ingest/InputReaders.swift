internal import Foundation
internal import Workers

/// Readers of many inputs in their order; small ones are opened and decoded ahead, on threads of their own.
///
/// A format with a run a file would otherwise be decoded on one core.
public final class InputReaders {
  private typealias Opened = Result<RecordReader, InputError>

  private let workers: OrderedWorkers<String, Box?>
  private let files: [String]
  private let open: @Sendable (String) -> Result<RecordReader, InputError>
  private var place = 0

  /// Bytes of a file above which it is opened when its turn comes: it has threads of its own.
  private static let sizeLimit = 1 << 22
  /// Bytes of files that are read ahead.
  private static let bytesAhead = 1 << 24

  /// What a thread opened, for the one that asks.
  private struct Box: @unchecked Sendable {
    let opened: Opened
  }

  private final class Queue: @unchecked Sendable {
    private var files: ArraySlice<String>

    init(_ files: [String]) { self.files = files[...] }

    @Sendable func next() -> String? { files.popFirst() }
  }

  public init(files: [String], format: String?, label: String?) {
    self.files = files
    let open: @Sendable (String) -> Result<RecordReader, InputError> = { file in
      Result { () throws(InputError) in
        try RecordReader(file: file, format: format, label: label)
      }
    }
    self.open = open
    let queue = Queue(files)
    workers = OrderedWorkers(
      limit: InputReaders.bytesAhead, weigh: { InputReaders.size(of: $0) ?? 0 },
      next: queue.next,
      worker: {
        { file in
          guard let size = InputReaders.size(of: file), size <= InputReaders.sizeLimit else {
            return nil
          }
          let opened = open(file)
          if case .success(let reader) = opened { reader.decodeAhead() }
          return Box(opened: opened)
        }
      })
  }

  deinit { workers.cancel() }

  /// The reader of the next file, or why it has none.
  public func next() throws -> Result<RecordReader, InputError> {
    let file = files[place]
    place += 1
    return try workers.next()??.opened ?? open(file)
  }

  /// nil: it is no file.
  private static func size(of file: String) -> Int? {
    var status = stat()
    guard file != "-", stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return Int(status.st_size)
  }
}

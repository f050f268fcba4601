internal import Foundation
public import Workers

/// Readers of many inputs in their order; small ones are opened and decoded ahead, on threads of their own.
///
/// A format with a run a file would otherwise be decoded on one core.
public final class InputReaders {
  private typealias Opened = Result<RecordReader, InputError>

  private let workers: OrderedWorkers<Group, [Box?]>
  private let files: [String]
  private let open: @Sendable (String) -> Result<RecordReader, InputError>
  private var place = 0
  /// Of the files that come next; nil: one that is opened when its turn comes.
  private var opened: ArraySlice<Box?> = []

  /// Bytes of a file above which it is opened when its turn comes: it has threads of its own.
  private static let sizeLimit = 1 << 22
  /// Bytes of files that are read ahead.
  private static let bytesAhead = 1 << 24
  /// Bytes of files that one thread opens one after another: handing over takes as long as some files do.
  private static let groupBytes = 1 << 18
  /// Such files at most, since each is open until it is read.
  private static let groupFiles = 16

  /// What a thread opened, for the one that asks.
  private struct Box: @unchecked Sendable {
    let opened: Opened
  }

  /// Files that follow each other.
  private struct Group: Sendable {
    /// nil in place of one that is not opened ahead.
    var files: [String?] = []
    var bytes = 0
  }

  private final class Queue: @unchecked Sendable {
    private var files: ArraySlice<String>

    init(_ files: [String]) { self.files = files[...] }

    @Sendable func next() -> Group? {
      var group = Group()
      while group.bytes < InputReaders.groupBytes, group.files.count < InputReaders.groupFiles,
        let file = files.popFirst()
      {
        let size = InputReaders.size(of: file).flatMap { $0 <= InputReaders.sizeLimit ? $0 : nil }
        group.files.append(size.map { _ in file })
        group.bytes += size ?? 0
      }
      return group.files.isEmpty ? nil : group
    }
  }

  /// - Parameter threads: that open files, and that decode each of them.
  public init(
    files: [String], format: String?, label: String?, threads: Int = WorkerThreads.count
  ) {
    self.files = files
    let open: @Sendable (String) -> Result<RecordReader, InputError> = { file in
      Result { () throws(InputError) in
        try RecordReader(file: file, format: format, label: label, threads: threads)
      }
    }
    self.open = open
    let queue = Queue(files)
    workers = OrderedWorkers(
      threads: threads, limit: InputReaders.bytesAhead, weigh: { $0.bytes }, next: queue.next,
      worker: {
        { group in
          group.files.map { file in
            guard let file else { return nil }
            let opened = open(file)
            if case .success(let reader) = opened { reader.decodeAhead() }
            return Box(opened: opened)
          }
        }
      })
  }

  deinit { workers.cancel() }

  /// The reader of the next file, or why it has none.
  public func next() throws -> Result<RecordReader, InputError> {
    let file = files[place]
    place += 1
    if opened.isEmpty { opened = try workers.next()?[...] ?? [] }
    return (opened.popFirst() ?? nil)?.opened ?? open(file)
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

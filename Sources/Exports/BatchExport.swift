internal import Foundation
internal import LanguageModels
public import Store
internal import Tables
internal import Trajectories

/// Writes the requests that wait for a batch service to files for it, one model a file.
///
/// A file gets its name when it is whole, and only then its requests are noted as written: a program that is killed
/// between the two writes them again into another file.
public struct BatchExport {
  public struct File: Equatable, Sendable {
    public let name: String
    public let endpoint: String
    public let model: String
    public let requests: Int
    public let bytes: Int
  }

  private let store: Store
  private let mostRequests: Int
  private let mostBytes: Int

  /// - Parameters:
  ///   - mostRequests: of a file; services take 50,000.
  ///   - mostBytes: of a file; services take 200 MB.
  public init(
    store: Store, mostRequests: Int = BatchLimits.requests, mostBytes: Int = BatchLimits.bytes
  ) {
    self.store = store
    self.mostRequests = max(1, mostRequests)
    self.mostBytes = mostBytes
  }

  /// - Parameters:
  ///   - folder: made where it is not there.
  ///   - wanted: digests of the requests; others that wait stay where they are.
  ///   - again: requests that stand in a file without word from the service, too.
  /// - Returns: the files, in the order of endpoint and model; none where nothing waits.
  /// - Throws: `ExportError`, `StoreError`.
  public func write(
    to folder: String, only wanted: Set<String>, again: Bool
  ) throws -> [File] {
    var names = Set(try store.run("batch_files").rows.compactMap { $0[0].text })
    var files: [File] = []
    var open: Open?
    func close() throws {
      guard let done = open else { return }
      open = nil
      _ = try done.file.finish()
      try done.file.publish()
      try store.writeFacts { facts in
        for digest in done.digests { try facts.note(batchFile: done.name, of: digest) }
      }
      files.append(
        File(
          name: done.name, endpoint: done.endpoint, model: done.model, requests: done.digests.count,
          bytes: done.file.bytes))
    }
    for id in try waiting(again: again) where wanted.contains(id) {
      try store.checkCancellation()
      guard let request = try request(id) else { continue }
      let line = BatchLine.text(of: request)
      let size = line.utf8.count + 1
      if let current = open,
        current.endpoint != request.endpoint || current.model != request.model
          || current.digests.count >= mostRequests || current.size + size > mostBytes
      {
        try close()
      }
      let current = try open ?? begin(request, in: folder, names: &names)
      open = current
      try current.file.append(line)
      current.size += size
      current.digests.append(id)
    }
    try close()
    return files
  }

  private final class Open {
    let name: String
    let endpoint: String
    let model: String
    let file: JSONLFile
    var digests: [String] = []
    var size = 0

    init(name: String, _ request: ChatRequest, _ file: JSONLFile) {
      self.name = name
      endpoint = request.endpoint
      model = request.model
      self.file = file
    }
  }

  /// Digests of what is to be written, in the files' order.
  private func waiting(again: Bool) throws -> [String] {
    var digests: [String] = []
    try store.forEachRow(of: "batch_requests_to_write", ["again": .integer(again ? 1 : 0)]) {
      digests.append($0.text(0) ?? "")
    }
    return digests
  }

  private func request(_ digest: String) throws -> ChatRequest? {
    let row = try store.run("find_batch_request", ["digest": .text(digest)]).rows.first
    return (row?[1].text).flatMap { ChatRequest(canonicalJSON: $0) }
  }

  private func begin(
    _ request: ChatRequest, in folder: String, names: inout Set<String>
  ) throws -> Open {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw ExportError.cannotWrite(
        path: folder, reason: (error as NSError).localizedDescription)
    }
    let stem = String(
      request.endpoint.map {
        $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "-"
      })
    var number = 1
    var name = ""
    repeat {
      name = "\(stem)-\(number).jsonl"
      number += 1
    } while names.contains(name) || FileManager.default.fileExists(atPath: "\(folder)/\(name)")
    names.insert(name)
    return Open(name: name, request, try JSONLFile(path: "\(folder)/\(name)"))
  }
}

/// What a batch service takes in a file.
public enum BatchLimits {
  public static let requests = 50_000
  public static let bytes = 200_000_000
}

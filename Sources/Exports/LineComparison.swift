internal import CZlib
internal import Crypto
internal import Foundation
internal import Trajectories

/// Holds the files of an output, packed or not, against the lines that belong there.
final class LineComparison {
  /// Where the first difference is.
  struct Difference: Equatable {
    let file: String
    /// From 1.
    let line: Int
    let what: String
  }

  let output: FormatOutput
  private let folder: String
  private var waiting: [String]
  private var current: (name: String, file: gzFile)?
  private var hasher = SHA256()
  /// Lines of the current file that were read whole.
  private var line = 0
  private var buffer: [UInt8] = []
  private(set) var difference: Difference?
  /// False: lines cannot be told any more, since one of an example that is gone cannot be made.
  private var isComparing = true
  /// `sha256:` of what was read, by file; of the unpacked lines.
  private(set) var digests: [String: String] = [:]
  private(set) var missing: [String] = []
  /// Files that are packed, though their names say otherwise.
  private(set) var packed: [String] = []

  init(_ output: FormatOutput, files: [String], in folder: String) {
    self.output = output
    self.folder = folder
    waiting = files
  }

  deinit { if let current { gzclose(current.file) } }

  /// From here on lines are read, but not compared.
  func stopComparing() { isComparing = false }

  func compare(_ expected: [UInt8]) {
    var done = 0
    while done < expected.count {
      let read = take(expected.count - done)
      guard read > 0 else {
        note(expected[done...], found: [])
        return
      }
      if isComparing, difference == nil {
        let isSame = expected.withUnsafeBytes { one in
          buffer.withUnsafeBytes { other in
            one[done..<(done + read)].elementsEqualInMemory(other[..<read])
          }
        }
        if !isSame { note(expected[done...], found: buffer[..<read]) }
      }
      countLines(read)
      done += read
    }
  }

  /// Reads what is left, which should be nothing.
  func finish() {
    while true {
      let read = take(1 << 16)
      guard read > 0 else { return }
      if isComparing, difference == nil { note([], found: buffer[..<read]) }
      countLines(read)
    }
  }

  private func countLines(_ count: Int) {
    for byte in buffer[..<count] where byte == 0x0A { line += 1 }
  }

  /// Reads at most so many bytes of one file into the buffer.
  /// - Returns: 0: there are no more.
  private func take(_ count: Int) -> Int {
    if buffer.count < count { buffer = [UInt8](repeating: 0, count: count) }
    while true {
      guard let file = current?.file ?? open() else { return 0 }
      let read = buffer.withUnsafeMutableBytes {
        gzread(file, $0.baseAddress, UInt32(clamping: count))
      }
      if read > 0 {
        hasher.update(data: buffer[..<Int(read)])
        return Int(read)
      }
      close()
    }
  }

  private func open() -> gzFile? {
    while !waiting.isEmpty {
      let name = waiting.removeFirst()
      guard let file = gzopen(folder + "/" + name, "rb") else {
        missing.append(name)
        continue
      }
      gzbuffer(file, 1 << 18)
      if !name.hasSuffix(".gz"), gzdirect(file) == 0 { packed.append(name) }
      current = (name, file)
      hasher = SHA256()
      line = 0
      return file
    }
    return nil
  }

  private func close() {
    guard let (name, file) = current else { return }
    gzclose(file)
    current = nil
    last = name
    digests[name] = Digest.text(hasher.finalize())
  }

  /// The file that was read last.
  private var last: String?

  /// Notes the first difference of two stretches that begin at the same place.
  private func note(_ expected: ArraySlice<UInt8>, found: ArraySlice<UInt8>) {
    guard difference == nil, isComparing else { return }
    let same = zip(expected, found).prefix { $0 == $1 }.count
    let before = found.prefix(same)
    let lineStart = (before.lastIndex(of: 0x0A).map { $0 + 1 - found.startIndex }) ?? 0
    func excerpt(_ bytes: ArraySlice<UInt8>) -> String {
      guard same < bytes.count else { return "nothing" }
      let start = max(lineStart, same - 20)
      let text = bytes.dropFirst(start).prefix(same - start + 30).prefix { $0 != 0x0A }
      return "'" + String(decoding: text, as: UTF8.self) + "'"
    }
    difference = Difference(
      file: current?.name ?? last ?? output.stem,
      line: line + before.count { $0 == 0x0A } + 1,
      what: "is \(excerpt(found)), should be \(excerpt(expected))")
  }
}

extension Slice where Base == UnsafeRawBufferPointer {
  fileprivate func elementsEqualInMemory(_ other: Slice<UnsafeRawBufferPointer>) -> Bool {
    let (one, two) = (
      UnsafeRawBufferPointer(rebasing: self), UnsafeRawBufferPointer(rebasing: other)
    )
    guard one.count == two.count, let start = one.baseAddress, let second = two.baseAddress else {
      return one.count == two.count
    }
    return memcmp(start, second, one.count) == 0
  }
}

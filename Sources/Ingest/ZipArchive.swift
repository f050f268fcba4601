internal import CArchive
internal import Foundation

/// The files within a zip archive, read one after another into memory; nothing is ever written by their names.
final class ZipArchive {
  struct Entry {
    let name: String
    let bytes: [UInt8]
  }

  /// First bytes of such an archive.
  static let magic: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  /// Bytes of a file within the archive.
  private static let entryLimit = 1 << 29
  /// An archive that unpacks to more than this many times its size is a trap, not data.
  private static let ratioLimit = 256
  /// Bytes that any archive may unpack to.
  private static let freeBytes = 1 << 26
  private static let entryCountLimit = 1 << 20

  let file: String
  private let archive: OpaquePointer
  private let limit: Int
  private var unpacked = 0
  private var count = 0
  /// Bytes of the archive that were read.
  var position: Int { Int(archive_filter_bytes(archive, -1)) }

  /// - Throws: `InputError.cannotRead`.
  init(file: String) throws(InputError) {
    guard let archive = archive_read_new() else {
      throw .cannotRead(file: file, reason: "out of memory")
    }
    self.file = file
    self.archive = archive
    var status = stat()
    let size = stat(file, &status) == 0 ? Int(status.st_size) : 0
    limit = ZipArchive.freeBytes + size * ZipArchive.ratioLimit
    archive_read_support_format_zip(archive)
    guard archive_read_open_filename(archive, file, 1 << 16) == ARCHIVE_OK else { throw error }
  }

  deinit { archive_read_free(archive) }

  /// The next file whose name is wanted, nil at the end. Folders, links and other files are passed over.
  func next(where isWanted: (String) -> Bool) throws(InputError) -> Entry? {
    while true {
      var entry: OpaquePointer?
      let code = archive_read_next_header(archive, &entry)
      if code == ARCHIVE_EOF { return nil }
      guard code == ARCHIVE_OK || code == ARCHIVE_WARN, let entry else { throw error }
      count += 1
      guard count <= ZipArchive.entryCountLimit else {
        throw .cannotRead(file: file, reason: "the archive holds too many files")
      }
      // AE_IFREG, a macro that Swift does not see.
      guard archive_entry_filetype(entry) & 0o170000 == 0o100000,
        let name = archive_entry_pathname_utf8(entry).map({ String(cString: $0) }), isWanted(name)
      else { continue }
      return Entry(name: name, bytes: try data(of: name))
    }
  }

  private func data(of name: String) throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 18)
    defer { chunk.deallocate() }
    while true {
      let got = archive_read_data(archive, chunk.baseAddress, chunk.count)
      guard got >= 0 else { throw error }
      guard got > 0 else { return bytes }
      unpacked += got
      guard unpacked <= limit else {
        throw .cannotRead(
          file: file,
          reason: "the archive unpacks to more than \(ZipArchive.ratioLimit) times its size")
      }
      guard bytes.count + got <= ZipArchive.entryLimit else {
        let limit = ZipArchive.entryLimit >> 20
        throw .cannotRead(file: file, reason: "'\(name)' within it is larger than \(limit) MiB")
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[..<got]))
    }
  }

  private var error: InputError {
    let words = archive_error_string(archive).map { String(cString: $0) }
    return .cannotRead(
      file: file, reason: "the zip archive is damaged (\(words ?? "no more is known"))")
  }
}

internal import CZlib

/// Bytes as a gzip stream. The header tells neither name nor time, so that the same bytes give the same stream.
final class GzipStream {
  /// zlib keeps the address.
  private let stream: UnsafeMutablePointer<z_stream>
  private var room = [UInt8](repeating: 0, count: 1 << 16)

  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let gzip: Int32 = 15 + 16
    let code = deflateInit2_(
      stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { return nil }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// - Returns: what is ready of the stream; after the end, all that is left of it.
  func compress(_ data: [UInt8], isEnd: Bool) -> [UInt8] {
    var ready: [UInt8] = []
    var input = data
    input.withUnsafeMutableBufferPointer { bytes in
      stream.pointee.next_in = bytes.baseAddress
      stream.pointee.avail_in = UInt32(bytes.count)
      var isFull = true
      while isFull {
        room.withUnsafeMutableBufferPointer { room in
          stream.pointee.next_out = room.baseAddress
          stream.pointee.avail_out = UInt32(room.count)
          deflate(stream, isEnd ? Z_FINISH : Z_NO_FLUSH)
          let made = room.count - Int(stream.pointee.avail_out)
          ready.append(contentsOf: room.prefix(made))
          isFull = stream.pointee.avail_out == 0
        }
      }
    }
    return ready
  }
}

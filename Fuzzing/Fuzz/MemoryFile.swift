import Foundation

/// Bytes as a file that lives in memory: readers take paths.
enum MemoryFile {
  private static let descriptor: Int32 = {
    var name = Array("/dev/shm/regoal-fuzz-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    unlink(name)
    return descriptor
  }()

  static func with<T>(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (String) -> T) -> T {
    insist(descriptor >= 0, "no file in memory")
    ftruncate(descriptor, 0)
    pwrite(descriptor, bytes.baseAddress, bytes.count, 0)
    return body("/proc/self/fd/\(descriptor)")
  }
}

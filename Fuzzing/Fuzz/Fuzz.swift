import CFuzzer
import Foundation

/// Feeds what libFuzzer makes up to one reader, named by `REGOAL_FUZZ`; `--list` prints their names.
@main
struct Fuzz {
  static func main() {
    guard !CommandLine.arguments.contains("--list") else {
      for name in FuzzedReaders.names { print(name) }
      return
    }
    let name = ProcessInfo.processInfo.environment["REGOAL_FUZZ"] ?? ""
    guard let reader = FuzzedReaders.reader(name) else {
      print("REGOAL_FUZZ is '\(name)'; there are: \(FuzzedReaders.names.joined(separator: ", "))")
      exit(64)
    }
    chosen = reader
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(
      LLVMFuzzerRunDriver(&count, &arguments) { data, size in
        chosen?(UnsafeBufferPointer(start: data, count: size))
        return 0
      })
  }
}

typealias FuzzedReader = (UnsafeBufferPointer<UInt8>) -> Void

nonisolated(unsafe) private var chosen: FuzzedReader?

/// Ends the program, so that libFuzzer keeps the input.
func insist(_ condition: Bool, _ words: @autoclosure () -> String, line: Int = #line) {
  guard !condition else { return }
  print("Broken, line \(line): \(words())")
  fflush(nil)
  abort()
}

import Foundation
import RegoalTesting

/// The program without the rights of root, for whom no file is closed.
struct Unprivileged {
  private let folder: URL
  private static let nobody = "65534"

  /// - Parameter folder: where it runs; everybody may write to it.
  init(in folder: URL) throws {
    self.folder = folder
    chmod(folder.path, 0o777)
  }

  func run(_ arguments: [String]) throws -> Program.Result {
    guard getuid() == 0 else { return try Program(in: folder).run(arguments) }
    let dropping = Program(in: folder, executable: URL(filePath: "/usr/bin/env"))
    return try dropping.run(
      [
        "setpriv", "--reuid=" + Unprivileged.nobody, "--regid=" + Unprivileged.nobody,
        "--clear-groups", Program.built.path,
      ] + arguments)
  }

  /// False where root cannot drop its rights, or the program cannot be run without them.
  static let isPossible: Bool = {
    guard let folder = try? TemporaryFolder(), let program = try? Unprivileged(in: folder.url)
    else { return false }
    return (try? program.run(["--version"]).status == 0) ?? false
  }()
}

import Foundation
import PackagePlugin

/// Turns `Migrations/` and `Queries/` into one Swift file, so that the program carries its SQL with it
/// wherever it is moved.
@main
struct EmbedSQL: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let files = ["Migrations", "Queries"].flatMap { sqlFiles(below: root.appending(path: $0)) }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedSQL.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) SQL files",
        executable: try context.tool(named: "EmbedSQLTool").url,
        arguments: [root.path, output.path],
        inputFiles: files,
        outputFiles: [output])
    ]
  }

  private func sqlFiles(below folder: URL) -> [URL] {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (found?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "sql" }
      .sorted { $0.path < $1.path }
  }
}

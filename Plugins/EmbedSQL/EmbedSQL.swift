import Foundation
import PackagePlugin

/// Turns `Migrations/` and `Queries/`, or `Arms/`, or `Prompts/`, into one Swift file, so that the
/// program carries them with it wherever it is moved.
@main
struct EmbedSQL: BuildToolPlugin {
  /// What a target carries: the name of its enum, the files' suffix, and their folders.
  private static let contents: [String: (name: String, suffix: String, folders: [String])] = [
    "Experiments": ("EmbeddedArms", "yaml", ["Arms"]),
    "LanguageModels": ("EmbeddedPrompts", "md", ["Prompts"]),
    "SQLFiles": ("EmbeddedSQL", "sql", ["Migrations", "Queries"]),
  ]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let content = EmbedSQL.contents[target.name] else { return [] }
    let root = context.package.directoryURL
    let files = content.folders.flatMap {
      self.files(content.suffix, below: root.appending(path: $0))
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "\(content.name).swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files of \(content.folders.joined(separator: ", "))",
        executable: try context.tool(named: "EmbedSQLTool").url,
        arguments: [root.path, output.path, content.name, content.suffix] + content.folders,
        inputFiles: files,
        outputFiles: [output])
    ]
  }

  private func files(_ suffix: String, below folder: URL) -> [URL] {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (found?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == suffix }
      .sorted { $0.path < $1.path }
  }
}
